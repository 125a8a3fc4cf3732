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
    /// Which field's values are counted.
    pub(crate) field: usize,
}

/// How often each value stands in a field.
#[derive(Debug)]
pub(crate) struct Counts {
    of: Vec<u32>,
    all: f64,
}

impl Correction {
    /// The correction of a level, if its frequency counts.
    pub(crate) fn of(
        comparison: &Comparison,
        level: &Level,
        slot: SlotNumber,
        field: usize,
    ) -> Option<Self> {
        let frequency = level.frequency.as_ref()?;
        let usual = match frequency.own {
            OwnU::Itself => level,
            OwnU::Exact => comparison.exact_level(&frequency.column)?,
        };
        let Evidence::Likelihood { u, .. } = usual.evidence else { return None };
        let (usual, least) = (u.value.log2(), frequency.least.log2());
        Some(Self { slot, share: frequency.share, usual, least, field })
    }

    /// The same for a level whose model has learnt something since.
    pub(crate) fn again(&self, comparison: &Comparison, level: &Level) -> Option<Self> {
        Self::of(comparison, level, self.slot, self.field)
    }

    /// Bits to add for two records with these values; the more frequent of the two counts.
    pub(crate) fn bits(&self, counts: &Counts, left: ValueId, right: ValueId) -> f64 {
        match counts.of(left).max(counts.of(right)) {
            0 => 0.0,
            most => {
                self.share * (self.usual - (f64::from(most) / counts.all).log2().max(self.least))
            }
        }
    }

    /// The most bits that any value adds: no value is rarer than one that stands once.
    pub(crate) fn most_bits(&self, counts: &Counts) -> f64 {
        let at = |frequency: f64| self.share * (self.usual - frequency.max(self.least));
        at(-counts.all.max(1.0).log2()).max(at(0.0)).max(0.0)
    }
}

impl Counts {
    /// Counts the values of a field, over all sources.
    pub(crate) fn new(records: &Records, field: usize) -> Self {
        let field = &records.fields[field];
        let mut counts =
            Self { of: vec![0; records.dictionaries[field.dictionary].len() + 1], all: 0.0 };
        if let Values::One(values) = &field.values {
            for value in values {
                counts.take(*value);
            }
        }
        counts
    }

    /// Counts one more value.
    pub(crate) fn take(&mut self, value: ValueId) {
        if value == MISSING {
            return;
        }
        if self.of.len() <= value as usize {
            self.of.resize(value as usize + 1, 0);
        }
        self.of[value as usize] += 1;
        self.all += 1.0;
    }

    fn of(&self, value: ValueId) -> u32 {
        if value == MISSING { 0 } else { self.of.get(value as usize).copied().unwrap_or(0) }
    }
}
