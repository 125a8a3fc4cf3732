//! What a matrix makes of the evidence.

use jiff::civil::date;

use super::*;
use crate::nomination::{DrugTestResult, HarmType};

/// The only working of the only factor.
fn check(factor: Factor, evidence: Evidence, points: u32, why: Why) {
    let pieces = [evidence];
    let scored = score(&matrix(vec![factor]), &known(&pieces), TODAY);
    let working = &scored.factors[0].workings[0];
    assert_eq!((working.points, working.why), (points, why));
    assert_eq!(scored.total, points);
}

/// Points and reasons of the first factor, the latest piece first.
fn reasons(factor: Factor, pieces: &[Evidence]) -> Vec<(u32, Why)> {
    let scored = score(&matrix(vec![factor]), &known(pieces), TODAY);
    scored.factors[0].workings.iter().map(|it| (it.points, it.why)).collect()
}

#[test]
fn an_occasion_gives_the_points_of_its_offence() {
    check(burglaries(), piece(1, BURGLARY, date(2004, 6, 1)), 6, Why::Counted);
}

#[test]
fn what_is_named_exactly_goes_before_its_kind() {
    check(burglaries(), piece(1, SHOP_THEFT, date(2004, 6, 1)), 2, Why::Counted);
}

#[test]
fn the_first_day_of_the_window_counts_and_the_day_before_does_not() {
    check(burglaries(), piece(1, BURGLARY, date(2004, 1, 1)), 6, Why::Counted);
    let why = Why::OutOfWindow { window_from: date(2004, 1, 1) };
    check(burglaries(), piece(1, BURGLARY, date(2003, 12, 31)), 0, why);
}

#[test]
fn what_the_factor_does_not_count_says_so() {
    let harm = Shown::Harm(HarmType::AntiSocialBehaviour);
    check(burglaries(), piece(1, harm, date(2004, 6, 1)), 0, Why::NotCountedByFactor);
}

#[test]
fn what_nobody_has_checked_counts_for_nothing() {
    let raw = Evidence {
        verification: Verification::NotVerified,
        ..piece(1, BURGLARY, date(2004, 6, 1))
    };
    check(burglaries(), raw, 0, Why::NotVerified);
}

#[test]
fn what_was_checked_only_later_did_not_count_then() {
    let verification = Verification::Verified { on: date(2005, 1, 1) };
    let later = Evidence { verification, ..piece(1, BURGLARY, date(2004, 6, 1)) };
    check(burglaries(), later, 0, Why::NotVerified);
}

#[test]
fn what_has_no_date_counts_for_nothing() {
    let undated = Evidence { happened_on: None, ..piece(1, BURGLARY, date(2004, 6, 1)) };
    check(burglaries(), undated, 0, Why::NotDated);
}

#[test]
fn what_was_not_known_on_the_day_does_not_count_on_the_day() {
    let later = Evidence { known_on: date(2005, 1, 1), ..piece(1, BURGLARY, date(2004, 6, 1)) };
    check(burglaries(), later, 0, Why::InFuture);
    check(burglaries(), piece(1, BURGLARY, date(2005, 1, 1)), 0, Why::InFuture);
}

#[test]
fn an_old_occasion_gives_half_rounded_up() {
    let weights = vec![Weight { counted: Counted::Any(EvidenceKind::Conviction), points: 5 }];
    let decay = Decay::HalfAfter { months: 6 };
    let fading = Factor { measure: Measure::PerOccasion { weights, decay }, ..burglaries() };
    let full_from = date(2004, 7, 1);
    check(fading.clone(), piece(1, BURGLARY, full_from), 5, Why::Counted);
    check(fading, piece(1, BURGLARY, date(2004, 6, 30)), 3, Why::Halved { full_from });
}

#[test]
fn the_cap_takes_from_the_oldest_and_says_what_was_lost() {
    let pieces = [1, 2, 3].map(|n| piece(n, BURGLARY, date(2004, 6, i8::try_from(n).unwrap())));
    let found = reasons(Factor { cap: 10, ..burglaries() }, &pieces);
    let expect = [(6, Why::Counted), (4, Why::OverCap { lost: 2 }), (0, Why::OverCap { lost: 6 })];
    assert_eq!(found, expect);
}

#[test]
fn six_convictions_give_ten_points_and_each_says_which_it_was() {
    let pieces: Vec<_> = (1..=6).map(|n| piece(n, BURGLARY, date(2004, 6, 1))).collect();
    let found: Vec<_> = reasons(six_at_liberty(), &pieces).iter().map(|it| it.0).collect();
    assert_eq!(found, [0, 0, 4, 0, 0, 6]);
    let (points, why) = reasons(six_at_liberty(), &pieces)[5];
    assert_eq!((points, why), (6, Why::Occasion { nth: 6 }));
    let five = reasons(six_at_liberty(), &pieces[..5]);
    assert_eq!(five.iter().map(|it| it.0).sum::<u32>(), 4);
}

#[test]
fn yes_or_no_is_said_once() {
    let positive = Shown::DrugTest(DrugTestResult::Positive);
    let counts = vec![Counted::Any(EvidenceKind::DrugTest)];
    let tested = Factor { measure: Measure::YesNo { counts, points: 5 }, ..burglaries() };
    let pieces = [piece(1, positive, date(2004, 6, 1)), piece(2, positive, date(2004, 7, 1))];
    assert_eq!(reasons(tested, &pieces), [(5, Why::Counted), (0, Why::AlreadyMet)]);
}

#[test]
fn what_happened_in_custody_does_not_count_at_liberty() {
    let pieces = [1, 2, 3].map(|n| piece(n, BURGLARY, date(2004, 6, 5)));
    let stays = [held(date(2004, 6, 1), date(2004, 6, 12))];
    let known = Known { custody: Some(&stays), ..known(&pieces) };
    let scored = score(&matrix(vec![six_at_liberty(), burglaries()]), &known, TODAY);
    assert_eq!(scored.factors[0].workings[0].why, Why::InCustody);
    assert_eq!((scored.factors[0].points, scored.factors[1].points), (0, 18));
}

#[test]
fn custody_reaches_further_back_for_what_happened_at_liberty() {
    let pieces = [1, 2, 3].map(|n| piece(n, BURGLARY, date(2003, 12, 24)));
    let matrix = matrix(vec![six_at_liberty()]);
    assert_eq!(score(&matrix, &known(&pieces), TODAY).total, 0);
    let stays = [held(date(2004, 6, 1), date(2004, 6, 12))];
    let known = Known { custody: Some(&stays), ..known(&pieces) };
    assert_eq!(score(&matrix, &known, TODAY).total, 4);
}

#[test]
fn the_score_is_shown_with_and_without_intelligence() {
    let pieces = [piece(1, BURGLARY, date(2004, 6, 1)), piece(2, TIP, date(2004, 6, 2))];
    let scored = score(&matrix(vec![burglaries(), tips()]), &known(&pieces), TODAY);
    assert_eq!((scored.total, scored.without_intelligence), (9, 6));
    assert_eq!((scored.factors[1].points, scored.factors[1].without_intelligence), (3, 0));
    assert_eq!((scored.shown().total, scored.shown().without_intelligence), (9, 6));
}

#[test]
fn a_kind_that_nobody_looked_for_is_unknown_not_absent() {
    let known = Known { evidence: &[], looked_for: &[], custody: None };
    let scored = score(&matrix(vec![six_at_liberty(), tips()]), &known, TODAY);
    let expect = [
        Unknown::NotLookedFor {
            factor: "six_at_liberty".to_owned(),
            kind: EvidenceKind::Conviction,
        },
        Unknown::CustodyNotLookedFor { factor: "six_at_liberty".to_owned() },
        Unknown::NotLookedFor { factor: "tips".to_owned(), kind: EvidenceKind::Intelligence },
    ];
    assert_eq!(scored.unknown, expect);
}

#[test]
fn what_is_unchecked_undated_or_out_of_reach_is_listed_as_unknown() {
    let pieces = [
        Evidence { happened_on: None, ..piece(1, BURGLARY, date(2004, 6, 1)) },
        Evidence {
            verification: Verification::NotVerified,
            ..piece(2, BURGLARY, date(2004, 6, 1))
        },
        // No factor counts it, so it could change nothing.
        Evidence { happened_on: None, ..piece(3, TIP, date(2004, 6, 1)) },
    ];
    let lost = CustodyPeriod { received_on: None, release: Release::On(date(2004, 6, 1)) };
    let stays = [lost, held(date(1990, 1, 1), date(2004, 12, 31))];
    let known = Known { custody: Some(&stays), ..known(&pieces) };
    let scored = score(&matrix(vec![six_at_liberty()]), &known, TODAY);
    let expect = [
        Unknown::ReachLimited {
            factor: "six_at_liberty".to_owned(),
            window_from: date(1995, 1, 1),
            short_by_days: 365,
        },
        Unknown::CustodyNotDated { received_on: None },
        Unknown::NotDated { evidence: evidence_id(1) },
        Unknown::NotVerified { evidence: evidence_id(2) },
    ];
    assert_eq!(scored.unknown, expect);
}

#[test]
fn nothing_known_scores_nothing_and_says_so() {
    let scored = score(&matrix(vec![burglaries()]), &known(&[]), TODAY);
    assert_eq!((scored.total, scored.unknown, scored.consider_at), (0, vec![], 10));
}
