//! Counts and rates: so many in so much time, or for so many people.

use super::interval::{Confidence, Estimate, Interval, Method};
use super::special;

/// A count, and what it was counted over: person-years, people, or an expected count.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rate {
    count: u64,
    over: f64,
}

impl Rate {
    /// Nothing where there is nothing to count over.
    pub fn new(count: u64, over: f64) -> Option<Self> {
        (over > 0.0 && over.is_finite()).then_some(Self { count, over })
    }

    /// For each unit of what it was counted over.
    pub fn value(self) -> f64 {
        self.count() / self.over
    }

    fn count(self) -> f64 {
        self.count as f64
    }
}

/// Rate with the exact Poisson interval: chi-squared limits for the count. Source: [GARWOOD1936].
pub fn garwood(rate: Rate, confidence: Confidence) -> Estimate {
    let limits = poisson_limits(rate.count, confidence).times(1.0 / rate.over);
    Estimate { value: rate.value(), interval: Some(limits), method: Method::Garwood }
}

fn poisson_limits(count: u64, confidence: Confidence) -> Interval {
    let (shape, tail) = (count as f64, confidence.tail());
    let low = if count == 0 { 0.0 } else { special::gamma_within(shape, tail) };
    Interval { low, high: special::gamma_beyond(shape + 1.0, tail) }
}

/// `first` over `second`, exact given the sum of both counts: the first is then binomial. Nothing
/// where neither was ever counted; infinite where only the first was.
pub fn ratio_exact(first: Rate, second: Rate, confidence: Confidence) -> Option<Estimate> {
    if first.count == 0 && second.count == 0 {
        return None;
    }
    let (a, b, tail) = (first.count(), second.count(), confidence.tail());
    let scale = second.over / first.over;
    let odds = |share: f64| scale * share / (1.0 - share);
    let low = if first.count == 0 { 0.0 } else { odds(special::beta_within(a, b + 1.0, tail)) };
    let high = if second.count == 0 {
        f64::INFINITY
    } else {
        // The share of the second, from its own side, so that no digits are lost near 1.
        let other = special::beta_within(b, a + 1.0, tail);
        scale * (1.0 - other) / other
    };
    let interval = Some(Interval { low, high });
    Some(Estimate { value: scale * a / b, interval, method: Method::ConditionalExact })
}

/// Observed over expected with the exact Poisson interval of the observed count.
///
/// Where what is counted is people rather than offences, each can count once only and the interval
/// is somewhat too wide, never too narrow.
pub fn observed_over_expected(
    observed: u64,
    expected: f64,
    confidence: Confidence,
) -> Option<Estimate> {
    Some(garwood(Rate::new(observed, expected)?, confidence))
}
