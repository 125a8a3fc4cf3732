//! One open transaction on either database: binds, runs, maps errors.

use futures::TryStreamExt as _;
use sqlx::postgres::PgArguments;
use sqlx::query::Query;
use sqlx::sqlite::SqliteArguments;
use sqlx::{Postgres, Sqlite, Transaction};

use super::row::{Raw, Row};
use super::value::Value;
use crate::error::{AppError, AppResult, What};

/// An open transaction. Dropped without a commit, it rolls back.
pub struct Link(pub(super) Open);

pub(super) enum Open {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
}

impl std::fmt::Debug for Link {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Link")
    }
}

impl Link {
    /// The only row of the answer; an answer without one is `NotFound`.
    pub async fn one<T>(
        &mut self,
        sql: &'static str,
        args: Vec<Value>,
        read: impl Fn(Row) -> AppResult<T>,
    ) -> AppResult<T> {
        self.maybe(sql, args, read).await?.ok_or(AppError::NotFound(What::Record))
    }

    /// The first row of the answer, if there is one.
    pub async fn maybe<T>(
        &mut self,
        sql: &'static str,
        args: Vec<Value>,
        read: impl Fn(Row) -> AppResult<T>,
    ) -> AppResult<Option<T>> {
        let row = match &mut self.0 {
            Open::Sqlite(tx) => {
                let row = bind_sqlite(sql, args).fetch_optional(&mut **tx).await?;
                row.map(|it| Row(Raw::Sqlite(it)))
            }
            Open::Postgres(tx) => {
                let row = bind_postgres(sql, args).fetch_optional(&mut **tx).await?;
                row.map(|it| Row(Raw::Postgres(it)))
            }
        };
        row.map(read).transpose()
    }

    /// Every row of the answer, in its order.
    pub async fn all<T>(
        &mut self,
        sql: &'static str,
        args: Vec<Value>,
        read: impl Fn(Row) -> AppResult<T>,
    ) -> AppResult<Vec<T>> {
        let mut found = Vec::new();
        match &mut self.0 {
            Open::Sqlite(tx) => {
                let mut rows = bind_sqlite(sql, args).fetch(&mut **tx);
                while let Some(row) = rows.try_next().await? {
                    found.push(read(Row(Raw::Sqlite(row)))?);
                }
            }
            Open::Postgres(tx) => {
                let mut rows = bind_postgres(sql, args).fetch(&mut **tx);
                while let Some(row) = rows.try_next().await? {
                    found.push(read(Row(Raw::Postgres(row)))?);
                }
            }
        }
        Ok(found)
    }

    /// Runs a statement that changes rows, and says how many it changed.
    pub(crate) async fn run(&mut self, sql: &'static str, args: Vec<Value>) -> AppResult<u64> {
        Ok(match &mut self.0 {
            Open::Sqlite(tx) => bind_sqlite(sql, args).execute(&mut **tx).await?.rows_affected(),
            Open::Postgres(tx) => {
                bind_postgres(sql, args).execute(&mut **tx).await?.rows_affected()
            }
        })
    }

    /// Prepares a statement without running it.
    #[cfg(test)]
    pub(crate) async fn prepare(&mut self, sql: &'static str) -> AppResult<()> {
        use sqlx::Executor as _;
        use sqlx::SqlSafeStr as _;
        match &mut self.0 {
            Open::Sqlite(tx) => drop((&mut **tx).prepare(sql.into_sql_str()).await?),
            Open::Postgres(tx) => drop((&mut **tx).prepare(sql.into_sql_str()).await?),
        }
        Ok(())
    }

    /// Runs several statements of a migration.
    pub(super) async fn script(&mut self, sql: String) -> AppResult<()> {
        let sql = sqlx::AssertSqlSafe(sql);
        match &mut self.0 {
            Open::Sqlite(tx) => {
                sqlx::raw_sql(sql).execute(&mut **tx).await?;
            }
            Open::Postgres(tx) => {
                sqlx::raw_sql(sql).execute(&mut **tx).await?;
            }
        }
        Ok(())
    }

    /// Keeps what was done.
    pub(crate) async fn commit(self) -> AppResult<()> {
        match self.0 {
            Open::Sqlite(tx) => tx.commit().await?,
            Open::Postgres(tx) => tx.commit().await?,
        }
        Ok(())
    }
}

fn bind_sqlite(sql: &'static str, args: Vec<Value>) -> Query<'static, Sqlite, SqliteArguments> {
    args.into_iter().fold(sqlx::query(sql), |query, arg| match arg {
        Value::Text(it) => query.bind(it),
        Value::Int(it) => query.bind(it),
        Value::Real(it) => query.bind(it),
        Value::Bytes(it) => query.bind(it),
    })
}

fn bind_postgres(sql: &'static str, args: Vec<Value>) -> Query<'static, Postgres, PgArguments> {
    args.into_iter().fold(sqlx::query(sql), |query, arg| match arg {
        Value::Text(it) => query.bind(it),
        Value::Int(it) => query.bind(it),
        Value::Real(it) => query.bind(it),
        Value::Bytes(it) => query.bind(it),
    })
}
