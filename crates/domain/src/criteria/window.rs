//! How far back a factor looks: so many months by the calendar, or so many at liberty.

use jiff::ToSpan;
use jiff::civil::Date;

use super::Basis;

/// How far back a window may reach in search of months at liberty, in months. A long sentence
/// must not dig up what happened half a lifetime ago.
pub const REACH_MAX_MONTHS: u16 = 120;

/// One stay in custody, as far as its dates are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct CustodyPeriod {
    /// The day of reception.
    pub received_on: Option<Date>,
    /// How it ended.
    pub release: Release,
}

/// How a stay in custody ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Release {
    /// Released on this day.
    On(Date),
    /// Still held.
    StillHeld,
    /// Released, nobody has recorded when.
    NotKnown,
}

impl CustodyPeriod {
    /// Whether both ends are known, so that its days can be counted.
    pub fn is_dated(&self) -> bool {
        self.received_on.is_some() && self.release != Release::NotKnown
    }

    // Only days spent wholly inside: on the days of reception and of release the person was
    // at liberty for a part.
    fn days_inside(&self) -> Option<(Date, Date)> {
        let first = self.received_on?.tomorrow().ok()?;
        let last = match self.release {
            Release::On(day) => day.yesterday().ok()?,
            Release::StillHeld => Date::MAX,
            Release::NotKnown => return None,
        };
        (first <= last).then_some((first, last))
    }
}

/// The days that a factor looks at, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Window {
    /// The first day.
    pub from: Date,
    /// The last day: the day of scoring.
    pub to: Date,
    /// Days at liberty that were not found because the reach is limited.
    pub short_by_days: i64,
}

/// The days in custody, joined where they touch, latest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Inside(Vec<(Date, Date)>);

impl Inside {
    pub(super) fn of(periods: &[CustodyPeriod]) -> Self {
        let mut stays: Vec<_> = periods.iter().filter_map(CustodyPeriod::days_inside).collect();
        stays.sort_unstable();
        let mut joined: Vec<(Date, Date)> = Vec::new();
        for (first, last) in stays {
            match joined.last_mut() {
                Some(open) if first <= open.1 => open.1 = open.1.max(last),
                _ => joined.push((first, last)),
            }
        }
        joined.reverse();
        Self(joined)
    }

    pub(super) fn holds(&self, day: Date) -> bool {
        self.0.iter().any(|(first, last)| *first <= day && day <= *last)
    }
}

/// How many of the days after one, up to another, were spent wholly inside.
pub fn days_inside(periods: &[CustodyPeriod], after: Date, until: Date) -> i64 {
    let first = after.tomorrow().unwrap_or(after);
    let stays = Inside::of(periods).0;
    let of_stay = |(from, to): &(Date, Date)| days(first.max(*from), until.min(*to)) + 1;
    stays.iter().map(of_stay).filter(|it| *it > 0).sum()
}

/// The window of so many months that ends today.
pub(super) fn window(basis: Basis, months: u16, inside: &Inside, today: Date) -> Window {
    let from = first_day(today, months);
    match basis {
        Basis::Calendar => Window { from, to: today, short_by_days: 0 },
        Basis::AtLiberty => at_liberty(days(from, today) + 1, inside, today),
    }
}

/// The first day of so many months that end today: twelve months that end on 31 December begin
/// on 1 January.
pub(super) fn first_day(today: Date, months: u16) -> Date {
    today.saturating_sub(i32::from(months).months()).tomorrow().unwrap_or(today)
}

// Walks back from today over the days outside, gap by gap, until enough of them are counted.
fn at_liberty(wanted_days: i64, inside: &Inside, today: Date) -> Window {
    let floor = first_day(today, REACH_MAX_MONTHS);
    let mut wanted = wanted_days;
    let mut last = today;
    for (held_from, held_to) in &inside.0 {
        if *held_from > last {
            continue;
        }
        let outside_from = held_to.tomorrow().unwrap_or(Date::MAX).max(floor);
        let outside = (days(outside_from, last) + 1).max(0);
        if outside >= wanted {
            break;
        }
        if *held_from <= floor {
            return Window { from: floor, to: today, short_by_days: wanted - outside };
        }
        wanted -= outside;
        last = held_from.yesterday().unwrap_or(floor);
    }
    let reachable = days(floor, last) + 1;
    if reachable < wanted {
        return Window { from: floor, to: today, short_by_days: wanted - reachable };
    }
    let from = last.saturating_sub((wanted - 1).days());
    Window { from, to: today, short_by_days: 0 }
}

fn days(from: Date, to: Date) -> i64 {
    to.duration_since(from).as_hours() / 24
}
