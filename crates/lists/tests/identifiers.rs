//! Identifiers in lists, the whole way from a file to the weight of a pair.

#![expect(clippy::unwrap_used, reason = "a test that cannot read its own list must fail")]

use std::path::PathBuf;

use jiff::civil::{Date, date};
use linkage::{Matcher, Model, Records, Thresholds};
use lists::{FileRef, Manner, Names, Prepared, Reading, Reason};

const TODAY: Date = date(2026, 3, 1);

/// A file that is taken away afterwards.
struct File(PathBuf);

impl Drop for File {
    fn drop(&mut self) {
        drop(std::fs::remove_file(&self.0));
    }
}

/// A model that compares this column, and outward codes.
fn model(column: &str) -> Model {
    let comparison = |name: &str| {
        serde_json::json!({ "output_column_name": name, "comparison_levels": [
            {
                "sql_condition": format!("\"{name}_l\" IS NULL OR \"{name}_r\" IS NULL"),
                "is_null_level": true,
            },
            {
                "sql_condition": format!("\"{name}_l\" = \"{name}_r\""),
                "m_probability": 0.9,
                "u_probability": 0.0001,
            },
            { "sql_condition": "ELSE", "m_probability": 0.1, "u_probability": 0.9999 },
        ]})
    };
    let settings = serde_json::json!({
        "link_type": "dedupe_only",
        "probability_two_random_records_match": 0.01,
        "unique_id_column_name": "record_id",
        "blocking_rules_to_generate_predictions": [format!("l.{column} = r.{column}")],
        "comparisons": [comparison(column), comparison("outcode")],
    });
    Model::parse(&settings.to_string()).unwrap()
}

/// Records that have these texts in a column, prepared as the model needs them.
fn read(model: &Model, column: &str, typed: &[&str]) -> (Records, Prepared) {
    let name = format!("identifiers-{column}-{}.csv", std::process::id());
    let file = File(std::env::temp_dir().join(name));
    let rows = typed.iter().enumerate().map(|(number, typed)| format!("{number},\"{typed}\"\n"));
    let text: String = rows.collect();
    std::fs::write(&file.0, format!("record_id,{column}\n{text}")).unwrap();
    let reading = Reading {
        layout: &model.layout(),
        id: "record_id",
        sources: &["source"],
        names: &Names::default(),
        manner: Manner::Prepared { today: TODAY },
    };
    let read = lists::records(&[FileRef::new(&file.0)], &reading).unwrap();
    (read.records, read.prepared.unwrap())
}

/// The records of a list that may be the one of which this was typed.
fn found(column: &str, list: &[&str], typed: &str) -> (Vec<u32>, Prepared) {
    let model = model(column);
    let (records, prepared) = read(&model, column, list);
    let matcher = Matcher::new(&model, records, Thresholds::default()).unwrap();
    let (arrived, _) = lists::given(&[(column, typed)], TODAY);
    let found = matcher.candidates(&arrived, 0.0);
    (found.into_iter().map(|it| it.row).collect(), prepared)
}

#[test]
fn an_arrest_number_is_found_in_any_of_its_spellings() {
    let list =
        ["12/0000/00/00000012345E", "1200000000000012345E", "12/0000/00/12345X", "12/0000/00/1M"];
    let (rows, prepared) = found("asn", &list, "12/0000/00/12345e");
    assert_eq!(rows, [0, 1]);
    assert_eq!(prepared.set_aside[&("asn".to_owned(), Reason::CheckLetter)], 1);
}

#[test]
fn the_first_of_several_numbers_in_a_field_is_found_by_a_record_that_has_it() {
    let list = ["2002/0073319Z;79/163001B", "79/163001B"];
    let (rows, prepared) = found("pnc_id", &list, "02/73319Z");
    assert_eq!(rows, [0]);
    assert_eq!(prepared.set_aside[&("pnc_id".to_owned(), Reason::MoreThanOne)], 1);
    assert_eq!(found("pnc_id", &list, "79/163001B;02/73319Z").0, [1]);
}
