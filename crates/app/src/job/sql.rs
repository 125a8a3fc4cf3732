//! Statements of the queue.

use domain::Timestamp;
use domain::id::JobId;

use super::Job;
use crate::db::{Link, args, statements};
use crate::error::AppResult;

statements! {
    INSERT = "
        insert into job (job_id, kind, payload, queued_at, due_at, attempts)
        values ($1, $2, $3, $4, $4, 0)";
}

pub(crate) async fn insert(link: &mut Link, id: JobId, job: &Job, now: Timestamp) -> AppResult<()> {
    link.run(INSERT, args![id, job.kind, job.payload.clone(), now]).await.map(drop)
}
