//! Files of which a byte is wrong, wherever: a figure that may be wrong, or an error, but never a
//! program that stops.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a helper of a test may fall over"
)]

use std::fs;
use std::path::{Path, PathBuf};

use chance::Chance;
use facts::engine;
use facts::error::FactsError;
use facts::folder::Facts;
use facts::generate::{Asked, generate};
use facts::load;
use measures::count::Plan;
use measures::definition::Definitions;
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::basic::{Compression, Encoding};
use parquet::file::metadata::{ParquetMetaDataReader, RowGroupMetaData};
use parquet::file::properties::{WriterProperties, WriterPropertiesBuilder};
use parquet::schema::types::ColumnPath;

/// Wrong bytes in each file of each packing.
const DAMAGES: u32 = 60;

fn nation(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).expect("what a test before has left");
    }
    let asked = Asked { offences: 400, seed: 3, effect: 0.2, schemes: 5 };
    generate(asked, &folder, |_| ()).expect("a nation can be made");
    folder
}

/// Uncompressed, so that a wrong byte gets as far as whatever unpacks the values.
fn as_usual() -> WriterPropertiesBuilder {
    WriterProperties::builder().set_compression(Compression::UNCOMPRESSED)
}

/// As hardly any program packs facts.
fn seldom() -> WriterPropertiesBuilder {
    let texts = ["sex", "ethnicity", "offence_code", "offence_class", "disposal", "verdict"];
    texts.into_iter().fold(as_usual().set_dictionary_enabled(false), |properties, it| {
        properties.set_column_encoding(ColumnPath::from(it), Encoding::DELTA_LENGTH_BYTE_ARRAY)
    })
}

/// Packs a file anew; its bytes, and how many of them are pages.
fn packed(path: &Path, properties: WriterPropertiesBuilder) -> (Vec<u8>, usize) {
    let file = fs::File::open(path).expect("the file");
    let builder = ParquetRecordBatchReaderBuilder::try_new(file).expect("facts");
    let said = builder.metadata().file_metadata().key_value_metadata().cloned();
    let properties = properties.set_key_value_metadata(said).build();
    let mut bytes = Vec::new();
    let mut writer = ArrowWriter::try_new(&mut bytes, builder.schema().clone(), Some(properties))
        .expect("a writer");
    for batch in builder.build().expect("rows") {
        writer.write(&batch.expect("rows")).expect("rows");
    }
    writer.close().expect("an end");
    let file = bytes::Bytes::from(bytes.clone());
    let metadata = ParquetMetaDataReader::new().parse_and_finish(&file).expect("a footer");
    let columns = metadata.row_groups().iter().flat_map(RowGroupMetaData::columns);
    let ends = columns.map(|it| it.byte_range().0 + it.byte_range().1);
    let pages = usize::try_from(ends.max().expect("columns")).expect("a small file");
    (bytes, pages)
}

/// Opens, checks and counts.
fn use_all(folder: &Path) -> Result<(), FactsError> {
    facts::check::check(folder).map(drop)?;
    let facts = Facts::open(folder)?;
    let shipped = Definitions::shipped().expect("the shipped definitions are right");
    let asked = measures::count::Asked { custody: true, ..Default::default() };
    let plan = Plan::new(shipped.get("ni30").expect("is shipped"), asked, load::areas(&facts)?);
    let plan = plan.expect("counts offences");
    let register = load::register(&facts, &plan)?;
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(engine::count(facts, plan, register, 1)).map(drop)
}

fn damage_everywhere(name: &str, properties: fn() -> WriterPropertiesBuilder) {
    let folder = nation(name);
    let mut refused = 0;
    for file in ["person", "registration", "offence/part-0000", "custody"] {
        let path = folder.join(format!("{file}.parquet"));
        let right = fs::read(&path).expect("the file");
        let (whole, pages) = packed(&path, properties());
        fs::write(&path, &whole).expect("the file");
        use_all(&folder).expect("packed otherwise they are the same facts");
        let mut chance = Chance::starting_at(11);
        for _ in 0..DAMAGES {
            let mut damaged = whole.clone();
            let at = usize::try_from(chance.below(u32::try_from(pages).expect("small")));
            let by = u8::try_from(1 + chance.below(255)).expect("a byte");
            damaged[at.expect("small")] ^= by;
            fs::write(&path, damaged).expect("the file");
            if let Err(error) = use_all(&folder) {
                assert!(!error.to_string().contains("panic"), "{file}: {error}");
                refused += 1;
            }
        }
        fs::write(&path, right).expect("the file");
    }
    assert!(refused > DAMAGES / 4, "some are noticed: {refused}");
}

#[test]
fn a_wrong_byte_in_facts_as_they_are_written_stops_nothing() {
    damage_everywhere("damaged-as-usual", as_usual);
}

#[test]
fn a_wrong_byte_in_facts_as_they_are_seldom_packed_stops_nothing() {
    damage_everywhere("damaged-seldom", seldom);
}
