//! `throughcare link explain`.

use linkage::{Explanation, LinkType, Plan, Records, Row};
use serde_json::json;

use super::cli::{Explain, OneOrTwo};
use super::{inputs, refused};
use crate::failure::{Failure, Outcome};

pub(super) fn explain(asked: &Explain) -> Outcome {
    inputs::threads(&asked.way)?;
    let model = asked.lists.model()?;
    let mut read = inputs::read_sides(&asked.lists, &model, &model.layout(), &asked.read)?;
    let plan = Plan::new(&model, &mut read.records).map_err(refused)?;
    let [one, other] = asked.pair.as_slice() else {
        return Err(Failure::usage("--pair takes two records"));
    };
    let find = |typed, side| find(&asked.lists, &read.records, typed, side);
    let (left, right) = (find(one, 0)?, find(other, 1)?);
    if left == right {
        return Err(Failure::refused(format!("{one} and {other} are one record")));
    }
    let explained = linkage::explain(&plan, &read.records, left, right);
    if asked.way.json {
        println!("{}", json!(explained));
    } else {
        for line in told(&explained) {
            println!("{line}");
        }
        if model.link_type() == LinkType::LinkOnly
            && read.records.side(left) == read.records.side(right)
        {
            println!("Both are on one list: such pairs are not looked for.");
        }
    }
    Ok(())
}

/// The record that is meant, of two lists on its side: an id that one source alone has, or
/// source/id.
fn find(lists: &OneOrTwo, records: &Records, typed: &str, side: usize) -> Outcome<Row> {
    let in_source = |(at, _): (usize, &str)| {
        let (source, id) = typed.split_at(at);
        lists.find(records, side, (Some(source), id.get(1..).unwrap_or_default()))
    };
    let found = typed.match_indices('/').find_map(in_source);
    if let Some(found) = found {
        return Ok(found);
    }
    let Some(first) = lists.find(records, side, (None, typed)) else {
        let place = lists.place(side);
        return Err(Failure::refused(format!("there is no record {typed}{place}")));
    };
    // The same id in another source would be another record.
    let is_meant = |row| lists.right.is_none() || records.side(row) == records.side(first);
    let rows = (0..Row::try_from(records.len()).unwrap_or(Row::MAX)).skip_while(|it| *it <= first);
    let again = rows.into_iter().find(|it| records.id(*it) == typed && is_meant(*it));
    match again {
        None => Ok(first),
        Some(again) => Err(Failure::refused(format!(
            "{typed} is a record of {} and of {}; write {}/{typed}",
            records.source(first),
            records.source(again),
            records.source(first)
        ))),
    }
}

fn told(it: &Explanation) -> Vec<String> {
    let mut lines = vec![
        format!("Left:  {}/{}", it.left.source, it.left.record_id),
        format!("Right: {}/{}", it.right.source, it.right.record_id),
        String::new(),
        format!("{:>8.2}  to start with: two records taken at random", it.starting_weight),
    ];
    for part in &it.parts {
        let weight = part.weight + part.frequency_weight;
        lines.push(format!("{weight:>+8.2}  {}: {}", part.comparison, part.level));
        if part.frequency_weight != 0.0 {
            let why = if part.frequency_weight > 0.0 { "rare" } else { "frequent" };
            lines.push(format!(
                "          {:+.2} for the level, {:+.2} because the value is {why}",
                part.weight, part.frequency_weight
            ));
        }
        for read in &part.read {
            let shown = |text: &Option<String>| {
                text.as_ref().map_or_else(|| "(missing)".to_owned(), Clone::clone)
            };
            let (left, right) = (shown(&read.left), shown(&read.right));
            let relation = if left == right { "=" } else { "|" };
            lines.push(format!("          {}: {left} {relation} {right}", read.column));
        }
    }
    lines.push(format!("{:>8.2}  in all", it.match_weight));
    lines.push(String::new());
    lines.push(format!("Probability that both are one person: {:.6}", it.match_probability));
    if it.found_by.is_empty() {
        lines.push("No blocking rule finds this pair, so a run would not compare it.".to_owned());
    } else {
        lines.push(format!("Found by: {}", it.found_by.join("; ")));
    }
    lines
}
