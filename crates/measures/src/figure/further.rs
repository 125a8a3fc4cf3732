//! Figures of equality and of data quality.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::change::count;
use super::{Figure, Report, Row, What, told};
use crate::definition::{Breakdown, Definition, Equality, Level, Reference, Stage};
use crate::equality::{self, Group};
use crate::quality::{self, Records};
use crate::stats::{self, Confidence, Estimate, Rate, Share};
use crate::suppress::{Area, Counts, Mark, NoTree, Rule, Tree};
use crate::tally::{Cell, NotCounted};

const NINETY_FIVE: Confidence = Confidence::P95;

/// People of a group at a step.
pub type Step = (Stage, Breakdown, String);

/// The groups that must not be published. Whom a step concerns is known from the facts of others,
/// so that the sum of all groups counts as known.
///
/// # Errors
///
/// None in practice: one table for all is a tree.
pub fn equality_hidden(counted: &equality::Counted) -> Result<BTreeSet<Step>, NoTree> {
    let mut tables: BTreeMap<(Stage, Breakdown), Vec<&Group>> = BTreeMap::new();
    for group in &counted.groups {
        tables.entry((group.stage, group.by)).or_default().push(group);
    }
    let mut hidden = BTreeSet::new();
    for (_, table) in tables {
        let counts = |it: &&Group| vec![it.could, it.did, it.could - it.did];
        let parts: Vec<Counts> = table.iter().map(counts).collect();
        let sum = |column| parts.iter().filter_map(|it| it.get(column)).sum();
        let total = (0..3).map(sum).collect();
        let tree = Tree::settle(vec![Area { parent: None, total }], Rule::PUBLISHED)?;
        let marks = tree.breakdown(&[parts], None)?;
        for (group, mark) in table.iter().zip(marks.iter().flatten()) {
            if *mark == Mark::Hidden {
                hidden.insert((group.stage, group.by, group.value.clone()));
            }
        }
    }
    // Whoever was nominated was taken on or was not: the one tells the other.
    let other = |stage: Stage| match stage {
        Stage::Selected => Some(Stage::Refused),
        Stage::Refused => Some(Stage::Selected),
        Stage::Nominated | Stage::Enforced | Stage::Removed => None,
    };
    let told = |(stage, by, value): &Step| other(*stage).map(|it| (it, *by, value.clone()));
    let more: Vec<Step> = hidden.iter().filter_map(told).collect();
    hidden.extend(more);
    Ok(hidden)
}

/// The rates of every group, and how they compare, but for those to be kept back. `on` is the
/// first day of the period.
pub fn equality_report(
    definition: &Definition,
    equality: &Equality,
    counted: &equality::Counted,
    hidden: &BTreeSet<Step>,
    on: Date,
    as_known_on: Option<Date>,
) -> Report {
    let mut report = bare(definition, &counted.left_out, on, as_known_on);
    let groups = &counted.groups;
    let mut rows: BTreeMap<Cell, Vec<Figure>> = BTreeMap::new();
    for group in groups {
        let part = Some((group.by, group.value.clone()));
        let cell = Cell { part, ..nation() };
        let others = others(equality.reference, group, groups);
        let compared = others.and_then(|it| compare(group, it));
        let mut figures = of_group(group, compared);
        if hidden.contains(&(group.stage, group.by, group.value.clone())) {
            for figure in &mut figures {
                figure.hidden = true;
            }
        } else {
            report.notes.extend(compared.and_then(|it| question(group, it.0)));
        }
        rows.entry(cell).or_default().extend(figures);
    }
    report.rows = rows
        .into_iter()
        .map(|(cell, figures)| Row { cell, cohort: on, figures, place: None })
        .collect();
    if report.rows.is_empty() {
        report.notes.push("Nobody could take any of the steps: there are no figures.".to_owned());
    }
    report
}

/// How many records have which fault, in every scheme and in all. `on` is the day.
pub fn quality_report(
    definition: &Definition,
    counted: &quality::Counted,
    on: Date,
    as_known_on: Option<Date>,
) -> Report {
    let mut report = bare(definition, &counted.left_out, on, as_known_on);
    let schemes = &counted.schemes;
    let mut all = Records::default();
    for records in schemes.values() {
        all.people += records.people;
        for (check, count) in &records.faults {
            *all.faults.entry(*check).or_default() += count;
        }
    }
    let row = |cell, records: &Records| Row {
        cell,
        cohort: on,
        figures: of_records(records, all.faults.keys().copied()),
        place: None,
    };
    report.rows.push(row(nation(), &all));
    for (scheme, records) in schemes {
        let cell = Cell { level: Level::Scheme, area: Some(*scheme), ..nation() };
        report.rows.push(row(cell, records));
    }
    if all.people == 0 {
        report.notes.push(format!("Nobody is on a register on {on}: there are no figures."));
    }
    report
}

fn bare(
    definition: &Definition,
    left_out: &NotCounted,
    on: Date,
    as_known_on: Option<Date>,
) -> Report {
    let registrations = told(Some(on), &left_out.registrations);
    let offences = told(None, &left_out.offences);
    Report {
        measure: definition.key.clone(),
        title: definition.title.clone(),
        cohorts: vec![on],
        as_known_on,
        follow_up_months: None,
        parameters: definition.parameters.clone(),
        limits: definition.limits.clone(),
        rows: Vec::new(),
        comparisons: Vec::new(),
        models: Vec::new(),
        left_out: registrations.chain(offences).collect(),
        notes: Vec::new(),
    }
}

fn nation() -> Cell {
    Cell { cohort: 0, comparison: false, level: Level::Nation, area: None, part: None }
}

/// With whom a group is compared: how many could, and how many did.
fn others(reference: Reference, group: &Group, groups: &[Group]) -> Option<(u64, u64)> {
    let alike = groups.iter().filter(|it| it.stage == group.stage && it.by == group.by);
    match reference {
        Reference::EverybodyElse => {
            let else_ = alike.filter(|it| it.value != group.value);
            let sums = else_.fold((0, 0), |(could, did), it| (could + it.could, did + it.did));
            (sums.0 > 0).then_some(sums)
        }
        Reference::LargestGroup => {
            let largest = alike.max_by_key(|it| it.could)?;
            (largest.value != group.value).then_some((largest.could, largest.did))
        }
    }
}

/// The ratio of both rates, and their difference.
fn compare(group: &Group, (could, did): (u64, u64)) -> Option<(Estimate, Estimate)> {
    let rate = |did, could| Rate::new(did, count(could));
    let (here, there) = (rate(group.did, group.could)?, rate(did, could)?);
    let ratio = stats::ratio_exact(here, there, NINETY_FIVE)?;
    let (here, there) = (Share::new(group.did, group.could)?, Share::new(did, could)?);
    Some((ratio, stats::difference(here, there, NINETY_FIVE)))
}

fn of_group(group: &Group, compared: Option<(Estimate, Estimate)>) -> Vec<Figure> {
    let (stage, did, could) = (group.stage, group.did, group.could);
    let mut figures = Vec::new();
    if let Some(share) = Share::new(did, could) {
        let rate = stats::wilson(share, NINETY_FIVE).mapped(|it| 100.0 * it);
        figures.push(Figure::estimated(What::Rate(stage), did, could, rate));
    }
    if let Some((ratio, difference)) = compared {
        figures.push(Figure::estimated(What::Ratio(stage), did, could, ratio));
        let points = difference.mapped(|it| 100.0 * it);
        figures.push(Figure::estimated(What::Difference(stage), did, could, points));
    }
    figures
}

/// What somebody has to answer, where the interval of a ratio leaves out 1.
fn question(group: &Group, ratio: Estimate) -> Option<String> {
    let interval = ratio.interval.filter(|it| !it.holds(1.0))?;
    let value = if group.value.is_empty() { "not known" } else { &group.value };
    let (by, step) = (group.by.key().replace('_', " "), step(group.stage));
    Some(format!(
        "To be answered: why are people of {by} {value} {step} {:.2} times as often as those they \
         are compared with ({:.2} to {:.2})?",
        ratio.value, interval.low, interval.high
    ))
}

const fn step(stage: Stage) -> &'static str {
    match stage {
        Stage::Nominated => "nominated",
        Stage::Selected => "taken on",
        Stage::Refused => "refused",
        Stage::Enforced => "proven in breach",
        Stage::Removed => "removed",
    }
}

fn of_records(
    records: &Records,
    checks: impl Iterator<Item = crate::definition::Check>,
) -> Vec<Figure> {
    let mut figures = vec![Figure::counted(What::People, records.people)];
    for check in checks {
        let faulty = records.faults.get(&check).copied().unwrap_or(0);
        let Some(share) = Share::new(faulty, records.people) else { continue };
        let percent = 100.0 * share.value();
        // A count of records is a count, not a sample: it has no interval.
        let figure = Figure::plain(What::Fault(check), percent);
        let (count, among) = (Some(faulty), Some(records.people));
        figures.push(Figure { count, among, ..figure });
    }
    figures
}
