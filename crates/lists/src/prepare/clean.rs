//! What becomes of one typed text. What is kept is written to `out`, which is empty before.

use std::fmt::{Display, Write as _};

use domain::identifier::{Asn, Crn, CroNumber, IdentifierFault, PncId, PrisonNumber};
use domain::person::Postcode;
use jiff::civil::{Date, date as day};

use super::{Fate, Reason};
use crate::read::BETWEEN;

/// Nobody on a list was born before.
const EARLIEST_BIRTH: Date = day(1880, 1, 1);
/// What people write between several identifiers of one person; it stands in none of them.
const BETWEEN_IDENTIFIERS: [char; 2] = [BETWEEN, ','];

/// A name in capitals without accents, apostrophes and hyphens, with single spaces.
pub(super) fn name(text: &str, out: &mut String) -> Fate {
    if text.is_ascii() {
        fold(text, out);
    } else {
        // Letters of other scripts become Latin ones; what has no sound becomes nothing.
        fold(&deunicode::deunicode_with_tofu(text, ""), out);
    }
    if out.is_empty() { Fate::Blank } else { Fate::Kept }
}

fn fold(ascii: &str, out: &mut String) {
    let mut space = false;
    for letter in ascii.chars() {
        match letter {
            '\'' | '`' => {}
            '-' | '_' => space = true,
            other if other.is_whitespace() || other.is_control() => space = true,
            other => {
                if space && !out.is_empty() {
                    out.push(' ');
                }
                space = false;
                out.push(other.to_ascii_uppercase());
            }
        }
    }
}

/// A date as `YYYY-MM-DD`, from that or from day, month and year.
pub(super) fn date(text: &str, today: Date, out: &mut String) -> Fate {
    let text = text.trim();
    if text.is_empty() {
        return Fate::Blank;
    }
    let Some(found) = read_date(text) else { return Fate::SetAside(Reason::NotADate) };
    // The day after today: a list from elsewhere may be a day ahead.
    let latest = today.tomorrow().unwrap_or(today);
    if !(EARLIEST_BIRTH..=latest).contains(&found) {
        return Fate::SetAside(Reason::OutOfRange);
    }
    written(out, &found)
}

fn read_date(text: &str) -> Option<Date> {
    // A time of day may follow.
    let text = text.split(['T', ' ']).next()?;
    if text.len() == 8 && text.bytes().all(|it| it.is_ascii_digit()) {
        return new_date(text.get(..4)?, text.get(4..6)?, text.get(6..)?);
    }
    let mut parts = text.split(['-', '/', '.']);
    let (one, two, three) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    if one.len() == 4 { new_date(one, two, three) } else { new_date(three, two, one) }
}

fn new_date(year: &str, month: &str, day: &str) -> Option<Date> {
    let digits = |it: &str| !it.is_empty() && it.bytes().all(|it| it.is_ascii_digit());
    if year.len() != 4 || ![year, month, day].into_iter().all(digits) {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// M, F or X.
pub(super) fn sex(text: &str, out: &mut String) -> Fate {
    let text = text.trim();
    let known = ["M", "F", "X"].into_iter().zip(["MALE", "FEMALE", "X"]);
    for (letter, word) in known {
        if text.eq_ignore_ascii_case(letter) || text.eq_ignore_ascii_case(word) {
            out.push_str(letter);
            return Fate::Kept;
        }
    }
    if text.is_empty() { Fate::Blank } else { Fate::SetAside(Reason::NotASex) }
}

/// A postcode with its space. Those made up to say that there is none join nobody.
pub(super) fn postcode(text: &str, out: &mut String) -> Fate {
    if text.trim().is_empty() {
        return Fate::Blank;
    }
    let Some(found) = Postcode::parse(text) else { return Fate::SetAside(Reason::NotAPostcode) };
    if matches!(found.outward(), "NF1" | "ZZ99") {
        return Fate::SetAside(Reason::NoFixedAbode);
    }
    written(out, &found.as_str())
}

/// The first half of a postcode.
pub(super) fn outcode(postcode: &str, out: &mut String) -> Fate {
    written(out, &postcode.split(' ').next().unwrap_or_default())
}

pub(super) fn pnc(text: &str, year: i16, out: &mut String) -> Fate {
    identifier(text, |it| PncId::parse(it, year), out)
}

pub(super) fn cro(text: &str, out: &mut String) -> Fate {
    identifier(text, CroNumber::parse, out)
}

pub(super) fn prison_number(text: &str, out: &mut String) -> Fate {
    identifier(text, PrisonNumber::parse, out)
}

pub(super) fn asn(text: &str, out: &mut String) -> Fate {
    identifier(text, Asn::parse, out)
}

pub(super) fn crn(text: &str, out: &mut String) -> Fate {
    identifier(text, Crn::parse, out)
}

fn identifier<T: Display + PartialEq>(
    text: &str,
    read: impl Fn(&str) -> Result<T, IdentifierFault>,
    out: &mut String,
) -> Fate {
    match read(text) {
        Ok(identifier) => written(out, &identifier),
        Err(IdentifierFault::Empty) => Fate::Blank,
        Err(_) if text.contains(BETWEEN_IDENTIFIERS) => several(text, read, out),
        Err(fault) => Fate::SetAside(reason(fault)),
    }
}

/// Of several identifiers in one field the first well-formed one is kept: a model compares one. The
/// same one in another spelling is no other.
fn several<T: Display + PartialEq>(
    text: &str,
    read: impl Fn(&str) -> Result<T, IdentifierFault>,
    out: &mut String,
) -> Fate {
    let mut kept: Option<T> = None;
    let mut reasons = Vec::new();
    for part in text.split(BETWEEN_IDENTIFIERS) {
        match (read(part), &kept) {
            (Err(IdentifierFault::Empty), _) => {}
            (Err(fault), _) => reasons.push(reason(fault)),
            (Ok(found), None) => kept = Some(found),
            (Ok(found), Some(first)) if found == *first => {}
            (Ok(_), Some(_)) => reasons.push(Reason::MoreThanOne),
        }
    }
    if let Some(kept) = kept {
        written(out, &kept);
    }
    Fate::Several(reasons)
}

fn reason(fault: IdentifierFault) -> Reason {
    match fault {
        IdentifierFault::Empty | IdentifierFault::WrongShape => Reason::Form,
        IdentifierFault::WrongCheckLetter { .. } => Reason::CheckLetter,
        IdentifierFault::ImpossibleYear { .. } => Reason::Year,
        IdentifierFault::Placeholder => Reason::Placeholder,
    }
}

fn written(out: &mut String, what: &impl Display) -> Fate {
    match write!(out, "{what}") {
        Ok(()) => Fate::Kept,
        Err(_) => Fate::Blank,
    }
}
