//! Whoever asks.

use std::sync::Arc;
use std::time::Duration;

use ballista_core::config::BALLISTA_SCHEDULER_MAX_PARTITIONS_PER_TASK;
use ballista_core::execution_plans::execute_physical_plan;
use ballista_core::extension::SessionConfigExt as _;
use datafusion::arrow::array::{RecordBatch, UInt64Array};
use datafusion::arrow::datatypes::{Field, Schema};
use datafusion::common::Result;
use datafusion::datasource::memory::MemorySourceConfig;
use datafusion::datasource::source::DataSourceExec;
use datafusion::execution::config::SessionConfig;
use datafusion::physical_plan::ExecutionPlan;
use datafusion_proto::protobuf::PhysicalPlanNode;
use facts::command;
use facts::engine::{self, CountExec, Counts, PART_NUMBER, Work, add_up};
use facts::error::FactsError;
use facts::folder::Facts;
use measures::tally::Part;
use tokio::time::timeout;

use crate::codec::{CountCodec, is_refused};

/// The most parts that work is cut into. More than there are cores in a small cluster, so that
/// little is lost with a machine; few enough that handing them out costs nothing.
const PARTS: usize = 64;

/// How often everything is asked anew, where an executor went away with parts that it had counted
/// and nobody had fetched.
const TIMES: usize = 3;

/// A Ballista cluster.
#[derive(Debug, Clone, Copy)]
pub struct Ballista {
    /// How long an answer is waited for.
    pub patience: Duration,
}

impl command::Cluster for Ballista {
    fn count(&self, url: &str, facts: Facts, work: Work) -> Result<Part, FactsError> {
        let failed = |why: String| FactsError::Cluster { url: url.to_owned(), why };
        let runtime = tokio::runtime::Runtime::new().map_err(|it| failed(it.to_string()))?;
        let parts = engine::parts(&facts)?.clamp(1, PARTS);
        let counts = Counts::Elsewhere(Arc::new(work));
        let numbers = numbers(parts).map_err(|it| failed(it.to_string()))?;
        let plan: Arc<dyn ExecutionPlan> = Arc::new(CountExec::over(counts, parts, numbers));
        let asked = ask(async || once(url, &plan, parts).await);
        let answer = runtime.block_on(async { timeout(self.patience, asked).await });
        let counted = answer
            .unwrap_or_else(|_| Err(format!("no answer in {} s", self.patience.as_secs())))
            .map_err(failed);
        // What hangs in a fetch from a machine that has gone is not waited for.
        runtime.shutdown_background();
        counted
    }
}

/// A plan of as many partitions as there are parts, each of them the number of one. The scheduler
/// hands out partitions by what it knows of their sources; of an operator that is a source itself
/// it knows nothing, and has each task count every partition.
fn numbers(parts: usize) -> Result<Arc<dyn ExecutionPlan>> {
    let schema = Arc::new(Schema::new(vec![Field::new("part", PART_NUMBER, false)]));
    let number = |part: u64| {
        let column = Arc::new(UInt64Array::from(vec![part]));
        Ok(vec![RecordBatch::try_new(Arc::clone(&schema), vec![column])?])
    };
    let numbers = (0..).take(parts).map(number).collect::<Result<Vec<_>>>()?;
    let source = MemorySourceConfig::try_new(&numbers, Arc::clone(&schema), None)?;
    Ok(DataSourceExec::from_data_source(source))
}

/// Asks until there is an answer, so often at most; not again where the work was refused.
async fn ask<T>(mut once: impl AsyncFnMut() -> Result<T, String>) -> Result<T, String> {
    let mut why = String::new();
    for _ in 0..TIMES {
        match once().await {
            Err(error) if !is_refused(&error) => why = error,
            answer => return answer,
        }
    }
    Err(why)
}

async fn once(url: &str, plan: &Arc<dyn ExecutionPlan>, parts: usize) -> Result<Part, String> {
    // One part to a task: parts differ in size, and a machine that goes away loses fewer.
    let config =
        SessionConfig::new_with_ballista().set_usize(BALLISTA_SCHEDULER_MAX_PARTITIONS_PER_TASK, 1);
    let (settings, codec) = (config.ballista_config(), CountCodec::handing_on());
    let rows = execute_physical_plan::<PhysicalPlanNode>(
        url.to_owned(),
        &settings,
        Arc::clone(plan),
        &codec,
        String::new(),
        config,
    );
    let rows = rows.await.map_err(|it| it.to_string())?;
    add_up(rows, parts).await.map_err(|it| it.to_string())
}

#[cfg(test)]
mod tests {
    use datafusion::execution::TaskContext;
    use datafusion_proto::physical_plan::{
        DefaultPhysicalProtoConverter, PhysicalExtensionCodec as _,
    };

    use super::*;

    /// How often is asked of a cluster that always says this.
    fn times(said: &str) -> usize {
        let mut times = 0;
        let runtime = tokio::runtime::Runtime::new().expect("a runtime");
        let answer: Result<(), String> = runtime.block_on(ask(async || {
            times += 1;
            Err(format!("the job has failed: {said}"))
        }));
        assert!(answer.expect_err("is always said").contains(said));
        times
    }

    #[test]
    fn what_was_lost_is_asked_for_again_and_what_was_refused_is_not() {
        assert_eq!(times("a part has gone with its machine"), TIMES);
        let (codec, converter) = (CountCodec::handing_on(), DefaultPhysicalProtoConverter {});
        let work = b"throughcare 0.0.0\n{}";
        let refused = codec.try_decode(work, &[], &TaskContext::default(), &converter);
        assert_eq!(times(&refused.expect_err("of another version").to_string()), 1);
    }
}
