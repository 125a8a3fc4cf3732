//! What an interval is, how sure it is, and by which method it was made.

use serde::Serialize;

use super::special;

/// How often intervals made in this way hold the true value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Confidence(f64);

impl Confidence {
    /// Of every figure.
    pub const P95: Self = Self(0.95);
    /// The outer limits of a funnel: three standard deviations. Source: [SPIEGELHALTER2005 §2].
    pub const P998: Self = Self(0.998);

    /// What is left out at either end.
    pub(super) fn tail(self) -> f64 {
        (1.0 - self.0) / 2.0
    }

    /// Standard deviations on either side of a normal mean.
    pub(super) fn z(self) -> f64 {
        special::normal_beyond(self.tail())
    }
}

/// From `low` to `high`, both included, in the unit of its estimate.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Interval {
    /// The lower limit.
    pub low: f64,
    /// The upper limit; may be infinite.
    pub high: f64,
}

impl Interval {
    /// Whether a value lies within.
    pub fn holds(self, value: f64) -> bool {
        self.low <= value && value <= self.high
    }

    /// In another unit: per 100 instead of each, say. `factor` is above 0.
    #[must_use]
    pub fn times(self, factor: f64) -> Self {
        Self { low: self.low * factor, high: self.high * factor }
    }

    /// Around `middle`, the same factor `exp(spread)` up and down.
    pub(super) fn around_log(middle: f64, spread: f64) -> Self {
        Self { low: (middle.ln() - spread).exp(), high: (middle.ln() + spread).exp() }
    }
}

/// How an interval was made. It is named beside every figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// A share of people.
    Wilson,
    /// A count, or a rate.
    Garwood,
    /// A mean count for each person.
    LogMean,
    /// Change from before to after in the same people.
    LogRatioOfMeans,
    /// The difference of two shares.
    Newcombe,
    /// The ratio of two rates.
    ConditionalExact,
    /// The ratio of two rates, large counts.
    LogRateRatio,
    /// A survival curve.
    GreenwoodLogLog,
    /// A hazard ratio.
    Wald,
}

impl Method {
    /// As it is printed.
    pub fn name(self) -> &'static str {
        match self {
            Self::Wilson => "Wilson score",
            Self::Garwood => "Garwood exact Poisson",
            Self::LogMean => "delta method on the log of the mean",
            Self::LogRatioOfMeans => "delta method on the log of the ratio of paired means",
            Self::Newcombe => "Newcombe hybrid score",
            Self::ConditionalExact => "exact, given the sum of both counts",
            Self::LogRateRatio => "log-normal",
            Self::GreenwoodLogLog => "Greenwood, log-log scale",
            Self::Wald => "Wald, log scale",
        }
    }

    /// Why this one, in a sentence.
    pub fn why(self) -> &'static str {
        match self {
            Self::Wilson => "holds its level for small groups and stays between 0 and 1",
            Self::Garwood | Self::ConditionalExact => "holds for small counts, none included",
            Self::LogMean => {
                "takes the spread between people as it is: a few offend much more than the rest, \
                 which a Poisson interval would deny"
            }
            Self::LogRatioOfMeans => {
                "before and after are counted on the same people, so that what they share is \
                 taken out; the spread between people is taken as it is"
            }
            Self::Newcombe => "holds for small and unequal groups and stays between -1 and 1",
            Self::LogRateRatio => "near enough for large counts",
            Self::GreenwoodLogLog => "stays between 0 and 1 in the tail, where few are left",
            Self::Wald => "usual for a proportional hazards model",
        }
    }
}

/// A value, its interval where there is one, and the method.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Estimate {
    /// The figure itself.
    pub value: f64,
    /// Nothing where the figures do not allow one: a single person, say.
    pub interval: Option<Interval>,
    /// How the interval was made, or would have been.
    pub method: Method,
}
