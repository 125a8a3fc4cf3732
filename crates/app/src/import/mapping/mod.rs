//! Which column holds which field: guessed first, then settled by a person.

use std::collections::BTreeMap;

use thiserror::Error;

use super::field::Field;
use super::sheet::{Sheet, column_index, column_letter};

#[cfg(test)]
mod tests;

/// Columns by field. No column holds two fields, no field stands in two columns.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Mapping {
    columns: BTreeMap<Field, usize>,
}

/// Why columns cannot be read in this way.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum MappingFault {
    #[error("column {column} already holds {}", by.key())]
    ColumnTaken { column: String, by: Field },
    #[error("the sheet has no column {column}")]
    NoSuchColumn { column: String, field: Field },
    /// Neither a surname nor a full name: nobody can be told from a row.
    #[error("no column holds a name")]
    NoName,
    /// A line of a saved mapping that is not `field=column`.
    #[error("line {line} is not a field and a column")]
    NotAMapping { line: usize },
    #[error("{} stands twice", field.key())]
    FieldTwice { field: Field },
}

impl Mapping {
    /// The column of a field, counted from 0.
    pub fn column(&self, field: Field) -> Option<usize> {
        self.columns.get(&field).copied()
    }

    /// The field a column holds.
    pub fn field(&self, column: usize) -> Option<Field> {
        self.columns.iter().find(|(_, at)| **at == column).map(|(field, _)| *field)
    }

    /// Every field that has a column, in the order of [`Field::ALL`].
    pub fn iter(&self) -> impl Iterator<Item = (Field, usize)> + '_ {
        self.columns.iter().map(|(field, column)| (*field, *column))
    }

    /// Puts a field in a column, moving it from the one it had.
    pub fn set(&mut self, field: Field, column: usize) -> Result<(), MappingFault> {
        match self.field(column) {
            Some(by) if by != field => {
                Err(MappingFault::ColumnTaken { column: column_letter(column), by })
            }
            Some(_) | None => {
                self.columns.insert(field, column);
                Ok(())
            }
        }
    }

    /// Leaves a field out.
    pub fn clear(&mut self, field: Field) {
        self.columns.remove(&field);
    }

    /// Whether this sheet can be read by this mapping: every column is there, and one holds a name.
    pub fn check(&self, sheet: &Sheet) -> Result<(), MappingFault> {
        for (field, column) in self.iter() {
            if column >= sheet.columns.len() {
                let column = column_letter(column);
                return Err(MappingFault::NoSuchColumn { column, field });
            }
        }
        let named = [Field::Surname, Field::FullName];
        if named.iter().any(|field| self.columns.contains_key(field)) {
            return Ok(());
        }
        Err(MappingFault::NoName)
    }

    /// One line a field, such as `surname=C`; [`Mapping::parse`] reads it back.
    pub fn to_text(&self) -> String {
        let line = |(field, column): (Field, usize)| {
            [field.key(), "=", &column_letter(column), "\n"].concat()
        };
        self.iter().map(line).collect()
    }

    /// Reads what [`Mapping::to_text`] wrote, or a person did. Blank lines and `#` lines are
    /// skipped.
    pub fn parse(text: &str) -> Result<Self, MappingFault> {
        let mut mapping = Self::default();
        for (at, line) in text.lines().map(str::trim).enumerate() {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let (field, column) =
                parse_line(line).ok_or(MappingFault::NotAMapping { line: at + 1 })?;
            if mapping.column(field).is_some() {
                return Err(MappingFault::FieldTwice { field });
            }
            mapping.set(field, column)?;
        }
        Ok(mapping)
    }
}

fn parse_line(line: &str) -> Option<(Field, usize)> {
    let (key, letters) = line.split_once('=')?;
    Some((Field::from_key(key.trim())?, column_index(letters.trim())?))
}
