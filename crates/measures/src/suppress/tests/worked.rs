//! Small cases worked by hand.

use std::collections::BTreeMap;

use crate::definition::{Breakdown, Level};
use crate::suppress::{Area, Counts, Mark, NoTree, Path, Rule, Tree, hidden_cells};
use crate::tally::{Cell, Step, Tally};

fn area(parent: Option<usize>, people: u64) -> Area {
    Area { parent, total: vec![people] }
}

fn people(counts: &[u64]) -> Vec<Counts> {
    counts.iter().map(|it| vec![*it]).collect()
}

/// `h` for hidden and `.` for shown.
fn marks(marks: &[Mark]) -> String {
    marks.iter().map(|it| if *it == Mark::Hidden { 'h' } else { '.' }).collect()
}

fn totals(areas: &[Area]) -> String {
    marks(Tree::settle(areas.to_vec(), Rule::PUBLISHED).unwrap().totals())
}

#[test]
fn nothing_is_hidden_where_nothing_is_small() {
    let areas = [area(None, 30), area(Some(0), 12), area(Some(0), 18)];
    assert_eq!(totals(&areas), "...");
}

#[test]
fn a_small_scheme_takes_the_smallest_other_with_it() {
    let areas = [area(None, 48), area(Some(0), 3), area(Some(0), 15), area(Some(0), 30)];
    assert_eq!(totals(&areas), ".hh.");
}

#[test]
fn two_small_schemes_hide_each_other_though_not_their_sum() {
    // That the two have four people between them can be read off the rest, and is not prevented.
    let areas = [area(None, 34), area(Some(0), 2), area(Some(0), 2), area(Some(0), 30)];
    assert_eq!(totals(&areas), ".hh.");
}

#[test]
fn the_only_scheme_of_an_area_hides_the_area_too() {
    // Two regions, the first with one small scheme: hidden, its region, and so another region with
    // one of its schemes, or that could be worked out in its turn.
    let areas = [
        area(None, 43),
        area(Some(0), 3),
        area(Some(0), 40),
        area(Some(1), 3),
        area(Some(2), 10),
        area(Some(2), 30),
    ];
    assert_eq!(totals(&areas), ".hhhh.");
}

#[test]
fn an_area_without_people_is_seen_to_be_empty() {
    let areas = [area(None, 30), area(Some(0), 0), area(Some(0), 30)];
    assert_eq!(totals(&areas), "...");
}

#[test]
fn a_nation_of_three_is_hidden_with_all_its_parts() {
    let areas = [area(None, 3), area(Some(0), 1), area(Some(0), 2)];
    assert_eq!(totals(&areas), "hhh");
}

#[test]
fn a_hidden_part_takes_another_part_and_another_area_with_it() {
    // Women 3 of 40 in the first scheme.
    let areas = vec![area(None, 80), area(Some(0), 40), area(Some(0), 40)];
    let tree = Tree::settle(areas, Rule::PUBLISHED).unwrap();
    let parts = [people(&[68, 12]), people(&[37, 3]), people(&[31, 9])];
    let hidden = tree.breakdown(&parts, None).unwrap();
    let hidden: Vec<String> = hidden.iter().map(|it| marks(it)).collect();
    assert_eq!(hidden, ["..", "hh", "hh"]);
}

#[test]
fn five_people_of_five_kinds_are_not_given_away_by_the_empty_kinds() {
    // All that is seen is the total of 5. Were the sixth kind seen to be empty, five hidden kinds
    // with somebody in each would be one each.
    let areas = vec![area(None, 65), area(Some(0), 5), area(Some(0), 60)];
    let tree = Tree::settle(areas, Rule::PUBLISHED).unwrap();
    let parts = [people(&[11, 11, 11, 11, 11, 10]), people(&[1, 1, 1, 1, 1, 0]), people(&[10; 6])];
    let hidden = tree.breakdown(&parts, None).unwrap();
    assert_eq!(marks(&hidden[1]), "hhhhhh");
}

#[test]
fn no_re_offender_among_twelve_is_small_too() {
    let total = |people, again| vec![people, again];
    let areas = vec![
        Area { parent: None, total: total(60, 20) },
        Area { parent: Some(0), total: total(12, 0) },
        Area { parent: Some(0), total: total(20, 8) },
        Area { parent: Some(0), total: total(28, 12) },
    ];
    assert_eq!(totals(&areas), ".hh.");
}

#[test]
fn areas_that_are_no_tree_are_refused() {
    let refused = |areas: Vec<Area>| Tree::settle(areas, Rule::PUBLISHED).unwrap_err();
    assert_eq!(refused(vec![area(None, 9), area(None, 9)]), NoTree::OutOfOrder(1));
    assert_eq!(refused(vec![area(None, 9), area(Some(1), 9)]), NoTree::OutOfOrder(1));
    let uneven = Area { parent: Some(0), total: vec![1, 2] };
    assert_eq!(refused(vec![area(None, 9), uneven]), NoTree::Uneven(1));
    let tree = Tree::settle(vec![area(None, 9)], Rule::PUBLISHED).unwrap();
    assert_eq!(tree.breakdown(&[], None).unwrap_err(), NoTree::Uneven(0));
}

fn cell(level: Level, area: Option<i64>, sex: Option<&str>) -> Cell {
    let part = sex.map(|it| (Breakdown::Sex, it.to_owned()));
    Cell { cohort: 0, comparison: false, level, area, part }
}

/// Of every two people one re-offended: were it all of them, no cell could be shown.
fn tally(people: u64) -> Tally {
    let step = Step { count: people * 3, squares: people * 18, people: people / 2 };
    Tally { people, baseline: people * 4, steps: vec![step], ..Tally::default() }
}

#[test]
fn cells_of_tallies_are_hidden_along_the_tree() {
    let mut tallies = BTreeMap::new();
    let mut add = |level, area, men: u64, women: u64| {
        tallies.insert(cell(level, area, None), tally(men + women));
        tallies.insert(cell(level, area, Some("M")), tally(men));
        if women > 0 {
            tallies.insert(cell(level, area, Some("F")), tally(women));
        }
    };
    add(Level::Nation, None, 60, 20);
    add(Level::Region, Some(1), 60, 20);
    add(Level::Scheme, Some(11), 40, 10);
    add(Level::Scheme, Some(12), 18, 10);
    add(Level::Scheme, Some(13), 2, 0);
    let paths = [11, 12, 13].map(|scheme| Path { scheme, areas: [None, None, Some(1)] });
    let hidden = hidden_cells(&tallies, &paths, Rule::PUBLISHED).unwrap();
    assert!(hidden.contains(&cell(Level::Scheme, Some(13), None)));
    assert!(hidden.contains(&cell(Level::Scheme, Some(12), None)));
    assert!(!hidden.contains(&cell(Level::Scheme, Some(11), None)));
    assert!(hidden.contains(&cell(Level::Scheme, Some(13), Some("M"))));
    // There is nobody, and that is not said.
    assert!(hidden.contains(&cell(Level::Scheme, Some(13), Some("F"))));
    assert!(hidden.iter().all(|it| it.level == Level::Scheme));
}

#[test]
fn a_measure_without_a_baseline_does_not_hide_everybody_for_it() {
    let without = |people| Tally { baseline: 0, ..tally(people) };
    let tallies = BTreeMap::from([
        (cell(Level::Nation, None, None), without(40)),
        (cell(Level::Scheme, Some(11), None), without(15)),
        (cell(Level::Scheme, Some(12), None), without(25)),
    ]);
    assert!(hidden_cells(&tallies, &[], Rule::PUBLISHED).unwrap().is_empty());
}

#[test]
fn without_the_nation_nothing_can_be_settled() {
    let tallies = BTreeMap::from([(cell(Level::Scheme, Some(11), None), tally(3))]);
    assert_eq!(hidden_cells(&tallies, &[], Rule::PUBLISHED).unwrap_err(), NoTree::NoNation);
}

#[test]
fn a_scheme_in_which_all_but_a_few_re_offended_is_small_too() {
    let of = |people, again| {
        let steps = vec![Step { count: 3 * people, squares: 18 * people, people: again }];
        Tally { steps, ..tally(people) }
    };
    let tallies = BTreeMap::from([
        (cell(Level::Nation, None, None), of(60, 45)),
        (cell(Level::Scheme, Some(11), None), of(12, 12)),
        (cell(Level::Scheme, Some(12), None), of(20, 13)),
        (cell(Level::Scheme, Some(13), None), of(28, 20)),
    ]);
    let hidden = hidden_cells(&tallies, &[], Rule::PUBLISHED).unwrap();
    assert!(hidden.contains(&cell(Level::Scheme, Some(11), None)), "{hidden:?}");
    assert!(hidden.contains(&cell(Level::Scheme, Some(12), None)), "{hidden:?}");
    assert!(!hidden.contains(&cell(Level::Scheme, Some(13), None)), "{hidden:?}");
}
