//! `throughcare link prepare`.

use lists::{FileRef, PreparedWriter};

use super::cli::Prepare;
use super::inputs;
use super::progress::Progress;
use super::summary::{Summary, set_aside};
use crate::failure::Outcome;

pub(super) fn prepare(asked: &Prepare) -> Outcome {
    inputs::threads(&asked.way)?;
    inputs::nothing_lost(&asked.records, "person", &asked.out)?;
    let mut summary = Summary::begin();
    let files: Vec<FileRef> = asked.records.iter().map(FileRef::new).collect();
    let mut writer = PreparedWriter::create(&asked.out)?;
    let progress = Progress::waiting("Preparing");
    let names = inputs::names(&asked.map)?;
    let prepared = lists::prepare_files(&files, &names, inputs::today(), &mut writer)?;
    writer.finish()?;
    drop(progress);
    summary.phase("prepare");
    summary.tell("records", prepared.records);
    summary.tell_prepared(Some(&prepared));
    let mut sentences = vec![format!("Prepared {} records.", prepared.records)];
    sentences.extend(set_aside(Some(&prepared)));
    summary.end(&asked.way, &sentences);
    Ok(())
}
