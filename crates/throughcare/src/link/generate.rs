//! `throughcare link generate`.

use std::fs;

use lists::TextWriter;
use lists::synthetic::{Mistakes, Population, Record};

use super::cli::Generate;
use super::inputs;
use super::progress::Progress;
use super::summary::Summary;
use crate::failure::{Failure, Outcome};

const COLUMNS: [&str; 14] = [
    "record_id",
    "source",
    "forename",
    "middle_name",
    "surname",
    "alias_forename",
    "alias_surname",
    "dob",
    "sex",
    "postcode",
    "pnc_id",
    "cro_number",
    "prison_number",
    "crn",
];

pub(super) fn generate(asked: &Generate) -> Outcome {
    inputs::threads(&asked.way)?;
    let mut summary = Summary::begin();
    let unwritable =
        |cause| Failure::refused(format!("{} cannot be made: {cause}", asked.out.display()));
    fs::create_dir_all(&asked.out).map_err(unwritable)?;
    let (records, truth) = (asked.out.join("records.parquet"), asked.out.join("truth.parquet"));
    let mut list = TextWriter::create(&records, &COLUMNS)?;
    let mut people = TextWriter::create(&truth, &["record_id", "source", "person_id"])?;
    let progress = Progress::waiting("Making people up");
    for it in Population::new(asked.people, asked.seed, Mistakes::usual()).records() {
        list.take(columns(&it))?;
        let person = it.person.to_string();
        people.take([Some(it.record_id.as_str()), Some(it.source), Some(&person)])?;
    }
    drop(progress);
    let made = list.finish()?;
    people.finish()?;
    summary.phase("generate");
    summary.tell("people", asked.people);
    summary.tell("records", made);
    summary.tell("records_file", records.display().to_string());
    summary.tell("truth_file", truth.display().to_string());
    let told = format!("Made up {made} records of {} people.", asked.people);
    summary.end(&asked.way, &[told]);
    Ok(())
}

fn columns(it: &Record) -> [Option<&str>; 14] {
    [
        Some(&it.record_id),
        Some(it.source),
        it.forename.as_deref(),
        it.middle_name.as_deref(),
        it.surname.as_deref(),
        it.alias_forename.as_deref(),
        it.alias_surname.as_deref(),
        it.dob.as_deref(),
        it.sex.as_deref(),
        it.postcode.as_deref(),
        it.pnc_id.as_deref(),
        it.cro_number.as_deref(),
        it.prison_number.as_deref(),
        it.crn.as_deref(),
    ]
}
