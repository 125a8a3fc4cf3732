//! The queue: done once, tried again, given up.

use jiff::SignedDuration;

use super::{ATTEMPTS_MOST, Job, Ran, claim, queue_nightly, run_next};
use crate::actor::Actor;
use crate::audit::{Event, Verb};
use crate::gate::App;
use crate::testing::each_database;

async fn queue(app: &App, kind: &'static str) {
    app.write(&Actor::system(), |tx| {
        Box::pin(async move {
            tx.enqueue(Job { kind, payload: serde_json::json!({}) });
            tx.record(Event::new(Verb::Collection, "demo_made"));
            Ok(())
        })
    })
    .await
    .unwrap();
}

fn later(app: &App, by: SignedDuration) {
    app.clock().set(app.clock().now().checked_add(by).unwrap());
}

#[tokio::test]
async fn the_nightly_job_is_queued_once_a_day_and_done_once() {
    each_database(async |app| {
        queue_nightly(app).await.unwrap();
        queue_nightly(app).await.unwrap();
        assert_eq!(run_next(app).await.unwrap(), Ran::Done);
        assert_eq!(run_next(app).await.unwrap(), Ran::Nothing);
        queue_nightly(app).await.unwrap();
        assert_eq!(run_next(app).await.unwrap(), Ran::Nothing);
        later(app, SignedDuration::from_hours(24));
        queue_nightly(app).await.unwrap();
        assert_eq!(run_next(app).await.unwrap(), Ran::Done);
    })
    .await;
}

#[tokio::test]
async fn a_job_that_fails_is_tried_later_and_later_and_given_up() {
    each_database(async |app| {
        queue(app, "no_such_thing").await;
        for attempt in 1..ATTEMPTS_MOST {
            let ran = run_next(app).await.unwrap();
            assert!(matches!(ran, Ran::Failed { .. }), "{attempt} {ran:?}");
            assert_eq!(run_next(app).await.unwrap(), Ran::Nothing);
            later(app, SignedDuration::from_hours(2));
        }
        assert_eq!(run_next(app).await.unwrap(), Ran::GivenUp);
        later(app, SignedDuration::from_hours(48));
        assert_eq!(run_next(app).await.unwrap(), Ran::Nothing);
    })
    .await;
}

#[tokio::test]
async fn of_two_workers_one_takes_a_job_and_a_dead_workers_job_is_taken_up_again() {
    each_database(async |app| {
        queue(app, "queue_lapsed_reviews").await;
        let (one, two) = futures::future::join(claim(app), claim(app)).await;
        let taken = [one.unwrap(), two.unwrap()];
        assert_eq!(taken.iter().flatten().count(), 1);
        later(app, SignedDuration::from_mins(31));
        assert_eq!(claim(app).await.unwrap().unwrap().attempts, 2);
    })
    .await;
}
