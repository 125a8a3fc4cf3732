//! Shares of people: of those followed up, how many re-offended.

use super::interval::{Confidence, Estimate, Interval, Method};

/// Some of a number of people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    of: u64,
    among: u64,
}

impl Share {
    /// `of` people among `among`; nothing where there is nobody, or more than all.
    pub fn new(of: u64, among: u64) -> Option<Self> {
        (among > 0 && of <= among).then_some(Self { of, among })
    }

    /// Between 0 and 1.
    pub fn value(self) -> f64 {
        self.of() / self.among()
    }

    pub(super) fn of(self) -> f64 {
        self.of as f64
    }

    pub(super) fn among(self) -> f64 {
        self.among as f64
    }
}

/// Share with Wilson's score interval. Source: [WILSON1927].
pub fn wilson(share: Share, confidence: Confidence) -> Estimate {
    let Interval { low, high } = wilson_limits(share, confidence);
    // Rounding must not lift the limit off the edge that it stands on.
    let low = if share.of == 0 { 0.0 } else { low };
    let high = if share.of == share.among { 1.0 } else { high };
    let interval = Some(Interval { low, high });
    Estimate { value: share.value(), interval, method: Method::Wilson }
}

fn wilson_limits(share: Share, confidence: Confidence) -> Interval {
    let (n, p, z) = (share.among(), share.value(), confidence.z());
    let square = z * z;
    let middle = (p + square / (2.0 * n)) / (1.0 + square / n);
    let half = z * (p * (1.0 - p) / n + square / (4.0 * n * n)).sqrt() / (1.0 + square / n);
    Interval { low: (middle - half).max(0.0), high: (middle + half).min(1.0) }
}

/// `first` less `second`, with Newcombe's hybrid score interval for two separate groups.
/// Source: [NEWCOMBE1998 §10].
pub fn difference(first: Share, second: Share, confidence: Confidence) -> Estimate {
    let (a, b) = (first.value(), second.value());
    let in_first = wilson_limits(first, confidence);
    let in_second = wilson_limits(second, confidence);
    let value = a - b;
    let low = value - (a - in_first.low).hypot(in_second.high - b);
    let high = value + (in_first.high - a).hypot(b - in_second.low);
    Estimate { value, interval: Some(Interval { low, high }), method: Method::Newcombe }
}
