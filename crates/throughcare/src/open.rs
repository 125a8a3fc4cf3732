//! Opening the database and the application over it.

use std::path::Path;

use app::App;
use app::clock::Clock;
use app::db::{Db, Place};
use app::ids::Ids;

use crate::config::Config;
use crate::failure::{Failure, Outcome};

/// The application over the configured database, which must be there and up to date.
pub(crate) async fn app(config: &Config) -> Outcome<App> {
    if let Place::Sqlite(file) = &config.database
        && !file.exists()
    {
        return Err(Failure::NotMigrated(format!(
            "there is no database at {}; run `throughcare migrate` to make one, or say in \
             database.url where it is",
            file.display()
        )));
    }
    let db = db(&config.database).await?;
    require_current(&db).await?;
    over(db)
}

/// The database alone, as it is.
pub(crate) async fn db(place: &Place) -> Outcome<Db> {
    if let Place::Sqlite(file) = place {
        make_folder(file)?;
    }
    let db = Db::open(place).await.map_err(|error| unreachable(place, &error))?;
    Ok(db)
}

/// The application over an open database.
pub(crate) fn over(db: Db) -> Outcome<App> {
    App::new(db, Clock::System, Ids::Random).map_err(|error| Failure::refused(format!("{error:#}")))
}

/// Refuses a schema older than the program.
pub(crate) async fn require_current(db: &Db) -> Outcome {
    // A database that was never migrated has no table to ask.
    if db.is_current().await.unwrap_or(false) {
        return Ok(());
    }
    Err(Failure::NotMigrated(format!(
        "the {} database lacks migrations of this version; run `throughcare migrate`",
        db.name()
    )))
}

fn make_folder(file: &Path) -> Outcome {
    let Some(folder) = file.parent() else { return Ok(()) };
    std::fs::create_dir_all(folder).map_err(|error| {
        Failure::Unreachable(format!("cannot make the folder {}: {error}", folder.display()))
    })
}

/// Says where it was looked for without the user name and password that an address may hold.
fn unreachable(place: &Place, error: &app::AppError) -> Failure {
    let place = match place {
        Place::Sqlite(file) => format!("the file {}", file.display()),
        Place::Postgres { write, .. } => {
            let after = write.split_once("://").map_or(write.as_str(), |(_, rest)| rest);
            format!("PostgreSQL at {}", after.rsplit_once('@').map_or(after, |(_, rest)| rest))
        }
    };
    let cause = match error {
        app::AppError::Internal(cause) => format!(" ({cause})"),
        app::AppError::Unavailable
        | app::AppError::Refused(_)
        | app::AppError::Forbidden(_)
        | app::AppError::Hidden
        | app::AppError::NotFound(_)
        | app::AppError::Conflict(_)
        | app::AppError::Stale { .. } => String::new(),
    };
    Failure::Unreachable(format!(
        "cannot reach the database: {place} does not open{cause}; check database.url and that the \
         server runs"
    ))
}
