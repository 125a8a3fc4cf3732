//! The Criminal Records Office number: `NNNNNN/YYL`, or `SFYY/NL` of the older file.

use std::fmt;

use super::IdentifierFault;
use super::check::{check_letter, digits, letter_of, split_at, split_letter, tidy};

/// A well-formed CRO number.
///
/// Source: [HMPPS-CPR]. The letter of the standard form is that of the year followed by the
/// serial padded to six digits; in the older file the serial is not padded.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CroNumber {
    form: CroForm,
    year: u32,
    serial: u32,
}

/// The two files of the Criminal Records Office.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CroForm {
    /// Fingerprints are held.
    Standard,
    /// The older file, of people whose fingerprints were not kept.
    OlderFile,
}

impl CroNumber {
    /// Reads a CRO number of either form, with or without leading zeros and the slash.
    pub fn parse(text: &str) -> Result<Self, IdentifierFault> {
        let text = tidy(text)?;
        let (body, letter) = split_letter(&text)?;
        let number = match body.strip_prefix("SF") {
            Some(rest) => Self::older_file(rest)?,
            None => Self::standard(body)?,
        };
        check_letter(number.number(), letter)?;
        if number.serial == 0 {
            return Err(IdentifierFault::Placeholder);
        }
        Ok(number)
    }

    fn standard(body: &str) -> Result<Self, IdentifierFault> {
        let (serial, year) = match body.split_once('/') {
            Some(parts) => parts,
            None => split_at(body, body.len().saturating_sub(2))?,
        };
        Self::of(CroForm::Standard, year, serial)
    }

    fn older_file(body: &str) -> Result<Self, IdentifierFault> {
        let body = body.strip_prefix('/').unwrap_or(body);
        let (year, serial) = match body.split_once('/') {
            Some(parts) => parts,
            None => split_at(body, 2)?,
        };
        Self::of(CroForm::OlderFile, year, serial)
    }

    fn of(form: CroForm, year: &str, serial: &str) -> Result<Self, IdentifierFault> {
        let year = u32::try_from(digits(year, 2, 2)?).unwrap_or_default();
        let serial = u32::try_from(digits(serial, 1, 6)?).unwrap_or_default();
        Ok(Self { form, year, serial })
    }

    /// Which of the two files the number is of.
    pub const fn form(&self) -> CroForm {
        self.form
    }

    /// The number whose check letter the CRO number carries.
    fn number(&self) -> u64 {
        let places = match self.form {
            CroForm::Standard => 6,
            CroForm::OlderFile => self.serial.checked_ilog10().unwrap_or(0) + 1,
        };
        u64::from(self.year) * 10_u64.pow(places) + u64::from(self.serial)
    }
}

impl fmt::Display for CroNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let letter = letter_of(self.number());
        match self.form {
            CroForm::Standard => write!(f, "{:06}/{:02}{letter}", self.serial, self.year),
            CroForm::OlderFile => write!(f, "SF{:02}/{}{letter}", self.year, self.serial),
        }
    }
}

/// Prints no digits: the number is personal data.
impl fmt::Debug for CroNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CroNumber(..)")
    }
}
