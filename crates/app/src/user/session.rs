//! Sessions, kept in the database so that any process can serve any request. The key in the
//! cookie is stored only as its hash: a copy of the table signs nobody in. A session ends some
//! hours after its last use, by the clock of the application.

use domain::Timestamp;
use domain::user::SESSION_IDLE_HOURS;
use jiff::SignedDuration;

use crate::actor::Actor;
use crate::db::{Row, args, statements};
use crate::error::AppResult;
use crate::gate::App;

/// A session that goes on is put off only so often, so that a page costs no write.
const PUT_OFF_AFTER_MINUTES: i64 = 1;

statements! {
    UPSERT = "
        insert into session (session_id, record, expires_at)
        values ($1, $2, $3)
            on conflict (session_id)
            do update set record = excluded.record, expires_at = excluded.expires_at";

    FIND = "
        select record, expires_at
          from session
         where session_id = $1
           and expires_at > $2";

    PUT_OFF = "
        update session
           set expires_at = $2
         where session_id = $1";

    DELETE = "
        delete from session
         where session_id = $1
            or expires_at <= $2";
}

/// Keeps a session's record until it expires.
pub async fn keep_session(app: &App, key: &str, record: &str) -> AppResult<()> {
    let expires_at = end_of_use(app.clock().now());
    app.housekeep(UPSERT, args![hashed(key), record, expires_at]).await
}

/// The record of a session that has not expired, which is put off by this use of it.
pub async fn load_session(app: &App, key: &str) -> AppResult<Option<String>> {
    let (key, now) = (hashed(key), app.clock().now());
    let id = key.as_str();
    let nobody = Actor::anonymous();
    let found = app
        .read(&nobody, |rx| Box::pin(async move { rx.maybe(FIND, args![id, now], session).await }));
    let Some((record, expires_at)) = found.await? else { return Ok(None) };
    let put_off = end_of_use(now);
    if put_off.duration_since(expires_at) >= SignedDuration::from_mins(PUT_OFF_AFTER_MINUTES) {
        app.housekeep(PUT_OFF, args![id, put_off]).await?;
    }
    Ok(Some(record))
}

/// Ends a session, and sweeps out those that have expired.
pub async fn drop_session(app: &App, key: &str) -> AppResult<()> {
    app.housekeep(DELETE, args![hashed(key), app.clock().now()]).await
}

fn end_of_use(now: Timestamp) -> Timestamp {
    now.checked_add(SignedDuration::from_hours(SESSION_IDLE_HOURS)).unwrap_or(now)
}

fn session(row: Row) -> AppResult<(String, Timestamp)> {
    Ok((row.get("record")?, row.get("expires_at")?))
}

fn hashed(key: &str) -> String {
    crate::hash::sha256(key.as_bytes())
}
