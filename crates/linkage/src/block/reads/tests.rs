//! Records alike in several columns, found by one of them first.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::{Groups, Reads};
use crate::records::{MISSING, Row, ValueId};

/// A first column of few values and up to three more, some missing in all.
fn columns() -> impl Strategy<Value = Vec<Vec<ValueId>>> {
    (1..5_usize, 1..6_u32, 0..400_usize).prop_flat_map(|(columns, values, rows)| {
        let column = |most| prop::collection::vec(0..=most, rows..=rows);
        let others = prop::collection::vec(column(values * 3), columns - 1);
        (column(values), others).prop_map(|(first, others)| [vec![first], others].concat())
    })
}

fn blocks(groups: &Groups) -> BTreeSet<Vec<Row>> {
    groups.iter().map(<[Row]>::to_vec).collect()
}

proptest! {
    #[test]
    fn blocks_are_the_records_that_are_alike_in_every_column(columns in columns()) {
        let mut alike: BTreeMap<Vec<ValueId>, Vec<Row>> = BTreeMap::new();
        for row in 0..columns[0].len() {
            let texts: Vec<ValueId> = columns.iter().map(|it| it[row]).collect();
            if !texts.contains(&MISSING) {
                alike.entry(texts).or_default().push(Row::try_from(row).unwrap());
            }
        }
        let expected: BTreeSet<Vec<Row>> = alike.into_values().filter(|it| it.len() > 1).collect();
        let begun = Groups::by_shared_value(&columns[0], 20);
        let rest = Reads(columns[1..].iter().map(|it| Cow::Borrowed(it.as_slice())).collect());
        let found = rest.alike_within(&begun);
        prop_assert_eq!(found.len(), expected.len());
        prop_assert_eq!(blocks(&found), expected);
    }

    #[test]
    fn pieces_of_blocks_hold_every_block_once(
        columns in columns(),
        rows in 1..50_usize,
    ) {
        let groups = Groups::by_shared_value(&columns[0], 20);
        let pieces = groups.in_pieces_of(rows);
        let numbers: Vec<usize> = pieces.iter().cloned().flatten().collect();
        prop_assert_eq!(numbers, (0..groups.len()).collect::<Vec<_>>());
        for piece in pieces {
            let held: Vec<Row> = piece.clone().flat_map(|it| groups.block(it).to_vec()).collect();
            prop_assert_eq!(groups.rows_of(piece), held);
        }
    }
}
