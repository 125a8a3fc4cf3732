//! The default model on made-up people: twins stay apart, and training makes it no worse.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a helper that fails fails its test"
)]

use std::collections::HashMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use jiff::civil::date;
use linkage::quality::{Quality, Truth, at, by_threshold};
use linkage::{Model, Otherwise, Plan, Records, Rule, Scoring, Training, score, train, weight_of};
use lists::synthetic::{Mistakes, Population};
use lists::{FileRef, Manner, Names, Reading};
use serde_json::Value;

const PEOPLE: u32 = 20_000;

/// A list of these people in a file of its own, and whom each record is about.
fn people(seed: u64) -> (PathBuf, HashMap<String, u32>) {
    let folder = std::env::temp_dir().join(format!("lists-person-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join(format!("{seed}.csv"));
    let mut file = std::io::BufWriter::new(std::fs::File::create(&path).unwrap());
    let columns = "record_id,source,forename,middle_name,surname,alias_forename,alias_surname,dob,\
                   sex,postcode,pnc_id,cro_number,prison_number,crn";
    writeln!(file, "{columns}").unwrap();
    let mut truth = HashMap::new();
    for it in Population::new(PEOPLE, seed, Mistakes::usual()).records() {
        let texts = [
            &it.forename,
            &it.middle_name,
            &it.surname,
            &it.alias_forename,
            &it.alias_surname,
            &it.dob,
            &it.sex,
            &it.postcode,
            &it.pnc_id,
            &it.cro_number,
            &it.prison_number,
            &it.crn,
        ];
        let texts = texts.map(|it| it.as_deref().unwrap_or_default()).join(",");
        writeln!(file, "{},{},{texts}", it.record_id, it.source).unwrap();
        truth.insert(it.record_id, it.person);
    }
    file.flush().unwrap();
    (path, truth)
}

/// The training rules that the bench gives both engines, and that come with the command.
fn training() -> Training {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../bench/linkage/training.json");
    let asked: Value = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    let rules = |name: &str| {
        let all = asked[name].as_array().unwrap().iter();
        all.map(|it| Rule::parse(it.as_str().unwrap()).unwrap()).collect()
    };
    Training {
        seed: 1,
        random_pairs: asked["random_pairs"].as_u64().unwrap(),
        pairs_a_rule: asked["pairs_a_rule"].as_u64().unwrap(),
        rules: rules("rules"),
        deterministic: rules("deterministic"),
        recall: asked["recall"].as_f64().unwrap(),
        otherwise: Otherwise::Stop,
    }
}

fn read(path: &Path, model: &Model, training: &Training) -> Records {
    let mut all = model.clone();
    all.rules.extend(training.rules.iter().chain(&training.deterministic).cloned());
    let reading = Reading {
        layout: &all.layout(),
        id: "record_id",
        sources: &["source"],
        names: &Names::default(),
        manner: Manner::Prepared { today: date(2026, 11, 22) },
    };
    lists::records(&[FileRef::new(path)], &reading).unwrap().records
}

/// A pair that the rules find: its weight, the level of twins, and whether it is one person.
struct Found {
    weight: f64,
    twins: i8,
    truth: Truth,
}

fn found(model: &Model, records: &mut Records, truth: &HashMap<String, u32>) -> Vec<Found> {
    let twins = model.comparisons.iter().position(|it| it.name == "twins").unwrap();
    let plan = Plan::new(model, records).unwrap();
    let scoring = Scoring {
        least_weight: f64::NEG_INFINITY,
        most_pairs_a_rule: 10_000_000,
        link_type: model.link_type(),
    };
    let mut all = Vec::new();
    score(&plan, records, scoring, |pairs, _| {
        all.extend(pairs.iter().map(|it| {
            let same = truth[records.id(it.left)] == truth[records.id(it.right)];
            let truth = if same { Truth::Same } else { Truth::Different };
            Found { weight: it.weight, twins: it.level(twins), truth }
        }));
        Ok::<(), ()>(())
    })
    .unwrap();
    all
}

fn quality(found: &[Found], truth: &HashMap<String, u32>) -> Quality {
    let mut records: HashMap<u32, u64> = HashMap::new();
    for person in truth.values() {
        *records.entry(*person).or_default() += 1;
    }
    let true_pairs = records.into_values().map(|it| it * (it - 1) / 2).sum();
    let mut scored: Vec<(f64, Truth)> = found.iter().map(|it| (it.weight, it.truth)).collect();
    at(&by_threshold(&mut scored, true_pairs), weight_of(0.95), true_pairs)
}

#[test]
fn twins_are_not_one_person_and_training_on_a_list_makes_the_model_no_worse_on_it() {
    for seed in [5, 31] {
        let (path, truth) = people(seed);
        let (shipped, training) = (Model::person().unwrap(), training());
        let mut records = read(&path, &shipped, &training);
        let (trained, _) = train(&shipped, &mut records, &training, |_| {}).unwrap();
        let both = [&shipped, &trained].map(|model| {
            let found = found(model, &mut records, &truth);
            let twins: Vec<&Found> =
                found.iter().filter(|it| it.twins == 1 && it.truth == Truth::Different).collect();
            assert!(twins.len() > 10, "{} pairs of twins", twins.len());
            let joined = twins.iter().filter(|it| it.weight >= weight_of(0.95)).count();
            assert_eq!(joined, 0, "twins that the model takes for one person, seed {seed}");
            quality(&found, &truth)
        });
        let [shipped, trained] = both;
        assert!(shipped.f1 > 0.86 && shipped.precision > 0.99, "{shipped:?}");
        assert!(trained.f1 > shipped.f1 - 0.001, "{trained:?} after {shipped:?}");
        assert!(trained.precision > 0.99, "{trained:?}");
    }
}
