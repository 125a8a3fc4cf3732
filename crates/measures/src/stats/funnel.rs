//! Funnels: how far a scheme may lie from all schemes together before more than chance is likely.
//! Schemes are not put in order: within the limits they cannot be told apart.

use serde::Serialize;

use super::change::{self, Paired};
use super::interval::{Confidence, Interval};
use super::special;

/// Where a scheme lies. Source: [SPIEGELHALTER2005 §2].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// Within the 95% limits.
    NotDistinguishable,
    /// Above the 95% limits, within the 99.8% limits.
    PerhapsHigher,
    /// Below the 95% limits, within the 99.8% limits.
    PerhapsLower,
    /// Above the 99.8% limits.
    Higher,
    /// Below the 99.8% limits.
    Lower,
}

impl Place {
    /// As it is printed.
    pub fn words(self) -> &'static str {
        match self {
            Self::NotDistinguishable => "not distinguishable",
            Self::PerhapsHigher => "higher than 95% of what chance gives; look closer",
            Self::PerhapsLower => "lower than 95% of what chance gives; look closer",
            Self::Higher => "higher than chance is likely to give",
            Self::Lower => "lower than chance is likely to give",
        }
    }
}

/// The limits for one size of scheme.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Limits {
    /// Within these nothing can be said.
    pub inner: Interval,
    /// Beyond these chance is unlikely.
    pub outer: Interval,
}

impl Limits {
    fn of(limits: impl Fn(Confidence) -> Interval) -> Self {
        Self { inner: limits(Confidence::P95), outer: limits(Confidence::P998) }
    }

    /// Where a value lies.
    pub fn place(&self, value: f64) -> Place {
        if self.inner.holds(value) {
            return Place::NotDistinguishable;
        }
        match (value > self.inner.high, self.outer.holds(value)) {
            (true, true) => Place::PerhapsHigher,
            (true, false) => Place::Higher,
            (false, true) => Place::PerhapsLower,
            (false, false) => Place::Lower,
        }
    }
}

/// Limits of a share, for schemes of `people`, where `share` is that of all schemes together.
/// Exact binomial, interpolated. Source: [SPIEGELHALTER2005 §A.1].
pub fn share_limits(share: f64, people: u64) -> Limits {
    let n = people as f64;
    let below = |count: u64| -> f64 {
        if count >= people {
            return 1.0;
        }
        let count = count as f64;
        special::beta_below(n - count, count + 1.0, 1.0 - share)
    };
    let at = |tail: f64| (interpolated(tail, people, &below) / n).clamp(0.0, 1.0);
    if share <= 0.0 || share >= 1.0 || people == 0 {
        return Limits::of(|_| Interval { low: share, high: share });
    }
    // Where everybody of a small scheme is more than seldom, nothing lies above: between whole
    // counts the limit would be a part of a person below it.
    let everybody = 1.0 - below(people - 1);
    let high = |tail: f64| if everybody > tail { 1.0 } else { at(1.0 - tail) };
    Limits::of(|it| Interval { low: at(it.tail()), high: high(it.tail()) })
}

/// Limits of observed over expected, for schemes with this expected count. Exact Poisson,
/// interpolated. Source: [SPIEGELHALTER2005 §A.1].
pub fn observed_limits(expected: f64) -> Limits {
    if expected <= 0.0 {
        return Limits::of(|_| Interval { low: 0.0, high: f64::INFINITY });
    }
    let below = |count: u64| special::gamma_above(count as f64 + 1.0, expected);
    let at = |tail: f64| interpolated(tail, u64::MAX, &below).max(0.0) / expected;
    Limits::of(|it| Interval { low: at(it.tail()), high: at(1.0 - it.tail()) })
}

/// Limits of percent change, for schemes of `people`, where `all` is all schemes together: the
/// spread between people is that of all, so that a few who offend much more widen the funnel.
/// Nothing where all schemes together give no spread.
pub fn change_limits(all: Paired, people: u64) -> Option<Limits> {
    let variance = change::log_ratio_variance(all);
    if variance <= 0.0 || people == 0 {
        return None;
    }
    let ratio = all.after as f64 / all.before as f64;
    let deviation = (variance / people as f64).sqrt();
    let percent = |it: f64| 100.0 * (it - 1.0);
    Some(Limits::of(|confidence| {
        let limits = Interval::around_log(ratio, confidence.z() * deviation);
        Interval { low: percent(limits.low), high: percent(limits.high) }
    }))
}

/// The count that `tail` of chance lies below, between whole counts by the share of the last.
fn interpolated(tail: f64, most: u64, below: &impl Fn(u64) -> f64) -> f64 {
    let mut high = 1_u64;
    while high < most && below(high) < tail {
        high = high.saturating_mul(2).min(most);
    }
    let mut low = 0_u64;
    while low < high {
        let middle = u64::midpoint(low, high);
        if below(middle) < tail { low = middle + 1 } else { high = middle }
    }
    let up_to = below(low);
    let before = if low == 0 { 0.0 } else { below(low - 1) };
    low as f64 - (up_to - tail) / (up_to - before)
}
