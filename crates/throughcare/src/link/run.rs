//! `throughcare link run`.

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;

use linkage::cluster::{one_to_one, sizes};
use linkage::{
    Clusters, Contradiction, LinkType, Model, Pair, Plan, Records, Row, Scored, Scoring,
    ScoringError, Training,
};
use lists::{ClustersWriter, ListError, PairsWriter, Whole};
use serde_json::json;

use super::cli::Run;
use super::overrides::Overrides;
use super::progress::Progress;
use super::summary::{Summary, set_aside};
use super::{inputs, refused, train};
use crate::failure::{Failure, Outcome};

/// Where pairs go.
struct Taking<'a> {
    records: &'a Records,
    overrides: &'a Overrides,
    writer: PairsWriter,
    /// Clusters in the making; `None` if they are not wanted.
    clusters: Option<Clusters>,
    people: Option<ClustersWriter>,
    /// Pairs that must be sorted before they are written or joined.
    held: Option<Vec<Pair>>,
    /// Pairs that people have joined and that have been written.
    written: HashSet<(Row, Row)>,
}

pub(super) fn run(asked: &Run) -> Outcome {
    inputs::threads(&asked.way)?;
    nothing_lost(asked)?;
    let mut summary = Summary::begin();
    let model = model(asked)?;
    let training = || train::training(&asked.learning, &asked.lists.model);
    let training = asked.train.then(training).transpose()?;
    let rules = training.as_ref().map(train::rules_of).unwrap_or_default();
    let layout = inputs::layout(&model, &rules);
    let progress = Progress::waiting("Reading");
    let mut read = inputs::read_sides(&asked.lists, &model, &layout, &asked.read)?;
    drop(progress);
    one_to_one_of_two(asked, &read.records)?;
    let overrides = match &asked.overrides {
        Some(path) => Overrides::read(path, &asked.lists, &read.records)?,
        None => Overrides::default(),
    };
    summary.phase("read");
    let empty = summary.tell_empty(&read.records);
    let (plan, mut sentences) = match &training {
        Some(training) => learn(asked, &model, &mut read.records, training, &mut summary)?,
        None => (Plan::new(&model, &mut read.records).map_err(refused)?, Vec::new()),
    };
    summary.phase("plan");
    let scoring = Scoring {
        least_weight: linkage::weight_of(asked.threshold),
        most_pairs_a_rule: asked.most_pairs,
        link_type: model.link_type(),
    };
    let mut taking = Taking::begin(asked, &plan, &read.records, &overrides)?;
    let progress = Progress::share("Comparing");
    let scored = linkage::score(&plan, &read.records, scoring, |pairs, done| {
        progress.done(done);
        taking.take(pairs)
    });
    drop(progress);
    let scored = scored.map_err(said)?;
    summary.phase("score");
    let (pairs, firsts) = taking.end(asked, &plan)?;
    summary.phase("write");
    tell(&mut summary, &scored, read.records.len(), pairs);
    summary.tell_prepared(read.prepared.as_ref());
    sentences.push(format!(
        "{} records, {} candidate pairs; {pairs} pairs are at least {} likely.",
        read.records.len(),
        scored.candidates,
        asked.threshold
    ));
    let by_rule = scored.rules.iter().filter(|it| it.pairs > 0);
    sentences.extend(by_rule.map(|it| format!("  {:>9}  {}", it.pairs, it.rule)));
    if let Some(firsts) = firsts {
        let sizes = sizes(&firsts);
        let people: u64 = sizes.values().sum();
        sentences.push(format!("They are {people} people."));
        summary.tell("clusters", people);
        let sizes: Vec<_> = sizes
            .iter()
            .map(|(size, count)| json!({ "records": size, "clusters": count }))
            .collect();
        summary.tell("cluster_sizes", sizes);
    }
    sentences.extend(empty);
    sentences.extend(set_aside(read.prepared.as_ref()));
    summary.end(&asked.way, &sentences);
    Ok(())
}

/// One-to-one links are across lists, even by a model that finds pairs within one: or else a
/// chain of them could join two records of one list.
fn model(asked: &Run) -> Outcome<Model> {
    let model = asked.lists.model()?;
    Ok(if asked.one_to_one { model.for_link_type(LinkType::LinkOnly) } else { model })
}

/// A chain of one-to-one links over three lists could join two records of one.
fn one_to_one_of_two(asked: &Run, records: &Records) -> Outcome {
    if asked.one_to_one && asked.clusters.is_some() && records.sides() > 2 {
        return Err(Failure::refused(
            "--one-to-one makes people of two lists, and these are more: a chain of links could \
             join two records of one. Leave out --clusters, or --one-to-one",
        ));
    }
    Ok(())
}

fn nothing_lost(asked: &Run) -> Outcome {
    let lists = [&asked.lists.left].into_iter().chain(&asked.lists.right);
    let decided = asked.overrides.as_deref();
    let read = lists.map(PathBuf::as_path).chain(decided).chain(inputs::file(&asked.lists.model));
    let also = asked.clusters.iter().chain(&asked.save_model);
    let written = [&asked.out].into_iter().chain(also).map(PathBuf::as_path);
    Ok(lists::nothing_lost(&read.collect::<Vec<_>>(), &written.collect::<Vec<_>>())?)
}

/// Trains the model on the very records and makes it ready for them, and says what that gave.
fn learn(
    asked: &Run,
    model: &Model,
    records: &mut Records,
    training: &Training,
    summary: &mut Summary,
) -> Outcome<(Plan, Vec<String>)> {
    let (model, trained, plan) = train::learn_to_link(model, records, training, asked.most_pairs)?;
    if let Some(path) = &asked.save_model {
        lists::whole_file(path, &model.to_json().map_err(refused)?)?;
    }
    summary.tell("training", json!(trained));
    summary.phase("train");
    Ok((plan, train::told(&trained, records.len())))
}

fn tell(summary: &mut Summary, scored: &Scored, records: usize, pairs: u64) {
    let rules: Vec<_> = scored
        .rules
        .iter()
        .map(|it| json!({ "rule": it.rule, "pairs": it.pairs, "largest_block": it.largest_block }))
        .collect();
    summary.tell("records", records);
    summary.tell("rules", rules);
    summary.tell("candidates", scored.candidates);
    summary.tell("pairs", pairs);
}

fn said(error: ScoringError<ListError>) -> Failure {
    match error {
        ScoringError::Taking(error) => error.into(),
        ScoringError::Blocking(error) => refused(error),
    }
}

impl<'a> Taking<'a> {
    fn begin(
        asked: &Run,
        plan: &Plan,
        records: &'a Records,
        overrides: &'a Overrides,
    ) -> Outcome<Self> {
        // Both, so that nobody waits for pairs only to learn that their clusters cannot be kept.
        let writer = PairsWriter::create(&asked.out, plan.comparisons())?;
        let people = asked.clusters.as_deref().map(ClustersWriter::create).transpose()?;
        let begun = Clusters::new(records.len(), &overrides.decided);
        let clusters = begun.map_err(|error| contradiction(records, &error))?;
        let clusters = asked.clusters.is_some().then_some(clusters);
        // Decisions against a pair count only if the likelier pairs are joined first.
        let must_sort = asked.one_to_one || (clusters.is_some() && asked.overrides.is_some());
        let held = must_sort.then(Vec::new);
        let written = HashSet::new();
        Ok(Self { records, overrides, writer, clusters, people, held, written })
    }

    fn take(&mut self, pairs: &[Pair]) -> Result<(), ListError> {
        if self.overrides.must_not == 0 && self.held.is_none() {
            return self.write(pairs);
        }
        let kept: Vec<Pair> = self.kept(pairs).collect();
        match &mut self.held {
            Some(held) => {
                held.extend(kept);
                Ok(())
            }
            None => self.write(&kept),
        }
    }

    fn kept(&self, pairs: &[Pair]) -> impl Iterator<Item = Pair> {
        let decided = &self.overrides.decided;
        pairs.iter().copied().filter(|it| !decided.forbids(it.left, it.right))
    }

    fn write(&mut self, pairs: &[Pair]) -> Result<(), ListError> {
        let decided = &self.overrides.must;
        if !decided.is_empty() {
            let written = pairs.iter().map(|it| ordered(it.left, it.right));
            self.written.extend(written.filter(|it| decided.binary_search(it).is_ok()));
        }
        let Self { clusters, writer, records, .. } = self;
        let join = || {
            let Some(clusters) = clusters else { return };
            for pair in pairs {
                clusters.join(pair.left, pair.right);
            }
        };
        rayon::join(join, || writer.take(records, pairs)).1
    }

    /// Writes what was held and what people have joined; says how many pairs there are and, for
    /// each record, the first of its cluster.
    fn end(mut self, asked: &Run, plan: &Plan) -> Outcome<(u64, Option<Vec<Row>>)> {
        if let Some(mut held) = self.held.take() {
            if asked.one_to_one {
                self.make_room(&mut held);
                one_to_one(&mut held, |row| self.records.side(row));
            } else {
                held.sort_by(|one, other| {
                    let rows = (one.left, one.right).cmp(&(other.left, other.right));
                    other.weight.total_cmp(&one.weight).then(rows)
                });
            }
            self.write(&held)?;
        }
        for (one, other) in &self.overrides.must {
            if !self.written.contains(&(*one, *other)) {
                let explained = linkage::explain(plan, self.records, *one, *other);
                self.writer.take_decided(&explained)?;
            }
        }
        let firsts = self.clusters.take().map(Clusters::firsts);
        let (records, people) = (self.records, self.people);
        let people = || {
            people.zip(firsts.as_ref()).map(|(it, firsts)| it.whole(records, firsts)).transpose()
        };
        let (people, pairs) = rayon::join(people, || self.writer.whole());
        let (people, pairs) = (people?, pairs?);
        people.map(Whole::take_name).transpose()?;
        Ok((pairs.take_name()?, firsts))
    }

    /// Leaves out pairs that would link a record to another than the one people have decided on.
    fn make_room(&self, held: &mut Vec<Pair>) {
        let side = |row| self.records.side(row);
        let mut taken: HashMap<(Row, usize), Row> = HashMap::new();
        for (one, other) in &self.overrides.must {
            taken.insert((*one, side(*other)), *other);
            taken.insert((*other, side(*one)), *one);
        }
        let free = |row, other| taken.get(&(row, side(other))).is_none_or(|it| *it == other);
        held.retain(|it| free(it.left, it.right) && free(it.right, it.left));
    }
}

fn ordered(one: Row, other: Row) -> (Row, Row) {
    (one.min(other), one.max(other))
}

fn contradiction(records: &Records, found: &Contradiction) -> Failure {
    let named = |row| format!("{}/{}", records.source(row), records.id(row));
    Failure::refused(format!(
        "{} and {} must not be one person, and other decisions make them one",
        named(found.left),
        named(found.right)
    ))
}
