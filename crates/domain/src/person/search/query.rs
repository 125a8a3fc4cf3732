//! What somebody typed into the search box, taken apart.

use std::fmt;

use jiff::civil::Date;

use super::fold::words;
use super::sound::sound;
use crate::identifier::{Identifier, IdentifierKind};
use crate::when::{Sense, parse_date};

/// The most words of a search that are read; the rest are left.
pub const QUERY_LIMIT_WORDS: usize = 16;

/// The most words that one identifier or date is written in: `1 Jan 1990`, `A1234 BC`.
const WIDEST_WORDS: usize = 4;

/// A search for people.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Query {
    /// What could be identifiers. A text that could be of several kinds stands once for each;
    /// one whose check letter is wrong stands with its fault, so that a page can say so.
    pub identifiers: Vec<Identifier>,
    /// What reads as dates of birth.
    pub born: Vec<Date>,
    /// The words that remain, which are names: the person has every one of them.
    pub words: Vec<SearchWord>,
}

/// One word of a name that is looked for.
#[derive(Clone, PartialEq, Eq)]
pub struct SearchWord {
    any_of: Vec<String>,
}

impl SearchWord {
    /// The folded forms, any of which a token of the person must equal or begin with.
    pub fn any_of(&self) -> &[String] {
        &self.any_of
    }

    /// The codes of sound of the forms, for a search that forgives spelling.
    pub fn sounds(&self) -> Vec<String> {
        self.any_of.iter().map(|it| sound(it)).filter(|it| !it.is_empty()).collect()
    }

    /// Whether one of a person's tokens is this word, or begins with it.
    pub fn is_in(&self, tokens: &[String]) -> bool {
        self.any_of.iter().any(|word| tokens.iter().any(|token| token.starts_with(word.as_str())))
    }

    /// Whether one of a person's tokens sounds like this word.
    pub fn sounds_like_one_of(&self, tokens: &[String]) -> bool {
        let sounds = self.sounds();
        tokens.iter().any(|token| sounds.contains(&sound(token)))
    }
}

impl Query {
    /// Takes apart what was typed. Two-digit years of birth are in the past as of `today`.
    pub fn parse(text: &str, today: Date) -> Self {
        let typed: Vec<&str> = text.split_whitespace().take(QUERY_LIMIT_WORDS).collect();
        let mut query = Self::default();
        let mut names: Vec<&str> = Vec::new();
        let mut rest = typed.as_slice();
        while let Some((first, after)) = rest.split_first() {
            let taken = query.take(rest, today);
            if taken == 0 {
                names.push(first);
            }
            rest = rest.get(taken..).filter(|_| taken > 0).unwrap_or(after);
        }
        query.words = words(&names.join(" ")).into_iter().map(SearchWord::of).collect();
        query
    }

    /// Whether there is nothing to look for.
    pub fn is_empty(&self) -> bool {
        self.identifiers.is_empty() && self.born.is_empty() && self.words.is_empty()
    }

    /// Whether every word is a name of the person with these tokens.
    pub fn names_are_in(&self, tokens: &[String]) -> bool {
        self.words.iter().all(|it| it.is_in(tokens))
    }

    /// Takes the widest date or identifier that the words begin with; the number of words taken.
    fn take(&mut self, rest: &[&str], today: Date) -> usize {
        for width in (1..=WIDEST_WORDS.min(rest.len())).rev() {
            let Some(window) = rest.get(..width).filter(|it| may_be_one_thing(it)) else {
                continue;
            };
            let text = window.join(" ");
            let text = text.trim_matches([',', ';']);
            let born = parse_date(text, Sense::Past, today);
            if let Some(born) = born.ok().filter(|_| may_be_a_date(window)) {
                self.born.push(born);
                return width;
            }
            let read = identifiers(text, today.year());
            // A run of words is one identifier only if it is a good one.
            if read.iter().any(|it| width == 1 || it.for_matching().is_some()) {
                self.identifiers.extend(read);
                return width;
            }
        }
        0
    }
}

/// Whether words may together be one identifier or date: names have no digits.
fn may_be_one_thing(window: &[&str]) -> bool {
    window.iter().any(|it| it.contains(|it: char| it.is_ascii_digit()))
}

/// Whether words may together be a date: a name before one, `Ed 1/5/90`, is not part of it.
fn may_be_a_date(window: &[&str]) -> bool {
    let starts = window.first().is_some_and(|it| it.starts_with(|it: char| it.is_ascii_digit()));
    starts || window.len() == 3
}

/// The identifiers that a text could be.
fn identifiers(text: &str, current_year: i16) -> Vec<Identifier> {
    let kinds = IdentifierKind::guess(text, current_year);
    kinds.into_iter().map(|kind| Identifier::parse(kind, text, current_year)).collect()
}

impl SearchWord {
    fn of(mut any_of: Vec<String>) -> Self {
        any_of.dedup();
        Self { any_of }
    }
}

/// Prints counts only: what is looked for is personal data.
impl fmt::Debug for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { identifiers, born, words } = self;
        let counts = (identifiers.len(), born.len(), words.len());
        write!(f, "Query(identifiers: {}, dates: {}, words: {})", counts.0, counts.1, counts.2)
    }
}

/// Prints no letter: what is looked for is personal data.
impl fmt::Debug for SearchWord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SearchWord(..)")
    }
}
