//! Reads a spreadsheet that somebody sent us into headings and rows.
//!
//! The bytes are hostile until proven otherwise: an archive is measured before the workbook reader
//! sees it, every size has a limit, and nothing in the file is ever run or fetched.

use std::fmt;

use domain::Date;

use super::fingerprint::Fingerprint;

mod archive;
mod delimited;
mod encoding;
mod fault;
mod grid;
mod workbook;

#[cfg(test)]
mod hostile_tests;
#[cfg(test)]
mod tests;

pub use fault::{ForeignFormat, SheetFault};

/// The largest file taken.
pub const FILE_SIZE_LIMIT_BYTES: usize = 20 * 1024 * 1024;
/// The most rows below the headings that hold anything.
pub const ROW_LIMIT: usize = 50_000;
/// The most columns, counted from column A.
pub const COLUMN_LIMIT: usize = 200;
/// The longest cell, in characters: what Excel itself can hold.
pub const CELL_LIMIT_CHARS: usize = 32_767;
/// The most text in all cells together. Shared text counts each time it is shown.
pub const TEXT_LIMIT_BYTES: usize = 128 * 1024 * 1024;

/// A sheet as its owner sees it: headings, rows under them, and what stood above.
#[derive(Clone, PartialEq, Eq)]
pub struct Sheet {
    /// What kind of file it came from.
    pub kind: FileKind,
    /// The tab's name; a .csv file has none.
    pub name: Option<String>,
    /// Other tabs of the workbook, which were not read.
    pub other_tabs: Vec<String>,
    /// Title rows above the headings, kept so that the sheet can be given back whole.
    pub above: Vec<Row>,
    /// The row the headings stand in, counted from 1.
    pub heading_row: u32,
    /// Every column from A to the last one used.
    pub columns: Vec<Heading>,
    /// Rows that hold something, in the order of the sheet.
    pub rows: Vec<Row>,
    /// Of the whole file.
    pub fingerprint: Fingerprint,
}

/// The kinds of file a register can come in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// An Excel workbook (.xlsx).
    Workbook,
    /// Delimited text (.csv): comma, semicolon or tab.
    Delimited,
}

/// A column's heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// Counted from 0; column A is 0.
    pub index: usize,
    /// As written, trimmed; empty when the column has none.
    pub text: String,
}

impl Heading {
    /// The letters a spreadsheet shows above the column.
    pub fn letter(&self) -> String {
        column_letter(self.index)
    }
}

/// A row that holds something.
#[derive(Clone, PartialEq, Eq)]
pub struct Row {
    /// The number the user sees at the left of the row, counted from 1.
    pub number: u32,
    /// One for each column of the sheet, in order.
    pub cells: Vec<Cell>,
}

impl Row {
    /// The cell in a column; [`Cell::Empty`] where the row is shorter.
    pub fn cell(&self, column: usize) -> &Cell {
        self.cells.get(column).unwrap_or(&Cell::Empty)
    }
}

/// What a cell holds. Numbers are text, as shown: an identifier is not a quantity.
#[derive(Clone, PartialEq, Eq)]
pub enum Cell {
    /// Nothing, or only white space.
    Empty,
    /// Text as written, white space at its ends removed.
    Text(String),
    /// A date the spreadsheet itself holds as a date. A time of day beside it is not kept.
    Date(Date),
    /// A formula that failed, with what Excel shows for it, such as `#REF!`.
    Error(String),
}

impl Cell {
    /// Text from anywhere, trimmed; nothing left is [`Cell::Empty`].
    pub fn text(text: &str) -> Self {
        let trimmed = text.trim_matches(is_padding);
        if trimmed.is_empty() { Self::Empty } else { Self::Text(trimmed.to_owned()) }
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        matches!(self, Self::Empty)
    }

    /// The cell as text: dates as `YYYY-MM-DD`, nothing as the empty text.
    pub fn shown(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) | Self::Error(text) => text.clone(),
            Self::Date(date) => date.to_string(),
        }
    }
}

/// Spaces that people cannot see: also no-break spaces, zero-width ones, and a stray byte order
/// mark.
pub(super) fn is_padding(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{feff}' | '\0')
}

/// What a person chose instead of what reading finds by itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Choice {
    /// The tab to read; otherwise the first visible one that holds anything.
    pub tab: Option<String>,
    /// The row of the headings, counted from 1; otherwise the first that looks like headings.
    pub heading_row: Option<u32>,
}

/// Reads a file into a sheet, finding the tab and the headings.
///
/// The kind is told from the bytes, never from the file's name.
pub fn read(bytes: &[u8]) -> Result<Sheet, SheetFault> {
    read_as(bytes, &Choice::default())
}

/// Reads a file into a sheet as a person chose, where finding chose wrongly.
pub fn read_as(bytes: &[u8], choice: &Choice) -> Result<Sheet, SheetFault> {
    if bytes.len() > FILE_SIZE_LIMIT_BYTES {
        return Err(SheetFault::FileTooBig {
            size_bytes: bytes.len(),
            limit_bytes: FILE_SIZE_LIMIT_BYTES,
        });
    }
    if bytes.is_empty() {
        return Err(SheetFault::NoContent);
    }
    if let Some(fault) = archive::foreign(bytes) {
        return Err(fault);
    }
    if archive::is_archive(bytes) {
        archive::inspect(bytes)?;
        return workbook::read(bytes, choice);
    }
    delimited::read(bytes, choice)
}

/// The letters of a column: 0 is `A`, 25 is `Z`, 26 is `AA`.
pub fn column_letter(index: usize) -> String {
    let mut letters = Vec::new();
    let mut left = index + 1;
    while left > 0 {
        let digit = u8::try_from((left - 1) % 26).unwrap_or(0);
        letters.push(char::from(b'A' + digit));
        left = (left - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// The column of letters, in either case; none when they are not letters or lie past the limit.
pub fn column_index(letters: &str) -> Option<usize> {
    if letters.is_empty() || letters.len() > 3 {
        return None;
    }
    let mut number = 0;
    for letter in letters.bytes() {
        let letter = letter.to_ascii_uppercase();
        if !letter.is_ascii_uppercase() {
            return None;
        }
        number = number * 26 + usize::from(letter - b'A') + 1;
    }
    Some(number - 1).filter(|index| *index < COLUMN_LIMIT)
}

/// Sizes only: what a register holds never reaches a log.
impl fmt::Debug for Sheet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sheet")
            .field("kind", &self.kind)
            .field("heading_row", &self.heading_row)
            .field("columns", &self.columns.len())
            .field("rows", &self.rows.len())
            .field("fingerprint", &self.fingerprint)
            .finish_non_exhaustive()
    }
}

/// The row's number only.
impl fmt::Debug for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Row {}", self.number)
    }
}

/// The kind only.
impl fmt::Debug for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "Empty",
            Self::Text(_) => "Text",
            Self::Date(_) => "Date",
            Self::Error(_) => "Error",
        })
    }
}
