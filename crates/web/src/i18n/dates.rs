//! Dates and times in words, as people say them, in both languages.

use super::Language;
use jiff::civil::{Date, Time};
use jiff::{Timestamp, tz::TimeZone};

const ENGLISH_MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

const WELSH_MONTHS: [&str; 12] = [
    "Ionawr",
    "Chwefror",
    "Mawrth",
    "Ebrill",
    "Mai",
    "Mehefin",
    "Gorffennaf",
    "Awst",
    "Medi",
    "Hydref",
    "Tachwedd",
    "Rhagfyr",
];

/// `3 January 2026`, `3 Ionawr 2026`.
pub fn date_words(date: Date, language: Language) -> String {
    let months = match language {
        Language::English => &ENGLISH_MONTHS,
        Language::Welsh => &WELSH_MONTHS,
    };
    let month = usize::try_from(date.month() - 1).ok().and_then(|it| months.get(it));
    format!("{} {} {}", date.day(), month.copied().unwrap_or_default(), date.year())
}

/// What a date field shows: a date that is known in words, as people type it, and what is no date
/// as it was typed.
pub fn typed_date(text: &str, language: Language) -> String {
    let known = text.parse().map(|date| date_words(date, language));
    known.unwrap_or_else(|_| text.to_owned())
}

/// `3 January 2026 at 2:05pm`, as the clocks of England and Wales show it.
pub fn instant_words(instant: Timestamp, language: Language) -> String {
    let zone = TimeZone::get("Europe/London").unwrap_or(TimeZone::UTC);
    let local = instant.to_zoned(zone).datetime();
    let date = date_words(local.date(), language);
    let time = time_words(local.time());
    match language {
        Language::English => format!("{date} at {time}"),
        Language::Welsh => format!("{date} am {time}"),
    }
}

/// `2:05pm`; the half of the day is written alike in both languages.
fn time_words(time: Time) -> String {
    let half = if time.hour() < 12 { "am" } else { "pm" };
    let hour = match time.hour() % 12 {
        0 => 12,
        hour => hour,
    };
    format!("{hour}:{:02}{half}", time.minute())
}
