//! The parameters of the other kinds of measures.

use jiff::civil::Date;

use super::by::Breakdown;
use super::reoffending::Reoffending;

/// Time to the first proven re-offence. The follow-up's end censors, and so does death.
#[derive(Debug, Clone, PartialEq)]
pub struct Survival {
    /// Whom, which offences, and how long.
    pub counting: Reoffending,
    /// What curves are compared by (log-rank).
    pub groups: Vec<Breakdown>,
    /// What the proportional hazards model takes in (Cox, ties by Efron).
    pub covariates: Vec<Breakdown>,
}

/// Re-offending observed against expected (OGRS3). A comparator, never an input to selection.
#[derive(Debug, Clone, PartialEq)]
pub struct Expected {
    /// Whom, which offences, and how long: 12 or 24 months, the two the scale knows.
    pub counting: Reoffending,
}

/// Rates of selection and enforcement by what a person is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Equality {
    /// First day of the period.
    pub on: Date,
    /// Length of the period.
    pub within_months: u16,
    /// What is compared.
    pub stages: Vec<Stage>,
    /// By what.
    pub by: Vec<Breakdown>,
    /// With whom.
    pub reference: Reference,
}

/// A step at which people can be treated differently; each is a share of those who could take it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// Nominated in the period, of those proven to offend in the twelve months before it.
    Nominated,
    /// Taken on, of those nominated in the period.
    Selected,
    /// Not taken on, of those nominated in the period; not yet decided is not taken on.
    Refused,
    /// Proven in breach, of those on the register at some time in the period.
    Enforced,
    /// Removed, of those on the register at some time in the period.
    Removed,
}

/// With whom a group is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reference {
    /// Everybody else.
    EverybodyElse,
    /// The largest group.
    LargestGroup,
}

/// What is missing or contradictory in the records of a scheme on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DataQuality {
    /// The day.
    pub on: Date,
    /// What is looked for.
    pub checks: Vec<Check>,
    /// Months without a fact after which a record is stale.
    pub stale_months: u16,
}

/// What can be wrong with the record of somebody on a register.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Check {
    /// No date of birth.
    NoDateOfBirth,
    /// No sex.
    NoSex,
    /// No ethnicity, or not stated.
    NoEthnicity,
    /// No offence on record: no match to the Police National Computer.
    NoOffence,
    /// Two registrations on one scheme at one time.
    OverlappingRegistrations,
    /// An end before the beginning.
    ExitBeforeEntry,
    /// On the register after death.
    RegisteredAfterDeath,
    /// No fact has been known for long.
    Stale,
    /// The scheme is in no area.
    SchemeInNoArea,
}

impl Check {
    /// Every check.
    pub const ALL: [Self; 9] = [
        Self::NoDateOfBirth,
        Self::NoSex,
        Self::NoEthnicity,
        Self::NoOffence,
        Self::OverlappingRegistrations,
        Self::ExitBeforeEntry,
        Self::RegisteredAfterDeath,
        Self::Stale,
        Self::SchemeInNoArea,
    ];

    /// The word for it in files.
    pub const fn key(self) -> &'static str {
        match self {
            Self::NoDateOfBirth => "no_date_of_birth",
            Self::NoSex => "no_sex",
            Self::NoEthnicity => "no_ethnicity",
            Self::NoOffence => "no_offence",
            Self::OverlappingRegistrations => "overlapping_registrations",
            Self::ExitBeforeEntry => "exit_before_entry",
            Self::RegisteredAfterDeath => "registered_after_death",
            Self::Stale => "stale",
            Self::SchemeInNoArea => "scheme_in_no_area",
        }
    }
}
