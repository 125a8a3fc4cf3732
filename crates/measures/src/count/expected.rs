//! How likely a person was to re-offend, from the record up to the day followed from.
//!
//! A sanction is a day on which a recordable offence that is no breach was proven, if the offence
//! can have happened so. The current one is the last up to the day; its offence is the first by
//! date among those convicted on it. Whoever is in custody on the day is as old as on release, if
//! that is known, since there the time at risk begins.
//! Source: [OGRS3 §2].

use crate::fact::{Day, Offence};
use crate::ogrs3::{self, Sanction, Sex};

use super::custody::free_from;
use super::event::sound;
use super::plan::{Plan, Years};
use super::{FEMALE, History, MALE, calendar};

/// A day on which something was proven.
#[derive(Debug, Clone, Copy)]
struct Proven {
    day: Day,
    /// A caution sorts after a conviction of the same day.
    cautioned: bool,
    offence: Offence,
}

/// The chance in thousand-millionths of somebody followed from a day: nothing for somebody who
/// cannot be scored, and 0 in a measure that does not ask.
pub(super) fn billionths(plan: &Plan, history: &History<'_>, anchor: Day) -> Option<u64> {
    let Some(years) = plan.expected else { return Some(0) };
    let score = ogrs3::score(&record(plan, history, anchor)?).ok()?;
    Some(match years {
        Years::One => score.one_year_billionths(),
        Years::Two => score.two_years_billionths(),
    })
}

fn record(plan: &Plan, history: &History<'_>, anchor: Day) -> Option<ogrs3::History> {
    let born = history.person.born?;
    let sanctions = sanctions(plan, history, anchor);
    let (current, previous) = sanctions.split_last()?;
    let first = sanctions.first()?;
    let released = free_from(history.stays, anchor);
    let start = if released == Day::MAX { anchor } else { released };
    let age = |day: Day| i32::from(calendar::years(born, day));
    let cautions = previous.iter().filter(|it| it.cautioned).count();
    let convictions = previous.len() - cautions;
    Some(ogrs3::History {
        sex: sex(history.person.sex),
        age_at_start: age(start),
        age_at_sanction: age(current.day),
        age_at_first: age(first.day),
        previous_cautions: u32::try_from(cautions).ok()?,
        previous_convictions: u32::try_from(convictions).ok()?,
        current: if current.cautioned { Sanction::Caution } else { Sanction::Conviction },
        class: current.offence.class,
    })
}

/// The days of proof up to a day, each once, in order.
fn sanctions(plan: &Plan, history: &History<'_>, until: Day) -> Vec<Proven> {
    let known_on = plan.known_on.unwrap_or(Day::MAX);
    let counts = |it: &&Offence| it.recordable && !it.breach && it.known <= known_on;
    let proven = history.offences.iter().filter(counts).filter_map(|offence| {
        let day = sound(history.person, offence).ok()?.filter(|day| *day <= until)?;
        Some(Proven { day, cautioned: offence.cautioned, offence: *offence })
    });
    let mut days: Vec<Proven> = proven.collect();
    days.sort_by_key(|it| (it.day, it.cautioned, it.offence.offended, it.offence.offence_id));
    days.dedup_by_key(|it| it.day);
    days
}

const fn sex(code: u16) -> Option<Sex> {
    match code {
        MALE => Some(Sex::Male),
        FEMALE => Some(Sex::Female),
        _ => None,
    }
}
