//! Reasons as somebody wrote them, and the names of those who spoke.

use std::fmt;

/// Characters that reasons may hold. Notes are not cut short, but a two-megabyte paste is
/// refused with a number.
pub const REASONS_MAX_CHARS: usize = 20_000;

/// Characters that the name of somebody who spoke may hold.
pub const SPEAKER_MAX_CHARS: usize = 200;

/// Free text that gives reasons: never blank, never cut, kept exactly as it was written.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Reasons(String);

/// The text does not give reasons that can be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReasonsRefusal {
    /// Nothing but white space.
    Blank,
    /// Longer than the limit.
    TooLong { chars: usize, at_most: usize },
}

impl Reasons {
    /// Takes the text as it is: the surrounding white space is kept too.
    pub fn parse(text: &str) -> Result<Self, ReasonsRefusal> {
        fitting(text, REASONS_MAX_CHARS).map(|()| Self(text.to_owned()))
    }

    /// The text as it was written.
    pub fn text(&self) -> &str {
        &self.0
    }
}

/// The name of the person who spoke for an agency, or who took the chair.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Speaker(String);

impl Speaker {
    /// Takes a name that is not blank, without the white space around it.
    pub fn parse(text: &str) -> Result<Self, ReasonsRefusal> {
        let name = text.trim();
        fitting(name, SPEAKER_MAX_CHARS).map(|()| Self(name.to_owned()))
    }

    /// The name.
    pub fn name(&self) -> &str {
        &self.0
    }
}

fn fitting(text: &str, at_most: usize) -> Result<(), ReasonsRefusal> {
    if text.trim().is_empty() {
        return Err(ReasonsRefusal::Blank);
    }
    let chars = text.chars().count();
    if chars > at_most {
        return Err(ReasonsRefusal::TooLong { chars, at_most });
    }
    Ok(())
}

// Reasons and names are personal data: a log or an error text shows only how long they are.
impl fmt::Debug for Reasons {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Reasons({} bytes)", self.0.len())
    }
}

impl fmt::Debug for Speaker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Speaker({} bytes)", self.0.len())
    }
}
