//! A scheme's spreadsheet, from the file to the register.

mod adding;

use domain::id::ImportId;
use domain::user::Role;

use super::annotate::Titles;
use super::fault::Fault;
use super::fixture_files::file;
use super::mapping::Mapping;
use super::sheet::SheetFault;
use super::*;
use crate::actor::Actor;
use crate::audit::verify;
use crate::db::args;
use crate::error::AppError;
use crate::testing::{Partnership, each_partnership};

const HEADINGS: &str = "Ref,Surname,Forename,DOB,PNC,Strand,Date Adopted,Next Review,\
    Stat / Non-stat,Lead Officer,Offender Manager,Date Removed,Reason for Removal,Comments";

/// A register of these lines, under the usual headings.
pub(super) fn csv(lines: &[&str]) -> Vec<u8> {
    let mut text = format!("{HEADINGS}\r\n");
    for line in lines {
        text.push_str(line);
        text.push_str("\r\n");
    }
    text.into_bytes()
}

/// Two people, in order.
pub(super) const TWO: [&str; 2] = [
    "P1,Sampleton,Sam,1/2/1980,1984/0010000X,C&C,1/3/2004,1/11/2004,Non-stat,PC 1 Made,,,,",
    "P2,Madeup,Jo,3/4/1979,,R&R,1/4/2004,1/12/2004,Licence,,M. Pretend,,,Engaging well.",
];

fn words(_: &Wording, row: &ImportRow) -> (String, String) {
    (row.verdict.key().to_owned(), format!("{} to mend", row.mends.len()))
}

pub(super) async fn run(p: &Partnership, bytes: Vec<u8>, accept: Accept) -> Outcome {
    try_run(p, bytes, accept).await.unwrap()
}

async fn try_run(p: &Partnership, bytes: Vec<u8>, accept: Accept) -> Result<Outcome, RunFault> {
    let actor = p.as_(Role::Coordinator).await.unwrap();
    run_as(p, &actor, bytes, accept).await
}

async fn run_as(
    p: &Partnership,
    actor: &Actor,
    bytes: Vec<u8>,
    accept: Accept,
) -> Result<Outcome, RunFault> {
    let titles = Titles { result: "Result".to_owned(), mend: "Mend".to_owned() };
    let wording = Wording { titles, row: words, language: "en" };
    let run = RunRegister {
        scheme: p.scheme,
        file_name: "register.csv".to_owned(),
        bytes,
        mapping: None,
        accept,
        wording,
    };
    run_register(p.app_ref(), actor, run, |_| {}).await
}

pub(super) async fn shown(p: &Partnership, import: ImportId) -> Preview {
    let actor = p.as_(Role::Coordinator).await.unwrap();
    p.read(&actor, |rx| Box::pin(preview(rx, import))).await.unwrap()
}

/// How many rows a table has.
pub(super) async fn count(p: &Partnership, sql: &'static str) -> i64 {
    p.read(&Actor::system(), |rx| Box::pin(rx.one(sql, args![], |row| row.get("found"))))
        .await
        .unwrap()
}

pub(super) const PEOPLE: &str = "select count(*) as found from person";
pub(super) const OPEN: &str = "select count(*) as found from registration where open_slot = 'open'";
const STAYS: &str = "select count(*) as found from registration";
const POSTS: &str = "select count(*) as found from assignment";
const STATUSES: &str = "select count(*) as found from registration_status";
const REMOVALS: &str = "select count(*) as found from removal";

fn verdicts(preview: &Preview) -> Vec<Verdict> {
    preview.rows.iter().map(|it| it.verdict).collect()
}

#[tokio::test]
async fn a_preview_writes_no_person_and_no_registration() {
    each_partnership(async |p| {
        let outcome = run(p, csv(&TWO), Accept::PreviewOnly).await;
        assert_eq!((outcome.taken, outcome.refused), (2, 0));
        assert_eq!((count(p, PEOPLE).await, count(p, STAYS).await), (0, 0));
        assert_eq!(verdicts(&shown(p, outcome.import).await), [Verdict::New, Verdict::New]);
    })
    .await;
}

#[tokio::test]
async fn accepted_rows_become_stays_with_status_and_managers_as_the_register_has_them() {
    each_partnership(async |p| {
        let outcome = run(p, csv(&TWO), Accept::All).await;
        assert_eq!(outcome.taken, 2);
        assert_eq!((count(p, PEOPLE).await, count(p, OPEN).await), (2, 2));
        assert_eq!((count(p, POSTS).await, count(p, STATUSES).await), (2, 1));
        let found = shown(p, outcome.import).await;
        let id = found.rows[1].registration.unwrap();
        let kept = p.read(&Actor::system(), |rx| Box::pin(details(rx, id))).await.unwrap();
        assert!(kept.contains(&(field::Field::Notes, "Engaging well.".to_owned())));
        let trail = p.read(&Actor::system(), |rx| Box::pin(verify(rx))).await.unwrap();
        assert!(trail.unwrap().entries > 4, "and the trail holds together");
    })
    .await;
}

#[tokio::test]
async fn the_same_file_twice_changes_nothing_and_says_since_when() {
    each_partnership(async |p| {
        run(p, csv(&TWO), Accept::All).await;
        let again = run(p, csv(&TWO), Accept::All).await;
        assert_eq!((again.taken, again.unchanged), (0, 2));
        assert_eq!((count(p, PEOPLE).await, count(p, OPEN).await), (2, 2));
        let found = shown(p, again.import).await;
        assert_eq!(found.unchanged_since, Some(crate::testing::test_instant()));
    })
    .await;
}

#[tokio::test]
async fn somebody_known_by_a_valid_number_is_not_recorded_again() {
    each_partnership(async |p| {
        let removed = "P1,Sampleton,Sam,1/2/1980,1984/0010000X,C&C,1/3/2003,,Non-stat,,,\
            1/9/2003,Moved away,";
        run(p, csv(&[removed]), Accept::All).await;
        assert_eq!((count(p, STAYS).await, count(p, OPEN).await), (1, 0));
        assert_eq!(count(p, REMOVALS).await, 1);
        let outcome = run(p, csv(&TWO), Accept::All).await;
        assert_eq!(outcome.taken, 2);
        assert_eq!((count(p, PEOPLE).await, count(p, STAYS).await), (2, 3));
    })
    .await;
}

#[tokio::test]
async fn a_changed_row_of_somebody_on_the_scheme_already_is_refused_with_the_date() {
    each_partnership(async |p| {
        run(p, csv(&TWO), Accept::All).await;
        let changed = TWO[0].replace("1/3/2004", "2/3/2004");
        let outcome = run(p, csv(&[&changed]), Accept::All).await;
        assert_eq!((outcome.taken, outcome.refused), (0, 1));
        let found = shown(p, outcome.import).await;
        assert!(matches!(found.rows[0].mends[0].fault, Fault::AlreadyOpen { .. }));
        assert_eq!(count(p, OPEN).await, 2);
    })
    .await;
}

#[tokio::test]
async fn a_perhaps_waits_for_a_person_and_does_as_they_say() {
    each_partnership(async |p| {
        run(p, csv(&TWO), Accept::All).await;
        let alike = "P9,Sampelton,Sam,1/2/1980,,C&C,5/3/2004,1/11/2004,Non-stat,,,,,";
        let waiting = run(p, csv(&[alike]), Accept::All).await;
        assert_eq!((waiting.taken, waiting.needs_choice), (0, 1));
        assert_eq!(count(p, PEOPLE).await, 2);
        let again = run(p, csv(&[alike]), Accept::PreviewOnly).await.import;
        let actor = p.as_(Role::Coordinator).await.unwrap();
        let found = shown(p, again).await;
        let candidate = &found.candidates[&2][0];
        assert_eq!(candidate.known.as_ref().unwrap().0, "Sampleton, Sam");
        p.write(&actor, |tx| Box::pin(choose(tx, (again, 2), Choice::New))).await.unwrap();
        let version = found.import.version;
        p.write(&actor, |tx| Box::pin(accept(tx, again, version))).await.unwrap();
        take_in(p.app_ref(), again, |_| {}).await.unwrap();
        assert_eq!((count(p, PEOPLE).await, count(p, OPEN).await), (3, 3));
    })
    .await;
}

#[tokio::test]
async fn nobody_can_be_chosen_whom_the_row_is_not_like() {
    each_partnership(async |p| {
        run(p, csv(&TWO), Accept::All).await;
        let alike = "P9,Sampelton,Sam,1/2/1980,,C&C,5/3/2004,1/11/2004,Non-stat,,,,,";
        let import = run(p, csv(&[alike]), Accept::PreviewOnly).await.import;
        let stranger = Choice::Person(p.ids().next());
        let actor = p.as_(Role::Coordinator).await.unwrap();
        let done = p.write(&actor, |tx| Box::pin(choose(tx, (import, 2), stranger))).await;
        assert!(matches!(done, Err(AppError::NotFound(_))));
    })
    .await;
}

#[tokio::test]
async fn only_the_coordinator_of_the_scheme_brings_its_register_in() {
    each_partnership(async |p| {
        let opened = open(csv(&TWO)).await.unwrap().unwrap();
        for role in Role::ALL.into_iter().filter(|it| *it != Role::Coordinator) {
            let actor = p.as_(role).await.unwrap();
            let file_name = "register.csv".to_owned();
            let cmd = Upload { scheme: p.scheme, file_name, opened: opened.clone() };
            let cmd = &cmd;
            let done = p.write(&actor, |tx| Box::pin(upload(tx, cmd))).await;
            assert!(matches!(done, Err(AppError::Forbidden(_))), "{role:?}");
        }
        let actor = p.as_(Role::Coordinator).await.unwrap();
        let cmd = Upload { scheme: p.other_scheme, file_name: String::new(), opened };
        let cmd = &cmd;
        let done = p.write(&actor, |tx| Box::pin(upload(tx, cmd))).await;
        assert!(matches!(done, Err(AppError::Forbidden(_))), "another scheme's");
    })
    .await;
}

#[tokio::test]
async fn whoever_runs_the_machine_brings_a_register_in_from_there() {
    each_partnership(async |p| {
        let outcome = run_as(p, &Actor::operator(), csv(&TWO), Accept::All).await.unwrap();
        assert_eq!((outcome.taken, count(p, OPEN).await), (2, 2));
    })
    .await;
}

#[tokio::test]
async fn a_register_over_capacity_is_taken_and_said_to_be_over_by_how_many() {
    each_partnership(async |p| {
        let lines: Vec<String> = (0..23)
            .map(|n| format!("R{n},Made{n}up,Sam,,,C&C,1/3/2004,1/11/2004,N,,,,,"))
            .collect();
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let outcome = run(p, csv(&lines), Accept::PreviewOnly).await;
        assert_eq!(outcome.over_capacity_by, Some(3));
        let outcome = run(p, csv(&lines), Accept::All).await;
        assert_eq!((outcome.taken, outcome.over_capacity_by), (23, Some(3)));
    })
    .await;
}

#[tokio::test]
async fn an_abandoned_import_keeps_neither_file_nor_rows() {
    each_partnership(async |p| {
        let import = run(p, csv(&TWO), Accept::PreviewOnly).await.import;
        let actor = p.as_(Role::Coordinator).await.unwrap();
        let version = shown(p, import).await.import.version;
        p.write(&actor, |tx| Box::pin(abandon(tx, import, version))).await.unwrap();
        assert!(shown(p, import).await.rows.is_empty());
        let gone = p.read(&actor, |rx| Box::pin(super::file(rx, import))).await;
        assert!(matches!(gone, Err(AppError::NotFound(_))));
        let late = p.write(&actor, |tx| Box::pin(accept(tx, import, version + 1))).await;
        assert!(matches!(late, Err(AppError::Stale { .. })));
    })
    .await;
}

#[tokio::test]
async fn a_preview_that_somebody_changed_since_is_not_accepted() {
    each_partnership(async |p| {
        let import = run(p, csv(&TWO), Accept::PreviewOnly).await.import;
        let actor = p.as_(Role::Coordinator).await.unwrap();
        let based_on = shown(p, import).await.import.version;
        let mapping = Mapping::parse(&shown(p, import).await.import.mapping).unwrap();
        let cmd = Stage { import, mapping, version: based_on };
        stage(p.app_ref(), &actor, &cmd).await.unwrap().unwrap();
        let done = p.write(&actor, |tx| Box::pin(accept(tx, import, based_on))).await;
        assert!(matches!(done, Err(AppError::Stale { .. })));
    })
    .await;
}

#[tokio::test]
async fn the_messy_register_of_the_fixtures_comes_in_and_back() {
    each_partnership(async |p| {
        p.clock().set("2006-04-01T09:00:00Z".parse().unwrap());
        let outcome = run(p, file("scheme_register.xlsx"), Accept::All).await;
        assert_eq!((outcome.taken, outcome.refused, outcome.needs_choice), (34, 5, 0));
        let found = shown(p, outcome.import).await;
        let refused: Vec<u32> = found
            .rows
            .iter()
            .filter(|it| it.verdict == Verdict::Refused)
            .map(|it| it.number)
            .collect();
        // 31 February, one word for a name, no name, month 13, a row that repeats another.
        assert_eq!(refused, [8, 13, 19, 29, 44]);
        assert_eq!(count(p, REMOVALS).await, 2);
        let back = sheet::read(&outcome.annotated).unwrap();
        assert_eq!(back.columns.last().unwrap().text, "Mend");
        assert_eq!(back.rows.len(), 39);
        let again = run(p, outcome.annotated, Accept::All).await;
        assert_eq!((again.taken, again.unchanged), (0, 34), "mended or not, nobody comes twice");
    })
    .await;
}

#[tokio::test]
async fn a_file_that_cannot_be_read_leaves_nothing_behind() {
    each_partnership(async |p| {
        let note = "x".repeat(2 * 1024 * 1024);
        let long = format!("P1,Sampleton,Sam,,,C&C,1/3/2004,,,,,,,{note}");
        let cases = [
            (file("truncated.xlsx"), "cut short"),
            (Vec::new(), "no bytes at all"),
            (csv(&[]), "no rows under the headings"),
            (b"%PDF-1.4 not a register".to_vec(), "not a register format: Pdf"),
            (b"Name,Surname,Surname\r\na,b,c\r\n".to_vec(), "heading twice, in columns B and C"),
            (csv(&[&long]), "cell N2 over 32767 characters"),
        ];
        for (bytes, told) in cases {
            let fault = try_run(p, bytes, Accept::All).await.unwrap_err();
            assert_eq!(fault.to_string(), told);
            assert!(matches!(fault, RunFault::Sheet(_)), "{told}");
        }
        assert_eq!(count(p, "select count(*) as found from import").await, 0);
        let fault = try_run(p, file("truncated.xlsx"), Accept::All).await.unwrap_err();
        assert!(matches!(fault, RunFault::Sheet(SheetFault::Truncated)));
    })
    .await;
}
