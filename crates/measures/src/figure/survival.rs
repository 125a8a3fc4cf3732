//! Time to the first proven re-offence, from tallies by day.

use std::collections::BTreeMap;

use super::{Figure, What};
use crate::definition::{Breakdown, Level, Reoffending, Survival};
use crate::stats::{self, Confidence, Estimate, LogRank, Moment, SURVIVAL_METHOD};
use crate::tally::{Cell, Tally};

/// The days of a quarter: curves are told at each.
const QUARTER_DAYS: u32 = 91;
/// The shortest months are shorter than that by so many days.
const SHORTER_BY_DAYS: u32 = 2;

/// Groups set beside each other over the whole time.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// Which cohort.
    pub cohort: usize,
    /// By what.
    pub by: Breakdown,
    /// The groups, in the order of the test.
    pub groups: Vec<String>,
    /// The test of all groups being alike.
    pub test: LogRank,
}

/// The curve of a group, by days since it was followed.
pub fn curve(tally: &Tally) -> Vec<stats::Step> {
    stats::kaplan_meier(&moments(tally), Confidence::P95)
}

pub(super) fn moments(tally: &Tally) -> Vec<Moment> {
    let mut days: Vec<u32> =
        tally.firsts.iter().chain(tally.censored.iter()).map(|it| it.0).collect();
    days.sort_unstable();
    days.dedup();
    let on =
        |day| Moment { at: day, events: tally.firsts.on(day), censored: tally.censored.on(day) };
    days.into_iter().map(on).collect()
}

/// The curve at every quarter and at the end, as far as anybody was seen, and when half had
/// re-offended.
pub(super) fn figures(counting: &Reoffending, tally: &Tally) -> Vec<Figure> {
    let mut figures = vec![Figure::counted(What::People, tally.people)];
    let curve = curve(tally);
    let last = curve.last().map_or(0, |it| it.at);
    let end = counting.follow_up.months;
    for months in (3..end).step_by(3).chain([end]) {
        let day = u32::from(months) * QUARTER_DAYS / 3;
        if day > last + SHORTER_BY_DAYS {
            break;
        }
        // Eight quarters are some days short of two years: the end is the last day of all.
        let day = if months == end { last } else { day.min(last) };
        let step = stats::at(&curve, day);
        let gone: u64 = curve.iter().filter(|it| it.at <= day).map(|it| it.events).sum();
        let estimate = Estimate {
            value: step.map_or(1.0, |it| it.surviving),
            interval: step.and_then(|it| it.interval),
            method: SURVIVAL_METHOD,
        };
        let estimate = estimate.mapped(|it| 100.0 * it);
        let figure = Figure::estimated(What::Surviving, gone, tally.people, estimate);
        figures.push(figure.after(months));
    }
    figures.extend(stats::median(&curve).map(|it| Figure::plain(What::MedianDays, it.into())));
    figures
}

/// The groups of the nation compared, by every breakdown that the definition names.
pub(super) fn comparisons(
    definition: &Survival,
    tallies: &BTreeMap<Cell, Tally>,
) -> Vec<Comparison> {
    let mut found = Vec::new();
    let cohorts: std::collections::BTreeSet<usize> = tallies.keys().map(|it| it.cohort).collect();
    for cohort in cohorts {
        for by in &definition.groups {
            found.extend(compared(cohort, *by, tallies));
        }
    }
    found
}

fn compared(cohort: usize, by: Breakdown, tallies: &BTreeMap<Cell, Tally>) -> Option<Comparison> {
    let of_nation = tallies.iter().filter(|(cell, _)| {
        cell.cohort == cohort && !cell.comparison && cell.level == Level::Nation
    });
    let groups: Vec<(String, Vec<Moment>)> = of_nation
        .filter_map(|(cell, tally)| {
            let (breakdown, value) = cell.part.as_ref()?;
            (*breakdown == by).then(|| (value.clone(), moments(tally)))
        })
        .collect();
    let (groups, moments): (Vec<_>, Vec<_>) = groups.into_iter().unzip();
    let test = stats::log_rank(&moments)?;
    Some(Comparison { cohort, by, groups, test })
}
