//! People who do not exist: names, births, numbers with the right check letters, addresses, and
//! here and there a mistake such as every register has.

#![expect(
    clippy::fn_params_excessive_bools,
    reason = "facts of an invented life, thrown like dice"
)]

use domain::Date;
use domain::id::PersonId;
use domain::identifier::{Identifier, IdentifierKind};
use domain::person::{
    Abode, Address, NameKind, Person, PersonName, PersonRefusal, RecordAccess, RecordPerson,
};

use super::chance::Chance;
use super::names::{NICKNAMES, STREETS, name};

/// What kind of person is wanted.
#[derive(Debug, Clone, Copy)]
#[expect(clippy::struct_excessive_bools, reason = "facts of an invented life")]
pub(super) struct Wanted {
    /// The identity of the record to be.
    pub(super) id: PersonId,
    /// The day on which they are written down.
    pub(super) on: Date,
    /// Whether they are under 18 then.
    pub(super) is_child: bool,
    /// Whether they live in Wales.
    pub(super) in_wales: bool,
    /// Their place among the people of the demo, so that numbers differ.
    pub(super) place: u32,
    /// Whether one of their numbers has a slip in it.
    pub(super) has_slip: bool,
    /// Whether the record is for a few only.
    pub(super) is_restricted: bool,
}

/// Somebody invented.
pub(super) fn person(chance: &mut Chance, wanted: &Wanted) -> Result<RecordPerson, PersonRefusal> {
    let named = name(chance, wanted.in_wales);
    let born = born(chance, wanted);
    let other_names = other_names(chance, named.forename, named.surname, wanted.in_wales)?;
    let access =
        if wanted.is_restricted { RecordAccess::Restricted } else { RecordAccess::Ordinary };
    Ok(RecordPerson {
        person: Person {
            id: wanted.id,
            name: PersonName::parse(named.forename, named.surname, NameKind::Main)?,
            other_names,
            born: Some(born),
            died_on: None,
            sex: named.sex,
            ethnicity: named.ethnicity,
            access,
        },
        identifiers: identifiers(chance, wanted, born),
        addresses: addresses(chance, wanted)?,
        custody: None,
    })
}

fn born(chance: &mut Chance, wanted: &Wanted) -> Date {
    // A child stays one for two months at least, so that nobody is on a strand too old for it.
    let days = if wanted.is_child {
        chance.between(13 * 366, 17 * 365)
    } else {
        chance.between(18 * 366 + 90, 45 * 365)
    };
    let span = jiff::Span::new().days(days);
    wanted.on.checked_sub(span).unwrap_or(wanted.on)
}

fn other_names(
    chance: &mut Chance,
    forename: &str,
    surname: &str,
    in_wales: bool,
) -> Result<Vec<PersonName>, PersonRefusal> {
    let mut names = Vec::new();
    if chance.happens(30) {
        let other = name(chance, in_wales);
        names.push(PersonName::parse(forename, other.surname, NameKind::Alias)?);
    }
    if chance.happens(20) {
        let nickname = chance.one_of(&NICKNAMES).unwrap_or("Spud");
        names.push(PersonName::parse(nickname, surname, NameKind::Nickname)?);
    }
    Ok(names)
}

/// Most people have a PNC id and a CRO number; those who were in prison a prison number; those
/// whom probation knows a case number.
fn identifiers(chance: &mut Chance, wanted: &Wanted, born: Date) -> Vec<Identifier> {
    let year = wanted.on.year();
    let first_arrest = (born.year().saturating_add(14)).min(year);
    let serial = 100_000_u32.saturating_add(wanted.place.saturating_mul(997)) % 1_000_000;
    let two_digits = first_arrest.rem_euclid(100);
    let mut found =
        vec![lettered(IdentifierKind::Pnc, &format!("{first_arrest}/{serial:07}"), year)];
    if chance.happens(80) {
        let body = format!("{serial:06}/{two_digits:02}");
        found.push(lettered(IdentifierKind::Cro, &body, year));
    }
    if !wanted.is_child && chance.happens(65) {
        let digits = serial % 10_000;
        let tail = chance.one_of(&["AA", "BK", "CW", "DE", "EX"]).unwrap_or("AA");
        let number = format!("A{:04}{tail}", digits.max(1));
        found.push(Identifier::parse(IdentifierKind::PrisonNumber, &number, year));
    }
    if !wanted.is_child && chance.happens(75) {
        let number = format!("X{:06}", serial.max(1));
        found.push(Identifier::parse(IdentifierKind::Crn, &number, year));
    }
    if wanted.has_slip {
        let slip = found.first().map(|it| slipped(it.typed(), year));
        found.splice(..1, slip);
    }
    found
}

/// The number with the letter that follows from it.
fn lettered(kind: IdentifierKind, body: &str, year: i16) -> Identifier {
    let tried = ('A'..='Z').map(|letter| Identifier::parse(kind, &format!("{body}{letter}"), year));
    let mut tried = tried.filter(|it| it.fault().is_none());
    tried.next().unwrap_or_else(|| Identifier::parse(kind, body, year))
}

/// A number as somebody mistyped it: the letter beside the right one.
fn slipped(typed: &str, year: i16) -> Identifier {
    let (body, letter) = typed.split_at(typed.len().saturating_sub(1));
    let wrong = if letter == "A" { "B" } else { "A" };
    Identifier::parse(IdentifierKind::Pnc, &format!("{body}{wrong}"), year)
}

fn addresses(chance: &mut Chance, wanted: &Wanted) -> Result<Vec<Address>, PersonRefusal> {
    let moved_on = wanted.on.checked_sub(jiff::Span::new().days(chance.between(60, 500)));
    let moved_on = moved_on.unwrap_or(wanted.on);
    let before = moved_on.checked_sub(jiff::Span::new().months(14)).unwrap_or(moved_on);
    let mut found = Vec::new();
    if chance.happens(40) {
        found.push(fixed(chance)?.between(Some(before), Some(moved_on))?);
    }
    let current = if !wanted.is_child && chance.happens(15) {
        Address::parse(Abode::NoFixedAbode, "", "")?
    } else {
        fixed(chance)?
    };
    found.push(current.between(Some(moved_on), None)?);
    Ok(found)
}

/// A street that is nowhere; the postcode area ZZ is given to no place.
fn fixed(chance: &mut Chance) -> Result<Address, PersonRefusal> {
    let street = chance.one_of(&STREETS).unwrap_or("Alder Row");
    let (house, district) = (chance.between(1, 180), chance.between(1, 9));
    let postcode = format!("ZZ{district} {}AB", chance.between(1, 9));
    Address::parse(Abode::Fixed, &format!("{house} {street}"), &postcode)
}
