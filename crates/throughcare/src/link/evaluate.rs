//! `throughcare link evaluate`.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::path::{Path, PathBuf};

use linkage::quality::{Quality, Truth, at, best, by_threshold};
use lists::Table;
use serde_json::json;

use super::cli::Evaluate;
use super::picture;
use super::summary::Summary;
use super::truth::{Counted, KnownTruth, Numbers, ToldBy, each_row};
use crate::failure::{Failure, Outcome};

/// The thresholds of the table, as probabilities.
const THRESHOLDS: [f64; 10] = [0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999, 0.9999];

pub(super) fn evaluate(asked: &Evaluate) -> Outcome {
    let plot: Vec<&Path> = asked.plot.iter().map(PathBuf::as_path).collect();
    lists::nothing_lost(&[&asked.pairs, &asked.truth], &plot)?;
    if let Some(path) = plot.iter().find(|it| it.extension().is_none_or(|it| it != "svg")) {
        return Err(Failure::refused(format!("{}: pictures are SVG", path.display())));
    }
    let mut summary = Summary::begin();
    let counted = if asked.across_sources { Counted::AcrossSources } else { Counted::All };
    let must = ["record_id_l", "record_id_r", "match_weight"];
    let pairs = lists::columns(&asked.pairs, &must, &["source_l", "source_r"])?;
    let truth = KnownTruth::read(&asked.truth, counted, told_by(&pairs))?;
    let Judged { mut scored, unknown, repeated } = Judged::of(asked, &pairs, &truth)?;
    summary.phase("read");
    let true_pairs = truth.pairs();
    if true_pairs == 0 {
        let path = asked.truth.display();
        return Err(Failure::refused(format!("{path} names no two records of one person")));
    }
    let curve = by_threshold(&mut scored, true_pairs);
    let weight = |probability: &f64| linkage::weight_of(*probability);
    let table: Vec<Quality> =
        THRESHOLDS.iter().map(|it| at(&curve, weight(it), true_pairs)).collect();
    summary.phase("evaluate");
    if let Some(path) = &asked.plot {
        lists::whole_file(path, &picture::svg(&table, best(&curve)))?;
    }
    summary.tell("pairs", scored.len());
    summary.tell("true_pairs", true_pairs);
    summary.tell("pairs_of_unknown_records", unknown);
    summary.tell("pairs_more_than_once", repeated);
    summary.tell("thresholds", json!(table));
    summary.tell("best", json!(best(&curve)));
    let mut sentences = vec![
        format!("{} pairs, {true_pairs} true pairs in all.", scored.len()),
        String::new(),
        "  threshold   weight      pairs  precision  recall      F1".to_owned(),
    ];
    sentences.extend(table.iter().map(line));
    if let Some(best) = best(&curve) {
        sentences.push(format!("Best F1:\n{}", line(best)));
    }
    if unknown > 0 {
        sentences.push(format!("{unknown} pairs are of records that the truth does not name."));
    }
    if repeated > 0 {
        sentences.push(format!("{repeated} lines repeat a pair, which counts once."));
    }
    summary.end(&asked.way, &sentences);
    Ok(())
}

/// Pairs, each once with its highest weight, and whether they are true.
#[derive(Default)]
struct Judged {
    scored: Vec<(f64, Truth)>,
    /// Pairs of records that the truth does not name.
    unknown: u64,
    /// Lines that name a pair which another line named before, either way round.
    repeated: u64,
}

/// Pairs of other programs may not name the sources; their ids must tell records apart then.
fn told_by(pairs: &[Table]) -> ToldBy {
    let both = |it: &Table| it.has("source_l") && it.has("source_r");
    if pairs.iter().all(both) { ToldBy::SourceAndId } else { ToldBy::Id }
}

impl Judged {
    fn of(asked: &Evaluate, pairs: &[Table], truth: &KnownTruth) -> Outcome<Self> {
        let mut judged = Self::default();
        let mut numbers = Numbers::default();
        let mut places: HashMap<(u32, u32), usize> = HashMap::new();
        let mut unreadable = false;
        let told_by = told_by(pairs);
        each_row(pairs, |table, row| {
            let weight = table.get("match_weight", row).and_then(|it| it.parse::<f64>().ok());
            let Some(weight) = weight.filter(|it| it.is_finite()) else {
                unreadable = true;
                return;
            };
            let Some((pair, truth)) = numbers.pair(table, row, told_by).zip(truth.of(table, row))
            else {
                judged.unknown += 1;
                return;
            };
            match places.entry(pair) {
                Entry::Vacant(place) => {
                    place.insert(judged.scored.len());
                    judged.scored.push((weight, truth));
                }
                Entry::Occupied(place) => {
                    judged.repeated += 1;
                    if let Some((before, _)) = judged.scored.get_mut(*place.get()) {
                        *before = before.max(weight);
                    }
                }
            }
        });
        if unreadable {
            let path = asked.pairs.display();
            return Err(Failure::refused(format!("{path}: a match_weight is not a finite number")));
        }
        Ok(judged)
    }
}

fn line(it: &Quality) -> String {
    format!(
        "  {:>9.4} {:>8.2} {:>10}     {:.4}  {:.4}  {:.4}",
        it.match_probability, it.match_weight, it.pairs, it.precision, it.recall, it.f1
    )
}
