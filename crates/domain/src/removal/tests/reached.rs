//! What is counted for a ground of removal, and when its threshold is reached.

use super::*;
use crate::criteria::{CustodyPeriod, Release};
use crate::edition::{Countable, Edition, GroundKey};

const REGISTERED: crate::Date = date(2025, 1, 31);

fn fact(kind: OffendingKind, on: crate::Date) -> OffendingFact {
    OffendingFact { kind, on }
}

fn inside(from: crate::Date, release: Release) -> CustodyPeriod {
    CustodyPeriod { received_on: Some(from), release }
}

fn check(
    facts: &[OffendingFact],
    custody: &[CustodyPeriod],
    today: crate::Date,
    expect: (crate::Date, u32),
) {
    let quiet = Quiet::of(REGISTERED, facts, custody, today);
    assert_eq!((quiet.since, quiet.months), expect, "{facts:?} {custody:?} {today}");
}

#[test]
fn months_run_from_the_first_day_on_the_scheme_or_the_last_known_offence() {
    check(&[], &[], date(2025, 2, 27), (REGISTERED, 0));
    check(&[], &[], date(2025, 2, 28), (REGISTERED, 1));
    check(&[], &[], date(2026, 1, 30), (REGISTERED, 11));
    check(&[], &[], date(2026, 1, 31), (REGISTERED, 12));
    let before = fact(OffendingKind::Conviction, date(2024, 12, 1));
    check(&[before], &[], date(2026, 1, 31), (REGISTERED, 12));
    let arrest = fact(OffendingKind::Arrest, date(2025, 6, 10));
    check(&[arrest, before], &[], date(2026, 1, 31), (date(2025, 6, 10), 7));
}

#[test]
fn days_spent_wholly_in_custody_are_not_at_liberty() {
    let stay = inside(date(2025, 3, 1), Release::On(date(2025, 4, 1)));
    // Thirty days inside: the days of reception and release were partly outside.
    assert_eq!(Quiet::of(REGISTERED, &[], &[stay], date(2025, 7, 1)).held_days, 30);
    check(&[], &[stay], date(2025, 7, 29), (REGISTERED, 4));
    check(&[], &[stay, stay], date(2025, 7, 30), (REGISTERED, 5));
    let still = inside(date(2025, 3, 1), Release::StillHeld);
    check(&[], &[still], date(2026, 1, 31), (REGISTERED, 1));
}

#[test]
fn a_day_before_the_registration_or_to_come_counts_for_nothing() {
    check(&[], &[], date(2025, 1, 1), (REGISTERED, 0));
    let to_come = fact(OffendingKind::Order, date(2026, 6, 1));
    check(&[to_come], &[], date(2026, 1, 31), (REGISTERED, 12));
}

fn counting(figure: Option<u32>) -> Edition {
    let mut edition = small();
    for ground in &mut edition.grounds {
        if let Some(threshold) = &mut ground.value.threshold {
            threshold.counted = Some(Countable::WithoutOffending);
            threshold.default = figure;
        }
    }
    edition
}

fn key_reached(edition: &Edition, set: Option<u32>, months: u32) -> Option<(GroundKey, u32)> {
    let quiet = Quiet { since: REGISTERED, last: None, held_days: 0, months };
    let reached = reached(edition.on(TODAY), &open().strand, |_| set, &quiet)?;
    Some((reached.ground.value.key.clone(), reached.figure))
}

/// [SG05 ¶3] national grounds, local thresholds.
#[test]
fn a_threshold_is_reached_at_the_figure_of_the_scheme_and_never_without_one() {
    let edition = counting(None);
    assert_eq!(key_reached(&edition, None, 24), None);
    assert_eq!(key_reached(&edition, Some(12), 11), None);
    assert!(key_reached(&edition, Some(12), 12).is_some_and(|it| it.1 == 12));
    assert_eq!(key_reached(&edition, Some(1), 24), None, "lower than the edition allows");
    assert_eq!(key_reached(&small(), Some(12), 24), None, "people measure it");
}
