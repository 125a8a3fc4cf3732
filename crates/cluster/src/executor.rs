//! A machine that counts parts of the work.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context as _, anyhow};
use ballista_core::config::TaskSchedulingPolicy;
use ballista_executor::executor_process::{ExecutorProcessConfig, start_executor_process};
use facts::folder::Facts;

use crate::codec::CountCodec;

/// How an executor takes part.
#[derive(Debug, Clone)]
pub struct Part {
    /// Host and port of the scheduler.
    pub scheduler: (String, u16),
    /// Where this machine sees the facts.
    pub facts: PathBuf,
    /// Where others fetch what was counted.
    pub listen: SocketAddr,
    /// The name by which others find this machine, if the address is not enough.
    pub host: Option<String>,
    /// Parts counted at once; none for as many as there are cores.
    pub cores: usize,
    /// Where counted parts wait to be fetched; a temporary folder if none is given.
    pub work: Option<PathBuf>,
}

/// Counts until the process ends.
///
/// # Errors
///
/// Facts that cannot be read, a scheduler that is not there, an address that cannot be listened on.
pub async fn count(part: Part) -> anyhow::Result<()> {
    Facts::open(&part.facts)?;
    let work = part.work.map(|it| it.to_str().map(ToOwned::to_owned));
    let work = work.map(|it| it.context("the name of the folder is no text")).transpose()?;
    let config = ExecutorProcessConfig {
        bind_host: part.listen.ip().to_string(),
        external_host: part.host,
        port: part.listen.port(),
        scheduler_host: part.scheduler.0,
        scheduler_port: part.scheduler.1,
        scheduler_connect_timeout_seconds: 30,
        vcores: part.cores,
        task_scheduling_policy: TaskSchedulingPolicy::PullStaged,
        work_dir: work,
        override_physical_codec: Some(Arc::new(CountCodec::counting(part.facts))),
        ..ExecutorProcessConfig::default()
    };
    start_executor_process(Arc::new(config)).await.map_err(|it| anyhow!("cannot go on: {it}"))
}
