//! Expectation and maximisation over the pairs of one training rule.

use std::collections::HashMap;

use super::{Patterns, TrainedRule};
use crate::model::{Comparison, Evidence, Model, Origin, Rule};
use crate::plan::{Levels, told};

/// `m` by comparison and level.
pub(super) type Learnt = HashMap<(usize, i8), f64>;

/// What one rule taught.
pub(super) struct Session {
    pub(super) m: Learnt,
    pub(super) report: TrainedRule,
}

/// The comparisons that are learnt from the pairs of a rule, by number: what it asks to be equal
/// teaches nothing.
pub(super) fn learning(model: &Model, rule: &Rule) -> Vec<usize> {
    let numbered = model.comparisons.iter().enumerate();
    numbered.filter(|(_, it)| !reads_key(it, rule)).map(|(number, _)| number).collect()
}

/// Learns `m` from the pairs of a rule, given by the levels of the comparisons that are learnt.
pub(super) fn learn(
    model: &Model,
    rule: &Rule,
    learning: &[usize],
    patterns: &Patterns,
) -> Session {
    let mut ordered: Vec<(Levels, f64)> =
        patterns.iter().map(|(levels, count)| (*levels, *count as f64)).collect();
    // Sums of floating-point numbers depend on their order.
    ordered.sort_by_key(|it| it.0);
    let mut state = State::begin(model, rule, learning);
    let (mut rounds, mut change) = (0, f64::INFINITY);
    while rounds < model.settings.max_iterations && change > model.settings.em_convergence {
        change = state.round(&ordered);
        rounds += 1;
    }
    let report = TrainedRule {
        rule: rule.sql.clone(),
        pairs: patterns.values().sum(),
        matches: state.matches,
        rounds,
        last_change: change,
        comparisons: learning
            .iter()
            .map(|it| &model.comparisons[*it])
            .filter(|it| is_learnt(it))
            .map(|it| it.name.clone())
            .collect(),
    };
    Session { m: state.m(), report }
}

/// Whether any of it may change: a comparison that is fixed weighs with the others all the same.
fn is_learnt(comparison: &Comparison) -> bool {
    comparison.levels.iter().any(
        |it| matches!(&it.evidence, Evidence::Likelihood { m, .. } if m.origin != Origin::Fixed),
    )
}

/// Whether a comparison reads a column that the rule asks to be equal.
fn reads_key(comparison: &Comparison, rule: &Rule) -> bool {
    let mut reads = false;
    for level in &comparison.levels {
        level.condition.each_term(&mut |term| {
            let column = &term.of.column;
            reads |=
                rule.keys.iter().any(|(l, r)| l.of.column == *column || r.of.column == *column);
        });
    }
    reads
}

/// What is known of each level of a comparison that is learnt, by what [`Levels`] tells of it.
#[derive(Debug, Clone, Copy)]
struct OfLevel {
    m: f64,
    u: f64,
    /// Whether training may change `m`.
    is_learnt: bool,
    /// Expected true pairs.
    likely: f64,
}

/// A comparison that is learnt.
struct Learning {
    number: usize,
    levels: [Option<OfLevel>; Levels::TOLD],
    /// The weight of each level; none where there is no evidence.
    weights: [f64; Levels::TOLD],
}

struct State {
    learning: Vec<Learning>,
    /// The share of the pairs that are one person.
    matches: f64,
}

impl State {
    fn begin(model: &Model, rule: &Rule, learning: &[usize]) -> Self {
        let matches = matches_at_first(model, rule, learning);
        let of = |number: &usize| Learning::begin(&model.comparisons[*number], *number);
        Self { learning: learning.iter().map(of).collect(), matches }
    }

    /// One round; the largest change of a probability.
    fn round(&mut self, patterns: &[(Levels, f64)]) -> f64 {
        self.learning.iter_mut().for_each(Learning::weigh);
        let start = (self.matches / (1.0 - self.matches)).log2();
        let (mut matches, mut all) = (0.0, 0.0);
        for (levels, count) in patterns {
            let weight = self.learning.iter().fold(start, |sum, it| sum + it.weight(*levels));
            let expected = crate::score::probability(weight) * count;
            matches += expected;
            all += count;
            self.learning.iter_mut().for_each(|it| it.expect(*levels, expected));
        }
        self.matches = (matches / all).clamp(1e-9, 1.0 - 1e-9);
        self.learning.iter_mut().map(Learning::maximise).fold(0.0, f64::max)
    }

    fn m(&self) -> Learnt {
        let of = |it: &Learning| {
            let told = it.levels.into_iter().enumerate();
            let known = told.filter_map(|(told, level)| Some((Levels::value_told(told), level?.m)));
            known.map(|(value, m)| ((it.number, value), m)).collect::<Vec<_>>()
        };
        self.learning.iter().flat_map(of).collect()
    }
}

impl Learning {
    fn begin(comparison: &Comparison, number: usize) -> Self {
        let mut levels = [None; Levels::TOLD];
        for level in &comparison.levels {
            if let Evidence::Likelihood { m, u } = level.evidence {
                let is_learnt = m.origin != crate::model::Origin::Fixed;
                let of = OfLevel { m: m.value, u: u.value, is_learnt, likely: 0.0 };
                levels[usize::from(told(level.value))] = Some(of);
            }
        }
        Self { number, levels, weights: [0.0; Levels::TOLD] }
    }

    /// Makes ready for a round.
    fn weigh(&mut self) {
        for (level, weight) in self.levels.iter_mut().zip(&mut self.weights) {
            if let Some(level) = level {
                *weight = (level.m / level.u).log2();
                level.likely = 0.0;
            }
        }
    }

    fn weight(&self, levels: Levels) -> f64 {
        self.weights[levels.told(self.number)]
    }

    fn expect(&mut self, levels: Levels, pairs: f64) {
        if let Some(level) = &mut self.levels[levels.told(self.number)] {
            level.likely += pairs;
        }
    }

    /// New `m`; half a pair is added to each level, as for `u`. The largest change.
    fn maximise(&mut self) -> f64 {
        let all: f64 = self.levels.iter().flatten().map(|it| it.likely + 0.5).sum();
        let mut change: f64 = 0.0;
        for level in self.levels.iter_mut().flatten().filter(|it| it.is_learnt) {
            let new = (level.likely + 0.5) / all;
            change = change.max((level.m - new).abs());
            level.m = new;
        }
        change
    }
}

/// The share of true pairs to start from: the prior, raised by what the rule itself says.
fn matches_at_first(model: &Model, rule: &Rule, learning: &[usize]) -> f64 {
    let mut weight = model.starting_weight();
    for (number, comparison) in model.comparisons.iter().enumerate() {
        if learning.contains(&number) {
            continue;
        }
        let exact = rule.keys.iter().find_map(|(left, _)| comparison.exact_level(&left.of.column));
        weight += exact.map_or(0.0, crate::model::Level::weight);
    }
    crate::score::probability(weight).clamp(1e-6, 0.999)
}

#[cfg(test)]
mod tests;
