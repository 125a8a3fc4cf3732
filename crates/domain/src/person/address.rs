//! Where a person lives, or that they have no fixed abode.

use std::fmt;

use jiff::civil::Date;

use super::PersonRefusal;
use super::name::tidy;

/// The most lines an address may have, without its postcode.
pub const ADDRESS_LINES_LIMIT: usize = 6;
/// The longest line of an address, in characters.
pub const ADDRESS_LINE_LIMIT_CHARS: usize = 100;

/// Whether somebody lives at an address or has no fixed abode.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Abode {
    /// Lives there.
    Fixed,
    /// Has no fixed abode; the lines, if any, say where the person is found or gets letters.
    NoFixedAbode,
}

impl Abode {
    /// Both, in the order in which lists show them.
    pub const ALL: [Self; 2] = [Self::Fixed, Self::NoFixedAbode];

    /// The word under which it is stored and named in forms.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Fixed => "fixed",
            Self::NoFixedAbode => "no_fixed_abode",
        }
    }

    /// The abode stored under this word, if there is one.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.key() == key)
    }
}

/// A postcode of the usual form, for instance `CF10 1AA`. Whether it is in use is not known here.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Postcode(String);

impl Postcode {
    /// Reads a postcode, with or without its space, in capitals or not.
    pub fn parse(text: &str) -> Option<Self> {
        let text: String = text.chars().filter(|it| !it.is_whitespace()).collect();
        let text = text.to_ascii_uppercase();
        let (outward, inward) = text.split_at_checked(text.len().checked_sub(3)?)?;
        let fits = OUTWARD_SHAPES.contains(&shape(outward).as_str()) && shape(inward) == "0AA";
        fits.then(|| Self(format!("{outward} {inward}")))
    }

    /// The first half, which names the post town's district.
    pub fn outward(&self) -> &str {
        self.0.split(' ').next().unwrap_or_default()
    }

    /// The postcode as it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The shapes that the first half of a postcode has.
const OUTWARD_SHAPES: [&str; 6] = ["A0", "A00", "A0A", "AA0", "AA00", "AA0A"];

/// The text with `A` for every capital and `0` for every digit.
fn shape(text: &str) -> String {
    text.chars()
        .map(|it| match it {
            'A'..='Z' => 'A',
            '0'..='9' => '0',
            other => other,
        })
        .collect()
}

/// An address of a person between two dates, or a time without a fixed abode.
#[derive(Clone, PartialEq, Eq)]
pub struct Address {
    abode: Abode,
    lines: Vec<String>,
    postcode: Option<Postcode>,
    from: Option<Date>,
    to: Option<Date>,
}

impl Address {
    /// Reads an address. Empty lines are dropped, the postcode may be empty.
    ///
    /// No fixed abode is a fact of its own: the made-up postcodes that stand for it in other
    /// systems (`NF1 1NF`, `NF1 1FA`) and lines that only say so are read as that fact, and are
    /// not kept [HMPPS-CPR].
    pub fn parse(abode: Abode, lines: &str, postcode: &str) -> Result<Self, PersonRefusal> {
        let lines: Vec<String> = lines.lines().map(tidy).filter(|it| !it.is_empty()).collect();
        let (says_none, lines): (Vec<String>, Vec<String>) =
            lines.into_iter().partition(|it| says_no_fixed_abode(it));
        let postcode_says_none = stands_for_no_fixed_abode(postcode);
        let none = abode == Abode::NoFixedAbode || postcode_says_none || !says_none.is_empty();
        let abode = if none { Abode::NoFixedAbode } else { Abode::Fixed };
        let postcode = if postcode_says_none { "" } else { postcode.trim() };
        let address =
            Self { abode, lines, postcode: read_postcode(postcode)?, from: None, to: None };
        address.check_lines()?;
        Ok(address)
    }

    /// The address with the days of its first and last use, where known.
    pub fn between(self, from: Option<Date>, to: Option<Date>) -> Result<Self, PersonRefusal> {
        if from.zip(to).is_some_and(|(from, to)| to < from) {
            return Err(PersonRefusal::AddressEndsBeforeItStarts);
        }
        Ok(Self { from, to, ..self })
    }

    fn check_lines(&self) -> Result<(), PersonRefusal> {
        if self.abode == Abode::Fixed && self.lines.is_empty() && self.postcode.is_none() {
            return Err(PersonRefusal::AddressEmpty);
        }
        if self.lines.len() > ADDRESS_LINES_LIMIT {
            return Err(PersonRefusal::TooManyAddressLines { limit: ADDRESS_LINES_LIMIT });
        }
        let limit_chars = ADDRESS_LINE_LIMIT_CHARS;
        if self.lines.iter().any(|it| it.chars().count() > limit_chars) {
            return Err(PersonRefusal::AddressLineTooLong { limit_chars });
        }
        Ok(())
    }

    /// Whether the person lives there or has no fixed abode.
    pub const fn abode(&self) -> Abode {
        self.abode
    }

    /// The lines, without the postcode.
    pub fn lines(&self) -> &[String] {
        &self.lines
    }

    /// The postcode, if there is one.
    pub const fn postcode(&self) -> Option<&Postcode> {
        self.postcode.as_ref()
    }

    /// The first day, if known.
    pub const fn from(&self) -> Option<Date> {
        self.from
    }

    /// The last day, if it has ended and is known.
    pub const fn to(&self) -> Option<Date> {
        self.to
    }

    /// Whether it holds on a day. A date that is not known does not limit it.
    pub fn holds_on(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}

fn read_postcode(text: &str) -> Result<Option<Postcode>, PersonRefusal> {
    if text.is_empty() {
        return Ok(None);
    }
    Postcode::parse(text).map(Some).ok_or(PersonRefusal::NotAPostcode)
}

/// Whether a postcode is one of those made up to say that there is none.
fn stands_for_no_fixed_abode(postcode: &str) -> bool {
    Postcode::parse(postcode).is_some_and(|it| matches!(it.as_str(), "NF1 1NF" | "NF1 1FA"))
}

/// Whether a line only says that there is no fixed abode.
fn says_no_fixed_abode(line: &str) -> bool {
    let line = line.to_lowercase().replace(['.', '/'], "");
    matches!(
        line.as_str(),
        "nfa"
            | "no fixed abode"
            | "no fixed address"
            | "of no fixed abode"
            | "dim cartref sefydlog"
    )
}

/// Prints no line: they are personal data.
impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Address({}, ..)", self.abode.key())
    }
}

/// Prints no letter: where somebody lives is personal data.
impl fmt::Debug for Postcode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Postcode(..)")
    }
}
