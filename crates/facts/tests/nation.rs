//! A made-up nation: the same from the same seed, and with nothing wrong in it.

#![expect(clippy::expect_used, reason = "a helper of a test may fall over")]

use std::fs;
use std::path::{Path, PathBuf};

use facts::check::check;
use facts::folder::Facts;
use facts::generate::{Asked, Made, generate};
use facts::schema::Fact;
use facts::{engine, load};
use jiff::civil::date;
use measures::count::{Axis, Plan};
use measures::definition::{Definitions, Level};
use measures::tally::Tally;

fn nation(name: &str, seed: u64) -> (PathBuf, Made) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).expect("what a test before has left");
    }
    let asked = Asked { offences: 20_000, seed, effect: 0.2, schemes: 20 };
    let made = generate(asked, &folder, |_| ()).expect("a nation can be made");
    (folder, made)
}

fn bytes(folder: &Path) -> Vec<u8> {
    fs::read(folder.join("offence/part-0000.parquet")).expect("a file of offences")
}

#[test]
fn the_same_seed_makes_the_same_files_and_another_makes_others() {
    let (one, _) = nation("seed-one", 11);
    let (same, _) = nation("seed-same", 11);
    let (other, _) = nation("seed-other", 12);
    assert!(bytes(&one) == bytes(&same));
    assert!(bytes(&one) != bytes(&other));
}

#[test]
fn a_made_up_nation_has_nothing_wrong_in_it() {
    let (folder, made) = nation("clean", 5);
    let found = check(&folder).expect("can be read");
    assert_eq!(found.faults, std::collections::BTreeMap::new());
    assert_eq!(found.rows[&Fact::Offence], made.offences);
    assert_eq!(found.rows[&Fact::Registration], made.registered);
    assert!(made.offences >= 20_000);
    assert!(made.registered > 50, "{made:?}");
    let each = made.offences / made.people;
    assert!((12..=30).contains(&each), "{each} offences a head");
}

/// Follow-up over baseline, and the variance of its logarithm, people being drawn with both.
fn change(tally: &Tally) -> (f64, f64) {
    let float = |it: u64| f64::from(u32::try_from(it).expect("a small nation"));
    let whole = tally.whole();
    let (before, after) = (float(tally.baseline), float(whole.count));
    let ratio = after / before;
    let squares = float(whole.squares) - 2.0 * ratio * float(tally.product)
        + ratio * ratio * float(tally.baseline_squares);
    (ratio, squares / (after * after))
}

#[test]
fn the_true_effect_is_found_beside_those_not_taken_on_and_a_plain_before_and_after_overstates_it() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("effect");
    if folder.exists() {
        fs::remove_dir_all(&folder).expect("what a test before has left");
    }
    let asked = Asked { offences: 400_000, seed: 2, effect: 0.2, schemes: 20 };
    generate(asked, &folder, |_| ()).expect("a nation can be made");
    let shipped = Definitions::shipped().expect("the shipped definitions are right");
    let definition = shipped.get("before-after-6").expect("is shipped");
    let files = Facts::open(&folder).expect("can be opened");
    let nation = Axis { level: Level::Nation, breakdown: None };
    let ask = measures::count::Asked {
        on: Some(date(2007, 1, 1)),
        axes: vec![nation],
        ..measures::count::Asked::default()
    };
    let areas = load::areas(&files).expect("can be read");
    let plan = Plan::new(definition, ask, areas).expect("counts offences");
    let register = load::register(&files, &plan).expect("can be read");
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let counted = runtime.block_on(engine::count(files, plan, register, 2)).expect("is counted");
    let of = |comparison: bool| {
        let found = counted.tallies.iter().find(|(cell, _)| cell.comparison == comparison);
        change(found.expect("somebody is in it").1)
    };
    let ((taken_on, taken_on_variance), (others, others_variance)) = (of(false), of(true));

    let honest = taken_on / others;
    let spread = 1.96 * (taken_on_variance + others_variance).sqrt();
    let (low, high) = (honest * (-spread).exp(), honest * spread.exp());
    assert!(low < 0.8 && 0.8 < high, "{low} to {high}");
    assert!(spread < 0.22, "wide enough to hold anything: {spread}");
    assert!(taken_on < 0.7, "a plain before and after shows {taken_on}");
    assert!(others < 0.95, "those not taken on fall by themselves: {others}");
}
