//! The Police National Computer's id of a person: `YYYY/NNNNNNNL`.

use std::fmt;

use super::IdentifierFault;
use super::check::{check_letter, digits, letter_of, split_at, split_letter, tidy};

/// The earliest year a PNC id may name in four digits.
const EARLIEST_YEAR: i16 = 1900;

/// A well-formed PNC id.
///
/// Source: [HMPPS-CPR]. The letter is that of the two-digit year followed by the serial
/// padded to seven digits.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PncId {
    year: i16,
    serial: u32,
}

impl PncId {
    /// Reads a PNC id with a year of two or four digits, with or without the slash.
    ///
    /// Without a slash, ten digits or more begin with a four-digit year, fewer with two.
    /// A two-digit year not after `current_year` is of this century, else of the last.
    pub fn parse(text: &str, current_year: i16) -> Result<Self, IdentifierFault> {
        let text = tidy(text)?;
        let (body, letter) = split_letter(&text)?;
        let (year, serial) = match body.split_once('/') {
            Some(parts) => parts,
            None => split_at(body, if body.len() >= 10 { 4 } else { 2 })?,
        };
        let serial = u32::try_from(digits(serial, 1, 7)?).unwrap_or_default();
        let year = full_year(year, current_year)?;
        let id = Self { year, serial };
        check_letter(id.number(), letter)?;
        if !(EARLIEST_YEAR..=current_year).contains(&year) {
            return Err(IdentifierFault::ImpossibleYear { year });
        }
        if serial == 0 {
            return Err(IdentifierFault::Placeholder);
        }
        Ok(id)
    }

    /// The year in which the record was made.
    pub const fn year(&self) -> i16 {
        self.year
    }

    /// The number whose check letter the id carries.
    fn number(&self) -> u64 {
        let year = u64::from(self.year.rem_euclid(100).unsigned_abs());
        year * 10_000_000 + u64::from(self.serial)
    }
}

/// The year that two or four digits mean.
fn full_year(text: &str, current_year: i16) -> Result<i16, IdentifierFault> {
    let year = i16::try_from(digits(text, 2, 4)?).map_err(|_| IdentifierFault::WrongShape)?;
    match text.len() {
        4 => Ok(year),
        2 if 2000 + year <= current_year => Ok(2000 + year),
        2 => Ok(1900 + year),
        _ => Err(IdentifierFault::WrongShape),
    }
}

impl fmt::Display for PncId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}/{:07}{}", self.year, self.serial, letter_of(self.number()))
    }
}

/// Prints no digits: the id is personal data.
impl fmt::Debug for PncId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PncId(..)")
    }
}
