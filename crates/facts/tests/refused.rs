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
use facts::error::FactsError;
use facts::folder::Facts;
use facts::generate::{Asked, generate};
use facts::schema::{Fact, VERSION_KEY};
use facts::{engine, load};
use measures::count::Plan;
use measures::definition::Definitions;
use measures::tally::Counted;
use parquet::arrow::ArrowWriter;
use parquet::basic::{BrotliLevel, Compression};
use parquet::file::metadata::{
    ColumnChunkMetaDataBuilder, KeyValue, ParquetMetaDataReader, ParquetMetaDataWriter,
};
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::file::statistics::Statistics;

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

type Part = ColumnChunkMetaDataBuilder;

/// Writes the footer of a file again, with something else said of each part of a column.
fn claim(path: &Path, of: impl Fn(&str, Part) -> Part) {
    let bytes = fs::read(path).expect("the file");
    let file = fs::File::open(path).expect("the file");
    let metadata = ParquetMetaDataReader::new().parse_and_finish(&file).expect("a footer");
    let mut groups = Vec::new();
    for group in metadata.row_groups() {
        let columns = group.columns().iter().map(|it| {
            let name = it.column_path().string();
            of(&name, it.clone().into_builder()).build().expect("a part of a column")
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

/// Writes stays of somebody who does not matter, of nobody, and of four hundred from a number on,
/// two to a page.
fn write_hole(path: &Path, first: i64) {
    let people = [Some(-5), None].into_iter().chain((first..first + 400).map(Some));
    let people: ArrayRef = Arc::new(people.collect::<Int64Array>());
    let days = || -> ArrayRef { Arc::new(Date32Array::from(vec![1; 402])) };
    let columns = [("person_id", people), ("from_date", days()), ("to_date", days())];
    let batch = RecordBatch::try_from_iter(columns).expect("columns as long as each other");
    let properties = WriterProperties::builder()
        .set_key_value_metadata(Some(vec![KeyValue::new(VERSION_KEY.into(), "1".to_owned())]))
        .set_data_page_row_count_limit(2)
        .set_write_batch_size(1)
        .set_statistics_enabled(EnabledStatistics::Page)
        .build();
    let file = fs::File::create(path).expect("a file");
    let mut writer = ArrowWriter::try_new(file, batch.schema(), Some(properties)).expect("begun");
    writer.write(&batch).expect("rows");
    writer.close().expect("an end");
}

fn counted(facts: Facts) -> Result<Counted, FactsError> {
    let shipped = Definitions::shipped().expect("the shipped definitions are right");
    let ask = measures::count::Asked { custody: true, ..Default::default() };
    let areas = load::areas(&facts).expect("can be read");
    let plan = Plan::new(shipped.get("ni30").expect("is shipped"), ask, areas);
    let plan = plan.expect("counts offences");
    let register = load::register(&facts, &plan).expect("can be read");
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(engine::count(facts, plan, register, 1))
}

#[test]
fn empty_places_among_people_who_do_not_matter_are_found() {
    let folder = nation("hole");
    let path = folder.join("custody.parquet");
    // Nobody of the nation is in the first file, and everybody in the second.
    for first in [0, 1_000_000] {
        write_hole(&path, first);
        assert!(refusal(&folder).contains("person_id is empty in 1 rows"));
        // A program may leave it to the pages to say how many places are empty.
        let said = |empty| Statistics::int64(Some(-5), Some(first + 399), None, empty, false);
        let claimed = |empty| {
            claim(&path, |column, it| match column {
                "person_id" => it.set_statistics(said(empty)),
                _ => it,
            });
            counted(Facts::open(&folder).expect("nothing tells of it"))
        };
        let error = claimed(None).expect_err("is found").to_string();
        assert!(error.contains("the column person_id is empty in 1 rows"), "{first}: {error}");
        assert_eq!(claimed(Some(0)).is_ok(), first == 0, "only a lie in the footer hides it");
    }
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
        claim(&path, |_, it| it.set_compression(compression));
        let refusal = refusal(&folder);
        let first = "custody.parquet: the column person_id is compressed with ";
        assert!(refusal.starts_with(&format!("{first}{name}")), "{refusal}");
        assert!(refusal.ends_with("; this program reads SNAPPY, GZIP, ZSTD or none"), "{refusal}");
    }
    claim(&path, |_, it| it.set_compression(Compression::UNCOMPRESSED));
    assert!(Facts::open(&folder).is_ok());
}
