//! What is typed, and what is compared.

use jiff::civil::{Date, date};

use super::{PREPARED, Preparing, Reason, prepared};
use crate::table::{Cells, Column, Table, Texts};

const TODAY: Date = date(2026, 3, 1);

/// A table of one column.
fn table(name: &str, typed: &[&str]) -> Table {
    let mut table = Table { rows: typed.len(), ..Table::default() };
    table.columns.insert(name.to_owned(), column(typed));
    table
}

fn column(typed: &[&str]) -> Column {
    let mut texts = Texts::default();
    let cells = typed.iter().map(|it| if it.is_empty() { 0 } else { texts.push(it).unwrap() });
    let cells = Cells::One(cells.collect());
    Column { texts, cells }
}

#[track_caller]
fn check(name: &str, typed: &str, wanted: Result<Option<&str>, Reason>) {
    let (table, report) = prepared(table(name, &[typed]), TODAY);
    let set_aside: Vec<Reason> = report.set_aside.keys().map(|it| it.1).collect();
    assert_eq!(table.get(name, 0), wanted.unwrap_or_default(), "{typed:?}");
    assert_eq!(set_aside, wanted.err().into_iter().collect::<Vec<_>>(), "{typed:?}");
}

#[test]
fn names_are_folded_to_plain_capitals() {
    for (typed, wanted) in [
        ("  zoë ", "ZOE"),
        ("O'Brien", "OBRIEN"),
        ("O\u{2019}Brien", "OBRIEN"),
        ("Anne-Marie", "ANNE MARIE"),
        ("van  der\tBerg", "VAN DER BERG"),
        ("Łukasz", "LUKASZ"),
        ("Søren", "SOREN"),
        ("Groß", "GROSS"),
        ("Ngu\u{31b}yễn", "NGUYEN"),
        ("e\u{301}lise", "ELISE"),
        ("Smith\u{2013}Jones", "SMITH JONES"),
    ] {
        check("surname", typed, Ok(Some(wanted)));
    }
    check("forename", " - ", Ok(None));
    check("forename", "", Ok(None));
}

#[test]
fn a_date_of_birth_is_a_day_that_somebody_alive_was_born_on() {
    for typed in ["1980-02-29", "29/02/1980", "29.2.1980", "19800229", "1980-02-29 00:00:00"] {
        check("dob", typed, Ok(Some("1980-02-29")));
    }
    check("dob", "1981-02-29", Err(Reason::NotADate));
    check("dob", "unknown", Err(Reason::NotADate));
    check("dob", "29/02/80", Err(Reason::NotADate));
    check("dob", "1879-12-31", Err(Reason::OutOfRange));
    check("dob", "2026-03-02", Ok(Some("2026-03-02")));
    check("dob", "2026-03-03", Err(Reason::OutOfRange));
}

#[test]
fn sexes_and_postcodes_have_one_form() {
    check("sex", "male", Ok(Some("M")));
    check("sex", "f", Ok(Some("F")));
    check("sex", "X", Ok(Some("X")));
    check("sex", "unknown", Err(Reason::NotASex));
    check("postcode", "sw1a1aa", Ok(Some("SW1A 1AA")));
    check("postcode", "M1 1AE", Ok(Some("M1 1AE")));
    check("postcode", "London", Err(Reason::NotAPostcode));
    check("postcode", "ZZ99 3VZ", Err(Reason::NoFixedAbode));
    check("postcode", "NF1 1NF", Err(Reason::NoFixedAbode));
    let (table, _) = prepared(table("postcode", &["sw1a1aa", "", "bad"]), TODAY);
    let outcodes: Vec<_> = (0..3).map(|row| table.get("outcode", row)).collect();
    assert_eq!(outcodes, [Some("SW1A"), None, None]);
}

#[test]
fn identifiers_whose_check_letter_is_wrong_are_set_aside() {
    check("pnc_id", "03/12W", Err(Reason::CheckLetter));
    check("crn", "x123456", Ok(Some("X123456")));
    check("crn", "1", Err(Reason::Form));
    check("prison_number", "a1234bc", Ok(Some("A1234BC")));
    check("prison_number", "A0000BC", Err(Reason::Placeholder));
    let (_, report) = prepared(table("crn", &["1", "X123456", "1", "", "2"]), TODAY);
    assert_eq!(report.records, 5);
    assert_eq!(report.set_aside[&("crn".to_owned(), Reason::Form)], 3);
}

#[track_caller]
fn check_several(typed: &str, wanted: Option<&str>, set_aside: &[(Reason, u64)]) {
    let (table, report) = prepared(table("pnc_id", &[typed]), TODAY);
    let told: Vec<_> = report.set_aside.iter().map(|(what, count)| (what.1, *count)).collect();
    assert_eq!(table.get("pnc_id", 0), wanted, "{typed:?}");
    assert_eq!(told, set_aside, "{typed:?}");
}

#[test]
fn of_several_identifiers_in_a_field_the_first_good_one_counts_and_the_others_are_told() {
    let (first, other) = (Some("2002/0073319Z"), Some("1979/0163001B"));
    check_several("2002/0073319Z;79/163001B", first, &[(Reason::MoreThanOne, 1)]);
    check_several("79/163001B, 02/73319Z", other, &[(Reason::MoreThanOne, 1)]);
    check_several("79/163001B;02/73319Z;81/34U", other, &[(Reason::MoreThanOne, 2)]);
    check_several("2002/0073319X;79/163001B", other, &[(Reason::CheckLetter, 1)]);
    check_several("2002/0073319Z; none", first, &[(Reason::Form, 1)]);
    check_several("02/73319X;none", None, &[(Reason::CheckLetter, 1), (Reason::Form, 1)]);
}

#[test]
fn an_identifier_that_stands_twice_in_a_field_is_one() {
    check_several("2002/0073319Z;02/73319z;", Some("2002/0073319Z"), &[]);
    check_several(" ; ", None, &[]);
}

#[test]
fn identifiers_after_the_first_are_counted_once_a_record() {
    let typed = ["X123456;E765432", "X123456;E765432", "X123456", "a1;b2"];
    let (table, report) = prepared(table("crn", &typed), TODAY);
    assert_eq!(table.get("crn", 1), Some("X123456"));
    let count = |reason| report.set_aside[&("crn".to_owned(), reason)];
    assert_eq!((count(Reason::MoreThanOne), count(Reason::Form)), (2, 2));
}

#[test]
fn an_arrest_number_that_is_wanted_has_one_form_or_is_set_aside() {
    let typed = ["12/0000/00/00000012345E", "1200000000000012345e", "12/0000/00/00000012345X", ""];
    let (table, report) = Preparing::new(&["asn"], TODAY).prepare(table("asn", &typed));
    let found: Vec<_> = (0..4).map(|row| table.get("asn", row)).collect();
    let canonical = Some("12/0000/00/00000012345E");
    assert_eq!(found, [canonical, canonical, None, None]);
    let told: Vec<_> = report.set_aside.into_iter().collect();
    assert_eq!(told, [(("asn".to_owned(), Reason::CheckLetter), 1)]);
}

#[test]
fn files_that_are_prepared_have_no_arrest_number() {
    let (table, _) = prepared(table("asn", &["12/0000/00/00000012345E"]), TODAY);
    assert!(!table.has("asn"));
}

#[test]
fn every_name_and_alias_is_a_name_of_the_person() {
    let mut raw = table("forename", &["Ann", "Ann", "", "Cy"]);
    raw.columns.insert("surname".to_owned(), column(&["Lee", "Lee", "Ray", ""]));
    raw.columns.insert("alias_forename".to_owned(), column(&["", "Annie; ann", "", ""]));
    raw.columns.insert("alias_surname".to_owned(), column(&["", "Lea", "", ""]));
    let (table, _) = prepared(raw, TODAY);
    let names: Vec<_> = (0..4).map(|row| table.text("names", row)).collect();
    let text = |it: &str| Some(it.to_owned());
    let wanted = [text("ANN LEE"), text("ANN LEE;ANN LEA;ANNIE LEE;ANNIE LEA"), None, None];
    assert_eq!(names, wanted);
    let both: Vec<_> = (0..4).map(|row| table.get("forename_surname", row)).collect();
    assert_eq!(both, [Some("ANN LEE"), Some("ANN LEE"), None, None]);
}

#[test]
fn every_prepared_column_is_there_whatever_was_typed() {
    let (table, _) = prepared(table("sex", &["F"]), TODAY);
    assert!(PREPARED.iter().all(|it| table.has(it)));
}
