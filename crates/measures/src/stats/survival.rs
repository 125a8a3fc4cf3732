//! Time to the first proven re-offence: the curve of Kaplan and Meier with Greenwood's intervals.

use serde::Serialize;

use super::interval::{Confidence, Interval, Method};

/// What happened at one time since the start. Times are whole: days, say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// Time since the start.
    pub at: u32,
    /// People who re-offended then.
    pub events: u64,
    /// People last seen then who had not re-offended. They count as at risk up to and with `at`.
    pub censored: u64,
}

/// The curve from one time on.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Step {
    /// Time since the start.
    pub at: u32,
    /// People at risk just before.
    pub at_risk: u64,
    /// People who re-offended then.
    pub events: u64,
    /// People last seen then.
    pub censored: u64,
    /// The share that has not re-offended by then, that day included.
    pub surviving: f64,
    /// On the log-log scale; nothing once nobody is left.
    pub interval: Option<Interval>,
}

/// How the intervals of a curve are made.
pub const METHOD: Method = Method::GreenwoodLogLog;

/// The life table. `moments` in order of time, each time once.
/// Source: [KAPLAN1958 §2]; the interval [KALBFLEISCH2002 §1.4].
pub fn kaplan_meier(moments: &[Moment], confidence: Confidence) -> Vec<Step> {
    let mut at_risk: u64 = moments.iter().map(|it| it.events + it.censored).sum();
    let mut surviving = 1.0;
    let mut greenwood = 0.0;
    let mut steps = Vec::with_capacity(moments.len());
    for &Moment { at, events, censored } in moments {
        let (risk, gone) = (at_risk as f64, events as f64);
        if events > 0 {
            surviving *= 1.0 - gone / risk;
            greenwood += gone / (risk * (risk - gone));
        }
        let interval = log_log(surviving, greenwood, confidence);
        steps.push(Step { at, at_risk, events, censored, surviving, interval });
        at_risk -= events + censored;
    }
    steps
}

/// Greenwood's variance on the scale where the curve has no edges.
fn log_log(surviving: f64, greenwood: f64, confidence: Confidence) -> Option<Interval> {
    if surviving >= 1.0 {
        return Some(Interval { low: 1.0, high: 1.0 });
    }
    if surviving <= 0.0 {
        return None;
    }
    let half = confidence.z() * greenwood.sqrt() / surviving.ln();
    // The logarithm is below 0, so the half is, too.
    let low = surviving.powf((-half).exp());
    let high = surviving.powf(half.exp());
    Some(Interval { low, high })
}

/// The first time by which at least half had re-offended; nothing if that was never reached.
pub fn median(steps: &[Step]) -> Option<u32> {
    steps.iter().find(|it| it.surviving <= 0.5).map(|it| it.at)
}

/// The step in force at a time: the share surviving is 1 before the first.
pub fn at(steps: &[Step], time: u32) -> Option<&Step> {
    steps.iter().rev().find(|it| it.at <= time)
}
