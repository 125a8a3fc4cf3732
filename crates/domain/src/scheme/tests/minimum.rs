//! The four things of the letter of 9 July 2004.

use super::*;
use crate::area::Lateness;

fn record(minimum: Minimum, met_on: Date, evidence: &str) -> RecordMinimum {
    RecordMinimum { minimum, met_on, evidence: evidence.to_owned() }
}

fn all_four(met_on: Date) -> Vec<Recorded> {
    let each = Minimum::ALL.into_iter().map(|it| record(it, met_on, "minutes"));
    each.map(|it| it.decide(&[], day(2005, 1, 1)).unwrap()).collect()
}

fn state(recorded: &[Recorded], date: Date) -> MinimumState {
    minimum_state(Minimum::ChecklistMade, recorded, Some(today()), date)
}

#[test]
fn the_four_are_those_of_cc04() {
    let words = Minimum::ALL.map(Minimum::key);
    let letter =
        ["area_covered", "arrangements_agreed", "first_group_identified", "checklist_made"];
    assert_eq!(words, letter);
    assert!(Minimum::ALL.into_iter().all(|it| Minimum::from_key(it.key()) == Some(it)));
}

#[test]
fn met_on_the_day_due_is_in_time_and_a_day_later_is_a_day_late_cc04() {
    let met = |on, lateness| MinimumState::Met { on, evidence: "minutes".to_owned(), lateness };
    let asked = day(2005, 1, 1);
    let in_time = met(today(), Lateness::DueIn { days: 0 });
    assert_eq!(state(&all_four(today()), asked), in_time);
    let next = day(2004, 9, 7);
    assert_eq!(state(&all_four(next), asked), met(next, Lateness::Late { days: 1 }));
}

#[test]
fn not_met_is_later_every_day_cc04() {
    let not_met = |lateness| MinimumState::NotMet { lateness };
    assert_eq!(state(&[], day(2004, 9, 1)), not_met(Lateness::DueIn { days: 5 }));
    assert_eq!(state(&[], day(2004, 10, 6)), not_met(Lateness::Late { days: 30 }));
    let before_it_was = state(&all_four(day(2004, 10, 7)), day(2004, 10, 6));
    assert_eq!(before_it_was, not_met(Lateness::Late { days: 30 }));
}

#[test]
fn all_are_met_on_the_day_of_the_last() {
    let mut recorded = all_four(began());
    assert_eq!(all_met_on(&recorded), Some(began()));
    recorded[2].met_on = today();
    assert_eq!(all_met_on(&recorded), Some(today()));
    recorded.pop();
    assert_eq!(all_met_on(&recorded), None);
}

#[test]
fn nothing_is_met_without_evidence_or_in_the_future() {
    let blank = record(Minimum::AreaCovered, today(), " \n").decide(&[], today());
    assert_eq!(blank, Err(MinimumRefusal::BlankEvidence));
    let ahead = day(2004, 9, 7);
    let future = record(Minimum::AreaCovered, ahead, "minutes").decide(&[], today());
    assert_eq!(future, Err(MinimumRefusal::InTheFuture { on: ahead }));
}

#[test]
fn recorded_again_the_later_record_stands() {
    let mut recorded = all_four(began());
    let same = record(Minimum::ChecklistMade, began(), "minutes").decide(&recorded, today());
    assert_eq!(same, Err(MinimumRefusal::NothingChanges));
    let mended = record(Minimum::ChecklistMade, today(), "the signed list");
    recorded.push(mended.decide(&recorded, today()).unwrap());
    let evidence = "the signed list".to_owned();
    let lateness = Lateness::DueIn { days: 0 };
    let expect = MinimumState::Met { on: today(), evidence, lateness };
    assert_eq!(state(&recorded, today()), expect);
}
