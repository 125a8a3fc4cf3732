//! Training finds the weights that records were made with.

use super::{Otherwise, Training, TrainingError, TrainingStep, train, train_and_plan};
use crate::block::BlockingError;
use crate::chance::stream;
use crate::model::{Evidence, LinkType, Model, Rule};
use crate::plan::Plan;
use crate::records::Records;
use crate::score::{MOST_PAIRS_A_RULE, Scoring, score};
use crate::testing::{Told, model, records};

/// People with a surname, a forename and a town, each recorded twice; in the second record each
/// column is another person's with the chance of its mistakes, in percent.
fn told_twice(people: u32, mistakes: [u32; 3]) -> Vec<(String, [String; 3])> {
    let mut chance = stream(7, 7);
    let mut draw = |kinds: [u32; 3]| kinds.map(|kinds| format!("T{}", chance.below(kinds)));
    let kinds = [400, 100, 30];
    let mut told = Vec::new();
    let mut turn = stream(8, 8);
    for person in 0..people {
        let first = draw(kinds);
        let mut second = first.clone();
        let other = draw(kinds);
        for (at, mistakes) in mistakes.iter().enumerate() {
            if turn.below(100) < *mistakes {
                second[at].clone_from(&other[at]);
            }
        }
        told.push((format!("{person}a"), first));
        told.push((format!("{person}b"), second));
    }
    told
}

fn filled(model: &Model, told: &[(String, [String; 3])]) -> Records {
    let columns: Vec<[(&str, &str); 3]> = told
        .iter()
        .map(|(_, it)| {
            [("surname", it[0].as_str()), ("forename", it[1].as_str()), ("town", it[2].as_str())]
        })
        .collect();
    let told: Vec<Told<'_>> =
        told.iter().zip(&columns).map(|((id, _), it)| (id.as_str(), it.as_slice())).collect();
    records(&model.layout(), &[("a", &told)])
}

fn untrained() -> Model {
    let equal = |column: &str| format!("\"{column}_l\" = \"{column}_r\"");
    let (surname, forename, town) = (equal("surname"), equal("forename"), equal("town"));
    let levels = |sql: &'static str| [(sql, 0.9, 0.1), ("ELSE", 0.1, 0.9)];
    let leak = |it: String| -> &'static str { Box::leak(it.into_boxed_str()) };
    model(
        &[
            ("surname", &levels(leak(surname))),
            ("forename", &levels(leak(forename))),
            ("town", &levels(leak(town))),
        ],
        &["l.surname = r.surname"],
    )
}

fn training() -> Training {
    let rule = |sql: &str| Rule::parse(sql).unwrap();
    Training {
        seed: 1,
        random_pairs: 200_000,
        pairs_a_rule: 1_000_000,
        rules: vec![rule("l.surname = r.surname"), rule("l.forename = r.forename")],
        deterministic: vec![rule(
            "l.surname = r.surname AND l.forename = r.forename AND l.town = r.town",
        )],
        recall: 0.75,
        otherwise: Otherwise::Stop,
    }
}

fn m_and_u(model: &Model, comparison: usize) -> (f64, f64) {
    let Evidence::Likelihood { m, u } = model.comparisons[comparison].levels[1].evidence else {
        panic!()
    };
    (m.value, u.value)
}

fn near(found: f64, expected: f64, within: f64) {
    assert!((found - expected).abs() < within, "{found} is not near {expected}");
}

#[test]
fn the_chances_that_records_were_made_with_are_found() {
    let told = told_twice(1_500, [5, 10, 15]);
    let model = untrained();
    let (trained, report) = train(&model, &mut filled(&model, &told), &training(), |_| {}).unwrap();
    near(m_and_u(&trained, 0).0, 0.95, 0.03);
    near(m_and_u(&trained, 1).0, 0.90, 0.03);
    near(m_and_u(&trained, 2).0, 0.85, 0.03);
    near(m_and_u(&trained, 0).1, 1.0 / 400.0, 0.001);
    near(m_and_u(&trained, 1).1, 1.0 / 100.0, 0.002);
    near(m_and_u(&trained, 2).1, 1.0 / 30.0, 0.004);
    let true_prior = 1_500.0 / (3_000.0 * 2_999.0 / 2.0);
    near(trained.prior / true_prior, 1.0, 0.2);
    assert_eq!(report.rules.len(), 2);
    assert!(report.rules.iter().all(|it| it.last_change < 0.01), "{:?}", report.rules);
    assert_eq!(report.rules[0].comparisons, ["forename", "town"]);
}

#[test]
fn the_same_seed_trains_the_same_model_on_any_number_of_threads() {
    let told = told_twice(300, [5, 10, 15]);
    let model = untrained();
    let trained = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| {
            let sampled = Training { pairs_a_rule: 500, ..training() };
            let (trained, _) = train(&model, &mut filled(&model, &told), &sampled, |_| {}).unwrap();
            trained.to_json().unwrap()
        })
    };
    assert_eq!(trained(1), trained(4));
}

/// Every pair that the rules find, with its weight to the last bit.
fn weighed(plan: &Plan, records: &Records) -> Vec<(u32, u32, u64)> {
    let mut pairs = Vec::new();
    let scoring = Scoring {
        least_weight: f64::NEG_INFINITY,
        most_pairs_a_rule: MOST_PAIRS_A_RULE,
        link_type: LinkType::DedupeOnly,
    };
    score(plan, records, scoring, |some, _| {
        pairs.extend(some.iter().map(|it| (it.left, it.right, it.weight.to_bits())));
        Ok::<(), ()>(())
    })
    .unwrap();
    pairs.sort_unstable();
    pairs
}

#[test]
fn a_plan_that_comes_with_training_weighs_as_one_made_after_it() {
    // The model that ships weighs by frequency, and its last rule is a crossed one.
    let model = Model::person().unwrap();
    let people = told_twice(400, [5, 10, 15]);
    let people: Vec<_> = people
        .iter()
        .map(|(id, [surname, forename, town])| (id, surname, forename, format!("{town} 1AA")))
        .collect();
    let columns: Vec<[(&str, &str); 4]> = people
        .iter()
        .map(|(_, surname, forename, town)| {
            let dob = if surname.len() % 2 == 0 { "1980-02-03" } else { "1981-03-02" };
            [
                ("surname", surname.as_str()),
                ("forename", forename.as_str()),
                ("postcode", town.as_str()),
                ("dob", dob),
            ]
        })
        .collect();
    let told: Vec<Told<'_>> =
        people.iter().zip(&columns).map(|(it, columns)| (it.0.as_str(), &columns[..])).collect();
    let rule = |sql: &str| Rule::parse(sql).unwrap();
    let training = Training {
        rules: vec![rule("l.dob = r.dob"), rule("l.surname = r.surname AND l.dob = r.dob")],
        deterministic: vec![rule("l.surname = r.surname AND l.forename = r.forename")],
        ..training()
    };
    let set = || records(&model.layout(), &[("a", &told)]);
    let (mut with, mut after) = (set(), set());
    let (trained, report, plan) =
        train_and_plan(&model, &mut with, &training, MOST_PAIRS_A_RULE, |_| {}).unwrap();
    let (again, told_again) = train(&model, &mut after, &training, |_| {}).unwrap();
    assert_eq!(trained.to_json().unwrap(), again.to_json().unwrap());
    assert_eq!(report, told_again);
    let later = Plan::new(&again, &mut after).unwrap();
    let pairs = weighed(&plan, &with);
    assert!(pairs.len() > 300, "{}", pairs.len());
    assert_eq!(pairs, weighed(&later, &after));
}

#[test]
fn a_rule_that_would_explode_in_linking_stops_training_before_anything_is_learnt() {
    let told = told_twice(300, [5, 10, 15]);
    let model = untrained();
    let mut steps = Vec::new();
    let mut set = filled(&model, &told);
    let refused = train_and_plan(&model, &mut set, &training(), 10, |it| steps.push(it));
    let refused = refused.unwrap_err();
    let TrainingError::Blocking(BlockingError::TooMany { most, rule, .. }) = refused else {
        panic!("{refused}")
    };
    assert_eq!((most, rule.as_str()), (10, "l.surname = r.surname"));
    assert_eq!(steps, [TrainingStep::Prior]);
}

#[test]
fn a_rule_that_finds_nothing_teaches_nothing_and_is_named() {
    let told = told_twice(30, [100, 100, 100]);
    let model = untrained();
    let rule = Rule::parse("l.surname = r.surname AND l.forename = r.forename AND l.town = r.town")
        .unwrap();
    let training = Training { rules: vec![rule], deterministic: Vec::new(), ..training() };
    let refused = train(&model, &mut filled(&model, &told), &training, |_| {}).unwrap_err();
    assert!(matches!(refused, TrainingError::EmptyRule { .. }), "{refused}");
}

#[test]
fn what_finds_nothing_is_done_without_if_other_rules_may_teach_in_its_place() {
    let mut told = told_twice(600, [5, 10, 15]);
    for (_, columns) in &mut told {
        columns[2].clear();
    }
    let model = untrained();
    let rule = |sql: &str| Rule::parse(sql).unwrap();
    let nothing = "l.town = r.town";
    let training = Training {
        rules: vec![rule("l.surname = r.surname"), rule(nothing)],
        deterministic: vec![rule(nothing)],
        otherwise: Otherwise::LearnFrom(vec![rule("l.forename = r.forename")]),
        ..training()
    };
    let (trained, report) = train(&model, &mut filled(&model, &told), &training, |_| {}).unwrap();
    assert_eq!(report.left_out, [nothing, nothing]);
    assert_eq!((report.deterministic_pairs, trained.prior), (None, model.prior));
    let taught: Vec<&str> = report.rules.iter().map(|it| it.rule.as_str()).collect();
    assert_eq!(taught, ["l.surname = r.surname", "l.forename = r.forename"]);
    let none = Training {
        rules: vec![rule(nothing)],
        otherwise: Otherwise::LearnFrom(vec![]),
        ..training
    };
    let refused = train(&model, &mut filled(&model, &told), &none, |_| {}).unwrap_err();
    assert!(matches!(refused, TrainingError::EmptyRule { .. }), "{refused}");
}

#[test]
fn one_record_is_not_enough_to_learn_from() {
    let model = untrained();
    let told = told_twice(1, [0, 0, 0]);
    let training = Training { deterministic: Vec::new(), ..training() };
    let refused = train(&model, &mut filled(&model, &told[..1]), &training, |_| {}).unwrap_err();
    assert_eq!(refused, TrainingError::NoPairs { records: 1 });
}

#[test]
fn no_record_is_paired_with_itself() {
    let person = |id: &str, surname: &str| {
        (id.to_owned(), [surname.to_owned(), "FORENAME".to_owned(), "TOWN".to_owned()])
    };
    let told = [person("a", "ONE"), person("b", "OTHER")];
    let model = untrained();
    let rule = Rule::parse("l.forename = r.forename").unwrap();
    let training = Training { rules: vec![rule], deterministic: Vec::new(), ..training() };
    let (trained, _) = train(&model, &mut filled(&model, &told), &training, |_| {}).unwrap();
    near(m_and_u(&trained, 0).1, 0.0, 1e-4);
    near(m_and_u(&trained, 1).1, 1.0, 1e-4);
}

#[test]
fn a_column_of_one_value_and_one_that_is_all_missing_do_not_stop_training() {
    let mut told = told_twice(200, [5, 10, 15]);
    for (_, columns) in &mut told {
        columns[2] = "T1".to_owned();
        columns[1] = String::new();
    }
    let model = untrained();
    let training = Training {
        rules: vec![Rule::parse("l.surname = r.surname").unwrap()],
        deterministic: Vec::new(),
        ..training()
    };
    let (trained, _) = train(&model, &mut filled(&model, &told), &training, |_| {}).unwrap();
    let (m, u) = m_and_u(&trained, 2);
    assert!(m > 0.9 && u > 0.9, "a value that all have says nothing: {m} {u}");
    assert!(trained.comparisons.iter().flat_map(|it| &it.levels).all(|it| it.weight().is_finite()));
}
