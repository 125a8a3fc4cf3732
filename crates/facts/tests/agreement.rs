//! The engine over files against the brute force over rows, on random facts: the same digits,
//! however facts are spread over files and groups, in any order, on any number of threads.

#![expect(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a helper of a test may fall over"
)]

#[path = "../../measures/tests/oracle/brute.rs"]
mod brute;
#[path = "common/folder.rs"]
mod folder;
#[path = "../../measures/tests/oracle/random.rs"]
mod random;
#[path = "../../measures/tests/oracle/rows.rs"]
mod rows;
#[path = "common/spoil.rs"]
mod spoil;

use std::collections::BTreeMap;

use facts::folder::Facts as Files;
use facts::{engine, load};
use jiff::ToSpan as _;
use measures::count::{Asked, Axis, Plan};
use measures::definition::{Breakdown, Definition, Definitions, Kind, Level};
use measures::fact::Nomination;
use measures::tally::{Counted, Exclusion};

use folder::Layout;
use rows::Facts;

fn axes() -> Vec<Axis> {
    let whole = Level::ALL.map(|level| Axis { level, breakdown: None });
    let nation = Breakdown::ALL.map(|it| Axis { level: Level::Nation, breakdown: Some(it) });
    whole.into_iter().chain(nation).collect()
}

fn counted(files: &Files, definition: &Definition, asked: Asked, threads: usize) -> Counted {
    let areas = load::areas(files).expect("areas can be read");
    let plan = Plan::new(definition, asked, areas).expect("counts offences");
    let register = load::register(files, &plan).expect("the register can be read");
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let counted = engine::count(files.clone(), plan, register, threads);
    runtime.block_on(counted).expect("the engine counts")
}

#[test]
fn the_engine_and_a_brute_force_over_rows_agree_on_random_facts() {
    let shipped = Definitions::shipped().expect("the shipped definitions are right");
    for definition in shipped.iter().filter(|it| !matches!(it.kind, Kind::Expected(_))) {
        let Some(counting) = definition.counting() else { continue };
        for seed in 500..512 {
            let facts = Facts::random(seed, 1 + seed % 8, counting.cohort.on);
            let known_on =
                seed.is_multiple_of(3).then(|| counting.cohort.on.saturating_add(10.months()));
            let expected = brute::count(definition, known_on, &axes(), &facts);
            for layout in Layout::ALL {
                let name = format!("agreement-{}-{seed}-{layout:?}", definition.key);
                let folder = folder::write(&name, &facts, layout);
                let files = Files::open(&folder).expect("the facts can be opened");
                let asked =
                    Asked { on: None, known_on, axes: axes(), custody: true, survival: true };
                let threads = if seed.is_multiple_of(2) { 1 } else { 3 };
                let found = counted(&files, definition, asked, threads);
                assert_eq!(found, expected, "{name} on {threads} threads");
            }
        }
    }
}

#[test]
fn people_of_the_lowest_and_the_highest_number_are_counted() {
    let shipped = Definitions::shipped().expect("the shipped definitions are right");
    for (key, seed) in [("ni30", 630), ("proven-reoffending", 631), ("proven-reoffending", 632)] {
        let definition = shipped.get(key).expect("is shipped");
        let on = definition.counting().expect("counts offences").cohort.on;
        let mut facts = Facts::random(seed, 1 + seed % 8, on);
        // The first and the last half move to the ends of all numbers.
        let half = facts.people.len() / 2;
        let (low, high) = ((0..).map(|it| i64::MIN + it), (0..).map(|it| i64::MAX - it));
        let mut ids: Vec<i64> = facts.people.iter().map(|it| it.person_id).collect();
        ids.sort_unstable();
        let mut numbers: BTreeMap<i64, i64> = ids.iter().copied().zip(low.take(half)).collect();
        numbers.extend(ids.iter().rev().copied().zip(high.take(half)));
        let renumber = |it: &mut i64| *it = numbers.get(it).copied().unwrap_or(*it);
        facts.people.iter_mut().for_each(|it| renumber(&mut it.person_id));
        facts.registrations.iter_mut().for_each(|it| renumber(&mut it.person_id));
        facts.nominations.iter_mut().for_each(|it| renumber(&mut it.person_id));
        facts.stays.iter_mut().for_each(|it| renumber(&mut it.0));
        facts.offences.iter_mut().for_each(|it| renumber(&mut it.0));
        let expected = brute::count(definition, None, &axes(), &facts);
        for layout in [Layout::OneFile, Layout::ManyGroups] {
            let folder = folder::write(&format!("ends-{key}-{seed}-{layout:?}"), &facts, layout);
            let files = Files::open(&folder).expect("the facts can be opened");
            let asked = Asked { axes: axes(), custody: true, survival: true, ..Asked::default() };
            assert_eq!(counted(&files, definition, asked, 2), expected, "{key} {layout:?}");
        }
    }
}

#[test]
fn rows_of_nobody_and_second_rows_of_a_person_are_left_out_and_counted() {
    let shipped = Definitions::shipped().expect("the shipped definitions are right");
    let definition = shipped.get("ni30").expect("is shipped");
    let reasons = [
        Exclusion::NominationOfNobody,
        Exclusion::CustodyOfNobody,
        Exclusion::OffenceOfNobody,
        Exclusion::PersonTwice,
    ];
    let on = definition.counting().expect("counts offences").cohort.on;
    for seed in 620..624 {
        let mut facts = Facts::random(seed, 1 + seed % 8, on);
        let nominated = Nomination { person_id: 1, scheme_id: 1, day: 0, taken_on: false };
        facts.nominations.insert(0, nominated);
        let mut expected = brute::count(definition, None, &axes(), &facts);
        expected.offences_left_out.extend(reasons.map(|it| (it, 1)));
        let person = facts.people[0];
        spoil::spoil(&mut facts, person);
        for layout in [Layout::OneFile, Layout::ManyGroups, Layout::Shuffled] {
            let folder = folder::write(&format!("nobody-{seed}-{layout:?}"), &facts, layout);
            let files = Files::open(&folder).expect("the facts can be opened");
            let asked = Asked { axes: axes(), custody: true, survival: true, ..Asked::default() };
            assert_eq!(counted(&files, definition, asked, 2), expected, "{seed} {layout:?}");

            let register = load::register_and_nominations(&files).expect("can be read");
            let mut people = 0;
            let left_out = engine::each_person(&files, &register, |_, _| people += 1);
            let without_custody = reasons.into_iter().filter(|it| *it != reasons[1]);
            let told = without_custody.map(|it| (it, 1)).collect();
            assert_eq!(left_out.expect("can be read"), told, "{seed} {layout:?}");
            assert_eq!(people, facts.people.len() - 1);
        }
    }
}

#[test]
fn the_nation_has_the_same_figures_whatever_else_is_asked_for() {
    let shipped = Definitions::shipped().expect("the shipped definitions are right");
    let nation = Axis { level: Level::Nation, breakdown: None };
    let by_class = Axis { breakdown: Some(Breakdown::OffenceClass), ..nation };
    for definition in shipped.iter() {
        let Some(counting) = definition.counting() else { continue };
        for seed in 600..608 {
            let facts = Facts::random(seed, 1 + seed % 8, counting.cohort.on);
            let name = format!("nation-{}-{seed}", definition.key);
            let folder = folder::write(&name, &facts, Layout::OneFile);
            let files = Files::open(&folder).expect("the facts can be opened");
            let of = |axes| counted(&files, definition, Asked { axes, ..Asked::default() }, 1);
            let (alone, mut beside) = (of(vec![nation]), of(vec![nation, by_class]));
            beside.tallies.retain(|cell, _| cell.part.is_none());
            assert_eq!(alone, beside, "{name}");
        }
    }
}
