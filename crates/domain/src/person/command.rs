//! Recording a person, and amending what is recorded.

use jiff::civil::Date;

use super::{Address, NameKind, Person, age_on};
use crate::identifier::{Identifier, IdentifierKind, TYPED_LIMIT_CHARS};

/// The greatest age that is believed, in years.
pub const OLDEST_YEARS: i16 = 120;
/// The most names a person may have beside the main one.
pub const OTHER_NAMES_LIMIT: usize = 50;

/// Why a person cannot be recorded or amended so. Carries no personal data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PersonRefusal {
    /// There is no name at all.
    NoName,
    /// Forenames or surname are too long.
    NameTooLong {
        /// The most characters each may have.
        limit_chars: usize,
    },
    /// The main name is marked as another kind of name, or another name as the main one.
    NotOneMainName,
    /// There are too many names.
    TooManyNames {
        /// The most names there may be beside the main one.
        limit: usize,
    },
    /// The day of birth is in the future.
    BornInFuture,
    /// The person would be older than anybody.
    TooOld {
        /// The greatest age that is believed.
        oldest_years: i16,
    },
    /// The day of death is before that of birth.
    DiedBeforeBorn,
    /// The day of death is in the future.
    DiedInFuture,
    /// An address has neither lines nor a postcode, and is not marked as no fixed abode.
    AddressEmpty,
    /// An address has too many lines.
    TooManyAddressLines {
        /// The most lines there may be.
        limit: usize,
    },
    /// A line of an address is too long.
    AddressLineTooLong {
        /// The most characters a line may have.
        limit_chars: usize,
    },
    /// The postcode does not have the form of one.
    NotAPostcode,
    /// An address ends before it starts.
    AddressEndsBeforeItStarts,
    /// An identifier is too long to be one.
    IdentifierTooLong {
        /// The kind it was given as.
        kind: IdentifierKind,
        /// The most characters it may have.
        limit_chars: usize,
    },
    /// An identifier has nothing in it.
    IdentifierEmpty {
        /// The kind it was given as.
        kind: IdentifierKind,
    },
    /// The same identifier is given twice.
    SameIdentifierTwice {
        /// The kind of both.
        kind: IdentifierKind,
    },
    /// The amendment changes nothing.
    NothingChanged,
}

/// Record a person who is not yet known here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordPerson {
    /// The person as they will stand.
    pub person: Person,
    /// Identifiers in the agencies' records; those not well formed are kept as typed.
    pub identifiers: Vec<Identifier>,
    /// Addresses, past and present.
    pub addresses: Vec<Address>,
    /// Where the person is held, for whoever is not at liberty today.
    pub custody: Option<InCustody>,
}

/// Somebody is in custody, as far as it is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InCustody {
    /// The prison or other place.
    pub place: Option<String>,
    /// The first day.
    pub since: Date,
    /// Who says so.
    pub source: String,
}

impl RecordPerson {
    /// The first reason, if any, why the person cannot be recorded so.
    pub fn check(&self, today: Date) -> Result<(), PersonRefusal> {
        first(self.refusals(today))
    }

    /// Every reason why the person cannot be recorded so, for a form to show together.
    pub fn refusals(&self, today: Date) -> Vec<PersonRefusal> {
        let mut refusals = self.person.refusals(today);
        refusals.extend(identifier_refusals(&self.identifiers));
        refusals
    }
}

/// Amend what is recorded of a person: the whole as it will stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AmendPerson {
    /// The person as they will stand.
    pub person: Person,
}

impl AmendPerson {
    /// What the amendment changes, or the first reason why it cannot be made.
    pub fn check(&self, before: &Person, today: Date) -> Result<Vec<PersonField>, PersonRefusal> {
        first(self.person.refusals(today))?;
        let changed = self.changed(before);
        if changed.is_empty() { Err(PersonRefusal::NothingChanged) } else { Ok(changed) }
    }

    /// What differs from the person as recorded, for the trail to name.
    fn changed(&self, before: &Person) -> Vec<PersonField> {
        let after = &self.person;
        let differences = [
            (PersonField::Name, after.name != before.name),
            (PersonField::OtherNames, after.other_names != before.other_names),
            (PersonField::Born, after.born != before.born),
            (PersonField::DiedOn, after.died_on != before.died_on),
            (PersonField::Sex, after.sex != before.sex),
            (PersonField::Ethnicity, after.ethnicity != before.ethnicity),
            (PersonField::Access, after.access != before.access),
        ];
        differences.into_iter().filter(|(_, differs)| *differs).map(|(field, _)| field).collect()
    }
}

/// A part of what is recorded of a person, so that a trail can say what changed and not to what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PersonField {
    /// The main name.
    Name,
    /// The aliases, former names and nicknames.
    OtherNames,
    /// The day of birth.
    Born,
    /// The day of death.
    DiedOn,
    /// The sex.
    Sex,
    /// The ethnicity.
    Ethnicity,
    /// Who may open the record.
    Access,
}

impl PersonField {
    /// Every field.
    pub const ALL: [Self; 7] = [
        Self::Name,
        Self::OtherNames,
        Self::Born,
        Self::DiedOn,
        Self::Sex,
        Self::Ethnicity,
        Self::Access,
    ];

    /// The field of this word.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.key() == key)
    }

    /// The word under which the field is named in the trail.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::OtherNames => "other_names",
            Self::Born => "born",
            Self::DiedOn => "died_on",
            Self::Sex => "sex",
            Self::Ethnicity => "ethnicity",
            Self::Access => "access",
        }
    }
}

impl Person {
    /// Every reason why a person cannot be as this says.
    fn refusals(&self, today: Date) -> Vec<PersonRefusal> {
        let mut refusals = Vec::new();
        let others_are_main = self.other_names.iter().any(|it| it.kind() == NameKind::Main);
        if self.name.kind() != NameKind::Main || others_are_main {
            refusals.push(PersonRefusal::NotOneMainName);
        }
        if self.other_names.len() > OTHER_NAMES_LIMIT {
            refusals.push(PersonRefusal::TooManyNames { limit: OTHER_NAMES_LIMIT });
        }
        refusals
            .extend(self.born.and_then(|born| birth_refusal(born, self.last_day(today), today)));
        refusals.extend(self.died_on.and_then(|died| self.death_refusal(died, today)));
        refusals
    }

    /// The day of death, or today.
    fn last_day(&self, today: Date) -> Date {
        self.died_on.unwrap_or(today)
    }

    fn death_refusal(&self, died: Date, today: Date) -> Option<PersonRefusal> {
        if died > today {
            return Some(PersonRefusal::DiedInFuture);
        }
        let before_birth = self.born.is_some_and(|born| died < born);
        before_birth.then_some(PersonRefusal::DiedBeforeBorn)
    }
}

fn birth_refusal(born: Date, last_day: Date, today: Date) -> Option<PersonRefusal> {
    if born > today {
        return Some(PersonRefusal::BornInFuture);
    }
    let too_old = age_on(born, last_day) > OLDEST_YEARS;
    too_old.then_some(PersonRefusal::TooOld { oldest_years: OLDEST_YEARS })
}

fn identifier_refusals(identifiers: &[Identifier]) -> Vec<PersonRefusal> {
    let mut refusals = Vec::new();
    for (place, it) in identifiers.iter().enumerate() {
        let kind = it.kind();
        if it.typed().is_empty() {
            refusals.push(PersonRefusal::IdentifierEmpty { kind });
        }
        if it.typed().chars().count() > TYPED_LIMIT_CHARS {
            let limit_chars = TYPED_LIMIT_CHARS;
            refusals.push(PersonRefusal::IdentifierTooLong { kind, limit_chars });
        }
        let mut earlier = identifiers.iter().take(place);
        if earlier.any(|other| other.kind() == kind && other.shown() == it.shown()) {
            refusals.push(PersonRefusal::SameIdentifierTwice { kind });
        }
    }
    refusals
}

fn first(refusals: Vec<PersonRefusal>) -> Result<(), PersonRefusal> {
    refusals.into_iter().next().map_or(Ok(()), Err)
}
