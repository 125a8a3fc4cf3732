//! Precision, recall and F1, worked by hand.

use super::{Truth, at, best, by_threshold};

#[test]
fn quality_is_worked_out_at_each_weight() {
    // Four true pairs in all, three of them scored; one false pair between them.
    let mut scored =
        vec![(5.0, Truth::Same), (9.0, Truth::Same), (7.0, Truth::Different), (5.0, Truth::Same)];
    let curve = by_threshold(&mut scored, 4);
    let told: Vec<(f64, u64, u64)> =
        curve.iter().map(|it| (it.match_weight, it.pairs, it.true_pairs)).collect();
    assert_eq!(told, [(9.0, 1, 1), (7.0, 2, 1), (5.0, 4, 3)]);
    let last = best(&curve).unwrap();
    assert_eq!((last.precision, last.recall, last.f1), (0.75, 0.75, 0.75));
    let between = at(&curve, 6.0, 4);
    assert_eq!((between.pairs, between.precision, between.recall), (2, 0.5, 0.25));
    assert_eq!(at(&curve, 20.0, 4).pairs, 0);
}

#[test]
fn nothing_scored_has_no_best_threshold() {
    assert!(best(&by_threshold(&mut [], 3)).is_none());
}
