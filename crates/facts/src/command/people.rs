//! Measures that count no offences: equality, and the quality of records.

use std::collections::BTreeSet;

use anyhow::bail;
use measures::definition::{DataQuality, Definition, Equality};
use measures::figure::{LeftOut, Report, equality_hidden, equality_report, quality_report};
use measures::tally::Exclusions;
use measures::{equality, quality};

use crate::cli::Run;
use crate::engine::each_person;
use crate::folder::Facts;
use crate::load;

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
    let report = equality_report(definition, it, &groups, &hidden, on, asked.as_known_on);
    let report = with(report, &excluded);
    Ok(if asked.published { report.with_few_blurred() } else { report })
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
    let report = quality_report(definition, &counter.finish(), on, asked.as_known_on);
    Ok(with(report, &excluded))
}

/// With the rows of the facts that belong to nobody, or come a second time.
fn with(mut report: Report, excluded: &Exclusions) -> Report {
    report.left_out.extend(excluded.iter().map(|(reason, count)| LeftOut {
        cohort: None,
        comparison: false,
        reason: reason.word(),
        count: *count,
        few: false,
    }));
    report
}
