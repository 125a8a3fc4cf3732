//! A person: names, birth, sex, ethnicity, addresses, and what may be recorded of them.

mod address;
mod age;
mod codes;
mod command;
mod life;
mod name;
#[cfg(test)]
mod properties;
pub mod search;
#[cfg(test)]
mod tests;

use std::fmt;

use jiff::civil::Date;

pub use address::{ADDRESS_LINE_LIMIT_CHARS, ADDRESS_LINES_LIMIT, Abode, Address, Postcode};
pub use age::{AgeBand, age_on, is_under_18_on};
pub use codes::{Ethnicity, EthnicityCodes, Sex};
pub use command::{
    AmendPerson, InCustody, OLDEST_YEARS, OTHER_NAMES_LIMIT, PersonField, PersonRefusal,
    RecordPerson,
};
pub use life::{HappenedRefusal, Life};
pub use name::{NAME_LIMIT_CHARS, NameKind, PersonName};

use crate::id::PersonId;

/// A person as the agencies of a scheme know them.
#[derive(Clone, PartialEq, Eq)]
pub struct Person {
    /// The identity of the record.
    pub id: PersonId,
    /// The name by which the person is known now.
    pub name: PersonName,
    /// Aliases, former names and nicknames.
    pub other_names: Vec<PersonName>,
    /// The day of birth, if known.
    pub born: Option<Date>,
    /// The day of death.
    pub died_on: Option<Date>,
    /// The sex, as agencies record it.
    pub sex: Sex,
    /// The ethnicity the person gives.
    pub ethnicity: Ethnicity,
    /// Who may open the record.
    pub access: RecordAccess,
}

impl Person {
    /// The age in full years on a day, if the day of birth is known.
    pub fn age_on(&self, today: Date) -> Option<i16> {
        self.born.map(|born| age_on(born, today))
    }

    /// The days between which the person lives, as far as they are known.
    pub const fn life(&self) -> Life {
        Life { born: self.born, died_on: self.died_on }
    }

    /// Every name of the person, the main one first.
    pub fn names(&self) -> impl Iterator<Item = &PersonName> {
        std::iter::once(&self.name).chain(&self.other_names)
    }

    /// The words under which the person is found by name, over all their names.
    pub fn search_tokens(&self) -> Vec<String> {
        let mut tokens: Vec<String> =
            self.names().flat_map(|it| search::tokens(&it.full())).collect();
        tokens.sort_unstable();
        tokens.dedup();
        tokens
    }
}

/// Prints the id only: the rest is personal data.
impl fmt::Debug for Person {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Person({})", self.id)
    }
}

/// Who may open a person's record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RecordAccess {
    /// Those whose role in the scheme gives it.
    Ordinary,
    /// Named people only, for instance because a worker is related to the person.
    Restricted,
}

impl RecordAccess {
    /// Both kinds, in the order in which lists show them.
    pub const ALL: [Self; 2] = [Self::Ordinary, Self::Restricted];

    /// The word under which it is stored and named in policies.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Ordinary => "ordinary",
            Self::Restricted => "restricted",
        }
    }

    /// The access stored under this word, if there is one.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.key() == key)
    }
}
