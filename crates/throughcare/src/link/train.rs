//! `throughcare link train`.

use linkage::{Rule, Trained, Training, TrainingStep};
use serde_json::json;

use super::cli::Train;
use super::progress::Progress;
use super::summary::{Summary, set_aside};
use super::{inputs, refused};
use crate::failure::Outcome;

/// What equal identifiers find is hardly ever two people.
const PERSON_DETERMINISTIC: [&str; 4] = [
    "l.pnc_id = r.pnc_id",
    "l.cro_number = r.cro_number",
    "l.prison_number = r.prison_number",
    "l.crn = r.crn",
];
/// Between them these leave nothing unlearnt, for what one asks to be equal another does not.
const PERSON_RULES: [&str; 3] = [
    "l.dob = r.dob and substr(l.surname, 1, 2) = substr(r.surname, 1, 2)",
    "l.forename = r.forename and l.surname = r.surname and l.outcode = r.outcode",
    "l.postcode = r.postcode",
];

pub(super) fn train(asked: &Train) -> Outcome {
    inputs::threads(&asked.way)?;
    let mut summary = Summary::begin();
    let model = inputs::model(&asked.model)?;
    let is_person = asked.model == "person";
    let training = Training {
        seed: asked.seed,
        random_pairs: asked.random_pairs,
        pairs_a_rule: asked.pairs_a_rule,
        rules: rules(&asked.rules, if is_person { &PERSON_RULES } else { &[] })?,
        deterministic: rules(
            &asked.deterministic,
            if is_person { &PERSON_DETERMINISTIC } else { &[] },
        )?,
        recall: asked.recall,
    };
    let all: Vec<Rule> = training.rules.iter().chain(&training.deterministic).cloned().collect();
    let layout = inputs::layout(&model, &all);
    let progress = Progress::waiting("Reading");
    let mut read = inputs::read(&asked.records, &model, &layout, &asked.read)?;
    inputs::some_records(&read)?;
    summary.phase("read");
    let (model, trained) = linkage::train(&model, &mut read.records, &training, |step| {
        progress.say(match step {
            TrainingStep::Prior => "Counting what the deterministic rules find".to_owned(),
            TrainingStep::Random => "Drawing pairs at random".to_owned(),
            TrainingStep::Rule(number) => {
                format!("Learning from rule {} of {}", number + 1, training.rules.len())
            }
        });
    })
    .map_err(refused)?;
    drop(progress);
    lists::whole_file(&asked.out, &model.to_json().map_err(refused)?)?;
    summary.phase("train");
    summary.tell("records", read.records.len());
    summary.tell_prepared(read.prepared.as_ref());
    summary.tell("prior", model.prior);
    summary.tell("training", json!(trained));
    let mut sentences = told(&trained, read.records.len());
    sentences.extend(set_aside(read.prepared.as_ref()));
    summary.end(&asked.way, &sentences);
    Ok(())
}

/// The rules asked for, or those that come with the model.
fn rules(asked: &[String], otherwise: &[&str]) -> Outcome<Vec<Rule>> {
    let asked = asked.iter().map(String::as_str);
    let chosen: Vec<&str> = if asked.len() > 0 { asked.collect() } else { otherwise.to_vec() };
    chosen.into_iter().map(|it| Rule::parse(it).map_err(refused)).collect()
}

fn told(trained: &Trained, records: usize) -> Vec<String> {
    let mut sentences = vec![format!("Trained on {records} records.")];
    if let Some(pairs) = trained.deterministic_pairs {
        sentences.push(format!("The deterministic rules find {pairs} pairs."));
    }
    for it in &trained.rules {
        sentences.push(format!(
            "  {}: {} pairs, {:.1} % of one person, {} rounds; learnt: {}",
            it.rule,
            it.pairs,
            it.matches * 100.0,
            it.rounds,
            it.comparisons.join(", ")
        ));
    }
    sentences
}
