//! A list out of any bytes: it is read whole or refused in a sentence.

use std::path::Path;

use domain::Date;
use linkage::Layout;
use lists::{FileRef, Manner, Names, PREPARED, PreparedWriter, Reading};

/// Every column that is read of some list; a column that holds no text is one of `COLUMNS` alone.
const COLUMNS: [&str; 8] =
    ["record_id", "forename", "surname", "dob", "seen", "alias_surname", "shoe_size", "here"];

pub fn read(bytes: &[u8], ending: &str) {
    let folder = std::env::temp_dir().join(format!("throughcare-fuzz-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("there is room for the list");
    let path = folder.join(format!("list.{ending}"));
    std::fs::write(&path, bytes).expect("there is room for the list");
    for column in COLUMNS {
        if let Err(refused) = lists::columns(&path, &[], &[column]) {
            assert!(!refused.to_string().is_empty());
        }
    }
    let today = Date::new(2026, 11, 22).expect("a day of the calendar");
    people(&path, today);
    rewritten(&path, &folder.join("prepared.csv"), today);
}

fn people(path: &Path, today: Date) {
    let (layout, names) = (Layout::of(PREPARED), Names::default());
    for manner in [Manner::AsTyped, Manner::Prepared { today }] {
        let sources = &["source"];
        let reading = Reading { layout: &layout, id: "record_id", sources, names: &names, manner };
        if let Ok(read) = lists::records(&[FileRef::new(path)], &reading) {
            for row in 0..read.records.len().min(8) {
                let row = u32::try_from(row).expect("below eight");
                assert!(!read.records.id(row).is_empty());
                drop(read.records.shown("names", row));
            }
        }
    }
}

/// What is prepared and written is a list again, with as many records.
fn rewritten(path: &Path, to: &Path, today: Date) {
    let mut writer = PreparedWriter::create(to).expect("there is room for the list");
    let files = [FileRef::new(path)];
    if lists::prepare_files(&files, &Names::default(), today, &mut writer).is_err() {
        return;
    }
    let written = writer.finish().expect("there is room for the list");
    let again = lists::columns(to, &["record_id", "source"], &PREPARED);
    let again = again.expect("what was written can be read");
    let read: usize = again.iter().map(lists::Table::len).sum();
    assert_eq!(written, read as u64);
}
