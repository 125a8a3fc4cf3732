//! Columns that are packed in ways that are rare among facts: unpacked into arrays first.

use arrow::array::Array as _;

use crate::error::FactsError;
use crate::rows::Rows;
use crate::schema::Holds;

use super::Fault;
use super::pages::Column;
use super::values::Kind;

/// Appends the rows of a batch to a column.
pub(super) fn push<K: Kind>(
    rows: Rows<'_>,
    name: &'static str,
    column: &mut Column<'_, K>,
    say: impl Fn(Fault) -> FactsError,
) -> Result<(), FactsError> {
    let holds = rows.fact.columns().iter().find(|it| it.name == name).map(|it| it.holds);
    match holds {
        Some(Holds::Number) => {
            let mut each = rows.numbers(name)?.iter();
            each.try_for_each(|it| column.push(it.map(i64::to_le_bytes)))
        }
        Some(Holds::Date) => {
            let mut each = rows.dates(name)?.iter();
            each.try_for_each(|it| column.push(it.map(i32::to_le_bytes)))
        }
        Some(Holds::Word) => {
            let words = rows.words(name)?;
            let word = |row| words.words.value(row);
            let key = |row| words.keys.key(row).filter(|it| words.words.is_valid(*it));
            let mut each = 0..words.keys.len();
            each.try_for_each(|row| column.push(key(row).map(word).map(sized)))
        }
        Some(Holds::Flag) => {
            rows.flags(name)?.iter().for_each(|it| column.push_entry(it.map(u32::from)));
            Ok(())
        }
        None => Err(Fault::Torn),
    }
    .map_err(say)
}

/// A word as it stands in a page: its length, and its bytes.
fn sized(word: &str) -> Vec<u8> {
    let length = u32::try_from(word.len()).unwrap_or(u32::MAX);
    [length.to_le_bytes().as_slice(), word.as_bytes()].concat()
}
