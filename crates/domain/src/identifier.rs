//! The numbers by which agencies know a person. An identifier that is not well formed is kept as
//! it was typed, and is never used for matching.
//!
//! A person may hold several of each kind. Forms and check letters: [HMPPS-CPR].

mod asn;
mod check;
mod cro;
mod plain;
mod pnc;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;

use std::fmt;

pub use asn::Asn;
pub use cro::{CroForm, CroNumber};
pub use plain::{Crn, PrisonNumber, PrisonNumberForm};
pub use pnc::PncId;

/// The longest identifier that is kept, in characters; no real one comes near.
pub const TYPED_LIMIT_CHARS: usize = 60;

/// The kinds of identifier that have a published form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum IdentifierKind {
    /// The Police National Computer's id of a person.
    Pnc,
    /// The Criminal Records Office number, of fingerprints taken.
    Cro,
    /// The prison number: today's form, or the older one of LIDS.
    PrisonNumber,
    /// The case reference number of probation.
    Crn,
    /// An arrest or summons number: one arrest, not one person.
    Asn,
}

impl IdentifierKind {
    /// Every kind, in the order in which lists show them.
    pub const ALL: [Self; 5] = [Self::Pnc, Self::Cro, Self::PrisonNumber, Self::Crn, Self::Asn];

    /// The word under which the kind is stored and named in forms and files.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Pnc => "pnc",
            Self::Cro => "cro",
            Self::PrisonNumber => "prison_number",
            Self::Crn => "crn",
            Self::Asn => "asn",
        }
    }

    /// The kind stored under this word, if there is one.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.key() == key)
    }

    /// The kinds this text could be, for search and for guessing what a column holds.
    ///
    /// Kinds of which the text is a well-formed example; if there are none, kinds whose shape it
    /// has though its letter or its year is wrong, so that a page can say which.
    pub fn guess(text: &str, current_year: i16) -> Vec<Self> {
        let read = Self::ALL.map(|kind| (kind, kind.canonical(text, current_year)));
        let good: Vec<Self> = read.iter().filter(|(_, it)| it.is_ok()).map(|(k, _)| *k).collect();
        if !good.is_empty() {
            return good;
        }
        read.iter()
            .filter(|(_, it)| it.as_ref().is_err_and(|fault| fault.has_the_shape()))
            .map(|(kind, _)| *kind)
            .collect()
    }

    /// The one way in which an identifier of this kind is written.
    fn canonical(self, text: &str, current_year: i16) -> Result<String, IdentifierFault> {
        match self {
            Self::Pnc => PncId::parse(text, current_year).map(|it| it.to_string()),
            Self::Cro => CroNumber::parse(text).map(|it| it.to_string()),
            Self::PrisonNumber => PrisonNumber::parse(text).map(|it| it.to_string()),
            Self::Crn => Crn::parse(text).map(|it| it.to_string()),
            Self::Asn => Asn::parse(text).map(|it| it.to_string()),
        }
    }
}

/// Why a text is not a well-formed identifier of its kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IdentifierFault {
    /// Nothing was typed.
    Empty,
    /// The letters and digits do not stand where this kind has them.
    WrongShape,
    /// The check letter does not follow from the digits: one of them was mistyped.
    WrongCheckLetter {
        /// The letter that the digits as typed would have.
        expected: char,
        /// The letter that was typed.
        found: char,
    },
    /// The year is in the future, or before such numbers were given.
    ImpossibleYear {
        /// The year as typed.
        year: i16,
    },
    /// A number that systems put where there is none, such as `000000/00Z`.
    Placeholder,
}

impl IdentifierFault {
    /// Whether the text looks like its kind, so that saying what is wrong with it helps.
    const fn has_the_shape(self) -> bool {
        match self {
            Self::WrongCheckLetter { .. } | Self::ImpossibleYear { .. } => true,
            Self::Empty | Self::WrongShape | Self::Placeholder => false,
        }
    }
}

/// An identifier of some kind: what was typed, and what it means if it is well formed.
#[derive(Clone, PartialEq, Eq)]
pub struct Identifier {
    kind: IdentifierKind,
    typed: String,
    canonical: Result<String, IdentifierFault>,
}

impl Identifier {
    /// Reads an identifier. Text that is not well formed is kept, with the fault.
    ///
    /// A two-digit year not after `current_year` is of this century, else of the last.
    pub fn parse(kind: IdentifierKind, text: &str, current_year: i16) -> Self {
        Self { kind, typed: text.trim().to_owned(), canonical: kind.canonical(text, current_year) }
    }

    /// What kind of identifier it is.
    pub const fn kind(&self) -> IdentifierKind {
        self.kind
    }

    /// The text as it was typed, without spaces around it.
    pub fn typed(&self) -> &str {
        &self.typed
    }

    /// The canonical form, if it is well formed: only then may it join two records.
    pub fn for_matching(&self) -> Option<&str> {
        self.canonical.as_deref().ok()
    }

    /// The text to show: canonical if it is well formed, else as typed.
    pub fn shown(&self) -> &str {
        self.for_matching().unwrap_or(&self.typed)
    }

    /// What is wrong with it, if anything.
    pub fn fault(&self) -> Option<IdentifierFault> {
        self.canonical.as_ref().err().copied()
    }
}

/// Prints the kind only: the number is personal data.
impl fmt::Debug for Identifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Identifier({}, ..)", self.kind.key())
    }
}
