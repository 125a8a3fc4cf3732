//! Files that are not what they should be: an error that says which, what, and what would be right.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a helper of a test may fall over"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow::array::{ArrayRef, Date32Array, Int32Array, Int64Array};
use arrow::record_batch::RecordBatch;
use facts::folder::Facts;
use facts::generate::{Asked, generate};
use facts::schema::{Fact, VERSION_KEY};
use parquet::arrow::ArrowWriter;
use parquet::basic::{BrotliLevel, Compression};
use parquet::file::metadata::{KeyValue, ParquetMetaDataReader, ParquetMetaDataWriter};
use parquet::file::properties::WriterProperties;

/// A small nation that is right in all.
fn nation(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).expect("what a test before has left");
    }
    let asked = Asked { offences: 2000, seed: 3, effect: 0.2, schemes: 5 };
    generate(asked, &folder, |_| ()).expect("a nation can be made");
    folder
}

/// Puts a custody file of these columns in the place of the right one.
fn custody(folder: &Path, version: Option<&str>, columns: Vec<(&str, ArrayRef)>) {
    let batch = RecordBatch::try_from_iter(columns).expect("columns as long as each other");
    let pair = version.map(|it| KeyValue::new(VERSION_KEY.to_owned(), it.to_owned()));
    let properties =
        WriterProperties::builder().set_key_value_metadata(pair.map(|it| vec![it])).build();
    let file = fs::File::create(folder.join("custody.parquet")).expect("a file");
    let mut writer =
        ArrowWriter::try_new(file, batch.schema(), Some(properties)).expect("a writer");
    writer.write(&batch).expect("rows");
    writer.close().expect("an end");
}

fn refusal(folder: &Path) -> String {
    let error = Facts::open(folder).map(|_| ()).expect_err("is refused").to_string();
    error.replace(&format!("{}/", folder.display()), "")
}

fn numbers() -> ArrayRef {
    Arc::new(Int64Array::from(vec![1]))
}

fn dates() -> ArrayRef {
    Arc::new(Date32Array::from(vec![1]))
}

#[test]
fn a_file_of_an_older_version_is_refused() {
    let folder = nation("older");
    let columns = || vec![("person_id", numbers()), ("from_date", dates()), ("to_date", dates())];
    custody(&folder, Some("0"), columns());
    assert_eq!(
        refusal(&folder),
        "custody.parquet has facts of version 0; this program reads version 1"
    );
    custody(&folder, None, columns());
    assert_eq!(
        refusal(&folder),
        "custody.parquet has facts of version (none said); this program reads version 1"
    );
    custody(&folder, Some("1"), columns());
    assert!(Facts::open(&folder).is_ok());
}

#[test]
fn a_missing_column_is_named_with_those_that_are_there() {
    let folder = nation("missing-column");
    custody(&folder, Some("1"), vec![("person_id", numbers()), ("until", dates())]);
    assert_eq!(
        refusal(&folder),
        "custody.parquet has no column from_date, which holds a date; its columns are: \
         person_id, until"
    );
}

#[test]
fn a_column_of_another_type_is_refused_with_what_it_must_hold() {
    let folder = nation("wrong-type");
    let narrow: ArrayRef = Arc::new(Int32Array::from(vec![1]));
    custody(
        &folder,
        Some("1"),
        vec![("person_id", narrow), ("from_date", dates()), ("to_date", dates())],
    );
    assert_eq!(
        refusal(&folder),
        "custody.parquet: the column person_id holds Int32; it must hold a whole number of 64 bits"
    );
}

#[test]
fn a_file_that_was_cut_off_is_refused() {
    let folder = nation("cut");
    let path = folder.join("person.parquet");
    let whole = fs::read(&path).expect("the file");
    fs::write(&path, &whole[..whole.len() / 2]).expect("half of it");
    let refusal = refusal(&folder);
    assert!(refusal.starts_with("person.parquet is not a whole Parquet file: "), "{refusal}");
}

#[test]
fn a_fact_without_files_is_missed_when_it_is_needed() {
    let folder = nation("missing-fact");
    fs::remove_file(folder.join("area.parquet")).expect("the file");
    let facts = Facts::open(&folder).expect("what is there is right");
    let error = facts.files(Fact::Area).expect_err("is missed").to_string();
    assert!(
        error.ends_with(
            "has no facts `area`: neither area.parquet nor a .parquet file in a folder area"
        ),
        "{error}"
    );
}

#[test]
fn an_empty_place_in_a_column_that_must_be_filled_is_an_error_and_not_a_nought() {
    let folder = nation("empty");
    let holes: ArrayRef = Arc::new(Int64Array::from(vec![Some(1), None]));
    let days = || -> ArrayRef { Arc::new(Date32Array::from(vec![1, 2])) };
    custody(
        &folder,
        Some("1"),
        vec![("person_id", holes), ("from_date", days()), ("to_date", days())],
    );
    let error = facts::check::check(&folder).expect_err("is refused").to_string();
    assert!(
        error.ends_with("custody.parquet: the column person_id is empty in 1 rows; none may be"),
        "{error}"
    );
}

#[test]
fn a_folder_of_a_fact_with_no_file_in_it_is_missed() {
    let folder = nation("empty-folder");
    fs::remove_dir_all(folder.join("offence")).expect("its files");
    fs::create_dir(folder.join("offence")).expect("nothing in it");
    let error = facts::check::check(&folder).expect_err("is missed").to_string();
    assert!(error.ends_with("nor a .parquet file in a folder offence"), "{error}");
}

#[test]
fn a_folder_that_is_not_there_is_no_folder() {
    let folder = nation("gone").join("never");
    let error = Facts::open(&folder).map(|_| ()).expect_err("is refused").to_string();
    assert!(error.ends_with("gone/never is no folder"), "{error}");
}

#[test]
fn facts_are_never_made_up_among_others() {
    let folder = nation("held");
    let before = fs::read(folder.join("person.parquet")).expect("the file");
    let asked = Asked { offences: 2000, seed: 4, effect: 0.2, schemes: 5 };
    let error = generate(asked, &folder, |_| ()).expect_err("is refused").to_string();
    assert!(error.contains("held already holds facts: "), "{error}");
    assert!(fs::read(folder.join("person.parquet")).expect("the file") == before);
}

/// Says in the footer of a file that all of it is compressed in this way.
fn claim(path: &Path, compression: Compression) {
    let bytes = fs::read(path).expect("the file");
    let file = fs::File::open(path).expect("the file");
    let metadata = ParquetMetaDataReader::new().parse_and_finish(&file).expect("a footer");
    let mut groups = Vec::new();
    for group in metadata.row_groups() {
        let columns = group.columns().iter().cloned().map(|it| {
            it.into_builder().set_compression(compression).build().expect("a part of a column")
        });
        let columns = columns.collect();
        let group = group.clone().into_builder().set_column_metadata(columns);
        groups.push(group.build().expect("a row group"));
    }
    let metadata = metadata.into_builder().set_row_groups(groups).build();
    let (body, end) = bytes.split_at(bytes.len() - 8);
    let footer = usize::try_from(u32::from_le_bytes([end[0], end[1], end[2], end[3]]));
    let mut claimed = body[..body.len() - footer.expect("a size")].to_vec();
    ParquetMetaDataWriter::new(&mut claimed, &metadata).finish().expect("a footer");
    fs::write(path, claimed).expect("can be written");
}

#[test]
fn a_compression_that_cannot_be_read_is_named_before_anything_is_read() {
    let folder = nation("compressed");
    let path = folder.join("custody.parquet");
    for (compression, name) in [
        (Compression::LZ4_RAW, "LZ4_RAW"),
        (Compression::LZ4, "LZ4"),
        (Compression::BROTLI(BrotliLevel::default()), "BROTLI"),
    ] {
        claim(&path, compression);
        let refusal = refusal(&folder);
        let first = "custody.parquet: the column person_id is compressed with ";
        assert!(refusal.starts_with(&format!("{first}{name}")), "{refusal}");
        assert!(refusal.ends_with("; this program reads SNAPPY, GZIP, ZSTD or none"), "{refusal}");
    }
    claim(&path, Compression::UNCOMPRESSED);
    assert!(Facts::open(&folder).is_ok());
}
