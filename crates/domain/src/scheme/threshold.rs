//! A scheme's own thresholds for the national grounds of removal.

use crate::Date;
use crate::edition::{Ground, ThresholdUnit};

/// A scheme's threshold for one ground, from a day until the next one for the ground.
///
/// Source: [SG05 ¶3]: national grounds with local discretion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Threshold {
    /// The key of the ground in the edition.
    pub ground: String,
    /// What is set, in the unit that the ground names.
    pub figure: u32,
    /// The first day.
    pub from: Date,
}

/// The threshold for a ground on a day.
pub fn threshold_on<'a>(
    thresholds: &'a [Threshold],
    ground: &str,
    date: Date,
) -> Option<&'a Threshold> {
    thresholds.iter().filter(|it| it.ground == ground && it.from <= date).max_by_key(|it| it.from)
}

/// Why a threshold cannot be set like this.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ThresholdRefusal {
    /// The edition has no such ground.
    UnknownGround,
    /// The edition leaves nothing of the ground to the scheme.
    NotLocal,
    /// The figure is outside what the edition allows.
    Outside { lowest: u32, highest: u32, unit: ThresholdUnit },
    /// The day is before today: decisions already taken stood on what was set then.
    InThePast { from: Date },
    /// One is set for the ground from this day or later already.
    LaterThreshold { from: Date },
    /// It is so already.
    NothingChanges,
}

/// Sets a threshold for a ground.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetThreshold {
    /// The key of the ground.
    pub ground: String,
    /// What is set, in the unit that the ground names.
    pub figure: u32,
    /// The first day.
    pub from: Date,
}

impl SetThreshold {
    /// Whether it can be set. `ground` is the rule of the edition on the day, if it has one.
    ///
    /// Source: [SG05 ¶3].
    pub fn decide(
        &self,
        thresholds: &[Threshold],
        ground: Option<&Ground>,
        today: Date,
    ) -> Result<Threshold, ThresholdRefusal> {
        let ground = ground.filter(|it| it.key.0 == self.ground);
        let ground = ground.ok_or(ThresholdRefusal::UnknownGround)?;
        let limits = ground.threshold.as_ref().ok_or(ThresholdRefusal::NotLocal)?;
        if !limits.allows(self.figure) {
            let (lowest, highest, unit) = (limits.lowest, limits.highest, limits.unit);
            return Err(ThresholdRefusal::Outside { lowest, highest, unit });
        }
        if self.from < today {
            return Err(ThresholdRefusal::InThePast { from: self.from });
        }
        let later = thresholds.iter().find(|it| it.ground == self.ground && it.from >= self.from);
        if let Some(later) = later {
            return Err(ThresholdRefusal::LaterThreshold { from: later.from });
        }
        let current = threshold_on(thresholds, &self.ground, self.from);
        if current.is_some_and(|it| it.figure == self.figure) {
            return Err(ThresholdRefusal::NothingChanges);
        }
        Ok(Threshold { ground: self.ground.clone(), figure: self.figure, from: self.from })
    }
}
