//! Pairs drawn at random, which are hardly ever one person.

use rayon::prelude::*;

use super::{Patterns, Training, TrainingError, merged};
use crate::block::{allowed, possible_pairs};
use crate::chance::{Chance, stream};
use crate::model::LinkType;
use crate::plan::{Known, Pair, Plan};
use crate::records::{Records, Row};

/// So many pairs are fetched together before they are compared.
const FETCHED_AT_ONCE: usize = 32;
/// So many records are paired with so many others.
const CROSSED: usize = 32;
/// One thread draws so many pairs at a time.
const DRAWN_AT_ONCE: u64 = 1 << 14;

/// The levels of pairs drawn at random.
pub(super) fn draw(
    plan: &Plan,
    records: &Records,
    link_type: LinkType,
    training: &Training,
) -> Result<Patterns, TrainingError> {
    if possible_pairs(records, link_type) == 0 {
        return Err(TrainingError::NoPairs { records: records.len() });
    }
    let pieces = training.random_pairs.div_ceil(DRAWN_AT_ONCE);
    let drawn: Vec<Patterns> = (0..pieces)
        .into_par_iter()
        .map(|piece| {
            let mut chance = stream(training.seed, piece);
            let mut scratch = plan.scratch();
            let mut patterns = Patterns::default();
            let count = DRAWN_AT_ONCE.min(training.random_pairs - piece * DRAWN_AT_ONCE);
            let drawn = drawn(records, link_type, count, &mut chance);
            for some in drawn.chunks(FETCHED_AT_ONCE) {
                plan.fetch(some.iter().flat_map(|it| [it.0, it.1]));
                for (left, right) in some {
                    let one = Known::new(plan, records, *left);
                    let other = Known::new(plan, records, *right);
                    let levels = Pair::new(plan, &one, &other, &mut scratch).levels();
                    *patterns.entry(levels).or_default() += 1;
                }
            }
            patterns
        })
        .collect();
    Ok(merged(drawn))
}

/// So many pairs of records that may be compared.
///
/// Where any two may be, each of some records is paired with each of some others, which are then
/// near when they are compared: each pair is as likely as any other, and a million of them come
/// from sixty thousand records.
fn drawn(
    records: &Records,
    link_type: LinkType,
    count: u64,
    chance: &mut Chance,
) -> Vec<(Row, Row)> {
    let count = usize::try_from(count).unwrap_or(usize::MAX);
    let mut pairs = Vec::with_capacity(count + CROSSED * CROSSED);
    while pairs.len() < count {
        match link_type {
            LinkType::LinkOnly => pairs.push(two_of(records, link_type, chance)),
            LinkType::DedupeOnly | LinkType::LinkAndDedupe => cross(records, chance, &mut pairs),
        }
    }
    pairs.truncate(count);
    pairs
}

/// Each of some records with each of some others.
fn cross(records: &Records, chance: &mut Chance, pairs: &mut Vec<(Row, Row)>) {
    let mut some = || [0; CROSSED].map(|_: Row| chance.below(records.rows()));
    let (ones, others) = (some(), some());
    for one in ones {
        let with = others.iter().filter(|it| **it != one);
        pairs.extend(with.map(|other| (one.min(*other), one.max(*other))));
    }
}

/// Two records that may be compared. There is a pair, so drawing ends.
fn two_of(records: &Records, link_type: LinkType, chance: &mut Chance) -> (Row, Row) {
    loop {
        let (one, other) = (chance.below(records.rows()), chance.below(records.rows()));
        if allowed(records, link_type, one, other) {
            return (one.min(other), one.max(other));
        }
    }
}
