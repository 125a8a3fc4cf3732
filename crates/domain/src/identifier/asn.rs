//! Arrest and summons numbers: `YY/FFUU/SS/NNNNNNNNNNNL`.

use std::fmt;

use super::IdentifierFault;
use super::check::{check_letter, digits, letter_of, split_at, split_letter, tidy};

/// A well-formed arrest or summons number.
///
/// Source: [BICHARD7 ASN]. Year, force, unit and system of two characters each, a sequence of
/// eleven digits. The letter is that of force, system, year and sequence, in this order; a force
/// or a system that has a letter in it is left out of the sum.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Asn {
    year: String,
    force: String,
    unit: String,
    system: String,
    sequence: u64,
}

impl Asn {
    /// Reads an arrest or summons number, with or without slashes and leading zeros of the
    /// sequence; without slashes it has six digits at least.
    pub fn parse(text: &str) -> Result<Self, IdentifierFault> {
        let text = tidy(text)?;
        let (body, letter) = split_letter(&text)?;
        let least_digits = least_digits(body)?;
        let body = body.replace('/', "");
        let (year, rest) = split_at(&body, 2)?;
        let (force, rest) = split_at(rest, 2)?;
        let (unit, rest) = split_at(rest, 2)?;
        let (system, sequence) = split_at(rest, 2)?;
        digits(year, 2, 2)?;
        let parts = [force, unit, system];
        if !parts.into_iter().all(|it| it.bytes().all(|byte| byte.is_ascii_alphanumeric())) {
            return Err(IdentifierFault::WrongShape);
        }
        let asn = Self {
            year: year.to_owned(),
            force: force.to_owned(),
            unit: unit.to_owned(),
            system: system.to_owned(),
            sequence: digits(sequence, least_digits, 11)?,
        };
        check_letter(asn.number(), letter)?;
        if asn.sequence == 0 {
            return Err(IdentifierFault::Placeholder);
        }
        Ok(asn)
    }

    /// The number whose check letter the arrest or summons number carries.
    fn number(&self) -> u64 {
        let head = [&self.force, &self.system, &self.year];
        let head = head.into_iter().filter_map(|it| it.parse::<u64>().ok());
        head.fold(0, |sum, part| sum * 100 + part) * 100_000_000_000 + self.sequence
    }
}

/// How many digits of the sequence must be there: written without slashes, a short one could be
/// any number.
fn least_digits(body: &str) -> Result<usize, IdentifierFault> {
    let lengths: Vec<usize> = body.split('/').map(str::len).collect();
    match lengths.as_slice() {
        [_] => Ok(6),
        [2, 4, 2, _] => Ok(1),
        _ => Err(IdentifierFault::WrongShape),
    }
}

impl fmt::Display for Asn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { year, force, unit, system, sequence } = self;
        write!(f, "{year}/{force}{unit}/{system}/{sequence:011}{}", letter_of(self.number()))
    }
}

/// Prints no digits: the number is personal data.
impl fmt::Debug for Asn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Asn(..)")
    }
}
