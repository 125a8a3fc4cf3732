//! What records look like before they are matched: how complete, how varied, how often each value.

use serde::Serialize;

use crate::block::{Blocking, RulePairs};
use crate::model::LinkType;
use crate::plan::Plan;
use crate::records::{MISSING, Records};

/// A column in figures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ColumnProfile {
    /// The column.
    pub column: String,
    /// Records.
    pub records: u64,
    /// Records that have a value.
    pub filled: u64,
    /// Distinct values.
    pub distinct: u64,
    /// The most frequent values and how often each stands, most frequent first.
    pub most_frequent: Vec<(String, u64)>,
}

/// Each column in figures, with so many of its most frequent values.
pub fn profile(records: &Records, most_frequent: usize) -> Vec<ColumnProfile> {
    records
        .fields
        .iter()
        .map(|field| {
            let dictionary = &records.dictionaries[field.dictionary];
            let mut counts = vec![0_u64; dictionary.len() + 1];
            let mut filled = 0;
            for row in 0..records.rows() {
                let values = field.list(row);
                filled += u64::from(values.iter().any(|it| *it != MISSING));
                for value in values {
                    counts[*value as usize] += 1;
                }
            }
            counts[MISSING as usize] = 0;
            let mut ranked: Vec<(u32, u64)> = (0..).zip(counts).filter(|it| it.1 > 0).collect();
            let distinct = ranked.len() as u64;
            // The dictionary's numbers depend on the order of the file; texts do not.
            ranked.sort_by(|one, other| {
                (other.1, dictionary.text(one.0)).cmp(&(one.1, dictionary.text(other.0)))
            });
            ranked.truncate(most_frequent);
            let shown = |(value, count): (u32, u64)| (dictionary.text(value).to_owned(), count);
            ColumnProfile {
                column: field.name.clone(),
                records: u64::from(records.rows()),
                filled,
                distinct,
                most_frequent: ranked.into_iter().map(shown).collect(),
            }
        })
        .collect()
}

/// How many pairs each blocking rule of the plan would make.
pub fn pairs_by_rule(plan: &Plan, records: &Records, link_type: LinkType) -> Vec<RulePairs> {
    Blocking::new(plan, records, link_type).counts()
}

/// How many pairs could be made at all.
pub fn pairs_in_all(records: &Records, link_type: LinkType) -> u64 {
    crate::block::possible_pairs(records, link_type)
}

#[cfg(test)]
mod tests;
