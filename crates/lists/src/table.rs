//! Some records of a list, column by column. Every column keeps its texts once beside numbers that
//! say which record has which, so that what is done to a text is done once and not for each record.

use std::collections::BTreeMap;

/// Number of a text of a column: 0 is "missing", the first text is 1.
pub(crate) type Cell = u32;

/// Some records: columns of the same length.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    pub(crate) rows: usize,
    pub(crate) columns: BTreeMap<String, Column>,
}

/// A column: its texts, and which of them each record has. A text may stand there twice.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Column {
    pub(crate) texts: Texts,
    pub(crate) cells: Cells,
}

/// Which texts the records have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Cells {
    One(Vec<Cell>),
    Many(Lists),
}

/// A list of texts for each record.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Lists {
    /// Where the list of each record ends in `values`.
    pub(crate) ends: Vec<u32>,
    pub(crate) values: Vec<Cell>,
    /// A record without a list is not one with an empty list.
    pub(crate) missing: Vec<bool>,
}

/// Texts, one after another in one piece of memory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Texts {
    all: String,
    /// Text `n` ends at `ends[n]`; `ends[0]` is 0.
    ends: Vec<u32>,
    /// So many bytes stand before each text that are no part of it.
    before: usize,
}

/// Why the texts of a page cannot be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PageFault {
    /// The bytes end before the texts do.
    Torn,
    NotUtf8,
    TooLong,
}

/// A piece of a file has more text than 32 bits can number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TooLong;

impl Table {
    /// How many records there are.
    pub fn len(&self) -> usize {
        self.rows
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.rows == 0
    }

    /// Whether there is a column of this name.
    pub fn has(&self, column: &str) -> bool {
        self.columns.contains_key(column)
    }

    /// The text of a column in a row; of a list, the first.
    pub fn get(&self, column: &str, row: usize) -> Option<&str> {
        self.columns.get(column)?.one(row)
    }

    /// The text of a column in a row; lists are joined by `;`. `None` if it is missing.
    pub fn text(&self, column: &str, row: usize) -> Option<String> {
        let column = self.columns.get(column)?;
        match &column.cells {
            Cells::One(cells) => column.texts.get(*cells.get(row)?).map(str::to_owned),
            Cells::Many(lists) => {
                let texts: Vec<&str> =
                    lists.of(row)?.iter().filter_map(|it| column.texts.get(*it)).collect();
                Some(texts.join(";"))
            }
        }
    }
}

impl Column {
    /// The text of a record.
    pub(crate) fn one(&self, row: usize) -> Option<&str> {
        match &self.cells {
            Cells::One(cells) => self.texts.get(*cells.get(row)?),
            Cells::Many(lists) => lists.of(row)?.iter().find_map(|it| self.texts.get(*it)),
        }
    }

    /// The texts of a record.
    pub(crate) fn several(&self, row: usize) -> Option<impl Iterator<Item = &str>> {
        let cells = match &self.cells {
            Cells::One(cells) => cells.get(row..=row).filter(|it| *it != [0]),
            Cells::Many(lists) => lists.of(row),
        }?;
        Some(cells.iter().filter_map(|it| self.texts.get(*it)))
    }

    /// A column in which no record has a text.
    pub(crate) fn missing(rows: usize) -> Self {
        Self { texts: Texts::default(), cells: Cells::One(vec![0; rows]) }
    }
}

impl Default for Cells {
    fn default() -> Self {
        Self::One(Vec::new())
    }
}

impl Lists {
    pub(crate) fn with_capacity(rows: usize) -> Self {
        Self {
            ends: Vec::with_capacity(rows),
            values: Vec::with_capacity(rows),
            missing: Vec::with_capacity(rows),
        }
    }

    /// The list of a record, if it has one.
    pub(crate) fn of(&self, row: usize) -> Option<&[Cell]> {
        if self.missing.get(row).copied().unwrap_or(true) {
            return None;
        }
        let from = row.checked_sub(1).and_then(|it| self.ends.get(it)).copied().unwrap_or(0);
        self.values.get(from as usize..*self.ends.get(row)? as usize)
    }

    /// The next record's list is what was pushed on `values` since the last.
    pub(crate) fn end(&mut self, missing: Missing) -> Result<(), TooLong> {
        self.ends.push(u32::try_from(self.values.len()).map_err(|_| TooLong)?);
        self.missing.push(missing == Missing::Yes);
        Ok(())
    }
}

/// Whether a record lacks a list altogether.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Missing {
    Yes,
    No,
}

impl Default for Texts {
    fn default() -> Self {
        Self { all: String::new(), ends: vec![0], before: 0 }
    }
}

/// Bytes that say how long the text after them is.
const LENGTH: usize = 4;

impl Texts {
    /// Texts that come by the page.
    pub(crate) fn of_pages() -> Self {
        Self { before: LENGTH, ..Self::default() }
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.ends.len() - 1
    }

    /// Keeps a text and gives it a number.
    pub(crate) fn push(&mut self, text: &str) -> Result<Cell, TooLong> {
        self.push_joined(&[text])
    }

    /// Keeps the text that the parts make together.
    pub(crate) fn push_joined(&mut self, parts: &[&str]) -> Result<Cell, TooLong> {
        let number = u32::try_from(self.ends.len()).map_err(|_| TooLong)?;
        for _ in 0..self.before {
            self.all.push('\0');
        }
        for part in parts {
            self.all.push_str(part);
        }
        self.ends.push(u32::try_from(self.all.len()).map_err(|_| TooLong)?);
        Ok(number)
    }

    /// Keeps all texts of a page, each with its length before it; the number of the first.
    pub(crate) fn push_page(&mut self, page: &[u8], count: u32) -> Result<Cell, PageFault> {
        let first = u32::try_from(self.ends.len()).map_err(|_| PageFault::TooLong)?;
        let begin = self.all.len();
        // What a damaged page says of itself may be more than any memory holds.
        self.ends.reserve((count as usize).min(page.len() / LENGTH));
        if first.checked_add(count).is_none() || u32::try_from(begin + page.len()).is_err() {
            return Err(PageFault::TooLong);
        }
        let mut lengths = 0;
        let mut at = 0;
        for _ in 0..count {
            let text = page.get(at..).and_then(<[u8]>::first_chunk).ok_or(PageFault::Torn)?;
            let length = u32::from_le_bytes(*text);
            lengths |= length;
            at += LENGTH + length as usize;
            if at > page.len() {
                return Err(PageFault::Torn);
            }
            #[expect(clippy::cast_possible_truncation, reason = "the whole page was checked")]
            let end = (begin + at) as u32;
            self.ends.push(end);
        }
        let page = page.get(..at).unwrap_or_default();
        // If every byte of the lengths is a letter of its own, all is text if each text is.
        if lengths & 0x8080_8080 == 0 {
            self.all.push_str(std::str::from_utf8(page).map_err(|_| PageFault::NotUtf8)?);
            return Ok(first);
        }
        let mut page = page;
        while let Some((length, rest)) = page.split_first_chunk() {
            let length = u32::from_le_bytes(*length) as usize;
            let (text, rest) = rest.split_at_checked(length).ok_or(PageFault::Torn)?;
            self.all.push_str("\0\0\0\0");
            self.all.push_str(std::str::from_utf8(text).map_err(|_| PageFault::NotUtf8)?);
            page = rest;
        }
        Ok(first)
    }

    /// The text of a number; `None` for "missing".
    pub(crate) fn get(&self, cell: Cell) -> Option<&str> {
        let cell = cell as usize;
        let from = *self.ends.get(cell.checked_sub(1)?)? as usize + self.before;
        self.all.get(from..*self.ends.get(cell)? as usize)
    }

    /// All texts in order of number, from 1.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        self.ends.windows(2).map(|it| match it {
            [from, to] => {
                self.all.get(*from as usize + self.before..*to as usize).unwrap_or_default()
            }
            _ => "",
        })
    }
}

#[cfg(test)]
mod tests;
