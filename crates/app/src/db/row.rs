//! Rows as they come back, read by column name into the types of the domain.

use anyhow::{Context as _, anyhow};
use domain::{Date, Timestamp};
use sqlx::Row as _;

use crate::error::{AppError, AppResult};

/// One row of an answer, from either database.
#[derive(Debug)]
pub struct Row(pub(super) Raw);

pub(super) enum Raw {
    Sqlite(sqlx::sqlite::SqliteRow),
    Postgres(sqlx::postgres::PgRow),
}

impl std::fmt::Debug for Raw {
    // A row may hold personal data, which must not reach a log.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Row")
    }
}

/// A type that a column can be read as.
pub trait FromColumn: Sized {
    /// Reads the named column.
    fn from_column(row: &Row, column: &str) -> anyhow::Result<Self>;
}

impl Row {
    /// The value of a column. A column of the wrong type is our own mistake, not the user's.
    pub fn get<T: FromColumn>(&self, column: &str) -> AppResult<T> {
        T::from_column(self, column)
            .with_context(|| format!("reading column {column}"))
            .map_err(AppError::Internal)
    }

    /// A column that holds the key of one of our enums.
    pub fn key<T>(&self, column: &str, read: impl Fn(&str) -> Option<T>) -> AppResult<T> {
        let text: String = self.get(column)?;
        read(&text)
            .ok_or_else(|| AppError::Internal(anyhow!("column {column} holds an unknown key")))
    }

    /// A column that holds the key of one of our enums, or nothing.
    pub fn maybe_key<T>(
        &self,
        column: &str,
        read: impl Fn(&str) -> Option<T>,
    ) -> AppResult<Option<T>> {
        let Some(text) = self.get::<Option<String>>(column)? else { return Ok(None) };
        read(&text)
            .map(Some)
            .ok_or_else(|| AppError::Internal(anyhow!("column {column} holds an unknown key")))
    }
}

macro_rules! plain {
    ($($type:ty)*) => {$(
        impl FromColumn for Option<$type> {
            fn from_column(row: &Row, column: &str) -> anyhow::Result<Self> {
                Ok(match &row.0 {
                    Raw::Sqlite(it) => it.try_get(column)?,
                    Raw::Postgres(it) => it.try_get(column)?,
                })
            }
        }
        impl FromColumn for $type {
            fn from_column(row: &Row, column: &str) -> anyhow::Result<Self> {
                Option::<$type>::from_column(row, column)?.ok_or_else(|| anyhow!("null"))
            }
        }
    )*};
}
plain!(String i64 f64 Vec<u8>);

macro_rules! narrowed {
    ($($type:ty)*) => {$(
        impl FromColumn for $type {
            fn from_column(row: &Row, column: &str) -> anyhow::Result<Self> {
                Ok(<$type>::try_from(i64::from_column(row, column)?)?)
            }
        }
        impl FromColumn for Option<$type> {
            fn from_column(row: &Row, column: &str) -> anyhow::Result<Self> {
                Ok(Option::<i64>::from_column(row, column)?.map(<$type>::try_from).transpose()?)
            }
        }
    )*};
}
narrowed!(i32 u32 usize);

macro_rules! parsed {
    ($($type:ty)*) => {$(
        impl FromColumn for $type {
            fn from_column(row: &Row, column: &str) -> anyhow::Result<Self> {
                let text = String::from_column(row, column)?;
                text.parse().map_err(|_| anyhow!("not of the type expected"))
            }
        }
        impl FromColumn for Option<$type> {
            fn from_column(row: &Row, column: &str) -> anyhow::Result<Self> {
                let Some(text) = Option::<String>::from_column(row, column)? else {
                    return Ok(None);
                };
                text.parse().map(Some).map_err(|_| anyhow!("not of the type expected"))
            }
        }
    )*};
}
parsed!(Date Timestamp serde_json::Value);

macro_rules! identities {
    ($($name:ident)*) => { parsed!($(domain::id::$name)*); };
}
domain::for_each_id!(identities);
