//! Counts a plan over a folder of facts, as a physical plan of `DataFusion` whose leaf is ours: it
//! reads only the pages that can matter and counts every cohort in one pass over a person.

mod job;
mod join;
mod part;
mod people;
mod pick;
mod plan;
mod read;

use std::sync::Arc;

use datafusion_common::DataFusionError;
use datafusion_execution::TaskContext;
use datafusion_physical_plan::{ExecutionPlan, execute_stream};
use futures::TryStreamExt as _;
use measures::count::Plan;
use measures::tally::Counted;

use crate::error::FactsError;
use crate::folder::Facts;
use crate::load::Register;

use job::Job;
pub use people::each_person;
use plan::CountExec;

/// Counts a plan on so many threads.
pub async fn count(
    facts: Facts,
    plan: Plan,
    register: Register,
    threads: usize,
) -> Result<Counted, FactsError> {
    let job = Arc::new(Job::new(facts, plan, register)?);
    let plan: Arc<dyn ExecutionPlan> = Arc::new(CountExec::new(job, threads));
    let mut rows = execute_stream(plan, Arc::new(TaskContext::default()))?;
    let mut counted = Counted::default();
    while let Some(batch) = rows.try_next().await.map_err(ours)? {
        part::read(&batch, &mut counted)?;
    }
    counted.share_people();
    Ok(counted)
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
