//! The weight of a pair: the level of each comparison, and the sum of what they say.

use super::ask::Pair;
use super::frequency::Counts;
use super::{Ask, Plan, PlannedComparison, PlannedLevel, Reading};

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

/// Figures of the pair at hand; not a number where not worked out yet.
#[derive(Debug, Clone)]
pub(crate) struct Scratch {
    pub(crate) figures: Vec<f64>,
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
    fn of(ask: &Ask) -> usize {
        match ask {
            Ask::Near { .. } | Ask::NearestOf { .. } | Ask::Kilometres { .. } => 4,
            Ask::Shares { .. } | Ask::Holds { .. } => 2,
            Ask::All(all) | Ask::Any(all) => all.iter().map(of).sum(),
            Ask::Not(inner) => of(inner),
            Ask::Always
            | Ask::Missing(..)
            | Ask::Present(..)
            | Ask::Same(..)
            | Ask::Different(..)
            | Ask::Is(..)
            | Ask::Apart { .. }
            | Ask::ApartByShare { .. } => 0,
        }
    }
    comparison.levels.iter().map(|it| of(&it.ask)).sum()
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

impl Plan {
    /// Room for the figures of one pair.
    pub(crate) fn scratch(&self) -> Scratch {
        Scratch { figures: vec![f64::NAN; self.figures.len()] }
    }

    /// Weighs a pair; `None` as soon as it cannot reach `floor`.
    pub(crate) fn weigh<L: Reading, R: Reading>(
        &self,
        left: &L,
        right: &R,
        floor: f64,
        scratch: &mut Scratch,
    ) -> Option<Weighed> {
        scratch.figures.fill(f64::NAN);
        let pair = Pair { plan: self, left, right };
        let mut weighed = Weighed { weight: self.starting_weight, levels: Levels::default() };
        for (at, most_to_come) in &self.weighing.comparisons {
            let level = pair.level(&self.comparisons[*at], scratch);
            let (value, bits) = level.map_or((-1, 0.0), |level| (level.value, pair.bits(level)));
            weighed.weight += bits;
            weighed.levels = weighed.levels.with(*at, value);
            if weighed.weight + most_to_come < floor {
                return None;
            }
        }
        (weighed.weight >= floor).then_some(weighed)
    }

    /// The levels of a pair alone.
    pub(crate) fn levels<L: Reading, R: Reading>(
        &self,
        left: &L,
        right: &R,
        scratch: &mut Scratch,
    ) -> Levels {
        scratch.figures.fill(f64::NAN);
        let pair = Pair { plan: self, left, right };
        let values =
            self.comparisons.iter().map(|it| pair.level(it, scratch).map_or(-1, |it| it.value));
        values.enumerate().fold(Levels::default(), |all, (at, value)| all.with(at, value))
    }

    /// Whether a question is answered with yes.
    pub(crate) fn holds<L: Reading, R: Reading>(
        &self,
        asks: &[super::Ask],
        left: &L,
        right: &R,
        scratch: &mut Scratch,
    ) -> bool {
        if asks.is_empty() {
            return true;
        }
        scratch.figures.fill(f64::NAN);
        let pair = Pair { plan: self, left, right };
        asks.iter().all(|it| pair.answer(it, scratch) == Some(true))
    }
}

impl<L: Reading, R: Reading> Pair<'_, L, R> {
    /// The first level that holds.
    pub(crate) fn level<'p>(
        &self,
        comparison: &'p PlannedComparison,
        scratch: &mut Scratch,
    ) -> Option<&'p PlannedLevel> {
        comparison.levels.iter().find(|it| self.answer(&it.ask, scratch) == Some(true))
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
