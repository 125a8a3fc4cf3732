//! Days and moments as numbers, so that two can be subtracted.

use jiff::civil::{Date, date};

const FIRST: Date = date(1970, 1, 1);
/// Civil days, as databases count them.
pub(crate) const SECONDS_A_DAY: f64 = 86_400.0;

/// Days since 1 January 1970 in the Gregorian calendar; `None` for a day that does not exist.
pub(crate) fn day_number(year: i32, month: i32, day: i32) -> Option<i64> {
    let (year, month) = (i16::try_from(year).ok()?, i8::try_from(month).ok()?);
    let day = Date::new(year, month, i8::try_from(day).ok()?).ok()?;
    Some(day.duration_since(FIRST).as_hours() / 24)
}

/// Seconds since 1970 of a text `YYYY-MM-DD`, with a time of day or without.
pub(crate) fn parse_moment(text: &str) -> Option<f64> {
    let (date, time) = text.split_at_checked(10).unwrap_or((text, ""));
    let mut parts = date.splitn(3, '-');
    let mut next = || parts.next().and_then(|part| part.parse::<i32>().ok());
    let day = day_number(next()?, next()?, next()?)?;
    Some(day as f64 * SECONDS_A_DAY + time_of_day(time)?)
}

/// Seconds of `T10:30:00Z`, ` 10:30:00.5` or nothing.
fn time_of_day(text: &str) -> Option<f64> {
    let clock = text.trim_start_matches(['T', ' ']).trim_end_matches('Z');
    if clock.is_empty() {
        return Some(0.0);
    }
    let mut parts = clock.splitn(3, ':');
    let mut next = || parts.next().unwrap_or("0").parse::<f64>().ok();
    let (hours, minutes, seconds) = (next()?, next()?, next()?);
    let real = hours < 24.0 && minutes < 60.0 && seconds < 61.0 && !text.contains('-');
    real.then_some(hours * 3600.0 + minutes * 60.0 + seconds)
}
