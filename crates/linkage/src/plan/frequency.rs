//! Weights that follow how frequent a value is among the records at hand.

use crate::model::{Comparison, Evidence, Level, OwnU};
use crate::plan::SlotNumber;
use crate::records::{MISSING, Records, ValueId, Values};

/// How the weight of a level changes with the frequency of the value.
#[derive(Debug)]
pub(crate) struct Correction {
    /// The slot of the column whose values are counted.
    pub(crate) slot: SlotNumber,
    share: f64,
    /// log2 of the `u` that the frequency takes the place of.
    usual: f64,
    /// Frequencies below this count as this; as log2.
    least: f64,
    /// log2 of each value's share of the values that are not missing.
    pub(crate) frequencies: Vec<f64>,
}

impl Correction {
    /// The correction of a level, if its frequency counts.
    pub(crate) fn of(
        comparison: &Comparison,
        level: &Level,
        slot: SlotNumber,
        frequencies: Vec<f64>,
    ) -> Option<Self> {
        let frequency = level.frequency.as_ref()?;
        let usual = match frequency.own {
            OwnU::Itself => level,
            OwnU::Exact => comparison.exact_level(&frequency.column)?,
        };
        let Evidence::Likelihood { u, .. } = usual.evidence else { return None };
        let (usual, least) = (u.value.log2(), frequency.least.log2());
        Some(Self { slot, share: frequency.share, usual, least, frequencies })
    }

    /// Bits to add for two records with these values; the more frequent of the two counts.
    pub(crate) fn bits(&self, left: ValueId, right: ValueId) -> f64 {
        let frequency = |value: ValueId| self.frequencies.get(value as usize).copied();
        let (left, right) = match (left, right) {
            (MISSING, MISSING) => return 0.0,
            (MISSING, other) | (other, MISSING) => (frequency(other), None),
            (left, right) => (frequency(left), frequency(right)),
        };
        let most = left.unwrap_or(f64::NEG_INFINITY).max(right.unwrap_or(f64::NEG_INFINITY));
        if most == f64::NEG_INFINITY {
            return 0.0;
        }
        self.share * (self.usual - most.max(self.least))
    }

    /// The most bits that any value adds.
    pub(crate) fn most_bits(&self) -> f64 {
        let rarest = self
            .frequencies
            .iter()
            .copied()
            .filter(|it| it.is_finite())
            .reduce(f64::min)
            .unwrap_or(self.usual);
        let at = |frequency: f64| self.share * (self.usual - frequency.max(self.least));
        at(rarest).max(at(0.0)).max(0.0)
    }
}

/// log2 of each value's share of the column, over all sources; minus infinity for values that the
/// column does not have.
pub(crate) fn frequencies(records: &Records, field: usize) -> Vec<f64> {
    let field = &records.fields[field];
    let mut counts = vec![0_u32; records.dictionaries[field.dictionary].len() + 1];
    if let Values::One(values) = &field.values {
        values.iter().for_each(|it| counts[*it as usize] += 1);
    }
    counts[MISSING as usize] = 0;
    let all: f64 = counts.iter().map(|it| f64::from(*it)).sum();
    counts.into_iter().map(|it| (f64::from(it) / all).log2()).collect()
}
