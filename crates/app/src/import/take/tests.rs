//! A process that dies in the middle, and whoever goes on after it.

use domain::id::ImportId;
use domain::user::Role;

use super::*;
use crate::import::tests::{OPEN, PEOPLE, TWO, count, csv, run, shown};
use crate::import::{Accept, accept};
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
