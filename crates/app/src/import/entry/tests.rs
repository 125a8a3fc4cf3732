//! What a row of a register means.

use std::collections::BTreeMap;

use domain::agency::AgencyKind;
use domain::id::{AgencyId, Id as _};
use domain::registration::{OrderKind, Post};
use jiff::civil::date;

use super::*;
use crate::edition::Editions;
use crate::import::fault::Fault;

fn terms() -> Terms {
    let editions = Editions::embedded().unwrap();
    let party = |kind, n| Party {
        agency: AgencyId::from_uuid(uuid::Uuid::from_u128(n)),
        kind,
        name: "Alder".to_owned(),
    };
    Terms {
        today: date(2006, 4, 1),
        edition: editions.get("ppo-england").unwrap().clone(),
        parties: vec![party(AgencyKind::Police, 1), party(AgencyKind::Probation, 2)],
    }
}

/// A row in order, with some of it changed.
fn row(changes: &[(Field, &str)]) -> Reading {
    let mut values = BTreeMap::from([
        (Field::Surname, "Sampleton".to_owned()),
        (Field::Forenames, "Sam".to_owned()),
        (Field::Strand, "Catch and Convict".to_owned()),
        (Field::RegisteredOn, "1/3/2005".to_owned()),
        (Field::ReviewOn, "1/5/2006".to_owned()),
    ]);
    values.extend(changes.iter().map(|(field, text)| (*field, (*text).to_owned())));
    values.retain(|_, it| !it.is_empty());
    read(&RawRecord::of(5, values), &terms())
}

#[track_caller]
fn stay(changes: &[(Field, &str)]) -> Stay {
    let reading = row(changes);
    let mends = reading.mends;
    reading.entry.unwrap_or_else(|| panic!("{mends:?}")).stay
}

#[track_caller]
fn check_refused(changes: &[(Field, &str)], field: Field, fault: &Fault) {
    let reading = row(changes);
    assert!(reading.entry.is_none(), "{:?}", reading.mends);
    let mend = Mend::refuse(field, fault.clone());
    assert!(reading.mends.contains(&mend), "{:?}", reading.mends);
}

#[track_caller]
fn check_warned(changes: &[(Field, &str)], field: Field, fault: &Fault) {
    let reading = row(changes);
    assert!(reading.entry.is_some(), "{:?}", reading.mends);
    let mend = Mend::warn(field, fault.clone());
    assert!(reading.mends.contains(&mend), "{:?}", reading.mends);
}

#[test]
fn a_strand_is_known_by_its_key_its_name_and_its_usual_abbreviations() {
    for (typed, key) in [
        ("catch_and_convict", "catch_and_convict"),
        ("C&C", "catch_and_convict"),
        ("cc", "catch_and_convict"),
        ("Catch & Convict", "catch_and_convict"),
        ("Rehab & Resettle", "rehabilitate_and_resettle"),
        ("R & R", "rehabilitate_and_resettle"),
        ("Prevent and Deter", "prevent_and_deter"),
    ] {
        assert_eq!(stay(&[(Field::Strand, typed)]).strand.0, key, "{typed}");
    }
}

#[test]
fn a_strand_that_is_missing_or_nobodys_refuses_the_row() {
    for typed in ["", "gold", "c"] {
        assert!(row(&[(Field::Strand, typed)]).entry.is_none(), "{typed}");
    }
}

#[test]
fn a_row_without_the_day_of_taking_on_is_refused() {
    check_refused(&[(Field::RegisteredOn, "")], Field::RegisteredOn, &Fault::NoRegisteredOn);
    check_refused(&[(Field::RegisteredOn, "n/k")], Field::RegisteredOn, &Fault::NoRegisteredOn);
}

#[test]
fn days_that_do_not_exist_or_lie_ahead_or_out_of_order_refuse_the_row() {
    let day = Fault::NoSuchDay { day: 31, month: 2, year: 1978 };
    check_refused(&[(Field::DateOfBirth, "31/02/1978")], Field::DateOfBirth, &day);
    check_refused(&[(Field::RegisteredOn, "2/4/2007")], Field::RegisteredOn, &Fault::InFuture);
    let early = [(Field::DateOfBirth, "1/1/2006")];
    check_refused(&early, Field::RegisteredOn, &Fault::RegisteredBeforeBorn);
    let removed = [(Field::RemovedOn, "1/1/2005")];
    check_refused(&removed, Field::RemovedOn, &Fault::RemovedBeforeRegistered);
}

#[test]
fn a_birth_not_known_is_no_fault() {
    let reading = row(&[(Field::DateOfBirth, "not known")]);
    assert_eq!(reading.mends, []);
    assert_eq!(reading.entry.unwrap().who.born, None);
}

#[test]
fn an_identifier_with_a_wrong_letter_is_kept_and_said() {
    let fault = Fault::WrongCheckLetter { expected: 'W', found: 'S' };
    check_warned(&[(Field::PncId, "2001/0171310S")], Field::PncId, &fault);
    let who = row(&[(Field::PncId, "2001/0171310S")]).entry.unwrap().who;
    assert_eq!(who.identifiers[0].typed(), "2001/0171310S");
    assert_eq!(who.identifiers[0].for_matching(), None);
}

#[test]
fn what_cannot_be_read_of_sex_ethnicity_and_postcode_is_said_and_the_row_taken() {
    check_warned(&[(Field::Sex, "?")], Field::Sex, &Fault::SexNotRead);
    check_warned(&[(Field::Ethnicity, "blue")], Field::Ethnicity, &Fault::EthnicityNotRead);
    let address = [(Field::Address, "1 Nowhere Street"), (Field::Postcode, "nowhere")];
    check_warned(&address, Field::Postcode, &Fault::NotAPostcode);
    let who = row(&[(Field::Ethnicity, "White British")]).entry.unwrap().who;
    assert_eq!(who.ethnicity, Ethnicity::WhiteBritish);
}

#[test]
fn a_stay_without_a_review_date_comes_up_for_review_at_once() {
    let fault = Fault::NoReviewDate { due_on: crate::import::fault::Day(date(2006, 4, 1)) };
    check_warned(&[(Field::ReviewOn, "asap")], Field::ReviewOn, &fault);
    let recent = [(Field::ReviewOn, ""), (Field::RegisteredOn, "1/3/2006")];
    assert_eq!(stay(&recent).review_due_on, date(2006, 9, 1));
}

/// [RR04 A.5]
#[test]
fn a_statutory_case_keeps_its_offender_manager_and_another_its_lead_worker() {
    let named = [(Field::OffenderManager, "M. Pretend"), (Field::LeadWorker, "PC 1 Made")];
    for (said, post) in [("Licence", Post::OffenderManager), ("Non-stat", Post::LeadWorker)] {
        let stay = stay(&[named[0], named[1], (Field::Statutory, said)]);
        let posts: Vec<Post> = stay.posts.iter().map(|it| it.post).collect();
        assert_eq!(posts, [post], "{said}");
        assert_eq!(stay.details.len(), 2, "the other name and the words are kept");
    }
}

#[test]
fn supervision_is_read_from_the_words_people_use() {
    let order = |text| stay(&[(Field::Statutory, text)]).status;
    assert_eq!(order("Non-stat"), None);
    assert_eq!(order("No"), None);
    assert_eq!(order("licence").unwrap().order, OrderKind::Licence);
    let dtto = order("DTTO to 12/07/2006").unwrap();
    assert_eq!((dtto.order, dtto.to), (OrderKind::CommunityOrder, Some(date(2006, 7, 12))));
    check_warned(&[(Field::Statutory, "Stat")], Field::Statutory, &Fault::OrderNotNamed);
    check_warned(&[(Field::Statutory, "perhaps")], Field::Statutory, &Fault::StatutoryNotRead);
}

#[test]
fn a_row_with_a_removal_date_is_history() {
    let left = |reason| {
        stay(&[(Field::RemovedOn, "1/2/2006"), (Field::RemovalReason, reason)]).ended.unwrap()
    };
    assert_eq!(left("No longer offending").ground.0, "no_offending");
    assert_eq!(left("Deceased").ground.0, "death");
    assert_eq!(left("sent on").ground.0, "local_criteria");
    assert_eq!(left("sent on").on, date(2006, 2, 1));
}

#[test]
fn notes_are_kept_letter_by_letter() {
    let note = "<script>alert('x')</script>\n'; drop table person; --\n=1+1";
    assert!(stay(&[(Field::Notes, note)]).details.contains(&(Field::Notes, note.to_owned())));
}
