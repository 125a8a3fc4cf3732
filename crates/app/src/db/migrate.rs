//! Migrations: one text per step for both databases, with the column types filled in.

use std::borrow::Cow;

use rust_embed::RustEmbed;

use super::connect::Db;
use super::link::Link;
use super::value::args;
use crate::error::{AppError, AppResult};

#[derive(RustEmbed)]
#[folder = "../../migrations"]
#[include = "*.sql"]
struct Files;

/// One step of the schema.
#[derive(Debug, Clone)]
pub struct Migration {
    /// The file's name without `.sql`, for instance `0001_core`.
    pub name: String,
    /// The text, with `:text`, `:int`, `:real`, `:blob` and `:strict` for the types.
    pub sql: String,
}

pub(super) struct ColumnTypes {
    pub(super) text: &'static str,
    pub(super) int: &'static str,
    pub(super) real: &'static str,
    pub(super) blob: &'static str,
    pub(super) strict: &'static str,
}

/// Every migration, in the order in which they are applied.
pub fn migrations() -> Vec<Migration> {
    let mut names: Vec<Cow<'static, str>> = Files::iter().collect();
    names.sort();
    names
        .into_iter()
        .filter_map(|file| {
            let sql = String::from_utf8_lossy(&Files::get(&file)?.data).into_owned();
            Some(Migration { name: file.trim_end_matches(".sql").to_owned(), sql })
        })
        .collect()
}

impl Db {
    /// Brings the schema up to date, and says which steps were taken. A step that was applied
    /// and has changed since is refused: a schema nobody can account for is worse than none.
    pub async fn migrate(&self) -> AppResult<Vec<String>> {
        let mut link = self.begin_write().await?;
        link.maybe(self.dialect().migration_lock(), args![], |_| Ok(())).await?;
        let types = self.dialect().column_types();
        link.script(self.dialect().prelude().to_owned()).await?;
        link.script(typed(APPLIED_TABLE, &types)).await?;
        let mut taken = Vec::new();
        for migration in migrations() {
            let sum = crate::hash::sha256(migration.sql.as_bytes());
            match applied(&mut link, &migration.name).await? {
                Some(before) if before == sum => {}
                Some(_) => return Err(changed(&migration.name)),
                None => {
                    link.script(typed(&migration.sql, &types)).await?;
                    link.run(INSERT_APPLIED, args![migration.name.as_str(), sum]).await?;
                    taken.push(migration.name);
                }
            }
        }
        link.commit().await?;
        Ok(taken)
    }

    /// Whether every migration of this program has been applied.
    pub async fn is_current(&self) -> AppResult<bool> {
        let mut link = self.begin_read().await?;
        let count = link.one(COUNT_APPLIED, args![], |row| row.get::<usize>("steps")).await?;
        Ok(count >= migrations().len())
    }
}

const APPLIED_TABLE: &str = "
    create table if not exists migration (
        name :text not null primary key,
        checksum :text not null
    ) :strict";
const INSERT_APPLIED: &str = "insert into migration (name, checksum) values ($1, $2)";
const FIND_APPLIED: &str = "select checksum from migration where name = $1";
const COUNT_APPLIED: &str = "select count(*) as steps from migration";

async fn applied(link: &mut Link, name: &str) -> AppResult<Option<String>> {
    link.maybe(FIND_APPLIED, args![name], |row| row.get("checksum")).await
}

fn changed(name: &str) -> AppError {
    AppError::Internal(anyhow::anyhow!("migration {name} was applied and has changed since"))
}

fn typed(sql: &str, types: &ColumnTypes) -> String {
    sql.replace(":text", types.text)
        .replace(":int", types.int)
        .replace(":real", types.real)
        .replace(":blob", types.blob)
        .replace(":strict", types.strict)
}
