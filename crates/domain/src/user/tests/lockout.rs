//! Accounts that lock, and open again.

use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;

use crate::user::{Attempt, Outcome, locked_until};

/// Minutes and seconds after an arbitrary noon.
fn at(minutes: i64, seconds: i64) -> Timestamp {
    let noon: Timestamp = "2006-04-03T12:00:00Z".parse().unwrap();
    noon + SignedDuration::from_secs(minutes * 60 + seconds)
}

fn failed(minutes: i64) -> Attempt {
    Attempt { at: at(minutes, 0), outcome: Outcome::Failed }
}

fn check(attempts: &[Attempt], now: Timestamp, expect: Option<Timestamp>) {
    assert_eq!(locked_until(attempts, now), expect);
}

#[test]
fn four_failures_do_not_lock_and_the_fifth_does() {
    let five = [0, 1, 2, 3, 4].map(failed);
    check(&five[..4], at(4, 0), None);
    check(&five, at(4, 0), Some(at(19, 0)));
}

#[test]
fn the_lock_opens_after_fifteen_minutes() {
    let five = [0, 1, 2, 3, 4].map(failed);
    check(&five, at(18, 59), Some(at(19, 0)));
    check(&five, at(19, 0), None);
}

#[test]
fn five_failures_over_more_than_fifteen_minutes_do_not_lock() {
    check(&[0, 4, 8, 12, 16].map(failed), at(16, 0), None);
    check(&[0, 4, 8, 12, 15].map(failed), at(15, 0), Some(at(30, 0)));
}

#[test]
fn a_success_clears_the_count() {
    let success = Attempt { at: at(3, 30), outcome: Outcome::Succeeded };
    let mut attempts = [0, 1, 2, 3, 4].map(failed).to_vec();
    attempts.push(success);
    check(&attempts, at(5, 0), None);
}

#[test]
fn attempts_during_the_lock_do_not_prolong_it() {
    let attempts = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map(failed);
    check(&attempts, at(11, 0), Some(at(19, 0)));
    check(&attempts, at(19, 0), None);
}

#[test]
fn after_the_lock_it_takes_five_again() {
    let mut attempts = [0, 1, 2, 3, 4].map(failed).to_vec();
    attempts.extend([20, 21, 22, 23].map(failed));
    check(&attempts, at(23, 0), None);
    attempts.push(failed(24));
    check(&attempts, at(24, 0), Some(at(39, 0)));
}

#[test]
fn what_comes_after_now_does_not_count() {
    check(&[0, 1, 2, 3, 4].map(failed), at(3, 59), None);
}

proptest! {
    #[test]
    fn a_lock_never_lasts_longer_than_fifteen_minutes(
        minutes in prop::collection::vec(0_i64..120, 0..60),
        now in 0_i64..150,
    ) {
        let attempts: Vec<_> = minutes.into_iter().map(failed).collect();
        let now = at(now, 0);
        if let Some(until) = locked_until(&attempts, now) {
            prop_assert!(now < until && until <= now + SignedDuration::from_mins(15));
            prop_assert!(attempts.iter().filter(|it| it.at <= now).count() >= 5);
        }
    }

    #[test]
    fn the_order_of_the_records_makes_no_difference(
        minutes in prop::collection::vec(0_i64..60, 0..30),
    ) {
        let forward: Vec<_> = minutes.iter().copied().map(failed).collect();
        let backward: Vec<_> = minutes.iter().rev().copied().map(failed).collect();
        prop_assert_eq!(locked_until(&forward, at(60, 0)), locked_until(&backward, at(60, 0)));
    }
}
