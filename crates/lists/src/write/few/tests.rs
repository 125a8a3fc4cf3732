//! What is packed is unpacked the same.

use proptest::prelude::*;

use super::{MOST, distinct, pack};

proptest! {
    #[test]
    fn few_values_are_read_back_from_their_numbers(
        values in prop::collection::vec(0_u32..20, 0..200),
        most in 1_u32..20,
    ) {
        let values: Vec<u32> = values.into_iter().map(|it| it % most).collect();
        let many = (0..20).filter(|it| values.contains(it)).count() > MOST;
        let Some((distinct, numbers)) = distinct(values.iter().copied()) else {
            prop_assert!(many);
            return Ok(());
        };
        prop_assert!(!many);
        let mut page = Vec::new();
        pack(&numbers, distinct.len(), &mut page);
        let mut back = Vec::new();
        hybrid::decode(&page[1..], page[0], values.len(), &mut back).unwrap();
        let back: Vec<u32> = back.into_iter().map(|it| distinct[it as usize]).collect();
        prop_assert_eq!(back, values);
    }
}
