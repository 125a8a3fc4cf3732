//! What makes a tree, and what a day of it shows.

use super::*;
use crate::area::TreeRefusal;

fn check(
    change: impl FnOnce(&mut Vec<Area>, &mut Vec<Membership>),
    expect: Result<(), TreeRefusal>,
) {
    let (mut areas, mut memberships) = (areas(), memberships());
    change(&mut areas, &mut memberships);
    assert_eq!(Tree::new(areas, memberships, Vec::new()).map(|_| ()), expect);
}

fn names(areas: &[&Area]) -> Vec<String> {
    areas.iter().map(|it| it.name.clone()).collect()
}

#[test]
fn each_level_answers_to_the_one_above_rr04_20_to_24() {
    let parents: Vec<_> = Level::ALL.into_iter().map(Level::parent).collect();
    let lcjb = Some(Level::Lcjb);
    assert_eq!(parents, [None, Some(Level::Nation), Some(Level::Region), lcjb, lcjb]);
}

#[test]
fn a_cdrp_under_a_region_is_refused_rr04_20() {
    let refusal = TreeRefusal::WrongLevel { area: area_id(ALDER), parent: area_id(NORTH) };
    check(|_, all| all[5] = under(ALDER, NORTH), Err(refusal));
}

#[test]
fn a_cdrp_under_a_welsh_lcjb_is_refused() {
    let refusal = TreeRefusal::OtherCountry { area: area_id(ALDER), parent: area_id(GWYNFRYN) };
    check(|_, all| all[5] = under(ALDER, GWYNFRYN), Err(refusal));
}

#[test]
fn a_csp_in_england_is_refused_and_a_cdrp_in_wales() {
    let refusal = |id| Err(TreeRefusal::WrongCountry { area: area_id(id) });
    check(|areas, _| areas[9].country = Some(Country::England), refusal(DERWEN));
    check(|areas, _| areas[6].country = Some(Country::Wales), refusal(ALDER));
    check(|areas, _| areas[0].country = Some(Country::Wales), refusal(NATION));
    check(|areas, _| areas[1].country = None, refusal(NORTH));
}

#[test]
fn an_area_is_never_its_own_ancestor() {
    let own = TreeRefusal::WrongLevel { area: area_id(ALDER), parent: area_id(ALDER) };
    check(|_, all| all.push(under(ALDER, ALDER)), Err(own));
    let round = TreeRefusal::WrongLevel { area: area_id(NATION), parent: area_id(ALDER) };
    check(|_, all| all.push(under(NATION, ALDER)), Err(round));
}

#[test]
fn two_parents_on_one_day_are_refused() {
    let refusal = TreeRefusal::TwoParents { area: area_id(ALDER), on: start() };
    check(|_, all| all.push(under(ALDER, SOUTHSHIRE)), Err(refusal));
}

#[test]
fn a_day_without_a_parent_is_refused() {
    let alder = area_id(ALDER);
    let none = TreeRefusal::NoParent { area: alder, on: start() };
    check(|_, all| all.retain(|it| it.area != alder), Err(none));
    let ended = TreeRefusal::NoParent { area: alder, on: day(2006, 1, 1) };
    check(|_, all| all[5].dates = all[5].dates.ended(day(2006, 1, 1)).unwrap(), Err(ended));
    let late = Dates::since(day(2005, 1, 1));
    check(|_, all| all[5].dates = late, Err(none));
}

#[test]
fn an_area_may_change_its_parent_from_one_day_to_the_next() {
    let move_it = |_: &mut Vec<Area>, all: &mut Vec<Membership>| {
        let on = day(2006, 4, 1);
        all[5].dates = all[5].dates.ended(on).unwrap();
        all.push(Membership { dates: Dates::since(on), ..under(ALDER, SOUTHSHIRE) });
    };
    check(move_it, Ok(()));
}

#[test]
fn a_membership_outlives_neither_area() {
    let refusal = TreeRefusal::OutsideItsLife { area: area_id(ALDER), parent: area_id(NORTHSHIRE) };
    let close = |areas: &mut Vec<Area>, _: &mut Vec<Membership>| {
        areas[6].dates = areas[6].dates.ended(day(2006, 1, 1)).unwrap();
    };
    check(close, Err(refusal));
}

#[test]
fn an_identity_is_used_once_and_every_member_is_known() {
    check(
        |areas, _| areas.push(areas[6].clone()),
        Err(TreeRefusal::Twice { area: area_id(ALDER) }),
    );
    check(|_, all| all.push(under(77, NORTH)), Err(TreeRefusal::Unknown { area: area_id(77) }));
}

#[test]
fn a_day_shows_children_ancestors_and_descendants() {
    let tree = tree();
    let today = tree.on(day(2004, 9, 6));
    assert_eq!(names(&today.children(area_id(NORTHSHIRE))), ["Alder", "Birch"]);
    assert_eq!(numbers(&today.ancestors(area_id(ALDER))), [NORTHSHIRE, NORTH, NATION]);
    assert_eq!(today.parent(area_id(NATION)), None);
    let below = names(&today.descendants(area_id(NORTH)));
    assert_eq!(below, ["Northshire", "Alder", "Birch", "Southshire", "Cedar City"]);
    assert_eq!(names(&today.partnerships(area_id(WALES))), ["Derwen"]);
    assert_eq!(names(&today.partnerships(area_id(ALDER))), ["Alder"]);
}

#[test]
fn a_scheme_finds_its_region_and_the_other_region_is_not_its_own_rr04_23() {
    let tree = tree();
    let today = tree.on(day(2004, 9, 6));
    let region = today.at_level(area_id(ALDER), Level::Region);
    assert_eq!(region.map(|it| it.name.as_str()), Some("North"));
    assert!(today.is_within(area_id(ALDER), area_id(NORTH)));
    assert!(today.is_within(area_id(ALDER), area_id(ALDER)));
    assert!(!today.is_within(area_id(ALDER), area_id(WALES)));
    assert!(!today.is_within(area_id(NORTH), area_id(ALDER)));
}

#[test]
fn before_anything_opened_there_is_nothing() {
    let tree = tree();
    let then = tree.on(day(2003, 12, 31));
    assert!(then.areas().is_empty());
    assert!(then.find(area_id(NATION)).is_none());
    assert!(then.children(area_id(NATION)).is_empty());
}

#[test]
fn the_end_of_a_run_of_days_is_not_in_it() {
    let dates = Dates::new(day(2004, 4, 1), Some(day(2004, 4, 3))).unwrap();
    assert!(!dates.hold_on(day(2004, 3, 31)));
    assert!(dates.hold_on(day(2004, 4, 2)));
    assert!(!dates.hold_on(day(2004, 4, 3)));
    assert!(!dates.overlap(Dates::since(day(2004, 4, 3))));
    assert!(dates.overlap(Dates::since(day(2004, 4, 2))));
    assert!(Dates::new(day(2004, 4, 1), Some(day(2004, 4, 1))).is_err());
}

#[test]
fn every_word_stored_is_read_back() {
    assert!(Level::ALL.into_iter().all(|it| Level::from_key(it.key()) == Some(it)));
    assert!(Country::ALL.into_iter().all(|it| Country::from_key(it.key()) == Some(it)));
    assert!(Size::ALL.into_iter().all(|it| Size::from_key(it.key()) == Some(it)));
    assert_eq!(Level::from_key("parish"), None);
}
