//! One made-up person: when offences happen, when they are proven, when custody stands between,
//! and what the scheme does.

use measures::fact::Day;

use super::chance::{Chance, whole};

/// 1 January 1996, before which nothing is known.
pub(super) const FIRST_DAY: Day = 9496;
/// 1 January 2012, after which nothing is.
pub(super) const LAST_DAY: Day = 15_340;
/// Panels sit on the first of these days and every 91 days after it, up to the last.
const PANELS: (Day, Day) = (12_509, 14_335);
const PANEL_DAYS: Day = 91;
const YEAR_DAYS: Day = 365;
/// From the panel to the first day on the scheme, at most.
const JOINING_DAYS: Day = 28;

/// What the nation is like.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Nation {
    pub(super) seed: u64,
    /// By what share the scheme lowers the rate of offending while somebody is on it.
    pub(super) effect: f64,
    /// Convictions in twelve months that bring somebody before the panel.
    pub(super) peak: usize,
    /// The share of those before the panel that is taken on.
    pub(super) taken_on: f64,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct MadeOffence {
    pub(super) offended: Day,
    pub(super) proven: Option<Day>,
    pub(super) known: Day,
    pub(super) class: usize,
    pub(super) disposal: &'static str,
    pub(super) recordable: bool,
    pub(super) breach: bool,
}

/// Everything about one person.
#[derive(Debug, Clone)]
pub(super) struct Life {
    pub(super) person_id: i64,
    pub(super) born: Day,
    pub(super) died: Option<Day>,
    pub(super) sex: &'static str,
    pub(super) ethnicity: &'static str,
    pub(super) scheme: u32,
    pub(super) offences: Vec<MadeOffence>,
    pub(super) stays: Vec<(Day, Day)>,
    /// The day of the panel, and whether it took the person on.
    pub(super) nominated: Option<(Day, bool)>,
    /// First day, and first day no longer.
    pub(super) registered: Option<(Day, Day)>,
    pub(super) statutory: bool,
    pub(super) strand: &'static str,
}

/// Ethnicity, two-thousand-and-one codes, as growing shares.
const ETHNICITY: [(f64, &str); 17] = [
    (0.70, "W1"),
    (0.72, "W2"),
    (0.76, "W9"),
    (0.78, "M1"),
    (0.785, "M2"),
    (0.79, "M3"),
    (0.80, "M9"),
    (0.82, "A1"),
    (0.85, "A2"),
    (0.86, "A3"),
    (0.87, "A9"),
    (0.90, "B1"),
    (0.93, "B2"),
    (0.95, "B9"),
    (0.955, "O1"),
    (0.97, "O9"),
    (1.0, "NS"),
];

/// Growing shares of the classes, in the order of `OffenceClass::ALL`.
const CLASSES: [f64; 20] = [
    0.13, 0.15, 0.23, 0.234, 0.239, 0.244, 0.274, 0.314, 0.514, 0.534, 0.564, 0.594, 0.624, 0.664,
    0.744, 0.794, 0.864, 0.869, 0.949, 1.0,
];

impl Life {
    /// Lives one life.
    pub(super) fn of(nation: &Nation, number: u64, schemes: u32) -> Self {
        let mut chance = Chance::of(nation.seed, number);
        let born = 3650 - 5475 + chance.days_below(13_870);
        let starts = born + 3650 + chance.waiting_days(5.0 * 365.0, 14_600.0);
        let ends = starts + chance.waiting_days(9.0 * 365.0, 20_000.0);
        let rate = chance.gamma(0.8, 7.9) + 0.15;
        let died = chance.happens(0.02).then(|| FIRST_DAY + chance.days_below(5844));
        let mut life = Self {
            person_id: 1_000_000
                + i64::try_from(number).unwrap_or(0) * 7
                + i64::from(chance.below(7)),
            born,
            died: died.filter(|it| *it > born + 4000),
            sex: if chance.happens(0.82) { "M" } else { "F" },
            ethnicity: chance.pick(&ETHNICITY).copied().unwrap_or("NS"),
            scheme: home(&mut chance, schemes),
            offences: Vec::new(),
            stays: Vec::new(),
            nominated: None,
            registered: None,
            statutory: chance.happens(0.6),
            strand: if chance.happens(0.8) { "catch_and_convict" } else { "prevent_and_deter" },
        };
        let first = starts.max(FIRST_DAY);
        life.died = life.died.filter(|it| *it > first + 1);
        let last = ends.min(LAST_DAY).min(life.died.unwrap_or(Day::MAX)).max(first + 1);
        life.offend(nation, &mut chance, rate, (first, last));
        life
    }

    fn offend(&mut self, nation: &Nation, chance: &mut Chance, rate: f64, career: (Day, Day)) {
        let court_day = chance.days_below(14);
        let mut panel = PANELS.0 + chance.days_below(7);
        let mut time = f64::from(career.0) + chance.unit();
        loop {
            let mut day = whole(time);
            if let Some((_, until)) = self.stays.iter().find(|it| it.0 <= day && day < it.1) {
                time = f64::from(*until) + chance.unit();
                day = *until;
            }
            while panel <= day.min(PANELS.1) {
                self.stand_before(nation, chance, panel);
                panel += PANEL_DAYS;
            }
            if day >= career.1 {
                break;
            }
            let on_scheme = self.registered.is_some_and(|it| it.0 <= day && day < it.1);
            if !(on_scheme && chance.happens(nation.effect)) {
                self.commit(chance, day, court_day);
            }
            time += chance.waiting(365.0 / rate).max(0.05);
        }
    }

    /// Before the panel comes whoever has that many convictions in the last twelve months: at a
    /// peak, from which numbers fall by themselves.
    fn stand_before(&mut self, nation: &Nation, chance: &mut Chance, day: Day) {
        let dying = self.died.is_some_and(|it| it <= day + JOINING_DAYS);
        if self.nominated.is_some() || dying {
            return;
        }
        let recent = |it: &&MadeOffence| {
            it.proven.is_some_and(|proven| proven < day && proven >= day - YEAR_DAYS)
                && it.known <= day
        };
        if self.offences.iter().rev().take(400).filter(recent).count() < nation.peak {
            return;
        }
        let taken_on = chance.happens(nation.taken_on);
        self.nominated = Some((day, taken_on));
        if taken_on {
            let entered = day + chance.days_below(28);
            let left = entered + 540 + chance.days_below(720);
            self.registered = Some((entered, left));
        }
    }

    fn commit(&mut self, chance: &mut Chance, day: Day, court_day: Day) {
        let classes = CLASSES.iter().zip(0_usize..);
        let draw = chance.unit();
        let class = classes.clone().find(|(share, _)| draw < **share).map_or(19, |(_, it)| it);
        let lag = 7 + chance.waiting_days(80.0, 1500.0);
        let proven = chance.happens(0.85).then(|| {
            let day = day + lag;
            day + (court_day - day).rem_euclid(14)
        });
        let disposal = self.sentence(chance, proven);
        let late = chance.waiting_days(25.0, 700.0);
        self.offences.push(MadeOffence {
            offended: day,
            proven: proven.filter(|it| *it < LAST_DAY),
            known: proven.unwrap_or(day) + late,
            class,
            disposal,
            recordable: class != 14 || chance.happens(0.4),
            breach: class == 19 && chance.happens(0.5),
        });
    }

    fn sentence(&mut self, chance: &mut Chance, proven: Option<Day>) -> &'static str {
        let Some(day) = proven else { return "" };
        if chance.happens(0.10) {
            return "caution";
        }
        if chance.happens(0.10) {
            let days = 14 + chance.waiting_days(110.0, 2500.0);
            if day < LAST_DAY {
                self.stays.push((day, day + days));
            }
            return "custody";
        }
        if chance.happens(0.4) { "community_order" } else { "fine" }
    }
}

/// A scheme; some towns are larger than others.
fn home(chance: &mut Chance, schemes: u32) -> u32 {
    1 + chance.below(schemes).min(chance.below(schemes * 2))
}
