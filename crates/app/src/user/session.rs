//! Sessions, kept in the database so that any process can serve any request. The key in the
//! cookie is stored only as its hash: a copy of the table signs nobody in.

use domain::Timestamp;

use crate::actor::Actor;
use crate::db::{args, statements};
use crate::error::AppResult;
use crate::gate::App;

statements! {
    UPSERT = "
        insert into session (session_id, record, expires_at)
        values ($1, $2, $3)
            on conflict (session_id)
            do update set record = excluded.record, expires_at = excluded.expires_at";

    FIND = "
        select record
          from session
         where session_id = $1
           and expires_at > $2";

    DELETE = "
        delete from session
         where session_id = $1
            or expires_at <= $2";
}

/// Keeps a session's record until it expires.
pub async fn keep_session(
    app: &App,
    key: &str,
    record: &str,
    expires_at: Timestamp,
) -> AppResult<()> {
    app.housekeep(UPSERT, args![hashed(key), record, expires_at]).await
}

/// The record of a session that has not expired.
pub async fn load_session(app: &App, key: &str) -> AppResult<Option<String>> {
    let (key, now) = (hashed(key), app.clock().now());
    app.read(&Actor::anonymous(), |rx| {
        Box::pin(async move { rx.maybe(FIND, args![key, now], |row| row.get("record")).await })
    })
    .await
}

/// Ends a session, and sweeps out those that have expired.
pub async fn drop_session(app: &App, key: &str) -> AppResult<()> {
    app.housekeep(DELETE, args![hashed(key), app.clock().now()]).await
}

fn hashed(key: &str) -> String {
    crate::hash::sha256(key.as_bytes())
}
