//! From a day to the windows around it, in days since 1 January 1970.

use jiff::civil::Date;
use jiff::{Span, ToSpan};

use super::reoffending::{CohortRule, PlacedBy, Reoffending};

/// Days from `from` up to the day before `to`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// The first day.
    pub from: i32,
    /// The day after the last.
    pub to: i32,
}

impl Window {
    /// Whether the day lies in it.
    pub const fn has(self, day: i32) -> bool {
        self.from <= day && day < self.to
    }

    /// How many days it has; none where it would end before it begins.
    pub fn days(self) -> u64 {
        u64::try_from(self.to.saturating_sub(self.from)).unwrap_or(0)
    }
}

/// The windows of somebody followed from a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Windows {
    /// The window before.
    pub baseline: Option<Window>,
    /// The first day of the window after.
    pub follow_up_from: i32,
    /// The day after the last of each checkpoint; the last of them ends the window.
    pub checkpoints: Vec<i32>,
    /// What the baseline holds must be proven before this day, where the offence's day places it.
    pub baseline_proof_before: Option<i32>,
    /// What each checkpoint holds must be proven before this day, where the offence's day places
    /// it.
    pub proof_before: Vec<Option<i32>>,
    /// What the window after holds must be proven after this day, where an event brings people in:
    /// what was proven on the day is that event, or was dealt with along with it.
    pub proven_after: Option<i32>,
}

/// One cohort of a definition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CohortDay {
    /// The day it is called by.
    pub on: Date,
    /// The days on which somebody comes into it: the day alone, or the period.
    pub comes_in: Window,
}

/// The day as days since 1 January 1970.
pub fn day_number(date: Date) -> i32 {
    let span = Date::constant(1970, 1, 1).until(date);
    span.map_or(0, |it| it.get_days())
}

/// The same day of the month so many months on; the last of the month where it has no such day.
fn months_on(date: Date, months: i32) -> Date {
    date.saturating_add(Span::new().months(months))
}

impl Reoffending {
    /// The cohorts, the first on the day of the definition or on another in its place.
    pub fn cohorts(&self, on: Option<Date>) -> Vec<CohortDay> {
        let first = on.unwrap_or(self.cohort.on);
        let days = (0..self.cohort.times).map(|n| {
            let months = i32::from(n).saturating_mul(i32::from(self.cohort.every_months));
            months_on(first, months)
        });
        days.map(|on| CohortDay { on, comes_in: self.comes_in(on) }).collect()
    }

    fn comes_in(&self, on: Date) -> Window {
        Window { from: day_number(on), to: day_number(self.last_day(on)) + 1 }
    }

    /// The last day on which somebody comes into the cohort of this day.
    fn last_day(&self, on: Date) -> Date {
        let Some(months) = self.cohort.rule.period_months() else { return on };
        months_on(on, i32::from(months)).saturating_sub(1.day())
    }

    /// The windows of somebody followed from this day.
    pub fn windows(&self, followed_from: Date) -> Windows {
        let before = self.baseline.map(|baseline| {
            let end = months_on(followed_from, -i32::from(baseline.ends_before_months));
            (months_on(end, -i32::from(baseline.months)), end)
        });
        let base = before.map_or(followed_from, |(_, end)| end);
        let start = months_on(base, i32::from(self.gap_months));
        let ends: Vec<_> =
            self.follow_up.checkpoints.iter().map(|it| months_on(start, i32::from(*it))).collect();
        Windows {
            baseline: before
                .map(|(from, to)| Window { from: day_number(from), to: day_number(to) }),
            follow_up_from: day_number(start),
            checkpoints: ends.iter().map(|it| day_number(*it)).collect(),
            baseline_proof_before: before.and_then(|(_, end)| self.proof_before(end)),
            proof_before: ends.iter().map(|it| self.proof_before(*it)).collect(),
            proven_after: match self.cohort.rule {
                CohortRule::IndexEvent { .. } => Some(day_number(followed_from)),
                CohortRule::OnRegister | CohortRule::Entered { .. } | CohortRule::EveryOffender => {
                    None
                }
            },
        }
    }

    /// The windows of the last who can come into the cohort of this day: no others end later.
    pub(crate) fn last_windows(&self, on: Date) -> Windows {
        self.windows(self.last_day(on))
    }

    /// The first day that is not seen to the end by whoever knows what was known on a day: what
    /// was committed from then on may still be proven, or become known, later.
    pub(crate) fn seen_until(&self, known_on: Date) -> Date {
        let waits = self.placed_by == PlacedBy::OffenceDate;
        let waiting_months = if waits { i32::from(self.waiting_months) } else { 0 };
        months_on(known_on.saturating_add(1.day()), -waiting_months)
    }

    /// Until when what lies in a window must be proven; an offence placed otherwise waits for
    /// nothing.
    fn proof_before(&self, end: Date) -> Option<i32> {
        let waits = self.placed_by == PlacedBy::OffenceDate;
        waits.then(|| day_number(months_on(end, i32::from(self.waiting_months))))
    }
}
