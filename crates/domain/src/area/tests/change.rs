//! Areas that open, move, merge and split, and the changes that are refused.

use super::*;
use crate::area::{ChangeRefusal, Merge, MoveArea, Newcomer, OpenArea, Part, Split, TreeRefusal};

const MERGED: u128 = 2000;

fn on() -> Date {
    day(2006, 4, 1)
}

fn newcomer(id: u128, name: &str, parent: u128) -> Newcomer {
    let parent = Some(area_id(parent));
    Newcomer { id: area_id(id), name: name.to_owned(), size: Size::Ordinary, parent }
}

fn merge(areas: &[u128], into: Newcomer) -> Merge {
    Merge { areas: areas.iter().copied().map(area_id).collect(), into, on: on() }
}

fn part(id: u128, name: &str, children: &[u128]) -> Part {
    let children = children.iter().copied().map(area_id).collect();
    Part { area: newcomer(id, name, NORTH), children }
}

fn split_northshire(into: Vec<Part>) -> Result<Tree, ChangeRefusal> {
    let tree = tree();
    let change = Split { area: area_id(NORTHSHIRE), into, on: on() }.decide(&tree)?;
    Ok(tree.with(&change)?)
}

fn check_merge(merge: &Merge, expect: ChangeRefusal) {
    assert_eq!(merge.decide(&tree()), Err(expect));
}

#[test]
fn a_merger_closes_the_old_areas_on_the_day_the_new_one_opens() {
    let tree = tree();
    let command = merge(&[ALDER, BIRCH], newcomer(MERGED, "Alder and Birch", NORTHSHIRE));
    let tree = tree.with(&command.decide(&tree).unwrap()).unwrap();
    let children = |date| {
        let on = tree.on(date);
        on.children(area_id(NORTHSHIRE)).iter().map(|it| number(it.id)).collect::<Vec<_>>()
    };
    assert_eq!(children(day(2006, 3, 31)), [ALDER, BIRCH]);
    assert_eq!(children(on()), [MERGED]);
    assert_eq!(numbers(&tree.successors(area_id(ALDER))), [MERGED]);
    assert_eq!(numbers(&tree.predecessors(area_id(MERGED))), [ALDER, BIRCH]);
}

#[test]
fn what_stood_below_merged_lcjb_areas_stands_below_the_new_one() {
    let tree = tree();
    let command = merge(&[NORTHSHIRE, SOUTHSHIRE], newcomer(MERGED, "Greater Northshire", NORTH));
    let tree = tree.with(&command.decide(&tree).unwrap()).unwrap();
    let ancestors = numbers(&tree.on(on()).ancestors(area_id(CEDAR)));
    assert_eq!(ancestors, [MERGED, NORTH, NATION]);
    let before = numbers(&tree.on(day(2006, 3, 31)).ancestors(area_id(CEDAR)));
    assert_eq!(before, [SOUTHSHIRE, NORTH, NATION]);
}

#[test]
fn a_merged_area_may_keep_the_name_of_one_that_closes() {
    let command = merge(&[ALDER, BIRCH], newcomer(MERGED, "Alder", NORTHSHIRE));
    assert!(command.decide(&tree()).is_ok());
}

#[test]
fn a_merger_takes_two_different_areas_of_one_level_and_country() {
    let into = || newcomer(MERGED, "New", NORTHSHIRE);
    check_merge(&merge(&[ALDER], into()), ChangeRefusal::TooFew);
    let twice = ChangeRefusal::NamedTwice { area: area_id(ALDER) };
    check_merge(&merge(&[ALDER, ALDER], into()), twice);
    let lcjb = ChangeRefusal::NotAlike { area: area_id(NORTHSHIRE) };
    check_merge(&merge(&[ALDER, NORTHSHIRE], into()), lcjb);
    let csp = ChangeRefusal::NotAlike { area: area_id(DERWEN) };
    check_merge(&merge(&[ALDER, DERWEN], into()), csp);
    let unknown = ChangeRefusal::Unknown { area: area_id(77) };
    check_merge(&merge(&[ALDER, 77], into()), unknown);
}

#[test]
fn a_merged_area_needs_a_fresh_identity_a_name_and_a_fitting_parent() {
    let areas = &[ALDER, BIRCH];
    let taken = ChangeRefusal::IdTaken { area: area_id(CEDAR) };
    check_merge(&merge(areas, newcomer(CEDAR, "New", NORTHSHIRE)), taken);
    check_merge(&merge(areas, newcomer(MERGED, " ", NORTHSHIRE)), ChangeRefusal::BlankName);
    let named = ChangeRefusal::NameTaken { by: area_id(CEDAR) };
    check_merge(&merge(areas, newcomer(MERGED, "Cedar City", NORTHSHIRE)), named);
    let refusal = TreeRefusal::WrongLevel { area: area_id(MERGED), parent: area_id(NORTH) };
    let command = merge(areas, newcomer(MERGED, "New", NORTH));
    check_merge(&command, ChangeRefusal::NotATree(refusal));
}

#[test]
fn an_area_that_merged_cannot_merge_again() {
    let tree = tree();
    let first = merge(&[ALDER, BIRCH], newcomer(MERGED, "New", NORTHSHIRE));
    let tree = tree.with(&first.decide(&tree).unwrap()).unwrap();
    let again = merge(&[ALDER, CEDAR], newcomer(2001, "Newer", NORTHSHIRE));
    let refusal = ChangeRefusal::NotOpen { area: area_id(ALDER), on: on() };
    assert_eq!(again.decide(&tree), Err(refusal));
    let earlier = Merge { on: day(2005, 1, 1), ..again };
    let refusal = ChangeRefusal::ChangesLater { area: area_id(ALDER) };
    assert_eq!(earlier.decide(&tree), Err(refusal));
}

#[test]
fn an_area_cannot_close_on_the_day_it_opened() {
    let command = merge(&[ALDER, BIRCH], newcomer(MERGED, "New", NORTHSHIRE));
    let refusal = ChangeRefusal::NotOpen { area: area_id(ALDER), on: start() };
    assert_eq!(Merge { on: start(), ..command }.decide(&tree()), Err(refusal));
}

#[test]
fn a_split_gives_every_area_below_to_one_of_the_parts() {
    let parts = vec![part(2000, "East", &[ALDER]), part(2001, "West", &[BIRCH])];
    let tree = split_northshire(parts).unwrap();
    assert_eq!(numbers(&tree.on(on()).ancestors(area_id(BIRCH))), [2001, NORTH, NATION]);
    assert_eq!(numbers(&tree.successors(area_id(NORTHSHIRE))), [2000, 2001]);
}

#[test]
fn a_split_that_forgets_doubles_or_invents_an_area_is_refused() {
    let check = |east: &[u128], west: &[u128], expect| {
        let result = split_northshire(vec![part(2000, "East", east), part(2001, "West", west)]);
        assert_eq!(result, Err(expect));
    };
    check(&[ALDER], &[], ChangeRefusal::ChildLeftOver { child: area_id(BIRCH) });
    check(&[ALDER, BIRCH], &[ALDER], ChangeRefusal::NamedTwice { area: area_id(ALDER) });
    check(&[ALDER, BIRCH], &[CEDAR], ChangeRefusal::NotBelow { child: area_id(CEDAR) });
    let result = split_northshire(vec![part(2000, "East", &[ALDER, BIRCH])]);
    assert_eq!(result, Err(ChangeRefusal::TooFew));
    let same = vec![part(2000, "East", &[ALDER]), part(2001, "East", &[BIRCH])];
    let taken = ChangeRefusal::NameTaken { by: area_id(2000) };
    assert_eq!(split_northshire(same), Err(taken));
}

#[test]
fn the_nation_neither_splits_nor_moves() {
    let nation = area_id(NATION);
    let into = vec![part(2000, "One", &[]), part(2001, "Two", &[])];
    let split = Split { area: nation, into, on: on() };
    assert_eq!(split.decide(&tree()), Err(ChangeRefusal::NationStays));
    let moved = MoveArea { area: nation, to: area_id(NORTH), on: on() };
    assert_eq!(moved.decide(&tree()), Err(ChangeRefusal::NationStays));
}

#[test]
fn an_area_moves_to_another_parent_of_the_same_level_only() {
    let tree = tree();
    let go = |to| MoveArea { area: area_id(ALDER), to: area_id(to), on: on() }.decide(&tree);
    let moved = tree.with(&go(SOUTHSHIRE).unwrap()).unwrap();
    assert_eq!(moved.on(on()).parent(area_id(ALDER)), Some(area_id(SOUTHSHIRE)));
    assert_eq!(moved.on(start()).parent(area_id(ALDER)), Some(area_id(NORTHSHIRE)));
    assert_eq!(go(NORTHSHIRE), Err(ChangeRefusal::NothingChanges));
    let level = TreeRefusal::WrongLevel { area: area_id(ALDER), parent: area_id(NORTH) };
    assert_eq!(go(NORTH), Err(ChangeRefusal::NotATree(level)));
    let country = TreeRefusal::OtherCountry { area: area_id(ALDER), parent: area_id(GWYNFRYN) };
    assert_eq!(go(GWYNFRYN), Err(ChangeRefusal::NotATree(country)));
}

#[test]
fn an_area_opens_under_an_open_parent_with_a_name_of_its_own() {
    let tree = tree();
    let open = |name: &str, parent: Option<u128>| {
        let parent = parent.map(area_id);
        let area = Newcomer { parent, ..newcomer(2000, name, NORTHSHIRE) };
        OpenArea { area, level: Level::Cdrp, country: Some(Country::England), on: on() }
            .decide(&tree)
    };
    assert!(tree.with(&open("Elm", Some(NORTHSHIRE)).unwrap()).is_ok());
    let alone = TreeRefusal::NoParent { area: area_id(2000), on: on() };
    assert_eq!(open("Elm", None), Err(ChangeRefusal::NotATree(alone)));
    let taken = ChangeRefusal::NameTaken { by: area_id(ALDER) };
    assert_eq!(open(" Alder ", Some(NORTHSHIRE)), Err(taken));
}
