//! `throughcare link train`.

use linkage::{Model, Otherwise, Plan, Records, Rule, Trained, Training, TrainingStep};
use serde_json::json;

use super::cli::{Learning, Train};
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
/// Between them these leave nothing unlearnt, for what one asks to be equal another does not. Each
/// finds mostly true pairs: from those of a household or a street, training takes families for one
/// person.
const PERSON_RULES: [&str; 3] = [
    "l.forename = r.forename and l.surname = r.surname and l.outcode = r.outcode",
    "l.postcode = r.postcode and l.dob = r.dob",
    "l.pnc_id = r.pnc_id",
];
/// Teaches where one of these finds nothing, as in lists without addresses or identifiers.
const PERSON_OTHERWISE: &str =
    "l.dob = r.dob and substr(l.surname, 1, 2) = substr(r.surname, 1, 2)";

pub(super) fn train(asked: &Train) -> Outcome {
    inputs::threads(&asked.way)?;
    inputs::nothing_lost(&asked.records, &asked.model, &asked.out)?;
    let mut summary = Summary::begin();
    let model = inputs::model(&asked.model)?;
    let training = training(&asked.learning, &asked.model)?;
    let layout = inputs::layout(&model, &rules_of(&training));
    let progress = Progress::waiting("Reading");
    let mut read = inputs::read(&asked.records, &model, &layout, &asked.read)?;
    inputs::some_records(&read)?;
    summary.phase("read");
    let empty = summary.tell_empty(&read.records);
    drop(progress);
    let (model, trained) = learn(&model, &mut read.records, &training)?;
    lists::whole_file(&asked.out, &model.to_json().map_err(refused)?)?;
    summary.phase("train");
    summary.tell("records", read.records.len());
    summary.tell_prepared(read.prepared.as_ref());
    summary.tell("prior", model.prior);
    summary.tell("training", json!(trained));
    let mut sentences = told(&trained, read.records.len());
    sentences.extend(empty);
    sentences.extend(set_aside(read.prepared.as_ref()));
    summary.end(&asked.way, &sentences);
    Ok(())
}

/// What was asked for; for the model that ships, what fits it otherwise.
pub(super) fn training(asked: &Learning, model: &str) -> Outcome<Training> {
    let is_person = model == "person";
    let usual = |of: &'static [&'static str]| if is_person { of } else { &[] };
    let are_usual = is_person && asked.rules.is_empty() && asked.deterministic.is_empty();
    Ok(Training {
        seed: asked.seed,
        random_pairs: asked.random_pairs,
        pairs_a_rule: asked.pairs_a_rule,
        rules: rules(&asked.rules, usual(&PERSON_RULES))?,
        deterministic: rules(&asked.deterministic, usual(&PERSON_DETERMINISTIC))?,
        recall: asked.recall,
        otherwise: if are_usual {
            Otherwise::LearnFrom(rules(&[], &[PERSON_OTHERWISE])?)
        } else {
            Otherwise::Stop
        },
    })
}

/// Every rule whose columns training reads.
pub(super) fn rules_of(training: &Training) -> Vec<Rule> {
    let otherwise: &[Rule] = match &training.otherwise {
        Otherwise::Stop => &[],
        Otherwise::LearnFrom(rules) => rules,
    };
    training.rules.iter().chain(&training.deterministic).chain(otherwise).cloned().collect()
}

/// Trains, and says at what it is.
fn learn(model: &Model, records: &mut Records, training: &Training) -> Outcome<(Model, Trained)> {
    let progress = Progress::waiting("Training");
    let at = |step| say(&progress, training, step);
    linkage::train(model, records, training, at).map_err(refused)
}

/// Trains and makes ready to link, and says at what it is.
pub(super) fn learn_to_link(
    model: &Model,
    records: &mut Records,
    training: &Training,
    most_pairs_a_rule: u64,
) -> Outcome<(Model, Trained, Plan)> {
    let progress = Progress::waiting("Training");
    let at = |step| say(&progress, training, step);
    linkage::train_and_plan(model, records, training, most_pairs_a_rule, at).map_err(refused)
}

fn say(progress: &Progress, training: &Training, step: TrainingStep) {
    progress.say(match step {
        TrainingStep::Prior => "Counting what the deterministic rules find".to_owned(),
        TrainingStep::Random => "Drawing pairs at random".to_owned(),
        TrainingStep::Rule(number) => {
            format!("Learning from rule {} of {}", number + 1, training.rules.len())
        }
    });
}

/// The rules asked for, or those that come with the model.
fn rules(asked: &[String], otherwise: &[&str]) -> Outcome<Vec<Rule>> {
    let asked = asked.iter().map(String::as_str);
    let chosen: Vec<&str> = if asked.len() > 0 { asked.collect() } else { otherwise.to_vec() };
    chosen.into_iter().map(|it| Rule::parse(it).map_err(refused)).collect()
}

pub(super) fn told(trained: &Trained, records: usize) -> Vec<String> {
    let mut sentences = vec![format!("Trained on {records} records.")];
    if let Some(pairs) = trained.deterministic_pairs {
        sentences.push(format!("The deterministic rules find {pairs} pairs."));
    } else if !trained.left_out.is_empty() {
        sentences.push("No deterministic rule finds a pair: the prior stays as it was.".to_owned());
    }
    sentences.extend(trained.left_out.iter().map(|it| format!("  {it}: no pair; left out")));
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
