//! Records as they are filled.

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
}

#[test]
fn compared_columns_share_a_dictionary() {
    let mut layout = Layout::of(["forename", "surname", "dob"]);
    layout.compare("forename", "surname");
    let set = records(&layout, &[("a", &[("1", &[("forename", "JAMES"), ("surname", "JAMES")])])]);
    assert_eq!(set.dictionaries.len(), 2);
    let of = |name: &str| set.fields[set.field(name).unwrap()].list(0)[0];
    assert_eq!(of("forename"), of("surname"));
    assert_ne!(of("forename"), MISSING);
}

#[test]
fn the_same_id_may_stand_in_two_sources_and_not_twice_in_one() {
    let mut filling = Filling::new(&Layout::default());
    filling.begin_source("police");
    filling.id("7").unwrap();
    let refused = filling.id("7").unwrap_err();
    assert_eq!(
        refused,
        RecordsError::Repeated { source_name: "police".to_owned(), id: "7".to_owned() }
    );
    filling.begin_source("prison");
    filling.id("7").unwrap();
    assert!(matches!(filling.id("").unwrap_err(), RecordsError::NoId { row: 2, .. }));
}

#[test]
fn a_column_that_no_source_has_is_named() {
    let mut filling = Filling::new(&Layout::of(["surname"]));
    filling.begin_source("police");
    filling.id("1").unwrap();
    filling.end_source().unwrap();
    let refused = filling.finish().unwrap_err();
    assert_eq!(refused, RecordsError::NoColumn { column: "surname".to_owned() });
}

#[test]
fn a_column_with_too_few_values_is_refused() {
    let mut filling = Filling::new(&Layout::of(["surname"]));
    filling.begin_source("police");
    filling.id("1").unwrap();
    filling.id("2").unwrap();
    filling.field("surname").unwrap().push(Some("SMITH"));
    let refused = filling.end_source().unwrap_err();
    assert!(matches!(refused, RecordsError::Uneven { found: 1, wanted: 2, .. }));
}
