//! Facts into Parquet: rows gathered column by column, written in row groups that end where a
//! person ends, so that a range of people is a range of row groups.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow::array::{ArrayRef, BooleanArray, Date32Array, Int64Array, StringArray};
use arrow::datatypes::SchemaRef;
use arrow::record_batch::RecordBatch;
use measures::fact::Day;
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, Encoding};
use parquet::file::metadata::KeyValue;
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::schema::types::ColumnPath;

use crate::error::FactsError;
use crate::schema::{Fact, VERSION, VERSION_KEY};

/// Rows of a row group: some ten thousand people's offences, a few megabytes.
const GROUP_ROWS: usize = 131_072;
/// Rows of a page: small, so that a reader of some people can leave most pages alone.
const PAGE_ROWS: usize = 2048;

/// A column being gathered.
#[derive(Debug, Clone)]
pub enum Cells {
    /// Whole numbers.
    Numbers(Vec<i64>),
    /// Dates, or none.
    Dates(Vec<Option<Day>>),
    /// Words, or none.
    Words(Vec<Option<&'static str>>),
    /// Yes or no.
    Flags(Vec<bool>),
}

/// Writes one file of a fact.
#[derive(Debug)]
pub struct FactWriter {
    path: PathBuf,
    schema: SchemaRef,
    writer: ArrowWriter<File>,
}

impl FactWriter {
    /// Begins a file, in a folder that is made where there is none.
    pub fn create(path: &Path, fact: Fact) -> Result<Self, FactsError> {
        let io = |cause| FactsError::Io { path: path.to_owned(), cause };
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(io)?;
        }
        let file = File::create(path).map_err(io)?;
        let schema = fact.schema();
        let writer = ArrowWriter::try_new(file, Arc::clone(&schema), Some(properties()))
            .map_err(|error| damaged(path, &error))?;
        Ok(Self { path: path.to_owned(), schema, writer })
    }

    /// Writes rows as one row group, and empties them.
    pub fn group(&mut self, columns: &mut [Cells]) -> Result<(), FactsError> {
        let arrays = columns.iter_mut().map(Cells::take).collect();
        let batch = RecordBatch::try_new(Arc::clone(&self.schema), arrays)
            .map_err(|error| FactsError::Engine(error.into()))?;
        self.writer.write(&batch).map_err(|error| damaged(&self.path, &error))?;
        self.writer.flush().map_err(|error| damaged(&self.path, &error))
    }

    /// Ends the file.
    pub fn finish(self) -> Result<(), FactsError> {
        self.writer.close().map(|_| ()).map_err(|error| damaged(&self.path, &error))
    }
}

/// Whether there are rows for a row group.
pub(crate) fn is_full(rows: usize) -> bool {
    rows >= GROUP_ROWS
}

impl Cells {
    fn take(&mut self) -> ArrayRef {
        match self {
            Self::Numbers(it) => Arc::new(Int64Array::from(std::mem::take(it))),
            Self::Dates(it) => Arc::new(Date32Array::from(std::mem::take(it))),
            Self::Words(it) => Arc::new(StringArray::from(std::mem::take(it))),
            Self::Flags(it) => Arc::new(BooleanArray::from(std::mem::take(it))),
        }
    }
}

fn damaged(path: &Path, error: &parquet::errors::ParquetError) -> FactsError {
    FactsError::Damaged { path: path.to_owned(), why: error.to_string() }
}

/// Dictionaries pack what repeats into a few bits, which leaves little for compression to do and
/// lets a reader skip rows for nothing.
fn properties() -> WriterProperties {
    let version = KeyValue::new(VERSION_KEY.to_owned(), VERSION.to_string());
    let growing = |it: &str| ColumnPath::from(it);
    WriterProperties::builder()
        .set_key_value_metadata(Some(vec![version]))
        .set_compression(Compression::UNCOMPRESSED)
        .set_max_row_group_row_count(Some(GROUP_ROWS * 2))
        .set_data_page_row_count_limit(PAGE_ROWS)
        .set_write_batch_size(1024)
        .set_statistics_enabled(EnabledStatistics::Chunk)
        .set_column_statistics_enabled(growing("person_id"), EnabledStatistics::Page)
        .set_column_dictionary_enabled(growing("offence_id"), false)
        .set_column_encoding(growing("offence_id"), Encoding::DELTA_BINARY_PACKED)
        .set_column_dictionary_enabled(growing("registration_id"), false)
        .build()
}
