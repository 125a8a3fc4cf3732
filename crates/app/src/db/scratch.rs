//! Databases that live as long as one test: migrated once, then copied.

use std::path::PathBuf;

use sqlx::postgres::PgConnectOptions;
use sqlx::{ConnectOptions as _, Connection as _, PgConnection};
use std::str::FromStr as _;
use tokio::sync::OnceCell;
use uuid::Uuid;

use super::connect::{Db, Place};
use super::migrate::migrations;

/// A database for one test. The embedded kind is deleted with it; the other lives in a server
/// that is itself thrown away.
#[derive(Debug)]
pub struct Scratch {
    db: Db,
    folder: Option<PathBuf>,
}

impl Drop for Scratch {
    fn drop(&mut self) {
        if let Some(folder) = &self.folder {
            // A folder that will not go is the system's to clear.
            drop(std::fs::remove_dir_all(folder));
        }
    }
}

impl Scratch {
    /// The database.
    pub const fn db(&self) -> &Db {
        &self.db
    }

    /// An embedded database in a folder of its own.
    pub async fn sqlite() -> anyhow::Result<Self> {
        static MIGRATED: OnceCell<Vec<u8>> = OnceCell::const_new();
        let image = MIGRATED.get_or_try_init(migrated_file).await?;
        let folder = new_folder()?;
        let file = folder.join("throughcare.db");
        std::fs::write(&file, image)?;
        Ok(Self { db: Db::open(&Place::Sqlite(file)).await?, folder: Some(folder) })
    }

    /// A database of its own in the server at this address.
    pub async fn postgres(server_url: &str) -> anyhow::Result<Self> {
        static TEMPLATE: OnceCell<String> = OnceCell::const_new();
        let template = TEMPLATE.get_or_try_init(|| migrated_template(server_url)).await?;
        let name = format!("test_{}", random().simple());
        let mut admin = PgConnection::connect(server_url).await?;
        run(&mut admin, format!("create database {name} template {template}")).await?;
        admin.close().await?;
        let url = address(server_url, &name)?;
        let place = Place::Postgres { write: url.clone(), read: url };
        Ok(Self { db: Db::open(&place).await?, folder: None })
    }
}

#[expect(clippy::disallowed_methods, reason = "names of scratch folders need only be unused")]
fn random() -> Uuid {
    Uuid::now_v7()
}

fn new_folder() -> std::io::Result<PathBuf> {
    let folder = std::env::temp_dir().join(format!("throughcare-{}", random().simple()));
    std::fs::create_dir_all(&folder)?;
    Ok(folder)
}

async fn migrated_file() -> anyhow::Result<Vec<u8>> {
    let folder = new_folder()?;
    let file = folder.join("template.db");
    let db = Db::open(&Place::Sqlite(file.clone())).await?;
    db.migrate().await?;
    db.close().await;
    let image = std::fs::read(&file)?;
    std::fs::remove_dir_all(&folder)?;
    Ok(image)
}

async fn migrated_template(server_url: &str) -> anyhow::Result<String> {
    let name = format!("template_{:016x}", fingerprint());
    let mut admin = PgConnection::connect(server_url).await?;
    // Several test programs may start at once; one makes the template, the others wait for it.
    run(&mut admin, "select pg_advisory_lock(7305221905)".to_owned()).await?;
    let found = sqlx::query("select 1 from pg_database where datname = $1")
        .bind(&name)
        .fetch_optional(&mut admin)
        .await?;
    if found.is_none() {
        let making = format!("{name}_making");
        run(&mut admin, format!("drop database if exists {making}")).await?;
        run(&mut admin, format!("create database {making}")).await?;
        let url = address(server_url, &making)?;
        let db = Db::open(&Place::Postgres { write: url.clone(), read: url }).await?;
        db.migrate().await?;
        db.close().await;
        run(&mut admin, format!("alter database {making} rename to {name}")).await?;
    }
    admin.close().await?;
    Ok(name)
}

async fn run(admin: &mut PgConnection, sql: String) -> anyhow::Result<()> {
    sqlx::raw_sql(sqlx::AssertSqlSafe(sql)).execute(admin).await?;
    Ok(())
}

fn address(server_url: &str, database: &str) -> anyhow::Result<String> {
    Ok(PgConnectOptions::from_str(server_url)?.database(database).to_url_lossy().to_string())
}

/// Distinguishes the schemas of different builds.
fn fingerprint() -> u64 {
    use std::hash::{DefaultHasher, Hash as _, Hasher as _};
    let mut hasher = DefaultHasher::new();
    for migration in migrations() {
        migration.name.hash(&mut hasher);
        migration.sql.hash(&mut hasher);
    }
    hasher.finish()
}
