//! Local thresholds for the national grounds of removal.

use super::*;
use crate::edition::{
    Deciding, Ground, GroundKey, Label, Threshold as Limits, ThresholdSide, ThresholdUnit,
};

fn ground(threshold: Option<Limits>) -> Ground {
    Ground {
        key: GroundKey("no_offending".to_owned()),
        label: Label { en: "No known offending".to_owned(), cy: None },
        strands: Vec::new(),
        deciding: Deciding::Consensus,
        threshold,
    }
}

fn months() -> Limits {
    let (unit, side) = (ThresholdUnit::Months, ThresholdSide::AtLeast);
    Limits { unit, side, counted: None, lowest: 3, highest: 24, default: None }
}

fn set(figure: u32, from: Date) -> SetThreshold {
    SetThreshold { ground: "no_offending".to_owned(), figure, from }
}

fn decide(command: &SetThreshold, before: &[Threshold]) -> Result<Threshold, ThresholdRefusal> {
    command.decide(before, Some(&ground(Some(months()))), today())
}

#[test]
fn a_threshold_holds_until_the_next_one_sg05_3() {
    let next = day(2005, 1, 1);
    let mut all = vec![decide(&set(6, today()), &[]).unwrap()];
    all.push(decide(&set(12, next), &all).unwrap());
    let on = |date| threshold_on(&all, "no_offending", date).map(|it| it.figure);
    assert_eq!(on(began()), None);
    assert_eq!(on(next.yesterday().unwrap()), Some(6));
    assert_eq!(on(next), Some(12));
    assert_eq!(threshold_on(&all, "long_custody", next), None);
}

#[test]
fn a_threshold_belongs_to_a_national_ground_that_leaves_one_to_the_scheme_sg05_3() {
    let made_up = SetThreshold { ground: "dislike".to_owned(), ..set(6, today()) };
    assert_eq!(decide(&made_up, &[]), Err(ThresholdRefusal::UnknownGround));
    let fixed = set(6, today()).decide(&[], Some(&ground(None)), today());
    assert_eq!(fixed, Err(ThresholdRefusal::NotLocal));
}

#[test]
fn a_threshold_keeps_within_what_the_edition_allows_and_the_bounds_are_allowed_sg05_3() {
    let unit = ThresholdUnit::Months;
    let outside = ThresholdRefusal::Outside { lowest: 3, highest: 24, unit };
    assert_eq!(decide(&set(2, today()), &[]), Err(outside));
    assert_eq!(decide(&set(25, today()), &[]), Err(outside));
    assert!([3, 24].iter().all(|it| decide(&set(*it, today()), &[]).is_ok()));
}

#[test]
fn a_threshold_says_something_new_from_today_on() {
    let past = ThresholdRefusal::InThePast { from: began() };
    assert_eq!(decide(&set(6, began()), &[]), Err(past));
    let all = [decide(&set(6, today()), &[]).unwrap()];
    let later = ThresholdRefusal::LaterThreshold { from: today() };
    assert_eq!(decide(&set(9, today()), &all), Err(later));
    let same = decide(&set(6, day(2005, 1, 1)), &all);
    assert_eq!(same, Err(ThresholdRefusal::NothingChanges));
}
