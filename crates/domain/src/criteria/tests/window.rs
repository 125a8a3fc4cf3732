//! How far back windows reach.

use jiff::civil::date;

use super::super::window::{Inside, window};
use super::*;

fn check(months: u16, stays: &[CustodyPeriod], from: Date) {
    let found = window(Basis::AtLiberty, months, &Inside::of(stays), TODAY);
    assert_eq!(found, Window { from, to: TODAY, short_by_days: 0 });
}

#[test]
fn twelve_months_that_end_on_31_december_begin_on_1_january() {
    check(12, &[], date(2004, 1, 1));
    let calendar = window(Basis::Calendar, 12, &Inside::of(&[]), TODAY);
    assert_eq!(calendar.from, date(2004, 1, 1));
}

#[test]
fn days_wholly_inside_are_passed_over() {
    // Ten days inside, from 2 to 11 June.
    check(12, &[held(date(2004, 6, 1), date(2004, 6, 12))], date(2003, 12, 22));
}

#[test]
fn the_days_of_reception_and_release_are_days_at_liberty() {
    check(12, &[held(date(2004, 6, 1), date(2004, 6, 2))], date(2004, 1, 1));
    check(12, &[held(date(2004, 6, 1), date(2004, 6, 1))], date(2004, 1, 1));
}

#[test]
fn a_window_may_begin_on_the_day_of_release() {
    check(12, &[held(date(2003, 6, 1), date(2004, 1, 1))], date(2004, 1, 1));
    check(12, &[held(date(2003, 6, 1), date(2004, 1, 2))], date(2003, 6, 1));
}

#[test]
fn stays_that_overlap_are_counted_once() {
    let stays = [
        held(date(2004, 6, 1), date(2004, 6, 12)),
        held(date(2004, 6, 5), date(2004, 6, 12)),
        held(date(2004, 6, 1), date(2004, 6, 8)),
    ];
    check(12, &stays, date(2003, 12, 22));
}

#[test]
fn a_stay_that_the_longer_window_runs_into_is_passed_over_too() {
    let stays = [
        held(date(2004, 6, 1), date(2004, 6, 12)),
        // The ten days needed before 1 January begin inside this stay.
        held(date(2003, 12, 1), date(2003, 12, 28)),
    ];
    // 28 to 31 December are four of the ten; 1 December is the fifth; five more in November.
    check(12, &stays, date(2003, 11, 26));
}

#[test]
fn a_stay_before_the_window_moves_nothing() {
    check(12, &[held(date(2003, 1, 1), date(2003, 12, 31))], date(2004, 1, 1));
}

#[test]
fn while_somebody_is_held_time_at_liberty_stands_still() {
    let stay = CustodyPeriod { received_on: Some(date(2004, 3, 31)), release: Release::StillHeld };
    let inside = Inside::of(&[stay]);
    let early = window(Basis::AtLiberty, 3, &inside, date(2004, 9, 30));
    let late = window(Basis::AtLiberty, 3, &inside, date(2005, 9, 30));
    assert_eq!(early.from, late.from);
}

#[test]
fn the_reach_is_limited_and_says_by_how_much() {
    let stays = [held(date(1990, 1, 1), date(2004, 12, 31))];
    let found = window(Basis::AtLiberty, 12, &Inside::of(&stays), TODAY);
    assert_eq!(found, Window { from: date(1995, 1, 1), to: TODAY, short_by_days: 365 });
}

#[test]
fn the_reach_counts_days_outside_on_both_sides_of_a_long_stay() {
    let stays = [held(date(1995, 1, 10), date(2004, 12, 31))];
    let found = window(Basis::AtLiberty, 12, &Inside::of(&stays), TODAY);
    // 31 December 2004, and 1 to 10 January 1995: eleven of 366.
    assert_eq!(found, Window { from: date(1995, 1, 1), to: TODAY, short_by_days: 355 });
}

#[test]
fn a_stay_without_dates_is_not_counted() {
    let lost = CustodyPeriod { received_on: Some(date(2004, 6, 1)), release: Release::NotKnown };
    let found = CustodyPeriod { received_on: None, release: Release::On(date(2004, 6, 12)) };
    check(12, &[lost, found], date(2004, 1, 1));
    assert!(!lost.is_dated() && !found.is_dated());
}

#[test]
fn months_end_where_months_end() {
    let at = |today| window(Basis::Calendar, 6, &Inside::of(&[]), today).from;
    assert_eq!(at(date(2005, 2, 28)), date(2004, 8, 29));
    assert_eq!(at(date(2004, 2, 29)), date(2003, 8, 30));
    assert_eq!(at(date(2005, 8, 31)), date(2005, 3, 1));
}
