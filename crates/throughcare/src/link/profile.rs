//! `throughcare link profile`.

use linkage::{ColumnProfile, Plan, RulePairs};
use serde_json::json;

use super::cli::Profile;
use super::summary::{Summary, set_aside};
use super::{inputs, refused};
use crate::failure::Outcome;

pub(super) fn profile(asked: &Profile) -> Outcome {
    inputs::threads(&asked.way)?;
    let mut summary = Summary::begin();
    let model = inputs::model(&asked.model)?;
    let mut read = inputs::read(&asked.records, &model, &model.layout(), &asked.read)?;
    summary.phase("read");
    let plan = Plan::new(&model, &mut read.records).map_err(refused)?;
    let columns = linkage::profile(&read.records, asked.most_frequent);
    let rules = linkage::pairs_by_rule(&plan, &read.records, model.link_type());
    let in_all = linkage::pairs_in_all(&read.records, model.link_type());
    summary.phase("profile");
    summary.tell("records", read.records.len());
    summary.tell("columns", json!(columns));
    let of_rule = |it: &RulePairs| {
        let (rule, largest) = (&it.rule, it.largest_block);
        json!({ "rule": rule, "pairs": it.pairs, "largest_block": largest })
    };
    summary.tell("rules", rules.iter().map(of_rule).collect::<Vec<_>>());
    summary.tell("pairs_in_all", in_all);
    summary.tell_prepared(read.prepared.as_ref());
    let mut sentences = vec![format!("{} records.", read.records.len()), String::new()];
    sentences.extend(columns.iter().map(told));
    sentences.push(String::new());
    sentences.push(format!("Pairs of each blocking rule, of {in_all} in all:"));
    sentences.extend(rules.iter().map(|it| {
        format!("  {:>13}  {} (largest block: {} records)", it.pairs, it.rule, it.largest_block)
    }));
    sentences.extend(set_aside(read.prepared.as_ref()));
    summary.end(&asked.way, &sentences);
    Ok(())
}

fn told(it: &ColumnProfile) -> String {
    let tenths = (it.filled * 1000).checked_div(it.records).unwrap_or(0);
    let frequent: Vec<String> =
        it.most_frequent.iter().map(|(text, times)| format!("{text} ({times})")).collect();
    format!(
        "  {:<17} {:>3}.{} % filled, {:>9} distinct: {}",
        it.column,
        tenths / 10,
        tenths % 10,
        it.distinct,
        frequent.join(", ")
    )
}
