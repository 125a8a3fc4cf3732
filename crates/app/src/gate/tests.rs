//! What the two gates promise.

use crate::actor::Actor;
use crate::audit::{Event, Verb, verify};
use crate::db::args;
use crate::error::{AppError, Reasons};
use crate::gate::Resource;
use crate::testing::each_database;
use crate::user::ManageUsers;

const SESSION: &str = "insert into session (session_id, record, expires_at) values ($1, '', '')";
const SESSIONS: &str = "select count(*) as found from session";

async fn sessions(app: &crate::App) -> i64 {
    app.read(&Actor::system(), |rx| Box::pin(rx.one(SESSIONS, args![], |r| r.get("found"))))
        .await
        .unwrap()
}

#[tokio::test]
async fn a_write_that_records_no_event_is_undone() {
    each_database(async |app| {
        let done = app.write(&Actor::system(), |tx| Box::pin(tx.run(SESSION, args!["a"]))).await;
        assert!(matches!(done, Err(AppError::Internal(_))));
        assert_eq!(sessions(app).await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_use_case_that_fails_leaves_neither_rows_nor_trail() {
    each_database(async |app| {
        let done: Result<(), _> = app
            .write(&Actor::system(), |tx| {
                Box::pin(async move {
                    tx.run(SESSION, args!["a"]).await?;
                    tx.record(Event::new(Verb::Collection, "demo_made"));
                    Err(AppError::Hidden)
                })
            })
            .await;
        assert!(matches!(done, Err(AppError::Hidden)));
        assert_eq!(sessions(app).await, 0);
        let trail = app.read(&Actor::system(), |rx| Box::pin(verify(rx))).await.unwrap().unwrap();
        assert_eq!(trail.entries, 0);
    })
    .await;
}

#[tokio::test]
async fn a_denied_permission_is_in_the_trail_though_the_write_is_not() {
    each_database(async |app| {
        let done = app
            .write(&Actor::anonymous(), |tx| {
                Box::pin(async move {
                    tx.run(SESSION, args!["a"]).await?;
                    tx.permit(&ManageUsers(Resource::System))
                })
            })
            .await;
        let Err(AppError::Forbidden(Reasons { action, .. })) = done else { panic!("{done:?}") };
        assert_eq!(action, "manage_users");
        assert_eq!(sessions(app).await, 0);
        let trail = app.read(&Actor::system(), |rx| Box::pin(verify(rx))).await.unwrap().unwrap();
        assert_eq!(trail.entries, 1);
    })
    .await;
}

#[tokio::test]
async fn many_writers_at_once_leave_one_whole_chain() {
    each_database(async |app| {
        let system = Actor::system();
        let writes = (0..20).map(|_| {
            app.write(&system, |tx| {
                Box::pin(async move {
                    tx.record(Event::new(Verb::Collection, "demo_made"));
                    Ok(())
                })
            })
        });
        for done in futures::future::join_all(writes).await {
            done.unwrap();
        }
        let trail = app.read(&Actor::system(), |rx| Box::pin(verify(rx))).await.unwrap().unwrap();
        assert_eq!(trail.entries, 20);
    })
    .await;
}
