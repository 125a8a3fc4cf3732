//! Spreadsheets in: a scheme's own register read, its columns mapped, its rows judged and shown,
//! taken in one by one once somebody accepts them, and its faults written back into the sheet it
//! came from.
//!
//! A file is read and its rows are parsed outside any transaction, by a thread that may wait.
//! Nothing but the import itself is written before it is accepted. Afterwards each row is a
//! transaction of its own, so that a process that dies in the middle loses nothing, and whoever
//! goes on where it stopped repeats nothing.

mod add;
pub mod annotate;
mod entry;
pub mod fault;
pub mod field;
pub mod fingerprint;
pub mod guess;
mod judge;
pub(crate) mod lookup;
pub mod mapping;
mod open;
mod read;
mod report;
pub mod rows;
mod run;
pub mod sheet;
pub(crate) mod sql;
mod stage;
pub(crate) mod take;
mod upload;

#[cfg(test)]
mod fixture_files;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use domain::id::{PersonId, SchemeId};

use crate::gate::{Includes, actions};
use crate::registration::{Assign, RecordPeriod, Register};
use crate::removal::DecideRemoval;
use fault::Mend;
use field::Field;

pub use add::Addition;
pub use open::{Opened, open, read_again};
pub use read::{Candidate, Counts, Import, ImportRow, Preview, State};
pub use read::{file, import, preview, recent, schemes};
pub use report::{Wording, annotated};
pub use run::{Accept, Outcome, RunFault, RunRegister, run_register};
pub use stage::{Stage, stage};
pub(crate) use take::work;
pub use take::{Progress, TAKE_IN, details, progress, take_in, take_in_some};
pub use upload::{abandon, accept, choose, upload};

actions! {
    /// Bring a scheme's own register in, and take over the registrations in it.
    ImportRegister = "import_register";
}

// A stay is taken over with its order, managers and end by whoever may take the register over.
impl Includes<Register> for ImportRegister {}
impl Includes<RecordPeriod> for ImportRegister {}
impl Includes<Assign> for ImportRegister {}
impl Includes<DecideRemoval> for ImportRegister {}

/// Bring a file in.
#[derive(Debug, Clone)]
pub struct Upload {
    /// The scheme whose register it is.
    pub scheme: SchemeId,
    /// The file's name as it was sent.
    pub file_name: String,
    /// The file, read.
    pub opened: Opened,
}

/// How a row was judged, or what became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Nobody known here.
    New,
    /// Somebody known, by the same valid identifier.
    Known,
    /// Perhaps somebody known: a person has to say.
    Possible,
    /// Taken in before: nothing changes.
    Unchanged,
    /// Not taken, for its faults.
    Refused,
    /// Taken in by this import.
    Taken,
}

impl Verdict {
    /// Every verdict, in the order in which pages show them.
    pub const ALL: [Self; 6] =
        [Self::New, Self::Known, Self::Possible, Self::Unchanged, Self::Refused, Self::Taken];

    /// The word under which it is stored.
    pub const fn key(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Known => "known",
            Self::Possible => "possible",
            Self::Unchanged => "unchanged",
            Self::Refused => "refused",
            Self::Taken => "taken",
        }
    }

    /// The verdict stored under this word.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.key() == key)
    }
}

/// What a person decided about a row that may be about somebody known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// Somebody else: record a new person.
    New,
    /// This person.
    Person(PersonId),
    /// Do not take the row in.
    LeaveOut,
}

impl Choice {
    pub(crate) const fn key(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Person(_) => "person",
            Self::LeaveOut => "leave_out",
        }
    }

    pub(crate) const fn person(self) -> Option<PersonId> {
        match self {
            Self::Person(person) => Some(person),
            Self::New | Self::LeaveOut => None,
        }
    }

    fn of(key: &str, person: Option<PersonId>) -> Option<Self> {
        match key {
            "new" => Some(Self::New),
            "person" => person.map(Self::Person),
            "leave_out" => Some(Self::LeaveOut),
            _ => None,
        }
    }
}

/// A row, judged and about to be kept.
pub(crate) struct Staged {
    number: u32,
    fingerprint: String,
    record: BTreeMap<Field, String>,
    verdict: Verdict,
    mends: Vec<Mend>,
    candidates: Vec<PersonId>,
    additions: Vec<Addition>,
    person: Option<PersonId>,
}
