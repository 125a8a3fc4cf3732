//! How good scored pairs are where the truth is known: precision, recall and F1 by threshold.

use serde::Serialize;

use crate::score::probability;

/// How good the pairs at or above one threshold are.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Quality {
    /// The threshold, as a match weight in bits.
    pub match_weight: f64,
    /// The threshold, as a probability.
    pub match_probability: f64,
    /// Pairs at or above it.
    pub pairs: u64,
    /// Those of them that are true.
    pub true_pairs: u64,
    /// The share of the pairs that are true.
    pub precision: f64,
    /// The share of all true pairs that are among them.
    pub recall: f64,
    /// The harmonic mean of both.
    pub f1: f64,
}

/// Whether a scored pair is one person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Truth {
    /// It is.
    Same,
    /// It is not.
    Different,
}

/// The quality at every weight that occurs, from the highest down. `true_pairs` counts all true
/// pairs, also those that were not scored.
pub fn by_threshold(scored: &mut [(f64, Truth)], true_pairs: u64) -> Vec<Quality> {
    scored.sort_by(|one, other| other.0.total_cmp(&one.0));
    let mut curve = Vec::new();
    let (mut pairs, mut found) = (0, 0);
    for same_weight in scored.chunk_by(|one, other| one.0.total_cmp(&other.0).is_eq()) {
        pairs += same_weight.len() as u64;
        found += same_weight.iter().filter(|it| it.1 == Truth::Same).count() as u64;
        let Some((weight, _)) = same_weight.first() else { continue };
        curve.push(quality(*weight, pairs, found, true_pairs));
    }
    curve
}

/// The quality of the pairs at or above this weight.
pub fn at(curve: &[Quality], match_weight: f64, true_pairs: u64) -> Quality {
    let reached = curve.partition_point(|it| it.match_weight >= match_weight);
    let (pairs, found) = match reached.checked_sub(1).and_then(|it| curve.get(it)) {
        Some(last) => (last.pairs, last.true_pairs),
        None => (0, 0),
    };
    quality(match_weight, pairs, found, true_pairs)
}

/// The threshold with the highest F1.
pub fn best(curve: &[Quality]) -> Option<&Quality> {
    curve.iter().reduce(|best, it| if it.f1 > best.f1 { it } else { best })
}

fn quality(match_weight: f64, pairs: u64, found: u64, true_pairs: u64) -> Quality {
    let share = |part: u64, of: u64| if of == 0 { 0.0 } else { part as f64 / of as f64 };
    let (precision, recall) = (share(found, pairs), share(found, true_pairs));
    // Twice what was found, over what was said and what is true.
    let f1 = share(2 * found, pairs + true_pairs);
    let match_probability = probability(match_weight);
    Quality { match_weight, match_probability, pairs, true_pairs: found, precision, recall, f1 }
}

#[cfg(test)]
mod tests;
