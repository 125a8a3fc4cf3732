//! Which areas have no scheme, and how late that is.

use super::*;
use crate::area::{
    Coverage, Gap, Lateness, Merge, Newcomer, RollUp, coverage_on, schemes_covering,
};
use crate::id::SchemeId;

fn due_on() -> Date {
    day(2004, 9, 6)
}

fn covers(scheme: u128, area: u128, from: Date) -> Coverage {
    let scheme = SchemeId::from_uuid(Uuid::from_u128(scheme));
    Coverage { scheme, area: area_id(area), dates: Dates::since(from) }
}

fn gaps(coverage: &[Coverage], today: Date) -> Vec<(u128, Lateness)> {
    let on = coverage_on(&tree(), coverage, today, Some(due_on()));
    on.gaps.iter().map(|it| (number(it.area), it.lateness)).collect()
}

#[test]
fn every_cdrp_and_csp_without_a_scheme_is_a_gap_cc04() {
    let one = [covers(1, ALDER, start())];
    let late = Lateness::Late { days: 1 };
    let expect = [(BIRCH, late), (CEDAR, late), (DERWEN, late)];
    assert_eq!(gaps(&one, day(2004, 9, 7)), expect);
}

#[test]
fn on_the_day_due_a_gap_is_not_yet_late_rr04_3() {
    let three = [ALDER, BIRCH, CEDAR].map(|it| covers(1, it, start()));
    assert_eq!(gaps(&three, due_on()), [(DERWEN, Lateness::DueIn { days: 0 })]);
    assert_eq!(gaps(&three, day(2004, 8, 31)), [(DERWEN, Lateness::DueIn { days: 6 })]);
    assert_eq!(gaps(&three, day(2005, 9, 6)), [(DERWEN, Lateness::Late { days: 365 })]);
}

#[test]
fn a_scheme_that_spans_areas_covers_each_and_two_may_cover_one() {
    let spans = [covers(1, ALDER, start()), covers(1, BIRCH, start()), covers(2, ALDER, start())];
    let on = coverage_on(&tree(), &spans, due_on(), None);
    assert_eq!(on.covered.len(), 2);
    assert_eq!(on.covered[&area_id(ALDER)].len(), 2);
}

#[test]
fn without_a_day_due_nothing_is_late() {
    let on = coverage_on(&tree(), &[], day(2020, 1, 1), None);
    assert!(on.gaps.iter().all(|it| it.lateness == Lateness::NoneSet));
}

#[test]
fn an_area_that_lost_its_scheme_is_late_since_then_only() {
    let mut lost = covers(1, ALDER, start());
    lost.dates = lost.dates.ended(day(2006, 5, 1)).unwrap();
    let on = coverage_on(&tree(), &[lost], day(2006, 5, 11), Some(due_on()));
    let gap = on.gaps.iter().find(|it| it.area == area_id(ALDER)).copied();
    let lateness = Lateness::Late { days: 10 };
    assert_eq!(gap, Some(Gap { area: area_id(ALDER), since: day(2006, 5, 1), lateness }));
}

#[test]
fn each_level_sees_the_roll_up_of_its_own_part_rr04_7_and_23() {
    let two = [covers(1, ALDER, start()), covers(2, CEDAR, start())];
    let tree = tree();
    let today = day(2004, 10, 1);
    let on = coverage_on(&tree, &two, today, Some(due_on()));
    let roll_up = |node| on.roll_up(&tree.on(today), area_id(node));
    assert_eq!(roll_up(NATION), RollUp { covered: 2, uncovered: 2, late: 2 });
    assert_eq!(roll_up(NORTH), RollUp { covered: 2, uncovered: 1, late: 1 });
    assert_eq!(roll_up(NORTHSHIRE), RollUp { covered: 1, uncovered: 1, late: 1 });
    assert_eq!(roll_up(WALES), RollUp { covered: 0, uncovered: 1, late: 1 });
    assert_eq!(roll_up(ALDER), RollUp { covered: 1, uncovered: 0, late: 0 });
}

fn after_merger(coverage: &[Coverage]) -> usize {
    let (tree, on) = (tree(), day(2006, 4, 1));
    let parent = Some(area_id(NORTHSHIRE));
    let name = "Both".to_owned();
    let into = Newcomer { id: area_id(2000), name, size: Size::Ordinary, parent };
    let merge = Merge { areas: vec![area_id(ALDER), area_id(BIRCH)], into, on };
    let tree = tree.with(&merge.decide(&tree).unwrap()).unwrap();
    schemes_covering(&tree, coverage, area_id(2000), on).len()
}

#[test]
fn a_merged_area_is_covered_if_each_part_was() {
    assert_eq!(after_merger(&[covers(1, ALDER, start()), covers(2, BIRCH, start())]), 2);
    assert_eq!(after_merger(&[covers(1, ALDER, start())]), 0);
    assert_eq!(after_merger(&[covers(3, 2000, day(2006, 4, 1))]), 1);
}
