//! Persons on both databases: recorded, amended, found, and not found by whom they are hidden.

mod amending;
mod finding;
mod reach;

use domain::id::{PersonId, SchemeId};
use domain::identifier::{Identifier, IdentifierKind};
use domain::person::{
    Address, Ethnicity, NameKind, Person, PersonName, RecordAccess, RecordPerson, Sex,
};
use domain::user::Role;
use jiff::civil::{Date, date};

use super::{Found, Search, record, search};
use crate::error::AppResult;
use crate::testing::{Enrolled, Partnership};

/// Somebody to be recorded, with the least that can be known.
pub(super) fn somebody(p: &Partnership, forenames: &str, surname: &str) -> RecordPerson {
    RecordPerson {
        person: Person {
            id: p.ids().next(),
            name: PersonName::parse(forenames, surname, NameKind::Main).unwrap(),
            other_names: Vec::new(),
            born: Some(date(1980, 5, 1)),
            died_on: None,
            sex: Sex::Male,
            ethnicity: Ethnicity::NotStated,
            access: RecordAccess::Ordinary,
        },
        identifiers: Vec::new(),
        addresses: Vec::new(),
        custody: None,
    }
}

pub(super) fn with_identifier(
    mut cmd: RecordPerson,
    kind: IdentifierKind,
    typed: &str,
) -> RecordPerson {
    cmd.identifiers.push(Identifier::parse(kind, typed, 2004));
    cmd
}

pub(super) fn with_address(mut cmd: RecordPerson, lines: &str) -> RecordPerson {
    let address = Address::parse(domain::person::Abode::Fixed, lines, "").unwrap();
    cmd.addresses.push(address);
    cmd
}

/// Records by the coordinator of Alderton.
pub(super) async fn recorded(p: &Partnership, cmd: &RecordPerson) -> AppResult<PersonId> {
    let coordinator = p.as_(Role::Coordinator).await?;
    let scheme = p.scheme;
    p.write(&coordinator, |tx| Box::pin(record(tx, scheme, cmd))).await
}

/// Registers and, where a day is given, removes somebody, behind the use cases of those slices.
pub(super) async fn registered(
    p: &Partnership,
    person: PersonId,
    scheme: SchemeId,
    ended_on: Option<Date>,
) {
    let stay = Enrolled { ended_on, ..Enrolled::adult(scheme, "") };
    p.keep_stay(person, &stay).await.unwrap();
}

pub(super) async fn found(p: &Partnership, role: Role, text: &str, which: Search) -> Vec<Found> {
    let actor = p.as_(role).await.unwrap();
    p.read(&actor, |rx| Box::pin(search(rx, text, which))).await.unwrap()
}

pub(super) async fn ids(p: &Partnership, role: Role, text: &str, which: Search) -> Vec<PersonId> {
    let found = found(p, role, text, which).await;
    found.into_iter().flat_map(|it| it.hits).map(|it| it.id).collect()
}
