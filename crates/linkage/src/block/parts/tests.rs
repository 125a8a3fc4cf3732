//! Parts leave out no row that has its like.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::{Keyed, Parts};
use crate::chance::mixed;

/// Keys of which some are 0 and many there twice, over more than one part.
fn keys() -> impl Strategy<Value = Vec<u64>> {
    let key = |kind: u64| if kind == 0 { 0 } else { mixed(kind) };
    prop::collection::vec((0..60_000_u64).prop_map(key), 0..90_000)
}

fn rows_by_key(keys: &[u64]) -> BTreeMap<u64, Vec<u32>> {
    let mut by_key: BTreeMap<u64, Vec<u32>> = BTreeMap::new();
    for (key, row) in keys.iter().zip(0..).filter(|it| *it.0 != 0) {
        by_key.entry(*key).or_default().push(row);
    }
    by_key
}

fn in_blocks(found: &[Keyed]) -> BTreeMap<u64, Vec<u32>> {
    let blocks = found.chunk_by(|one, other| one.0 == other.0);
    blocks.map(|it| (it[0].0, it.iter().map(|it| it.1).collect())).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]
    #[test]
    fn rows_of_one_key_are_found_together_and_in_order(keys in keys()) {
        let parts = Parts::of(&keys, keys.len());
        let found: Vec<Keyed> = parts.iter().flat_map(|it| it.alike()).collect();
        prop_assert!(found.is_sorted());
        let mut found = in_blocks(&found);
        let mut expected = rows_by_key(&keys);
        found.retain(|_, rows| rows.len() > 1);
        expected.retain(|_, rows| rows.len() > 1);
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn rows_whose_key_others_have_are_found(one in keys(), other in keys()) {
        let (ones, others) = (Parts::of(&one, 90_000), Parts::of(&other, 90_000));
        let pairs = ones.iter().zip(others.iter());
        let found: Vec<Keyed> = pairs.flat_map(|(one, other)| one.among(&other)).collect();
        let (mut found, others) = (in_blocks(&found), rows_by_key(&other));
        found.retain(|key, _| others.contains_key(key));
        let mut expected = rows_by_key(&one);
        expected.retain(|key, _| others.contains_key(key));
        prop_assert_eq!(found, expected);
    }
}
