//! Parquet files: only the columns that are wanted, those of one piece of the file side by side.

use std::fs::File;
use std::io::{Read as _, Seek as _, SeekFrom};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ::parquet::basic::Type as Physical;
use ::parquet::column::page::PageReader;
use ::parquet::errors::ParquetError;
use ::parquet::file::metadata::{ColumnChunkMetaData, ParquetMetaData, ParquetMetaDataReader};
use ::parquet::file::reader::{ChunkReader, Length};
use ::parquet::file::serialized_reader::SerializedPageReader;
use bytes::{Buf as _, Bytes};
use hybrid::Torn;
use rayon::prelude::*;

use super::cells::Levels;
use super::checked::Checked;
use super::pages::Extent;
use super::{Wanted, pages, typed};
use crate::error::ListError;
use crate::table::{Column, PageFault, Table, TooLong};

/// An open Parquet file.
#[derive(Debug)]
pub(super) struct ParquetList {
    path: PathBuf,
    metadata: ParquetMetaData,
    /// The next piece ("row group") to read.
    next: usize,
}

/// Why a column cannot be read.
#[derive(Debug)]
pub(super) enum Fault {
    Damaged(String),
    NotUtf8,
    TooLong,
    WrongType(String),
    Unreadable(std::io::Error),
}

/// The bytes of one column of one piece of a file, found by their place in the file.
struct Piece {
    start: u64,
    bytes: Bytes,
}

impl ParquetList {
    pub(super) fn open(path: &Path) -> Result<Self, ListError> {
        let file = File::open(path).map_err(ListError::unreadable(path))?;
        let metadata = ParquetMetaDataReader::new().parse_and_finish(&file).map_err(|error| {
            ListError::NotParquet { path: path.to_owned(), why: plainly(error) }
        })?;
        Ok(Self { path: path.to_owned(), metadata, next: 0 })
    }

    pub(super) fn columns(&self) -> Vec<String> {
        let schema = self.metadata.file_metadata().schema_descr();
        let fields = schema.root_schema().get_fields();
        fields.iter().map(|it| it.name().to_owned()).collect()
    }

    /// How many records there are, by what the file says.
    pub(super) fn rows(&self) -> usize {
        usize::try_from(self.metadata.file_metadata().num_rows()).unwrap_or(0)
    }

    /// The records of the next piece.
    pub(super) fn next(&mut self, wanted: &[Wanted]) -> Result<Option<Table>, ListError> {
        let Some(group) = self.metadata.row_groups().get(self.next) else { return Ok(None) };
        self.next += 1;
        let rows = usize::try_from(group.num_rows()).unwrap_or(0);
        let columns = wanted
            .par_iter()
            .map(|it| {
                let column = self.column(group.columns(), &it.theirs, rows);
                column.map(|column| (it.ours.clone(), column)).map_err(|fault| self.say(it, fault))
            })
            .collect::<Result<_, _>>()?;
        Ok(Some(Table { rows, columns }))
    }

    fn column(
        &self,
        chunks: &[ColumnChunkMetaData],
        name: &str,
        rows: usize,
    ) -> Result<Column, Fault> {
        let of_name = |it: &&ColumnChunkMetaData| {
            it.column_path().parts().first().is_some_and(|root| root == name)
        };
        let mut found = chunks.iter().filter(of_name);
        let (Some(chunk), None) = (found.next(), found.next()) else {
            return Err(Fault::WrongType("several values a record, each with a name".to_owned()));
        };
        let described = chunk.column_descr();
        let schema = self.metadata.file_metadata().schema_descr();
        let mut roots = schema.root_schema().get_fields().iter();
        let root = roots.find(|it| it.name() == name).ok_or(Torn)?;
        let levels = Levels::of(described, root)?;
        let is_text = described.physical_type() == Physical::BYTE_ARRAY;
        let values = match levels.list {
            None => rows,
            Some(_) => usize::try_from(chunk.num_values()).unwrap_or(usize::MAX),
        };
        let extent = Extent { levels, rows, values };
        let reader = self.pages(chunk, rows)?;
        if is_text && pages::readable(chunk.encodings()) && extent.is_likely() {
            typed::check_text(described)?;
            return pages::read(reader, extent);
        }
        let pages = Box::new(Checked::new(reader));
        // The library stops the program over lengths in a damaged page that it does not check.
        catch_unwind(AssertUnwindSafe(|| {
            typed::read(pages, chunk.column_descr_ptr(), levels, rows)
        }))
        .unwrap_or_else(|_| Err(Torn.into()))
    }

    fn pages(
        &self,
        chunk: &ColumnChunkMetaData,
        rows: usize,
    ) -> Result<impl PageReader + use<>, Fault> {
        let begins = chunk.dictionary_page_offset().unwrap_or_else(|| chunk.data_page_offset());
        let (Ok(start), Ok(length)) =
            (u64::try_from(begins), usize::try_from(chunk.compressed_size()))
        else {
            return Err(Fault::Damaged("it begins before the file".to_owned()));
        };
        let mut file = File::open(&self.path).map_err(Fault::Unreadable)?;
        let size = file.metadata().map_err(Fault::Unreadable)?.len();
        if start.saturating_add(length as u64) > size {
            return Err(Fault::Damaged("it ends after the file".to_owned()));
        }
        file.seek(SeekFrom::Start(start)).map_err(Fault::Unreadable)?;
        let mut bytes = Vec::with_capacity(length);
        file.take(length as u64).read_to_end(&mut bytes).map_err(Fault::Unreadable)?;
        let piece = Arc::new(Piece { start, bytes: bytes.into() });
        Ok(SerializedPageReader::new(piece, chunk, rows, None)?)
    }

    fn say(&self, wanted: &Wanted, fault: Fault) -> ListError {
        let (path, column) = (self.path.clone(), wanted.theirs.clone());
        match fault {
            Fault::Damaged(why) => ListError::Damaged { path, column, why },
            Fault::NotUtf8 => {
                let place = format!("piece {} of the file", self.next);
                ListError::NotUtf8 { path, place, column }
            }
            Fault::TooLong => ListError::TooLong { path, column },
            Fault::WrongType(found) => ListError::WrongType { path, column, found },
            Fault::Unreadable(cause) => ListError::Unreadable { path, cause },
        }
    }
}

/// What the reader says, without its name before it.
fn plainly(error: ParquetError) -> String {
    if let ParquetError::General(why) | ParquetError::NYI(why) | ParquetError::EOF(why) = error {
        return why;
    }
    error.to_string()
}

impl From<ParquetError> for Fault {
    fn from(error: ParquetError) -> Self {
        Self::Damaged(plainly(error))
    }
}

impl From<Torn> for Fault {
    fn from(_: Torn) -> Self {
        Self::Damaged("a page does not hold what it says".to_owned())
    }
}

impl From<TooLong> for Fault {
    fn from(_: TooLong) -> Self {
        Self::TooLong
    }
}

impl From<PageFault> for Fault {
    fn from(fault: PageFault) -> Self {
        match fault {
            PageFault::Torn => Torn.into(),
            PageFault::NotUtf8 => Self::NotUtf8,
            PageFault::TooLong => Self::TooLong,
        }
    }
}

impl Length for Piece {
    fn len(&self) -> u64 {
        self.start + self.bytes.len() as u64
    }
}

impl Piece {
    fn from(&self, place: u64) -> Result<Bytes, ParquetError> {
        let from = place.checked_sub(self.start).and_then(|it| usize::try_from(it).ok());
        let from = from.filter(|it| *it <= self.bytes.len());
        let beyond = || ParquetError::EOF("a page lies outside its column".to_owned());
        Ok(self.bytes.slice(from.ok_or_else(beyond)?..))
    }
}

impl ChunkReader for Piece {
    type T = bytes::buf::Reader<Bytes>;

    fn get_read(&self, start: u64) -> Result<Self::T, ParquetError> {
        Ok(self.from(start)?.reader())
    }

    fn get_bytes(&self, start: u64, length: usize) -> Result<Bytes, ParquetError> {
        let mut bytes = self.from(start)?;
        if length > bytes.len() {
            return Err(ParquetError::EOF("a page ends after its column".to_owned()));
        }
        Ok(bytes.split_to(length))
    }
}
