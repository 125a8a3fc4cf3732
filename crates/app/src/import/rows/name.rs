//! A name out of one cell.

use std::fmt;

/// A name in two parts, and how the parts were told from each other.
#[derive(Clone, PartialEq, Eq)]
pub struct PersonName {
    pub surname: String,
    pub forenames: Option<String>,
    pub order: NameOrder,
}

/// How sure it is which part is the surname.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameOrder {
    /// Each part stood in a column of its own.
    Columns,
    /// `Surname, Forename`.
    Comma,
    /// The surname stood in capitals: `Robin EXAMPLE`, `EXAMPLE Robin`.
    Capitals,
    /// By the last word: `Robin Example`. A guess: show it to somebody.
    LastWord,
}

/// Words that belong to the surname after them.
const PARTICLES: [&str; 14] =
    ["ap", "ab", "ferch", "de", "da", "di", "del", "der", "den", "el", "al", "la", "le", "van"];

/// Splits a full name; none when it is one word only.
pub(super) fn split(full: &str) -> Option<PersonName> {
    if let Some((surname, forenames)) = full.split_once(',') {
        return name(surname, forenames, NameOrder::Comma);
    }
    let words: Vec<&str> = full.split_whitespace().collect();
    if let Some((surname, forenames)) = by_capitals(&words) {
        return name(&surname, &forenames, NameOrder::Capitals);
    }
    let mut surname_from = words.len().checked_sub(1)?;
    while surname_from > 1 && words.get(surname_from - 1).is_some_and(|word| is_particle(word)) {
        surname_from -= 1;
    }
    let (forenames, surname) = words.split_at_checked(surname_from)?;
    name(&surname.join(" "), &forenames.join(" "), NameOrder::LastWord)
}

fn name(surname: &str, forenames: &str, order: NameOrder) -> Option<PersonName> {
    let (surname, forenames) = (surname.trim(), forenames.trim());
    if surname.is_empty() || forenames.is_empty() {
        return None;
    }
    Some(PersonName { surname: surname.to_owned(), forenames: Some(forenames.to_owned()), order })
}

/// Some words in capitals and some not, all of one kind together.
fn by_capitals(words: &[&str]) -> Option<(String, String)> {
    let capitals = words.iter().filter(|word| is_capitals(word)).count();
    if capitals == 0 || capitals == words.len() {
        return None;
    }
    let (first, after) = words.split_at_checked(capitals)?;
    if first.iter().all(|word| is_capitals(word)) {
        return Some((first.join(" "), after.join(" ")));
    }
    let (before, last) = words.split_at_checked(words.len() - capitals)?;
    last.iter().all(|word| is_capitals(word)).then(|| (last.join(" "), before.join(" ")))
}

/// At least two letters and none of them small: an initial is not a surname in capitals.
fn is_capitals(word: &str) -> bool {
    word.chars().filter(|c| c.is_uppercase()).count() >= 2 && !word.chars().any(char::is_lowercase)
}

fn is_particle(word: &str) -> bool {
    PARTICLES.contains(&word.to_lowercase().as_str())
}

/// How it was told only: a name never reaches a log.
impl fmt::Debug for PersonName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PersonName by {:?}", self.order)
    }
}
