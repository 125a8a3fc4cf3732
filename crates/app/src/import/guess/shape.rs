//! What the content of a column looks like, loosely: enough to tell columns apart, never to accept
//! or refuse a value. Check letters and real days are the rules' business.

use crate::import::field::Field;
use crate::import::sheet::Cell;

type Shape = fn(&Cell) -> bool;

/// The shape of a field that has one.
pub(super) fn of(field: Field) -> Option<Shape> {
    match field {
        Field::DateOfBirth
        | Field::NominatedOn
        | Field::RegisteredOn
        | Field::ReviewOn
        | Field::RemovedOn => Some(day),
        Field::Sex => Some(sex),
        Field::PncId => Some(pnc_id),
        Field::CroNumber => Some(cro_number),
        Field::PrisonNumber => Some(prison_number),
        Field::Crn => Some(crn),
        Field::Postcode => Some(postcode),
        Field::NoFixedAbode => Some(yes_or_no),
        Field::Reference
        | Field::Surname
        | Field::Forenames
        | Field::FullName
        | Field::Alias
        | Field::Ethnicity
        | Field::Address
        | Field::Strand
        | Field::NominatingAgency
        | Field::Statutory
        | Field::OffenderManager
        | Field::LeadWorker
        | Field::RemovalReason
        | Field::Notes => None,
    }
}

/// Whether the shape is the field's alone, so that it tells the field without a heading.
pub(super) fn tells_by_itself(field: Field) -> bool {
    [Field::PncId, Field::CroNumber, Field::PrisonNumber, Field::Crn, Field::Postcode]
        .contains(&field)
}

/// Letters and digits as `A` and `9`, spaces out, everything else as it is: `2002/0073319Z` becomes
/// `9999/9999999A`.
fn pattern(cell: &Cell) -> String {
    let Cell::Text(text) = cell else { return String::new() };
    let shape = |c: char| match c {
        c if c.is_ascii_digit() => '9',
        c if c.is_ascii_alphabetic() => 'A',
        c => c,
    };
    text.chars().filter(|c| !c.is_whitespace()).map(shape).collect()
}

fn digits(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c == '9')
}

/// Year and serial with a letter: `2002/0073319Z`, `79/163001B`, `20020073319Z`.
fn pnc_id(cell: &Cell) -> bool {
    let pattern = pattern(cell);
    let Some(body) = pattern.strip_suffix('A') else { return false };
    match body.split_once('/') {
        Some((year, serial)) => {
            digits(serial) && digits(year) && serial.len() <= 7 && matches!(year.len(), 2 | 4)
        }
        None => digits(body) && matches!(body.len(), 9 | 11),
    }
}

/// Serial, then year with a letter: `065656/91H`; of the older file `SF05/482703J`.
fn cro_number(cell: &Cell) -> bool {
    let pattern = pattern(cell);
    let Some(body) = pattern.strip_suffix('A') else { return false };
    let Some((left, right)) = body.split_once('/') else { return false };
    let older = left == "AA99" && digits(right);
    older || (digits(left) && digits(right) && right.len() == 2 && (5..=6).contains(&left.len()))
}

/// `A1234BC` today, `AB1234` before.
fn prison_number(cell: &Cell) -> bool {
    matches!(pattern(cell).as_str(), "A9999AA" | "AA9999")
}

/// A letter and six digits: `X123456`.
fn crn(cell: &Cell) -> bool {
    pattern(cell) == "A999999"
}

fn postcode(cell: &Cell) -> bool {
    let pattern = pattern(cell);
    let Some(outward) = pattern.strip_suffix("9AA") else { return false };
    matches!(outward, "A9" | "A99" | "AA9" | "AA99" | "A9A" | "AA9A")
}

fn sex(cell: &Cell) -> bool {
    const WORDS: [&str; 12] =
        ["m", "f", "male", "female", "man", "woman", "gwryw", "benyw", "g", "b", "1", "2"];
    one_of(cell, &WORDS)
}

fn yes_or_no(cell: &Cell) -> bool {
    const WORDS: [&str; 14] = [
        "y", "n", "yes", "no", "true", "false", "nfa", "nil", "ydy", "nac ydy", "ie", "na", "1",
        "0",
    ];
    one_of(cell, &WORDS)
}

fn one_of(cell: &Cell, words: &[&str]) -> bool {
    matches!(cell, Cell::Text(text) if words.contains(&text.to_lowercase().as_str()))
}

/// A date cell, or text of day, month and year in any of the ways people write them.
fn day(cell: &Cell) -> bool {
    if let Cell::Date(_) = cell {
        return true;
    }
    let Cell::Text(text) = cell else { return false };
    if matches!(text.len(), 6 | 8) && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return true;
    }
    let parts: Vec<&str> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let starts_with_digit = |part: &&&str| part.starts_with(|c: char| c.is_ascii_digit());
    let numbers = parts.iter().filter(starts_with_digit).count();
    text.len() <= 30 && parts.len() >= 3 && numbers >= 2
}
