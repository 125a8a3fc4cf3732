//! Gives a sheet back to its owner with what happened to each row written beside it.
//!
//! Every row, column and heading stays where it was, so that `D7` on a page is `D7` in the file;
//! two columns are added at the end. The wording comes from the caller. A sheet that came back
//! before loses the two columns it was given then.

use std::collections::BTreeMap;

use thiserror::Error;

use super::sheet::{Cell, Row, Sheet};

mod delimited;
mod workbook;

#[cfg(test)]
mod tests;

pub use delimited::to_csv;
pub use workbook::to_xlsx;

/// Headings of the two columns, in the reader's language: `Result` and `What to mend`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Titles {
    pub result: String,
    pub mend: String,
}

/// What is written beside one row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The number of the row in the sheet.
    pub row: u32,
    pub outcome: Outcome,
    /// The word for the outcome: colour alone tells nothing to many readers.
    pub result: String,
    /// What the owner should change; empty when nothing.
    pub mend: String,
    /// Columns whose cells are at fault, counted from 0; they are coloured too.
    pub columns: Vec<usize>,
}

/// How a row fared, for its colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    Taken,
    /// Taken, with something to look at.
    Warned,
    Refused,
}

/// Why a sheet cannot be written.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum AnnotateFault {
    /// The workbook writer refused; its reason is for developers and holds no cell.
    #[error("workbook not written: {0}")]
    NotWritten(String),
}

/// Whether Excel would run the text as a formula if it opened it in a .csv file.
pub(super) fn is_formula_like(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}

/// The columns of the user's own, and marks by row: what both writers need.
struct Layout<'a> {
    sheet: &'a Sheet,
    columns: Vec<usize>,
    marks: BTreeMap<u32, &'a Mark>,
}

impl<'a> Layout<'a> {
    fn new(sheet: &'a Sheet, titles: &Titles, marks: &'a [Mark]) -> Self {
        // Only our own two at the very end go: a column of the owner's is never ours to drop.
        let kept = match sheet.columns.as_slice() {
            [kept @ .., result, mend]
                if result.text == titles.result && mend.text == titles.mend =>
            {
                kept
            }
            all => all,
        };
        let columns = kept.iter().map(|heading| heading.index).collect();
        Self { sheet, columns, marks: marks.iter().map(|mark| (mark.row, mark)).collect() }
    }

    /// Title rows, then rows: everything but the headings.
    fn rows(&self) -> impl Iterator<Item = &'a Row> {
        self.sheet.above.iter().chain(&self.sheet.rows)
    }

    fn heading(&self, column: usize) -> Cell {
        let text = self.sheet.columns.get(column).map_or("", |heading| heading.text.as_str());
        Cell::text(text)
    }
}
