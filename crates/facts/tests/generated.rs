//! The engine over made-up nations against the brute force over their rows, which reads the files
//! in a way of its own: facts as large and as crooked as a computer makes them, from many seeds.

#![expect(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a helper of a test may fall over"
)]

#[path = "../../measures/tests/oracle/brute.rs"]
mod brute;
#[path = "common/generated.rs"]
mod read;
#[path = "../../measures/tests/oracle/rows.rs"]
mod rows;

use std::path::Path;

use facts::folder::Facts as Files;
use facts::generate::{Asked as Nation, generate};
use facts::{engine, load};
use measures::count::{Asked, Axis, Plan};
use measures::definition::{Breakdown, Definitions, Kind, Level};
use measures::tally::Counted;

const SEEDS: std::ops::Range<u64> = 21..25;

fn axes() -> Vec<Axis> {
    let whole = Level::ALL.map(|level| Axis { level, breakdown: None });
    let nation = Breakdown::ALL.map(|it| Axis { level: Level::Nation, breakdown: Some(it) });
    whole.into_iter().chain(nation).collect()
}

fn counted(files: &Files, definition: &measures::definition::Definition) -> Counted {
    let asked = Asked { axes: axes(), custody: true, survival: true, ..Asked::default() };
    let areas = load::areas(files).expect("areas can be read");
    let plan = Plan::new(definition, asked, areas).expect("counts offences");
    let register = load::register(files, &plan).expect("the register can be read");
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(engine::count(files.clone(), plan, register, 2)).expect("the engine counts")
}

#[test]
fn the_engine_and_a_brute_force_over_rows_agree_on_made_up_nations() {
    let shipped = Definitions::shipped().expect("the shipped definitions are right");
    let counts = shipped.iter().filter(|it| it.counting().is_some());
    let counts: Vec<_> = counts.filter(|it| !matches!(it.kind, Kind::Expected(_))).collect();
    for seed in SEEDS {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("generated-{seed}"));
        if folder.exists() {
            std::fs::remove_dir_all(&folder).expect("what a test before has left");
        }
        let nation = Nation { offences: 4000, seed, effect: 0.2, schemes: 12 };
        generate(nation, &folder, |_| ()).expect("a nation can be made");
        let facts = read::read(&folder);
        assert!(facts.registrations.len() > 10, "too few on schemes to tell anything: {seed}");
        let files = Files::open(&folder).expect("the facts can be opened");
        for definition in &counts {
            let expected = brute::count(definition, None, &axes(), &facts);
            let name = format!("{} of seed {seed}", definition.key);
            let found = counted(&files, definition);
            assert_eq!(found.members_left_out, expected.members_left_out, "{name}");
            assert_eq!(found.offences_left_out, expected.offences_left_out, "{name}");
            for (cell, tally) in &expected.tallies {
                assert_eq!(found.tallies.get(cell), Some(tally), "{cell:?} of {name}");
            }
            assert_eq!(found.tallies.len(), expected.tallies.len(), "cells of {name}");
        }
    }
}
