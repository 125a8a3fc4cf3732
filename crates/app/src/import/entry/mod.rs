//! What one row of a register says: a person, and their stay on the scheme as it was decided
//! before this system. Read from text once; past this there are no raw values.

use domain::Date;
use domain::edition::{Edition, StrandKey};
use domain::id::PersonId;
use domain::identifier::Identifier;
use domain::person::{Address, Ethnicity, Person, PersonName, RecordAccess, RecordPerson, Sex};
use domain::registration::OrderKind;

use super::fault::{Mend, Weight};
use super::field::Field;
use super::rows::RawRecord;
use crate::registration::{Ended, HeldPost};
use crate::scheme::Party;

mod person;
mod stay;
mod words;

#[cfg(test)]
mod tests;

pub(super) use person::field_of;

/// What a row is read against: the day, the scheme's edition and its agencies.
#[derive(Debug, Clone)]
pub(super) struct Terms {
    pub(super) today: Date,
    pub(super) edition: Edition,
    pub(super) parties: Vec<Party>,
}

/// One row that can be taken.
#[derive(Clone)]
pub(super) struct Entry {
    pub(super) who: Who,
    pub(super) stay: Stay,
}

/// Who a row is about.
#[derive(Clone)]
pub(super) struct Who {
    pub(super) name: PersonName,
    pub(super) other_names: Vec<PersonName>,
    pub(super) born: Option<Date>,
    pub(super) sex: Sex,
    pub(super) ethnicity: Ethnicity,
    pub(super) identifiers: Vec<Identifier>,
    pub(super) address: Option<Address>,
}

/// A stay on the scheme, as its own register has it.
#[derive(Clone)]
pub(super) struct Stay {
    pub(super) strand: StrandKey,
    pub(super) registered_on: Date,
    pub(super) review_due_on: Date,
    pub(super) ended: Option<Ended>,
    pub(super) status: Option<Status>,
    pub(super) posts: Vec<HeldPost>,
    pub(super) reference: Option<String>,
    /// What has no place of its own elsewhere, as it was written.
    pub(super) details: Vec<(Field, String)>,
}

/// Statutory supervision from the first day of the stay, as far as a register tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Status {
    pub(super) order: OrderKind,
    /// The last day, where it is known.
    pub(super) to: Option<Date>,
}

/// An entry, unless a fault forbids one, and everything there is to mend or to look at.
pub(super) struct Reading {
    pub(super) entry: Option<Entry>,
    pub(super) mends: Vec<Mend>,
}

/// Reads a row.
pub(super) fn read(record: &RawRecord, terms: &Terms) -> Reading {
    let mut reader = Reader { record, terms, mends: Vec::new() };
    let who = reader.who();
    let stay = reader.stay(who.as_ref());
    let mends = reader.mends;
    let refused = mends.iter().any(|it| it.weight == Weight::Refuses);
    let entry = who.zip(stay).filter(|_| !refused).map(|(who, stay)| Entry { who, stay });
    Reading { entry, mends }
}

struct Reader<'a> {
    record: &'a RawRecord,
    terms: &'a Terms,
    mends: Vec<Mend>,
}

impl Who {
    /// The person to be recorded, if nobody of the kind is known.
    pub(super) fn record(&self, id: PersonId) -> RecordPerson {
        let person = Person {
            id,
            name: self.name.clone(),
            other_names: self.other_names.clone(),
            born: self.born,
            died_on: None,
            sex: self.sex,
            ethnicity: self.ethnicity,
            access: RecordAccess::Ordinary,
        };
        RecordPerson {
            person,
            identifiers: self.identifiers.clone(),
            addresses: self.address.clone().into_iter().collect(),
            custody: None,
        }
    }
}

impl Stay {
    /// Whether the person is still on the scheme.
    pub(super) const fn is_open(&self) -> bool {
        self.ended.is_none()
    }
}

/// Whether a row that can be taken is of somebody who is still on the scheme.
pub(super) fn is_open(values: &std::collections::BTreeMap<Field, String>) -> bool {
    values.get(&Field::RemovedOn).is_none_or(|it| words::is_unknown(it))
}
