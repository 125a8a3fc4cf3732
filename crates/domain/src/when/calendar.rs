//! Sums with civil dates: working days, months, and the date in London.

#[cfg(test)]
mod tests;

use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

/// Whether people work on this day: Monday to Friday, and not in the holidays given.
pub fn is_working_day(date: Date, holidays: &[Date]) -> bool {
    let weekend = matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday);
    !weekend && !holidays.contains(&date)
}

/// The working day that many working days after a date. The date itself is not counted; none
/// added gives the date as it is, be it a working day or not.
pub fn add_working_days(from: Date, working_days: u16, holidays: &[Date]) -> Date {
    let mut left = working_days;
    let mut date = from;
    while left > 0 && date < Date::MAX {
        date = date.saturating_add(1.day());
        if is_working_day(date, holidays) {
            left -= 1;
        }
    }
    date
}

/// The number of working days after `from`, up to and with `to`; none if `to` is not later.
pub fn working_days_between(from: Date, to: Date, holidays: &[Date]) -> usize {
    let first = from.saturating_add(1.day());
    first
        .series(1.day())
        .take_while(|it| *it <= to)
        .filter(|it| *it > from && is_working_day(*it, holidays))
        .count()
}

/// The same day of the month that many months later, or earlier if negative.
///
/// If that month is too short its last day is taken: one month after 31 January is 28 or 29
/// February. Intervals are counted from the first date, not from one another, so that two months
/// after 31 January is 31 March.
pub fn add_months(date: Date, months: i16) -> Date {
    date.saturating_add(months.months())
}

/// The date that the calendar in London shows at an instant.
pub fn london_date(instant: Timestamp) -> Date {
    instant.to_zoned(london()).date()
}

/// London's time. The zone is part of the program; today's rule stands in should it be missing.
fn london() -> TimeZone {
    TimeZone::get("Europe/London")
        .or_else(|_| TimeZone::posix("GMT0BST,M3.5.0/1,M10.5.0"))
        .unwrap_or(TimeZone::UTC)
}
