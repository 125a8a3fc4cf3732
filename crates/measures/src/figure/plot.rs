//! The picture of a measure: curves of survival; a funnel where schemes were asked for; a trend
//! where there are several cohorts; else before and after.

use std::collections::{BTreeMap, BTreeSet};

use super::change::{self, count};
use super::{Figure, Report, Row, What, curve, rows};
use crate::definition::{Definition, Kind, Level, Reoffending};
use crate::picture::{self, Curve, Dot, Funnel, Line, Pair, Point, Words};
use crate::stats::{self, Confidence, Counts, Limits, Share};
use crate::tally::{Cell, Tally};

/// Sizes at which the limits of a funnel are drawn.
const LIMITS_DRAWN: u32 = 60;

/// The picture, as SVG; nothing where there is nothing to draw. What a report keeps back is not
/// drawn.
pub fn plot(
    definition: &Definition,
    report: &Report,
    tallies: &BTreeMap<Cell, Tally>,
) -> Option<String> {
    match &definition.kind {
        Kind::Survival(_) => survival(report, tallies),
        Kind::Reoffending(it) if has_schemes(report) => funnel(it, report, tallies),
        Kind::Reoffending(it) if report.cohorts.len() > 1 => trend(it, report),
        Kind::Reoffending(it) => before_after(it, report, tallies),
        Kind::Expected(_) if has_schemes(report) => expected(report),
        Kind::Expected(_) | Kind::Equality(_) | Kind::DataQuality(_) => None,
    }
}

fn words<'a>(report: &'a Report, across: &'a str, up: &'a str) -> Words<'a> {
    Words { id: &report.measure, title: &report.title, across, up }
}

fn has_schemes(report: &Report) -> bool {
    report.rows.iter().any(|it| it.place.is_some())
}

/// The figure of this name at the end of the follow-up, unless it is kept back.
fn whole<'r>(report: &Report, row: &'r Row, what: What) -> Option<&'r Figure> {
    row.at_end(what, report.follow_up_months).filter(|it| !it.hidden)
}

fn point(figure: &Figure) -> Option<Point> {
    Some(Point { value: figure.value?, interval: figure.interval })
}

fn named(cell: &Cell) -> String {
    let who = if cell.comparison { "Considered, not taken on" } else { "Taken on" };
    match &cell.part {
        Some((_, value)) if value.is_empty() => "Not known".to_owned(),
        Some((_, value)) => value.clone(),
        None => who.to_owned(),
    }
}

/// A curve for each group of the nation in the first cohort: the parts, if any were asked for.
fn survival(report: &Report, tallies: &BTreeMap<Cell, Tally>) -> Option<String> {
    let drawn = report.rows.iter().filter(|it| it.cell.level == Level::Nation);
    let drawn: Vec<&Row> = drawn.filter(|it| it.cell.cohort == 0).collect();
    let first = drawn.iter().find_map(|it| it.cell.part.as_ref().map(|it| it.0));
    let of_first = drawn.iter().filter(|it| it.cell.part.as_ref().map(|it| it.0) == first);
    let of_row = |it: &&&Row| {
        let steps = curve(tallies.get(&it.cell)?);
        (!steps.is_empty()).then(|| Curve { name: named(&it.cell), steps })
    };
    let curves: Vec<Curve> = of_first.filter_map(|it| of_row(&it)).collect();
    let words = words(report, "Days", "% with no proven re-offence");
    (!curves.is_empty()).then(|| picture::survival(words, &curves))
}

/// Schemes by their people: the change where there is a window before, else the share.
fn funnel(
    counting: &Reoffending,
    report: &Report,
    tallies: &BTreeMap<Cell, Tally>,
) -> Option<String> {
    let cohort = report.rows.iter().find(|it| it.place.is_some())?.cell.cohort;
    // Of schemes that are kept back nothing is drawn, nor anything that they are a part of.
    let hidden: BTreeSet<&Cell> = kept_back(report).collect();
    let together = rows::together(tallies.iter().filter(|it| !hidden.contains(it.0)));
    let all = together.get(&cohort)?;
    let changes = counting.baseline.is_some();
    let what = if changes { What::Change } else { What::Reoffended };
    let value = if changes {
        change::whole(counting, all)?.value
    } else {
        100.0 * Share::new(all.whole().people, all.people)?.value()
    };
    let factor = change::evened(counting, all, counting.follow_up.months).unwrap_or(1.0);
    let limits = |people: u64| -> Option<Limits> {
        if changes {
            let limits = stats::change_limits(change::paired(all), people)?;
            return Some(limits.mapped(|it| ((1.0 + it / 100.0) * factor - 1.0) * 100.0));
        }
        Some(stats::share_limits(value / 100.0, people).mapped(|it| 100.0 * it))
    };
    let dots = dots(report, cohort, what, |row| whole(report, row, What::People)?.count.map(count));
    let limits = drawn(&dots, |size| limits(rounded(size)));
    let up = if changes { "Change, %" } else { "Re-offended, %" };
    let middle =
        if hidden.is_empty() { "All schemes together" } else { "All schemes shown together" };
    let funnel = Funnel { middle, all: value, limits, dots };
    let words = words(report, "People in the scheme", up);
    (!funnel.dots.is_empty()).then(|| picture::funnel(words, &funnel))
}

/// Groups that are kept back, and not only what they are set beside.
fn kept_back(report: &Report) -> impl Iterator<Item = &Cell> {
    let is_hidden = |row: &&Row| row.figures.iter().any(|it| it.what == What::People && it.hidden);
    report.rows.iter().filter(is_hidden).map(|it| &it.cell)
}

/// Schemes by how many were expected to re-offend.
fn expected(report: &Report) -> Option<String> {
    let size = |row: &Row| whole(report, row, What::Expected)?.value;
    let dots = dots(report, 0, What::ObservedOverExpected, size);
    let limits = drawn(&dots, |size| Some(stats::observed_limits(size)));
    let words = words(report, "Expected to re-offend", "Observed over expected");
    let funnel = Funnel { middle: "As many as were expected", all: 1.0, limits, dots };
    (!funnel.dots.is_empty()).then(|| picture::funnel(words, &funnel))
}

fn dots(
    report: &Report,
    cohort: usize,
    what: What,
    size: impl Fn(&Row) -> Option<f64>,
) -> Vec<Dot> {
    let dot = |row: &Row| {
        let name = format!("Scheme {}", row.cell.area?);
        Some(Dot {
            name,
            size: size(row)?,
            value: whole(report, row, what)?.value?,
            place: row.place?,
        })
    };
    report.rows.iter().filter(|it| it.cell.cohort == cohort).filter_map(dot).collect()
}

/// The limits at sizes from the smallest scheme to the largest.
fn drawn(dots: &[Dot], limits: impl Fn(f64) -> Option<Limits>) -> Vec<(f64, Limits)> {
    let least = dots.iter().map(|it| it.size).fold(f64::INFINITY, f64::min).max(1.0);
    let most = dots.iter().map(|it| it.size).fold(1.0, f64::max);
    let step = |n: u32| least + (most - least) * f64::from(n) / f64::from(LIMITS_DRAWN);
    let sizes = (0..=LIMITS_DRAWN).map(step);
    sizes.filter_map(|size| limits(size).map(|it| (size, it))).collect()
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a size is a number of people, at least 1"
)]
fn rounded(size: f64) -> u64 {
    size.round() as u64
}

/// The change, or the share, of the nation in one cohort after the other.
fn trend(counting: &Reoffending, report: &Report) -> Option<String> {
    let changes = counting.baseline.is_some();
    let what = if changes { What::Change } else { What::Reoffended };
    let times: Vec<String> = report.cohorts.iter().map(ToString::to_string).collect();
    let nation =
        report.rows.iter().filter(|it| it.cell.level == Level::Nation && it.cell.part.is_none());
    let mut lines: Vec<Line> = Vec::new();
    for row in nation {
        let name = named(&row.cell);
        let place = lines.iter().position(|it| it.name == name).unwrap_or(lines.len());
        if place == lines.len() {
            lines.push(Line { name, points: vec![None; times.len()] });
        }
        let slot = lines.get_mut(place).and_then(|it| it.points.get_mut(row.cell.cohort));
        if let Some(slot) = slot {
            *slot = whole(report, row, what).and_then(point);
        }
    }
    let up = if changes { "Change, %" } else { "Re-offended, %" };
    let words = words(report, "Cohort of", up);
    (!lines.is_empty()).then(|| picture::trend(words, &times, &lines))
}

/// How many for a hundred people, before and after, of members and of those considered.
fn before_after(
    counting: &Reoffending,
    report: &Report,
    tallies: &BTreeMap<Cell, Tally>,
) -> Option<String> {
    counting.baseline?;
    let wholes = report.rows.iter().filter(|it| {
        it.cell.level == Level::Nation && it.cell.part.is_none() && it.cell.cohort == 0
    });
    let pair = |row: &Row| {
        let tally = tallies.get(&row.cell)?;
        let (sum, squares) = (tally.baseline, tally.baseline_squares);
        let counts = Counts { people: tally.people, sum, squares };
        let before = stats::mean(counts, Confidence::P95)?.mapped(|it| 100.0 * it);
        let before = Point { value: before.value, interval: before.interval };
        let factor = change::evened(counting, tally, counting.follow_up.months)?;
        let after = point(whole(report, row, What::Frequency)?)?;
        let value = after.value * factor;
        let interval = after.interval.map(|it| it.times(factor));
        Some(Pair { name: named(&row.cell), before, after: Point { value, interval } })
    };
    let pairs: Vec<Pair> = wholes.filter_map(pair).collect();
    let words = words(report, "", "For 100 people");
    (!pairs.is_empty()).then(|| picture::before_after(words, &pairs))
}

impl Limits {
    /// In another unit; `map` keeps the order of values.
    fn mapped(self, map: impl Fn(f64) -> f64) -> Self {
        let both = |it: stats::Interval| stats::Interval { low: map(it.low), high: map(it.high) };
        Self { inner: both(self.inner), outer: both(self.outer) }
    }
}
