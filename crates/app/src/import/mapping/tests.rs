//! What a mapping may hold, and how it is kept.

use super::*;
use crate::import::sheet::read;

fn mapping(text: &str) -> Mapping {
    Mapping::parse(text).expect(text)
}

fn check(text: &str, expect: &MappingFault) {
    assert_eq!(Mapping::parse(text).as_ref(), Err(expect), "{text}");
}

#[test]
fn every_field_has_a_key_of_its_own_that_finds_it() {
    for field in Field::ALL {
        assert_eq!(Field::from_key(field.key()), Some(field));
    }
    assert!(Field::ALL.is_sorted());
}

#[test]
fn a_saved_mapping_reads_back_as_itself() {
    let all = Field::ALL.into_iter().enumerate().fold(Mapping::default(), |mut it, (at, field)| {
        it.set(field, at * 2).unwrap();
        it
    });
    assert_eq!(Mapping::parse(&all.to_text()), Ok(all));
}

#[test]
fn a_person_may_write_one_with_spaces_and_remarks() {
    let written = mapping("# ours\n\n surname = c \nforenames=AA\n");
    assert_eq!(written.to_text(), "surname=C\nforenames=AA\n");
}

#[test]
fn a_column_never_holds_two_fields() {
    let by = Field::Surname;
    check("surname=C\nalias=C\n", &MappingFault::ColumnTaken { column: "C".to_owned(), by });
}

#[test]
fn a_field_never_stands_twice_and_nonsense_is_told_by_its_line() {
    check("alias=A\nalias=B\n", &MappingFault::FieldTwice { field: Field::Alias });
    for bad in ["alias=A\nshoe_size=B", "alias=A\nsurname", "alias=A\nsurname=7"] {
        check(bad, &MappingFault::NotAMapping { line: 2 });
    }
}

#[test]
fn moving_a_field_frees_its_column() {
    let mut moved = mapping("surname=A");
    moved.set(Field::Surname, 1).unwrap();
    moved.set(Field::Alias, 0).unwrap();
    assert_eq!(moved.to_text(), "surname=B\nalias=A\n");
}

#[test]
fn a_sheet_must_have_every_column_and_a_name() {
    let sheet = read(b"Name,DOB\nSample,1/2/80\n").unwrap();
    assert_eq!(mapping("full_name=A").check(&sheet), Ok(()));
    assert_eq!(mapping("date_of_birth=B").check(&sheet), Err(MappingFault::NoName));
    let (column, field) = ("C".to_owned(), Field::Alias);
    let missing = MappingFault::NoSuchColumn { column, field };
    assert_eq!(mapping("full_name=A\nalias=C").check(&sheet), Err(missing));
}
