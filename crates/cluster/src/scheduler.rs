//! The machine that hands out parts of the work.

use std::net::SocketAddr;
use std::sync::Arc;

use anyhow::anyhow;
use ballista_core::config::TaskSchedulingPolicy;
use ballista_scheduler::cluster::BallistaCluster;
use ballista_scheduler::config::SchedulerConfig;
use ballista_scheduler::scheduler_process::start_server;

use crate::codec::CountCodec;

/// How long nothing is heard of an executor before its parts go to others. Executors speak up
/// every five seconds at least, however busy they are.
const SILENCE_SECONDS: u64 = 20;

/// Serves until the process ends.
///
/// # Errors
///
/// An address that cannot be listened on.
pub async fn serve(listen: SocketAddr) -> anyhow::Result<()> {
    let config = SchedulerConfig {
        bind_host: listen.ip().to_string(),
        external_host: listen.ip().to_string(),
        bind_port: listen.port(),
        scheduling_policy: TaskSchedulingPolicy::PullStaged,
        executor_timeout_seconds: SILENCE_SECONDS,
        expire_dead_executor_interval_seconds: 2,
        no_executors_grace_period_seconds: SILENCE_SECONDS,
        override_physical_codec: Some(Arc::new(CountCodec::handing_on())),
        ..SchedulerConfig::default()
    };
    let told = |it| anyhow!("the scheduler cannot go on: {it}");
    let cluster = BallistaCluster::new_from_config(&config).await.map_err(told)?;
    start_server(cluster, listen, Arc::new(config)).await.map_err(told)
}
