//! Statements of the queue.

use domain::Timestamp;
use domain::id::{Id as _, JobId};
use serde_json::Value as Json;

use super::{Claimed, Job};
use crate::db::{Link, args, statements};
use crate::error::AppResult;
use crate::gate::App;

statements! {
    INSERT = "
        insert into job (job_id, kind, payload, queued_at, due_at, attempts)
        values ($1, $2, $3, $4, $4, 0)";

    INSERT_ONCE = "
        insert into job (job_id, kind, payload, queued_at, due_at, attempts)
        select $1, $2, $3, $4, $4, 0
         where not exists (select 1 from job where kind = $2 and payload = $3)";

    /// Takes the first job that is due and in nobody's hands. Where two workers meet, the outer
    /// condition is asked again of the row as the first one left it.
    CLAIM = "
        update job
           set claimed_at = $1, attempts = attempts + 1
         where job_id = (
                select job_id
                  from job
                 where done_at is null
                   and failed_at is null
                   and due_at <= $1
                   and (claimed_at is null or claimed_at < $2)
                 order by due_at, job_id
                 limit 1)
           and done_at is null
           and failed_at is null
           and (claimed_at is null or claimed_at < $2)
        returning job_id, kind, payload, attempts";

    SET_DONE = "
        update job
           set done_at = $2, claimed_at = null, fault = null
         where job_id = $1
           and done_at is null";

    PUT_BACK = "
        update job
           set due_at = $2, claimed_at = null, fault = $3
         where job_id = $1";

    GIVE_UP = "
        update job
           set failed_at = $2, claimed_at = null, fault = $3
         where job_id = $1";

    TELL_PROGRESS = "
        update job
           set progress_done = $2, progress_total = $3
         where job_id = $1";
}

pub(crate) async fn insert(link: &mut Link, id: JobId, job: &Job, now: Timestamp) -> AppResult<()> {
    link.run(INSERT, args![id, job.kind, job.payload.clone(), now]).await.map(drop)
}

pub(super) async fn insert_once(
    app: &App,
    kind: &str,
    payload: &Json,
    now: Timestamp,
) -> AppResult<()> {
    let id = JobId::from_uuid(app.ids().uuid());
    app.housekeep(INSERT_ONCE, args![id, kind, payload.clone(), now]).await
}

pub(super) async fn claim(
    app: &App,
    now: Timestamp,
    abandoned_before: Timestamp,
) -> AppResult<Option<Claimed>> {
    let mut link = app.db().begin_write().await?;
    let taken = link.maybe(CLAIM, args![now, abandoned_before], |row| {
        Ok(Claimed {
            id: row.get("job_id")?,
            kind: row.get("kind")?,
            payload: row.get("payload")?,
            attempts: row.get("attempts")?,
        })
    });
    let taken = taken.await?;
    link.commit().await?;
    Ok(taken)
}

pub(super) async fn set_done(app: &App, id: JobId, now: Timestamp) -> AppResult<()> {
    app.housekeep(SET_DONE, args![id, now]).await
}

pub(super) async fn put_back(
    app: &App,
    id: JobId,
    again_at: Timestamp,
    fault: &str,
) -> AppResult<()> {
    app.housekeep(PUT_BACK, args![id, again_at, fault]).await
}

pub(super) async fn give_up(app: &App, id: JobId, now: Timestamp, fault: &str) -> AppResult<()> {
    app.housekeep(GIVE_UP, args![id, now, fault]).await
}

pub(super) async fn tell_progress(app: &App, id: JobId, done: u32, total: u32) -> AppResult<()> {
    app.housekeep(TELL_PROGRESS, args![id, done, total]).await
}
