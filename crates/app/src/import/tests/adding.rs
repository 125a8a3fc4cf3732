//! What a row adds to the record of somebody known, and what it does not touch.

use domain::person::{NameKind, PersonName};

use super::*;
use crate::error::AppResult;
use crate::import::fault::Weight;
use crate::import::field::Field;
use crate::person;

const HEADINGS: &str = "Surname,Forename,AKA,DOB,M/F,PNC,CRO No,Address,Post Code,Strand,\
    Date Adopted,Next Review,Date Removed";
const FIRST: &str = "Sampleton,Sam,,1/2/1980,M,1984/0010000X,,,,C&C,1/3/2004,1/11/2004,";
/// The same stay, and a name, a number and an address more.
const MORE: &str = "Sampleton,Sam,Sammy Sampleton,1/2/1980,M,1984/0010000X,12/34,\
    \"1 Made Up Road, Alderton\",AL1 1AA,C&C,1/3/2004,1/11/2004,";

fn sheet(line: &str) -> Vec<u8> {
    format!("{HEADINGS}\r\n{line}\r\n").into_bytes()
}

/// Every name, number and address of the only person there is.
async fn recorded(p: &Partnership) -> Vec<String> {
    let system = Actor::system();
    let read = p.read(&system, |rx| {
        Box::pin(async move {
            let sql = "select person_id from person";
            let id = rx.one(sql, args![], |row| row.get("person_id")).await?;
            person::kept(rx, id).await
        })
    });
    let kept = read.await.unwrap();
    let mut all: Vec<String> = kept.person.names().map(PersonName::full).collect();
    all.extend(kept.identifiers.iter().map(|it| it.shown().to_owned()));
    all.extend(kept.addresses.iter().map(|it| it.lines.replace('\n', ", ")));
    all
}

fn added(preview: &Preview) -> Vec<(Field, &str)> {
    preview.rows[0].additions.iter().map(|it| (it.field, it.text.as_str())).collect()
}

#[tokio::test]
async fn what_is_new_of_somebody_known_is_shown_first_and_then_added_once() {
    each_partnership(async |p| {
        run(p, sheet(FIRST), Accept::All).await;
        let seen = run(p, sheet(MORE), Accept::PreviewOnly).await;
        let expected = [
            (Field::Alias, "Sammy Sampleton"),
            (Field::CroNumber, "12/34"),
            (Field::Address, "1 Made Up Road, Alderton, AL1 1AA"),
        ];
        assert_eq!(added(&shown(p, seen.import).await), expected);
        assert_eq!(recorded(p).await, ["Sam Sampleton", "1984/0010000X"], "a preview adds nothing");

        let done = run(p, sheet(MORE), Accept::All).await;
        assert_eq!(done.taken, 1);
        assert_eq!(added(&shown(p, done.import).await), expected);
        let all = ["Sam Sampleton", "Sammy Sampleton", "12/34", "1984/0010000X"];
        assert_eq!(recorded(p).await[..4], all);
        assert_eq!((count(p, PEOPLE).await, count(p, STAYS).await), (1, 1));

        let again = run(p, sheet(MORE), Accept::All).await;
        assert_eq!((again.taken, again.unchanged), (0, 1));
        let spaced = MORE.replace("Sammy", "SAMMY").replace("AL1 1AA", "al11aa");
        let spelt = run(p, sheet(&spaced), Accept::All).await;
        assert_eq!((spelt.taken, spelt.refused), (0, 1), "spelt otherwise, it is nothing new");
        assert_eq!(recorded(p).await.len(), 5);
    })
    .await;
}

#[tokio::test]
async fn another_day_of_birth_refuses_the_row_and_nothing_is_added() {
    each_partnership(async |p| {
        run(p, sheet(FIRST), Accept::All).await;
        let outcome = run(p, sheet(&MORE.replace("1/2/1980", "1/3/1980")), Accept::All).await;
        assert_eq!((outcome.taken, outcome.refused, outcome.needs_choice), (0, 1, 0));
        let found = shown(p, outcome.import).await;
        let mend = found.rows[0].mends.last().unwrap();
        assert_eq!((mend.field, &mend.fault), (Some(Field::DateOfBirth), &Fault::BornOtherwise));
        assert_eq!(recorded(p).await, ["Sam Sampleton", "1984/0010000X"]);
    })
    .await;
}

#[tokio::test]
async fn what_is_recorded_otherwise_stays_and_the_row_says_so() {
    each_partnership(async |p| {
        run(p, sheet(FIRST), Accept::All).await;
        let other = MORE.replace("Sampleton,Sam,", "Sampelton,Sam,").replace(",M,", ",F,");
        let outcome = run(p, sheet(&other), Accept::All).await;
        assert_eq!(outcome.taken, 1);
        let found = shown(p, outcome.import).await;
        let told: Vec<_> = found.rows[0]
            .mends
            .iter()
            .filter(|it| it.weight == Weight::Warns && it.fault == Fault::RecordedOtherwise)
            .map(|it| it.field)
            .collect();
        assert_eq!(told, [Some(Field::Surname), Some(Field::Sex)]);
        assert_eq!(recorded(p).await[0], "Sam Sampleton");
        let sex = "select count(*) as found from person where sex = 'male'";
        assert_eq!(count(p, sex).await, 1);
    })
    .await;
}

#[tokio::test]
async fn whoever_runs_the_machine_adds_by_the_same_ways_and_the_trail_says_so() {
    each_partnership(async |p| {
        run_as(p, &Actor::operator(), sheet(FIRST), Accept::All).await.unwrap();
        let done = run_as(p, &Actor::operator(), sheet(MORE), Accept::All).await.unwrap();
        assert_eq!(done.taken, 1);
        for event in ["added_name", "added_identifier", "added_address"] {
            let system = Actor::system();
            let entries = p.read(&system, |rx| {
                let sql = "select count(*) as found from audit where event = $1";
                Box::pin(rx.one(sql, args![event], |row| row.get::<i64>("found")))
            });
            assert_eq!(entries.await.unwrap(), 1, "{event}");
        }
    })
    .await;
}

async fn alias(p: &Partnership, person: domain::id::PersonId) -> AppResult<()> {
    let actor = p.as_(Role::Coordinator).await?;
    let name = PersonName::parse("Sammy", "Sampleton", NameKind::Alias)?;
    let cmd = person::AddName { person, name };
    let cmd = &cmd;
    p.write(&actor, |tx| Box::pin(person::add_name(tx, cmd))).await
}

#[tokio::test]
async fn what_a_colleague_added_since_the_preview_is_not_added_again() {
    each_partnership(async |p| {
        run(p, sheet(FIRST), Accept::All).await;
        let import = run(p, sheet(MORE), Accept::PreviewOnly).await.import;
        let person = shown(p, import).await.rows[0].person.unwrap();
        alias(p, person).await.unwrap();
        let actor = p.as_(Role::Coordinator).await.unwrap();
        let version = shown(p, import).await.import.version;
        p.write(&actor, |tx| Box::pin(accept(tx, import, version))).await.unwrap();
        take_in(p.app_ref(), import, |_| {}).await.unwrap();
        let found = shown(p, import).await;
        assert_eq!(added(&found).len(), 2, "the number and the address");
        assert_eq!(recorded(p).await.len(), 5);
    })
    .await;
}

#[tokio::test]
async fn a_stay_that_ended_adds_nothing_to_a_record_that_is_not_ones_own() {
    each_partnership(async |p| {
        let elsewhere = p.other_scheme;
        let who = crate::testing::Enrolled::adult(elsewhere, "Sampleton");
        let (person, _) = p.enrol(&who).await.unwrap();
        let sql = "
            insert into person_identifier (person_id, identifier_id, kind, typed, canonical)
            values ($1, 'i', 'pnc', '1984/0010000X', '1984/0010000X')";
        p.housekeep(sql, args![person]).await.unwrap();
        let ended = MORE.replace("1/2/1980", "3/2/1980").replace("1/11/2004,", ",1/6/2004");
        let outcome = run(p, sheet(&ended), Accept::All).await;
        assert_eq!(outcome.taken, 1, "the scheme's own history is taken over");
        let found = shown(p, outcome.import).await;
        assert!(found.rows[0].mends.iter().any(|it| it.fault == Fault::RecordNotOpen));
        assert!(found.rows[0].additions.is_empty());
        assert_eq!(count(p, "select count(*) as found from person_name").await, 1);
    })
    .await;
}

#[tokio::test]
async fn an_order_that_overlaps_with_another_is_left_out_and_said_to_be() {
    each_partnership(async |p| {
        let licence = TWO[1].replace(",,R&R", ",1984/0010000X,R&R");
        let earlier = licence.replace("1/4/2004", "1/1/2003").replace(",,,E", ",1/9/2003,Moved,E");
        let outcome = run(p, csv(&[&earlier, &licence]), Accept::All).await;
        assert_eq!(outcome.taken, 2);
        assert_eq!(count(p, STATUSES).await, 2, "an order is taken over for its own stay only");
        let between = licence.replace("1/4/2004", "1/5/2003").replace(",,,E", ",1/6/2003,Moved,E");
        let outcome = run(p, csv(&[&between]), Accept::All).await;
        assert_eq!((outcome.taken, count(p, STATUSES).await), (1, 2));
        let found = shown(p, outcome.import).await;
        assert!(found.rows[0].mends.iter().any(|it| it.fault == Fault::OrderOverlaps));
    })
    .await;
}
