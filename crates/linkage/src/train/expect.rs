//! Expectation and maximisation over the pairs of one training rule.

use std::collections::HashMap;

use super::{Patterns, TrainedRule};
use crate::model::{Comparison, Evidence, Model, Rule};
use crate::plan::Levels;

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
        change = state.round(model, &ordered);
        rounds += 1;
    }
    let report = TrainedRule {
        rule: rule.sql.clone(),
        pairs: patterns.values().sum(),
        matches: state.matches,
        rounds,
        last_change: change,
        comparisons: learning.iter().map(|it| model.comparisons[*it].name.clone()).collect(),
    };
    Session { m: state.m, report }
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

struct State<'a> {
    learning: &'a [usize],
    m: Learnt,
    u: Learnt,
    /// The share of the pairs that are one person.
    matches: f64,
}

impl<'a> State<'a> {
    fn begin(model: &Model, rule: &Rule, learning: &'a [usize]) -> Self {
        let mut state = Self { learning, m: Learnt::new(), u: Learnt::new(), matches: 0.0 };
        for number in learning {
            for level in &model.comparisons[*number].levels {
                if let Evidence::Likelihood { m, u } = level.evidence {
                    state.m.insert((*number, level.value), m.value);
                    state.u.insert((*number, level.value), u.value);
                }
            }
        }
        state.matches = matches_at_first(model, rule, learning);
        state
    }

    /// One round; the largest change of a probability.
    fn round(&mut self, model: &Model, patterns: &[(Levels, f64)]) -> f64 {
        let mut likely: Learnt = HashMap::new();
        let (mut matches, mut all) = (0.0, 0.0);
        for (levels, count) in patterns {
            let expected = self.probability(*levels) * count;
            matches += expected;
            all += count;
            for number in self.learning {
                *likely.entry((*number, levels.value(*number))).or_default() += expected;
            }
        }
        self.matches = (matches / all).clamp(1e-9, 1.0 - 1e-9);
        let mut change: f64 = 0.0;
        for number in self.learning {
            change = change.max(self.maximise(&model.comparisons[*number], *number, &likely));
        }
        change
    }

    fn probability(&self, levels: Levels) -> f64 {
        let mut weight = (self.matches / (1.0 - self.matches)).log2();
        for number in self.learning {
            let at = (*number, levels.value(*number));
            if let (Some(m), Some(u)) = (self.m.get(&at), self.u.get(&at)) {
                weight += (m / u).log2();
            }
        }
        crate::score::probability(weight)
    }

    /// New `m` for a comparison; half a pair is added to each level, as for `u`.
    fn maximise(&mut self, comparison: &Comparison, number: usize, likely: &Learnt) -> f64 {
        let of = |value: i8| likely.get(&(number, value)).copied().unwrap_or(0.0) + 0.5;
        let told = comparison.levels.iter().filter(|it| it.value >= 0);
        let all: f64 = told.clone().map(|it| of(it.value)).sum();
        let mut change: f64 = 0.0;
        for level in told {
            let fixed = match level.evidence {
                Evidence::Likelihood { m, .. } => m.origin == crate::model::Origin::Fixed,
                Evidence::Missing => true,
            };
            let new = of(level.value) / all;
            if let Some(m) = self.m.get_mut(&(number, level.value)).filter(|_| !fixed) {
                change = change.max((*m - new).abs());
                *m = new;
            }
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
