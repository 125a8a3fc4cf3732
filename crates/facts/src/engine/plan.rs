//! The operator.

use std::fmt;
use std::sync::Arc;

use arrow::array::AsArray as _;
use arrow::datatypes::{DataType, UInt64Type};
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
use futures::{StreamExt as _, TryStreamExt as _};

use super::job::{Job, Worker};
use super::part;
use super::work::Work;

/// What the numbers of parts are.
pub const PART_NUMBER: DataType = DataType::UInt64;

/// Ranges of people counted between two looks at whether anybody still waits for the answer.
const RANGES_AT_A_TIME: usize = 512;

/// Counts every cohort of a plan in one pass over the offences of each person. Each part of the
/// work has ranges of people to itself, so that what parts hand on only has to be added up.
///
/// Alone, its partitions are the parts. Over another plan it counts, in each partition, the parts
/// whose numbers are the rows of that plan: so whoever hands out partitions among machines, and
/// knows how to do that with rows, hands out parts.
#[derive(Debug)]
pub struct CountExec {
    counts: Counts,
    parts: usize,
    numbers: Option<Arc<dyn ExecutionPlan>>,
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
    /// Counts in so many parts, each of them a partition.
    pub fn new(counts: Counts, parts: usize) -> Self {
        let properties = Arc::new(properties(parts));
        Self { counts, parts, numbers: None, properties }
    }

    /// Counts those of so many parts whose numbers are the rows of a plan, in a column of
    /// [`PART_NUMBER`].
    pub fn over(counts: Counts, parts: usize, numbers: Arc<dyn ExecutionPlan>) -> Self {
        let partitions = numbers.properties().output_partitioning().partition_count();
        let properties = Arc::new(properties(partitions));
        Self { counts, parts, numbers: Some(numbers), properties }
    }

    /// What it counts.
    pub fn counts(&self) -> &Counts {
        &self.counts
    }

    /// Into how many parts the work is cut.
    pub fn parts(&self) -> usize {
        self.parts
    }
}

fn properties(partitions: usize) -> PlanProperties {
    PlanProperties::new(
        EquivalenceProperties::new(Arc::clone(&part::SCHEMA)),
        Partitioning::UnknownPartitioning(partitions),
        EmissionType::Final,
        Boundedness::Bounded,
    )
}

impl DisplayAs for CountExec {
    fn fmt_as(&self, _form: DisplayFormatType, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = self.parts;
        match &self.counts {
            Counts::Here(job) => {
                write!(f, "CountExec: {} ranges of people in {parts} parts", job.ranges())
            }
            Counts::Elsewhere(_) => write!(f, "CountExec: {parts} parts, counted elsewhere"),
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
        self.numbers.iter().collect()
    }

    fn apply_expressions(
        &self,
        _visit: &mut dyn FnMut(&Arc<dyn PhysicalExpr>) -> Result<TreeNodeRecursion>,
    ) -> Result<TreeNodeRecursion> {
        Ok(TreeNodeRecursion::Continue)
    }

    fn replace_children(
        self: Arc<Self>,
        mut children: Vec<Arc<dyn ExecutionPlan>>,
        _options: ReplaceChildrenOptions,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        match (children.pop(), children.len()) {
            (None, _) => Ok(Arc::new(Self::new(self.counts.clone(), self.parts))),
            (Some(it), 0) => Ok(Arc::new(Self::over(self.counts.clone(), self.parts, it))),
            (Some(_), more) => exec_err!("{} plans to count by", more + 1),
        }
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
        context: Arc<TaskContext>,
    ) -> Result<SendableRecordBatchStream> {
        let Counts::Here(job) = &self.counts else {
            return exec_err!("the facts to be counted are not known on this machine");
        };
        let (job, parts) = (Arc::clone(job), self.parts);
        let numbers = self.numbers.as_ref().map(|it| it.execute(partition, context)).transpose()?;
        let stream = futures::stream::once(async move {
            let numbers = match numbers {
                Some(rows) => read(rows).await?,
                None => vec![partition],
            };
            let count = move |number| count(Arc::clone(&job), number, parts);
            Ok::<_, DataFusionError>(futures::stream::iter(numbers).then(count))
        });
        let schema = Arc::clone(&part::SCHEMA);
        Ok(Box::pin(RecordBatchStreamAdapter::new(schema, stream.try_flatten())))
    }
}

/// The numbers of parts that a plan hands out.
async fn read(mut rows: SendableRecordBatchStream) -> Result<Vec<usize>> {
    let mut numbers = Vec::new();
    while let Some(batch) = rows.try_next().await? {
        let column = batch.column(0).as_primitive_opt::<UInt64Type>();
        let Some(column) = column else {
            return exec_err!("parts are numbered by {PART_NUMBER:?}");
        };
        numbers.extend(column.values().iter().filter_map(|it| usize::try_from(*it).ok()));
    }
    Ok(numbers)
}

/// Counts one of so many parts.
async fn count(job: Arc<Job>, number: usize, parts: usize) -> Result<RecordBatch> {
    let all = job.ranges();
    let mut worker = Worker::new(job);
    let (mut from, end) = (all * number / parts, all * (number + 1) / parts);
    while from < end {
        let until = end.min(from + RANGES_AT_A_TIME);
        worker.count(from..until).map_err(|it| DataFusionError::External(Box::new(it)))?;
        from = until;
        tokio::task::yield_now().await;
    }
    Ok(part::write(&worker.finish(), number)?)
}
