//! Whether groups differ in the time to their first re-offence.

#![expect(
    clippy::indexing_slicing,
    reason = "groups are numbered here; one out of range is a fault of this file"
)]

use std::collections::BTreeMap;

use serde::Serialize;

use super::matrix::{Matrix, dot};
use super::special;
use super::survival::Moment;

/// The test, and what each group had to expect if none differed.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LogRank {
    /// Chi-squared.
    pub chi_squared: f64,
    /// Groups less one.
    pub freedom: usize,
    /// How often chance alone would give as much.
    pub p: f64,
    /// For each group, how many re-offended.
    pub observed: Vec<u64>,
    /// For each group, how many would have if none differed.
    pub expected: Vec<f64>,
}

/// Compares groups, each with its moments in any order. Nothing unless at least two groups have
/// anybody, and the events tell them apart at all. Source: [MANTEL1966].
pub fn log_rank(groups: &[Vec<Moment>]) -> Option<LogRank> {
    let mut at_risk: Vec<u64> = groups
        .iter()
        .map(|it| it.iter().map(|moment| moment.events + moment.censored).sum())
        .collect();
    let mut expected = vec![0.0; groups.len()];
    let mut observed = vec![0; groups.len()];
    let mut variance = Matrix::zero(groups.len());
    for (_, here) in by_time(groups) {
        let events: u64 = here.iter().map(|(_, it)| it.events).sum();
        if events > 0 {
            add_expected(&at_risk, events, &mut expected, &mut variance);
        }
        for (group, moment) in here {
            observed[group] += moment.events;
            at_risk[group] -= moment.events + moment.censored;
        }
    }
    tested(observed, expected, &variance)
}

fn by_time(groups: &[Vec<Moment>]) -> BTreeMap<u32, Vec<(usize, Moment)>> {
    let mut times: BTreeMap<u32, Vec<(usize, Moment)>> = BTreeMap::new();
    for (group, moments) in groups.iter().enumerate() {
        for moment in moments {
            times.entry(moment.at).or_default().push((group, *moment));
        }
    }
    times
}

/// What this many events would be for each group if they fell evenly, and how that varies.
fn add_expected(at_risk: &[u64], events: u64, expected: &mut [f64], variance: &mut Matrix) {
    let all = at_risk.iter().sum::<u64>() as f64;
    let events = events as f64;
    let shares: Vec<f64> = at_risk.iter().map(|it| *it as f64 / all).collect();
    for (expected, share) in expected.iter_mut().zip(&shares) {
        *expected += events * share;
    }
    if all <= 1.0 {
        return;
    }
    let scale = events * (all - events) / (all - 1.0);
    for (row, a) in shares.iter().enumerate() {
        variance.add(row, row, scale * a);
    }
    variance.add_square(-scale, &shares);
}

fn tested(observed: Vec<u64>, expected: Vec<f64>, variance: &Matrix) -> Option<LogRank> {
    // Groups without anybody at risk have nothing to tell; of the rest, the last follows from the
    // others.
    let mut told: Vec<usize> =
        (0..observed.len()).filter(|it| variance.at(*it, *it) > 0.0).collect();
    told.pop();
    let freedom = told.len();
    if freedom == 0 {
        return None;
    }
    let surplus: Vec<f64> = told.iter().map(|it| observed[*it] as f64 - expected[*it]).collect();
    let mut kept = Matrix::zero(freedom);
    for (row, a) in told.iter().enumerate() {
        for (column, b) in told.iter().enumerate() {
            kept.add(row, column, variance.at(*a, *b));
        }
    }
    let chi_squared = dot(&surplus, &kept.solve(&surplus)?);
    let p = special::chi_squared_above(freedom as f64, chi_squared);
    Some(LogRank { chi_squared, freedom, p, observed, expected })
}
