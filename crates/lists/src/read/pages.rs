//! Flat columns of text, page by page. Most writers keep the texts of a column once in a
//! dictionary page and number them in the data pages: the numbers are taken as they stand, so that
//! a text is looked at once for a whole piece of the file.

use ::parquet::basic::Encoding;
use ::parquet::column::page::{Page, PageReader};

use super::parquet::Fault;
use super::rle::{self, Torn};
use crate::table::{Cell, Cells, Column, Texts};

/// Where the pages of a column stand.
#[derive(Debug, Default)]
struct Pages {
    rows: usize,
    texts: Texts,
    cells: Vec<Cell>,
    /// Texts of the dictionary; those of pages follow them.
    dictionary: u32,
    numbers: Vec<u32>,
    levels: Vec<u32>,
}

/// A data page: how many values, which are there, and the bytes of those.
struct Data<'a> {
    values: usize,
    encoding: Encoding,
    /// The bytes of the definition levels, if the column may lack values.
    levels: Option<&'a [u8]>,
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

/// Whether every record has a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Present {
    Always,
    ByLevel,
}

/// Reads a column of one text a record.
pub(super) fn read(
    mut reader: impl PageReader,
    levels: Present,
    rows: usize,
) -> Result<Column, Fault> {
    let mut pages = Pages { rows, ..Pages::default() };
    while let Some(page) = reader.get_next_page()? {
        pages.take(&page, levels)?;
    }
    if pages.cells.len() != rows {
        return Err(Torn.into());
    }
    Ok(Column { texts: pages.texts, cells: Cells::One(pages.cells) })
}

impl Pages {
    fn take(&mut self, page: &Page, present: Present) -> Result<(), Fault> {
        match page {
            Page::DictionaryPage { buf, num_values, .. } => {
                self.plain(buf, *num_values as usize, |_| {})?;
                self.dictionary = *num_values;
                Ok(())
            }
            Page::DataPage { buf, num_values, encoding, .. } => {
                let (levels, bytes) = match present {
                    Present::Always => (None, buf.as_ref()),
                    Present::ByLevel => {
                        let (levels, bytes) = sized(buf).ok_or(Torn)?;
                        (Some(levels), bytes)
                    }
                };
                let values = *num_values as usize;
                self.data(&Data { values, encoding: *encoding, levels, bytes })
            }
            Page::DataPageV2 { buf, num_values, encoding, def_levels_byte_len, .. } => {
                let length = *def_levels_byte_len as usize;
                let (levels, bytes) = buf.split_at_checked(length).ok_or(Torn)?;
                let levels = (present == Present::ByLevel).then_some(levels);
                let values = *num_values as usize;
                self.data(&Data { values, encoding: *encoding, levels, bytes })
            }
        }
    }

    fn data(&mut self, page: &Data<'_>) -> Result<(), Fault> {
        if self.cells.len() + page.values > self.rows {
            return Err(Torn.into());
        }
        self.levels.clear();
        let present = match page.levels {
            None => page.values,
            Some(levels) => {
                rle::decode(levels, 1, page.values, &mut self.levels)?;
                self.levels.iter().filter(|it| **it == 1).count()
            }
        };
        let first = self.cells.len();
        // Columns of other encodings than these two were turned away before.
        if page.encoding == Encoding::PLAIN {
            let mut cells = std::mem::take(&mut self.cells);
            let read = self.plain(page.bytes, present, |cell| cells.push(cell));
            self.cells = cells;
            read?;
        } else {
            self.by_number(page.bytes, present)?;
        }
        if present < page.values {
            self.spread(first, page.values);
        }
        Ok(())
    }

    /// Texts as they stand: the length in four bytes, then the bytes.
    fn plain(
        &mut self,
        mut bytes: &[u8],
        count: usize,
        mut see: impl FnMut(Cell),
    ) -> Result<(), Fault> {
        for _ in 0..count {
            let (text, rest) = sized(bytes).ok_or(Torn)?;
            let text = std::str::from_utf8(text).map_err(|_| Fault::NotUtf8)?;
            see(self.texts.push(text)?);
            bytes = rest;
        }
        Ok(())
    }

    /// Numbers of dictionary entries; the width in bits stands before them.
    fn by_number(&mut self, bytes: &[u8], count: usize) -> Result<(), Fault> {
        if count == 0 {
            return Ok(());
        }
        let (width, bytes) = bytes.split_first().ok_or(Torn)?;
        self.numbers.clear();
        rle::decode(bytes, u32::from(*width), count, &mut self.numbers)?;
        if self.numbers.iter().any(|it| *it >= self.dictionary) {
            return Err(Torn.into());
        }
        self.cells.extend(self.numbers.iter().map(|it| it + 1));
        Ok(())
    }

    /// Puts the values since `first` where the levels say, with "missing" between them.
    fn spread(&mut self, first: usize, values: usize) {
        self.numbers.clear();
        self.numbers.extend_from_slice(self.cells.get(first..).unwrap_or_default());
        self.cells.truncate(first);
        self.cells.reserve(values);
        let mut present = self.numbers.iter();
        let cells = self.levels.iter().map(|level| match level {
            1 => present.next().copied().unwrap_or(0),
            _ => 0,
        });
        self.cells.extend(cells);
    }
}

/// The bytes whose length stands before them, and what follows.
fn sized(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = bytes.split_first_chunk()?;
    rest.split_at_checked(u32::from_le_bytes(*length) as usize)
}
