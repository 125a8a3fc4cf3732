//! What may be recorded of a person.

use jiff::civil::{Date, date};

use super::*;
use crate::id::Id;
use crate::identifier::{Identifier, IdentifierKind};

const TODAY: Date = date(2026, 11, 22);

pub(super) fn name(forenames: &str, surname: &str, kind: NameKind) -> PersonName {
    PersonName::parse(forenames, surname, kind).unwrap()
}

fn person() -> Person {
    Person {
        id: PersonId::from_uuid(uuid::Uuid::from_u128(1)),
        name: name("Example", "Invented", NameKind::Main),
        other_names: Vec::new(),
        born: Some(date(1990, 5, 1)),
        died_on: None,
        sex: Sex::NotKnown,
        ethnicity: Ethnicity::NotStated,
        access: RecordAccess::Ordinary,
    }
}

fn record(person: Person) -> RecordPerson {
    RecordPerson { person, identifiers: Vec::new(), addresses: Vec::new(), custody: None }
}

fn check(person: Person, expect: Result<(), PersonRefusal>) {
    assert_eq!(record(person).check(TODAY), expect);
}

#[test]
fn a_person_with_a_name_can_be_recorded_though_nothing_else_is_known() {
    check(person(), Ok(()));
    check(Person { born: None, ..person() }, Ok(()));
}

#[test]
fn a_birth_in_the_future_is_refused() {
    check(Person { born: Some(TODAY), ..person() }, Ok(()));
    let tomorrow = Some(date(2026, 11, 23));
    check(Person { born: tomorrow, ..person() }, Err(PersonRefusal::BornInFuture));
}

#[test]
fn an_age_over_120_is_refused() {
    check(Person { born: Some(date(1905, 11, 23)), ..person() }, Ok(()));
    let refusal = PersonRefusal::TooOld { oldest_years: OLDEST_YEARS };
    check(Person { born: Some(date(1905, 11, 22)), ..person() }, Err(refusal));
    let died_in_time = Some(date(1980, 1, 1));
    check(Person { born: Some(date(1900, 1, 1)), died_on: died_in_time, ..person() }, Ok(()));
}

#[test]
fn a_death_is_neither_before_birth_nor_in_the_future() {
    let died = |died_on| Person { died_on: Some(died_on), ..person() };
    check(died(date(1990, 5, 1)), Ok(()));
    check(died(date(1990, 4, 30)), Err(PersonRefusal::DiedBeforeBorn));
    check(died(TODAY), Ok(()));
    check(died(date(2026, 11, 23)), Err(PersonRefusal::DiedInFuture));
}

#[test]
fn there_is_exactly_one_main_name() {
    let alias = name("Another", "Invented", NameKind::Alias);
    check(Person { other_names: vec![alias.clone()], ..person() }, Ok(()));
    check(Person { name: alias, ..person() }, Err(PersonRefusal::NotOneMainName));
    let second = vec![name("Another", "Invented", NameKind::Main)];
    check(Person { other_names: second, ..person() }, Err(PersonRefusal::NotOneMainName));
}

#[test]
fn there_is_a_limit_to_the_names_of_one_person() {
    let names = |count| vec![name("Another", "Invented", NameKind::Alias); count];
    check(Person { other_names: names(OTHER_NAMES_LIMIT), ..person() }, Ok(()));
    let refusal = PersonRefusal::TooManyNames { limit: OTHER_NAMES_LIMIT };
    check(Person { other_names: names(OTHER_NAMES_LIMIT + 1), ..person() }, Err(refusal));
}

#[test]
fn a_name_is_kept_as_spelt_on_one_line() {
    let name = name("  Siân\tMair\u{7} ", "ap  Rhys", NameKind::Main);
    assert_eq!(name.forenames(), "Siân Mair");
    assert_eq!(name.full(), "Siân Mair ap Rhys");
    assert_eq!(name.surname_first(), "ap Rhys, Siân Mair");
}

#[test]
fn one_name_alone_is_a_name_and_none_is_not() {
    let parse = |forenames, surname| PersonName::parse(forenames, surname, NameKind::Main);
    assert_eq!(parse("", "Invented").unwrap().full(), "Invented");
    assert_eq!(parse("Example", "").unwrap().surname_first(), "Example");
    assert_eq!(parse(" ", "").unwrap_err(), PersonRefusal::NoName);
    assert_eq!(parse("-", "...").unwrap_err(), PersonRefusal::NoName);
}

#[test]
fn a_name_has_a_limit_counted_in_characters() {
    let parse = |surname: String| PersonName::parse("Example", &surname, NameKind::Main);
    assert!(parse("ŵ".repeat(NAME_LIMIT_CHARS)).is_ok());
    let refusal = PersonRefusal::NameTooLong { limit_chars: NAME_LIMIT_CHARS };
    assert_eq!(parse("w".repeat(NAME_LIMIT_CHARS + 1)).unwrap_err(), refusal);
}

#[test]
fn every_refusal_is_given_together_for_a_form() {
    let person =
        Person { born: Some(date(2027, 1, 1)), died_on: Some(date(2027, 1, 2)), ..person() };
    let expect = [PersonRefusal::BornInFuture, PersonRefusal::DiedInFuture];
    assert_eq!(record(person).refusals(TODAY), expect);
}

#[test]
fn the_same_identifier_twice_is_refused_however_it_is_written() {
    let pnc = |text| Identifier::parse(IdentifierKind::Pnc, text, 2026);
    let with = |identifiers| RecordPerson { identifiers, ..record(person()) }.check(TODAY);
    assert_eq!(with(vec![pnc("81/34U"), pnc("not known")]), Ok(()));
    let refusal = PersonRefusal::SameIdentifierTwice { kind: IdentifierKind::Pnc };
    assert_eq!(with(vec![pnc("81/34U"), pnc("1981/0000034U")]), Err(refusal));
    let refusal = PersonRefusal::IdentifierEmpty { kind: IdentifierKind::Pnc };
    assert_eq!(with(vec![pnc(" ")]), Err(refusal));
    let refusal = PersonRefusal::IdentifierTooLong { kind: IdentifierKind::Pnc, limit_chars: 60 };
    assert_eq!(with(vec![pnc(&"7".repeat(61))]), Err(refusal));
}

#[test]
fn an_amendment_names_the_fields_it_changes() {
    let amend = |person| AmendPerson { person }.check(&super::tests::person(), TODAY);
    assert_eq!(amend(person()), Err(PersonRefusal::NothingChanged));
    let changed = Person { born: None, access: RecordAccess::Restricted, ..person() };
    assert_eq!(amend(changed), Ok(vec![PersonField::Born, PersonField::Access]));
    let unborn = Person { born: Some(date(2027, 1, 1)), ..person() };
    assert_eq!(amend(unborn), Err(PersonRefusal::BornInFuture));
}

#[test]
fn somebody_grows_a_year_older_on_the_birthday() {
    let born = date(1990, 5, 1);
    assert_eq!(age_on(born, date(2026, 4, 30)), 35);
    assert_eq!(age_on(born, date(2026, 5, 1)), 36);
    assert_eq!(age_on(born, date(1989, 1, 1)), 0);
    assert_eq!(age_on(date(2008, 2, 29), date(2026, 2, 28)), 17);
    assert_eq!(age_on(date(2008, 2, 29), date(2026, 3, 1)), 18);
    assert_eq!(age_on(date(2008, 2, 29), date(2028, 2, 29)), 20);
}

/// [RR04 ¶11]: the young have assessments and teams of their own.
#[test]
fn childhood_ends_on_the_eighteenth_birthday() {
    assert!(is_under_18_on(date(2008, 11, 23), TODAY));
    assert!(!is_under_18_on(date(2008, 11, 22), TODAY));
}

#[test]
fn every_age_has_one_band() {
    let band = |age| AgeBand::of(age).key();
    assert_eq!((band(9), band(10), band(17)), ("under_10", "10_to_14", "15_to_17"));
    assert_eq!((band(18), band(20), band(21)), ("18_to_20", "18_to_20", "21_to_24"));
    assert_eq!((band(39), band(49), band(50)), ("35_to_39", "40_to_49", "50_and_over"));
    assert!((0..120).map(AgeBand::of).is_sorted());
}

#[test]
fn no_fixed_abode_is_a_fact_and_not_a_postcode() {
    let check = |lines: &str, postcode: &str, kept: &[&str]| {
        let address = Address::parse(Abode::Fixed, lines, postcode).unwrap();
        assert_eq!(address.abode(), Abode::NoFixedAbode, "{lines:?}, {postcode:?}");
        assert!(address.postcode().is_none());
        assert_eq!(address.lines(), kept);
    };
    check("", "NF1 1NF", &[]);
    check("", "nf11fa", &[]);
    check("N.F.A.", "", &[]);
    check("No fixed abode\nThe Invented Hostel", "", &["The Invented Hostel"]);
    let marked = Address::parse(Abode::NoFixedAbode, "", "").unwrap();
    assert_eq!(marked.abode(), Abode::NoFixedAbode);
}

#[test]
fn an_address_is_read_line_by_line() {
    let typed = " 1 Invented Street\r\n\r\nExampleton ";
    let address = Address::parse(Abode::Fixed, typed, "zz1a1zz").unwrap();
    assert_eq!(address.lines(), ["1 Invented Street", "Exampleton"]);
    assert_eq!(address.postcode().unwrap().as_str(), "ZZ1A 1ZZ");
    assert_eq!(address.postcode().unwrap().outward(), "ZZ1A");
}

#[test]
fn an_address_that_cannot_be_one_is_refused() {
    let check = |lines: &str, postcode: &str, expect| {
        assert_eq!(Address::parse(Abode::Fixed, lines, postcode).unwrap_err(), expect);
    };
    check(" \n ", "", PersonRefusal::AddressEmpty);
    for postcode in ["ZZ1", "12345", "ZZZ1 1ZZ", "ZZ1 1Z1", "ŵŵ"] {
        check("1 Invented Street", postcode, PersonRefusal::NotAPostcode);
    }
    let limit_chars = ADDRESS_LINE_LIMIT_CHARS;
    check(&"x".repeat(limit_chars + 1), "", PersonRefusal::AddressLineTooLong { limit_chars });
    let limit = ADDRESS_LINES_LIMIT;
    check(&"x\n".repeat(limit + 1), "", PersonRefusal::TooManyAddressLines { limit });
}

#[test]
fn an_address_does_not_end_before_it_starts() {
    let address = Address::parse(Abode::Fixed, "1 Invented Street", "").unwrap();
    let (early, late) = (date(2026, 1, 1), date(2026, 2, 1));
    let refused = address.clone().between(Some(late), Some(early)).unwrap_err();
    assert_eq!(refused, PersonRefusal::AddressEndsBeforeItStarts);
    let held = address.clone().between(Some(early), Some(late)).unwrap();
    assert!(held.holds_on(early) && held.holds_on(late) && !held.holds_on(TODAY));
    assert!(address.holds_on(TODAY));
}

/// [BICHARD7 codes], [HMPPS-CPR].
#[test]
fn sex_is_read_from_every_systems_codes() {
    for sex in Sex::ALL {
        assert_eq!(Sex::from_code(&sex.digit().to_string()), Some(sex));
        assert_eq!(Sex::from_code(&sex.letters().to_lowercase()), Some(sex));
        assert_eq!(Sex::from_code(sex.key()), Some(sex));
        assert_eq!(Sex::from_key(sex.key()), Some(sex));
    }
    assert_eq!(Sex::from_code(" Female "), Some(Sex::Female));
    assert_eq!(Sex::from_code("Q"), None);
}

/// [BICHARD7 codes]: the codes of 2001, and those of 2011 that replaced some.
#[test]
fn ethnicity_is_read_and_written_in_both_code_sets() {
    let codes_2001 = [
        "W1", "W2", "W9", "M1", "M2", "M3", "M9", "A1", "A2", "A3", "A9", "B1", "B2", "B9", "O1",
        "O9", "NS",
    ];
    for code in codes_2001 {
        let ethnicity = Ethnicity::from_code(code).unwrap();
        assert_eq!(ethnicity.code(EthnicityCodes::Census2001), code);
    }
    for ethnicity in Ethnicity::ALL {
        let code = ethnicity.code(EthnicityCodes::Census2011);
        assert_eq!(Ethnicity::from_code(&code.to_lowercase()), Some(ethnicity));
        assert_eq!(Ethnicity::from_key(ethnicity.key()), Some(ethnicity));
    }
    let chinese = Ethnicity::from_code("O1").unwrap();
    assert_eq!(chinese.code(EthnicityCodes::Census2011), "A4");
    assert_eq!(Ethnicity::Roma.code(EthnicityCodes::Census2001), "W9");
    assert_eq!(Ethnicity::from_code("Z9"), None);
}

#[test]
fn words_are_found_under_their_keys() {
    assert!(NameKind::ALL.into_iter().all(|it| NameKind::from_key(it.key()) == Some(it)));
    assert!(Abode::ALL.into_iter().all(|it| Abode::from_key(it.key()) == Some(it)));
    assert!(AgeBand::ALL.into_iter().all(|it| AgeBand::from_key(it.key()) == Some(it)));
    assert!(RecordAccess::ALL.into_iter().all(|it| RecordAccess::from_key(it.key()) == Some(it)));
}

#[test]
fn debug_prints_the_id_and_no_personal_data() {
    let address = Address::parse(Abode::Fixed, "1 Invented Street", "ZZ1 1ZZ").unwrap();
    let id = "00000000-0000-0000-0000-000000000001";
    assert_eq!(format!("{:?}", person()), format!("Person({id})"));
    assert_eq!(format!("{:?}", person().name), "PersonName(main, ..)");
    assert_eq!(format!("{address:?}"), "Address(fixed, ..)");
    assert_eq!(format!("{:?}", address.postcode().unwrap()), "Postcode(..)");
    let amend = AmendPerson { person: person() };
    assert_eq!(format!("{amend:?}"), format!("AmendPerson {{ person: Person({id}) }}"));
}

#[test]
fn a_person_is_found_under_every_name_they_have_had() {
    let other_names = vec![name("Nick", "O'Example", NameKind::Alias)];
    let tokens = Person { other_names, ..person() }.search_tokens();
    assert_eq!(tokens, ["EXAMPLE", "INVENTED", "NICK", "OEXAMPLE"]);
    assert_eq!(person().age_on(TODAY), Some(36));
}

#[test]
fn nothing_has_happened_on_a_day_that_cannot_be() {
    let life = Life { born: Some(date(1980, 5, 17)), died_on: Some(date(2004, 3, 1)) };
    let (on, today) = (date(2004, 9, 7), date(2004, 9, 6));
    assert_eq!(life.happened(on, today), Err(HappenedRefusal::InFuture { on, today }));
    assert_eq!(life.happened(today, today), Ok(()));
    let before = date(1980, 5, 16);
    assert_eq!(life.happened(before, today), Err(HappenedRefusal::BeforeBirth { on: before }));
    let after = date(2004, 3, 2);
    assert_eq!(life.lived(after, today), Err(HappenedRefusal::AfterDeath { on: after }));
    assert_eq!(life.lived(date(2004, 3, 1), today), Ok(()));
}

#[test]
fn a_time_ends_after_it_begins_and_not_in_the_future() {
    let life = Life { born: None, died_on: None };
    let today = date(2004, 9, 6);
    let (from, until) = (date(2004, 2, 1), date(2004, 1, 31));
    let between = |from, until| life.lived_between((from, until), today);
    assert_eq!(
        between(Some(from), Some(until)),
        Err(HappenedRefusal::EndsBeforeItBegins { on: until })
    );
    let on = date(2004, 9, 7);
    let ahead = Err(HappenedRefusal::InFuture { on, today });
    assert_eq!(between(Some(from), Some(on)), ahead);
    assert_eq!(between(Some(on), None), ahead);
    assert_eq!(between(None, Some(until)), Ok(()));
}
