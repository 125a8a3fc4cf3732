//! A rule with the days on which it is in force and the place it comes from.

use super::Source;
use crate::Date;

/// How far a rule can be leant on: nothing may pass for national guidance that is not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Basis {
    /// The cited document says so.
    Guidance,
    /// The cited document shows that it is, or was, done.
    Practice,
    /// Our own choice where the public record is silent; the cited document gives the reason.
    LocalDefault,
}

impl Basis {
    /// Every basis, strongest first.
    pub const ALL: [Self; 3] = [Self::Guidance, Self::Practice, Self::LocalDefault];

    /// The words under which it stands in an edition.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Guidance => "guidance",
            Self::Practice => "practice",
            Self::LocalDefault => "local default",
        }
    }

    /// The basis named by these words.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.key() == key)
    }
}

/// A value that holds between two days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule<T> {
    /// What holds.
    pub value: T,
    /// The first day it is in force.
    pub from: Date,
    /// The last day it is in force; none while it is still in force.
    pub to: Option<Date>,
    /// The paragraph it comes from.
    pub source: Source,
    /// How far that paragraph carries it.
    pub basis: Basis,
}

impl<T> Rule<T> {
    /// Whether the rule is in force on this day. Its first and last days both count.
    pub fn in_force_on(&self, day: Date) -> bool {
        self.from <= day && self.to.is_none_or(|to| day <= to)
    }

    /// Whether the two rules share a day.
    pub fn overlaps<U>(&self, other: &Rule<U>) -> bool {
        self.to.is_none_or(|to| other.from <= to) && other.to.is_none_or(|to| self.from <= to)
    }
}
