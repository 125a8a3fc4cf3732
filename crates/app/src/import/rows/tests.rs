//! What rows give, and what is said of those that give nothing.

use expect_test::{Expect, expect};
use proptest::prelude::*;

use super::*;
use crate::import::fixture_files::sheet as fixture;
use crate::import::guess::guess;
use crate::import::sheet::read;

fn extracted(text: &str) -> Extracted {
    let sheet = read(text.as_bytes()).unwrap();
    extract(&sheet, &guess(&sheet).mapping)
}

fn check_name(full: &str, expect: &Expect) {
    let name = name::split(full);
    expect.assert_eq(&name.map_or("none".to_owned(), |name| {
        format!("{} | {} | {:?}", name.surname, name.forenames.unwrap_or_default(), name.order)
    }));
}

fn fault(row: u32, column: Option<(Field, usize, &str)>, fault: CellFault) -> RowFault {
    let place =
        column.map(|(field, column, heading)| Place { field, column, heading: heading.to_owned() });
    RowFault { row, place, fault }
}

#[test]
fn a_full_name_is_split_by_comma_by_capitals_or_by_its_last_word() {
    check_name("Sampleton, Robin Alex", &expect!["Sampleton | Robin Alex | Comma"]);
    check_name("EXAMPLE Robin", &expect!["EXAMPLE | Robin | Capitals"]);
    check_name("Robin J VAN EXAMPLE", &expect!["VAN EXAMPLE | Robin J | Capitals"]);
    check_name("Robin Example", &expect!["Example | Robin | LastWord"]);
    check_name("Sam van der Made-Up", &expect!["van der Made-Up | Sam | LastWord"]);
    check_name("Llŷr ap Prawf", &expect!["ap Prawf | Llŷr | LastWord"]);
    check_name("ROBIN EXAMPLE", &expect!["EXAMPLE | ROBIN | LastWord"]);
}

#[test]
fn one_word_is_no_full_name() {
    for one in ["Sampleton", "Sampleton,", ", Robin", ""] {
        check_name(one, &expect!["none"]);
    }
}

#[test]
fn unseen_spaces_go_and_notes_keep_their_lines() {
    let text = "Surname,Forename,Notes\n\u{a0} Sample \u{a0} Ton ,Robin,\"one  two\r\n three \"\n";
    let record = &extracted(text).taken[0];
    assert_eq!(record.get(Field::Surname), Some("Sample Ton"));
    assert_eq!(record.get(Field::Notes), Some("one  two\nthree"));
}

#[test]
fn hostile_notes_are_kept_as_they_are() {
    let sheet = fixture("scheme_register.xlsx");
    let taken = extract(&sheet, &guess(&sheet).mapping).taken;
    let notes = |row: u32| {
        let record = taken.iter().find(|record| record.number == row).unwrap();
        record.get(Field::Notes).unwrap().to_owned()
    };
    assert_eq!(notes(14), "<script>alert('x')</script> & <b>bold</b>");
    assert_eq!(notes(15), "'; drop table person; -- select * from registration");
    assert_eq!(notes(16), "Lives with mother, brother;\nfather says \"never again\".\nSee 3/4.");
    assert_eq!(notes(17), "=HYPERLINK(\"http://example.invalid\",\"click\")");
}

#[test]
fn every_row_of_the_register_is_taken_or_refused_and_never_both() {
    let sheet = fixture("scheme_register.xlsx");
    let Extracted { taken, refused } = extract(&sheet, &guess(&sheet).mapping);
    let name = Some((Field::FullName, 1, "Name"));
    let expect = [
        fault(13, name, CellFault::HalfAName),
        fault(19, name, CellFault::NoName),
        fault(44, None, CellFault::Repeats { row: 10 }),
    ];
    assert_eq!(refused, expect);
    assert_eq!(taken.len() + refused.len(), sheet.rows.len());
}

#[test]
fn a_failed_formula_is_told_by_its_cell() {
    let mut sheet = read(b"Surname,DOB\nSample,1/2/80\n").unwrap();
    sheet.rows[0].cells[1] = Cell::Error("#REF!".to_owned());
    let found = extract(&sheet, &guess(&sheet).mapping);
    let shown = "#REF!".to_owned();
    let place = Some((Field::DateOfBirth, 1, "DOB"));
    assert_eq!(found.refused, [fault(2, place, CellFault::FormulaError { shown })]);
    assert!(found.taken.is_empty());
}

#[test]
fn the_same_file_twice_gives_the_same_fingerprints() {
    for name in ["scheme_register.xlsx", "scheme_register.csv"] {
        let (first, second) = (fixture(name), fixture(name));
        assert_eq!(first.fingerprint, second.fingerprint);
        let rows = |sheet: &Sheet| extract(sheet, &guess(sheet).mapping).taken;
        assert_eq!(rows(&first), rows(&second));
    }
}

#[test]
fn a_row_keeps_its_fingerprint_when_columns_move_rows_shift_and_spaces_change() {
    let before = extracted("Surname,Forename,DOB\nSample,Robin,1/2/80\n");
    let after = extracted("DOB,Shoe,Forename,Surname\n,,,x\n1/2/80,9, Robin  ,Sample\n");
    assert_eq!(before.taken[0].fingerprint, after.taken[1].fingerprint);
    let other = extracted("Surname,Forename,DOB\nSample,Robin,1/2/81\n");
    assert_ne!(before.taken[0].fingerprint, other.taken[0].fingerprint);
}

#[test]
fn fingerprints_never_change_between_releases() {
    let record = &extracted("Surname,Forename,DOB\nSample,Robin,1/2/80\n").taken[0];
    expect!["89bd"].assert_eq(&record.fingerprint.to_string()[..4]);
}

#[test]
fn a_record_shows_nothing_of_a_person_when_debugged() {
    let found = extracted("Surname,Forename\nSample,Robin\n");
    assert_eq!(format!("{:?}", found.taken), "[RawRecord of row 2]");
    assert!(!format!("{:?}", found.taken[0].name()).contains("Sample"));
}

proptest! {
    #[test]
    fn two_rows_with_other_values_never_share_a_fingerprint(
        (a, b) in ("[a-z]{1,3}", "[a-z]{1,3}"), (c, d) in ("[a-z]{1,3}", "[a-z]{1,3}"),
    ) {
        let one = extracted(&format!("Surname,Forename\n{a},{b}\n"));
        let two = extracted(&format!("Surname,Forename\n{c},{d}\n"));
        let same = (a, b) == (c, d);
        prop_assert_eq!(one.taken[0].fingerprint == two.taken[0].fingerprint, same);
    }
}
