//! Columns of a row group as plain lists: of only some rows, without arrays in between. What a
//! column holds is read as it is packed, and what nobody wants is passed over.

mod arrays;
mod chunk;
mod delta;
mod pages;
mod values;

use std::fs::File;
use std::ops::Range;
use std::sync::Arc;

use hybrid::Torn;
use measures::fact::{Day, TooManyWords};
use parquet::arrow::arrow_reader::RowSelection;
use parquet::errors::ParquetError;
use parquet::file::metadata::{ColumnChunkMetaData, RowGroupMetaData};
use parquet::file::page_index::offset_index::PageLocation;
use parquet::file::serialized_reader::SerializedPageReader;

use crate::error::FactsError;
use crate::folder::FactFile;
use crate::rows::Rows;
use crate::schema::{Fact, Optional};

use chunk::Chunk;
use pages::{Column, is_known};
use values::{Fixed, Flags, Kind, Words};

/// Why a column cannot be read.
#[derive(Debug)]
enum Fault {
    Torn,
    NotUtf8,
    TooManyWords(TooManyWords),
    Io(std::io::Error),
    Parquet(ParquetError),
}

/// A row group, of which columns are read.
#[derive(Debug)]
pub(crate) struct Group<'a> {
    fact: Fact,
    file: &'a FactFile,
    number: usize,
    open: File,
}

impl<'a> Group<'a> {
    /// Opens the file.
    pub(crate) fn open(fact: Fact, file: &'a FactFile, number: usize) -> Result<Self, FactsError> {
        let open = File::open(file.path())
            .map_err(|cause| FactsError::Io { path: file.path().to_owned(), cause })?;
        Ok(Self { fact, file, number, open })
    }

    /// Reads a column of numbers, of these rows alone.
    pub(crate) fn numbers(
        &self,
        name: &'static str,
        rows: &[Range<usize>],
        values: &mut Vec<i64>,
    ) -> Result<(), FactsError> {
        self.column(name, rows, Fixed::<8, _>::new(i64::from_le_bytes), 0, values)
    }

    /// Reads a column of days that must be filled.
    pub(crate) fn days(
        &self,
        name: &'static str,
        rows: &[Range<usize>],
        values: &mut Vec<Day>,
    ) -> Result<(), FactsError> {
        self.column(name, rows, Fixed::<4, _>::new(Day::from_le_bytes), 0, values)
    }

    /// Reads a column of days that may be empty.
    pub(crate) fn dates(
        &self,
        name: &'static str,
        rows: &[Range<usize>],
        values: &mut Vec<Option<Day>>,
    ) -> Result<(), FactsError> {
        let date = Fixed::<4, _>::new(|it| Some(Day::from_le_bytes(it)));
        self.column(name, rows, date, None, values)
    }

    /// Reads a column of yes and no.
    pub(crate) fn flags(
        &self,
        name: &'static str,
        rows: &[Range<usize>],
        values: &mut Vec<bool>,
    ) -> Result<(), FactsError> {
        self.column(name, rows, Flags, false, values)
    }

    /// Reads a column of words, each made into something else.
    pub(crate) fn words<T: Copy + Default>(
        &self,
        name: &'static str,
        rows: &[Range<usize>],
        make: impl FnMut(&str) -> Result<T, TooManyWords>,
        values: &mut Vec<T>,
    ) -> Result<(), FactsError> {
        self.column(name, rows, Words::new(make), T::default(), values)
    }
}

impl Group<'_> {
    /// How many rows there are.
    pub(crate) fn rows(&self) -> usize {
        self.metadata().map_or(0, |it| usize::try_from(it.num_rows()).unwrap_or(0))
    }

    fn metadata(&self) -> Option<&RowGroupMetaData> {
        self.file.metadata().row_groups().get(self.number)
    }

    fn column<K: Kind>(
        &self,
        name: &'static str,
        rows: &[Range<usize>],
        kind: K,
        empty: K::Value,
        values: &mut Vec<K::Value>,
    ) -> Result<(), FactsError> {
        let say = |fault: Fault| self.say(name, fault);
        let place = self.file.place(name).ok_or(Fault::Torn).map_err(say)?;
        let about = self.metadata().and_then(|it| it.columns().get(place));
        let about = about.ok_or(Fault::Torn).map_err(say)?;
        let filled = about.column_descr().max_def_level() == 0;
        let optional = if filled { Optional::No } else { Optional::Yes };
        let mut column = Column::new(kind, optional, empty, values);
        let pages = self.pages(place);
        let chunk = Chunk::read(&self.open, about, pages, rows).map_err(say)?;
        if about.encodings().all(is_known::<K>) {
            self.read(chunk, about, pages, rows, &mut column).map_err(say)?;
        } else {
            self.by_arrays(chunk, name, rows, &mut column)?;
        }
        self.refuse_holes(name, column.holes)
    }

    fn read<K: Kind>(
        &self,
        chunk: Chunk,
        about: &ColumnChunkMetaData,
        pages: Option<&[PageLocation]>,
        rows: &[Range<usize>],
        column: &mut Column<'_, K>,
    ) -> Result<(), Fault> {
        let pages = pages.map(<[_]>::to_vec);
        column.read(SerializedPageReader::new(Arc::new(chunk), about, self.rows(), pages)?, rows)
    }

    /// Reads a column that is packed in some other way.
    fn by_arrays<K: Kind>(
        &self,
        chunk: Chunk,
        name: &'static str,
        rows: &[Range<usize>],
        column: &mut Column<'_, K>,
    ) -> Result<(), FactsError> {
        let selection = RowSelection::from_consecutive_ranges(rows.iter().cloned(), self.rows());
        for batch in self.file.read_of(chunk, &[name], vec![self.number], Some(selection))? {
            let rows = Rows { fact: self.fact, file: self.file, batch: &batch? };
            arrays::push(rows, name, column, |fault| self.say(name, fault))?;
        }
        Ok(())
    }

    /// Where the pages of a column are, if the file says so.
    fn pages(&self, place: usize) -> Option<&[PageLocation]> {
        let index = self.file.metadata().offset_index()?.get(self.number)?.get(place)?;
        Some(index.page_locations())
    }

    fn refuse_holes(&self, name: &'static str, holes: u64) -> Result<(), FactsError> {
        let column = self.fact.columns().iter().find(|it| it.name == name);
        if holes == 0 || column.is_none_or(|it| it.optional == Optional::Yes) {
            return Ok(());
        }
        let path = self.file.path().to_owned();
        Err(FactsError::Empty { path, column: name, rows: holes })
    }

    fn say(&self, name: &'static str, fault: Fault) -> FactsError {
        match fault {
            Fault::Torn => self.file.damaged(format!("{name} ends before its rows do")),
            Fault::NotUtf8 => self.file.damaged(format!("{name} holds what is no text")),
            Fault::Parquet(error) => self.file.damaged(error),
            Fault::TooManyWords(error) => error.into(),
            Fault::Io(cause) => FactsError::Io { path: self.file.path().to_owned(), cause },
        }
    }
}

impl From<Torn> for Fault {
    fn from(_: Torn) -> Self {
        Self::Torn
    }
}

impl From<TooManyWords> for Fault {
    fn from(error: TooManyWords) -> Self {
        Self::TooManyWords(error)
    }
}

impl From<std::io::Error> for Fault {
    fn from(error: std::io::Error) -> Self {
        Self::Io(error)
    }
}

impl From<ParquetError> for Fault {
    fn from(error: ParquetError) -> Self {
        Self::Parquet(error)
    }
}
