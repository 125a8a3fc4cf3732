//! Days as numbers, so that two can be subtracted.

use jiff::civil::{Date, date};

const FIRST: Date = date(1970, 1, 1);

/// Days since 1 January 1970 in the Gregorian calendar; `None` for a day that does not exist.
pub(crate) fn day_number(year: i32, month: i32, day: i32) -> Option<i64> {
    let (year, month) = (i16::try_from(year).ok()?, i8::try_from(month).ok()?);
    let day = Date::new(year, month, i8::try_from(day).ok()?).ok()?;
    Some(day.duration_since(FIRST).as_hours() / 24)
}

/// The day number of a text that begins `YYYY-MM-DD`.
pub(crate) fn parse_day(text: &str) -> Option<i64> {
    let mut parts = text.get(..10).unwrap_or(text).splitn(3, '-');
    let mut next = || parts.next().and_then(|part| part.parse::<i32>().ok());
    day_number(next()?, next()?, next()?)
}
