//! Mean counts for each person, and change from before to after in the same people.

use super::interval::{Confidence, Estimate, Interval, Method};
use super::rate::{self, Rate};

/// Counts of a number of people, added up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counts {
    /// How many people.
    pub people: u64,
    /// The sum of their counts.
    pub sum: u64,
    /// The sum of the squares of their counts.
    pub squares: u64,
}

/// Two counts of each of a number of people, added up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paired {
    /// How many people.
    pub people: u64,
    /// The sum of the counts before.
    pub before: u64,
    /// The sum of the squares of the counts before.
    pub before_squares: u64,
    /// The sum of the counts after.
    pub after: u64,
    /// The sum of the squares of the counts after.
    pub after_squares: u64,
    /// The sum over people of the count before times the count after.
    pub product: u64,
}

/// The mean count of a person. Nothing where there is nobody.
///
/// The interval allows for the spread between people. A single person, or people who do not differ,
/// give none. Where nothing was counted at all the exact Poisson limit stands in.
pub fn mean(counts: Counts, confidence: Confidence) -> Option<Estimate> {
    let rate = Rate::new(counts.sum, counts.people as f64)?;
    if counts.sum == 0 {
        return Some(rate::garwood(rate, confidence));
    }
    let mean = rate.value();
    let people = counts.people as f64;
    let variance = variance(counts);
    let half = confidence.z() * (variance / people).sqrt() / mean;
    let interval = (variance > 0.0).then(|| Interval::around_log(mean, half));
    Some(Estimate { value: mean, interval, method: Method::LogMean })
}

/// Percent by which the count after differs from the count before: -39 is a fall of 39 per cent.
/// Nothing where nothing was counted before.
///
/// Where nothing was counted after, the logarithm has no value, and the limits are exact given the
/// sum of both counts instead.
pub fn percent_change(paired: Paired, confidence: Confidence) -> Option<Estimate> {
    if paired.before == 0 {
        return None;
    }
    let ratio = ratio_of_means(paired, confidence)?;
    let percent = |it: f64| 100.0 * (it - 1.0);
    let interval =
        ratio.interval.map(|it| Interval { low: percent(it.low), high: percent(it.high) });
    Some(Estimate { value: percent(ratio.value), interval, method: ratio.method })
}

fn ratio_of_means(paired: Paired, confidence: Confidence) -> Option<Estimate> {
    let people = paired.people as f64;
    if paired.after == 0 {
        let after = Rate::new(0, people)?;
        let before = Rate::new(paired.before, people)?;
        return rate::ratio_exact(after, before, confidence);
    }
    let value = paired.after as f64 / paired.before as f64;
    let variance = log_ratio_variance(paired);
    let half = confidence.z() * (variance / people).sqrt();
    let interval = (variance > 0.0).then(|| Interval::around_log(value, half));
    Some(Estimate { value, interval, method: Method::LogRatioOfMeans })
}

/// What one person adds to the variance of the log of after over before; 0 where there is no
/// telling. Divided by a number of people it is the variance for that many.
///
/// With `A` all after and `B` all before, a person's part is `a B - b A`. The sum of its squares is
/// worked out in whole numbers, so that it is nothing exactly where nobody differs.
pub(super) fn log_ratio_variance(paired: Paired) -> f64 {
    let Paired { people, before, after, .. } = paired;
    if people < 2 || before == 0 || after == 0 {
        return 0.0;
    }
    let (all_before, all_after) = (i128::from(before), i128::from(after));
    let squares = all_before * all_before * i128::from(paired.after_squares)
        + all_after * all_after * i128::from(paired.before_squares)
        - 2 * all_before * all_after * i128::from(paired.product);
    let people = people as f64;
    let scale = people / (before as f64 * after as f64);
    squares as f64 / (people - 1.0) * scale * scale
}

/// Variance between people, from sums, by whole numbers as long as it can be; 0 for one person.
fn variance(counts: Counts) -> f64 {
    let Counts { people, sum, squares } = counts;
    if people < 2 {
        return 0.0;
    }
    let whole = i128::from(people) * i128::from(squares) - i128::from(sum) * i128::from(sum);
    let people = people as f64;
    whole as f64 / (people * (people - 1.0))
}
