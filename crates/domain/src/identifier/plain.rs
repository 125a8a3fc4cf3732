//! Identifiers that carry no check letter: prison numbers and probation's case numbers.

use std::fmt;

use super::IdentifierFault;
use super::check::tidy;

/// A well-formed prison number: today's `A1234BC`, or the older `AB1234` of LIDS.
///
/// Source: [HMPPS-CPR].
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PrisonNumber(String);

/// The two forms that prison numbers have had.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PrisonNumberForm {
    /// A letter, four digits, two letters.
    Today,
    /// Two letters, four digits.
    Lids,
}

impl PrisonNumber {
    /// Reads a prison number of either form.
    pub fn parse(text: &str) -> Result<Self, IdentifierFault> {
        let number = Self(tidy(text)?);
        let shape = shape(&number.0);
        if shape != "A0000AA" && shape != "AA0000" {
            return Err(IdentifierFault::WrongShape);
        }
        if number.0.chars().filter(char::is_ascii_digit).all(|it| it == '0') {
            return Err(IdentifierFault::Placeholder);
        }
        Ok(number)
    }

    /// Which of the two forms it has.
    pub const fn form(&self) -> PrisonNumberForm {
        if self.0.len() == 6 { PrisonNumberForm::Lids } else { PrisonNumberForm::Today }
    }
}

/// A well-formed case reference number of probation: a letter and six digits.
///
/// Source: [HMPPS-CPR].
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Crn(String);

impl Crn {
    /// Reads a case reference number.
    pub fn parse(text: &str) -> Result<Self, IdentifierFault> {
        let number = Self(tidy(text)?);
        if shape(&number.0) != "A000000" {
            return Err(IdentifierFault::WrongShape);
        }
        if number.0.ends_with("000000") {
            return Err(IdentifierFault::Placeholder);
        }
        Ok(number)
    }
}

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

impl fmt::Display for PrisonNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for Crn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Prints no digits: the number is personal data.
impl fmt::Debug for PrisonNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PrisonNumber(..)")
    }
}

/// Prints no digits: the number is personal data.
impl fmt::Debug for Crn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Crn(..)")
    }
}
