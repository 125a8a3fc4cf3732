//! What is wrong with an identifier, a date or a time that somebody typed.

use domain::Date;
use domain::identifier::IdentifierFault;
use domain::when::{DateFault, DatePart, EARLIEST_YEAR, LATEST_YEAR, Sense, TimeFault, parse_date};

use crate::i18n::Msg;
use crate::msg;

/// Why an identifier is kept as typed and not used to match records.
pub fn identifier_fault(fault: IdentifierFault) -> Msg {
    match fault {
        IdentifierFault::Empty => msg!("Nothing was typed"),
        IdentifierFault::WrongShape => {
            msg!("The letters and digits are not where this kind of number has them")
        }
        IdentifierFault::WrongCheckLetter { expected, found } => msg!(
            "The last letter should be {expected} for these digits, not {found}. \
             One of them was mistyped",
            expected = expected.to_string(),
            found = found.to_string(),
        ),
        IdentifierFault::ImpossibleYear { year } => {
            msg!("No such number was given in {year}", year = i32::from(year))
        }
        IdentifierFault::Placeholder => {
            msg!("Systems put this number where there is none")
        }
    }
}

/// Why a text is not a date.
pub fn date_fault(fault: &DateFault) -> Msg {
    match fault {
        DateFault::Empty => msg!("Enter a date"),
        DateFault::Missing(parts) => match parts.as_slice() {
            [DatePart::Day] => msg!("The date must include a day"),
            [DatePart::Month] => msg!("The date must include a month"),
            [DatePart::Year] => msg!("The date must include a year"),
            [] | [_, ..] => msg!("The date must include a day, a month and a year"),
        },
        DateFault::NotADate => msg!("Enter a date like 27 3 2006 or 27 March 2006"),
        DateFault::NotA(DatePart::Day) => msg!("The day must be a number"),
        DateFault::NotA(DatePart::Month) => {
            msg!("The month must be a number or the name of a month")
        }
        DateFault::NotA(DatePart::Year) => msg!("The year must be a number"),
        DateFault::NoSuchDay { day, month, year } => msg!(
            "There is no such day as {day}/{month}/{year}",
            day = i32::from(*day),
            month = i32::from(*month),
            year = i32::from(*year),
        ),
        DateFault::YearOutOfRange { year } => msg!(
            "The year must be between {earliest} and {latest}, not {year}",
            earliest = i32::from(EARLIEST_YEAR),
            latest = i32::from(LATEST_YEAR),
            year = i32::from(*year),
        ),
    }
}

/// Why a text is not a time of day.
pub fn time_fault(fault: &TimeFault) -> Msg {
    match fault {
        TimeFault::Empty => msg!("Enter a time"),
        TimeFault::NotATime => msg!("Enter a time like 9:30am or 14:30"),
        TimeFault::NoSuchTime { hour, minute } => msg!(
            "There is no such time as {hour}:{minute}",
            hour = i32::from(*hour),
            minute = format!("{minute:02}"),
        ),
    }
}

/// Reads a date as people type it, for `FormReader::date`:
/// `form.date("born_on", words::read_date(Sense::Past, today), msg!("Enter .."))`.
pub fn read_date(sense: Sense, today: Date) -> impl Fn(&str) -> Result<Date, Msg> {
    move |text| parse_date(text, sense, today).map_err(|fault| date_fault(&fault))
}
