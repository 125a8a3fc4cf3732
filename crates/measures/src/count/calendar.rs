//! Ages and months between days, without the cost of dates.

use crate::fact::Day;

/// Whole years from a day to another, by the calendar; none before it.
pub(super) fn years(from: Day, until: Day) -> u16 {
    months(from, until) / 12
}

/// Whole months from a day to another, by the calendar: the 31st to the 30th is not a whole one.
pub(super) fn months(from: Day, until: Day) -> u16 {
    let (first, last) = (civil(from), civil(until));
    let months = (last.0 - first.0) * 12 + last.1 - first.1 - i32::from(last.2 < first.2);
    u16::try_from(months.max(0)).unwrap_or(u16::MAX)
}

/// Year, month and day of the month, by the algorithm of Hinnant (2013): years begin in March, so
/// that the odd day comes last.
fn civil(day: Day) -> (i32, i32, i32) {
    let shifted = day + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let moved = (5 * of_year + 2) / 153;
    let month = if moved < 10 { moved + 3 } else { moved - 9 };
    let date = of_year - (153 * moved + 2) / 5 + 1;
    (year + era * 400 + i32::from(month <= 2), month, date)
}
