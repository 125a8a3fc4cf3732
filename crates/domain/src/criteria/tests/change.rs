//! What would change a score.

use jiff::civil::date;

use super::*;

fn check(criteria: &Criteria, known: &Known<'_>, expect: &WouldChange) {
    assert_eq!(&would_change(criteria, known, TODAY), expect);
}

#[test]
fn the_piece_that_leaves_the_window_first_takes_the_score_below() {
    let pieces = [piece(1, BURGLARY, date(2004, 3, 10)), piece(2, BURGLARY, date(2004, 6, 1))];
    let fall = Fall {
        on: date(2005, 3, 10),
        total: 6,
        lost: vec![Lost { factor: "burglaries".to_owned(), evidence: evidence_id(1), points: 6 }],
    };
    let expect = WouldChange::Above { over: 2, fall: Some(fall) };
    check(&matrix(vec![burglaries()]), &known(&pieces), &expect);
}

#[test]
fn halving_can_take_the_score_below_before_the_window_does() {
    let weights = vec![Weight { counted: Counted::Any(EvidenceKind::Conviction), points: 10 }];
    let decay = Decay::HalfAfter { months: 6 };
    let fading = Factor { measure: Measure::PerOccasion { weights, decay }, ..burglaries() };
    let pieces = [piece(1, BURGLARY, date(2004, 12, 1))];
    let lost = Lost { factor: "burglaries".to_owned(), evidence: evidence_id(1), points: 5 };
    let fall = Fall { on: date(2005, 6, 1), total: 5, lost: vec![lost] };
    let expect = WouldChange::Above { over: 0, fall: Some(fall) };
    check(&matrix(vec![fading]), &known(&pieces), &expect);
}

#[test]
fn while_somebody_is_held_nothing_at_liberty_falls() {
    let pieces: Vec<_> = (1..=6).map(|n| piece(n, BURGLARY, date(2004, 6, 1))).collect();
    let stay = [CustodyPeriod { received_on: Some(date(2004, 9, 1)), release: Release::StillHeld }];
    let known = Known { custody: Some(&stay), ..known(&pieces) };
    let expect = WouldChange::Above { over: 0, fall: None };
    check(&matrix(vec![six_at_liberty()]), &known, &expect);
}

#[test]
fn the_fewest_occasions_that_cross_the_point_are_named() {
    let pieces = [piece(1, BURGLARY, date(2004, 6, 1))];
    let addition = Addition {
        factor: "burglaries".to_owned(),
        counted: Counted::Only(BURGLARY),
        occasions: 1,
        points: 6,
    };
    let expect = WouldChange::Below { short: 4, addition: Some(addition) };
    check(&matrix(vec![burglaries()]), &known(&pieces), &expect);
}

#[test]
fn of_as_many_occasions_the_fewest_points_are_named() {
    let pieces = [piece(1, BURGLARY, date(2004, 6, 1)), piece(2, SHOP_THEFT, date(2004, 6, 1))];
    let addition = Addition {
        factor: "burglaries".to_owned(),
        counted: Counted::Any(EvidenceKind::Conviction),
        occasions: 1,
        points: 2,
    };
    let expect = WouldChange::Below { short: 2, addition: Some(addition) };
    check(&matrix(vec![burglaries()]), &known(&pieces), &expect);
}

#[test]
fn where_no_one_sort_of_evidence_would_do_none_is_named() {
    let low = Factor { cap: 6, ..burglaries() };
    let expect = WouldChange::Below { short: 10, addition: None };
    check(&matrix(vec![low]), &known(&[]), &expect);
}

#[test]
fn evidence_that_is_not_known_or_not_checked_yet_does_not_hold_the_score_up() {
    let pieces = [
        piece(1, BURGLARY, date(2004, 3, 10)),
        piece(2, BURGLARY, date(2004, 6, 1)),
        piece(3, BURGLARY, date(2005, 1, 5)),
        Evidence {
            verification: Verification::Verified { on: date(2005, 1, 5) },
            ..piece(4, BURGLARY, date(2004, 6, 1))
        },
    ];
    let WouldChange::Above { fall: Some(fall), .. } =
        would_change(&matrix(vec![burglaries()]), &known(&pieces), TODAY)
    else {
        panic!("the score is above and falls");
    };
    assert_eq!(fall.on, date(2005, 3, 10));
}
