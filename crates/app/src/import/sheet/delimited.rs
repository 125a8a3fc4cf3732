//! Reads delimited text: comma, semicolon or tab, as the sender's Excel happened to write it.

use std::collections::BTreeMap;

use super::encoding::decode;
use super::fault::SheetFault;
use super::grid::Grid;
use super::{Cell, Choice, FileKind, Sheet};

const DELIMITERS: [u8; 3] = [b',', b';', b'\t'];
/// Rows looked at to tell the delimiter.
const SNIFF_ROWS: usize = 40;

/// Reads the whole file as one sheet.
pub(super) fn read(bytes: &[u8], choice: &Choice) -> Result<Sheet, SheetFault> {
    let text = decode(bytes)?;
    let (text, said) = strip_hint(&text);
    let delimiter = said.unwrap_or_else(|| sniff(text));
    let mut grid = Grid::default();
    for record in Records::new(text, delimiter) {
        let (row, line) = record?;
        for (column, field) in fields(line, delimiter)?.iter().enumerate() {
            grid.put(row, column, Cell::text(unescape(field)))?;
        }
    }
    grid.into_sheet(FileKind::Delimited, bytes, choice)
}

/// The line `sep=;` that some programs put first for Excel, which hides it.
fn strip_hint(text: &str) -> (&str, Option<u8>) {
    let Some(rest) = text.strip_prefix("sep=") else { return (text, None) };
    let Some((hint, rest)) = rest.split_once('\n') else { return (text, None) };
    match hint.trim_end_matches('\r').as_bytes() {
        [delimiter] if DELIMITERS.contains(delimiter) => (rest, Some(*delimiter)),
        _ => (text, None),
    }
}

/// The delimiter by which most of the first rows have the same number of cells, more than one.
///
/// Agreement, not the sum: one long note full of commas must not decide.
fn sniff(text: &str) -> u8 {
    let best = DELIMITERS.iter().rev().max_by_key(|delimiter| agreement(text, **delimiter));
    best.copied().unwrap_or(b',')
}

/// How many rows agree on a number of cells, and on which.
fn agreement(text: &str, delimiter: u8) -> (usize, usize) {
    let mut rows_by_width: BTreeMap<usize, usize> = BTreeMap::new();
    let lines = Records::new(text, delimiter).map_while(Result::ok).take(SNIFF_ROWS);
    for (_, line) in lines {
        let width = fields(line, delimiter).map_or(0, |fields| fields.len());
        *rows_by_width.entry(width).or_default() += 1;
    }
    let several = rows_by_width.into_iter().filter(|(width, _)| *width > 1);
    several.map(|(width, rows)| (rows, width)).max().unwrap_or_default()
}

/// Splits one row into its cells.
fn fields(line: &str, delimiter: u8) -> Result<Vec<String>, SheetFault> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(line.as_bytes());
    let mut record = csv::StringRecord::new();
    reader.read_record(&mut record).map_err(|_unreadable| SheetFault::Damaged)?;
    Ok(record.iter().map(str::to_owned).collect())
}

/// Takes off the apostrophe that our own exports put before what Excel would run as a formula.
fn unescape(field: &str) -> &str {
    match field.strip_prefix('\'') {
        Some(rest) if super::super::annotate::is_formula_like(rest) => rest,
        _ => field,
    }
}

/// Rows as a spreadsheet numbers them: a blank line is a row, a line break inside quotes is not.
struct Records<'a> {
    rest: &'a str,
    delimiter: u8,
    row: u32,
}

impl<'a> Records<'a> {
    fn new(text: &'a str, delimiter: u8) -> Self {
        Self { rest: text, delimiter, row: 0 }
    }

    /// Bytes up to the line end of this row; none when a quotation mark never closes.
    fn row_length(&self) -> Option<usize> {
        let (mut quoted, mut at_start) = (false, true);
        for (at, byte) in self.rest.bytes().enumerate() {
            match byte {
                b'"' if quoted || at_start => {
                    quoted = !quoted;
                    // A doubled mark inside quotes closes and opens again.
                    at_start = true;
                }
                b'\r' | b'\n' if !quoted => return Some(at),
                _ => at_start = !quoted && byte == self.delimiter,
            }
        }
        (!quoted).then_some(self.rest.len())
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = Result<(u32, &'a str), SheetFault>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if self.rest.is_empty() {
                return None;
            }
            self.row = self.row.saturating_add(1);
            let Some(length) = self.row_length() else {
                self.rest = "";
                return Some(Err(SheetFault::OpenQuote { row: self.row }));
            };
            let (line, rest) = self.rest.split_at_checked(length).unwrap_or((self.rest, ""));
            let rest_after_break = rest.strip_prefix("\r\n").or_else(|| rest.get(1..));
            self.rest = rest_after_break.unwrap_or("");
            if !line.is_empty() {
                return Some(Ok((self.row, line)));
            }
        }
    }
}
