//! Where the data is, and the pools that lead there.

use std::path::PathBuf;
use std::str::FromStr as _;
use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{PgPool, SqlitePool};

use super::dialect::Dialect;
use super::link::{Link, Open};
use crate::error::AppResult;

/// How many connections may read at once.
const READERS: u32 = 8;
/// How long a request waits for the database before it is told to try again.
const WAIT_SECONDS: u64 = 10;

/// Where the data is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// One file, embedded.
    Sqlite(PathBuf),
    /// A server: one for writes, and one (a replica, or the same) for reads.
    Postgres {
        /// Address of the primary.
        write: String,
        /// Address to read from.
        read: String,
    },
}

/// The address was neither `sqlite:FILE` nor `postgres://...`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a database address starts with sqlite: or postgres://")]
pub struct PlaceFault;

impl Place {
    /// Reads an address as it stands in the configuration, and that of a replica where there is
    /// one.
    pub fn parse(url: &str, read_url: Option<&str>) -> Result<Self, PlaceFault> {
        if let Some(path) = url.strip_prefix("sqlite:") {
            return Ok(Self::Sqlite(PathBuf::from(path.trim_start_matches("//"))));
        }
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            let read = read_url.unwrap_or(url).to_owned();
            return Ok(Self::Postgres { write: url.to_owned(), read });
        }
        Err(PlaceFault)
    }
}

/// An open database. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Db(Pools);

#[derive(Debug, Clone)]
enum Pools {
    Sqlite { write: SqlitePool, read: SqlitePool },
    Postgres { write: PgPool, read: PgPool },
}

impl Db {
    /// Opens the database. Nothing is changed in it: see [`Db::migrate`].
    pub async fn open(place: &Place) -> AppResult<Self> {
        let wait = Duration::from_secs(WAIT_SECONDS);
        Ok(Self(match place {
            Place::Sqlite(path) => {
                let options = SqliteConnectOptions::new()
                    .filename(path)
                    .create_if_missing(true)
                    .journal_mode(SqliteJournalMode::Wal)
                    .synchronous(SqliteSynchronous::Normal)
                    .foreign_keys(true)
                    .busy_timeout(wait);
                let pool = || SqlitePoolOptions::new().acquire_timeout(wait);
                // The writer is opened first: it makes the file and sets its journal mode.
                let write = pool().max_connections(1).connect_with(options.clone()).await?;
                let read = pool().max_connections(READERS).connect_lazy_with(options);
                Pools::Sqlite { write, read }
            }
            Place::Postgres { write, read } => {
                let pool = || PgPoolOptions::new().max_connections(READERS).acquire_timeout(wait);
                let write = pool().connect_with(PgConnectOptions::from_str(write)?).await?;
                let read = pool().connect_lazy_with(PgConnectOptions::from_str(read)?);
                Pools::Postgres { write, read }
            }
        }))
    }

    pub(super) const fn dialect(&self) -> Dialect {
        match self.0 {
            Pools::Sqlite { .. } => Dialect::Sqlite,
            Pools::Postgres { .. } => Dialect::Postgres,
        }
    }

    /// Which database this is, for people: `SQLite` or `PostgreSQL`.
    pub const fn name(&self) -> &'static str {
        match self.0 {
            Pools::Sqlite { .. } => "SQLite",
            Pools::Postgres { .. } => "PostgreSQL",
        }
    }

    /// Begins a transaction that may write.
    pub(crate) async fn begin_write(&self) -> AppResult<Link> {
        let begin = self.dialect().begin_write();
        Ok(Link(match &self.0 {
            Pools::Sqlite { write, .. } => Open::Sqlite(write.begin_with(begin).await?),
            Pools::Postgres { write, .. } => Open::Postgres(write.begin_with(begin).await?),
        }))
    }

    /// Begins a transaction that only reads, from one snapshot.
    pub(crate) async fn begin_read(&self) -> AppResult<Link> {
        let begin = self.dialect().begin_read();
        Ok(Link(match &self.0 {
            Pools::Sqlite { read, .. } => Open::Sqlite(read.begin_with(begin).await?),
            Pools::Postgres { read, .. } => Open::Postgres(read.begin_with(begin).await?),
        }))
    }

    /// Closes every connection.
    pub async fn close(&self) {
        match &self.0 {
            Pools::Sqlite { write, read } => {
                read.close().await;
                write.close().await;
            }
            Pools::Postgres { write, read } => {
                read.close().await;
                write.close().await;
            }
        }
    }
}
