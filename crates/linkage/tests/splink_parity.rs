//! What Splink answered for a small set of awkward records, level by level: this engine gives the
//! same. `fixtures/linkage/make.py` wrote the files, with Splink itself.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a helper that fails fails its test"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use linkage::{Filling, LinkType, Model, Plan, Records, Scoring, score};

/// Weights agree to this many bits.
const NEAR: f64 = 1e-6;

/// A file of the fixture: its header and its rows. No value in it has a comma or a quote.
fn table(name: &str) -> (Vec<String>, Vec<Vec<String>>) {
    let text = file(name);
    assert!(!text.contains('"'), "{name} has a quoted value");
    let mut rows = text.lines().map(|line| line.split(',').map(str::to_owned).collect());
    let header = rows.next().unwrap();
    (header, rows.collect())
}

fn file(name: &str) -> String {
    let parity = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/linkage/parity");
    std::fs::read_to_string(parity.join(name)).unwrap()
}

/// The records; where a model links lists, those of an odd number are one and the others another.
fn records(model: &Model) -> Records {
    let (header, rows) = table("records.csv");
    let mut filling = Filling::new(&model.layout());
    let odd = |row: &Vec<String>| row[0].ends_with(['1', '3', '5', '7', '9']);
    if model.link_type() == LinkType::DedupeOnly {
        fill(&mut filling, "records", &header, &rows);
    } else {
        let (odd, even): (Vec<_>, Vec<_>) = rows.into_iter().partition(odd);
        fill(&mut filling, "b list", &header, &even);
        fill(&mut filling, "a list", &header, &odd);
    }
    filling.finish().unwrap()
}

fn fill(filling: &mut Filling, source: &str, header: &[String], rows: &[Vec<String>]) {
    filling.source(source);
    for row in rows {
        filling.id(&row[0]).unwrap();
    }
    for (place, column) in header.iter().enumerate() {
        let name = column.trim_end_matches("[]");
        let Some(mut field) = filling.field(name) else { continue };
        for cell in rows.iter().map(|row| row[place].as_str()) {
            let present = Some(cell).filter(|it| *it != "\\N");
            if name == column {
                field.push(present);
            } else {
                field.push_list(present.map(list));
            }
        }
    }
    filling.end_piece().unwrap();
}

/// Values with `|` between them; `|` alone is one empty text.
fn list(cell: &str) -> Vec<&str> {
    match cell {
        "" => Vec::new(),
        "|" => vec![""],
        many => many.split('|').collect(),
    }
}

/// A pair's weight and levels.
type Answer = (f64, Vec<i8>);

fn ours(name: &str) -> BTreeMap<(String, String), Answer> {
    let model = Model::parse(&file(&format!("{name}.json"))).unwrap();
    let mut records = records(&model);
    let plan = Plan::new(&model, &mut records).unwrap();
    let scoring = Scoring {
        least_weight: f64::NEG_INFINITY,
        most_pairs_a_rule: 1_000_000,
        link_type: model.link_type(),
    };
    let mut found = BTreeMap::new();
    score(&plan, &records, scoring, |pairs, _| {
        for pair in pairs {
            let ids = (records.id(pair.left).to_owned(), records.id(pair.right).to_owned());
            let levels = (0..model.comparisons.len()).map(|it| pair.level(it)).collect();
            assert!(found.insert(ids, (pair.weight, levels)).is_none(), "a pair found twice");
        }
        Ok::<(), ()>(())
    })
    .unwrap();
    found
}

/// Every difference from Splink's answers, in words.
fn differences(name: &str) -> Vec<String> {
    let (header, rows) = table(&format!("{name}.csv"));
    let mut ours = ours(name);
    let mut different = Vec::new();
    for row in rows {
        let who = format!("{name}: {} {}", row[0], row[1]);
        let Some((weight, levels)) = ours.remove(&(row[0].clone(), row[1].clone())) else {
            different.push(format!("{who}: not found"));
            continue;
        };
        let before = different.len();
        for ((gamma, theirs), level) in header[3..].iter().zip(&row[3..]).zip(levels) {
            if theirs.parse() != Ok(level) {
                different.push(format!("{who}: {gamma} is {theirs}, here {level}"));
            }
        }
        let theirs: f64 = row[2].parse().unwrap();
        if different.len() == before && (weight - theirs).abs() > NEAR {
            different.push(format!("{who}: the weight is {theirs}, here {weight}"));
        }
    }
    different.extend(ours.keys().map(|(l, r)| format!("{name}: {l} {r}: only here")));
    different
}

fn equals_splink(name: &str) {
    let different = differences(name);
    assert!(different.is_empty(), "{} differ\n{}", different.len(), different.join("\n"));
}

#[test]
fn text_measures_and_frequencies_are_splinks() {
    equals_splink("text");
}

#[test]
fn comparisons_of_names_dates_postcodes_and_addresses_are_splinks() {
    equals_splink("people");
}

#[test]
fn comparisons_of_lists_are_splinks() {
    equals_splink("lists");
}

#[test]
fn numbers_places_and_times_are_splinks() {
    equals_splink("figures");
}

#[test]
fn logic_and_made_texts_are_splinks() {
    equals_splink("logic");
}

#[test]
fn pairs_across_two_lists_are_splinks() {
    equals_splink("linked");
}

#[test]
fn blocking_rules_find_the_pairs_that_splinks_do() {
    let (_, rows) = table("blocking.csv");
    let theirs: BTreeSet<_> = rows.iter().map(|it| (it[0].clone(), it[1].clone())).collect();
    let ours: BTreeSet<_> = ours("blocking").into_keys().collect();
    let lost: Vec<_> = theirs.difference(&ours).collect();
    let more: Vec<_> = ours.difference(&theirs).collect();
    assert!(lost.is_empty() && more.is_empty(), "lost {lost:?}\nmore {more:?}");
}

#[test]
fn models_that_splink_trained_are_read() {
    let bench = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../bench/linkage");
    for name in ["febrl3", "febrl3_splink", "febrl4", "febrl4_splink"] {
        let text = std::fs::read_to_string(bench.join(format!("{name}.json"))).unwrap();
        let model = Model::parse(&text).unwrap_or_else(|fault| panic!("{name}: {fault}"));
        assert_eq!(model.comparisons.len(), 8, "{name}");
    }
}
