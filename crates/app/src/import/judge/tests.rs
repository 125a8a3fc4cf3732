//! Who is told to be known, and who only perhaps.

use domain::id::Id as _;
use domain::person::{Ethnicity, NameKind, PersonName, Sex};
use jiff::civil::date;

use super::*;

const BORN: Date = date(1980, 2, 1);

fn who(number: Option<&str>, born: Option<Date>) -> Who {
    let read = |it| Identifier::parse(IdentifierKind::Pnc, it, 2006);
    Who {
        name: PersonName::parse("Sam", "Sampleton", NameKind::Main).unwrap(),
        other_names: Vec::new(),
        born,
        sex: Sex::NotKnown,
        ethnicity: Ethnicity::NotStated,
        identifiers: number.map(read).into_iter().collect(),
        address: None,
    }
}

fn person(n: u128) -> PersonId {
    PersonId::from_uuid(uuid::Uuid::from_u128(n))
}

fn held(n: u128, canonical: &str, born: Option<Date>) -> Held {
    let (kind, canonical) = ("pnc".to_owned(), canonical.to_owned());
    Held { person: person(n), kind, canonical, born }
}

fn known(n: u128, forenames: &str, surname: &str, born: Option<Date>) -> Known {
    let (forenames, surname) = (forenames.to_owned(), surname.to_owned());
    Known { person: person(n), born, forenames, surname }
}

const VALID: &str = "1984/0010000X";

fn canonical() -> String {
    let read = Identifier::parse(IdentifierKind::Pnc, VALID, 2006);
    read.for_matching().unwrap().to_owned()
}

#[test]
fn the_same_valid_number_is_certain() {
    let held = [held(1, &canonical(), Some(BORN))];
    assert_eq!(judge(&who(Some(VALID), Some(BORN)), &held, &[]), About::Certain(person(1)));
    assert_eq!(judge(&who(Some(VALID), None), &held, &[]), About::Certain(person(1)));
}

#[test]
fn the_same_number_with_another_day_of_birth_is_a_mistake_in_one_of_the_two() {
    let held = [held(1, &canonical(), Some(date(1981, 2, 1)))];
    let about = judge(&who(Some(VALID), Some(BORN)), &held, &[]);
    assert_eq!(about, About::BornOtherwise(person(1)));
}

#[test]
fn a_number_that_two_people_hold_wants_a_person_to_look() {
    let held = [held(1, &canonical(), None), held(2, &canonical(), None)];
    let about = judge(&who(Some(VALID), None), &held, &[]);
    assert_eq!(about, About::Perhaps(vec![person(1), person(2)]));
}

#[test]
fn a_number_that_is_not_well_formed_joins_nobody() {
    let held = [held(1, "1984/0010000A", None)];
    assert_eq!(judge(&who(Some("1984/0010000A"), None), &held, &[]), About::Nobody);
}

#[test]
fn the_same_day_of_birth_and_a_name_that_sounds_alike_is_a_perhaps() {
    let alike = [known(1, "Samuel", "SAMPELTON", Some(BORN))];
    let about = judge(&who(None, Some(BORN)), &[], &alike);
    assert_eq!(about, About::Perhaps(vec![person(1)]));
}

#[test]
fn another_day_of_birth_is_somebody_else() {
    let other = [known(1, "Sam", "Sampleton", Some(date(1979, 2, 1)))];
    assert_eq!(judge(&who(None, Some(BORN)), &[], &other), About::Nobody);
}

#[test]
fn without_a_day_of_birth_only_the_whole_name_is_a_perhaps() {
    let people = [known(1, "Sam", "SAMPLETON", None), known(2, "Jo", "Sampleton", None)];
    assert_eq!(judge(&who(None, Some(BORN)), &[], &people), About::Perhaps(vec![person(1)]));
}
