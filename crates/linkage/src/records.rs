//! Records in memory, column by column, each distinct text kept once.
//!
//! A field is a number per record: 0 is "missing", the others count the distinct texts of the
//! field's [`Dictionary`]. Fields that a model compares with one another share a dictionary, so
//! that "alike" is everywhere the comparison of two numbers.

mod dictionary;
mod fill;
mod ids;
mod layout;
mod places;
mod texts;

pub use dictionary::Dictionary;
pub use fill::{Filling, FillingField, FillingGroup};
pub use layout::Layout;

use ids::Ids;

/// Which text of a dictionary; 0 stands for "missing".
pub type ValueId = u32;
/// The value of a field that is missing.
pub const MISSING: ValueId = 0;
/// Which record of a set, from 0.
pub type Row = u32;

/// Which source of a set, from 0.
pub(crate) type SourceNumber = u16;

/// Half of the numbers are kept free, for texts that a set does not know.
const MOST_RECORDS: Row = 1 << 31;

/// A set of records of one or several sources.
#[derive(Debug)]
pub struct Records {
    pub(crate) fields: Vec<Field>,
    pub(crate) dictionaries: Vec<Dictionary>,
    pub(crate) ids: Ids,
}

/// One column.
#[derive(Debug)]
pub(crate) struct Field {
    pub(crate) name: String,
    pub(crate) dictionary: usize,
    pub(crate) values: Values,
}

/// The values of a column.
#[derive(Debug)]
pub(crate) enum Values {
    /// One for each record.
    One(Vec<ValueId>),
    /// A list for each record: where each ends, and all of them; a missing list has the end of
    /// the one before and is told from an empty one by `missing`.
    Many { ends: Vec<u32>, values: Vec<ValueId>, missing: Vec<bool> },
}

/// Why records cannot be taken.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum RecordsError {
    /// Two records of one source have one id.
    #[error("record id {id} stands twice in {source_name}")]
    Repeated {
        /// The source.
        source_name: String,
        /// The id.
        id: String,
    },
    /// A record has no id.
    #[error("record {row} of {source_name} has no id")]
    NoId {
        /// The source.
        source_name: String,
        /// Counted from 1.
        row: usize,
    },
    /// A column has more or fewer values than there are ids.
    #[error("column {column} has {found} values for {wanted} records")]
    Uneven {
        /// The column.
        column: String,
        /// Values.
        found: usize,
        /// Records.
        wanted: usize,
    },
    /// The model reads a column that no source has.
    #[error("the model reads the column {column}, which is in none of the files")]
    NoColumn {
        /// The column.
        column: String,
    },
    /// More than fit.
    #[error("at most {most} records can be taken at once")]
    TooMany {
        /// The most.
        most: u32,
    },
}

impl Records {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The id that the record has in its source.
    pub fn id(&self, row: Row) -> &str {
        self.ids.id(row)
    }

    /// Calls `see` for each of these records with its id. For many records in any order that is
    /// faster than to ask for one after another.
    pub fn each_id(&self, rows: impl Iterator<Item = Row>, see: impl FnMut(Row, &str)) {
        self.ids.each(rows, see);
    }

    /// The name of the source that the record came from.
    pub fn source(&self, row: Row) -> &str {
        self.ids.name(self.ids.source(row))
    }

    /// The name of the source that the record came from, told from those of its name in other
    /// lists: `prison`, and in the second list `prison (2)`.
    pub fn source_told_apart(&self, row: Row) -> &str {
        self.ids.label_of(row)
    }

    /// The record of this id in this source, or the first of any source.
    pub fn find(&self, source: Option<&str>, id: &str) -> Option<Row> {
        self.ids.find(|row| source.is_none_or(|name| self.source(row) == name), id)
    }

    /// The same of one side alone.
    pub fn find_on(&self, side: usize, source: Option<&str>, id: &str) -> Option<Row> {
        let wanted = |row| source.is_none_or(|name| self.source(row) == name);
        self.ids.find(|row| self.side(row) == side && wanted(row), id)
    }

    /// The side of a record where two lists are linked: the list that it was read from, if lists
    /// were told apart ([`Filling::begin_list`]), or else its source. Counted from 0.
    pub fn side(&self, row: Row) -> usize {
        self.ids.side(row).into()
    }

    /// How many sides have records.
    pub fn sides(&self) -> usize {
        self.ids.sizes().into_iter().filter(|it| *it > 0).count()
    }

    /// The text of a field, for people to read; lists are joined by commas.
    pub fn shown(&self, column: &str, row: Row) -> Option<String> {
        let field = self.fields.iter().find(|it| it.name == column)?;
        let dictionary = &self.dictionaries[field.dictionary];
        match &field.values {
            Values::One(values) => match values[row as usize] {
                MISSING => None,
                value => Some(dictionary.text(value).to_owned()),
            },
            Values::Many { missing, .. } if missing[row as usize] => None,
            Values::Many { .. } => {
                let texts: Vec<&str> =
                    field.list(row).iter().map(|it| dictionary.text(*it)).collect();
                Some(texts.join(", "))
            }
        }
    }

    /// The columns that no record has anything in.
    pub fn empty_columns(&self) -> impl Iterator<Item = &str> {
        let is_empty = |it: &&Field| match &it.values {
            Values::One(values) => values.iter().all(|it| *it == MISSING),
            Values::Many { values, .. } => values.is_empty(),
        };
        self.fields.iter().filter(is_empty).map(|it| it.name.as_str())
    }

    /// The names of the columns.
    pub fn columns(&self) -> impl Iterator<Item = &str> {
        self.fields.iter().map(|it| it.name.as_str())
    }

    pub(crate) fn field(&self, column: &str) -> Option<usize> {
        self.fields.iter().position(|it| it.name == column)
    }

    pub(crate) fn rows(&self) -> Row {
        Row::try_from(self.len()).unwrap_or(Row::MAX)
    }

    pub(crate) fn side_of(&self, row: Row) -> SourceNumber {
        self.ids.side(row)
    }

    /// Whether `one` is the left record of the pair: by list, by source name, then by id, as text.
    pub(crate) fn in_order(&self, one: Row, other: Row) -> bool {
        self.ids.in_order(one, other)
    }
}

impl Field {
    pub(crate) fn list(&self, row: Row) -> &[ValueId] {
        match &self.values {
            Values::One(values) => std::slice::from_ref(&values[row as usize]),
            Values::Many { ends, values, .. } => {
                let row = row as usize;
                let from = if row == 0 { 0 } else { ends[row - 1] as usize };
                &values[from..ends[row] as usize]
            }
        }
    }
}

#[cfg(test)]
mod tests;
