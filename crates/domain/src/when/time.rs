//! Times of day as people type them.

#[cfg(test)]
mod tests;

use jiff::civil::Time;

/// Why a text is not a time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimeFault {
    /// Nothing was typed.
    Empty,
    /// It does not read as a time at all.
    NotATime,
    /// The clock does not show such a time.
    NoSuchTime {
        /// The hour as typed.
        hour: i8,
        /// The minute as typed.
        minute: i8,
    },
}

/// The half of the day that a time on the twelve-hour clock is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Half {
    Morning,
    Afternoon,
}

/// Reads a time of day: `9:30`, `0930`, `930`, `9.30pm`, `9 am`, `14`, `14h30`, `noon`,
/// `hanner dydd`, and the like. Without *am* or *pm* it is on the 24-hour clock.
pub fn parse_time(text: &str) -> Result<Time, TimeFault> {
    let text: String = text.to_lowercase().split_whitespace().collect();
    if text.is_empty() {
        return Err(TimeFault::Empty);
    }
    if let Some(hour) = named(&text) {
        return time(hour, 0);
    }
    let (clock, half) = split_half(&text);
    let (hour, minute) = hour_and_minute(clock).ok_or(TimeFault::NotATime)?;
    let Some(half) = half else { return time(hour, minute) };
    match (half, hour) {
        (Half::Morning, 12) => time(0, minute),
        (Half::Morning, 0..=11) | (Half::Afternoon, 12) => time(hour, minute),
        (Half::Afternoon, 1..=11) => time(hour + 12, minute),
        (Half::Morning | Half::Afternoon, _) => Err(TimeFault::NoSuchTime { hour, minute }),
    }
}

/// The hour that a word means.
fn named(text: &str) -> Option<i8> {
    match text {
        "noon" | "midday" | "hannerdydd" | "canoldydd" => Some(12),
        "midnight" | "hannernos" | "canolnos" => Some(0),
        _ => None,
    }
}

/// A time without its *am*, *pm*, *yb* (morning) or *yh* (afternoon, evening), and which it was.
fn split_half(text: &str) -> (&str, Option<Half>) {
    const ENDINGS: [(&str, Half); 8] = [
        ("a.m.", Half::Morning),
        ("am", Half::Morning),
        ("y.b.", Half::Morning),
        ("yb", Half::Morning),
        ("p.m.", Half::Afternoon),
        ("pm", Half::Afternoon),
        ("y.h.", Half::Afternoon),
        ("yh", Half::Afternoon),
    ];
    ENDINGS
        .into_iter()
        .find_map(|(ending, half)| Some((text.strip_suffix(ending)?, Some(half))))
        .unwrap_or((text, None))
}

/// The hour and minute of a time on the clock. Seconds are read and dropped.
fn hour_and_minute(text: &str) -> Option<(i8, i8)> {
    let fields: Vec<&str> = text.split([':', '.', 'h']).collect();
    match fields.as_slice() {
        [run] if run.len() <= 2 => Some((number(run)?, 0)),
        [run] if run.len() <= 4 => {
            let (hour, minute) = run.split_at_checked(run.len() - 2)?;
            Some((number(hour)?, number(minute)?))
        }
        [hour, ""] => Some((number(hour)?, 0)),
        [hour, minute] if minute.len() == 2 => Some((number(hour)?, number(minute)?)),
        [hour, minute, second] if minute.len() == 2 && second.len() == 2 => {
            number(second).filter(|it| *it < 60)?;
            Some((number(hour)?, number(minute)?))
        }
        _ => None,
    }
}

/// A number of one or two digits.
fn number(text: &str) -> Option<i8> {
    let plain = (1..=2).contains(&text.len()) && text.bytes().all(|it| it.is_ascii_digit());
    if plain { text.parse().ok() } else { None }
}

fn time(hour: i8, minute: i8) -> Result<Time, TimeFault> {
    Time::new(hour, minute, 0, 0).map_err(|_| TimeFault::NoSuchTime { hour, minute })
}
