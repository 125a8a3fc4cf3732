//! Scoring: every candidate pair is weighed, and those that reach the threshold are handed on.
//!
//! Pairs are handed on in batches, always the same ones in the same order whatever the number of
//! threads; at most a few batches are held at once.

use rayon::prelude::*;

use crate::block::{Blocking, BlockingError, Piece, RulePairs};
use crate::model::LinkType;
use crate::plan::{Levels, Plan};
use crate::records::{Records, Row};

/// A pair that reached the threshold.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pair {
    /// The left record: the first by list, source name and id.
    pub left: Row,
    /// The right record.
    pub right: Row,
    /// The match weight in bits.
    pub weight: f64,
    levels: Levels,
}

impl Pair {
    pub(crate) fn new(left: Row, right: Row, weight: f64, levels: Levels) -> Self {
        Self { left, right, weight, levels }
    }

    /// The probability that both are one person.
    pub fn probability(&self) -> f64 {
        probability(self.weight)
    }

    /// The value of the level of a comparison: -1 for missing.
    pub fn level(&self, comparison: usize) -> i8 {
        self.levels.value(comparison)
    }
}

/// The probability that a weight in bits stands for.
pub fn probability(weight: f64) -> f64 {
    if weight >= 0.0 {
        1.0 / (1.0 + f64::exp2(-weight))
    } else {
        let odds = f64::exp2(weight);
        odds / (1.0 + odds)
    }
}

/// The weight in bits that a probability stands for; 0 and 1 are infinite.
pub fn weight_of(probability: f64) -> f64 {
    (probability / (1.0 - probability)).log2()
}

/// What is scored, and how much of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scoring {
    /// Only pairs of at least this weight, in bits.
    pub least_weight: f64,
    /// A blocking rule with more pairs than this is refused.
    pub most_pairs_a_rule: u64,
    /// Which pairs.
    pub link_type: LinkType,
}

/// The limit for a rule where nobody says otherwise.
pub const MOST_PAIRS_A_RULE: u64 = 1_000_000_000;

/// What was scored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scored {
    /// Pairs of each rule.
    pub rules: Vec<RulePairs>,
    /// Candidate pairs, each counted once.
    pub candidates: u64,
    /// Pairs handed on.
    pub pairs: u64,
}

/// Why scoring stopped.
#[derive(Debug, thiserror::Error)]
pub enum ScoringError<E> {
    /// The blocking rules are of no use.
    #[error(transparent)]
    Blocking(#[from] BlockingError),
    /// Whoever takes the pairs could not.
    #[error("the pairs could not be handed on")]
    Taking(E),
}

/// So many pieces are weighed before their pairs are handed on.
const PIECES_AT_ONCE: usize = 64;

/// Weighs all candidate pairs and hands those that reach the threshold to `take`, with the share
/// of the work that is done.
///
/// # Errors
/// A rule that explodes, and what `take` answers.
pub fn score<E>(
    plan: &Plan,
    records: &Records,
    scoring: Scoring,
    mut take: impl FnMut(&[Pair], f64) -> Result<(), E>,
) -> Result<Scored, ScoringError<E>> {
    let blocking = Blocking::new(plan, records, scoring.link_type);
    let rules = blocking.guard(scoring.most_pairs_a_rule)?;
    let pieces = blocking.pieces();
    let mut scored = Scored { rules, candidates: 0, pairs: 0 };
    for (number, some) in pieces.chunks(PIECES_AT_ONCE).enumerate() {
        let weighed: Vec<(u64, Vec<Pair>)> = some
            .par_iter()
            .map(|piece| weigh_piece(&blocking, piece, scoring.least_weight))
            .collect();
        let done = (number * PIECES_AT_ONCE + some.len()) as f64 / pieces.len() as f64;
        for (candidates, pairs) in weighed {
            scored.candidates += candidates;
            scored.pairs += pairs.len() as u64;
            take(&pairs, done).map_err(ScoringError::Taking)?;
        }
    }
    Ok(scored)
}

fn weigh_piece(blocking: &Blocking<'_>, piece: &Piece, least: f64) -> (u64, Vec<Pair>) {
    let (plan, records) = (blocking.plan, blocking.records);
    let mut scratch = plan.scratch();
    let mut candidates = 0;
    let mut pairs = Vec::new();
    blocking.walk(piece, &mut scratch, |pair| {
        candidates += 1;
        if let Some(weighed) = pair.weigh(least) {
            let (left, right) = (pair.left.row, pair.right.row);
            let in_order = records.in_order(left, right);
            let (left, right) = if in_order { (left, right) } else { (right, left) };
            pairs.push(Pair::new(left, right, weighed.weight, weighed.levels));
        }
    });
    (candidates, pairs)
}

#[cfg(test)]
mod tests;
