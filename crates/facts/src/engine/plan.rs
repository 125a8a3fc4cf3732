//! The operator.

use std::fmt;
use std::sync::Arc;

use arrow::record_batch::RecordBatch;
use datafusion_common::tree_node::TreeNodeRecursion;
use datafusion_common::{DataFusionError, Result, exec_err};
use datafusion_execution::{SendableRecordBatchStream, TaskContext};
use datafusion_physical_expr::{EquivalenceProperties, PhysicalExpr};
use datafusion_physical_plan::execution_plan::{
    Boundedness, ChildrenPropertiesMode, EmissionType, ReplaceChildrenOptions,
};
use datafusion_physical_plan::stream::RecordBatchStreamAdapter;
use datafusion_physical_plan::{
    DisplayAs, DisplayFormatType, ExecutionPlan, Partitioning, PlanProperties,
};

use super::job::{Job, Worker};
use super::part;
use super::work::Work;

/// Ranges of people counted between two looks at whether anybody still waits for the answer.
const RANGES_AT_A_TIME: usize = 512;

/// Counts every cohort of a plan in one pass over the offences of each person. Each partition has
/// ranges of people to itself, so that what partitions hand on only has to be added up.
#[derive(Debug)]
pub struct CountExec {
    counts: Counts,
    partitions: usize,
    properties: Arc<PlanProperties>,
}

/// What an operator counts.
#[derive(Debug, Clone)]
pub enum Counts {
    /// A job over facts that this machine sees.
    Here(Arc<Job>),
    /// Work for other machines; this one only hands it on.
    Elsewhere(Arc<Work>),
}

impl CountExec {
    /// An operator that counts in so many parts, each of them a partition.
    pub fn new(counts: Counts, partitions: usize) -> Self {
        let properties = PlanProperties::new(
            EquivalenceProperties::new(Arc::clone(&part::SCHEMA)),
            Partitioning::UnknownPartitioning(partitions),
            EmissionType::Final,
            Boundedness::Bounded,
        );
        Self { counts, partitions, properties: Arc::new(properties) }
    }

    /// What it counts.
    pub fn counts(&self) -> &Counts {
        &self.counts
    }

    /// In how many parts.
    pub fn partitions(&self) -> usize {
        self.partitions
    }

    /// The ranges of people of a partition.
    fn ranges(&self, all: usize, partition: usize) -> std::ops::Range<usize> {
        all * partition / self.partitions..all * (partition + 1) / self.partitions
    }
}

impl DisplayAs for CountExec {
    fn fmt_as(&self, _form: DisplayFormatType, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let partitions = self.partitions;
        match &self.counts {
            Counts::Here(job) => {
                let ranges = job.ranges();
                write!(f, "CountExec: {ranges} ranges of people in {partitions} partitions")
            }
            Counts::Elsewhere(_) => write!(f, "CountExec: in {partitions} partitions elsewhere"),
        }
    }
}

impl ExecutionPlan for CountExec {
    fn name(&self) -> &'static str {
        "CountExec"
    }

    fn properties(&self) -> &Arc<PlanProperties> {
        &self.properties
    }

    fn children(&self) -> Vec<&Arc<dyn ExecutionPlan>> {
        Vec::new()
    }

    fn apply_expressions(
        &self,
        _visit: &mut dyn FnMut(&Arc<dyn PhysicalExpr>) -> Result<TreeNodeRecursion>,
    ) -> Result<TreeNodeRecursion> {
        Ok(TreeNodeRecursion::Continue)
    }

    fn replace_children(
        self: Arc<Self>,
        _children: Vec<Arc<dyn ExecutionPlan>>,
        _options: ReplaceChildrenOptions,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        Ok(self)
    }

    fn with_new_children(
        self: Arc<Self>,
        children: Vec<Arc<dyn ExecutionPlan>>,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        self.replace_children(
            children,
            ReplaceChildrenOptions::new(ChildrenPropertiesMode::Recompute),
        )
    }

    fn execute(
        &self,
        partition: usize,
        _context: Arc<TaskContext>,
    ) -> Result<SendableRecordBatchStream> {
        let Counts::Here(job) = &self.counts else {
            return exec_err!("the facts to be counted are not known on this machine");
        };
        let worker = Worker::new(Arc::clone(job));
        let counted = count(worker, self.ranges(job.ranges(), partition));
        let stream = futures::stream::once(counted);
        Ok(Box::pin(RecordBatchStreamAdapter::new(Arc::clone(&part::SCHEMA), stream)))
    }
}

async fn count(mut worker: Worker, ranges: std::ops::Range<usize>) -> Result<RecordBatch> {
    let mut from = ranges.start;
    while from < ranges.end {
        let until = ranges.end.min(from + RANGES_AT_A_TIME);
        worker.count(from..until).map_err(|it| DataFusionError::External(Box::new(it)))?;
        from = until;
        tokio::task::yield_now().await;
    }
    Ok(part::write(&worker.finish())?)
}
