//! A folder of facts: which files there are for each fact, checked before anything is read.
//!
//! A fact is `NAME.parquet`, or every Parquet file under a folder `NAME`, or both: together they
//! are one fact.

mod form;

use std::collections::BTreeMap;
use std::fs::File;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use arrow::record_batch::RecordBatch;
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{
    ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReader,
    ParquetRecordBatchReaderBuilder, RowSelection,
};
use parquet::file::metadata::{PageIndexPolicy, ParquetMetaData};
use parquet::file::reader::ChunkReader;

use crate::error::FactsError;
use crate::schema::{Fact, Holds};

/// Rows handed on at a time.
const BATCH_ROWS: usize = 8192;

/// One file of a fact.
#[derive(Debug, Clone)]
pub struct FactFile {
    path: PathBuf,
    metadata: ArrowReaderMetadata,
}

/// A file of facts, as much of it as tells it from others.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Seen {
    /// Where it is in the folder.
    pub path: String,
    /// How many bytes it has.
    pub bytes: u64,
    /// How many rows it has.
    pub rows: u64,
}

/// The facts of a folder.
#[derive(Debug, Clone)]
pub struct Facts {
    folder: PathBuf,
    files: BTreeMap<Fact, Vec<FactFile>>,
}

impl Facts {
    /// Finds and checks the files of a folder. Facts that a measure does not need may be missing.
    pub fn open(folder: &Path) -> Result<Self, FactsError> {
        if !folder.is_dir() {
            return Err(FactsError::NoFolder { path: folder.to_owned() });
        }
        let mut files = BTreeMap::new();
        for fact in Fact::ALL {
            let paths = paths(folder, fact)?;
            let opened = paths.iter().map(|path| FactFile::open(path, fact));
            files.insert(fact, opened.collect::<Result<Vec<_>, _>>()?);
        }
        Ok(Self { folder: folder.to_owned(), files })
    }

    /// Every file, in the order of their places.
    ///
    /// # Errors
    ///
    /// A file that has gone since the folder was opened.
    pub fn seen(&self) -> Result<Vec<Seen>, FactsError> {
        let mut seen = Vec::new();
        for file in self.files.values().flatten() {
            let about = std::fs::metadata(&file.path)
                .map_err(|cause| FactsError::Io { path: file.path.clone(), cause })?;
            let place = file.path.strip_prefix(&self.folder).unwrap_or(&file.path);
            let parts: Vec<_> = place.iter().map(|it| it.to_string_lossy()).collect();
            seen.push(Seen { path: parts.join("/"), bytes: about.len(), rows: file.rows() });
        }
        seen.sort();
        Ok(seen)
    }

    /// Refuses a folder that has not these files.
    pub(crate) fn must_be(&self, files: &[Seen]) -> Result<(), FactsError> {
        let here = self.seen()?;
        let other = files.iter().find(|it| !here.contains(it));
        let other = other.or_else(|| here.iter().find(|it| !files.contains(it)));
        let Some(Seen { path, .. }) = other else { return Ok(()) };
        let why = format!("{path} is not the same here and there");
        Err(FactsError::OtherFacts { path: self.folder.clone(), why })
    }

    /// The files of a fact, of which there must be one at least.
    pub fn files(&self, fact: Fact) -> Result<&[FactFile], FactsError> {
        match self.files.get(&fact) {
            Some(files) if !files.is_empty() => Ok(files),
            Some(_) | None => {
                Err(FactsError::Missing { path: self.folder.clone(), fact: fact.name() })
            }
        }
    }
}

/// The Parquet files of a fact, in the order of their names.
pub(crate) fn paths(folder: &Path, fact: Fact) -> Result<Vec<PathBuf>, FactsError> {
    let mut paths = Vec::new();
    let one = folder.join(format!("{}.parquet", fact.name()));
    if one.is_file() {
        paths.push(one);
    }
    let many = folder.join(fact.name());
    if many.is_dir() {
        gather(&many, &mut paths)?;
    }
    paths.sort();
    Ok(paths)
}

fn gather(folder: &Path, paths: &mut Vec<PathBuf>) -> Result<(), FactsError> {
    let io = |cause| FactsError::Io { path: folder.to_owned(), cause };
    for entry in std::fs::read_dir(folder).map_err(io)? {
        let path = entry.map_err(io)?.path();
        if path.is_dir() {
            gather(&path, paths)?;
        } else if path.extension().is_some_and(|it| it == "parquet") {
            paths.push(path);
        }
    }
    Ok(())
}

impl FactFile {
    fn open(path: &Path, fact: Fact) -> Result<Self, FactsError> {
        let file =
            File::open(path).map_err(|cause| FactsError::Io { path: path.to_owned(), cause })?;
        let broken = |error: parquet::errors::ParquetError| FactsError::NotParquet {
            path: path.to_owned(),
            why: error.to_string(),
        };
        let options = || {
            ArrowReaderOptions::new()
                .with_skip_arrow_metadata(true)
                .with_page_index_policy(PageIndexPolicy::Optional)
        };
        let read = ArrowReaderMetadata::load(&file, options()).map_err(broken)?;
        form::check(path, fact, &read)?;
        let schema = with_dictionaries(read.schema());
        let metadata = ArrowReaderMetadata::try_new(
            Arc::clone(read.metadata()),
            options().with_schema(schema),
        )
        .map_err(broken)?;
        Ok(Self { path: path.to_owned(), metadata })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What its footer says.
    pub fn metadata(&self) -> &ParquetMetaData {
        self.metadata.metadata()
    }

    /// How many rows it has.
    pub fn rows(&self) -> u64 {
        u64::try_from(self.metadata().file_metadata().num_rows()).unwrap_or(0)
    }

    /// The place of a column, which was checked to be there.
    pub(crate) fn place(&self, column: &str) -> Option<usize> {
        let columns = self.metadata().file_metadata().schema_descr().columns();
        columns.iter().position(|it| it.path().parts() == [column])
    }

    /// Reads columns of some row groups, and of them only some rows if a selection is given.
    pub(crate) fn read(
        &self,
        columns: &[&str],
        groups: Vec<usize>,
        selection: Option<RowSelection>,
    ) -> Result<Batches<'_>, FactsError> {
        let file = File::open(&self.path)
            .map_err(|cause| FactsError::Io { path: self.path.clone(), cause })?;
        self.read_of(file, columns, groups, selection)
    }

    /// Reads columns as [`Self::read`] does, of bytes that were read from the file before.
    pub(crate) fn read_of(
        &self,
        bytes: impl ChunkReader + 'static,
        columns: &[&str],
        groups: Vec<usize>,
        selection: Option<RowSelection>,
    ) -> Result<Batches<'_>, FactsError> {
        let leaves = columns.iter().filter_map(|it| self.place(it));
        let schema = self.metadata().file_metadata().schema_descr();
        let mask = ProjectionMask::leaves(schema, leaves);
        let mut builder =
            ParquetRecordBatchReaderBuilder::new_with_metadata(bytes, self.metadata.clone())
                .with_projection(mask)
                .with_row_groups(groups)
                .with_batch_size(BATCH_ROWS);
        if let Some(selection) = selection {
            builder = builder.with_row_selection(selection);
        }
        let reader = builder.build().map_err(|error| self.damaged(error))?;
        Ok(Batches { file: self, reader })
    }

    pub(crate) fn damaged(&self, why: impl std::fmt::Display) -> FactsError {
        FactsError::Damaged { path: self.path.clone(), why: why.to_string() }
    }

    /// Every row group.
    pub(crate) fn groups(&self) -> Vec<usize> {
        (0..self.metadata().num_row_groups()).collect()
    }
}

/// What is read of a file, batch by batch.
pub(crate) struct Batches<'a> {
    file: &'a FactFile,
    reader: ParquetRecordBatchReader,
}

impl Iterator for Batches<'_> {
    type Item = Result<RecordBatch, FactsError>;

    fn next(&mut self) -> Option<Self::Item> {
        // The library stops the program over lengths in a damaged page that it does not check.
        match catch_unwind(AssertUnwindSafe(|| self.reader.next())) {
            Ok(batch) => batch.map(|it| it.map_err(|error| self.file.damaged(error))),
            Err(_) => Some(Err(self.file.damaged("a page contradicts itself"))),
        }
    }
}

/// The same columns, with texts as numbers that stand for words.
fn with_dictionaries(schema: &Schema) -> SchemaRef {
    let word = Holds::Word.arrow();
    let dictionary = DataType::Dictionary(Box::new(DataType::Int32), Box::new(word.clone()));
    let field = |it: &Arc<Field>| {
        if *it.data_type() == word {
            Arc::new(Field::clone(it).with_data_type(dictionary.clone()))
        } else {
            Arc::clone(it)
        }
    };
    Arc::new(Schema::new(schema.fields().iter().map(field).collect::<Vec<_>>()))
}
