//! The kernel against an oracle that goes over all rows again for every figure, on random facts.

#![expect(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a helper of a test may fall over"
)]

#[path = "oracle/brute.rs"]
mod brute;
#[path = "oracle/random.rs"]
mod random;
#[path = "oracle/rows.rs"]
mod rows;

use jiff::ToSpan as _;
use jiff::civil::Date;
use measures::count::{Areas, Asked, Axis, Counter, History, Plan};
use measures::definition::{
    Breakdown, Definition, Definitions, Kind, Level, OffenceClass, day_number,
};
use measures::fact::{Offence, Person, Registration};
use measures::tally::{Counted, Part};

use rows::Facts;

/// Every level, and every breakdown of the nation, and some of regions and schemes.
fn axes() -> Vec<Axis> {
    let whole = Level::ALL.map(|level| Axis { level, breakdown: None });
    let nation = Breakdown::ALL.map(|it| Axis { level: Level::Nation, breakdown: Some(it) });
    let region = Axis { level: Level::Region, breakdown: Some(Breakdown::Sex) };
    let scheme = Axis { level: Level::Scheme, breakdown: Some(Breakdown::OffenceClass) };
    whole.into_iter().chain(nation).chain([region, scheme]).collect()
}

/// What the kernel counts, of people in the order of their numbers or the other way round, by one
/// counter or by two that are added up.
fn kernel(plan: &Plan, facts: &Facts, split: usize) -> Counted {
    let words = Facts::words();
    let mut parts = Part::default();
    for part in [&facts.people[..split], &facts.people[split..]] {
        let mut kernel = Counter::new(plan);
        for person in part.iter().rev() {
            let id = person.person_id;
            kernel.person(&History {
                person,
                registrations: &of(&facts.registrations, |it| it.person_id == id),
                nominations: &of(&facts.nominations, |it| it.person_id == id),
                stays: &brute::of(&facts.stays, id),
                offences: &brute::of(&facts.offences, id),
            });
        }
        parts.merge(kernel.finish(&words));
    }
    plan.settle(parts)
}

fn of<T: Copy>(all: &[T], is: impl Fn(&T) -> bool) -> Vec<T> {
    all.iter().filter(|it| is(it)).copied().collect()
}

/// The shipped definitions that count offences; what is expected of people has cases of its own.
fn shipped() -> Vec<Definition> {
    let shipped = Definitions::shipped().expect("the shipped definitions are right");
    let counts =
        |it: &&Definition| it.counting().is_some() && !matches!(it.kind, Kind::Expected(_));
    shipped.iter().filter(counts).cloned().collect()
}

fn check(definition: &Definition, seed: u64) {
    let on = definition.counting().expect("counts offences").cohort.on;
    let facts = Facts::random(seed, 1 + seed % 8, on);
    let known_on = seed.is_multiple_of(3).then(|| on.saturating_add(10.months()));
    let asked = Asked { on: None, known_on, axes: axes(), custody: true, survival: true };
    let plan = Plan::new(definition, asked, Areas::new(facts.areas.clone()));
    let plan = plan.expect("counts offences");
    let split = facts.people.len() / 2;

    let found = kernel(&plan, &facts, split);
    let expected = brute::count(definition, known_on, &axes(), &facts);

    let name = format!("{} on facts of seed {seed}", definition.key);
    assert_eq!(found.offences_left_out, expected.offences_left_out, "offences of {name}");
    assert_eq!(found.members_left_out, expected.members_left_out, "members of {name}");
    for (cell, tally) in &expected.tallies {
        assert_eq!(found.tallies.get(cell), Some(tally), "{cell:?} of {name}");
    }
    assert_eq!(found.tallies.len(), expected.tallies.len(), "cells of {name}");
    assert_eq!(kernel(&plan, &facts, 0), found, "one part or two of {name}");
}

#[test]
fn the_kernel_and_a_brute_force_over_rows_agree_on_random_facts() {
    for definition in shipped() {
        for seed in 0..25 {
            check(&definition, seed);
        }
    }
}

#[test]
fn a_class_of_which_everything_was_proven_too_late_has_no_cell() {
    let shipped = shipped();
    let definition = shipped.iter().find(|it| it.key == "ppo-2009-cohort").expect("is shipped");
    let day = |month, day| day_number(Date::constant(2009, month, day));
    let person = Person { person_id: 1, sex: 1, ethnicity: 1, born: None, died: None };
    let registration = Registration {
        registration_id: 1,
        person_id: 1,
        scheme_id: 1,
        strand: 1,
        statutory: false,
        entered: day(1, 1),
        left: None,
        known: day(1, 1),
    };
    // Proof is waited for until half a year after the last day of March 2010.
    let offence = |offence_id, class, proven| Offence {
        offence_id,
        offended: day(5, 1),
        proven: Some(proven),
        known: proven,
        class: Some(class),
        cautioned: false,
        recordable: true,
        breach: false,
    };
    let (in_time, late) = (day(6, 1), day(6, 1) + 600);
    let facts = Facts {
        people: vec![person],
        registrations: vec![registration],
        nominations: Vec::new(),
        stays: Vec::new(),
        offences: vec![
            (1, offence(1, OffenceClass::Theft, in_time)),
            (1, offence(2, OffenceClass::Theft, late)),
            (1, offence(3, OffenceClass::Fraud, late)),
        ],
        areas: Vec::new(),
    };
    let by_class = Axis { level: Level::Nation, breakdown: Some(Breakdown::OffenceClass) };
    let asked = Asked { axes: vec![by_class], ..Asked::default() };
    let plan = Plan::new(definition, asked, Areas::default()).expect("counts offences");

    let found = kernel(&plan, &facts, 0);

    let classes: Vec<_> = found.tallies.keys().filter_map(|it| it.part.as_ref()).collect();
    assert_eq!(classes, [&(Breakdown::OffenceClass, "theft".to_owned())]);
}
