//! The bytes of a column of a row group that are wanted, in few reads: pages lie side by side, and
//! asking for each by itself costs more than what lies between them.

use std::fs::File;
use std::io::{Cursor, Read as _, Seek as _, SeekFrom};
use std::ops::Range;

use bytes::Bytes;
use hybrid::Torn;
use parquet::errors::{ParquetError, Result};
use parquet::file::metadata::ColumnChunkMetaData;
use parquet::file::page_index::offset_index::PageLocation;
use parquet::file::reader::{ChunkReader, Length};

use super::Fault;

/// So many bytes that nobody wants are read along, if wanted ones lie on both sides.
const GAP: u64 = 16 * 1024;

/// Pieces of a file, by where they begin.
#[derive(Debug)]
pub(super) struct Chunk {
    length: u64,
    pieces: Vec<(u64, Bytes)>,
}

impl Chunk {
    /// Reads the pages that have some of these rows, and the dictionary; all of the column if it
    /// is not known where pages are.
    pub(super) fn read(
        file: &File,
        column: &ColumnChunkMetaData,
        pages: Option<&[PageLocation]>,
        rows: &[Range<usize>],
    ) -> std::result::Result<Self, Fault> {
        let length = file.metadata()?.len();
        let (start, size) = column.byte_range();
        let end = start.checked_add(size).filter(|it| *it <= length).ok_or(Torn)?;
        let wanted = match pages {
            Some(pages) => wanted(pages, start, rows)?,
            None => std::iter::once(start..end).collect(),
        };
        let mut pieces = Vec::with_capacity(wanted.len());
        for Range { start, end } in wanted {
            let size = end.checked_sub(start).filter(|_| end <= length).ok_or(Torn)?;
            let mut bytes = Vec::with_capacity(usize::try_from(size).map_err(|_| Torn)?);
            let mut file = file;
            file.seek(SeekFrom::Start(start))?;
            file.take(size).read_to_end(&mut bytes)?;
            pieces.push((start, bytes.into()));
        }
        Ok(Self { length, pieces })
    }

    /// What there is from a place on.
    fn from(&self, start: u64) -> Result<Bytes> {
        let after = self.pieces.partition_point(|it| it.0 <= start);
        let piece = after.checked_sub(1).and_then(|it| self.pieces.get(it));
        let found = piece.and_then(|(begins, bytes)| {
            let skip = usize::try_from(start - begins).ok()?;
            (skip <= bytes.len()).then(|| bytes.slice(skip..))
        });
        found.ok_or_else(|| ParquetError::EOF("a page lies where none should".to_owned()))
    }
}

/// Where the bytes of the dictionary, which comes first, and of the pages with these rows are.
fn wanted(
    pages: &[PageLocation],
    start: u64,
    mut rows: &[Range<usize>],
) -> std::result::Result<Vec<Range<u64>>, Fault> {
    let mut found: Vec<Range<u64>> = Vec::new();
    let mut add = |next: Range<u64>| match found.last_mut() {
        Some(last) if last.end <= next.start && next.start - last.end <= GAP => last.end = next.end,
        Some(_) | None => found.push(next),
    };
    let first = pages.first().map_or(Ok(start), |it| u64::try_from(it.offset)).map_err(|_| Torn)?;
    if first > start {
        add(start..first);
    }
    for (place, page) in pages.iter().enumerate() {
        let begins = usize::try_from(page.first_row_index).map_err(|_| Torn)?;
        let ends = pages.get(place + 1).map(|it| usize::try_from(it.first_row_index));
        let ends = ends.transpose().map_err(|_| Torn)?.unwrap_or(usize::MAX);
        let passed = rows.partition_point(|it| it.end <= begins);
        rows = rows.get(passed..).unwrap_or_default();
        if rows.first().is_some_and(|it| it.start < ends) {
            let from = u64::try_from(page.offset).map_err(|_| Torn)?;
            let size = u64::try_from(page.compressed_page_size).map_err(|_| Torn)?;
            add(from..from.checked_add(size).ok_or(Torn)?);
        }
    }
    Ok(found)
}

impl Length for Chunk {
    fn len(&self) -> u64 {
        self.length
    }
}

impl ChunkReader for Chunk {
    type T = Cursor<Bytes>;

    fn get_read(&self, start: u64) -> Result<Cursor<Bytes>> {
        self.from(start).map(Cursor::new)
    }

    fn get_bytes(&self, start: u64, length: usize) -> Result<Bytes> {
        let bytes = self.from(start)?;
        if length > bytes.len() {
            return Err(ParquetError::EOF("a page ends after its column".to_owned()));
        }
        Ok(bytes.slice(..length))
    }
}
