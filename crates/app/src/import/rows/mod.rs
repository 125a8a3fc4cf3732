//! Rows of a mapped sheet, cleaned and ready to be staged. Values stay text: what a date or an
//! identifier is, the rules decide, in the use case that takes the row.

use std::collections::{BTreeMap, HashMap};
use std::fmt;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::field::{Field, ValueKind};
use super::fingerprint::Fingerprint;
use super::mapping::Mapping;
use super::sheet::{Cell, Row, Sheet, column_letter, is_padding};

mod name;

#[cfg(test)]
mod tests;

pub use name::{NameOrder, PersonName};

/// Named in every row's fingerprint, so that a change in how values are cleaned is a change of
/// rows.
const LAYOUT: &str = "register-row-1";

/// One row by field. Only fields that hold something are there.
#[derive(Clone, PartialEq, Eq)]
pub struct RawRecord {
    /// The number the user sees at the left of the row.
    pub number: u32,
    /// Of the values, wherever in the sheet they stood.
    pub fingerprint: Fingerprint,
    values: BTreeMap<Field, String>,
}

/// What is wrong in one row, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowFault {
    /// The number the user sees at the left of the row.
    pub row: u32,
    /// The cell's column, where one cell is at fault.
    pub place: Option<Place>,
    pub fault: CellFault,
}

/// A column as the user knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    pub field: Field,
    pub column: usize,
    pub heading: String,
}

impl Place {
    /// The letters a spreadsheet shows above the column.
    pub fn letter(&self) -> String {
        column_letter(self.column)
    }
}

/// Faults found before any rule is asked.
#[derive(Debug, Clone, PartialEq, Eq, Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CellFault {
    /// Nobody's name stands in the row.
    #[error("no name")]
    NoName,
    /// Only one word in the column of full names: which name is missing, nobody can tell.
    #[error("one word for a full name")]
    HalfAName,
    /// A formula failed, and shows this.
    #[error("formula error {shown}")]
    FormulaError { shown: String },
    /// Every value is the same as in an earlier row.
    #[error("repeats row {row}")]
    Repeats { row: u32 },
}

/// Rows taken and rows refused, each in the order of the sheet. No row is in both or in neither.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Extracted {
    pub taken: Vec<RawRecord>,
    pub refused: Vec<RowFault>,
}

/// Reads every row. A row whose values all repeat an earlier one is refused as a repeat of it.
///
/// A row in which only unmapped columns hold anything is a row without a name, and said to be so:
/// nothing is skipped in silence.
pub fn extract(sheet: &Sheet, mapping: &Mapping) -> Extracted {
    let mut extracted = Extracted::default();
    let mut seen: HashMap<Fingerprint, u32> = HashMap::new();
    for row in &sheet.rows {
        let record = match parse_row(sheet, row, mapping) {
            Ok(record) => record,
            Err(faults) => {
                extracted.refused.extend(faults);
                continue;
            }
        };
        if let Some(earlier) = seen.get(&record.fingerprint) {
            let fault = CellFault::Repeats { row: *earlier };
            extracted.refused.push(RowFault { row: row.number, place: None, fault });
            continue;
        }
        seen.insert(record.fingerprint, row.number);
        extracted.taken.push(record);
    }
    extracted
}

/// Reads one row, or says everything that is wrong with it.
pub fn parse_row(sheet: &Sheet, row: &Row, mapping: &Mapping) -> Result<RawRecord, Vec<RowFault>> {
    let mut faults = Vec::new();
    let mut values = BTreeMap::new();
    for (field, column) in mapping.iter() {
        match row.cell(column) {
            Cell::Empty => {}
            Cell::Error(shown) => {
                let fault = CellFault::FormulaError { shown: shown.clone() };
                faults.push(at(sheet, row, field, column, fault));
            }
            cell @ (Cell::Text(_) | Cell::Date(_)) => {
                let value = clean(&cell.shown(), field.kind());
                if !value.is_empty() {
                    values.insert(field, value);
                }
            }
        }
    }
    let record = RawRecord::of(row.number, values);
    if faults.is_empty() {
        faults.extend(name_fault(sheet, row, mapping, &record));
    }
    if faults.is_empty() { Ok(record) } else { Err(faults) }
}

fn name_fault(sheet: &Sheet, row: &Row, mapping: &Mapping, record: &RawRecord) -> Option<RowFault> {
    if record.name().is_some() {
        return None;
    }
    let full = mapping.column(Field::FullName).filter(|_| record.get(Field::FullName).is_some());
    if let Some(column) = full {
        return Some(at(sheet, row, Field::FullName, column, CellFault::HalfAName));
    }
    let by_surname = mapping.column(Field::Surname).map(|column| (Field::Surname, column));
    let by_full = mapping.column(Field::FullName).map(|column| (Field::FullName, column));
    Some(match by_surname.or(by_full) {
        Some((field, column)) => at(sheet, row, field, column, CellFault::NoName),
        None => RowFault { row: row.number, place: None, fault: CellFault::NoName },
    })
}

fn at(sheet: &Sheet, row: &Row, field: Field, column: usize, fault: CellFault) -> RowFault {
    let heading = sheet.columns.get(column).map(|it| it.text.clone()).unwrap_or_default();
    RowFault { row: row.number, place: Some(Place { field, column, heading }), fault }
}

impl RawRecord {
    /// A row with these values, as [`parse_row`] cleaned them.
    pub(super) fn of(number: u32, values: BTreeMap<Field, String>) -> Self {
        let named = values.iter().map(|(field, value)| (field.key(), value.as_str()));
        let fingerprint = Fingerprint::of_values(LAYOUT, named);
        Self { number, fingerprint, values }
    }

    /// The values, to be kept until the row is taken.
    pub(super) fn values(&self) -> &BTreeMap<Field, String> {
        &self.values
    }

    /// What a field holds, cleaned; none when nothing.
    pub fn get(&self, field: Field) -> Option<&str> {
        self.values.get(&field).map(String::as_str)
    }

    /// Every field that holds something, in the order of [`Field::ALL`].
    pub fn iter(&self) -> impl Iterator<Item = (Field, &str)> + '_ {
        self.values.iter().map(|(field, value)| (*field, value.as_str()))
    }

    /// The person's name: from the columns of surname and forenames, else from the full name.
    ///
    /// A surname without forenames is a name; one word in a column of full names is not.
    pub fn name(&self) -> Option<PersonName> {
        let forenames = self.get(Field::Forenames).map(str::to_owned);
        if let Some(surname) = self.get(Field::Surname) {
            let order = NameOrder::Columns;
            return Some(PersonName { surname: surname.to_owned(), forenames, order });
        }
        name::split(self.get(Field::FullName)?)
    }
}

/// Takes out what people cannot see: spaces at the ends, doubled and no-break spaces.
fn clean(text: &str, kind: ValueKind) -> String {
    match kind {
        ValueKind::Line | ValueKind::Day => one_line(text),
        ValueKind::Lines => {
            let lines = text.replace("\r\n", "\n").replace('\r', "\n");
            let trimmed: Vec<&str> =
                lines.lines().map(|line| line.trim_matches(is_padding)).collect();
            trimmed.join("\n").trim().to_owned()
        }
    }
}

fn one_line(text: &str) -> String {
    text.split(is_padding).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The row's number only: what a register holds never reaches a log.
impl fmt::Debug for RawRecord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RawRecord of row {}", self.number)
    }
}
