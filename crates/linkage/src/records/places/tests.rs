//! Numbers by hash, where many hashes are alike or lie together.

use proptest::prelude::*;

use super::{Place, Places};

/// Hashes of a few kinds: anywhere, near the end, and few halves for many numbers.
fn hash() -> impl Strategy<Value = u64> {
    prop_oneof![
        any::<u64>(),
        (0_u64..40).prop_map(|it| u64::MAX - (it << 32)),
        (0_u64..8).prop_map(|it| it << 61),
    ]
}

fn placed(hashes: &[u64]) -> Places {
    let mut places = Places::default();
    for (hash, number) in hashes.iter().zip(1..) {
        places.make_room(1);
        match places.find(*hash, |it| it == number) {
            Place::Of(it) => panic!("{it} is there before it came"),
            Place::Before(at) => places.put(at, *hash, number),
        }
    }
    places
}

proptest! {
    #[test]
    fn every_number_is_found_by_its_hash_and_those_of_one_hash_in_order(
        hashes in prop::collection::vec(hash(), 0..400),
    ) {
        let places = placed(&hashes);
        for (hash, number) in hashes.iter().zip(1..) {
            prop_assert_eq!(places.find(*hash, |it| it == number), Place::Of(number));
            let alike = hashes.iter().zip(1_u32..).filter(|it| it.0 >> 32 == hash >> 32);
            let alike: Vec<u32> = alike.map(|it| it.1).collect();
            prop_assert_eq!(places.all(*hash).collect::<Vec<_>>(), alike);
        }
    }
}

#[test]
fn nothing_is_found_where_nothing_was_put() {
    let places = Places::default();
    assert_eq!(places.find(7 << 40, |_| true), Place::Before(0));
    assert_eq!(places.all(7 << 40).count(), 0);
    assert_eq!(places.guess(7 << 40), 0);
}

#[test]
fn a_guess_is_the_number_of_the_hash_or_none() {
    let places = placed(&[1 << 40, 5 << 60, u64::MAX]);
    assert_eq!([1 << 40, 5 << 60, u64::MAX, 3 << 50].map(|it| places.guess(it)), [1, 2, 3, 0]);
}
