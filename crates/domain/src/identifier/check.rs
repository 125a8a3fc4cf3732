//! The check letter that police numbers share, and the pieces their parsers are made of.

use super::IdentifierFault;

/// The 23 check letters: no I, O or S, which look like digits.
const LETTERS: [char; 23] = [
    'Z', 'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'J', 'K', 'L', 'M', 'N', 'P', 'Q', 'R', 'T', 'U',
    'V', 'W', 'X', 'Y',
];

/// The check letter of a number made of the digits of an identifier.
pub(super) fn letter_of(number: u64) -> char {
    let place = usize::try_from(number % 23).unwrap_or_default();
    LETTERS.get(place).copied().unwrap_or('Z')
}

/// Refuses a letter that does not follow from the number.
pub(super) fn check_letter(number: u64, found: char) -> Result<(), IdentifierFault> {
    let expected = letter_of(number);
    if expected == found {
        return Ok(());
    }
    Err(IdentifierFault::WrongCheckLetter { expected, found })
}

/// Upper case, without spaces and invisible characters, every separator a slash.
pub(super) fn tidy(text: &str) -> Result<String, IdentifierFault> {
    let tidied: String = text
        .chars()
        .filter(|it| !it.is_whitespace() && !it.is_control() && !is_invisible(*it))
        .map(|it| match it {
            '\\' | '-' | '\u{2013}' => '/',
            other => other.to_ascii_uppercase(),
        })
        .collect();
    if tidied.is_empty() { Err(IdentifierFault::Empty) } else { Ok(tidied) }
}

/// Characters that word processors and web pages leave in copied text.
const fn is_invisible(it: char) -> bool {
    matches!(it, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// The text before its last letter, and that letter.
pub(super) fn split_letter(text: &str) -> Result<(&str, char), IdentifierFault> {
    let letter = text.chars().last().filter(char::is_ascii_uppercase);
    let letter = letter.ok_or(IdentifierFault::WrongShape)?;
    let body = text.strip_suffix(letter).ok_or(IdentifierFault::WrongShape)?;
    Ok((body, letter))
}

/// The number that these digits write, if there are between `least` and `most` of them.
pub(super) fn digits(text: &str, least: usize, most: usize) -> Result<u64, IdentifierFault> {
    let fits = (least..=most).contains(&text.len()) && text.chars().all(|it| it.is_ascii_digit());
    if !fits {
        return Err(IdentifierFault::WrongShape);
    }
    text.parse().map_err(|_| IdentifierFault::WrongShape)
}

/// Splits text at a place from its start, if it is that long.
pub(super) fn split_at(text: &str, place: usize) -> Result<(&str, &str), IdentifierFault> {
    text.split_at_checked(place).ok_or(IdentifierFault::WrongShape)
}
