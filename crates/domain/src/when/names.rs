//! The words of dates, in English and Welsh.

/// A day named by its distance from today, in days.
pub(super) fn relative_day(text: &str) -> Option<i32> {
    match text {
        "today" | "heddiw" => Some(0),
        "tomorrow" | "yfory" | "fory" => Some(1),
        "yesterday" | "ddoe" | "doe" => Some(-1),
        _ => None,
    }
}

/// Month names, with the forms they take in Welsh after *o* ("1 o Fawrth").
const MONTHS: [(&str, i8); 31] = [
    ("january", 1),
    ("february", 2),
    ("march", 3),
    ("april", 4),
    ("may", 5),
    ("june", 6),
    ("july", 7),
    ("august", 8),
    ("september", 9),
    ("october", 10),
    ("november", 11),
    ("december", 12),
    ("ionawr", 1),
    ("chwefror", 2),
    ("mawrth", 3),
    ("fawrth", 3),
    ("ebrill", 4),
    ("mai", 5),
    ("fai", 5),
    ("mehefin", 6),
    ("fehefin", 6),
    ("gorffennaf", 7),
    ("orffennaf", 7),
    ("awst", 8),
    ("medi", 9),
    ("fedi", 9),
    ("hydref", 10),
    ("tachwedd", 11),
    ("dachwedd", 11),
    ("rhagfyr", 12),
    ("ragfyr", 12),
];

/// The month that a name means, in full or shortened to three letters or more.
pub(super) fn month(text: &str) -> Option<i8> {
    if text.len() < 3 {
        return None;
    }
    MONTHS.iter().find(|(name, _)| name.starts_with(text)).map(|(_, number)| *number)
}

/// Names of the days of the week, which add nothing to a full date.
const WEEKDAYS: [&str; 14] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "llun",
    "mawrth",
    "mercher",
    "iau",
    "gwener",
    "sadwrn",
    "sul",
];

/// Whether a word names a day of the week, in full or shortened to three letters or more.
pub(super) fn is_weekday(text: &str) -> bool {
    text.len() >= 3 && WEEKDAYS.iter().any(|it| it.starts_with(text))
}

/// Whether a word only decorates a date: "1st of", "1af o", "dydd".
pub(super) fn is_filler(text: &str) -> bool {
    const FILLERS: [&str; 15] = [
        "st", "nd", "rd", "th", "of", "the", "af", "il", "ydd", "fed", "ed", "eg", "o", "y", "dydd",
    ];
    FILLERS.contains(&text)
}
