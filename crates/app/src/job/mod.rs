//! Work done outside the request: put in the queue by the transaction that asks for it, done by a
//! worker, safe to do twice.
//!
//! A worker calls [`run_next`] until it says [`Ran::Nothing`]. A job that fails is tried again,
//! each time later, and given up after [`ATTEMPTS_MOST`]; one whose worker died is taken up again
//! when its lease has run out, which is why every job must be safe to do twice.

pub(crate) mod sql;
#[cfg(test)]
mod tests;

use domain::Timestamp;
use domain::id::JobId;
use jiff::SignedDuration;
use serde_json::{Value as Json, json};

use crate::clock::london_date;
use crate::error::{AppError, AppResult};
use crate::gate::App;
use crate::{import, review};

/// A piece of work to be put in the queue.
#[derive(Debug, Clone)]
pub struct Job {
    /// What to do, by name.
    pub kind: &'static str,
    /// What it needs to know: keys, never personal data.
    pub payload: Json,
}

/// How often a job is tried.
pub const ATTEMPTS_MOST: u32 = 6;
/// How long a worker may be at a job before another takes it up.
const LEASE_MINUTES: i64 = 30;
/// The wait after the first failure; each further one waits four times as long.
const FIRST_WAIT_SECONDS: i64 = 15;

/// Every kind of work there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Each night: note the registrations whose review has lapsed.
    QueueLapsedReviews,
    /// Take an accepted register in, row by row.
    TakeInRegister,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 2] = [Self::QueueLapsedReviews, Self::TakeInRegister];

    /// The name under which it is queued.
    pub const fn key(self) -> &'static str {
        match self {
            Self::QueueLapsedReviews => "queue_lapsed_reviews",
            Self::TakeInRegister => import::TAKE_IN,
        }
    }

    /// The kind queued under this name.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.key() == key)
    }
}

/// A job that a worker has taken.
#[derive(Debug, Clone)]
pub struct Claimed {
    /// Its key, for telling its progress.
    pub id: JobId,
    /// Its kind, by name.
    pub kind: String,
    /// What it needs to know.
    pub payload: Json,
    /// How often it was tried, this time included.
    pub attempts: u32,
}

/// What became of a turn of the worker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ran {
    /// Nothing was due.
    Nothing,
    /// A job was done.
    Done,
    /// A job failed and is tried again later.
    Failed {
        /// When.
        again_at: Timestamp,
    },
    /// A job failed for the last time.
    GivenUp,
}

/// Takes the next job that is due, so that no other worker does.
pub async fn claim(app: &App) -> AppResult<Option<Claimed>> {
    let now = app.clock().now();
    let lease = SignedDuration::from_mins(LEASE_MINUTES);
    sql::claim(app, now, now.checked_sub(lease).unwrap_or(now)).await
}

/// Does the next job that is due.
pub async fn run_next(app: &App) -> AppResult<Ran> {
    let Some(job) = claim(app).await? else { return Ok(Ran::Nothing) };
    let done = match Kind::from_key(&job.kind) {
        Some(kind) => perform(app, kind, &job).await,
        None => Err(AppError::Internal(anyhow::anyhow!("no such kind of job"))),
    };
    settle(app, &job, done).await
}

/// Tells how far a job has come, for the page that waits for it.
pub async fn tell_progress(app: &App, id: JobId, done: u32, total: u32) -> AppResult<()> {
    sql::tell_progress(app, id, done, total).await
}

/// Queues what is done each night, once for each day however often it is asked.
pub async fn queue_nightly(app: &App) -> AppResult<()> {
    let now = app.clock().now();
    let payload = json!({ "day": london_date(now).to_string() });
    sql::insert_once(app, Kind::QueueLapsedReviews.key(), &payload, now).await
}

async fn perform(app: &App, kind: Kind, job: &Claimed) -> AppResult<()> {
    match kind {
        Kind::QueueLapsedReviews => review::queue_lapsed_reviews(app).await.map(drop),
        Kind::TakeInRegister => import::work(app, &job.payload).await,
    }
}

async fn settle(app: &App, job: &Claimed, done: AppResult<()>) -> AppResult<Ran> {
    let now = app.clock().now();
    let Err(error) = done else {
        sql::set_done(app, job.id, now).await?;
        return Ok(Ran::Done);
    };
    // The kind of error only: its text may quote what a driver was given.
    let fault = error.to_string();
    tracing::warn!(kind = %job.kind, attempts = job.attempts, "a job failed");
    if job.attempts >= ATTEMPTS_MOST {
        sql::give_up(app, job.id, now, &fault).await?;
        return Ok(Ran::GivenUp);
    }
    let again_at = now.checked_add(wait_after(job.attempts)).unwrap_or(now);
    sql::put_back(app, job.id, again_at, &fault).await?;
    Ok(Ran::Failed { again_at })
}

/// How long a job waits after so many failures: 15 seconds, a minute, four minutes, and so on.
fn wait_after(attempts: u32) -> SignedDuration {
    let times = 4_i64.saturating_pow(attempts.saturating_sub(1));
    SignedDuration::from_secs(FIRST_WAIT_SECONDS.saturating_mul(times))
}
