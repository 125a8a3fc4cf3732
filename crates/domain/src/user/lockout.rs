//! When too many failed attempts to sign in lock an account, worked out from the attempts.

use jiff::{SignedDuration, Timestamp};

/// So many failures lock the account.
pub const LOCK_AFTER_FAILURES: usize = 5;

/// The failures count if they lie within so many minutes, the end included.
pub const LOCK_WINDOW_MINUTES: i64 = 15;

/// So long is the account locked, in minutes from the last of the failures.
pub const LOCKED_MINUTES: i64 = 15;

/// How an attempt to sign in ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// With the right password.
    Succeeded,
    /// With a wrong one.
    Failed,
}

/// An attempt to sign in to an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Attempt {
    /// When.
    pub at: Timestamp,
    /// How it ended.
    pub outcome: Outcome,
}

/// Until when the account is locked, if it is locked now. The attempts may come in any order;
/// those after `now` do not count.
///
/// A success clears the count. An attempt while the account is locked counts for nothing, so that
/// a stranger cannot keep the owner out by trying on and on.
pub fn locked_until(attempts: &[Attempt], now: Timestamp) -> Option<Timestamp> {
    let mut past: Vec<Attempt> = attempts.iter().filter(|it| it.at <= now).copied().collect();
    past.sort_by_key(|it| it.at);
    let mut failures: Vec<Timestamp> = Vec::new();
    let mut locked: Option<Timestamp> = None;
    for Attempt { at, outcome } in past {
        if locked.is_some_and(|until| at < until) {
            continue;
        }
        match outcome {
            Outcome::Succeeded => failures.clear(),
            Outcome::Failed => {
                failures.retain(|it| at.duration_since(*it) <= minutes(LOCK_WINDOW_MINUTES));
                failures.push(at);
            }
        }
        if failures.len() >= LOCK_AFTER_FAILURES {
            failures.clear();
            locked = Some(at.saturating_add(minutes(LOCKED_MINUTES)).unwrap_or(Timestamp::MAX));
        }
    }
    locked.filter(|until| now < *until)
}

fn minutes(count: i64) -> SignedDuration {
    SignedDuration::from_mins(count)
}
