//! What can be wrong with a definition, in words for whoever writes it.

use std::fmt;

use jiff::civil::Date;

/// A mistake in a definition, and where it is. Lines and columns count from one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}:{column}: {fault}")]
pub struct DefinitionFault {
    /// The file.
    pub file: String,
    /// The line.
    pub line: usize,
    /// The column, in characters.
    pub column: usize,
    /// The mistake.
    pub fault: Fault,
}

/// A mistake in a definition, and what would be right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// The file is not TOML.
    NotToml {
        /// What the parser says.
        message: String,
    },
    /// Two files define this measure.
    SameMeasure(String),
    /// A key nobody reads, or one that this kind of measure does not have.
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
        /// What it should be.
        wants: &'static str,
    },
    /// A value of the wrong kind, or one that cannot be.
    Wrong {
        /// The key.
        key: String,
        /// What it should be.
        wants: String,
    },
    /// A word nobody knows.
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
    /// Two choices that cannot both be.
    Contradiction {
        /// The one.
        this: String,
        /// The other.
        that: String,
        /// The line of the other.
        that_line: usize,
        /// Why, and what would be right.
        because: &'static str,
    },
}

fn suggest(f: &mut fmt::Formatter<'_>, nearest: Option<&String>, known: &[String]) -> fmt::Result {
    if let Some(nearest) = nearest {
        write!(f, "; did you mean `{nearest}`?")?;
    }
    if known.len() > 40 {
        return Ok(());
    }
    write!(f, "; known are `{}`", known.join("`, `"))
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotToml { message } => write!(f, "is not TOML: {message}"),
            Self::SameMeasure(key) => {
                write!(f, "another file defines `{key}`; give each measure a key of its own")
            }
            Self::UnknownKey { key, nearest, known } => {
                write!(f, "unknown key `{key}`")?;
                suggest(f, nearest.as_ref(), known)
            }
            Self::Missing { key, within, wants } => {
                write!(f, "`{key}` is missing in {within}; it should be {wants}")
            }
            Self::Wrong { key, wants } => write!(f, "`{key}` should be {wants}"),
            Self::UnknownWord { key, word, nearest, known } => {
                write!(f, "`{key}` cannot be `{word}`")?;
                if key == "source" {
                    write!(f, "; docs/guidance/sources.toml lists the documents")?;
                }
                suggest(f, nearest.as_ref(), known)
            }
            Self::Twice { key, word } => write!(f, "`{word}` stands twice in `{key}`; keep one"),
            Self::ToBeforeFrom { from, to } => {
                write!(f, "`to` ({to}) lies before `from` ({from}); it should be on it or after")
            }
            Self::Contradiction { this, that, that_line, because } => {
                write!(f, "{this} contradicts {that} (line {that_line}): {because}")
            }
        }
    }
}
