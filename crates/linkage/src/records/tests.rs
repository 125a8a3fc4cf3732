//! Records as they are filled.

use proptest::prelude::*;

use super::{Filling, Layout, MISSING, RecordsError};
use crate::testing::records;

fn layout() -> Layout {
    Layout::of(["surname", "names"])
}

#[test]
fn texts_are_kept_once_and_read_back() {
    let set = records(
        &layout(),
        &[(
            "police",
            &[("1", &[("surname", "SMITH"), ("names", "A;B")]), ("2", &[("surname", "SMITH")])],
        )],
    );
    assert_eq!(set.shown("surname", 0).as_deref(), Some("SMITH"));
    assert_eq!(set.shown("names", 0).as_deref(), Some("A, B"));
    assert_eq!(set.shown("names", 1), None);
    assert_eq!((set.id(1), set.source(1)), ("2", "police"));
    assert_eq!(set.find(Some("police"), "2"), Some(1));
    assert_eq!(set.find(Some("prison"), "2"), None);
    assert_eq!(set.empty_columns().count(), 0);
}

#[test]
fn compared_columns_share_a_dictionary() {
    let mut layout = Layout::of(["forename", "surname", "dob"]);
    layout.compare("forename", "surname");
    let set = records(&layout, &[("a", &[("1", &[("forename", "JAMES"), ("surname", "JAMES")])])]);
    assert_eq!(set.dictionaries.len(), 2);
    let of = |name: &str| set.fields[set.field(name).unwrap()].list(0)[0];
    assert_eq!(of("forename"), of("surname"));
    assert_eq!(set.empty_columns().collect::<Vec<_>>(), ["dob"]);
    assert_ne!(of("forename"), MISSING);
}

#[test]
fn sources_of_one_name_in_two_lists_are_told_apart() {
    let mut filling = Filling::new(&Layout::default());
    for sources in [["prison", "prison (2)"], ["prison", "court"]] {
        filling.begin_list();
        for source in sources {
            filling.source(source);
            filling.id("7").unwrap();
        }
    }
    filling.end_piece().unwrap();
    let set = filling.finish().unwrap();
    let told = [0, 1, 2, 3].map(|row| (set.source(row), set.source_told_apart(row), set.side(row)));
    let wanted = [
        ("prison", "prison", 0),
        ("prison (2)", "prison (2)", 0),
        ("prison", "prison (2) (2)", 1),
        ("court", "court", 1),
    ];
    assert_eq!(told, wanted);
    assert_eq!((set.sides(), set.find_on(1, Some("prison"), "7")), (2, Some(2)));
}

#[test]
fn the_same_id_may_stand_in_two_sources_and_not_twice_in_one() {
    let mut filling = Filling::new(&Layout::default());
    filling.source("police");
    filling.id("7").unwrap();
    filling.end_piece().unwrap();
    filling.source("prison");
    for id in ["6", "7", "8", "7"] {
        filling.id(id).unwrap();
    }
    filling.end_piece().unwrap();
    let refused = filling.finish().unwrap_err();
    assert_eq!(
        refused,
        RecordsError::Repeated { source_name: "prison".to_owned(), id: "7".to_owned() }
    );
}

#[test]
fn a_record_without_an_id_is_counted_from_one() {
    let mut filling = Filling::new(&Layout::default());
    filling.source("police");
    filling.id("7").unwrap();
    assert!(matches!(filling.id("").unwrap_err(), RecordsError::NoId { row: 2, .. }));
}

#[test]
fn a_column_that_no_source_has_is_named() {
    let mut filling = Filling::new(&Layout::of(["surname"]));
    filling.source("police");
    filling.id("1").unwrap();
    filling.end_piece().unwrap();
    let refused = filling.finish().unwrap_err();
    assert_eq!(refused, RecordsError::NoColumn { column: "surname".to_owned() });
}

#[test]
fn a_column_with_too_few_values_is_refused() {
    let mut filling = Filling::new(&Layout::of(["surname"]));
    filling.source("police");
    filling.id("1").unwrap();
    filling.id("2").unwrap();
    filling.field("surname").unwrap().push(Some("SMITH"));
    let refused = filling.end_piece().unwrap_err();
    assert!(matches!(refused, RecordsError::Uneven { found: 1, wanted: 2, .. }));
}

proptest! {
    #[test]
    fn each_distinct_text_has_one_number_however_many_there_are(
        texts in prop::collection::vec("[A-C]{0,3}", 0..60),
        many in 0_u32..40_000,
    ) {
        let mut filling = Filling::new(&Layout::of(["surname"]));
        filling.source("police");
        // Enough other texts between that none is recent any more.
        let told: Vec<String> = texts
            .iter()
            .cloned()
            .chain((0..many).map(|it| format!("T{it}")))
            .chain(texts.iter().rev().cloned())
            .collect();
        for number in 0..told.len() {
            filling.id(&number.to_string()).unwrap();
        }
        let mut field = filling.field("surname").unwrap();
        for text in &told {
            field.push(Some(text));
        }
        filling.end_piece().unwrap();
        let set = filling.finish().unwrap();
        let distinct: std::collections::BTreeSet<&String> = told.iter().collect();
        prop_assert_eq!(set.dictionaries[0].len(), distinct.len());
        for (row, text) in (0..).zip(&told) {
            prop_assert_eq!(&set.shown("surname", row).unwrap(), text);
            prop_assert_eq!(set.dictionaries[0].find(text), Some(set.fields[0].list(row)[0]));
        }
    }
}
