//! A made-up nation read back from its files in the plainest way, for an oracle to go over.

use std::fs::File;
use std::path::Path;

use arrow::array::{Array as _, AsArray as _};
use arrow::datatypes::{Date32Type, Int64Type};
use arrow::record_batch::RecordBatch;
use measures::definition::OffenceClass;
use measures::fact::{Area, Day, Nomination, Offence, Person, Registration, Stay};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

use crate::rows::{ETHNICITIES, Facts, SEXES, STRANDS};

/// A row of a file by the names of its columns.
struct Row<'a>(&'a RecordBatch, usize);

impl Row<'_> {
    fn number(&self, name: &str) -> i64 {
        self.0.column_by_name(name).unwrap().as_primitive::<Int64Type>().value(self.1)
    }

    fn day_if_any(&self, name: &str) -> Option<Day> {
        let column = self.0.column_by_name(name).unwrap().as_primitive::<Date32Type>();
        column.is_valid(self.1).then(|| column.value(self.1))
    }

    fn day(&self, name: &str) -> Day {
        self.day_if_any(name).unwrap()
    }

    fn word(&self, name: &str) -> &str {
        let column = self.0.column_by_name(name).unwrap().as_string::<i32>();
        if column.is_valid(self.1) { column.value(self.1) } else { "" }
    }

    fn flag(&self, name: &str) -> bool {
        self.0.column_by_name(name).unwrap().as_boolean().value(self.1)
    }

    /// The place of a word among those that there are, from 1.
    fn code(&self, name: &str, words: &[&str]) -> u16 {
        let place = words.iter().position(|it| *it == self.word(name)).unwrap();
        u16::try_from(place + 1).unwrap()
    }
}

fn rows<T>(path: &Path, make: impl Fn(&Row<'_>) -> T) -> Vec<T> {
    let file = File::open(path).unwrap();
    let mut rows = Vec::new();
    for batch in ParquetRecordBatchReaderBuilder::try_new(file).unwrap().build().unwrap() {
        let batch = batch.unwrap();
        rows.extend((0..batch.num_rows()).map(|row| make(&Row(&batch, row))));
    }
    rows
}

/// Reads a folder.
pub(crate) fn read(folder: &Path) -> Facts {
    let mut facts = Facts {
        people: rows(&folder.join("person.parquet"), person),
        registrations: rows(&folder.join("registration.parquet"), registration),
        nominations: rows(&folder.join("nomination.parquet"), nomination),
        stays: rows(&folder.join("custody.parquet"), stay),
        offences: rows(&folder.join("offence/part-0000.parquet"), offence),
        areas: rows(&folder.join("area.parquet"), area),
    };
    facts.sort();
    facts
}

fn person(row: &Row<'_>) -> Person {
    Person {
        person_id: row.number("person_id"),
        sex: row.code("sex", &SEXES),
        ethnicity: row.code("ethnicity", &ETHNICITIES),
        born: row.day_if_any("date_of_birth"),
        died: row.day_if_any("death_date"),
    }
}

fn registration(row: &Row<'_>) -> Registration {
    Registration {
        registration_id: row.number("registration_id"),
        person_id: row.number("person_id"),
        scheme_id: row.number("scheme_id"),
        strand: row.code("strand", &STRANDS),
        statutory: row.flag("statutory"),
        entered: row.day("entry_date"),
        left: row.day_if_any("exit_date"),
        known: row.day("known_at"),
    }
}

fn nomination(row: &Row<'_>) -> Nomination {
    Nomination {
        person_id: row.number("person_id"),
        scheme_id: row.number("scheme_id"),
        day: row.day("date"),
        taken_on: row.word("outcome") == "taken_on",
    }
}

fn stay(row: &Row<'_>) -> (i64, Stay) {
    let until = row.day_if_any("to_date").unwrap_or(Day::MAX);
    (row.number("person_id"), Stay { from: row.day("from_date"), until })
}

fn offence(row: &Row<'_>) -> (i64, Offence) {
    let proven = row.day_if_any("conviction_date");
    let cautions = ["caution", "conditional_caution", "reprimand", "final_warning"];
    let offence = Offence {
        offence_id: row.number("offence_id"),
        offended: row.day("offence_date"),
        proven: proven.filter(|_| !["NG", "NC"].contains(&row.word("verdict"))),
        known: row.day("known_at"),
        class: OffenceClass::of_key(row.word("offence_class")),
        cautioned: cautions.contains(&row.word("disposal")),
        recordable: row.flag("recordable"),
        breach: row.flag("breach"),
    };
    (row.number("person_id"), offence)
}

fn area(row: &Row<'_>) -> Area {
    Area {
        scheme_id: row.number("scheme_id"),
        cdrp_id: row.number("cdrp_id"),
        lcjb_id: row.number("lcjb_id"),
        region_id: row.number("region_id"),
        from: row.day("from_date"),
        until: row.day_if_any("to_date"),
    }
}
