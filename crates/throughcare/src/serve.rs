//! `throughcare serve`: the pages, and the jobs where they run in the same process.

use std::time::Duration;

use app::App;
use app::db::Place;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;
use web::{Settings, Web};

use crate::cli::Serve;
use crate::config::{Config, Jobs};
use crate::failure::{Failure, Outcome};
use crate::{open, work};

/// So long the requests in hand may take once the process was told to end.
const END_SECONDS: u64 = 10;

pub(crate) async fn serve(asked: &Serve, config: &Config) -> Outcome {
    let app = ready_app(asked, config).await?;
    let listen = asked.listen.as_deref().unwrap_or(&config.listen);
    let settings = Settings { demo: config.demo_accounts, cookie: config.cookie };
    pages(&app, settings, listen, config.jobs_in_process).await
}

/// An embedded database is brought up to date by whoever opens it; a server's only when asked,
/// since other processes may be serving from it.
async fn ready_app(asked: &Serve, config: &Config) -> Outcome<App> {
    let db = open::db(&config.database).await?;
    let migrates = match &config.database {
        Place::Sqlite(_) => true,
        Place::Postgres { .. } => asked.migrate,
    };
    if migrates {
        for step in db.migrate().await? {
            tracing::info!(step, "migrated");
        }
    }
    open::require_current(&db).await?;
    open::over(db)
}

/// Serves an application until a signal ends it.
pub(crate) async fn pages(app: &App, settings: Settings, listen: &str, jobs: Jobs) -> Outcome {
    let listener = TcpListener::bind(listen).await.map_err(|error| {
        Failure::refused(format!(
            "cannot listen on {listen}: {error}; choose another with --listen HOST:PORT"
        ))
    })?;
    tracing::info!(listen, database = app.db().name(), "serving; Ctrl-C ends it");
    let stop = stop_on_signal();
    let mut told = stop.told.clone();
    let stopped = async move { drop(told.wait_for(|it| *it).await) };
    let served = web::serve(listener, Web::new(app.clone(), settings), stopped);
    let worked = async {
        if jobs == Jobs::InProcess {
            work::until_stopped(app, stop.told.clone()).await;
        }
    };
    let last = async {
        stop.signal.await;
        tokio::time::sleep(Duration::from_secs(END_SECONDS)).await;
    };
    let outcome = tokio::select! {
        (served, ()) = async { tokio::join!(served, worked) } => served,
        () = last => {
            tracing::warn!("requests were still in hand");
            Ok(())
        }
    };
    app.db().close().await;
    tracing::info!("ended");
    outcome.map_err(|error| Failure::refused(format!("serving failed: {error}")))
}

/// A wish to end, told to whoever holds the receiver.
pub(crate) struct Stop {
    /// Resolves once a signal came and was passed on.
    pub(crate) signal: std::pin::Pin<Box<dyn Future<Output = ()> + Send>>,
    /// Becomes true then.
    pub(crate) told: watch::Receiver<bool>,
}

/// Listens for Ctrl-C and SIGTERM.
pub(crate) fn stop_on_signal() -> Stop {
    let (tell, told) = watch::channel(false);
    let signal = Box::pin(async move {
        tokio::select! {
            _ = tokio::signal::ctrl_c() => {}
            () = terminated() => {}
        }
        tell.send_replace(true);
    });
    Stop { signal, told }
}

async fn terminated() {
    match signal(SignalKind::terminate()) {
        Ok(mut signals) => drop(signals.recv().await),
        // Without it Ctrl-C still ends the process.
        Err(_) => std::future::pending().await,
    }
}
