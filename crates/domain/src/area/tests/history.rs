//! Old questions land on the tree of their day.

use super::*;
use crate::area::{Merge, Newcomer, Part, Split, Succession, TreeRefusal};

fn newcomer(id: u128, name: &str) -> Newcomer {
    let parent = Some(area_id(NORTHSHIRE));
    Newcomer { id: area_id(id), name: name.to_owned(), size: Size::Ordinary, parent }
}

/// Alder and Birch merge in 2006, and what they made splits in 2009.
fn merged_then_split() -> Tree {
    let tree = tree();
    let areas = vec![area_id(ALDER), area_id(BIRCH)];
    let merge = Merge { areas, into: newcomer(2000, "Both"), on: day(2006, 4, 1) };
    let tree = tree.with(&merge.decide(&tree).unwrap()).unwrap();
    let part = |id, name| Part { area: newcomer(id, name), children: Vec::new() };
    let into = vec![part(3000, "Uplands"), part(3001, "Lowlands")];
    let split = Split { area: area_id(2000), into, on: day(2009, 4, 1) };
    tree.with(&split.decide(&tree).unwrap()).unwrap()
}

fn check(area: u128, date: Date, expect: &[u128]) {
    assert_eq!(numbers(&merged_then_split().in_place_of(area_id(area), date)), expect);
}

#[test]
fn an_area_stands_for_itself_while_it_exists() {
    check(ALDER, day(2006, 3, 31), &[ALDER]);
    check(2000, day(2006, 4, 1), &[2000]);
    check(3001, day(2020, 1, 1), &[3001]);
}

#[test]
fn afterwards_its_successors_stand_for_it() {
    check(ALDER, day(2006, 4, 1), &[2000]);
    check(ALDER, day(2009, 4, 1), &[3000, 3001]);
}

#[test]
fn before_its_time_what_it_took_over_from_stands_for_it() {
    check(3000, day(2008, 1, 1), &[2000]);
    check(3000, day(2004, 9, 6), &[ALDER, BIRCH]);
}

#[test]
fn before_there_was_anything_nothing_stands_for_it() {
    check(3000, day(2003, 1, 1), &[]);
    check(77, day(2008, 1, 1), &[]);
}

#[test]
fn the_areas_of_a_day_are_those_open_on_it() {
    let tree = merged_then_split();
    let partnerships = |date| {
        let open = tree.areas_at(date).into_iter().filter(|it| it.level == Level::Cdrp);
        open.map(|it| it.name.as_str()).collect::<Vec<_>>()
    };
    assert_eq!(partnerships(day(2004, 9, 6)), ["Alder", "Birch", "Cedar City"]);
    assert_eq!(partnerships(day(2006, 4, 1)), ["Both", "Cedar City"]);
    assert_eq!(partnerships(day(2009, 4, 1)), ["Cedar City", "Lowlands", "Uplands"]);
}

#[test]
fn a_succession_happens_on_the_day_of_both_changes() {
    let (closed, opened) = (area_id(ALDER), area_id(BIRCH));
    let made_up = Succession { closed, opened, on: day(2006, 4, 1) };
    let result = Tree::new(areas(), memberships(), vec![made_up]);
    assert_eq!(result, Err(TreeRefusal::OutOfStep { closed, opened }));
}
