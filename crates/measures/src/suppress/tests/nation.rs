//! A table of the size of the nation.

use crate::suppress::{Area, Counts, Mark, Rule, Tree};

const KINDS: usize = 6;

/// One nation, ten regions, 42 boards, and 350 schemes, each the only one of its partnership but
/// for twenty.
fn parents() -> Vec<Option<usize>> {
    let mut parents = vec![None];
    parents.extend((0..10).map(|_| Some(0)));
    parents.extend((0..42).map(|it| Some(1 + it % 10)));
    parents.extend((0..330).map(|it| Some(11 + it % 42)));
    parents.extend((0..350).map(|it| Some(53 + it % 330)));
    parents
}

/// Numbers that look like chance and are always the same.
fn chance(state: &mut u64) -> u64 {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    *state >> 33
}

/// For each area and each kind: people, re-offenders, offences before and after. Three
/// in four people are of the first kind.
fn parts(parents: &[Option<usize>]) -> Vec<Vec<Counts>> {
    let mut parts = vec![vec![vec![0_u64; 4]; KINDS]; parents.len()];
    let mut state = 7;
    for scheme in 383..parents.len() {
        for _ in 0..10 + chance(&mut state) % 66 {
            let draw = chance(&mut state) % 100;
            let kind = if draw < 75 { 0 } else { 1 + usize::try_from(draw % 5).unwrap() };
            let after = chance(&mut state) % 5;
            let person = [1, u64::from(after > 0), chance(&mut state) % 9, after];
            let mut at = Some(scheme);
            while let Some(area) = at {
                for (sum, it) in parts[area][kind].iter_mut().zip(person) {
                    *sum += it;
                }
                at = parents[area];
            }
        }
    }
    parts
}

#[test]
fn a_nation_of_350_schemes_and_six_ethnicities_keeps_its_upper_levels() {
    let parents = parents();
    let parts = parts(&parents);
    let total = |parts: &Vec<Counts>| -> Counts {
        (0..4).map(|it| parts.iter().map(|part| part[it]).sum()).collect()
    };
    let areas: Vec<Area> = parents
        .iter()
        .zip(&parts)
        .map(|(parent, parts)| Area { parent: *parent, total: total(parts) })
        .collect();
    let tree = Tree::settle(areas, Rule::PUBLISHED).unwrap();
    let marks = tree.breakdown(&parts, None).unwrap();
    let shown = |areas: std::ops::Range<usize>| {
        marks[areas].iter().flatten().filter(|it| **it == Mark::Shown).count()
    };
    assert!(tree.totals().iter().all(|it| *it == Mark::Shown));
    assert_eq!(shown(0..1), KINDS);
    assert!(shown(1..11) * 10 > 9 * 10 * KINDS, "{} of the regions' cells", shown(1..11));
    assert!(shown(383..733) < 350 * KINDS);
}
