//! What one person adds to every cell that he or she is in.

use crate::definition::{AtRisk, Window, Windows};
use crate::fact::Day;
use crate::tally::{Step, Tally};

use super::History;
use super::custody::held;
use super::event::Event;
use super::member::Membership;
use super::plan::Plan;

/// What one person adds to a cell.
#[derive(Debug, Default)]
pub(super) struct Share {
    baseline: u64,
    steps: Vec<u64>,
    baseline_severity: u64,
    follow_up_severity: u64,
    baseline_days: u64,
    follow_up_days: u64,
    baseline_custody_days: u64,
    follow_up_custody_days: u64,
    days_on_scheme: u64,
    expected: u64,
    /// Day of the first count, or of losing sight, from the start of the follow-up.
    seen_days: u32,
    again: bool,
}

impl Share {
    /// Counts what there is to count.
    pub(super) fn count(
        &mut self,
        plan: &Plan,
        windows: &Windows,
        history: &History<'_>,
        units: &[Event],
    ) {
        self.baseline = 0;
        self.steps.clear();
        self.steps.resize(windows.checkpoints.len(), 0);
        let follow_up = follow_up(windows);
        let mut first = Day::MAX;
        for event in units {
            self.baseline += u64::from(in_baseline(windows, event));
            if follow_up.has(event.placed) && is_further(windows, event) {
                let ends = windows.checkpoints.iter().zip(&windows.proof_before);
                for (count, (end, proof)) in self.steps.iter_mut().zip(ends) {
                    *count += u64::from(event.placed < *end && in_time(event, *proof));
                }
                if in_follow_up(windows, event) {
                    first = first.min(event.placed);
                }
            }
        }
        let last = follow_up.to.min(history.person.died.unwrap_or(Day::MAX)).min(plan.seen_until);
        // One after that would be known of those only whose proof came soon.
        self.again = first < plan.seen_until;
        // What is proven after death counts on its day all the same.
        let seen = if self.again { first } else { last };
        self.seen_days = u32::try_from(seen - windows.follow_up_from).unwrap_or(0);
    }

    /// Weighs offences by their class; none are weighed in a definition without points.
    pub(super) fn weigh(&mut self, plan: &Plan, windows: &Windows, offences: &[Event]) {
        self.baseline_severity = 0;
        self.follow_up_severity = 0;
        if plan.counting.severity.is_empty() {
            return;
        }
        for event in offences {
            let points = plan.counting.severity.get(&event.class).copied().unwrap_or(0);
            if in_baseline(windows, event) {
                self.baseline_severity += u64::from(points);
            }
            if in_follow_up(windows, event) {
                self.follow_up_severity += u64::from(points);
            }
        }
    }

    /// Counts the days.
    pub(super) fn days(
        &mut self,
        plan: &Plan,
        windows: &Windows,
        member: &Membership,
        history: &History<'_>,
    ) {
        let entered = member.registration.map_or(member.anchor, |it| it.entered);
        self.expected = member.expected;
        self.days_on_scheme = Window { from: entered, to: member.anchor }.days();
        let died = history.person.died.unwrap_or(Day::MAX);
        let alive = |it: Window| Window { to: it.to.min(died), ..it };
        let baseline = windows.baseline.map_or(Window { from: 0, to: 0 }, alive);
        let follow_up = alive(follow_up(windows));
        self.baseline_custody_days = held(history.stays, baseline);
        self.follow_up_custody_days = held(history.stays, follow_up);
        self.baseline_days = baseline.days();
        self.follow_up_days = follow_up.days();
        if plan.counting.at_risk == AtRisk::SubtractCustody {
            self.baseline_days -= self.baseline_custody_days;
            self.follow_up_days -= self.follow_up_custody_days;
        }
    }

    /// Adds the person.
    pub(super) fn add_to(&self, plan: &Plan, tally: &mut Tally) {
        tally.people += 1;
        tally.baseline_days += self.baseline_days;
        tally.follow_up_days += self.follow_up_days;
        tally.baseline_custody_days += self.baseline_custody_days;
        tally.follow_up_custody_days += self.follow_up_custody_days;
        tally.days_on_scheme += self.days_on_scheme;
        tally.expected_nanos += self.expected;
        if plan.survival {
            let days = if self.again { &mut tally.firsts } else { &mut tally.censored };
            days.add(self.seen_days, 1);
        }
        self.add_counts_to(tally);
    }

    /// Adds what was counted, but not the person: for cells that split counts and not people.
    pub(super) fn add_counts_to(&self, tally: &mut Tally) {
        let whole = self.steps.last().copied().unwrap_or(0);
        tally.baseline_severity += self.baseline_severity;
        tally.follow_up_severity += self.follow_up_severity;
        tally.follow_up_severity_squares += self.follow_up_severity * self.follow_up_severity;
        if self.baseline + whole == 0 {
            return;
        }
        tally.baseline += self.baseline;
        tally.baseline_squares += self.baseline * self.baseline;
        tally.product += self.baseline * whole;
        if let Some((_, earlier)) = self.steps.split_last() {
            tally.products.resize(earlier.len(), 0);
            for (product, count) in tally.products.iter_mut().zip(earlier) {
                *product += self.baseline * count;
            }
        }
        for (step, count) in tally.steps.iter_mut().zip(&self.steps) {
            step.count += count;
            step.squares += count * count;
            step.people += u64::from(*count > 0);
        }
    }
}

/// A step at which nothing was counted, for each checkpoint of a plan.
pub(super) fn no_steps(plan: &Plan) -> Vec<Step> {
    vec![Step::default(); plan.counting.follow_up.checkpoints.len()]
}

/// Whether an event counts in any of the windows: what was proven too late for all counts in none,
/// and a class of which there is no more has no cell.
pub(super) fn counts(windows: &Windows, event: &Event) -> bool {
    in_baseline(windows, event) || in_follow_up(windows, event)
}

/// Whether it is another than the one that brought somebody into the cohort.
fn is_further(windows: &Windows, event: &Event) -> bool {
    windows.proven_after.is_none_or(|day| day < event.proven)
}

fn in_baseline(windows: &Windows, event: &Event) -> bool {
    windows.baseline.is_some_and(|it| it.has(event.placed))
        && in_time(event, windows.baseline_proof_before)
}

fn in_follow_up(windows: &Windows, event: &Event) -> bool {
    follow_up(windows).has(event.placed)
        && is_further(windows, event)
        && in_time(event, windows.proof_before.last().copied().flatten())
}

fn in_time(event: &Event, proof_before: Option<Day>) -> bool {
    proof_before.is_none_or(|day| event.proven < day)
}

fn follow_up(windows: &Windows) -> Window {
    let to = windows.checkpoints.last().copied().unwrap_or(windows.follow_up_from);
    Window { from: windows.follow_up_from, to }
}
