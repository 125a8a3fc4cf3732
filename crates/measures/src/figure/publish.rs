//! What may leave the partnership: figures about enough people, and none from which a figure about
//! fewer could be worked out.

use std::collections::{BTreeMap, BTreeSet};

use super::{Figure, Report, Row, What, alone, nobody};
use crate::count::{Axis, Plan};
use crate::definition::Level;
use crate::suppress::{NoTree, Rule, hidden_cells};
use crate::tally::{Cell, Tally};

/// What must be counted for print: every level, and at every level whatever it is broken down by.
pub fn settled(asked: &[Axis]) -> Vec<Axis> {
    let mut axes: Vec<Axis> = Vec::new();
    for breakdown in std::iter::once(None).chain(asked.iter().map(|it| it.breakdown)) {
        let all = Level::ALL.map(|level| Axis { level, breakdown });
        let new = all.into_iter().filter(|it| !axes.contains(it)).collect::<Vec<_>>();
        axes.extend(new);
    }
    axes
}

/// The cells that must not be published. The tallies are of every level.
///
/// # Errors
///
/// Tallies that are no tree: of some levels only, say.
pub fn hidden(plan: &Plan, tallies: &BTreeMap<Cell, Tally>) -> Result<BTreeSet<Cell>, NoTree> {
    let cohorts: BTreeSet<usize> = tallies.keys().map(|it| it.cohort).collect();
    let mut hidden = BTreeSet::new();
    for cohort in cohorts {
        let ours = tallies.iter().filter(|it| it.0.cohort == cohort);
        let ours: BTreeMap<Cell, Tally> =
            ours.map(|(cell, tally)| (cell.clone(), tally.clone())).collect();
        let schemes = ours.keys().filter(|it| it.level == Level::Scheme);
        let schemes: BTreeSet<i64> = schemes.filter_map(|it| it.area).collect();
        let paths: Vec<_> = schemes.into_iter().map(|it| plan.path(cohort, it)).collect();
        hidden.extend(hidden_cells(&ours, &paths, Rule::PUBLISHED)?);
    }
    Ok(hidden)
}

impl Report {
    /// Keeps back what must not be published, and drops what was not asked for.
    ///
    /// `hidden` are the cells settled over every level and the breakdowns asked for. Of the others
    /// the numbers that were settled are told: people, what was counted before and after, how many
    /// re-offended, and what follows from these. Counts at earlier checkpoints, points of severity
    /// and days in custody were not, and are dropped.
    #[must_use]
    pub fn published(mut self, hidden: &BTreeSet<Cell>, printed: &[Axis]) -> Self {
        self.blur_notes();
        let end = self.follow_up_months;
        let settled = |it: &Figure| {
            is_settled(it.what) && (it.after_months.is_none() || it.after_months == end)
        };
        for row in &mut self.rows {
            row.figures.retain(settled);
            keep_back(row, hidden);
        }
        self.add_missing(hidden);
        self.rows.retain(|it| {
            let breakdown = it.cell.part.as_ref().map(|it| it.0);
            printed.contains(&Axis { level: it.cell.level, breakdown })
        });
        self.with_few_blurred()
    }

    /// Says of what was left out, where it was little, no more than that it was.
    #[must_use]
    pub fn with_few_blurred(mut self) -> Self {
        for it in &mut self.left_out {
            it.few = it.count < Rule::PUBLISHED.below;
        }
        self
    }

    /// Says of small cohorts that they are, in place of how small.
    fn blur_notes(&mut self) {
        for (index, day) in self.cohorts.iter().enumerate() {
            let whole = self.rows.iter().map(|it| (&it.cell, &it.figures));
            let ours = whole.filter(|(cell, _)| {
                cell.cohort == index && !cell.comparison && cell.part.is_none()
            });
            let people = ours.flat_map(|it| it.1).filter(|it| it.what == What::People);
            let most = people.filter_map(|it| it.count).max().unwrap_or(0);
            self.notes.retain(|it| *it != nobody(*day) && *it != alone(*day));
            let few = Rule::PUBLISHED.below;
            if most < few {
                self.notes.push(format!("Fewer than {few} people are in the cohort of {day}."));
            }
        }
    }

    /// A line that is left out would say that nobody is there: it is printed as kept back.
    fn add_missing(&mut self, hidden: &BTreeSet<Cell>) {
        for cell in hidden {
            if self.rows.iter().any(|it| it.cell == *cell) {
                continue;
            }
            let Some(cohort) = self.cohorts.get(cell.cohort).copied() else { continue };
            let like = self.rows.iter().find(|it| it.cell.comparison == cell.comparison);
            let kept_back = |it: &Figure| Figure { hidden: true, ..Figure::counted(it.what, 0) };
            let figures = like.map_or(Vec::new(), |it| it.figures.iter().map(kept_back).collect());
            self.rows.push(Row { cell: cell.clone(), cohort, figures, place: None });
        }
        self.rows.sort_by(|a, b| super::rows::order(&a.cell).cmp(&super::rows::order(&b.cell)));
    }
}

fn keep_back(row: &mut Row, hidden: &BTreeSet<Cell>) {
    let all = hidden.contains(&row.cell);
    let beside = hidden.contains(&Cell { comparison: true, ..row.cell.clone() });
    for figure in &mut row.figures {
        figure.hidden = all || beside && figure.what == What::ChangeBeside;
    }
    if all {
        row.place = None;
    }
}

/// Whether the figure follows from the numbers that were settled.
const fn is_settled(what: What) -> bool {
    match what {
        What::People
        | What::Baseline
        | What::FollowUp
        | What::Change
        | What::ChangeBeside
        | What::Reoffended
        | What::Frequency
        | What::PerReoffender
        | What::TargetChange
        | What::TargetCeiling
        | What::Expected
        | What::ObservedOverExpected
        | What::Rate(_)
        | What::Ratio(_)
        | What::Difference(_) => true,
        What::FrequencyAtLiberty
        | What::Severity
        | What::CustodyBefore
        | What::CustodyAfter
        | What::MonthsOnScheme
        | What::Surviving
        | What::MedianDays
        | What::Fault(_) => false,
    }
}
