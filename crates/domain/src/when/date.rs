//! Dates as people type them.

#[cfg(test)]
mod tests;

use jiff::ToSpan;
use jiff::civil::Date;

use super::names;

/// The earliest year a date may have.
pub const EARLIEST_YEAR: i16 = 1880;
/// The latest year a date may have.
pub const LATEST_YEAR: i16 = 2199;

/// Years ahead of today that two digits may still mean when a date is near.
const NEAR_YEARS_AHEAD: i16 = 30;

/// What a date is of, which decides the century that a two-digit year means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sense {
    /// A birth, a conviction: the latest such date that is not after today.
    Past,
    /// A meeting, a release, a review: up to thirty years ahead, else in the past.
    Near,
}

/// One of the three boxes in which a date is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DatePart {
    /// The day of the month.
    Day,
    /// The month, as a number or a name.
    Month,
    /// The year, in two or four digits.
    Year,
}

/// Why a text is not a date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DateFault {
    /// Nothing was typed.
    Empty,
    /// Some of the three boxes were left empty.
    Missing(Vec<DatePart>),
    /// It does not read as a date at all.
    NotADate,
    /// One of the three boxes does not read as what it asks.
    NotA(DatePart),
    /// There is no such day in the calendar.
    NoSuchDay {
        /// The day as typed.
        day: i16,
        /// The month as typed; there may be no such month.
        month: i16,
        /// The year that was meant.
        year: i16,
    },
    /// The year is before [`EARLIEST_YEAR`] or after [`LATEST_YEAR`].
    YearOutOfRange {
        /// The year as typed.
        year: i16,
    },
}

/// Reads a date typed in one box: `1/1/26`, `1.1.2026`, `1 Jan 2026`, `1 Ionawr 2026`,
/// `2026-01-01`, `010126`, `today`, `yfory`, and the like. Days come before months.
pub fn parse_date(text: &str, sense: Sense, today: Date) -> Result<Date, DateFault> {
    let text = text.trim().to_lowercase();
    if text.is_empty() {
        return Err(DateFault::Empty);
    }
    if let Some(days) = names::relative_day(&text) {
        return Ok(today.saturating_add(days.days()));
    }
    let fields = fields(without_time(&text)).ok_or(DateFault::NotADate)?;
    match fields.as_slice() {
        [day, month, year] => from_fields(day, month, year).ok_or(DateFault::NotADate),
        [digits] => from_run(digits, sense, today),
        _ => Err(DateFault::NotADate),
    }?
    .date(sense, today)
}

/// Reads a date typed in three boxes. The month may be a number or a name.
pub fn parse_parts(
    (day, month, year): (&str, &str, &str),
    sense: Sense,
    today: Date,
) -> Result<Date, DateFault> {
    let parts = [(DatePart::Day, day), (DatePart::Month, month), (DatePart::Year, year)];
    let missing = parts.into_iter().filter(|(_, text)| text.trim().is_empty());
    let missing: Vec<DatePart> = missing.map(|(part, _)| part).collect();
    if missing.len() == parts.len() {
        return Err(DateFault::Empty);
    }
    if !missing.is_empty() {
        return Err(DateFault::Missing(missing));
    }
    let read = Typed {
        day: number(day.trim()).ok_or(DateFault::NotA(DatePart::Day))?,
        month: month_field(&month.trim().to_lowercase()).ok_or(DateFault::NotA(DatePart::Month))?,
        year: Year::read(year.trim()).ok_or(DateFault::NotA(DatePart::Year))?,
    };
    read.date(sense, today)
}

/// A date as typed, before the calendar has been asked.
struct Typed {
    day: i16,
    month: i16,
    year: Year,
}

/// A year as typed.
enum Year {
    Full(i16),
    TwoDigits(i16),
}

impl Year {
    fn read(text: &str) -> Option<Self> {
        match text.len() {
            2 => number(text).map(Self::TwoDigits),
            4 => number(text).map(Self::Full),
            _ => None,
        }
    }
}

impl Typed {
    fn date(&self, sense: Sense, today: Date) -> Result<Date, DateFault> {
        let year = match self.year {
            Year::Full(year) => year,
            Year::TwoDigits(digits) => self.century(digits, sense, today),
        };
        if !(EARLIEST_YEAR..=LATEST_YEAR).contains(&year) {
            return Err(DateFault::YearOutOfRange { year });
        }
        let fault = DateFault::NoSuchDay { day: self.day, month: self.month, year };
        let day = i8::try_from(self.day).map_err(|_| fault.clone())?;
        let month = i8::try_from(self.month).map_err(|_| fault.clone())?;
        Date::new(year, month, day).map_err(|_| fault)
    }

    /// The full year that two digits mean: the latest one that is not too far ahead.
    fn century(&self, digits: i16, sense: Sense, today: Date) -> i16 {
        let this_year = today.year();
        let after = match sense {
            Sense::Near => this_year + NEAR_YEARS_AHEAD,
            Sense::Past if self.day_in_year() > (today.month().into(), today.day().into()) => {
                this_year - 1
            }
            Sense::Past => this_year,
        };
        after - (after - digits).rem_euclid(100)
    }

    fn day_in_year(&self) -> (i16, i16) {
        (self.month, self.day)
    }
}

/// The words and numbers of a date, without what only decorates it.
fn fields(text: &str) -> Option<Vec<String>> {
    let mut fields: Vec<String> = Vec::new();
    let mut last = Kind::Separator;
    for it in text.chars() {
        let kind = Kind::of(it)?;
        match fields.last_mut().filter(|_| kind == last) {
            Some(field) if kind != Kind::Separator => field.push(it),
            None if kind != Kind::Separator => fields.push(it.to_string()),
            Some(_) | None => {}
        }
        last = kind;
    }
    fields.retain(|it| !names::is_filler(it));
    if fields.len() == 4 && fields.first().is_some_and(|it| names::is_weekday(it)) {
        fields.remove(0);
    }
    Some(fields)
}

/// What a character is in a date.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Digit,
    Letter,
    Separator,
}

impl Kind {
    fn of(it: char) -> Option<Self> {
        match it {
            '0'..='9' => Some(Self::Digit),
            '/' | '\\' | '.' | '-' | ',' | '\u{2010}'..='\u{2013}' => Some(Self::Separator),
            it if it.is_whitespace() => Some(Self::Separator),
            it if it.is_alphabetic() => Some(Self::Letter),
            _ => None,
        }
    }
}

/// Drops the time of day that spreadsheets put after a date.
fn without_time(text: &str) -> &str {
    let Some((date, rest)) = text.split_once(['t', ' ']) else { return text };
    let is_date = date.len() >= 8 && date.starts_with(|it: char| it.is_ascii_digit());
    if is_date && rest.contains(':') { date } else { text }
}

/// Three fields in the order day, month, year; year, month, day; or month name, day, year.
fn from_fields(first: &str, second: &str, third: &str) -> Option<Typed> {
    let (day, month, year) = match (first.len(), names::month(first)) {
        (4, None) => (third, second, first),
        (_, Some(_)) => (second, first, third),
        (_, None) => (first, second, third),
    };
    Some(Typed { day: number(day)?, month: month_field(month)?, year: Year::read(year)? })
}

/// Six or eight digits in a row: `ddmmyy`, `ddmmyyyy`, or `yyyymmdd` where that alone is a date.
fn from_run(digits: &str, sense: Sense, today: Date) -> Result<Typed, DateFault> {
    let day_first = cut(digits, 2, 4).and_then(|(d, m, y)| from_fields(d, m, y));
    let day_first = day_first.ok_or(DateFault::NotADate)?;
    let year_first = cut(digits, 4, 6)
        .filter(|_| digits.len() == 8)
        .and_then(|(y, m, d)| from_fields(y, m, d))
        .filter(|it| it.date(sense, today).is_ok());
    match (day_first.date(sense, today), year_first) {
        (Err(_), Some(year_first)) => Ok(year_first),
        (Ok(_) | Err(_), _) => Ok(day_first),
    }
}

/// A text cut at two places.
fn cut(text: &str, first: usize, second: usize) -> Option<(&str, &str, &str)> {
    Some((text.get(..first)?, text.get(first..second)?, text.get(second..)?))
}

/// A month typed as a number or as a name.
fn month_field(text: &str) -> Option<i16> {
    number(text).or_else(|| names::month(text.trim_end_matches('.')).map(i16::from))
}

/// A number of at most four digits.
fn number(text: &str) -> Option<i16> {
    let plain = (1..=4).contains(&text.len()) && text.bytes().all(|it| it.is_ascii_digit());
    if plain { text.parse().ok() } else { None }
}
