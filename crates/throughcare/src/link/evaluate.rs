//! `throughcare link evaluate`.

use std::path::{Path, PathBuf};

use linkage::quality::{Quality, Truth, at, best, by_threshold};
use lists::Table;
use serde_json::json;

use super::cli::Evaluate;
use super::picture;
use super::summary::Summary;
use super::truth::{Counted, KnownTruth, ToldBy, each_row};
use crate::failure::{Failure, Outcome};

/// The thresholds of the table, as probabilities.
const THRESHOLDS: [f64; 10] = [0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999, 0.9999];

pub(super) fn evaluate(asked: &Evaluate) -> Outcome {
    let plot: Vec<&Path> = asked.plot.iter().map(PathBuf::as_path).collect();
    lists::nothing_lost(&[&asked.pairs, &asked.truth], &plot)?;
    let mut summary = Summary::begin();
    let counted = if asked.across_sources { Counted::AcrossSources } else { Counted::All };
    let must = ["record_id_l", "record_id_r", "match_weight"];
    let pairs = lists::columns(&asked.pairs, &must, &["source_l", "source_r"])?;
    let truth = KnownTruth::read(&asked.truth, counted, told_by(&pairs))?;
    let (mut scored, unknown) = read_pairs(asked, &pairs, &truth)?;
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
    summary.end(&asked.way, &sentences);
    Ok(())
}

/// Pairs of other programs may not name the sources; their ids must tell records apart then.
fn told_by(pairs: &[Table]) -> ToldBy {
    let both = |it: &Table| it.has("source_l") && it.has("source_r");
    if pairs.iter().all(both) { ToldBy::SourceAndId } else { ToldBy::Id }
}

fn read_pairs(
    asked: &Evaluate,
    pairs: &[Table],
    truth: &KnownTruth,
) -> Outcome<(Vec<(f64, Truth)>, u64)> {
    let mut scored = Vec::new();
    let (mut unknown, mut unreadable) = (0, false);
    each_row(pairs, |table, row| {
        let weight = table.get("match_weight", row).and_then(|it| it.parse().ok());
        let Some(weight) = weight else {
            unreadable = true;
            return;
        };
        match truth.of(table, row) {
            Some(truth) => scored.push((weight, truth)),
            None => unknown += 1,
        }
    });
    if unreadable {
        let path = asked.pairs.display();
        return Err(Failure::refused(format!("{path}: a match_weight is not a number")));
    }
    Ok((scored, unknown))
}

fn line(it: &Quality) -> String {
    format!(
        "  {:>9.4} {:>8.2} {:>10}     {:.4}  {:.4}  {:.4}",
        it.match_probability, it.match_weight, it.pairs, it.precision, it.recall, it.f1
    )
}
