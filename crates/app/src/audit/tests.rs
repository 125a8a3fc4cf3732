//! The trail proves itself whole, and shows where it is not.

use super::{Break, Event, Verb, verify};
use crate::actor::Actor;
use crate::db::args;
use crate::testing::{TestApp, each_database};

async fn three_entries(app: &TestApp) {
    for name in ["nominated", "decided", "registered"] {
        app.write(&Actor::system(), |tx| {
            Box::pin(async move {
                tx.record(Event::new(Verb::Collection, name));
                Ok(())
            })
        })
        .await
        .unwrap();
    }
}

async fn verified(app: &TestApp) -> Result<i64, Break> {
    let answer = app.read(&Actor::system(), |rx| Box::pin(verify(rx))).await.unwrap();
    answer.map(|it| it.entries)
}

/// Changes the trail behind the application's back, and says what `verify` makes of it.
async fn check(sql: &'static str, expect: Result<i64, Break>) {
    each_database(async |app| {
        three_entries(app).await;
        app.housekeep(sql, args![]).await.unwrap();
        assert_eq!(verified(app).await, expect, "{}", app.db().name());
    })
    .await;
}

#[tokio::test]
async fn a_trail_nobody_touched_is_whole() {
    check("update audit set seq = seq", Ok(3)).await;
}

#[tokio::test]
async fn a_changed_entry_is_found() {
    check("update audit set event = 'other' where seq = 2", Err(Break::Altered { seq: 2 })).await;
}

#[tokio::test]
async fn an_entry_taken_out_is_found() {
    check("delete from audit where seq = 2", Err(Break::Missing { seq: 2 })).await;
}

#[tokio::test]
async fn an_end_cut_off_is_found() {
    check("delete from audit where seq = 3", Err(Break::Cut { last: 2, head: 3 })).await;
}

#[tokio::test]
async fn moving_a_character_to_the_next_column_is_found() {
    check(
        "update audit set subject_kind = '', subject_id = 'x' where seq = 1",
        Err(Break::Altered { seq: 1 }),
    )
    .await;
}
