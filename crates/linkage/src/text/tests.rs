//! The metrics, and that the quick bound never hides a pair.

use proptest::prelude::*;

use super::{Letters, Units, measure};
use crate::condition::Measure;

const ALL: [Measure; 6] = [
    Measure::Jaro,
    Measure::JaroWinkler,
    Measure::Levenshtein,
    Measure::DamerauLevenshtein,
    Measure::Hamming,
    Measure::Jaccard,
];

fn check(of: Measure, left: &str, right: &str, units: Units, expect: f64) {
    let found = measure(of, left, right, units);
    assert!((found - expect).abs() < 1e-12, "{of:?} of {left} and {right}: {found}, not {expect}");
}

#[test]
fn figures_are_those_that_duckdb_gives() {
    check(Measure::JaroWinkler, "martha", "marhta", Units::Bytes, 0.961_111_111_111_111_1);
    check(Measure::JaroWinkler, "dixon", "dicksonx", Units::Bytes, 0.813_333_333_333_333_2);
    check(Measure::JaroWinkler, "abcd", "abxy", Units::Bytes, 0.666_666_666_666_666_6);
    check(Measure::JaroWinkler, "", "", Units::Bytes, 0.0);
    check(Measure::DamerauLevenshtein, "ca", "abc", Units::Bytes, 2.0);
    check(Measure::Levenshtein, "é", "e", Units::Bytes, 2.0);
    check(Measure::Jaccard, "night", "nacht", Units::Bytes, 3.0 / 7.0);
}

#[test]
fn spark_compares_letters_and_not_bytes() {
    check(Measure::Levenshtein, "é", "e", Units::Letters, 1.0);
    check(Measure::JaroWinkler, "José", "Jose", Units::Letters, 0.883_333_333_333_333_3);
}

fn texts() -> impl Strategy<Value = String> {
    prop_oneof!["[A-F]{0,8}", "[A-Fé ł]{0,6}", "\\PC{0,12}"]
}

proptest! {
    #[test]
    fn no_figure_is_better_than_the_best_that_was_told(
        left in texts(),
        right in texts(),
        letters in any::<bool>(),
    ) {
        let units = if letters { Units::Letters } else { Units::Bytes };
        for of in ALL {
            let best = Letters::of(&left, units).best(Letters::of(&right, units), of);
            let whole = measure(of, &left, &right, units);
            let within = if of.is_likeness() { whole <= best } else { whole >= best };
            prop_assert!(within, "{:?} {} {}", of, best, whole);
        }
    }

    #[test]
    fn figures_do_not_depend_on_which_text_comes_first(left in texts(), right in texts()) {
        for of in ALL {
            let (one, other) = (
                measure(of, &left, &right, Units::Letters),
                measure(of, &right, &left, Units::Letters),
            );
            prop_assert!((one - other).abs() < 1e-12, "{:?}", of);
        }
    }
}

/// One line of the file: two texts, Jaro, Jaro-Winkler, Levenshtein, Damerau-Levenshtein, Hamming.
type Line = (String, String, f64, f64, f64, f64, Option<f64>);

#[test]
fn figures_are_those_of_rapidfuzz_on_random_unicode() {
    let lines = include_str!("../../../../fixtures/linkage/metrics.jsonl").lines();
    let mut read = 0;
    for line in lines {
        let (left, right, jaro, winkler, edits, turned, hamming): Line =
            serde_json::from_str(line).unwrap();
        let check = |of, expect| check(of, &left, &right, Units::Letters, expect);
        check(Measure::Jaro, jaro);
        check(Measure::JaroWinkler, winkler);
        check(Measure::Levenshtein, edits);
        check(Measure::DamerauLevenshtein, turned);
        check(Measure::Hamming, hamming.unwrap_or(super::FAR));
        read += 1;
    }
    assert_eq!(read, 800);
}
