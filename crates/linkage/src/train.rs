//! Training: what the levels weigh, learnt from records that nobody has labelled.
//!
//! `u` by pairs drawn at random, which are hardly ever one person; `m` by expectation-maximisation
//! over the pairs of a training rule, once for each rule, with the median of what the rules say;
//! the prior from rules that find almost only true pairs, and the share of true pairs they find.

mod draw;
mod expect;
mod linking;

use std::collections::HashMap;

use foldhash::fast::FixedState;

use crate::block::{Blocking, BlockingError, possible_pairs};
use crate::model::{Evidence, Model, Origin, Probability, Rule};
use crate::plan::{Levels, Plan, PlanError, compile_rules};
use crate::records::Records;
use linking::Linking;

/// How a model is trained.
#[derive(Debug, Clone)]
pub struct Training {
    /// The same seed gives the same model.
    pub seed: u64,
    /// Pairs drawn at random for `u`.
    pub random_pairs: u64,
    /// Pairs at most that each training rule contributes; more are sampled down to it.
    pub pairs_a_rule: u64,
    /// Rules whose pairs `m` is learnt from. What a rule asks to be equal is not learnt from it.
    pub rules: Vec<Rule>,
    /// Rules that find almost only true pairs; none leaves the model's prior as it is.
    pub deterministic: Vec<Rule>,
    /// The share of true pairs that the deterministic rules find, together.
    pub recall: f64,
    /// What is done about rules that find nothing.
    pub otherwise: Otherwise,
}

/// What training does about rules that find no pair.
#[derive(Debug, Clone)]
pub enum Otherwise {
    /// It stops: whoever chose the rules wants to know.
    Stop,
    /// It does without them, and learns from the pairs of these as well. If it is the deterministic
    /// rules that find nothing, the prior stays as it is.
    LearnFrom(Vec<Rule>),
}

/// What training did.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Trained {
    /// Pairs that the deterministic rules found; `None` if there were no such rules.
    pub deterministic_pairs: Option<u64>,
    /// Pairs drawn at random.
    pub random_pairs: u64,
    /// What each training rule gave.
    pub rules: Vec<TrainedRule>,
    /// Rules that found no pair, and were done without.
    pub left_out: Vec<String>,
}

/// What one training rule gave.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct TrainedRule {
    /// The rule as written.
    pub rule: String,
    /// Pairs that were learnt from.
    pub pairs: u64,
    /// The share of them that the model takes for one person.
    pub matches: f64,
    /// Rounds of expectation and maximisation.
    pub rounds: u32,
    /// The largest change of a probability in the last round.
    pub last_change: f64,
    /// Comparisons learnt from this rule.
    pub comparisons: Vec<String>,
}

/// Why training stopped.
#[derive(Debug, thiserror::Error, PartialEq)]
pub enum TrainingError {
    /// The model does not fit the records.
    #[error(transparent)]
    Plan(#[from] PlanError),
    /// A rule explodes.
    #[error(transparent)]
    Blocking(#[from] BlockingError),
    /// There is no pair.
    #[error("there are {records} records, and no two of them may be compared")]
    NoPairs {
        /// Records.
        records: usize,
    },
    /// A rule finds no pair.
    #[error("training rule {rule} finds no pair, so nothing can be learnt from it")]
    EmptyRule {
        /// The rule.
        rule: String,
    },
    /// The deterministic rules find nothing, or more than there can be.
    #[error(
        "the deterministic rules find {pairs} pairs among {records} records: no prior \
         follows from that"
    )]
    NoPrior {
        /// Pairs.
        pairs: u64,
        /// Records.
        records: usize,
    },
}

/// What training is at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TrainingStep {
    /// Counting what the deterministic rules find.
    Prior,
    /// Drawing pairs at random.
    Random,
    /// Learning from the pairs of the training rule of this number.
    Rule(usize),
}

/// No prior is nearer to 0 or 1 than this.
const LEAST_PRIOR: f64 = 1e-12;
/// Pairs that deterministic rules may find before they are held to have exploded.
const MOST_DETERMINISTIC: u64 = 10_000_000_000;
/// Pairs by their levels.
pub(crate) type Patterns = HashMap<Levels, u64, FixedState>;

/// Trains a model on these records.
///
/// ```
/// # use linkage::Filling;
/// use linkage::{Model, Otherwise, Rule, Training, train};
///
/// # // Everybody stands there twice, every tenth time with another surname.
/// # let person = |number: usize, surname: usize| {
/// #     let dob = format!("19{:02}-0{}-{:02}", number % 97, number % 9 + 1, number % 28 + 1);
/// #     let (surname, forename) = (format!("S{}", surname % 97), format!("F{}", number % 53));
/// #     [("surname", surname), ("forename", forename), ("dob", dob)]
/// # };
/// # let told: Vec<(String, [(&str, String); 3])> = (0..600)
/// #     .map(|it| (it.to_string(), person(it / 2, if it % 20 == 0 { it + 31 } else { it / 2 })))
/// #     .collect();
/// # let model = Model::person()?;
/// # let layout = model.layout();
/// # let mut filling = Filling::new(&layout);
/// # filling.source("custody");
/// # for (id, _) in &told { filling.id(id)?; }
/// # for column in layout.columns() {
/// #     let Some(mut field) = filling.field(column) else { continue };
/// #     for (_, columns) in &told {
/// #         field.push(columns.iter().find(|it| it.0 == column).map(|it| it.1.as_str()));
/// #     }
/// # }
/// # filling.end_piece()?;
/// # let mut records = filling.finish()?;
/// let training = Training {
///     seed: 1,
///     random_pairs: 100_000,
///     pairs_a_rule: 100_000,
///     rules: vec![Rule::parse("l.dob = r.dob")?, Rule::parse("l.surname = r.surname")?],
///     deterministic: vec![Rule::parse("l.forename = r.forename AND l.dob = r.dob")?],
///     recall: 0.9,
///     otherwise: Otherwise::Stop,
/// };
/// let (trained, report) = train(&model, &mut records, &training, |step| println!("{step:?}"))?;
/// assert_eq!(report.rules.len(), 2);
/// // It is a model like any other: Splink reads it, too.
/// let file = trained.to_json()?;
/// assert!((Model::parse(&file)?.prior - trained.prior).abs() < 1e-12);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// A model that does not fit the records, rules that find nothing.
pub fn train(
    model: &Model,
    records: &mut Records,
    training: &Training,
    at: impl FnMut(TrainingStep),
) -> Result<(Model, Trained), TrainingError> {
    let (trained, report, _) = learn(model, Linking::default(), records, training, at)?;
    Ok((trained, report))
}

/// Trains a model and makes it ready for the records that it was trained on: what [`train`] and
/// then [`Plan::new`] give, in less time, since both read the same from every record.
///
/// # Errors
/// See [`train`]; and, before anything is learnt, a blocking rule that makes more pairs than that.
pub fn train_and_plan(
    model: &Model,
    records: &mut Records,
    training: &Training,
    most_pairs_a_rule: u64,
    at: impl FnMut(TrainingStep),
) -> Result<(Model, Trained, Plan), TrainingError> {
    learn(model, Linking::by(model, most_pairs_a_rule), records, training, at)
}

/// The trained model, and the plan of it with some rules.
fn learn(
    model: &Model,
    mut linking: Linking<'_>,
    records: &mut Records,
    training: &Training,
    mut at: impl FnMut(TrainingStep),
) -> Result<(Model, Trained, Plan), TrainingError> {
    let mut training = training.clone();
    let mut left_out = Vec::new();
    loop {
        match learn_from(model, linking, records, &training, &mut at) {
            Ok((model, report, plan)) => return Ok((model, Trained { left_out, ..report }, plan)),
            Err(error) => left_out.extend(training.do_without(error)?),
        }
        linking.check_no_more();
    }
}

impl Training {
    /// Leaves out what found nothing, if that may be; says what that was.
    fn do_without(&mut self, error: TrainingError) -> Result<Vec<String>, TrainingError> {
        let Otherwise::LearnFrom(more) = &mut self.otherwise else { return Err(error) };
        if let TrainingError::NoPrior { pairs: 0, .. } = error {
            return Ok(self.deterministic.drain(..).map(|it| it.sql).collect());
        }
        let TrainingError::EmptyRule { rule } = &error else { return Err(error) };
        self.rules.retain(|it| it.sql != *rule);
        self.rules.append(more);
        if self.rules.is_empty() { Err(error) } else { Ok(vec![rule.clone()]) }
    }
}

fn learn_from(
    model: &Model,
    linking: Linking<'_>,
    records: &mut Records,
    training: &Training,
    at: &mut impl FnMut(TrainingStep),
) -> Result<(Model, Trained, Plan), TrainingError> {
    let mut trained = model.clone();
    at(TrainingStep::Prior);
    // The deterministic rules first, then those that are learnt from.
    let teaching = training.deterministic.iter().chain(&training.rules);
    let rules: Vec<Rule> = teaching.chain(linking.rules).cloned().collect();
    let plan = compile_rules(&trained, &rules, records)?;
    let taught = training.deterministic.len() + training.rules.len();
    linking.check(&plan, records, trained.link_type(), taught)?;
    let deterministic_pairs = learn_prior(&mut trained, &plan, records, training)?;
    at(TrainingStep::Random);
    let drawn = draw::draw(&plan, records, trained.link_type(), training)?;
    learn_u(&mut trained, &drawn);
    let rules_told = learn_m(&mut trained, &plan, records, training, at)?;
    let report = Trained {
        deterministic_pairs,
        random_pairs: drawn.values().sum(),
        rules: rules_told,
        left_out: Vec::new(),
    };
    let plan = plan.retrained(&trained, taught..rules.len());
    Ok((trained, report, plan))
}

/// `m` from the pairs of the training rules, which follow on the deterministic ones.
fn learn_m(
    model: &mut Model,
    plan: &Plan,
    records: &Records,
    training: &Training,
    at: &mut impl FnMut(TrainingStep),
) -> Result<Vec<TrainedRule>, TrainingError> {
    let first = training.deterministic.len();
    let rules = first..first + training.rules.len();
    let blocking = Blocking::some(plan, records, model.link_type(), rules);
    let mut learnt = Vec::new();
    let mut told = Vec::new();
    for (number, rule) in training.rules.iter().enumerate() {
        at(TrainingStep::Rule(number));
        let learning = expect::learning(model, rule);
        let (number, most) = (first + number, training.pairs_a_rule);
        let patterns = blocking.patterns(number, most, training.seed, &learning);
        if patterns.is_empty() {
            return Err(TrainingError::EmptyRule { rule: rule.sql.clone() });
        }
        let session = expect::learn(model, rule, &learning, &patterns);
        told.push(session.report);
        learnt.push(session.m);
    }
    settle(model, &learnt);
    Ok(told)
}

/// The prior from rules that find almost only true pairs.
fn learn_prior(
    model: &mut Model,
    plan: &Plan,
    records: &Records,
    training: &Training,
) -> Result<Option<u64>, TrainingError> {
    if training.deterministic.is_empty() {
        return Ok(None);
    }
    let rules = 0..training.deterministic.len();
    let blocking = Blocking::some(plan, records, model.link_type(), rules);
    blocking.guard(MOST_DETERMINISTIC)?;
    let pairs = blocking.count_once();
    let possible = possible_pairs(records, model.link_type());
    let prior = pairs as f64 / training.recall / possible as f64;
    if !(LEAST_PRIOR..0.5).contains(&prior) {
        return Err(TrainingError::NoPrior { pairs, records: records.len() });
    }
    model.prior = prior;
    Ok(Some(pairs))
}

pub(crate) fn merged(parts: Vec<Patterns>) -> Patterns {
    let mut all = Patterns::default();
    for (levels, count) in parts.into_iter().flatten() {
        *all.entry(levels).or_default() += count;
    }
    all
}

/// `u` of every level from pairs that were drawn at random. Half a pair is added to each level, so
/// that one that was not seen is rare and not impossible.
fn learn_u(model: &mut Model, drawn: &Patterns) {
    for (number, comparison) in model.comparisons.iter_mut().enumerate() {
        let mut counts: HashMap<i8, u64> = HashMap::new();
        for (levels, count) in drawn {
            *counts.entry(levels.value(number)).or_default() += count;
        }
        let of = |value: i8| counts.get(&value).copied().unwrap_or(0) as f64 + 0.5;
        let told = comparison.levels.iter().filter(|it| it.value >= 0);
        let all: f64 = told.map(|it| of(it.value)).sum();
        for level in &mut comparison.levels {
            if let Evidence::Likelihood { u, .. } = &mut level.evidence {
                set(u, of(level.value) / all);
            }
        }
    }
}

/// `m` of every level: the median of what the rules said; as it was where none said anything.
fn settle(model: &mut Model, learnt: &[expect::Learnt]) {
    for (number, comparison) in model.comparisons.iter_mut().enumerate() {
        for level in &mut comparison.levels {
            let mut said: Vec<f64> =
                learnt.iter().filter_map(|it| it.get(&(number, level.value)).copied()).collect();
            if let (Evidence::Likelihood { m, .. }, Some(median)) =
                (&mut level.evidence, median(&mut said))
            {
                set(m, median);
            }
        }
    }
}

fn median(of: &mut [f64]) -> Option<f64> {
    of.sort_by(f64::total_cmp);
    let middle = of.len() / 2;
    let upper = of.get(middle)?;
    if of.len() % 2 == 1 { Some(*upper) } else { Some(f64::midpoint(of[middle - 1], *upper)) }
}

fn set(probability: &mut Probability, value: f64) {
    match probability.origin {
        Origin::Fixed => {}
        Origin::Start | Origin::Given => {
            *probability = Probability { value, origin: Origin::Given }
        }
    }
}

#[cfg(test)]
mod tests;
