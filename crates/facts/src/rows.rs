//! The columns of a batch as what they hold.

use arrow::array::{
    Array, AsArray as _, BooleanArray, Date32Array, DictionaryArray, Int64Array, StringArray,
};
use arrow::datatypes::{Date32Type, Int32Type, Int64Type};
use arrow::record_batch::RecordBatch;

use crate::error::FactsError;
use crate::folder::FactFile;
use crate::schema::{Fact, Optional};

/// A batch of a file of a fact.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rows<'a> {
    pub(crate) fact: Fact,
    pub(crate) file: &'a FactFile,
    pub(crate) batch: &'a RecordBatch,
}

impl<'a> Rows<'a> {
    pub(crate) fn numbers(&self, name: &'static str) -> Result<&'a Int64Array, FactsError> {
        let column = self.column(name)?.as_primitive_opt::<Int64Type>();
        column.ok_or_else(|| self.file.damaged(format!("{name} is not of numbers")))
    }

    pub(crate) fn dates(&self, name: &'static str) -> Result<&'a Date32Array, FactsError> {
        let column = self.column(name)?.as_primitive_opt::<Date32Type>();
        column.ok_or_else(|| self.file.damaged(format!("{name} is not of dates")))
    }

    pub(crate) fn flags(&self, name: &'static str) -> Result<&'a BooleanArray, FactsError> {
        let column = self.column(name)?.as_boolean_opt();
        column.ok_or_else(|| self.file.damaged(format!("{name} is not of yes or no")))
    }

    pub(crate) fn words(&self, name: &'static str) -> Result<WordColumn<'a>, FactsError> {
        let column = self.column(name)?.as_dictionary_opt::<Int32Type>();
        let keys = column.ok_or_else(|| self.file.damaged(format!("{name} is not of texts")))?;
        let words = keys.values().as_string_opt::<i32>();
        let words = words.ok_or_else(|| self.file.damaged(format!("{name} is not of texts")))?;
        Ok(WordColumn { keys, words })
    }

    /// Looks at every column that must be filled.
    pub(crate) fn filled(&self) -> Result<(), FactsError> {
        let must = self.fact.columns().iter().filter(|it| it.optional == Optional::No);
        must.map(|it| it.name).try_for_each(|name| self.column(name).map(|_| ()))
    }

    /// A column, in which nothing is empty that may not be.
    fn column(&self, name: &'static str) -> Result<&'a dyn Array, FactsError> {
        let Some(array) = self.batch.column_by_name(name) else {
            return Err(self.file.damaged(format!("{name} was not read")));
        };
        let column = self.fact.columns().iter().find(|it| it.name == name);
        let must = column.is_some_and(|it| it.optional == Optional::No);
        if must && array.null_count() > 0 {
            return Err(FactsError::Empty {
                path: self.file.path().to_owned(),
                column: name,
                rows: u64::try_from(array.null_count()).unwrap_or(u64::MAX),
            });
        }
        Ok(array.as_ref())
    }
}

/// A column of words, each row a number that stands for one.
#[derive(Debug, Clone, Copy)]
pub(crate) struct WordColumn<'a> {
    pub(crate) keys: &'a DictionaryArray<Int32Type>,
    pub(crate) words: &'a StringArray,
}

impl WordColumn<'_> {
    /// What each number stands for, made into something else; and what an empty row is.
    pub(crate) fn each<T: Copy>(
        &self,
        empty: T,
        mut make: impl FnMut(&str) -> Result<T, FactsError>,
    ) -> Result<Vec<T>, FactsError> {
        let mut table = Vec::with_capacity(self.words.len());
        for word in self.words {
            table.push(word.map_or(Ok(empty), &mut make)?);
        }
        Ok(table)
    }

    /// What the row stands for, by the table of [`Self::each`].
    pub(crate) fn at<T: Copy>(&self, row: usize, table: &[T], empty: T) -> T {
        match self.keys.key(row) {
            Some(key) => table.get(key).copied().unwrap_or(empty),
            None => empty,
        }
    }
}
