//! A process that dies in the middle, and whoever goes on after it.

use std::task::Poll;

use domain::id::ImportId;
use domain::nomination::Reasons;
use domain::scheme::CloseScheme;
use domain::user::Role;

use super::*;
use crate::import::tests::{OPEN, PEOPLE, TWO, count, csv, run, shown};
use crate::import::{Accept, accept};
use crate::scheme::close;
use crate::testing::{Partnership, each_partnership};

fn lines(number: usize) -> Vec<String> {
    (0..number)
        .map(|n| format!("R{n},Made{n}up,Sam,,,C&C,1/3/2004,1/11/2004,N,PC 1,,,,note {n}"))
        .collect()
}

async fn accepted(p: &Partnership, lines: &[String]) -> ImportId {
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let import = run(p, csv(&lines), Accept::PreviewOnly).await.import;
    let actor = p.as_(Role::Coordinator).await.unwrap();
    let version = shown(p, import).await.import.version;
    p.write(&actor, |tx| Box::pin(accept(tx, import, version))).await.unwrap();
    import
}

#[tokio::test]
async fn an_import_killed_in_the_middle_goes_on_where_it_stopped() {
    each_partnership(async |p| {
        let import = accepted(p, &lines(7)).await;
        let stopped = take_in_some(p.app_ref(), import, 3, |_| {}).await.unwrap();
        assert_eq!(stopped, Progress { done: 3, total: 7 });
        assert_eq!((count(p, PEOPLE).await, count(p, OPEN).await), (3, 3));
        assert!(matches!(shown(p, import).await.import.state, State::Accepted { .. }));
        assert_eq!(progress(p.app_ref(), import).await.unwrap(), stopped);
        let done = take_in(p.app_ref(), import, |_| {}).await.unwrap();
        assert_eq!(done, Progress { done: 7, total: 7 });
        assert_eq!((count(p, PEOPLE).await, count(p, OPEN).await), (7, 7));
        assert!(matches!(shown(p, import).await.import.state, State::Finished { .. }));
    })
    .await;
}

/// Asks a piece of work to go on so many times, and then drops it where it stands, as a process
/// that is killed does.
async fn killed_after<F: Future>(turns: usize, work: F) -> Option<F::Output> {
    let (mut work, mut left) = (std::pin::pin!(work), turns);
    std::future::poll_fn(|cx| {
        if left == 0 {
            return Poll::Ready(None);
        }
        left -= 1;
        work.as_mut().poll(cx).map(Some)
    })
    .await
}

#[tokio::test]
async fn an_import_killed_anywhere_leaves_no_row_half_written_and_goes_on() {
    each_partnership(async |p| {
        let import = accepted(p, &lines(12)).await;
        let mut kills = 0;
        // How many turns a row takes is the machine's to say: few where it is busy, as the
        // database has often answered by the time it is asked. So the first kills come early.
        for turns in 1..400 {
            if killed_after(turns, take_in(p.app_ref(), import, |_| {})).await.is_some() {
                break;
            }
            kills += 1;
            let whole = [
                PEOPLE,
                OPEN,
                "select count(*) as found from person_name",
                "select count(*) as found from assignment",
                "select count(*) as found from imported_row",
                "select count(*) as found from imported_detail where field = 'notes'",
                "select count(*) as found from audit where event = 'taken_in'",
                "select count(*) as found from fact where kind = 'registered'",
            ];
            let mut apart = Vec::new();
            // A commit that was on its way may land a moment after the kill, between two looks.
            for _ in 0..200 {
                let done = i64::from(shown(p, import).await.import.rows_done);
                apart.clear();
                for sql in whole {
                    apart.push(count(p, sql).await - done);
                }
                if apart.iter().all(|it| *it == 0) {
                    break;
                }
            }
            assert!(apart.iter().all(|it| *it == 0), "killed after {turns}: {apart:?}");
        }
        assert!(kills > 2, "{kills}");
        take_in(p.app_ref(), import, |_| {}).await.unwrap();
        assert_eq!((count(p, PEOPLE).await, count(p, OPEN).await), (12, 12));
        assert!(matches!(shown(p, import).await.import.state, State::Finished { .. }));
    })
    .await;
}

#[tokio::test]
async fn the_job_of_a_worker_that_was_killed_is_taken_up_by_another_and_finishes() {
    each_partnership(async |p| {
        let import = accepted(p, &lines(30)).await;
        assert!(killed_after(12, crate::job::run_next(p.app_ref())).await.is_none());
        assert_eq!(crate::job::run_next(p.app_ref()).await.unwrap(), crate::job::Ran::Nothing);
        let later = p.clock().now().checked_add(jiff::SignedDuration::from_mins(31)).unwrap();
        p.clock().set(later);
        assert_eq!(crate::job::run_next(p.app_ref()).await.unwrap(), crate::job::Ran::Done);
        assert_eq!((count(p, PEOPLE).await, count(p, OPEN).await), (30, 30));
        assert!(matches!(shown(p, import).await.import.state, State::Finished { .. }));
    })
    .await;
}

#[tokio::test]
async fn the_job_run_twice_changes_nothing() {
    each_partnership(async |p| {
        let import = accepted(p, &lines(4)).await;
        take_in(p.app_ref(), import, |_| {}).await.unwrap();
        let trail = "select count(*) as found from audit";
        let before = count(p, trail).await;
        take_in(p.app_ref(), import, |_| {}).await.unwrap();
        assert_eq!((count(p, PEOPLE).await, count(p, trail).await), (4, before));
        assert_eq!(shown(p, import).await.import.rows_done, 4);
    })
    .await;
}

#[tokio::test]
async fn the_same_file_accepted_twice_over_comes_in_once() {
    each_partnership(async |p| {
        let (first, second) = (accepted(p, &lines(3)).await, accepted(p, &lines(3)).await);
        take_in_some(p.app_ref(), first, 2, |_| {}).await.unwrap();
        take_in(p.app_ref(), second, |_| {}).await.unwrap();
        take_in(p.app_ref(), first, |_| {}).await.unwrap();
        assert_eq!((count(p, PEOPLE).await, count(p, OPEN).await), (3, 3));
    })
    .await;
}

#[tokio::test]
async fn somebody_recorded_since_the_preview_is_not_recorded_again() {
    each_partnership(async |p| {
        let ended = TWO[0].replace(",,,,", ",,1/6/2004,Moved away,");
        let (open, ended) = (vec![TWO[0].to_owned()], vec![ended.replace("1/3/2004", "1/2/2004")]);
        let (first, second) = (accepted(p, &open).await, accepted(p, &ended).await);
        take_in(p.app_ref(), first, |_| {}).await.unwrap();
        take_in(p.app_ref(), second, |_| {}).await.unwrap();
        assert_eq!((count(p, PEOPLE).await, count(p, OPEN).await), (1, 1));
    })
    .await;
}

#[tokio::test]
async fn each_row_tells_how_far_the_work_is() {
    each_partnership(async |p| {
        let import = accepted(p, &lines(2)).await;
        let told = std::sync::Mutex::new(Vec::new());
        take_in(p.app_ref(), import, |it| told.lock().unwrap().push(it.done)).await.unwrap();
        assert_eq!(*told.lock().unwrap(), [0, 1, 2]);
    })
    .await;
}

#[tokio::test]
async fn the_worker_takes_an_accepted_register_in() {
    each_partnership(async |p| {
        accepted(p, &lines(2)).await;
        assert_eq!(crate::job::run_next(p.app_ref()).await.unwrap(), crate::job::Ran::Done);
        assert_eq!((count(p, PEOPLE).await, count(p, OPEN).await), (2, 2));
        assert_eq!(crate::job::run_next(p.app_ref()).await.unwrap(), crate::job::Ran::Nothing);
    })
    .await;
}

#[tokio::test]
async fn an_import_accepted_before_its_scheme_closed_takes_no_further_row_in_and_says_why() {
    each_partnership(async |p| {
        let import = accepted(p, &lines(3)).await;
        let on: Date = "2004-09-06".parse().unwrap();
        let because = Reasons::parse("Merged with its neighbour").unwrap();
        let (cmd, admin) = (CloseScheme { on, because }, p.as_(Role::Administrator).await.unwrap());
        let of = (p.scheme, 1);
        p.write(&admin, |tx| Box::pin(close(tx, of, &cmd))).await.unwrap();
        let done = take_in(p.app_ref(), import, |_| {}).await.unwrap();
        assert_eq!(done, Progress { done: 3, total: 3 });
        assert_eq!((count(p, PEOPLE).await, count(p, OPEN).await), (0, 0));
        let found = shown(p, import).await;
        assert!(matches!(found.import.state, State::Finished { .. }));
        for row in found.rows {
            assert_eq!(row.verdict, Verdict::Refused);
            assert_eq!(row.mends, [Mend::row(Fault::SchemeClosed { on: Day(on) })]);
        }
    })
    .await;
}
