//! Measures that count no offences: equality, and the quality of records.

use std::collections::BTreeSet;

use anyhow::bail;
use facts::engine::each_person;
use facts::folder::Facts;
use facts::load;
use measures::definition::{DataQuality, Definition, Equality};
use measures::figure::{LeftOut, Report, equality_hidden, equality_report, quality_report};
use measures::tally::{Exclusion, Exclusions};
use measures::{equality, quality};

use crate::cli::Run;

/// What is about fewer is not printed.
const FEW: u64 = 5;

pub(crate) fn equality(
    asked: &Run,
    definition: &Definition,
    it: &Equality,
) -> anyhow::Result<Report> {
    let facts = Facts::open(&asked.facts)?;
    let register = load::register_and_nominations(&facts)?;
    let bands = &definition.bands;
    let mut counter = equality::Counter::new(it, bands, asked.on, asked.as_known_on);
    let excluded = each_person(&facts, &register, |history, words| counter.person(history, words))?;
    let groups = counter.finish();
    let hidden = if asked.published { equality_hidden(&groups)? } else { BTreeSet::new() };
    let on = asked.on.unwrap_or(it.on);
    let mut report = equality_report(definition, it, &groups, &hidden, on, asked.as_known_on);
    report.left_out.extend(left_out(&excluded, asked));
    Ok(report)
}

pub(crate) fn quality(
    asked: &Run,
    definition: &Definition,
    it: &DataQuality,
) -> anyhow::Result<Report> {
    if asked.published {
        bail!("{} is for those who keep the records, and is not published", definition.key);
    }
    let facts = Facts::open(&asked.facts)?;
    let register = load::register_and_nominations(&facts)?;
    let areas = load::areas(&facts)?;
    let mut counter = quality::Counter::new(it, &areas, asked.on, asked.as_known_on);
    let excluded = each_person(&facts, &register, |history, words| counter.person(history, words))?;
    let on = asked.on.unwrap_or(it.on);
    let mut report = quality_report(definition, &counter.finish(), on, asked.as_known_on);
    report.left_out.extend(left_out(&excluded, asked));
    Ok(report)
}

/// Rows of the facts that belong to nobody, or come a second time; of few, if it is for print, only
/// that they were few.
fn left_out(excluded: &Exclusions, asked: &Run) -> Vec<LeftOut> {
    let line = |(reason, count): (&Exclusion, &u64)| LeftOut {
        cohort: None,
        comparison: false,
        reason: reason.word(),
        count: *count,
        few: asked.published && *count < FEW,
    };
    excluded.iter().map(line).collect()
}
