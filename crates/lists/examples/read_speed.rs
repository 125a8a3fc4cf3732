//! How long it takes to read lists and to prepare them: `read_speed FILE...`, Parquet or CSV.
#![expect(clippy::print_stdout, reason = "an example speaks to a terminal")]

use std::time::Instant;

use lists::{FileRef, ListError, Manner, Names, PREPARED, Reading};

fn main() -> Result<(), ListError> {
    let mut layout = linkage::Layout::of(PREPARED);
    layout.compare("forename", "surname");
    let files: Vec<FileRef> = std::env::args_os().skip(1).map(FileRef::new).collect();
    let reading = Reading {
        layout: &layout,
        id: "record_id",
        sources: &["source"],
        names: &Names::default(),
        manner: Manner::Prepared { today: jiff::civil::date(2026, 1, 1) },
    };
    let begun = Instant::now();
    let read = lists::records(&files, &reading)?;
    println!("{} records in {:?}: {:?}", read.records.len(), begun.elapsed(), read.prepared);
    Ok(())
}
