//! Everything in which the two databases differ. A dialect is named nowhere else.

use super::migrate::ColumnTypes;

/// Which database is on the other side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Dialect {
    Sqlite,
    Postgres,
}

impl Dialect {
    /// How a write transaction begins. SQLite takes its write lock at once. On PostgreSQL writers
    /// queue on the head of the audit chain, so each sees all that the one before it did.
    pub(super) const fn begin_write(self) -> &'static str {
        match self {
            Self::Sqlite => "begin immediate",
            Self::Postgres => "begin isolation level read committed",
        }
    }

    /// How a read transaction begins: one snapshot for the whole page.
    pub(super) const fn begin_read(self) -> &'static str {
        match self {
            Self::Sqlite => "begin deferred",
            Self::Postgres => "begin isolation level repeatable read read only",
        }
    }

    /// What the abstract column types of a migration become.
    pub(super) const fn column_types(self) -> ColumnTypes {
        match self {
            Self::Sqlite => ColumnTypes {
                text: "text",
                int: "integer",
                real: "real",
                blob: "blob",
                strict: "strict",
            },
            Self::Postgres => ColumnTypes {
                text: "text collate \"C\"",
                int: "bigint",
                real: "double precision",
                blob: "bytea",
                strict: "",
            },
        }
    }

    /// What must exist before the first migration. `json_each(text)` comes with SQLite; with it
    /// a list can be bound as one value: `x in (select value from json_each($1))`.
    pub(super) const fn prelude(self) -> &'static str {
        match self {
            Self::Sqlite => "",
            Self::Postgres => {
                "create or replace function json_each(list text) returns table (value text)
                 language sql immutable strict
                 as $$ select jsonb_array_elements_text(list::jsonb) $$;"
            }
        }
    }

    /// Held while migrating, so that processes which start together take turns.
    pub(super) const fn migration_lock(self) -> &'static str {
        match self {
            Self::Sqlite => "select 1",
            Self::Postgres => "select pg_advisory_xact_lock(7305221904)",
        }
    }
}
