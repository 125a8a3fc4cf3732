//! Who is one person, and what people decided.

use proptest::prelude::*;

use super::{Clusters, Contradiction, Decided, one_to_one, sizes};
use crate::plan::Levels;
use crate::score::Pair;

fn pair(left: u32, right: u32, weight: f64) -> Pair {
    Pair::new(left, right, weight, Levels::default())
}

#[test]
fn connected_records_are_one_person() {
    let mut clusters = Clusters::new(5, &Decided::default()).unwrap();
    clusters.join(3, 1);
    clusters.join(1, 4);
    let firsts = clusters.firsts();
    assert_eq!(firsts, [0, 1, 2, 1, 1]);
    assert_eq!(sizes(&firsts).into_iter().collect::<Vec<_>>(), [(1, 2), (3, 1)]);
}

#[test]
fn two_that_must_not_be_one_person_are_kept_apart_through_others_too() {
    let mut decided = Decided::default();
    decided.must_not(0, 2);
    let mut clusters = Clusters::new(4, &decided).unwrap();
    clusters.join(0, 1);
    clusters.join(1, 2);
    clusters.join(2, 3);
    assert_eq!(clusters.firsts(), [0, 0, 2, 2]);
}

#[test]
fn two_that_must_be_one_person_are_without_any_pair() {
    let mut decided = Decided::default();
    decided.must(2, 0);
    assert_eq!(Clusters::new(3, &decided).unwrap().firsts(), [0, 1, 0]);
}

#[test]
fn decisions_that_contradict_one_another_are_refused() {
    let mut decided = Decided::default();
    decided.must(0, 1);
    decided.must(1, 2);
    decided.must_not(0, 2);
    let refused = Clusters::new(3, &decided).unwrap_err();
    assert!(matches!(refused, Contradiction { left: 0..=1, right: 1..=2 }), "{refused:?}");
}

#[test]
fn one_to_one_prefers_the_higher_weight_and_then_the_earlier_record() {
    let source = |row: u32| usize::from(row >= 10);
    let mut pairs = vec![pair(0, 10, 3.0), pair(0, 11, 5.0), pair(1, 10, 2.0), pair(1, 11, 5.0)];
    one_to_one(&mut pairs, source);
    let left: Vec<(u32, u32)> = pairs.iter().map(|it| (it.left, it.right)).collect();
    assert_eq!(left, [(0, 11), (1, 10)]);
}

proptest! {
    #[test]
    fn no_two_records_would_both_rather_have_each_other(
        told in prop::collection::vec((0_u32..6, 10_u32..16, 0_u8..8), 0..30)
    ) {
        let mut seen = std::collections::BTreeSet::new();
        let all: Vec<Pair> = told
            .into_iter()
            .filter(|it| seen.insert((it.0, it.1)))
            .map(|(left, right, weight)| pair(left, right, f64::from(weight)))
            .collect();
        let mut kept = all.clone();
        one_to_one(&mut kept, |row| usize::from(row >= 10));
        let of = |row: u32| kept.iter().find(|it| it.left == row || it.right == row);
        let has = |row: u32| of(row).map(|it| it.weight);
        for one in &all {
            let better = |row: u32| has(row).is_some_and(|it| it >= one.weight);
            let content = better(one.left) || better(one.right);
            prop_assert!(content, "{:?} is wanted by both", one);
        }
    }

    #[test]
    fn clusters_do_not_depend_on_the_order_of_pairs(
        pairs in prop::collection::vec((0_u32..12, 0_u32..12), 0..20)
    ) {
        let joined = |pairs: &[(u32, u32)]| {
            let mut clusters = Clusters::new(12, &Decided::default()).unwrap();
            for (one, other) in pairs {
                clusters.join(*one, *other);
            }
            clusters.firsts()
        };
        let mut turned = pairs.clone();
        turned.reverse();
        prop_assert_eq!(joined(&pairs), joined(&turned));
    }
}
