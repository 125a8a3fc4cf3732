//! What a measure is: every choice named, dated and sourced.
//!
//! A definition is a TOML file. `Definitions::shipped` holds those that come with the program,
//! `read` takes any other, and refuses mistakes by file and line. The Home Office's formula of the
//! national indicator is not public in full, so every choice is a parameter, printed beside the
//! figure.

mod by;
mod class;
mod explain;
mod fault;
mod fields;
mod further;
mod parameter;
mod read;
mod reoffending;
mod shipped;
mod windows;

#[cfg(test)]
mod tests;

use jiff::civil::Date;

pub(crate) use explain::paragraph;

pub use by::{Bands, Breakdown, Level};
pub use class::{ClassSet, OffenceClass};
pub use fault::{DefinitionFault, Fault};
pub use further::{Check, DataQuality, Equality, Expected, Reference, Stage, Survival};
pub use parameter::{Basis, Parameter};
pub use read::read;
pub use reoffending::{
    AtRisk, Baseline, Cohort, CohortRule, Comparison, Filter, FollowUp, IndexEvent, PlacedBy,
    Reoffending, Target, Unit,
};
pub use shipped::Definitions;
pub use windows::{CohortDay, Window, Windows, day_number};

/// A measure: what is counted, for whom, when, and where each choice comes from.
#[derive(Debug, Clone, PartialEq)]
pub struct Definition {
    /// The name it is run by, such as `ni30`.
    pub key: String,
    /// The name that people read.
    pub title: String,
    /// What it is for, in a sentence or two.
    pub about: String,
    /// What it cannot say, a sentence each; printed with the figures.
    pub limits: Vec<String>,
    /// The first day it stands for.
    pub from: Date,
    /// The last day it stands for, if it was given up.
    pub to: Option<Date>,
    /// What kind of figures it gives, and how.
    pub kind: Kind,
    /// Where bands of age and of months on the scheme begin.
    pub bands: Bands,
    /// The file that says all this, whole: what another machine needs to count the same.
    pub text: String,
    /// Every choice in words with its source, in the order they are printed.
    pub parameters: Vec<Parameter>,
}

/// The kinds of figures.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// Counts before and after, and rates.
    Reoffending(Reoffending),
    /// Time to the first proven re-offence.
    Survival(Survival),
    /// Re-offending observed against expected.
    Expected(Expected),
    /// Rates of selection and enforcement by what a person is.
    Equality(Equality),
    /// What is missing or contradictory in the records of a scheme.
    DataQuality(DataQuality),
}

impl Definition {
    /// How offences are counted, for the kinds that count offences.
    pub const fn counting(&self) -> Option<&Reoffending> {
        match &self.kind {
            Kind::Reoffending(it) => Some(it),
            Kind::Survival(it) => Some(&it.counting),
            Kind::Expected(it) => Some(&it.counting),
            Kind::Equality(_) | Kind::DataQuality(_) => None,
        }
    }
}
