//! The form of the facts, version 1. `docs/facts.md` says it in words.

use std::sync::Arc;

use arrow::datatypes::{DataType, Field, Schema, SchemaRef};

/// The version that this program writes and reads.
pub const VERSION: u32 = 1;

/// The key of the version in the metadata of a file.
pub const VERSION_KEY: &str = "throughcare.facts.schema";

/// A kind of fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fact {
    /// Somebody whose offences are counted.
    Person,
    /// A stay on a scheme.
    Registration,
    /// An offence.
    Offence,
    /// Time locked up.
    Custody,
    /// Where a scheme lies.
    Area,
    /// Somebody put forward for a scheme.
    Nomination,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// A whole number of 64 bits.
    Number,
    /// A date.
    Date,
    /// A text.
    Word,
    /// Yes or no.
    Flag,
}

/// A column: its name, what it holds, and whether a row can leave it empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub holds: Holds,
    /// Whether it can be empty.
    pub optional: Optional,
}

/// Whether a row can leave a column empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Optional {
    /// It can.
    Yes,
    /// It cannot.
    No,
}

const fn must(name: &'static str, holds: Holds) -> Column {
    Column { name, holds, optional: Optional::No }
}

const fn may(name: &'static str, holds: Holds) -> Column {
    Column { name, holds, optional: Optional::Yes }
}

use Holds::{Date, Flag, Number, Word};

const PERSON: [Column; 5] = [
    must("person_id", Number),
    may("sex", Word),
    may("date_of_birth", Date),
    may("ethnicity", Word),
    may("death_date", Date),
];

const REGISTRATION: [Column; 8] = [
    must("registration_id", Number),
    must("person_id", Number),
    must("scheme_id", Number),
    may("strand", Word),
    must("statutory", Flag),
    must("entry_date", Date),
    may("exit_date", Date),
    must("known_at", Date),
];

const OFFENCE: [Column; 11] = [
    must("offence_id", Number),
    must("person_id", Number),
    must("offence_date", Date),
    may("conviction_date", Date),
    must("known_at", Date),
    may("offence_code", Word),
    must("offence_class", Word),
    may("disposal", Word),
    may("verdict", Word),
    must("recordable", Flag),
    must("breach", Flag),
];

const CUSTODY: [Column; 3] =
    [must("person_id", Number), must("from_date", Date), may("to_date", Date)];

const AREA: [Column; 6] = [
    must("scheme_id", Number),
    must("cdrp_id", Number),
    must("lcjb_id", Number),
    must("region_id", Number),
    must("from_date", Date),
    may("to_date", Date),
];

const NOMINATION: [Column; 4] = [
    must("person_id", Number),
    must("scheme_id", Number),
    must("date", Date),
    may("outcome", Word),
];

impl Fact {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Person,
        Self::Registration,
        Self::Offence,
        Self::Custody,
        Self::Area,
        Self::Nomination,
    ];

    /// The name of its files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Registration => "registration",
            Self::Offence => "offence",
            Self::Custody => "custody",
            Self::Area => "area",
            Self::Nomination => "nomination",
        }
    }

    /// Its columns.
    pub const fn columns(self) -> &'static [Column] {
        match self {
            Self::Person => &PERSON,
            Self::Registration => &REGISTRATION,
            Self::Offence => &OFFENCE,
            Self::Custody => &CUSTODY,
            Self::Area => &AREA,
            Self::Nomination => &NOMINATION,
        }
    }

    /// Its form in Arrow.
    pub fn schema(self) -> SchemaRef {
        let field =
            |it: &Column| Field::new(it.name, it.holds.arrow(), it.optional == Optional::Yes);
        Arc::new(Schema::new(self.columns().iter().map(field).collect::<Vec<_>>()))
    }
}

impl Holds {
    /// The type in Arrow.
    pub const fn arrow(self) -> DataType {
        match self {
            Self::Number => DataType::Int64,
            Self::Date => DataType::Date32,
            Self::Word => DataType::Utf8,
            Self::Flag => DataType::Boolean,
        }
    }

    /// The word for it in what is told to people.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Number => "a whole number of 64 bits",
            Self::Date => "a date",
            Self::Word => "a text",
            Self::Flag => "yes or no",
        }
    }
}

/// Disposals out of court: proven, and not convictions.
pub const CAUTIONS: [&str; 4] = ["caution", "conditional_caution", "reprimand", "final_warning"];

/// Verdicts that prove nothing, whatever day stands beside them: not guilty, and not convicted.
pub const CLEARED: [&str; 2] = ["NG", "NC"];

/// The outcome of a nomination that led onto the scheme.
pub const TAKEN_ON: &str = "taken_on";
