//! What is wrong with a row, or to be looked at in it, as data. The sentences are written above.

use std::fmt;

use domain::Date;
use domain::identifier::IdentifierFault;
use domain::person::PersonRefusal;
use domain::when::DateFault;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::field::Field;
use super::rows::CellFault;

/// Something to mend in a row, and how much it weighs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mend {
    /// The field at fault, where it is one.
    pub field: Option<Field>,
    /// What is wrong.
    pub fault: Fault,
    /// Whether the row can be taken all the same.
    pub weight: Weight,
}

/// Whether a row can be taken in spite of a fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Weight {
    /// Taken, with something to look at.
    Warns,
    /// Not taken until it is mended.
    Refuses,
}

impl Mend {
    pub(super) const fn warn(field: Field, fault: Fault) -> Self {
        Self { field: Some(field), fault, weight: Weight::Warns }
    }

    pub(super) const fn refuse(field: Field, fault: Fault) -> Self {
        Self { field: Some(field), fault, weight: Weight::Refuses }
    }

    pub(super) const fn warning(fault: Fault) -> Self {
        Self { field: None, fault, weight: Weight::Warns }
    }

    pub(super) const fn row(fault: Fault) -> Self {
        Self { field: None, fault, weight: Weight::Refuses }
    }
}

/// What can be wrong with a row. Holds nothing of the person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    /// Found before any rule was asked.
    Cell(CellFault),
    /// It does not read as a date.
    NotADate,
    /// There is no such day in the calendar.
    NoSuchDay { day: i16, month: i16, year: i16 },
    /// The year is not one in which people of a register live.
    YearOutOfRange { year: i16 },
    /// The day lies in the future.
    InFuture,
    /// Nothing says since when the person has been on the scheme.
    NoRegisteredOn,
    /// Nothing says on which strand the person is; these are the scheme's.
    NoStrand { known: Vec<String> },
    /// The strand is none of the scheme's, or could be several of them.
    UnknownStrand { known: Vec<String> },
    /// Taken on before being born.
    RegisteredBeforeBorn,
    /// Removed before being taken on.
    RemovedBeforeRegistered,
    /// The person would be older than anybody.
    TooOld { oldest_years: i16 },
    /// A name without letters.
    NotAName,
    /// Longer than is kept.
    TooLong { limit_chars: usize },
    /// The address has more lines than are kept.
    TooManyLines { limit: usize },
    /// Read as not known.
    SexNotRead,
    /// Read as not stated.
    EthnicityNotRead,
    /// Kept as a line of the address.
    NotAPostcode,
    /// An identifier that is kept as typed and joins no records.
    NotAnIdentifier,
    /// The same, because its check letter does not follow from its digits.
    WrongCheckLetter { expected: char, found: char },
    /// The same, because of its year.
    ImpossibleYear { year: i16 },
    /// A number that systems put where there is none.
    Placeholder,
    /// Which part of the full name is the surname was guessed by the last word.
    NameOrderGuessed,
    /// Statutory, and nothing says by which order.
    OrderNotNamed,
    /// Whether statutory could not be read; taken as not statutory.
    StatutoryNotRead,
    /// No review date; due on this day.
    NoReviewDate { due_on: Day },
    /// The ground of removal could not be told from the words.
    GroundNotRead,
    /// A statutory case has an offender manager, not a lead worker [RR04 A.5].
    LeadWorkerOfStatutoryCase,
    /// Only a statutory case has an offender manager [RR04 A.5].
    ManagerOfNonStatutoryCase,
    /// No agency of the scheme could be the one they work for.
    NoAgencyForPost,
    /// The scheme closed before the row was taken in.
    SchemeClosed { on: Day },
    /// The person is on the scheme already.
    AlreadyOpen { since: Day },
    /// This stay on the scheme is recorded already.
    AlreadyRecorded { since: Day },
    /// This stay is recorded already: only what is new of the person is added.
    OnlyAdds { since: Day },
    /// Another day of birth is recorded for whoever holds the number.
    BornOtherwise,
    /// The record says something else, and stays as it is.
    RecordedOtherwise,
    /// Nothing is added: whoever brings the register in may not change the record.
    RecordNotOpen,
    /// The order overlaps with one that is recorded, and is not added.
    OrderOverlaps,
    /// An earlier row is about the same person, by number.
    SamePerson { row: u32 },
}

impl Fault {
    pub(super) fn of_date(fault: &DateFault) -> Self {
        match fault {
            DateFault::NoSuchDay { day, month, year } => {
                Self::NoSuchDay { day: *day, month: *month, year: *year }
            }
            DateFault::YearOutOfRange { year } => Self::YearOutOfRange { year: *year },
            DateFault::Empty | DateFault::Missing(_) | DateFault::NotADate | DateFault::NotA(_) => {
                Self::NotADate
            }
        }
    }

    pub(super) const fn of_identifier(fault: IdentifierFault) -> Self {
        match fault {
            IdentifierFault::Empty | IdentifierFault::WrongShape => Self::NotAnIdentifier,
            IdentifierFault::WrongCheckLetter { expected, found } => {
                Self::WrongCheckLetter { expected, found }
            }
            IdentifierFault::ImpossibleYear { year } => Self::ImpossibleYear { year },
            IdentifierFault::Placeholder => Self::Placeholder,
        }
    }

    /// What a rule about persons says, in the words of a row.
    pub(super) const fn of_person(refusal: PersonRefusal) -> Self {
        match refusal {
            PersonRefusal::NoName
            | PersonRefusal::NotOneMainName
            | PersonRefusal::NothingChanged => Self::NotAName,
            PersonRefusal::NameTooLong { limit_chars }
            | PersonRefusal::AddressLineTooLong { limit_chars }
            | PersonRefusal::IdentifierTooLong { limit_chars, .. } => Self::TooLong { limit_chars },
            PersonRefusal::TooManyNames { limit }
            | PersonRefusal::TooManyAddressLines { limit } => Self::TooManyLines { limit },
            PersonRefusal::BornInFuture | PersonRefusal::DiedInFuture => Self::InFuture,
            PersonRefusal::TooOld { oldest_years } => Self::TooOld { oldest_years },
            PersonRefusal::NotAPostcode | PersonRefusal::AddressEmpty => Self::NotAPostcode,
            PersonRefusal::DiedBeforeBorn | PersonRefusal::AddressEndsBeforeItStarts => {
                Self::NotADate
            }
            PersonRefusal::IdentifierEmpty { .. } | PersonRefusal::SameIdentifierTwice { .. } => {
                Self::NotAnIdentifier
            }
        }
    }
}

/// A day inside a fault.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Day(pub Date);

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map(Self).map_err(serde::de::Error::custom)
    }
}
