//! Columns of text and of lists of text, page by page. Most writers keep the texts of a column once
//! in a dictionary page and number them in the data pages: the numbers are taken as they stand, so
//! that a text is looked at once for a whole piece of the file.

use ::parquet::basic::Encoding;
use ::parquet::column::page::{Page, PageReader};
use hybrid::{Torn, decode};

use super::cells::{Built, Levels};
use super::parquet::Fault;
use crate::table::{Cell, Column, Texts};

/// Texts of a list, on average.
const MOST_A_ROW: usize = 64;

/// What is known of the pages of a column before they are read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Extent {
    pub(super) levels: Levels,
    pub(super) rows: usize,
    /// With those that are missing.
    pub(super) values: usize,
}

impl Extent {
    /// Whether a page that claims to hold so many values may be taken at its word. Longer lists are
    /// read a bit at a time.
    pub(super) fn is_likely(&self) -> bool {
        match self.levels.list {
            None => true,
            Some(_) => self.values / MOST_A_ROW <= self.rows,
        }
    }
}

/// Where the pages of a column stand.
#[derive(Debug)]
struct Pages {
    levels: Levels,
    /// Values of the pages that follow, at most.
    left: usize,
    texts: Texts,
    cells: Built,
    /// Texts of the dictionary; those of pages follow them.
    dictionary: u32,
    numbers: Vec<u32>,
    defined: Vec<u32>,
    repeated: Vec<u32>,
}

/// A data page: how many values, which are there, and the bytes of those.
struct Data<'a> {
    values: usize,
    encoding: Encoding,
    /// The bytes of the levels; none where the column has no such levels.
    repeated: &'a [u8],
    defined: &'a [u8],
    bytes: &'a [u8],
}

/// Whether pages of these encodings can be read here.
pub(super) fn readable(mut encodings: impl Iterator<Item = Encoding>) -> bool {
    encodings.all(|it| {
        matches!(
            it,
            Encoding::PLAIN | Encoding::RLE | Encoding::PLAIN_DICTIONARY | Encoding::RLE_DICTIONARY
        )
    })
}

/// Reads a column of texts or of lists of texts.
pub(super) fn read(mut reader: impl PageReader, extent: Extent) -> Result<Column, Fault> {
    let mut pages = Pages {
        levels: extent.levels,
        left: extent.values,
        texts: Texts::of_pages(),
        cells: Built::new(extent.levels, extent.rows),
        dictionary: 0,
        numbers: Vec::new(),
        defined: Vec::new(),
        repeated: Vec::new(),
    };
    while let Some(page) = reader.get_next_page()? {
        pages.take(&page)?;
    }
    Ok(Column { texts: pages.texts, cells: pages.cells.finish(extent.rows)? })
}

impl Pages {
    fn take(&mut self, page: &Page) -> Result<(), Fault> {
        match page {
            Page::DictionaryPage { buf, num_values, .. } => {
                self.dictionary = *num_values;
                // Numbers of the dictionary are numbers of the column only if it comes first.
                let first = self.texts.push_page(buf, *num_values)?;
                if first == 1 { Ok(()) } else { Err(Torn.into()) }
            }
            Page::DataPage { buf, num_values, encoding, .. } => {
                let (repeated, rest) = match self.levels.list {
                    None => (&[][..], buf.as_ref()),
                    Some(_) => sized(buf).ok_or(Torn)?,
                };
                let (defined, bytes) = match self.levels.value {
                    0 => (&[][..], rest),
                    _ => sized(rest).ok_or(Torn)?,
                };
                let values = *num_values as usize;
                self.data(&Data { values, encoding: *encoding, repeated, defined, bytes })
            }
            Page::DataPageV2 {
                buf,
                num_values,
                encoding,
                rep_levels_byte_len,
                def_levels_byte_len,
                ..
            } => {
                let (repeated, rest) =
                    buf.split_at_checked(*rep_levels_byte_len as usize).ok_or(Torn)?;
                let (defined, bytes) =
                    rest.split_at_checked(*def_levels_byte_len as usize).ok_or(Torn)?;
                let values = *num_values as usize;
                self.data(&Data { values, encoding: *encoding, repeated, defined, bytes })
            }
        }
    }

    fn data(&mut self, page: &Data<'_>) -> Result<(), Fault> {
        self.left = self.left.checked_sub(page.values).ok_or(Torn)?;
        self.repeated.clear();
        if self.levels.list.is_some() {
            decode(page.repeated, 1, page.values, &mut self.repeated)?;
        }
        self.defined.clear();
        let full = self.levels.value;
        let mut present = page.values;
        if full > 0 {
            let width = u8::try_from(u32::BITS - full.leading_zeros()).map_err(|_| Torn)?;
            decode(page.defined, width, page.values, &mut self.defined)?;
            present = self.defined.iter().filter(|it| **it == full).count();
        }
        // Columns of other encodings than these two were turned away before.
        if page.encoding == Encoding::PLAIN {
            let count = Cell::try_from(present).map_err(|_| Torn)?;
            let first = self.texts.push_page(page.bytes, count)?;
            self.cells.take(first..first + count, &self.defined, &self.repeated)
        } else {
            self.by_number(page.bytes, present)?;
            let numbers = self.numbers.iter().map(|it| it + 1);
            self.cells.take(numbers, &self.defined, &self.repeated)
        }
    }

    /// Numbers of dictionary entries; the width in bits stands before them.
    fn by_number(&mut self, bytes: &[u8], count: usize) -> Result<(), Fault> {
        self.numbers.clear();
        if count == 0 {
            return Ok(());
        }
        let (width, bytes) = bytes.split_first().ok_or(Torn)?;
        decode(bytes, *width, count, &mut self.numbers)?;
        if self.numbers.iter().any(|it| *it >= self.dictionary) {
            return Err(Torn.into());
        }
        Ok(())
    }
}

/// The bytes whose length stands before them, and what follows.
fn sized(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = bytes.split_first_chunk()?;
    rest.split_at_checked(u32::from_le_bytes(*length) as usize)
}
