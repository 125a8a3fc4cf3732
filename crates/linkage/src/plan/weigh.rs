//! The weight of a pair: the level of each comparison, and the sum of what they say.

use super::ask::Pair;
use super::frequency::Counts;
use super::marks::Test;
use super::{Ask, Found, PlannedComparison, PlannedLevel, Reading};

/// Bits for the level of one comparison.
const BITS: u32 = 4;

/// The levels of a pair, four bits for each comparison: 0 for missing, else the level's value and
/// one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub(crate) struct Levels(pub(crate) u128);

impl Levels {
    /// What is told of a level is less than this.
    pub(crate) const TOLD: usize = 1 << BITS;

    /// The value of the level of this comparison: -1 for missing.
    pub(crate) fn value(self, comparison: usize) -> i8 {
        Self::value_told(self.told(comparison))
    }

    /// What is told of the level of this comparison.
    pub(crate) fn told(self, comparison: usize) -> usize {
        (self.0 >> (BITS as usize * comparison)) as usize % Self::TOLD
    }

    /// The value of a level of which this is told.
    pub(crate) fn value_told(told: usize) -> i8 {
        i8::try_from(told).map_or(-1, |it| it - 1)
    }

    /// With what [`told`] says of a level of this comparison.
    fn with(self, comparison: usize, told: u8) -> Self {
        Self(self.0 | u128::from(told) << (BITS as usize * comparison))
    }
}

/// The bits of a level's value.
pub(crate) fn told(value: i8) -> u8 {
    // Values begin at -1.
    (value + 1).cast_unsigned()
}

/// A pair that was weighed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Weighed {
    /// In bits.
    pub(crate) weight: f64,
    pub(crate) levels: Levels,
}

/// The order in which comparisons are asked, cheap ones first, and the most that those after each
/// can still add.
#[derive(Debug, Default)]
pub(crate) struct Order {
    pub(crate) comparisons: Vec<(usize, f64)>,
}

impl Order {
    /// The order for these comparisons.
    pub(crate) fn of(comparisons: &[PlannedComparison], counts: &[Option<Counts>]) -> Self {
        let mut order: Vec<usize> = (0..comparisons.len()).collect();
        order.sort_by_key(|at| comparisons[*at].measured);
        let mut rest = 0.0;
        let mut asked: Vec<(usize, f64)> = order
            .into_iter()
            .rev()
            .map(|at| {
                let after = rest;
                rest += comparisons[at].most_bits(counts);
                (at, after)
            })
            .collect();
        asked.reverse();
        Self { comparisons: asked }
    }
}

/// How many texts the tests of a comparison may have to measure.
pub(super) fn measured(tests: &[Test]) -> usize {
    let mut sum = 0;
    for test in tests {
        test.each_ask(&mut |ask| {
            sum += match ask {
                Ask::Near { .. } | Ask::NearestOf { .. } | Ask::Kilometres { .. } => 4,
                Ask::Shares { .. } | Ask::Holds { .. } => 2,
                Ask::Missing(..)
                | Ask::Same(..)
                | Ask::Is(..)
                | Ask::Apart { .. }
                | Ask::ApartByShare { .. } => 0,
            };
        });
    }
    sum
}

impl PlannedComparison {
    fn most_bits(&self, counts: &[Option<Counts>]) -> f64 {
        let bits = |level: &PlannedLevel| {
            let most = level
                .frequency
                .as_ref()
                .and_then(|it| Some(it.most_bits(counts[it.field].as_ref()?)));
            level.weight + most.unwrap_or(0.0)
        };
        self.levels.iter().map(bits).fold(0.0, f64::max)
    }
}

impl<L: Reading, R: Reading> Pair<'_, L, R> {
    /// The weight and the levels; `None` as soon as the weight cannot reach `floor`.
    pub(crate) fn weigh(&mut self, floor: f64) -> Option<Weighed> {
        let plan = self.plan;
        let mut weighed = Weighed { weight: plan.starting_weight, levels: Levels::default() };
        for (at, most_to_come) in &plan.weighing.comparisons {
            let comparison = &plan.comparisons[*at];
            let number = self.number(comparison);
            weighed.weight += comparison.levels.get(number).map_or(0.0, |it| self.bits(it));
            weighed.levels = weighed.levels.with(*at, comparison.told[number]);
            if weighed.weight + most_to_come < floor {
                return None;
            }
        }
        (weighed.weight >= floor).then_some(weighed)
    }

    /// The levels alone.
    pub(crate) fn levels(&mut self) -> Levels {
        let plan = self.plan;
        let level = |all: u128, comparison: &PlannedComparison| {
            all << BITS | u128::from(comparison.told[self.number(comparison)])
        };
        Levels(plan.comparisons.iter().rev().fold(0, level))
    }

    /// The levels of some comparisons alone; the others are told as missing.
    pub(crate) fn levels_of(&mut self, comparisons: &[usize]) -> Levels {
        let plan = self.plan;
        comparisons.iter().fold(Levels::default(), |levels, at| {
            let comparison = &plan.comparisons[*at];
            levels.with(*at, comparison.told[self.number(comparison)])
        })
    }

    /// The first level that holds.
    pub(crate) fn level<'p>(
        &mut self,
        comparison: &'p PlannedComparison,
    ) -> Option<&'p PlannedLevel> {
        comparison.levels.get(self.number(comparison))
    }

    /// The number of that level, or how many there are.
    fn number(&mut self, comparison: &PlannedComparison) -> usize {
        match &comparison.found {
            Found::ByMarks(table) => table.level(&self.marks),
            Found::ByAsking(begin) => self.outcome(*begin),
        }
    }

    /// The bits of a level for this pair, with its correction for frequency.
    pub(crate) fn bits(&self, level: &PlannedLevel) -> f64 {
        level.weight + self.correction(level)
    }

    pub(crate) fn correction(&self, level: &PlannedLevel) -> f64 {
        let Some(frequency) = &level.frequency else { return 0.0 };
        let Some(counts) = &self.plan.counts[frequency.field] else { return 0.0 };
        frequency.bits(counts, self.left.value(frequency.slot), self.right.value(frequency.slot))
    }
}
