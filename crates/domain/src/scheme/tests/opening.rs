//! Schemes that open, and the ground they cover.

use super::*;
use crate::area::tests::{BIRCH, CEDAR, NORTHSHIRE, start, tree};
use crate::area::{Merge, Newcomer};

fn open(name: &str, areas: &[u128], on: Date) -> Result<Scheme, SchemeRefusal> {
    let areas = areas.iter().copied().map(area_id).collect();
    let edition = "ppo-england".to_owned();
    OpenScheme { id: scheme_id(2), name: name.to_owned(), edition, areas, on }.decide(
        &tree(),
        &[scheme()],
        today(),
    )
}

#[test]
fn a_scheme_opens_over_one_or_several_areas_rr04_3() {
    let scheme = open(" Birch and Cedar ", &[BIRCH, CEDAR], began()).unwrap();
    assert_eq!(scheme.name, "Birch and Cedar");
    assert_eq!(scheme.areas_on(today()), [area_id(BIRCH), area_id(CEDAR)]);
    assert_eq!(scheme.sizes_on(&tree(), today()), [Size::Ordinary, Size::BigCity]);
    assert!(scheme.is_open_on(began()));
    assert!(!scheme.is_open_on(began().yesterday().unwrap()));
}

#[test]
fn a_scheme_needs_a_name_of_its_own_and_an_area() {
    assert_eq!(open(" ", &[BIRCH], began()), Err(SchemeRefusal::BlankName));
    let taken = SchemeRefusal::NameTaken { by: scheme_id(1) };
    assert_eq!(open("Alder Scheme", &[BIRCH], began()), Err(taken));
    assert_eq!(open("Birch", &[], began()), Err(SchemeRefusal::NoArea));
    let twice = SchemeRefusal::AreaTwice { area: area_id(BIRCH) };
    assert_eq!(open("Birch", &[BIRCH, BIRCH], began()), Err(twice));
    let ahead = today().tomorrow().unwrap();
    let refusal = SchemeRefusal::InTheFuture { on: ahead };
    assert_eq!(open("Birch", &[BIRCH], ahead), Err(refusal));
}

#[test]
fn a_scheme_covers_cdrp_and_csp_areas_that_exist_cc04() {
    let level = SchemeRefusal::NotAPartnership { area: area_id(NORTHSHIRE) };
    assert_eq!(open("North", &[NORTHSHIRE], began()), Err(level));
    let on = start().yesterday().unwrap();
    let closed = SchemeRefusal::AreaNotOpen { area: area_id(BIRCH), on };
    assert_eq!(open("Birch", &[BIRCH], on), Err(closed));
}

#[test]
fn an_area_is_added_once() {
    let add = |area| CoverArea { area: area_id(area), on: today() };
    assert!(add(BIRCH).decide(&scheme(), &tree(), today()).is_ok());
    let covered = SchemeRefusal::CoveredAlready { area: area_id(ALDER), from: began() };
    assert_eq!(add(ALDER).decide(&scheme(), &tree(), today()), Err(covered));
}

#[test]
fn the_last_area_stays_and_another_can_go() {
    let end = |scheme: &Scheme, on| EndCover { area: area_id(ALDER), on }.decide(scheme, today());
    let last = SchemeRefusal::LastArea { area: area_id(ALDER) };
    assert_eq!(end(&scheme(), today()), Err(last));
    let mut two = scheme();
    two.areas.push(Coverage { area: area_id(BIRCH), ..two.areas[0] });
    let ended = end(&two, today()).map(|it| it.dates.ends_on());
    assert_eq!(ended, Ok(Some(today())));
    let refusal = SchemeRefusal::NotCovered { area: area_id(ALDER), on: began() };
    assert_eq!(end(&two, began()), Err(refusal));
}

#[test]
fn a_scheme_keeps_its_ground_when_its_area_merges() {
    let (tree, on) = (tree(), day(2006, 4, 1));
    let (name, size) = ("Alder and Birch".to_owned(), Size::Ordinary);
    let into = Newcomer { id: area_id(2000), name, size, parent: Some(area_id(NORTHSHIRE)) };
    let merge = Merge { areas: vec![area_id(ALDER), area_id(BIRCH)], into, on };
    let tree = tree.with(&merge.decide(&tree).unwrap()).unwrap();
    let ground = |date| Vec::from_iter(scheme().ground_on(&tree, date));
    assert_eq!(ground(day(2006, 3, 31)), [area_id(ALDER)]);
    assert_eq!(ground(on), [area_id(2000)]);
}
