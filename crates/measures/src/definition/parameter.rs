//! A choice, in words, with its source.

use std::fmt;

use jiff::civil::Date;

/// One choice of a definition, as it is printed beside figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parameter {
    /// Its name, such as `follow_up`.
    pub name: &'static str,
    /// What was chosen, in plain words.
    pub words: String,
    /// The documents it stands on, such as `BS08 ¶4-5`.
    pub source: String,
    /// How far they carry it.
    pub basis: Basis,
    /// The first day it stands for.
    pub from: Date,
}

/// How far the source carries a choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// The guidance says so.
    Guidance,
    /// Practice shows it done.
    Practice,
    /// Our own choice, where the public record is silent.
    LocalDefault,
}

impl Basis {
    /// Every basis.
    pub const ALL: [Self; 3] = [Self::Guidance, Self::Practice, Self::LocalDefault];

    /// The word for it.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Guidance => "guidance",
            Self::Practice => "practice",
            Self::LocalDefault => "local default",
        }
    }
}

impl fmt::Display for Parameter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { name, words, source, basis, .. } = self;
        write!(f, "{name}: {words} [{source}; {}]", basis.key())
    }
}
