//! `throughcare work`: the worker, alone or beside the pages.

use std::time::Duration;

use app::App;
use app::clock::london_date;
use app::job::{self, Ran};
use tokio::sync::watch;

use crate::cli::Work;
use crate::config::Config;
use crate::failure::Outcome;
use crate::{open, serve};

/// How long a worker that found nothing to do rests before it looks again.
const REST_SECONDS: u64 = 2;

pub(crate) async fn work(asked: &Work, config: &Config) -> Outcome {
    let app = open::app(config).await?;
    tracing::info!("working; Ctrl-C ends it");
    if asked.until_idle {
        queue_nightly(&app, &mut None).await;
        while do_next(&app).await {}
    } else {
        let stop = serve::stop_on_signal();
        tokio::join!(stop.signal, until_stopped(&app, stop.told));
    }
    app.db().close().await;
    Ok(())
}

/// Does what is due until told to stop; a job in hand is finished first.
pub(crate) async fn until_stopped(app: &App, mut told: watch::Receiver<bool>) {
    let mut queued_for = None;
    while !*told.borrow() {
        queue_nightly(app, &mut queued_for).await;
        if do_next(app).await {
            continue;
        }
        let rest = tokio::time::sleep(Duration::from_secs(REST_SECONDS));
        tokio::select! {
            () = rest => {}
            _ = told.changed() => {}
        }
    }
}

/// Does the next job that is due; `false` when there is none, or it could not be asked for.
async fn do_next(app: &App) -> bool {
    match job::run_next(app).await {
        Ok(Ran::Nothing) => false,
        Ok(Ran::Done | Ran::Failed { .. } | Ran::GivenUp) => true,
        Err(error) => {
            tracing::error!(%error, "a job could not be run");
            false
        }
    }
}

/// Queues what is done each night, once for each day that the worker sees begin.
async fn queue_nightly(app: &App, queued_for: &mut Option<domain::Date>) {
    let today = london_date(app.clock().now());
    if *queued_for == Some(today) {
        return;
    }
    match job::queue_nightly(app).await {
        Ok(()) => *queued_for = Some(today),
        Err(error) => tracing::error!(%error, "the night's work could not be queued"),
    }
}
