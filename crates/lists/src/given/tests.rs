//! One record, prepared as lists are.

use jiff::civil::{Date, date};
use linkage::Given;

use super::given;
use crate::prepare::Reason;

const TODAY: Date = date(2026, 3, 1);

#[test]
fn a_record_as_typed_gets_every_column_that_a_prepared_list_has() {
    let (given, prepared) = given(
        &[
            ("forename", "Seán"),
            ("surname", "O'Neill"),
            ("alias_surname", "Neal; "),
            ("dob", "03/02/1980"),
            ("sex", "male"),
            ("postcode", " sw1a1aa"),
            ("pnc_id", "02/73319Z"),
            ("crn", ""),
        ],
        TODAY,
    );
    let wanted = Given::new()
        .with("forename", "SEAN")
        .with("surname", "ONEILL")
        .with("forename_surname", "SEAN ONEILL")
        .with_list("alias_surname", ["NEAL"])
        .with_list("names", ["SEAN ONEILL", "SEAN NEAL"])
        .with("dob", "1980-02-03")
        .with("sex", "M")
        .with("postcode", "SW1A 1AA")
        .with("outcode", "SW1A")
        .with("pnc_id", "2002/0073319Z");
    assert_eq!(given, wanted);
    assert_eq!((prepared.records, prepared.set_aside.len()), (1, 0));
}

#[test]
fn what_is_not_well_formed_is_told_and_not_given() {
    let (given, prepared) = given(&[("pnc_id", "02/73319X"), ("dob", "30/02/1980")], TODAY);
    assert_eq!(given, Given::new());
    let told: Vec<_> = prepared.set_aside.into_iter().collect();
    let of = |column: &str, reason| ((column.to_owned(), reason), 1);
    assert_eq!(told, [of("dob", Reason::NotADate), of("pnc_id", Reason::CheckLetter)]);
}

#[test]
fn columns_of_a_models_own_stay_as_typed_and_made_ones_are_made() {
    let typed = [("shoe_size", "8½"), ("postcode", "m11ae"), ("outcode", "LS1")];
    let (given, _) = given(&typed, TODAY);
    let wanted = Given::new().with("shoe_size", "8½");
    assert_eq!(given, wanted.with("postcode", "M1 1AE").with("outcode", "M1"));
}

#[test]
fn two_spellings_of_an_arrest_number_are_one() {
    let asn = |typed| given(&[("asn", typed)], TODAY).0;
    assert_eq!(asn("12/0000/00/00000012345E"), asn("1200000000000012345E"));
    assert_eq!(asn("12/0000/00/12345E"), Given::new().with("asn", "12/0000/00/00000012345E"));
    assert_eq!(asn("12/0000/00/00000012345X"), Given::new());
}
