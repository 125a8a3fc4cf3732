//! Cells as they come, under limits, and the headings found among them.

use std::collections::{BTreeMap, BTreeSet};

use super::fault::SheetFault;
use super::{
    CELL_LIMIT_CHARS, COLUMN_LIMIT, Cell, Choice, FileKind, Heading, ROW_LIMIT, Row, Sheet,
    TEXT_LIMIT_BYTES, column_letter,
};
use crate::import::fingerprint::Fingerprint;

/// How many rows that hold something may stand above the headings, and a few below to compare with.
const HEADING_SEARCH_ROWS: usize = 30;

/// The last row a spreadsheet can have; a higher number is a lie.
const LAST_ROW: u32 = 1_048_576;

/// Cells by row and column. Empty ones are not kept.
#[derive(Default)]
pub(super) struct Grid {
    rows: BTreeMap<u32, BTreeMap<usize, Cell>>,
    text_bytes: usize,
}

impl Grid {
    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Puts a cell where it belongs, or says which limit it breaks.
    pub(super) fn put(&mut self, row: u32, column: usize, cell: Cell) -> Result<(), SheetFault> {
        if cell.is_empty() {
            return Ok(());
        }
        if column >= COLUMN_LIMIT {
            return Err(SheetFault::TooManyColumns { limit: COLUMN_LIMIT });
        }
        if row > LAST_ROW {
            return Err(SheetFault::Damaged);
        }
        self.weigh(row, column, &cell)?;
        self.rows.entry(row).or_default().insert(column, cell);
        if self.rows.len() > ROW_LIMIT + HEADING_SEARCH_ROWS {
            return Err(SheetFault::TooManyRows { limit: ROW_LIMIT });
        }
        Ok(())
    }

    fn weigh(&mut self, row: u32, column: usize, cell: &Cell) -> Result<(), SheetFault> {
        let (Cell::Text(text) | Cell::Error(text)) = cell else { return Ok(()) };
        if text.len() > CELL_LIMIT_CHARS && text.chars().count() > CELL_LIMIT_CHARS {
            let column = column_letter(column);
            return Err(SheetFault::CellTooLong { row, column, limit_chars: CELL_LIMIT_CHARS });
        }
        self.text_bytes += text.len();
        if self.text_bytes > TEXT_LIMIT_BYTES {
            return Err(SheetFault::TooMuchText { limit_bytes: TEXT_LIMIT_BYTES });
        }
        Ok(())
    }

    /// Finds the headings and lays the rows out under them.
    pub(super) fn into_sheet(
        self,
        kind: FileKind,
        bytes: &[u8],
        choice: &Choice,
    ) -> Result<Sheet, SheetFault> {
        if self.is_empty() {
            return Err(SheetFault::EmptySheet);
        }
        let chosen = choice.heading_row.filter(|row| self.rows.contains_key(row));
        let found = if choice.heading_row.is_some() { chosen } else { self.heading_row() };
        let heading_row = found.ok_or(SheetFault::NoHeadings)?;
        let width = self.width();
        let columns = self.headings(heading_row, width);
        check_duplicates(&columns)?;

        let (mut above, mut rows) = (Vec::new(), Vec::new());
        for (number, cells) in self.rows {
            let side = if number < heading_row { &mut above } else { &mut rows };
            if number != heading_row {
                side.push(Row { number, cells: lay_out(cells, width) });
            }
        }
        if rows.is_empty() {
            return Err(SheetFault::NoRows);
        }
        if rows.len() > ROW_LIMIT {
            return Err(SheetFault::TooManyRows { limit: ROW_LIMIT });
        }
        let fingerprint = Fingerprint::of_file(bytes);
        let (name, other_tabs) = (None, Vec::new());
        Ok(Sheet { kind, name, other_tabs, above, heading_row, columns, rows, fingerprint })
    }

    /// The first row that has words over most of the columns in use: titles above it are narrower,
    /// rows below it hold dates and numbers among their words.
    fn heading_row(&self) -> Option<u32> {
        let near_top = || self.rows.iter().take(HEADING_SEARCH_ROWS);
        let widest = near_top().map(|(_, cells)| cells.len()).max()?;
        let wanted = widest.div_ceil(2).max(widest.min(2));
        near_top().find(|(_, cells)| is_heading(cells, wanted)).map(|(number, _)| *number)
    }

    fn width(&self) -> usize {
        let last = |cells: &BTreeMap<usize, Cell>| cells.keys().next_back().copied();
        self.rows.values().filter_map(last).max().map_or(0, |last| last + 1)
    }

    fn headings(&self, heading_row: u32, width: usize) -> Vec<Heading> {
        let cells = self.rows.get(&heading_row);
        let text = |index: usize| cells.and_then(|cells| cells.get(&index)).map(Cell::shown);
        (0..width)
            .map(|index| Heading { index, text: one_line(&text(index).unwrap_or_default()) })
            .collect()
    }
}

fn is_heading(cells: &BTreeMap<usize, Cell>, wanted: usize) -> bool {
    let words = cells.values().filter(|cell| is_wordy(cell)).count();
    words >= wanted && words * 3 >= cells.len() * 2
}

/// Words, not a value: more letters than digits.
fn is_wordy(cell: &Cell) -> bool {
    let Cell::Text(text) = cell else { return false };
    let digits = text.chars().filter(char::is_ascii_digit).count();
    text.chars().filter(|c| c.is_alphabetic()).count() > digits
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn lay_out(mut cells: BTreeMap<usize, Cell>, width: usize) -> Vec<Cell> {
    (0..width).map(|index| cells.remove(&index).unwrap_or(Cell::Empty)).collect()
}

fn check_duplicates(columns: &[Heading]) -> Result<(), SheetFault> {
    let mut seen = BTreeSet::new();
    for heading in columns.iter().filter(|it| !it.text.is_empty()) {
        let folded = heading.text.to_lowercase();
        if seen.insert(folded.clone()) {
            continue;
        }
        let first = columns.iter().find(|it| it.text.to_lowercase() == folded);
        return Err(SheetFault::DuplicateHeading {
            heading: heading.text.clone(),
            first: first.map(Heading::letter).unwrap_or_default(),
            second: heading.letter(),
        });
    }
    Ok(())
}
