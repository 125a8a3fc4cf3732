//! A definition made ready for counting.

use jiff::civil::Date;
use jiff::{Span, ToSpan as _};

use crate::definition::{
    AtRisk, Bands, Breakdown, CohortDay, CohortRule, Comparison, Definition, IndexEvent, Kind,
    Level, PlacedBy, Reoffending, Window, Windows, day_number,
};
use crate::fact::{Area, Day, Registration};
use crate::suppress::Path;
use crate::tally::{Apart, Cell, Counted, Part};

/// Who is in a cohort.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// Members of the cohort of the definition.
    Members(CohortRule),
    /// Those it is set beside: considered in a window, not taken on, on no scheme from the day on
    /// which their time begins until the follow-up is over. Time begins on the day of the cohort,
    /// or else of the nomination.
    Considered {
        /// When they were considered.
        within: Window,
        /// When time begins.
        begins: Begins,
    },
}

/// When time begins for those that a cohort is set beside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Begins {
    /// On the day of the cohort.
    WithCohort,
    /// On the day of the nomination.
    WithNomination,
}

/// A cohort: a rule, and the days on which somebody comes in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cohort {
    /// Which of the cohorts of the definition.
    pub index: usize,
    /// Whether these are those that the cohort is set beside.
    pub comparison: bool,
    /// Who is in it.
    pub rule: Rule,
    /// The days on which somebody comes in.
    pub comes_in: Window,
    /// The windows of those who come in on the first of these days, the second, and so on.
    windows: Vec<Windows>,
}

impl Cohort {
    /// Whether a registration can bring somebody in, or is so faulty that nobody can tell.
    pub(super) fn concerns(&self, registration: &Registration) -> bool {
        let Rule::Members(rule) = self.rule else { return false };
        let ends = registration.left.unwrap_or(Day::MAX);
        match rule {
            CohortRule::OnRegister => {
                ends < registration.entered
                    || registration.entered <= self.comes_in.from && self.comes_in.from < ends
            }
            CohortRule::Entered { .. } => {
                ends < registration.entered || self.comes_in.has(registration.entered)
            }
            CohortRule::IndexEvent { .. } | CohortRule::EveryOffender => false,
        }
    }

    pub(super) fn windows(&self, followed_from: Day) -> &Windows {
        let day = usize::try_from(followed_from - self.comes_in.from).unwrap_or(usize::MAX);
        &self.windows[day]
    }
}

/// Where schemes lie on the day of each cohort.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Areas(Vec<Area>);

impl Areas {
    /// Areas as the facts have them.
    pub fn new(mut areas: Vec<Area>) -> Self {
        areas.sort_by_key(|it| (it.scheme_id, it.from));
        Self(areas)
    }

    /// Where a scheme lies on a day: the area of this level.
    pub(super) fn of(&self, scheme_id: i64, level: Level, day: Day) -> Option<i64> {
        if level == Level::Scheme {
            return Some(scheme_id);
        }
        let first = self.0.partition_point(|it| it.scheme_id < scheme_id);
        let here = self.0[first..].iter().take_while(|it| it.scheme_id == scheme_id);
        let mut here = here.filter(|it| it.from <= day && it.until.is_none_or(|end| day < end));
        let area = here.next()?;
        Some(match level {
            Level::Scheme | Level::Nation => return None,
            Level::Cdrp => area.cdrp_id,
            Level::Lcjb => area.lcjb_id,
            Level::Region => area.region_id,
        })
    }

    /// Whether a scheme lies anywhere on a day.
    pub fn has(&self, scheme_id: i64, day: Day) -> bool {
        self.of(scheme_id, Level::Region, day).is_some()
    }
}

/// One way in which people are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Axis {
    /// By area of this level.
    pub level: Level,
    /// And by this.
    pub breakdown: Option<Breakdown>,
}

/// A definition made ready for counting.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// How offences are counted.
    pub counting: Reoffending,
    /// Where bands begin.
    pub bands: Bands,
    /// Whose.
    pub cohorts: Vec<Cohort>,
    /// From the first day of any window to the last.
    pub(super) span: Window,
    /// Leaves out what reached us after this day.
    pub known_on: Option<Day>,
    /// From this day on nobody is seen: later offences cannot be known yet, or not be proven yet.
    pub(super) seen_until: Day,
    /// Whether days in custody are counted.
    pub custody: bool,
    /// Whether the days of first counts are kept.
    pub survival: bool,
    /// Within how many years people are expected to re-offend, where that is asked for.
    pub expected: Option<Years>,
    /// What the joint breakdown puts together, in this order.
    pub covariates: Vec<Breakdown>,
    /// How people are told apart.
    pub axes: Vec<Axis>,
    /// Where schemes lie.
    pub areas: Areas,
}

/// The two spans for which re-offending is expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Years {
    /// One year.
    One,
    /// Two years.
    Two,
}

/// What is asked of a definition.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// The day of the first cohort, in place of that of the definition.
    pub on: Option<Date>,
    /// Leaves out what reached us after this day.
    pub known_on: Option<Date>,
    /// How people are told apart.
    pub axes: Vec<Axis>,
    /// Whether days in custody are counted.
    pub custody: bool,
    /// Whether the days of first counts are kept.
    pub survival: bool,
}

impl Plan {
    /// Makes a definition ready; none for a kind that counts no offences.
    pub fn new(definition: &Definition, asked: Asked, areas: Areas) -> Option<Self> {
        let counting = definition.counting()?.clone();
        let days = counting.cohorts(asked.on);
        let members = days.iter().enumerate().map(|(index, day)| members(&counting, index, *day));
        let beside = days.iter().enumerate();
        let beside = beside.filter_map(|(index, day)| considered(&counting, index, *day));
        let expected = expected(definition);
        let custody = asked.custody || counting.at_risk == AtRisk::SubtractCustody;
        let cohorts: Vec<Cohort> = members.chain(beside).collect();
        Some(Self {
            span: span(&cohorts),
            cohorts,
            bands: definition.bands.clone(),
            known_on: asked.known_on.map(day_number),
            seen_until: asked.known_on.map_or(Day::MAX, |it| day_number(counting.seen_until(it))),
            custody: custody || releases(&counting) || expected.is_some(),
            survival: asked.survival,
            expected,
            covariates: covariates(definition),
            axes: with_wholes(asked.axes),
            areas,
            counting,
        })
    }

    /// Whether offences say who is in a cohort.
    pub fn by_event(&self) -> bool {
        match self.counting.cohort.rule {
            CohortRule::IndexEvent { event, .. } => event != IndexEvent::Released,
            CohortRule::EveryOffender => true,
            CohortRule::OnRegister | CohortRule::Entered { .. } => false,
        }
    }

    /// Whether people on no register can be in a cohort of members.
    pub fn beyond_register(&self) -> bool {
        match self.counting.cohort.rule {
            CohortRule::IndexEvent { .. } | CohortRule::EveryOffender => true,
            CohortRule::OnRegister | CohortRule::Entered { .. } => false,
        }
    }

    /// Whether a registration can bring somebody into a cohort.
    pub fn concerns(&self, registration: &Registration) -> bool {
        self.cohorts.iter().any(|it| it.concerns(registration))
    }

    /// Where a scheme lies on the day of a cohort of the definition.
    pub fn path(&self, cohort: usize, scheme: i64) -> Path {
        let cohort = self.cohorts.iter().find(|it| it.index == cohort);
        let day = cohort.map_or(0, |it| it.comes_in.from);
        let area = |level| self.areas.of(scheme, level, day);
        Path { scheme, areas: [area(Level::Cdrp), area(Level::Lcjb), area(Level::Region)] }
    }

    /// Settles what was counted, once all parts are together: adds people on one scheme or none to
    /// the areas of every level that is asked for, and gives cells by class their people.
    pub fn settle(&self, parts: Part) -> Counted {
        let Part { apart, mut counted } = parts;
        let whole = self.axes.iter().filter(|it| it.breakdown.is_none());
        let levels: Vec<Level> = whole.map(|it| it.level).collect();
        for (Apart { cohort, comparison, scheme }, tally) in apart {
            let same = |it: &&Cohort| it.index == cohort && it.comparison == comparison;
            let day = self.cohorts.iter().find(same).map_or(0, |it| it.comes_in.from);
            for level in &levels {
                let area = scheme.and_then(|it| self.areas.of(it, *level, day));
                let cell = Cell { cohort, comparison, level: *level, area, part: None };
                counted.add_also(cell, &tally);
            }
        }
        counted.share_people();
        counted
    }

    /// Whether nominations matter.
    pub fn reads_nominations(&self) -> bool {
        self.cohorts.iter().any(|it| it.comparison)
    }

    /// Whether it matters when an offence reached us.
    pub fn reads_known(&self) -> bool {
        self.known_on.is_some() || self.counting.placed_by == PlacedBy::DateEntered
    }
}

/// Axes and, for each by class of offence, the one that has the people.
fn with_wholes(mut axes: Vec<Axis>) -> Vec<Axis> {
    let by_class = |it: &&Axis| it.breakdown == Some(Breakdown::OffenceClass);
    let wholes: Vec<Axis> =
        axes.iter().filter(by_class).map(|it| Axis { breakdown: None, ..*it }).collect();
    for whole in wholes {
        if !axes.contains(&whole) {
            axes.push(whole);
        }
    }
    axes
}

/// Within how many years people are expected to re-offend; nothing for other measures.
fn expected(definition: &Definition) -> Option<Years> {
    match &definition.kind {
        Kind::Expected(it) if it.counting.follow_up.months > 12 => Some(Years::Two),
        Kind::Expected(_) => Some(Years::One),
        Kind::Reoffending(_) | Kind::Survival(_) | Kind::Equality(_) | Kind::DataQuality(_) => None,
    }
}

fn covariates(definition: &Definition) -> Vec<Breakdown> {
    match &definition.kind {
        Kind::Survival(it) => it.covariates.clone(),
        Kind::Reoffending(_) | Kind::Expected(_) | Kind::Equality(_) | Kind::DataQuality(_) => {
            Vec::new()
        }
    }
}

fn releases(counting: &Reoffending) -> bool {
    match counting.cohort.rule {
        CohortRule::IndexEvent { event, .. } => event != IndexEvent::Proven,
        CohortRule::OnRegister | CohortRule::Entered { .. } | CohortRule::EveryOffender => false,
    }
}

fn members(counting: &Reoffending, index: usize, day: CohortDay) -> Cohort {
    Cohort {
        index,
        comparison: false,
        rule: Rule::Members(counting.cohort.rule),
        comes_in: day.comes_in,
        windows: windows(counting, day.on, day.comes_in),
    }
}

/// Those that a cohort is set beside, if any are.
fn considered(counting: &Reoffending, index: usize, day: CohortDay) -> Option<Cohort> {
    let Comparison::Considered { within_months } = counting.comparison else { return None };
    let (begins, within) = match counting.cohort.rule {
        CohortRule::OnRegister | CohortRule::EveryOffender => {
            let from = day.on.saturating_sub(Span::new().months(within_months));
            (Begins::WithCohort, Window { from: day_number(from), to: day_number(day.on) })
        }
        CohortRule::Entered { .. } | CohortRule::IndexEvent { .. } => {
            (Begins::WithNomination, day.comes_in)
        }
    };
    Some(Cohort {
        comparison: true,
        rule: Rule::Considered { within, begins },
        ..members(counting, index, day)
    })
}

/// From the first day of any window to the last.
fn span(cohorts: &[Cohort]) -> Window {
    let windows = || cohorts.iter().flat_map(|it| &it.windows);
    let from = windows().map(|it| it.baseline.map_or(it.follow_up_from, |it| it.from)).min();
    let to = windows().filter_map(|it| it.checkpoints.last().copied()).max();
    Window { from: from.unwrap_or(0), to: to.unwrap_or(0) }
}

fn windows(counting: &Reoffending, on: Date, comes_in: Window) -> Vec<Windows> {
    let days = comes_in.from..comes_in.to;
    days.zip(0_i32..).map(|(_, n)| counting.windows(on.saturating_add(n.days()))).collect()
}
