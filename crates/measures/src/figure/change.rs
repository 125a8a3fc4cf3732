//! Percent change, for windows of different length and beside others.

use crate::definition::{AtRisk, Reoffending};
use crate::stats::{self, Confidence, Estimate, Interval, Method, Paired};
use crate::tally::{Step, Tally};

/// The mean length of a year in days.
pub(super) const YEAR_DAYS: f64 = 365.25;

/// Before and after of the same people, over the whole follow-up.
pub(super) fn paired(tally: &Tally) -> Paired {
    beside_baseline(tally, tally.whole(), tally.product)
}

fn beside_baseline(tally: &Tally, after: Step, product: u64) -> Paired {
    Paired {
        people: tally.people,
        before: tally.baseline,
        before_squares: tally.baseline_squares,
        after: after.count,
        after_squares: after.squares,
        product,
    }
}

/// By how much the count after is multiplied so that both windows are as long: by their months, or
/// by the days in which people could offend.
pub(super) fn evened(counting: &Reoffending, tally: &Tally, after_months: u16) -> Option<f64> {
    let baseline = counting.baseline?;
    match counting.at_risk {
        AtRisk::Ignore => Some(f64::from(baseline.months) / f64::from(after_months)),
        AtRisk::SubtractCustody if after_months < counting.follow_up.months => None,
        AtRisk::SubtractCustody => {
            let after = count(tally.follow_up_days);
            (after > 0.0).then(|| count(tally.baseline_days) / after)
        }
    }
}

/// Percent change over the whole follow-up.
pub(super) fn whole(counting: &Reoffending, tally: &Tally) -> Option<Estimate> {
    change(counting, tally, counting.follow_up.months, paired(tally))
}

/// The change up to the checkpoint at this place, against as long a part of the baseline.
pub(super) fn so_far(counting: &Reoffending, tally: &Tally, place: usize) -> Option<Estimate> {
    let months = *counting.follow_up.checkpoints.get(place)?;
    if months == counting.follow_up.months {
        return whole(counting, tally);
    }
    let after = tally.steps.get(place).copied().unwrap_or_default();
    let product = tally.products.get(place).copied().unwrap_or_default();
    change(counting, tally, months, beside_baseline(tally, after, product))
}

fn change(
    counting: &Reoffending,
    tally: &Tally,
    after_months: u16,
    paired: Paired,
) -> Option<Estimate> {
    let factor = evened(counting, tally, after_months)?;
    let estimate = stats::percent_change(paired, Confidence::P95)?;
    Some(estimate.mapped(|it| percent(ratio(it) * factor)))
}

/// The change of members were that of the others none: the ratio of both ratios. Its interval is
/// log-normal, from both intervals.
pub(super) fn beside(members: Estimate, others: Estimate) -> Option<Estimate> {
    let (here, there) = (ratio(members.value), ratio(others.value));
    if there <= 0.0 {
        return None;
    }
    let value = here / there;
    let spread = spread(members).zip(spread(others)).map(|(a, b)| a.hypot(b));
    let around = |it: f64| Interval {
        low: percent((value.ln() - it).exp()),
        high: percent((value.ln() + it).exp()),
    };
    let interval = spread.filter(|_| value > 0.0).map(around);
    Some(Estimate { value: percent(value), interval, method: Method::LogRateRatio })
}

/// Half the width of an interval of percent change, on the scale of logarithms.
fn spread(estimate: Estimate) -> Option<f64> {
    let Interval { low, high } = estimate.interval?;
    let (low, high) = (ratio(low), ratio(high));
    (low > 0.0 && high.is_finite()).then(|| (high.ln() - low.ln()) / 2.0)
}

fn percent(ratio: f64) -> f64 {
    100.0 * (ratio - 1.0)
}

fn ratio(percent: f64) -> f64 {
    1.0 + percent / 100.0
}

/// A count as a number to divide.
#[expect(clippy::cast_precision_loss, reason = "counts lie below 2^53")]
pub(super) const fn count(it: u64) -> f64 {
    it as f64
}

impl Estimate {
    /// In another unit; `map` keeps the order of values.
    #[must_use]
    pub(super) fn mapped(self, map: impl Fn(f64) -> f64) -> Self {
        let interval = self.interval.map(|it| Interval { low: map(it.low), high: map(it.high) });
        Self { value: map(self.value), interval, ..self }
    }
}
