//! Candidate pairs: records that a blocking rule finds alike, each pair once.

mod group;
mod parts;
mod reads;
mod standing;
mod walk;

use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use crate::model::LinkType;
use crate::plan::{Known, Pair, Plan, PlannedRule, Reading, SlotNumber};
use crate::records::{MISSING, Records, Row};

pub(crate) use group::Groups;
pub(crate) use standing::Standing;
pub(crate) use walk::Piece;

/// The blocks of every rule of a plan.
#[derive(Debug)]
pub(crate) struct Blocking<'a> {
    pub(crate) plan: &'a Plan,
    pub(crate) records: &'a Records,
    link_type: LinkType,
    rules: Vec<Arc<Blocks>>,
    /// By rule, whether it or one before it may find a pair one way round and not the other.
    one_sided: Vec<bool>,
}

/// The blocks of one rule.
#[derive(Debug)]
pub(crate) enum Blocks {
    /// Left and right are looked up by the same texts.
    Within(Groups),
    /// By different ones: `forename = surname`. Blocks of one number belong together.
    Across { left: Groups, right: Groups },
    /// By any value of a list; the number of a block is the value.
    Listed(Groups),
}

/// How many pairs a rule makes, before pairs that an earlier rule made are left out.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct RulePairs {
    /// The rule as written.
    pub rule: String,
    /// Pairs.
    pub pairs: u64,
    /// The largest block of records.
    pub largest_block: u64,
}

/// Why candidate pairs are not made.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum BlockingError {
    /// A rule makes more pairs than anybody can want.
    #[error(
        "blocking rule {rule} would make {pairs} pairs (its largest block has \
         {largest_block} records); the limit is {most}"
    )]
    TooMany {
        /// The rule.
        rule: String,
        /// Pairs.
        pairs: u64,
        /// Records of its largest block.
        largest_block: u64,
        /// The limit.
        most: u64,
    },
    /// The model has no rule.
    #[error("the model has no blocking rule, so every pair would be a candidate")]
    NoRule,
}

impl<'a> Blocking<'a> {
    /// Makes the blocks of all rules.
    pub(crate) fn new(plan: &'a Plan, records: &'a Records, link_type: LinkType) -> Self {
        Self::some(plan, records, link_type, 0..plan.rules.len())
    }

    /// Makes the blocks of some rules, unless the plan has them; the others make no pair here.
    pub(crate) fn some(
        plan: &'a Plan,
        records: &'a Records,
        link_type: LinkType,
        wanted: Range<usize>,
    ) -> Self {
        let mut lacking: Vec<&PlannedRule> = Vec::new();
        for rule in plan.rules.get(wanted.clone()).unwrap_or_default() {
            if plan.blocks_of(rule).is_none() && !lacking.iter().any(|it| it.blocks_as(rule)) {
                lacking.push(rule);
            }
        }
        let within: Vec<_> = lacking.iter().filter_map(|it| it.within()).collect();
        reads::begin(plan, records, &within);
        lacking.par_iter().for_each(|rule| rule.keep(Blocks::of(plan, records, rule)));
        let of = |(number, rule): (usize, &PlannedRule)| {
            let blocks = plan.blocks_of(rule).filter(|_| wanted.contains(&number));
            blocks.unwrap_or_default()
        };
        let rules = plan.rules.iter().enumerate().map(of).collect();
        let one_sided = (1..=plan.rules.len()).map(|it| plan.is_one_sided(it)).collect();
        Self { plan, records, link_type, rules, one_sided }
    }

    /// Pairs of each rule.
    pub(crate) fn counts(&self) -> Vec<RulePairs> {
        self.plan
            .rules
            .iter()
            .zip(&self.rules)
            .map(|(rule, blocks)| RulePairs {
                rule: rule.sql.clone(),
                pairs: blocks.pairs(|rows| self.pairs_within(rows)),
                largest_block: blocks.largest(),
            })
            .collect()
    }

    /// Refuses a rule that explodes.
    ///
    /// # Errors
    /// No rule at all, and a rule with more than `most` pairs.
    pub(crate) fn guard(&self, most: u64) -> Result<Vec<RulePairs>, BlockingError> {
        if self.rules.is_empty() {
            return Err(BlockingError::NoRule);
        }
        let counts = self.counts();
        match counts.iter().find(|it| it.pairs > most) {
            None => Ok(counts),
            Some(RulePairs { rule, pairs, largest_block }) => Err(BlockingError::TooMany {
                rule: rule.clone(),
                pairs: *pairs,
                largest_block: *largest_block,
                most,
            }),
        }
    }

    /// Pairs among records of one block, by the kind of linking.
    fn pairs_within(&self, rows: &[Row]) -> u64 {
        let all = choose_two(rows.len() as u64);
        match self.link_type {
            LinkType::DedupeOnly | LinkType::LinkAndDedupe => all,
            LinkType::LinkOnly => all - self.pairs_of_one_side(rows),
        }
    }

    fn pairs_of_one_side(&self, rows: &[Row]) -> u64 {
        let mut sides: Vec<_> = rows.iter().map(|it| self.records.side_of(*it)).collect();
        sides.sort_unstable();
        sides.chunk_by(|one, other| one == other).map(|own| choose_two(own.len() as u64)).sum()
    }

    fn known(&self, row: Row) -> Known<'_> {
        Known::new(self.plan, self.records, row)
    }
}

/// The rules of a plan that find a pair, as written.
pub(crate) fn finding(plan: &Plan, records: &Records, left: Row, right: Row) -> Vec<String> {
    let known = |row| Known::new(plan, records, row);
    let mut scratch = plan.scratch();
    let (left, right) = (known(left), known(right));
    let mut pair = Pair::new(plan, &left, &right, &mut scratch);
    plan.rules.iter().filter(|it| pair.holds(it.finds)).map(|it| it.sql.clone()).collect()
}

/// The smallest value that both lists have.
fn first_in_common<L: Reading, R: Reading>(left: &L, right: &R, slot: usize) -> Option<u32> {
    let other = right.list(slot)?;
    left.list(slot)?.iter().copied().filter(|it| *it != MISSING && other.contains(it)).min()
}

impl Default for Blocks {
    fn default() -> Self {
        Self::Within(Groups::default())
    }
}

impl Blocks {
    fn of(plan: &Plan, records: &Records, rule: &PlannedRule) -> Self {
        if let Some(slot) = rule.exploded {
            return Self::Listed(Groups::by_list(plan, records, slot));
        }
        if let Some(slots) = rule.within() {
            return Self::Within(reads::alike(plan, records, &slots));
        }
        let left: Vec<SlotNumber> = rule.keys.iter().map(|it| it.0).collect();
        let right: Vec<SlotNumber> = rule.keys.iter().map(|it| it.1).collect();
        let (left, right) = Groups::crossed(plan, records, &left, &right);
        Self::Across { left, right }
    }

    fn pairs(&self, within: impl Fn(&[Row]) -> u64) -> u64 {
        match self {
            Self::Within(groups) | Self::Listed(groups) => groups.iter().map(within).sum(),
            Self::Across { left, right } => {
                let blocks = left.iter().zip(right.iter());
                blocks.map(|(left, right)| left.len() as u64 * right.len() as u64).sum()
            }
        }
    }

    fn largest(&self) -> u64 {
        let of = |groups: &Groups| groups.iter().map(|it| it.len() as u64).max().unwrap_or(0);
        match self {
            Self::Within(groups) | Self::Listed(groups) => of(groups),
            Self::Across { left, right } => of(left).max(of(right)),
        }
    }
}

/// Whether two records may be a pair at all.
pub(crate) fn allowed(records: &Records, link_type: LinkType, one: Row, other: Row) -> bool {
    match link_type {
        LinkType::DedupeOnly | LinkType::LinkAndDedupe => one != other,
        LinkType::LinkOnly => records.side_of(one) != records.side_of(other),
    }
}

/// How many pairs could be made at all.
pub(crate) fn possible_pairs(records: &Records, link_type: LinkType) -> u64 {
    let all = choose_two(u64::from(records.rows()));
    match link_type {
        LinkType::DedupeOnly | LinkType::LinkAndDedupe => all,
        LinkType::LinkOnly => all - records.ids.sizes().into_iter().map(choose_two).sum::<u64>(),
    }
}

fn choose_two(records: u64) -> u64 {
    records * records.saturating_sub(1) / 2
}
