//! What goes with re-offending sooner: the hazards of groups, each with the others held alike.

use std::collections::BTreeMap;

use super::survival::moments;
use crate::count::JOINT;
use crate::definition::{Breakdown, Survival};
use crate::stats::{self, Coefficient, Confidence, NoModel, Observation};
use crate::tally::{Cell, Tally};

/// A model of one cohort, or why there is none.
#[derive(Debug, Clone, PartialEq)]
pub struct Hazards {
    /// Which cohort.
    pub cohort: usize,
    /// The groups of every covariate but the one that each is compared with.
    pub ratios: Result<Vec<Hazard>, NoModel>,
}

/// The hazard of a group.
#[derive(Debug, Clone, PartialEq)]
pub struct Hazard {
    /// What it is a group of.
    pub by: Breakdown,
    /// The group.
    pub value: String,
    /// The group that it is compared with: that of most people.
    pub than: String,
    /// The ratio of their hazards.
    pub coefficient: Coefficient,
}

/// People alike in all covariates.
struct Alike<'t> {
    values: Vec<&'t str>,
    tally: &'t Tally,
}

/// A model of the members of every cohort that was counted by all covariates at once.
pub(super) fn models(definition: &Survival, tallies: &BTreeMap<Cell, Tally>) -> Vec<Hazards> {
    let mut cohorts: BTreeMap<usize, Vec<Alike<'_>>> = BTreeMap::new();
    for (cell, tally) in tallies.iter().filter(|it| !it.0.comparison) {
        let Some((Breakdown::Covariates, value)) = &cell.part else { continue };
        let values = value.split(JOINT).collect();
        cohorts.entry(cell.cohort).or_default().push(Alike { values, tally });
    }
    let model = |(cohort, alike): (usize, Vec<Alike<'_>>)| Hazards {
        cohort,
        ratios: ratios(&definition.covariates, &alike),
    };
    cohorts.into_iter().map(model).collect()
}

fn ratios(covariates: &[Breakdown], alike: &[Alike<'_>]) -> Result<Vec<Hazard>, NoModel> {
    let mut columns: Vec<(Breakdown, usize, &str, &str)> = Vec::new();
    for (place, by) in covariates.iter().enumerate() {
        let mut groups: BTreeMap<&str, u64> = BTreeMap::new();
        for it in alike {
            let value = it.values.get(place).copied().unwrap_or_default();
            *groups.entry(value).or_default() += it.tally.people;
        }
        let Some((most, _)) = groups.iter().max_by_key(|it| *it.1) else { continue };
        let others = groups.keys().filter(|it| *it != most);
        columns.extend(others.map(|value| (*by, place, *value, *most)));
    }
    let has = |it: &Alike<'_>, place: usize, value: &str| it.values.get(place) == Some(&value);
    let mut observations = Vec::new();
    for it in alike {
        let columns = columns.iter();
        let covariates: Vec<f64> = columns
            .map(|(_, place, value, _)| f64::from(u8::from(has(it, *place, value))))
            .collect();
        observations.extend(observed(it.tally, &covariates));
    }
    let model = stats::cox(&observations, Confidence::P95)?;
    let each = columns.into_iter().zip(model.coefficients);
    let hazard = |((by, _, value, than), coefficient): ((_, _, &str, &str), _)| Hazard {
        by,
        value: value.to_owned(),
        than: than.to_owned(),
        coefficient,
    };
    Ok(each.map(hazard).collect())
}

fn observed(tally: &Tally, covariates: &[f64]) -> Vec<Observation> {
    let mut observations = Vec::new();
    for moment in moments(tally) {
        for (event, people) in [(true, moment.events), (false, moment.censored)] {
            if people > 0 {
                let covariates = covariates.to_vec();
                observations.push(Observation { at: moment.at, event, people, covariates });
            }
        }
    }
    observations
}
