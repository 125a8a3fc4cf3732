//! Reviews: when they are due, how a late one stands, and what holding one takes.

#![expect(clippy::needless_pass_by_value, reason = "expectations read better by value")]

use jiff::Span;
use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::agency::AgencyKind;
use crate::edition::tests::{days, ground_key, key, small};
use crate::edition::{AgeRange, Label, Rule, Strand, StrandKind};
use crate::registration::tests::{TODAY, closed, id, open};

const ADULT: Date = date(1990, 5, 5);

fn check_due(counted_from: Date, strand: &str, born: Date, on: Date, because: &DueBecause) {
    let edition = small();
    let due = next_due(counted_from, &key(strand), born, edition.on(counted_from)).unwrap();
    assert_eq!((due.on, &due.because), (on, because));
}

fn interval(every: Interval) -> DueBecause {
    DueBecause::Interval { every, source: Source("RR04 ¶11".to_owned()) }
}

/// [HMPPS-REF] six months on the register; a shorter interval below 18 [JUSTICE-YJ].
#[test]
fn the_interval_is_that_of_the_strand_and_the_age() {
    let from = date(2026, 3, 2);
    check_due(from, "fixed", ADULT, date(2026, 9, 2), &interval(Interval::Months(6)));
    check_due(from, "flex", ADULT, date(2026, 6, 2), &interval(Interval::Months(3)));
    let child = date(2011, 5, 5);
    check_due(from, "young", child, date(2026, 4, 27), &interval(Interval::Weeks(8)));
}

#[test]
fn somebody_who_turns_18_is_reviewed_no_later_than_the_birthday() {
    let from = date(2026, 3, 2);
    let turns = DueBecause::TurnsEighteen;
    check_due(from, "young", date(2008, 3, 20), date(2026, 3, 20), &turns);
    let on_the_due_day = date(2008, 4, 27);
    check_due(from, "young", on_the_due_day, date(2026, 4, 27), &interval(Interval::Weeks(8)));
}

#[test]
fn an_age_the_strand_has_no_interval_for_has_no_due_day() {
    let edition = small();
    let due = next_due(TODAY, &key("young"), ADULT, edition.on(TODAY));
    assert_eq!(due, None);
}

/// [RR04 ¶11-12] a lapsed registration shows, and then is queued for removal.
#[test]
fn a_review_is_quiet_then_amber_then_past_then_queued_for_removal() {
    let edition = small();
    let due_on = date(2026, 6, 1);
    let on = |days: i32| standing(due_on, due_on + Span::new().days(days), edition.on(TODAY));
    assert_eq!(on(-29), ReviewStanding::NotYet { days_left: 29 });
    assert_eq!(on(-28), ReviewStanding::Amber { days_left: 28 });
    assert_eq!(on(0), ReviewStanding::Amber { days_left: 0 });
    assert_eq!(on(1), ReviewStanding::Past { days: 1 });
    assert_eq!(on(14), ReviewStanding::Past { days: 14 });
    assert_eq!(on(15), ReviewStanding::QueuedForRemoval { days: 15 });
}

fn check_schedule(on: Date, last_held_on: Option<Date>, expect: Result<Date, ScheduleRefusal>) {
    let (edition, registration) = (small(), open());
    let facts =
        ReviewFacts { registration: &registration, last_held_on, born: ADULT, died_on: None };
    let done = ScheduleReview { on }.decide((&facts, TODAY), edition.on(TODAY), TODAY);
    assert_eq!(done, expect);
}

/// [RR04 ¶11-12] a day that is moved again and again is no review.
#[test]
fn a_review_is_moved_within_the_interval_since_the_last_one_and_never_past_it() {
    let latest = |from: Date| next_due(from, &open().strand, ADULT, small().on(TODAY)).unwrap();
    let from = TODAY - Span::new().days(30);
    let due = latest(from);
    check_schedule(due.on, Some(from), Ok(due.on));
    let tomorrow = TODAY + Span::new().days(1);
    check_schedule(tomorrow, Some(from), Ok(tomorrow));
    let late = due.on + Span::new().days(1);
    check_schedule(late, Some(from), Err(ScheduleRefusal::TooLate { latest: due }));
    check_schedule(TODAY, Some(from), Err(ScheduleRefusal::NothingChanges));
    let past = ScheduleRefusal::InThePast { today: TODAY };
    check_schedule(TODAY - Span::new().days(1), Some(from), Err(past));
    let long_ago = TODAY - Span::new().days(800);
    let overdue = ScheduleRefusal::Overdue { latest: latest(long_ago) };
    check_schedule(tomorrow, Some(long_ago), Err(overdue));
}

fn keep(next_due_on: Date) -> HoldReview {
    HoldReview {
        id: id(70),
        registration: id(50),
        held_on: TODAY,
        took_part: vec![AgencyKind::Police, AgencyKind::Probation],
        outcome: Outcome::Keep { strand: key("flex"), next_due_on },
        reasons: "Two burglaries since the last review.".to_owned(),
    }
}

fn propose(ground: &str) -> HoldReview {
    let outcome = Outcome::ProposeRemoval { ground: ground_key(ground) };
    HoldReview { outcome, ..keep(TODAY) }
}

const LATEST: Date = date(2026, 6, 2);

fn check_born(command: HoldReview, born: Date, expect: Result<Option<Date>, ReviewRefusal>) {
    let edition = small();
    let registration = open();
    let last_held_on = Some(date(2026, 2, 1));
    let facts = ReviewFacts { registration: &registration, last_held_on, born, died_on: None };
    let rules = edition.on(command.held_on);
    let got = command.decide(&facts, rules, TODAY);
    assert_eq!(got.map(|it| it.next_due.map(|due| due.on)), expect);
}

fn check(command: HoldReview, expect: Result<Option<Date>, ReviewRefusal>) {
    check_born(command, ADULT, expect);
}

#[test]
fn keeping_somebody_sets_the_next_day_within_the_interval() {
    check(keep(LATEST), Ok(Some(LATEST)));
    check(keep(date(2026, 3, 3)), Ok(Some(date(2026, 3, 3))));
    check(keep(TODAY), Err(ReviewRefusal::NextNotAfter));
    let latest = Due { on: LATEST, because: interval(Interval::Months(3)) };
    check(keep(date(2026, 6, 3)), Err(ReviewRefusal::NextTooLate { latest }));
}

#[test]
fn a_review_without_reasons_or_agencies_is_refused() {
    let silent = HoldReview { reasons: " \n".to_owned(), ..keep(LATEST) };
    check(silent, Err(ReviewRefusal::NoReasons));
    let alone = HoldReview { took_part: Vec::new(), ..keep(LATEST) };
    check(alone, Err(ReviewRefusal::NobodyTookPart));
}

#[test]
fn a_review_lies_after_the_last_one_and_not_in_the_future() {
    let held = |held_on| HoldReview { held_on, ..keep(LATEST) };
    check(held(date(2026, 3, 3)), Err(ReviewRefusal::InFuture { today: TODAY }));
    let registered_on = date(2026, 1, 1);
    check(held(date(2025, 12, 31)), Err(ReviewRefusal::BeforeRegistration { registered_on }));
    let held_on = date(2026, 2, 1);
    check(held(held_on), Err(ReviewRefusal::NotAfterLastReview { held_on }));
}

#[test]
fn nobody_is_reviewed_after_removal_or_death() {
    let edition = small();
    let registration = closed(date(2026, 2, 15));
    let facts =
        ReviewFacts { registration: &registration, last_held_on: None, born: ADULT, died_on: None };
    let refusal = ReviewRefusal::RegistrationClosed { closed_on: date(2026, 2, 15) };
    assert_eq!(keep(LATEST).decide(&facts, edition.on(TODAY), TODAY), Err(refusal));
    let died_on = date(2026, 2, 10);
    let dead = ReviewFacts { died_on: Some(died_on), ..facts };
    let refusal = ReviewRefusal::Deceased { died_on };
    assert_eq!(keep(LATEST).decide(&dead, edition.on(TODAY), TODAY), Err(refusal));
}

/// [RR04 ¶11] at 18 somebody is kept on an adult strand or not at all.
#[test]
fn at_eighteen_the_young_strand_no_longer_keeps_somebody_and_an_adult_one_may() {
    let born = TODAY.saturating_sub(Span::new().years(18));
    let stay = |strand: &str, next_due_on| {
        let outcome = Outcome::Keep { strand: key(strand), next_due_on };
        HoldReview { outcome, ..keep(LATEST) }
    };
    let ages = AgeRange { youngest: 10, oldest: Some(17) };
    let refusal = ReviewRefusal::OutsideAges { age: 18, ages };
    check_born(stay("young", date(2026, 4, 1)), born, Err(refusal));
    check_born(stay("flex", LATEST), born, Ok(Some(LATEST)));
    let strand = key("unheard_of");
    check(stay("unheard_of", LATEST), Err(ReviewRefusal::StrandNotInForce { strand }));
}

#[test]
fn a_strand_without_an_interval_keeps_nobody() {
    let mut edition = small();
    let strand = Strand {
        key: key("loose"),
        label: Label { en: "Loose".to_owned(), cy: None },
        kind: StrandKind::Adult,
        ages: AgeRange { youngest: 18, oldest: None },
    };
    edition.strands.push(Rule { value: strand, ..edition.strands[0].clone() });
    let registration = open();
    let facts =
        ReviewFacts { registration: &registration, last_held_on: None, born: ADULT, died_on: None };
    let outcome = Outcome::Keep { strand: key("loose"), next_due_on: LATEST };
    let command = HoldReview { outcome, ..keep(LATEST) };
    let refusal = ReviewRefusal::NoInterval { strand: key("loose") };
    assert_eq!(command.decide(&facts, edition.on(TODAY), TODAY), Err(refusal));
}

/// [SG05 ¶3] removal is proposed on a ground of the edition; death is recorded, not proposed.
#[test]
fn a_proposal_at_review_names_a_ground_in_force_and_leaves_the_due_day() {
    check(propose("moved_away"), Ok(None));
    let ground = ground_key("unheard_of");
    check(propose("unheard_of"), Err(ReviewRefusal::GroundNotInForce { ground }));
    let ground = ground_key("death");
    check(propose("death"), Err(ReviewRefusal::GroundIsAutomatic { ground }));
}

proptest! {
    #[test]
    fn the_next_review_is_after_the_day_counted_from_and_no_child_is_reviewed_as_one_at_eighteen(
        born in days(),
        age_days in 3_653_i32..30_000,
    ) {
        let from = (born + Span::new().days(age_days)).max(date(2020, 1, 1));
        let edition = small();
        for strand in ["fixed", "flex", "young"] {
            let Some(due) = next_due(from, &key(strand), born, edition.on(from)) else { continue };
            prop_assert!(due.on > from);
            let adult_on = adult_from(born).unwrap();
            prop_assert!(adult_on <= from || due.on <= adult_on);
        }
    }

    #[test]
    fn a_review_never_becomes_less_late_by_waiting(days in -200_i32..200) {
        let edition = small();
        let due_on = date(2026, 6, 1);
        let on = |days: i32| standing(due_on, due_on + Span::new().days(days), edition.on(TODAY));
        let rank = |it: ReviewStanding| match it {
            ReviewStanding::NotYet { .. } => 0,
            ReviewStanding::Amber { .. } => 1,
            ReviewStanding::Past { .. } => 2,
            ReviewStanding::QueuedForRemoval { .. } => 3,
        };
        prop_assert!(rank(on(days)) <= rank(on(days + 1)));
    }
}
