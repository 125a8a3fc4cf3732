//! Names of people.

use std::fmt;

use super::PersonRefusal;

/// The longest forenames or surname that is kept, in characters.
pub const NAME_LIMIT_CHARS: usize = 100;

/// What a name is to a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameKind {
    /// The name by which the person is known now.
    Main,
    /// A name given to deceive, or otherwise used beside the main one.
    Alias,
    /// A name the person had before.
    Former,
    /// What friends say.
    Nickname,
}

impl NameKind {
    /// Every kind, in the order in which lists show them.
    pub const ALL: [Self; 4] = [Self::Main, Self::Alias, Self::Former, Self::Nickname];

    /// The word under which the kind is stored and named in forms.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Main => "main",
            Self::Alias => "alias",
            Self::Former => "former",
            Self::Nickname => "nickname",
        }
    }

    /// The kind stored under this word, if there is one.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.key() == key)
    }
}

/// A name of a person: forenames, surname, or one of the two alone.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonName {
    forenames: String,
    surname: String,
    kind: NameKind,
}

impl PersonName {
    /// Reads a name. Spaces around and between words are evened out, and characters that do not
    /// print are dropped; spelling, capitals and accents stay as they are.
    pub fn parse(forenames: &str, surname: &str, kind: NameKind) -> Result<Self, PersonRefusal> {
        let name = Self { forenames: tidy(forenames), surname: tidy(surname), kind };
        let parts = [&name.forenames, &name.surname];
        if !parts.iter().any(|it| it.chars().any(char::is_alphabetic)) {
            return Err(PersonRefusal::NoName);
        }
        if parts.iter().any(|it| it.chars().count() > NAME_LIMIT_CHARS) {
            return Err(PersonRefusal::NameTooLong { limit_chars: NAME_LIMIT_CHARS });
        }
        Ok(name)
    }

    /// The forenames; empty if the person has one name only.
    pub fn forenames(&self) -> &str {
        &self.forenames
    }

    /// The surname; empty if the person has one name only.
    pub fn surname(&self) -> &str {
        &self.surname
    }

    /// What the name is to the person.
    pub const fn kind(&self) -> NameKind {
        self.kind
    }

    /// Forenames and surname, as said.
    pub fn full(&self) -> String {
        joined([&self.forenames, &self.surname], " ")
    }

    /// Surname, comma, forenames, as lists are sorted.
    pub fn surname_first(&self) -> String {
        joined([&self.surname, &self.forenames], ", ")
    }
}

/// The parts that are not empty, joined.
fn joined(parts: [&str; 2], between: &str) -> String {
    let parts: Vec<&str> = parts.into_iter().filter(|it| !it.is_empty()).collect();
    parts.join(between)
}

/// Text on one line, single-spaced, without characters that do not print.
pub(super) fn tidy(text: &str) -> String {
    let printing: String =
        text.chars().filter(|it| it.is_whitespace() || !it.is_control()).collect();
    printing.split_whitespace().collect::<Vec<&str>>().join(" ")
}

/// Prints no name: it is personal data.
impl fmt::Debug for PersonName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PersonName({}, ..)", self.kind.key())
    }
}
