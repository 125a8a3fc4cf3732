//! How long it takes to find whom one record belongs to in a prepared list that stands ready:
//! `one_record PREPARED.parquet MODEL.json`. Asks for records of the list itself, spread over it,
//! so that each finds somebody; prints JSON.
#![expect(clippy::print_stdout, reason = "an example speaks to a terminal")]

use std::error::Error;
use std::hint::black_box;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use linkage::{Given, Matcher, Model, Thresholds};
use lists::{FileRef, Manner, Names, Reading, Table};

const ASKED: usize = 2_000;
/// A column of lists.
const NAMES: &str = "names";

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from);
    let (Some(list), Some(model)) = (arguments.next(), arguments.next()) else {
        return Err("one_record PREPARED.parquet MODEL.json".into());
    };
    let model = Model::parse(&std::fs::read_to_string(model)?)?;
    let layout = model.layout();
    let columns: Vec<&str> = layout.columns().collect();
    let given = asked(&lists::columns(&list, &["record_id"], &columns)?, &columns);
    let reading = Reading {
        layout: &layout,
        id: model.id_column(),
        sources: &["source"],
        names: &Names::default(),
        manner: Manner::AsTyped,
    };
    let records = lists::records(&[FileRef::new(list)], &reading)?.records;
    let begun = Instant::now();
    let matcher = Matcher::new(&model, records, Thresholds::default())?;
    let ready = begun.elapsed();
    let mut took: Vec<Duration> = given.iter().map(|it| timed(&matcher, it)).collect();
    took.sort_unstable();
    let at = |hundredths: usize| {
        let place = took.len().saturating_sub(1) * hundredths / 100;
        took.get(place).map_or(0.0, |it| it.as_secs_f64() * 1000.0)
    };
    println!(
        "{{\"records\": {}, \"asked\": {}, \"ready_seconds\": {:.3}, \"median_ms\": {:.4}, \
         \"p99_ms\": {:.4}, \"most_ms\": {:.4}}}",
        matcher.records().len(),
        took.len(),
        ready.as_secs_f64(),
        at(50),
        at(99),
        at(100)
    );
    Ok(())
}

fn timed(matcher: &Matcher, given: &Given) -> Duration {
    let begun = Instant::now();
    black_box(matcher.best(black_box(given)));
    begun.elapsed()
}

/// Records spread evenly over the list.
fn asked(tables: &[Table], columns: &[&str]) -> Vec<Given> {
    let all: usize = tables.iter().map(Table::len).sum();
    let rows = tables.iter().flat_map(|it| (0..it.len()).map(move |row| (it, row)));
    let spread = rows.step_by((all / ASKED).max(1)).take(ASKED);
    spread.map(|(table, row)| given(table, row, columns)).collect()
}

fn given(table: &Table, row: usize, columns: &[&str]) -> Given {
    columns.iter().fold(Given::new(), |given, column| match table.text(column, row) {
        Some(text) if *column == NAMES && !text.is_empty() => {
            given.with_list(column, text.split(';'))
        }
        Some(text) => given.with(column, &text),
        None => given,
    })
}
