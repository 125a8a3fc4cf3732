//! The weight of a pair: the level of each comparison, and the sum of what they say.

use super::ask::Pair;
use super::frequency::Counts;
use super::{Ask, PlannedComparison, PlannedLevel, Reading};

/// The levels of a pair, four bits for each comparison: 0 for missing, else the level's value and
/// one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub(crate) struct Levels(pub(crate) u128);

impl Levels {
    /// The value of the level of this comparison: -1 for missing.
    pub(crate) fn value(self, comparison: usize) -> i8 {
        ((self.0 >> (4 * comparison)) & 0xf) as i8 - 1
    }

    #[expect(clippy::cast_sign_loss, reason = "values begin at -1")]
    pub(crate) fn with(self, comparison: usize, value: i8) -> Self {
        Self(self.0 | ((value + 1) as u128) << (4 * comparison))
    }
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
        order.sort_by_key(|at| measured(&comparisons[*at]));
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

/// How many texts a comparison may have to measure.
fn measured(comparison: &PlannedComparison) -> usize {
    let mut sum = 0;
    for level in &comparison.levels {
        level.test.each_ask(&mut |ask| {
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
            let level = self.level(&plan.comparisons[*at]);
            let (value, bits) = level.map_or((-1, 0.0), |level| (level.value, self.bits(level)));
            weighed.weight += bits;
            weighed.levels = weighed.levels.with(*at, value);
            if weighed.weight + most_to_come < floor {
                return None;
            }
        }
        (weighed.weight >= floor).then_some(weighed)
    }

    /// The levels alone.
    pub(crate) fn levels(&mut self) -> Levels {
        let comparisons = self.plan.comparisons.iter().enumerate();
        comparisons.fold(Levels::default(), |all, (at, comparison)| {
            all.with(at, self.level(comparison).map_or(-1, |it| it.value))
        })
    }

    /// The first level that holds.
    pub(crate) fn level<'p>(
        &mut self,
        comparison: &'p PlannedComparison,
    ) -> Option<&'p PlannedLevel> {
        match &comparison.table {
            Some(table) => table.level(self.marks).map(|it| &comparison.levels[it]),
            None => comparison.levels.iter().find(|it| self.holds(&it.test)),
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
