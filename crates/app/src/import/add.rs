//! What a row says of somebody known that their record does not have yet.
//!
//! A register adds to a record and writes over nothing: numbers, names and addresses that are new
//! are added; where the two say different things the row says so and the record stays; another
//! date of birth refuses the row, since it may be about somebody else.

use std::collections::BTreeSet;
use std::fmt;

use domain::id::{PersonId, RegistrationId, SchemeId};
use domain::identifier::{Identifier, TYPED_LIMIT_CHARS};
use domain::person::search::fold;
use domain::person::{
    Abode, Address, Ethnicity, OTHER_NAMES_LIMIT, PersonName, PersonRefusal, Postcode, Sex,
};
use serde::{Deserialize, Serialize};

use super::entry::{Entry, Who, field_of};
use super::fault::{Fault, Mend, Weight};
use super::field::Field;
use super::lookup;
use super::rows::RawRecord;
use super::stage::clash;
use crate::error::AppResult;
use crate::gate::{Resource, Rx, Tx};
use crate::person::{
    self, AddAddress, AddIdentifier, AddName, AmendPerson, KnownAddress, enter_address,
    enter_identifier, enter_name,
};

/// One thing a row adds, or added, to a record.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Addition {
    /// What it is.
    pub field: Field,
    /// As it is shown; empty for no fixed abode and nothing more.
    pub text: String,
}

/// Prints the field only: the rest is personal data.
impl fmt::Debug for Addition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Addition({})", self.field.key())
    }
}

/// What is new in a row.
#[derive(Default)]
pub(super) struct New {
    names: Vec<PersonName>,
    identifiers: Vec<Identifier>,
    address: Option<Address>,
}

/// What a row about somebody known comes to.
#[derive(Debug, Clone, Copy)]
pub(super) enum Fit {
    /// A stay of its own, and what is new.
    Stay,
    /// Only what is new: the stay is recorded already.
    OnlyAdds(RegistrationId),
}

/// A row held against the record of the person it is about.
pub(super) struct Weighed {
    /// Nothing where the row is refused.
    pub(super) fit: Option<Fit>,
    pub(super) new: New,
    pub(super) mends: Vec<Mend>,
}

impl Weighed {
    /// Of somebody who has just been recorded from the row itself.
    pub(super) fn of_new() -> Self {
        Self { fit: Some(Fit::Stay), new: New::default(), mends: Vec::new() }
    }
}

/// Holds a row against the record of the person it is about.
pub(super) async fn weigh(
    rx: &mut Rx<'_>,
    (scheme, person): (SchemeId, PersonId),
    (record, entry): (&RawRecord, &Entry),
) -> AppResult<Weighed> {
    let clash = clash(entry, lookup::stays(rx, scheme, person).await?);
    // A stay gives its scheme a claim to the record.
    let claim = (clash.is_none() && entry.stay.is_open()).then_some(scheme);
    let mut mends = Vec::new();
    let new = compare(rx, (person, claim), (record, &entry.who), &mut mends).await?;
    let is_refused = mends.iter().any(|it| it.weight == Weight::Refuses);
    let fit = match clash {
        _ if is_refused => None,
        None => Some(Fit::Stay),
        Some((Fault::AlreadyRecorded { since }, registration)) if !new.is_empty() => {
            mends.push(Mend::warn(Field::RegisteredOn, Fault::OnlyAdds { since }));
            Some(Fit::OnlyAdds(registration))
        }
        Some((fault, _)) => {
            mends.push(Mend::row(fault));
            None
        }
    };
    Ok(Weighed { fit, new, mends })
}

async fn compare(
    rx: &mut Rx<'_>,
    (person, claim): (PersonId, Option<SchemeId>),
    (record, who): (&RawRecord, &Who),
    mends: &mut Vec<Mend>,
) -> AppResult<New> {
    let kept = person::kept(rx, person).await?;
    if kept.person.born.zip(who.born).is_some_and(|(ours, theirs)| ours != theirs) {
        mends.push(Mend::refuse(Field::DateOfBirth, Fault::BornOtherwise));
        return Ok(New::default());
    }
    let mut standing = person::standing(rx, person).await?;
    standing.schemes.extend(claim);
    if !rx.may(&AmendPerson(Resource::Person(standing))) {
        mends.extend(who.adds_anything().then(|| Mend::warning(Fault::RecordNotOpen)));
        return Ok(New::default());
    }
    let mut new = New::default();
    let mut names: BTreeSet<String> = kept.person.names().map(|it| fold(&it.full())).collect();
    if !names.contains(&fold(&who.name.full())) {
        let in_columns = record.get(Field::Surname).is_some();
        let field = if in_columns { Field::Surname } else { Field::FullName };
        mends.push(Mend::warn(field, Fault::RecordedOtherwise));
    }
    differences(who, &kept.person, mends);
    let mut places = OTHER_NAMES_LIMIT.saturating_sub(kept.person.other_names.len());
    for name in who.other_names.iter().filter(|it| names.insert(fold(&it.full()))) {
        if let Some(left) = places.checked_sub(1) {
            places = left;
        } else {
            let refusal = PersonRefusal::TooManyNames { limit: OTHER_NAMES_LIMIT };
            mends.push(Mend::warn(Field::Alias, Fault::of_person(refusal)));
            break;
        }
        new.names.push(name.clone());
    }
    for it in &who.identifiers {
        let same = |known: &person::KnownIdentifier| {
            known.kind == it.kind() && known.shown() == it.shown()
        };
        if kept.identifiers.iter().any(same) {
            continue;
        }
        if it.typed().chars().count() > TYPED_LIMIT_CHARS {
            let fault = Fault::TooLong { limit_chars: TYPED_LIMIT_CHARS };
            mends.extend(field_of(it.kind()).map(|field| Mend::warn(field, fault)));
            continue;
        }
        new.identifiers.push(it.clone());
    }
    let is_new = |it: &&Address| !kept.addresses.iter().any(|known| is_same(known, it));
    new.address = who.address.as_ref().filter(is_new).cloned();
    Ok(new)
}

/// What the row says otherwise than the record, which stays as it is.
fn differences(who: &Who, kept: &domain::person::Person, mends: &mut Vec<Mend>) {
    let both_told = who.sex != Sex::NotKnown && kept.sex != Sex::NotKnown;
    if both_told && who.sex != kept.sex {
        mends.push(Mend::warn(Field::Sex, Fault::RecordedOtherwise));
    }
    let both_stated =
        who.ethnicity != Ethnicity::NotStated && kept.ethnicity != Ethnicity::NotStated;
    if both_stated && who.ethnicity != kept.ethnicity {
        mends.push(Mend::warn(Field::Ethnicity, Fault::RecordedOtherwise));
    }
}

/// Whether an address, past or present, is the one in the row.
fn is_same(known: &KnownAddress, it: &Address) -> bool {
    known.abode == it.abode()
        && fold(&known.lines) == fold(&it.lines().join("\n"))
        && known.postcode.as_deref() == it.postcode().map(Postcode::as_str)
}

impl Who {
    fn adds_anything(&self) -> bool {
        !self.other_names.is_empty() || !self.identifiers.is_empty() || self.address.is_some()
    }
}

impl New {
    pub(super) fn is_empty(&self) -> bool {
        self.names.is_empty() && self.identifiers.is_empty() && self.address.is_none()
    }

    /// What would be added, for the preview and the result to show.
    pub(super) fn listed(&self) -> Vec<Addition> {
        let name = |it: &PersonName| Addition { field: Field::Alias, text: it.full() };
        let number = |it: &Identifier| {
            Some(Addition { field: field_of(it.kind())?, text: it.shown().to_owned() })
        };
        let mut listed: Vec<Addition> = self.names.iter().map(name).collect();
        listed.extend(self.identifiers.iter().filter_map(number));
        listed.extend(self.address.as_ref().map(shown));
        listed
    }
}

fn shown(address: &Address) -> Addition {
    let mut parts: Vec<&str> = address.lines().iter().map(String::as_str).collect();
    parts.extend(address.postcode().map(Postcode::as_str));
    let field = match address.abode() {
        Abode::Fixed => Field::Address,
        Abode::NoFixedAbode => Field::NoFixedAbode,
    };
    Addition { field, text: parts.join(", ") }
}

/// Adds what is new, each as on the person's own page, and says what was added.
pub(super) async fn apply(
    tx: &mut Tx<'_>,
    person: PersonId,
    new: New,
    source: &str,
) -> AppResult<Vec<Addition>> {
    if new.is_empty() {
        return Ok(Vec::new());
    }
    let listed = new.listed();
    let standing = person::standing(tx, person).await?;
    let permit = tx.permit(&AmendPerson(Resource::Person(standing)))?;
    for name in new.names {
        enter_name(tx, &permit, &AddName { person, name }).await?;
    }
    for identifier in new.identifiers {
        let source = Some(source.to_owned());
        enter_identifier(tx, &permit, &AddIdentifier { person, identifier, source }).await?;
    }
    if let Some(address) = new.address {
        enter_address(tx, &permit, &AddAddress { person, address }).await?;
    }
    Ok(listed)
}
