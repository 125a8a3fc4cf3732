//! The operator.

use std::fmt;
use std::sync::Arc;

use arrow::record_batch::RecordBatch;
use datafusion_common::tree_node::TreeNodeRecursion;
use datafusion_common::{DataFusionError, Result};
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

/// Ranges of people counted between two looks at whether anybody still waits for the answer.
const RANGES_AT_A_TIME: usize = 512;

/// Counts every cohort of a plan in one pass over the offences of each person. Each partition has
/// ranges of people to itself, so that what partitions hand on only has to be added up.
#[derive(Debug)]
pub(super) struct CountExec {
    job: Arc<Job>,
    partitions: usize,
    properties: Arc<PlanProperties>,
}

impl CountExec {
    pub(super) fn new(job: Arc<Job>, threads: usize) -> Self {
        let partitions = threads.clamp(1, job.ranges());
        let properties = PlanProperties::new(
            EquivalenceProperties::new(Arc::clone(&part::SCHEMA)),
            Partitioning::UnknownPartitioning(partitions),
            EmissionType::Final,
            Boundedness::Bounded,
        );
        Self { job, partitions, properties: Arc::new(properties) }
    }

    /// The ranges of people of a partition.
    fn ranges(&self, partition: usize) -> std::ops::Range<usize> {
        let all = self.job.ranges();
        all * partition / self.partitions..all * (partition + 1) / self.partitions
    }
}

impl DisplayAs for CountExec {
    fn fmt_as(&self, _form: DisplayFormatType, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (ranges, partitions) = (self.job.ranges(), self.partitions);
        write!(f, "CountExec: {ranges} ranges of people in {partitions} partitions")
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
        let worker = Worker::new(Arc::clone(&self.job));
        let counted = count(worker, self.ranges(partition));
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
