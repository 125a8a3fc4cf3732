//! Walking over the pairs of all rules, in pieces that any thread may take.

use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use super::{Blocking, Blocks, allowed, first_in_common};
use crate::chance::sampled;
use crate::plan::{Known, Pair, Scratch};
use crate::records::Row;
use crate::train::{Patterns, merged};

/// Two records of the set.
pub(crate) type KnownPair<'a> = Pair<'a, Known<'a>, Known<'a>>;

/// Some pairs of one rule: whole blocks, or some rows of one large block with all rows after them.
#[derive(Debug, Clone)]
pub(crate) struct Piece {
    pub(crate) rule: usize,
    blocks: Range<usize>,
    rows: Option<Range<usize>>,
}

/// A piece has about so many pairs: enough to be worth a thread's while, few enough to be held.
const PIECE_PAIRS: u64 = 1 << 15;

impl Blocking<'_> {
    /// All pairs of all rules, in pieces; always the same ones in the same order.
    pub(crate) fn pieces(&self) -> Vec<Piece> {
        (0..self.rules.len()).flat_map(|rule| self.pieces_of(rule)).collect()
    }

    fn pieces_of(&self, rule: usize) -> Vec<Piece> {
        let blocks = &self.rules[rule];
        let mut pieces = Vec::new();
        let mut from = 0;
        let mut pairs = 0;
        for number in 0..blocks.len() {
            let here = blocks.pairs_of(number);
            if here > PIECE_PAIRS {
                close(&mut pieces, rule, from..number);
                pieces.extend(cut(rule, number, blocks.rows_of(number), here));
                (from, pairs) = (number + 1, 0);
                continue;
            }
            pairs += here;
            if pairs >= PIECE_PAIRS {
                close(&mut pieces, rule, from..number + 1);
                (from, pairs) = (number + 1, 0);
            }
        }
        close(&mut pieces, rule, from..blocks.len());
        pieces
    }

    /// Calls `see` for every pair of a piece that no earlier rule has made, left record first.
    pub(crate) fn walk(
        &self,
        piece: &Piece,
        scratch: &mut Scratch,
        mut see: impl FnMut(&mut KnownPair<'_>),
    ) {
        self.walk_blocks(piece, scratch, |block, pair| {
            if self.is_once(piece.rule, block, pair) && pair.found_by() == piece.rule {
                see(pair);
            }
        });
    }

    /// Calls `see` for every pair of a piece, whatever other rules make, left record first.
    fn walk_alone(
        &self,
        piece: &Piece,
        scratch: &mut Scratch,
        mut see: impl FnMut(&mut KnownPair<'_>),
    ) {
        let rule = &self.plan.rules[piece.rule];
        let is_within = matches!(*self.rules[piece.rule], Blocks::Within(_));
        let test = if is_within { rule.others } else { rule.finds };
        self.walk_blocks(piece, scratch, |block, pair| {
            if self.is_once(piece.rule, block, pair) && pair.holds(test) {
                see(pair);
            }
        });
    }

    /// Calls `see` for the pairs of each block, which a rule may or may not find.
    fn walk_blocks(
        &self,
        piece: &Piece,
        scratch: &mut Scratch,
        mut see: impl FnMut(usize, &mut KnownPair<'_>),
    ) {
        let mut fetched = 0;
        let blocks = &*self.rules[piece.rule];
        for number in piece.blocks.clone() {
            if let (Blocks::Within(groups), None) = (blocks, &piece.rows) {
                fetched = groups.fetch_ahead(number, fetched, self.plan);
            }
            let mut see = |pair: &mut KnownPair<'_>| see(number, pair);
            match blocks {
                Blocks::Within(groups) | Blocks::Listed(groups) => {
                    let rows = groups.block(number);
                    for at in piece.rows.clone().unwrap_or(0..rows.len()) {
                        for other in &rows[at + 1..] {
                            self.meet(piece.rule, (rows[at], *other), scratch, &mut see);
                        }
                    }
                }
                Blocks::Across { left, right } => {
                    let rows = left.block(number);
                    let chosen = piece.rows.clone().unwrap_or(0..rows.len());
                    for one in &rows[chosen] {
                        for other in right.block(number) {
                            self.meet(piece.rule, (*one, *other), scratch, &mut see);
                        }
                    }
                }
            }
        }
    }

    fn meet(
        &self,
        rule: usize,
        (one, other): (Row, Row),
        scratch: &mut Scratch,
        see: &mut impl FnMut(&mut KnownPair<'_>),
    ) {
        if !allowed(self.records, self.link_type, one, other) {
            return;
        }
        let crossed = matches!(*self.rules[rule], Blocks::Across { .. });
        let turn = self.one_sided[rule] && !self.records.in_order(one, other);
        // What a crossed rule finds the wrong way round, it finds the right way round as well if
        // it is a pair of this rule.
        if turn && crossed {
            return;
        }
        let (left, right) = if turn { (other, one) } else { (one, other) };
        let (left, right) = (self.known(left), self.known(right));
        see(&mut Pair::new(self.plan, &left, &right, scratch));
    }

    /// Whether this is the block in which the rule makes the pair: two lists may meet in several.
    fn is_once(&self, rule: usize, block: usize, pair: &KnownPair<'_>) -> bool {
        let common = |slot| first_in_common(pair.left, pair.right, slot);
        let exploded = self.plan.rules[rule].exploded;
        exploded.is_none_or(|slot| common(slot).is_some_and(|value| value as usize == block))
    }

    /// How many pairs the rules make together, each counted once.
    pub(crate) fn count_once(&self) -> u64 {
        let count = |piece: &Piece| {
            let mut pairs = 0;
            self.walk(piece, &mut self.plan.scratch(), |_| pairs += 1);
            pairs
        };
        self.pieces().par_iter().map(count).sum()
    }

    /// The levels that some comparisons have in the pairs of one rule, whatever other rules make;
    /// in those of a sample of its records if there are more than `most` pairs.
    pub(crate) fn patterns(
        &self,
        rule: usize,
        most: u64,
        seed: u64,
        comparisons: &[usize],
    ) -> Patterns {
        let pairs = self.rules[rule].pairs(|rows| self.pairs_within(rows));
        let mut rules: Vec<Arc<Blocks>> = vec![Arc::default(); rule];
        rules.push(if pairs > most {
            let share = (most as f64 / pairs as f64).sqrt();
            Arc::new(self.rules[rule].thinned(|row| sampled(seed, row, share)))
        } else {
            Arc::clone(&self.rules[rule])
        });
        let one_sided = self.one_sided.clone();
        let (plan, records, link_type) = (self.plan, self.records, self.link_type);
        let alone = Blocking { plan, records, link_type, rules, one_sided };
        let counted = |piece: &Piece| {
            let mut patterns = Patterns::default();
            alone.walk_alone(piece, &mut self.plan.scratch(), |pair| {
                *patterns.entry(pair.levels_of(comparisons)).or_default() += 1;
            });
            patterns
        };
        merged(alone.pieces().par_iter().map(counted).collect())
    }
}

fn close(pieces: &mut Vec<Piece>, rule: usize, blocks: Range<usize>) {
    if !blocks.is_empty() {
        pieces.push(Piece { rule, blocks, rows: None });
    }
}

/// A large block in pieces of some of its rows.
fn cut(rule: usize, block: usize, rows: usize, pairs: u64) -> Vec<Piece> {
    let parts = usize::try_from(pairs / PIECE_PAIRS).unwrap_or(usize::MAX).clamp(1, rows.max(1));
    let step = rows.div_ceil(parts).max(1);
    (0..rows)
        .step_by(step)
        .map(|from| Piece {
            rule,
            blocks: block..block + 1,
            rows: Some(from..(from + step).min(rows)),
        })
        .collect()
}

impl Blocks {
    /// The blocks with some of their rows only.
    fn thinned(&self, keep: impl Fn(Row) -> bool + Copy) -> Self {
        match self {
            Self::Within(groups) => Self::Within(groups.thinned(keep)),
            Self::Listed(groups) => Self::Listed(groups.thinned(keep)),
            Self::Across { left, right } => {
                Self::Across { left: left.thinned(keep), right: right.thinned(keep) }
            }
        }
    }

    fn len(&self) -> usize {
        match self {
            Self::Within(groups) | Self::Listed(groups) => groups.len(),
            Self::Across { left, .. } => left.len(),
        }
    }

    fn rows_of(&self, block: usize) -> usize {
        match self {
            Self::Within(groups) | Self::Listed(groups) => groups.block(block).len(),
            Self::Across { left, .. } => left.block(block).len(),
        }
    }

    fn pairs_of(&self, block: usize) -> u64 {
        match self {
            Self::Within(groups) | Self::Listed(groups) => {
                super::choose_two(groups.block(block).len() as u64)
            }
            Self::Across { left, right } => {
                left.block(block).len() as u64 * right.block(block).len() as u64
            }
        }
    }
}
