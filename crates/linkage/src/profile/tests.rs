//! Columns in figures.

use super::{ColumnProfile, pairs_by_rule, pairs_in_all, profile};
use crate::model::LinkType;
use crate::plan::Plan;
use crate::testing::{names, records};

#[test]
fn completeness_variety_and_frequent_values_are_told() {
    let model = names();
    let mut set = records(
        &model.layout(),
        &[(
            "a",
            &[
                ("1", &[("surname", "SMITH"), ("dob", "1980-01-01")]),
                ("2", &[("surname", "JONES")]),
                ("3", &[("surname", "SMITH")]),
            ],
        )],
    );
    let surname = profile(&set, 1).into_iter().find(|it| it.column == "surname").unwrap();
    let expected = ColumnProfile {
        column: "surname".to_owned(),
        records: 3,
        filled: 3,
        distinct: 2,
        most_frequent: vec![("SMITH".to_owned(), 2)],
    };
    assert_eq!(surname, expected);
    let plan = Plan::new(&model, &mut set).unwrap();
    let pairs: Vec<u64> =
        pairs_by_rule(&plan, &set, LinkType::DedupeOnly).iter().map(|it| it.pairs).collect();
    assert_eq!((pairs, pairs_in_all(&set, LinkType::DedupeOnly)), (vec![1, 0, 1], 3));
}
