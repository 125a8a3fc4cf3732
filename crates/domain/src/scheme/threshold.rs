//! A scheme's own thresholds for the national grounds of removal.

use crate::Date;

/// What a local threshold says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ThresholdValue {
    /// A number, in the unit that the ground names.
    Number(u32),
    /// A condition in words.
    Text(String),
}

/// A scheme's threshold for one ground, from a day until the next one for the ground.
///
/// Source: [SG05 ¶3]: national grounds with local discretion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Threshold {
    /// The key of the ground in the edition.
    pub ground: String,
    /// What is set.
    pub value: ThresholdValue,
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
    /// Nothing is said.
    Blank,
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
    /// What is set.
    pub value: ThresholdValue,
    /// The first day.
    pub from: Date,
}

impl SetThreshold {
    /// Whether it can be set. `grounds` are the keys that the edition has.
    ///
    /// Source: [SG05 ¶3].
    pub fn decide(
        &self,
        thresholds: &[Threshold],
        grounds: &[&str],
        today: Date,
    ) -> Result<Threshold, ThresholdRefusal> {
        if !grounds.contains(&self.ground.as_str()) {
            return Err(ThresholdRefusal::UnknownGround);
        }
        if matches!(&self.value, ThresholdValue::Text(text) if text.trim().is_empty()) {
            return Err(ThresholdRefusal::Blank);
        }
        if self.from < today {
            return Err(ThresholdRefusal::InThePast { from: self.from });
        }
        let later = thresholds.iter().find(|it| it.ground == self.ground && it.from >= self.from);
        if let Some(later) = later {
            return Err(ThresholdRefusal::LaterThreshold { from: later.from });
        }
        let current = threshold_on(thresholds, &self.ground, self.from);
        if current.is_some_and(|it| it.value == self.value) {
            return Err(ThresholdRefusal::NothingChanges);
        }
        Ok(Threshold { ground: self.ground.clone(), value: self.value.clone(), from: self.from })
    }
}
