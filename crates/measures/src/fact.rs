//! The facts that measures stand on, as plain values. Days are whole days since 1970-01-01; words
//! that come from files (classes, schemes, ethnicity codes) are numbers given by [`Names`].

use std::collections::HashMap;

use crate::definition::OffenceClass;

/// Days since 1970-01-01.
pub type Day = i32;

/// What stands for no word at all: a field that was left empty.
pub const UNSAID: u16 = 0;

/// Words and the numbers that stand for them. Number 0 is always the empty word.
#[derive(Debug, Clone)]
pub struct Names {
    words: Vec<String>,
    codes: HashMap<String, u16>,
}

/// There are more different words in a column than a number of 16 bits can tell apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("more than {} different words in one column", u16::MAX)]
pub struct TooManyWords;

impl Default for Names {
    fn default() -> Self {
        Self { words: vec![String::new()], codes: HashMap::from([(String::new(), UNSAID)]) }
    }
}

impl Names {
    /// The number of a word, which gets one if it has none.
    pub fn code(&mut self, word: &str) -> Result<u16, TooManyWords> {
        if let Some(code) = self.codes.get(word) {
            return Ok(*code);
        }
        let code = u16::try_from(self.words.len()).map_err(|_| TooManyWords)?;
        self.words.push(word.to_owned());
        self.codes.insert(word.to_owned(), code);
        Ok(code)
    }

    /// The number of a word, if it has one.
    pub fn find(&self, word: &str) -> Option<u16> {
        self.codes.get(word).copied()
    }

    /// The word behind a number; empty for a number that was never given.
    pub fn word(&self, code: u16) -> &str {
        self.words.get(usize::from(code)).map_or("", String::as_str)
    }

    /// How many numbers there are, with that of the empty word.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Never: the empty word has a number.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }
}

/// Somebody whose offences are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Person {
    /// The number that offences, registrations and custody are kept under.
    pub person_id: i64,
    /// A code of [`Names`].
    pub sex: u16,
    /// A code of [`Names`]: the self-defined code of 2001 or 2011.
    pub ethnicity: u16,
    /// Date of birth.
    pub born: Option<Day>,
    /// Day of death.
    pub died: Option<Day>,
}

/// A stay on a scheme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Registration {
    /// Its number.
    pub registration_id: i64,
    /// Whose it is.
    pub person_id: i64,
    /// The number of the scheme.
    pub scheme_id: i64,
    /// A code of [`Names`].
    pub strand: u16,
    /// Whether the person is under statutory supervision.
    pub statutory: bool,
    /// First day on the scheme.
    pub entered: Day,
    /// First day no longer on it.
    pub left: Option<Day>,
    /// When it reached us.
    pub known: Day,
}

/// One offence as the police computer has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Offence {
    /// Its number.
    pub offence_id: i64,
    /// When it was committed.
    pub offended: Day,
    /// When it was proven: convicted, or cautioned.
    pub proven: Option<Day>,
    /// When it reached us.
    pub known: Day,
    /// The class; none where the facts say a word that is no class.
    pub class: Option<OffenceClass>,
    /// Whether it was proven by a caution, reprimand or warning and not in court.
    pub cautioned: bool,
    /// Whether it belongs on the national record.
    pub recordable: bool,
    /// Whether it is a breach of an order and no offence of its own.
    pub breach: bool,
}

/// Time locked up, first day in to first day out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stay {
    /// First day in custody.
    pub from: Day,
    /// First day free again.
    pub until: Day,
}

/// Where a scheme lies, from a day to a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Area {
    /// The number of the scheme.
    pub scheme_id: i64,
    /// Crime and disorder reduction partnership.
    pub cdrp_id: i64,
    /// Local criminal justice board.
    pub lcjb_id: i64,
    /// Region.
    pub region_id: i64,
    /// First day.
    pub from: Day,
    /// First day no longer.
    pub until: Option<Day>,
}

/// Somebody put forward for a scheme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Nomination {
    /// Who.
    pub person_id: i64,
    /// The number of the scheme.
    pub scheme_id: i64,
    /// When.
    pub day: Day,
    /// Whether the panel took the person on; not yet decided is not taken on.
    pub taken_on: bool,
}
