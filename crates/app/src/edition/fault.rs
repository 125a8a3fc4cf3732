//! What can be wrong with an edition, in words for whoever keeps the files.

use std::fmt;

use domain::Date;

/// A mistake in an edition, and where it is. Lines and columns count from one; a mistake of the
/// whole file stands at line 1, column 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditionFault {
    /// The file.
    pub file: String,
    /// The line.
    pub line: usize,
    /// The column, in characters.
    pub column: usize,
    /// The mistake.
    pub fault: Fault,
}

/// A mistake in an edition, and what would be right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// The file cannot be read.
    Unreadable {
        /// Why not.
        reason: String,
    },
    /// The folder holds no editions.
    NoEditions,
    /// The file is not TOML.
    NotToml {
        /// What the parser says.
        message: String,
    },
    /// Two files hold an edition of this key.
    SameEdition(String),
    /// A key nobody reads.
    UnknownKey {
        /// The key.
        key: String,
        /// The known key it looks like.
        nearest: Option<String>,
        /// The known keys.
        known: Vec<String>,
    },
    /// A key that must be there.
    Missing {
        /// The key.
        key: String,
        /// Where it must be.
        within: String,
    },
    /// A value of the wrong kind.
    WrongKind {
        /// The key.
        key: String,
        /// What it should be.
        wants: String,
    },
    /// A word nobody knows: a kind of agency, a basis, a strand, a source.
    UnknownWord {
        /// The key.
        key: String,
        /// The word.
        word: String,
        /// The known word it looks like.
        nearest: Option<String>,
        /// The known words.
        known: Vec<String>,
    },
    /// The same word twice in a list.
    Twice {
        /// The key of the list.
        key: String,
        /// The word.
        word: String,
    },
    /// The last day lies before the first.
    ToBeforeFrom {
        /// The first day.
        from: Date,
        /// The last day.
        to: Date,
    },
    /// A figure, interval or range that runs the wrong way or is nought.
    OutOfRange {
        /// The key.
        key: String,
        /// What it should be.
        wants: String,
    },
    /// Two rules about the same thing are in force on the same day.
    Overlap {
        /// What they are about.
        topic: String,
        /// The line of the other.
        other_line: usize,
        /// The first day they share.
        on: Date,
    },
    /// People of an age can be on a strand with no day on which they are reviewed.
    NoReview {
        /// The strand.
        strand: String,
        /// The age.
        age: u8,
        /// The first day it is so.
        on: Date,
    },
}

impl EditionFault {
    pub(super) fn of_file(file: &str, fault: Fault) -> Self {
        Self { file: file.to_owned(), line: 1, column: 1, fault }
    }
}

impl fmt::Display for EditionFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}: {}", self.file, self.line, self.column, self.fault)
    }
}

fn suggest(f: &mut fmt::Formatter<'_>, nearest: Option<&String>, known: &[String]) -> fmt::Result {
    if let Some(nearest) = nearest {
        write!(f, "; did you mean `{nearest}`?")?;
    }
    if known.is_empty() {
        return write!(f, "; none is defined");
    }
    write!(f, "; known are `{}`", known.join("`, `"))
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable { reason } => write!(f, "cannot be read: {reason}"),
            Self::NoEditions => write!(f, "holds no edition; put `<key>.toml` files there"),
            Self::NotToml { message } => write!(f, "is not TOML: {message}"),
            Self::SameEdition(key) => {
                write!(f, "another file holds the edition `{key}`; give each a key of its own")
            }
            Self::UnknownKey { key, nearest, known } => {
                write!(f, "unknown key `{key}`")?;
                suggest(f, nearest.as_ref(), known)
            }
            Self::Missing { key, within } => write!(f, "`{key}` is missing in {within}"),
            Self::WrongKind { key, wants } | Self::OutOfRange { key, wants } => {
                write!(f, "`{key}` should be {wants}")
            }
            Self::UnknownWord { key, word, nearest, known } => {
                write!(f, "`{key}` cannot be `{word}`")?;
                suggest(f, nearest.as_ref(), known)
            }
            Self::Twice { key, word } => write!(f, "`{word}` stands twice in `{key}`; keep one"),
            Self::ToBeforeFrom { from, to } => {
                write!(f, "`to` ({to}) lies before `from` ({from}); it should be on it or after")
            }
            Self::Overlap { topic, other_line, on } => write!(
                f,
                "this {topic} and the one at line {other_line} say different things from {on}; \
                 end one on the day before the other begins"
            ),
            Self::NoReview { strand, age, on } => write!(
                f,
                "nobody aged {age} on the strand `{strand}` would be reviewed from {on}; \
                 add a [[review]] that covers them"
            ),
        }
    }
}

impl std::error::Error for EditionFault {}
