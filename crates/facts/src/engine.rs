//! Counts a plan over a folder of facts, as a physical plan of `DataFusion` whose leaf is ours: it
//! reads only the pages that can matter and counts every cohort in one pass over a person.

mod job;
mod join;
mod part;
mod people;
mod pick;
mod plan;
mod read;
mod work;

use std::sync::Arc;

use datafusion_common::DataFusionError;
use datafusion_execution::{SendableRecordBatchStream, TaskContext};
use datafusion_physical_plan::execute_stream;
use futures::TryStreamExt as _;
use measures::count::Plan;
use measures::tally::{Counted, Part};

use crate::error::FactsError;
use crate::folder::Facts;
use crate::load::Register;

pub use job::Job;
use part::Gathered;
pub use people::each_person;
pub use plan::{CountExec, Counts, PART_NUMBER};
pub use work::Work;

/// Counts a plan on so many threads.
pub async fn count(
    facts: Facts,
    plan: Plan,
    register: Register,
    threads: usize,
) -> Result<Counted, FactsError> {
    let job = Arc::new(Job::new(facts, plan, register)?);
    let parts = threads.clamp(1, job.ranges());
    let exec = CountExec::new(Counts::Here(Arc::clone(&job)), parts);
    let rows = execute_stream(Arc::new(exec), Arc::new(TaskContext::default()))?;
    Ok(job.plan.settle(add_up(rows, parts).await?))
}

/// The most parts that counting these facts can be cut into.
///
/// # Errors
///
/// There are no offences.
pub fn parts(facts: &Facts) -> Result<usize, FactsError> {
    Ok(job::begins(facts)?.len())
}

/// Adds up what so many parts of a [`CountExec`] hand on.
///
/// # Errors
///
/// What any of the parts met with; a part that has not come, or twice.
pub async fn add_up(mut rows: SendableRecordBatchStream, parts: usize) -> Result<Part, FactsError> {
    let mut gathered = Gathered::default();
    while let Some(batch) = rows.try_next().await.map_err(ours)? {
        gathered.add(&batch)?;
    }
    gathered.whole(parts)
}

/// Our own error, where the engine has carried one.
fn ours(error: DataFusionError) -> FactsError {
    if let DataFusionError::Context(_, inner) = error {
        return ours(*inner);
    }
    let DataFusionError::External(inner) = error else { return FactsError::Engine(error) };
    match inner.downcast::<FactsError>() {
        Ok(ours) => *ours,
        Err(other) => FactsError::Engine(DataFusionError::External(other)),
    }
}
