//! `throughcare work`: the worker, alone or beside the pages.

use std::time::Duration;

use app::App;
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
    while !*told.borrow() {
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

/// Does the next job that is due; `false` when there is none, or it could not be done.
async fn do_next(app: &App) -> bool {
    match run_next(app).await {
        Ok(done) => done,
        Err(error) => {
            tracing::error!(%error, "a job could not be run");
            false
        }
    }
}

#[expect(clippy::unused_async, reason = "waits for the queue once jobs are in it")]
async fn run_next(_app: &App) -> app::AppResult<bool> {
    Ok(false)
}
