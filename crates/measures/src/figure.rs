//! From tallies to figures with intervals, and everything that a figure must not go without: the
//! choices it stands on, the people beside whom it is set, and what was left out.

mod change;
mod further;
mod lines;
mod model;
mod plot;
mod publish;
mod rows;
mod seen;
mod survival;
mod table;
mod what;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use jiff::ToSpan as _;
use jiff::civil::Date;

use crate::definition::{Definition, Kind, Parameter};
use crate::stats::{Estimate, Interval, Method, Place};
use crate::tally::{Cell, Counted, Exclusions, Tally};

use seen::Seen;

pub use further::{Step, equality_hidden, equality_report, quality_report};
pub use lines::{COLUMNS, Line};
pub use model::{Hazard, Hazards};
pub use plot::plot;
pub use publish::{hidden, settled};
pub use survival::{Comparison, curve};
pub use what::What;

/// A measure taken: figures, and what they stand on.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// The key of the definition.
    pub measure: String,
    /// Its name.
    pub title: String,
    /// The days of the cohorts.
    pub cohorts: Vec<Date>,
    /// The facts are those known on this day; all there are without it.
    pub as_known_on: Option<Date>,
    /// Months of the whole follow-up; nothing for measures that have none. A cohort whose
    /// follow-up was not over when the facts were known has no figures after so many months.
    pub follow_up_months: Option<u16>,
    /// Every choice, with its source.
    pub parameters: Vec<Parameter>,
    /// What it cannot say.
    pub limits: Vec<String>,
    /// The figures, a row for every group of people.
    pub rows: Vec<Row>,
    /// Groups compared over time, for survival.
    pub comparisons: Vec<Comparison>,
    /// What goes with re-offending sooner, for survival.
    pub models: Vec<Hazards>,
    /// What was not counted, and why.
    pub left_out: Vec<LeftOut>,
    /// What to know before reading: an empty cohort, say.
    pub notes: Vec<String>,
}

/// The figures of a group of people.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Who they are.
    pub cell: Cell,
    /// The day of the cohort.
    pub cohort: Date,
    /// Their figures.
    pub figures: Vec<Figure>,
    /// Of a scheme: whether it can be told from all schemes together.
    pub place: Option<Place>,
}

/// One figure.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// What it says.
    pub what: What,
    /// Months into the follow-up; nothing where it is about none of it, or about the baseline.
    pub after_months: Option<u16>,
    /// What was counted for it.
    pub count: Option<u64>,
    /// Among how many.
    pub among: Option<u64>,
    /// The figure in its unit.
    pub value: Option<f64>,
    /// Where the true value lies, with 95% confidence.
    pub interval: Option<Interval>,
    /// How the interval was made.
    pub method: Option<Method>,
    /// Whether it is kept back, since it is about too few people.
    pub hidden: bool,
}

/// Something that was not counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// The cohort it would have been in; nothing for what is left out of all: offences, and rows
    /// that belong to nobody.
    pub cohort: Option<Date>,
    /// Whether it would have been among those compared with.
    pub comparison: bool,
    /// Why.
    pub reason: &'static str,
    /// How many.
    pub count: u64,
    /// Whether only that it was fewer than 5 is told.
    pub few: bool,
}

impl Figure {
    pub(crate) const fn counted(what: What, count: u64) -> Self {
        Self {
            what,
            after_months: None,
            count: Some(count),
            among: None,
            value: None,
            interval: None,
            method: None,
            hidden: false,
        }
    }

    pub(crate) fn estimated(what: What, count: u64, among: u64, estimate: Estimate) -> Self {
        Self {
            among: Some(among),
            value: Some(estimate.value),
            interval: estimate.interval,
            method: Some(estimate.method),
            ..Self::counted(what, count)
        }
    }

    pub(crate) const fn plain(what: What, value: f64) -> Self {
        Self { count: None, value: Some(value), ..Self::counted(what, 0) }
    }

    #[must_use]
    const fn after(self, months: u16) -> Self {
        Self { after_months: Some(months), ..self }
    }
}

/// The figures of what was counted.
///
/// `cohorts` are the days by which cells count them. People have been shared out among the classes
/// of offence ([`Counted::share_people`]). Of windows that were not over, or not yet
/// proven, on the day `as_known_on` nothing is told.
pub fn report(
    definition: &Definition,
    cohorts: &[Date],
    counted: &Counted,
    as_known_on: Option<Date>,
) -> Report {
    let tallies = &counted.tallies;
    let rows = rows::all(definition, cohorts, as_known_on, tallies);
    let survival = match &definition.kind {
        Kind::Survival(it) => Some(it),
        Kind::Reoffending(_) | Kind::Expected(_) | Kind::Equality(_) | Kind::DataQuality(_) => None,
    };
    Report {
        measure: definition.key.clone(),
        title: definition.title.clone(),
        cohorts: cohorts.to_vec(),
        as_known_on,
        follow_up_months: definition.counting().map(|it| it.follow_up.months),
        parameters: definition.parameters.clone(),
        limits: definition.limits.clone(),
        comparisons: survival.map_or(Vec::new(), |it| survival::comparisons(it, tallies)),
        models: survival.map_or(Vec::new(), |it| model::models(it, tallies)),
        left_out: left_out(cohorts, counted),
        notes: notes(definition, cohorts, &counted.tallies, as_known_on),
        rows,
    }
}

fn left_out(cohorts: &[Date], counted: &Counted) -> Vec<LeftOut> {
    let mut all = Vec::new();
    for ((cohort, comparison), exclusions) in &counted.members_left_out {
        let ours = told(cohorts.get(*cohort).copied(), exclusions);
        all.extend(ours.map(|it| LeftOut { comparison: *comparison, ..it }));
    }
    all.extend(told(None, &counted.offences_left_out));
    all
}

/// What was left out of the members of a cohort or, without one, of offences.
fn told(cohort: Option<Date>, exclusions: &Exclusions) -> impl Iterator<Item = LeftOut> {
    let reasons = exclusions.iter().filter(|(_, count)| **count > 0);
    reasons.map(move |(reason, count)| LeftOut {
        cohort,
        comparison: false,
        reason: reason.word(),
        count: *count,
        few: false,
    })
}

fn notes(
    definition: &Definition,
    cohorts: &[Date],
    tallies: &BTreeMap<Cell, Tally>,
    as_known_on: Option<Date>,
) -> Vec<String> {
    let mut notes: Vec<String> =
        cohorts.iter().filter_map(|it| not_over(definition, *it, as_known_on?)).collect();
    for (index, day) in cohorts.iter().enumerate() {
        match people(index, tallies) {
            0 => notes.push(nobody(*day)),
            1 => notes.push(alone(*day)),
            _ => {}
        }
    }
    notes
}

/// How many people are in a cohort, at least: as many as any level or breakdown has together.
fn people(cohort: usize, tallies: &BTreeMap<Cell, Tally>) -> u64 {
    let mut axes = BTreeMap::new();
    for (cell, tally) in tallies.iter().filter(|it| it.0.cohort == cohort && !it.0.comparison) {
        *axes.entry((cell.level, cell.part.as_ref().map(|it| it.0))).or_insert(0) += tally.people;
    }
    axes.into_values().max().unwrap_or(0)
}

fn nobody(cohort: Date) -> String {
    format!("Nobody is in the cohort of {cohort}: there are no figures.")
}

fn alone(cohort: Date) -> String {
    format!(
        "One person alone is in the cohort of {cohort}: what differs between people is not known, \
         so that most figures have no interval."
    )
}

/// What to know of a cohort whose follow-up was not over, or not yet proven, on a day.
fn not_over(definition: &Definition, cohort: Date, known_on: Date) -> Option<String> {
    let counting = definition.counting()?;
    let seen = Seen::of(counting, cohort, Some(known_on));
    if seen.whole {
        return None;
    }
    let what = format!(
        "The follow-up of the cohort of {cohort} was not over, or not all of it could be proven, \
         on {known_on}:"
    );
    if matches!(definition.kind, Kind::Survival(_)) {
        let last = counting.seen_until(known_on).saturating_sub(1.day());
        return Some(format!("{what} nobody is seen beyond {last}."));
    }
    let told = counting.follow_up.checkpoints.get(..seen.checkpoints)?.last();
    let told = told.map_or("no count after is settled.".to_owned(), |it| {
        format!("counts up to month {it} alone are settled.")
    });
    Some(format!("{what} {told}"))
}

impl Row {
    /// The figure of this name at the end of the follow-up, or about none of it.
    fn at_end(&self, what: What, follow_up_months: Option<u16>) -> Option<&Figure> {
        let at_end =
            |it: &&Figure| it.after_months.is_none() || it.after_months == follow_up_months;
        self.figures.iter().filter(|it| it.what == what).find(at_end)
    }
}
