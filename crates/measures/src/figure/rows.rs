//! The figures of every group of people.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::change::{self, YEAR_DAYS, count};
use super::{Figure, Row, Seen, What, survival};
use crate::definition::{AtRisk, Breakdown, Definition, Kind, Level, Reoffending, Target};
use crate::ogrs3;
use crate::stats::{self, Confidence, Counts, Place, Rate, Share};
use crate::tally::{Cell, Tally};

const NINETY_FIVE: Confidence = Confidence::P95;
/// The mean length of a month in days.
const MONTH_DAYS: f64 = YEAR_DAYS / 12.0;

/// A row for every cell, the whole before its parts and members before those beside them.
pub(super) fn all(
    definition: &Definition,
    cohorts: &[Date],
    known_on: Option<Date>,
    tallies: &BTreeMap<Cell, Tally>,
) -> Vec<Row> {
    let Some(counting) = definition.counting() else { return Vec::new() };
    let seen: Vec<Seen> = cohorts.iter().map(|it| Seen::of(counting, *it, known_on)).collect();
    let together = together(tallies.iter());
    let mut rows = Vec::new();
    let joint = |cell: &Cell| matches!(cell.part, Some((Breakdown::Covariates, _)));
    for (cell, tally) in tallies.iter().filter(|it| !joint(it.0)) {
        let here = cohorts.get(cell.cohort).zip(seen.get(cell.cohort));
        let Some((cohort, seen)) = here.map(|it| (*it.0, *it.1)) else { continue };
        let figures = figures(definition, cell, tally, seen, tallies);
        let place = place(definition, cell, tally, &together).filter(|_| seen.whole);
        rows.push(Row { cell: cell.clone(), cohort, figures, place });
    }
    rows.sort_by(|a, b| order(&a.cell).cmp(&order(&b.cell)));
    rows
}

/// By cohort, then from the nation down.
pub(super) fn order(cell: &Cell) -> impl Ord + '_ {
    (cell.cohort, std::cmp::Reverse(cell.level), cell.area, &cell.part, cell.comparison)
}

fn figures(
    definition: &Definition,
    cell: &Cell,
    tally: &Tally,
    seen: Seen,
    tallies: &BTreeMap<Cell, Tally>,
) -> Vec<Figure> {
    match &definition.kind {
        Kind::Reoffending(it) => {
            let mut figures = reoffending(it, tally, seen);
            figures.extend(beside(it, cell, tally, tallies).filter(|_| seen.whole));
            figures.extend(target(it, cell));
            figures
        }
        Kind::Survival(it) => survival::figures(&it.counting, tally),
        Kind::Expected(_) => expected(tally, seen),
        Kind::Equality(_) | Kind::DataQuality(_) => Vec::new(),
    }
}

fn reoffending(counting: &Reoffending, tally: &Tally, seen: Seen) -> Vec<Figure> {
    let mut figures = vec![Figure::counted(What::People, tally.people)];
    if counting.baseline.is_some() && seen.baseline {
        figures.push(Figure::counted(What::Baseline, tally.baseline));
        figures.push(per_person(What::CustodyBefore, tally, tally.baseline_custody_days));
    }
    let over = counting.follow_up.checkpoints.iter().take(seen.checkpoints);
    for (index, months) in over.enumerate() {
        let so_far = checkpoint(counting, tally, index);
        figures.extend(so_far.into_iter().map(|it| it.after(*months)));
    }
    if seen.whole {
        let custody = per_person(What::CustodyAfter, tally, tally.follow_up_custody_days);
        let whole = at_liberty(counting, tally).into_iter().chain(severity(counting, tally));
        let whole = whole.chain([custody]);
        figures.extend(whole.map(|it| it.after(counting.follow_up.months)));
    }
    if tally.days_on_scheme > 0 && tally.people > 0 {
        let on = count(tally.days_on_scheme) / count(tally.people) / MONTH_DAYS;
        figures.push(Figure::plain(What::MonthsOnScheme, on));
    }
    figures
}

/// The figures up to the checkpoint at this place.
fn checkpoint(counting: &Reoffending, tally: &Tally, place: usize) -> Vec<Figure> {
    let step = tally.steps.get(place).copied().unwrap_or_default();
    let mut figures = vec![Figure::counted(What::FollowUp, step.count)];
    let change = change::so_far(counting, tally, place);
    figures
        .extend(change.map(|it| Figure::estimated(What::Change, step.count, tally.baseline, it)));
    if let Some(share) = Share::new(step.people, tally.people) {
        let estimate = stats::wilson(share, NINETY_FIVE).mapped(|it| 100.0 * it);
        figures.push(Figure::estimated(What::Reoffended, step.people, tally.people, estimate));
    }
    let counts = Counts { people: tally.people, sum: step.count, squares: step.squares };
    figures.extend(frequency(counts));
    let counts = Counts { people: step.people, ..counts };
    let each = stats::mean(counts, NINETY_FIVE).filter(|_| step.people > 0);
    figures
        .extend(each.map(|it| Figure::estimated(What::PerReoffender, step.count, step.people, it)));
    figures
}

/// How many for a hundred people.
fn frequency(counts: Counts) -> Option<Figure> {
    let estimate = stats::mean(counts, NINETY_FIVE)?.mapped(|it| 100.0 * it);
    Some(Figure::estimated(What::Frequency, counts.sum, counts.people, estimate))
}

/// How many for a hundred years at liberty, over the whole follow-up, where custody is taken off.
fn at_liberty(counting: &Reoffending, tally: &Tally) -> Option<Figure> {
    if counting.at_risk == AtRisk::Ignore || tally.follow_up_days == 0 {
        return None;
    }
    let whole = tally.whole();
    let counts = Counts { people: tally.people, sum: whole.count, squares: whole.squares };
    let years = count(tally.follow_up_days) / YEAR_DAYS / count(tally.people);
    let estimate = stats::mean(counts, NINETY_FIVE)?.mapped(|it| 100.0 * it / years);
    let among = tally.follow_up_days;
    Some(Figure::estimated(What::FrequencyAtLiberty, whole.count, among, estimate))
}

fn severity(counting: &Reoffending, tally: &Tally) -> Option<Figure> {
    if counting.severity.is_empty() {
        return None;
    }
    let (sum, squares) = (tally.follow_up_severity, tally.follow_up_severity_squares);
    let counts = Counts { people: tally.people, sum, squares };
    let estimate = stats::mean(counts, NINETY_FIVE)?.mapped(|it| 100.0 * it);
    Some(Figure::estimated(What::Severity, sum, tally.people, estimate))
}

fn per_person(what: What, tally: &Tally, days: u64) -> Figure {
    let mean = count(days) / count(tally.people.max(1));
    Figure { count: Some(days), among: Some(tally.people), ..Figure::plain(what, mean) }
}

/// The change of members beside that of those considered and not taken on, in the same area and
/// group; nothing where nobody was considered there.
fn beside(
    counting: &Reoffending,
    cell: &Cell,
    tally: &Tally,
    tallies: &BTreeMap<Cell, Tally>,
) -> Option<Figure> {
    if cell.comparison {
        return None;
    }
    let others = Cell { comparison: true, ..cell.clone() };
    let others = tallies.get(&others)?;
    let (members, beside) = (change::whole(counting, tally)?, change::whole(counting, others)?);
    let estimate = change::beside(members, beside)?;
    let months = counting.follow_up.months;
    let after = tally.whole().count;
    Some(Figure::estimated(What::ChangeBeside, after, tally.baseline, estimate).after(months))
}

/// What the area was to reach: schemes may have their own.
fn target(counting: &Reoffending, cell: &Cell) -> Option<Figure> {
    if cell.comparison || cell.part.is_some() {
        return None;
    }
    let scheme = cell.area.filter(|_| cell.level == Level::Scheme);
    let months = counting.follow_up.months;
    match counting.target.as_ref()? {
        Target::ReductionPercent { everywhere, by_scheme } => {
            let own = scheme.and_then(|it| by_scheme.get(&it).copied());
            let percent = own.or(*everywhere)?;
            Some(Figure::plain(What::TargetChange, -percent).after(months))
        }
        Target::Ceiling { everywhere, by_scheme } => {
            let own = scheme.and_then(|it| by_scheme.get(&it).copied());
            let most = own.or_else(|| everywhere.filter(|_| scheme.is_some()))?;
            Some(Figure::counted(What::TargetCeiling, most).after(months))
        }
    }
}

fn expected(tally: &Tally, seen: Seen) -> Vec<Figure> {
    let observed = tally.whole().people;
    let expected = ogrs3::people(tally.expected_nanos);
    let mut figures =
        vec![Figure::counted(What::People, tally.people), Figure::plain(What::Expected, expected)];
    if !seen.whole {
        return figures;
    }
    if let Some(share) = Share::new(observed, tally.people) {
        let estimate = stats::wilson(share, NINETY_FIVE).mapped(|it| 100.0 * it);
        figures.push(Figure::estimated(What::Reoffended, observed, tally.people, estimate));
    }
    let ratio = stats::observed_over_expected(observed, expected, NINETY_FIVE);
    figures.extend(
        ratio.map(|it| Figure::estimated(What::ObservedOverExpected, observed, tally.people, it)),
    );
    figures
}

/// Whether a cell is that of a scheme: people on none make up no scheme.
fn is_scheme(cell: &Cell) -> bool {
    cell.level == Level::Scheme && cell.area.is_some() && cell.part.is_none() && !cell.comparison
}

/// All schemes of each cohort together. The nation is more: it has those on no scheme, too.
pub(super) fn together<'t>(
    tallies: impl Iterator<Item = (&'t Cell, &'t Tally)>,
) -> BTreeMap<usize, Tally> {
    let mut all: BTreeMap<usize, Tally> = BTreeMap::new();
    for (cell, tally) in tallies.filter(|it| is_scheme(it.0)) {
        all.entry(cell.cohort).or_default().merge(tally);
    }
    all
}

/// Whether a scheme can be told from all schemes together; nothing for other rows.
fn place(
    definition: &Definition,
    cell: &Cell,
    tally: &Tally,
    together: &BTreeMap<usize, Tally>,
) -> Option<Place> {
    if !is_scheme(cell) {
        return None;
    }
    let all = together.get(&cell.cohort)?;
    let observed = tally.whole().people;
    match &definition.kind {
        // The limits are of logarithms: none at all lies below any, however small the scheme.
        Kind::Reoffending(it) if it.baseline.is_some() && tally.whole().count == 0 => None,
        Kind::Reoffending(it) if it.baseline.is_some() => {
            let change = change::whole(it, tally)?;
            let factor = change::evened(it, all, it.follow_up.months)?;
            let limits = stats::change_limits(change::paired(all), tally.people)?;
            let even = |value: f64| ((1.0 + value / 100.0) / factor - 1.0) * 100.0;
            Some(limits.place(even(change.value)))
        }
        Kind::Reoffending(_) => {
            let share = Share::new(observed, tally.people)?.value();
            let all = Share::new(all.whole().people, all.people)?.value();
            Some(stats::share_limits(all, tally.people).place(share))
        }
        Kind::Expected(_) => {
            let expected = ogrs3::people(tally.expected_nanos);
            let ratio = Rate::new(observed, expected)?.value();
            Some(stats::observed_limits(expected).place(ratio))
        }
        Kind::Survival(_) | Kind::Equality(_) | Kind::DataQuality(_) => None,
    }
}
