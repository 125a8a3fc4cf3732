//! A demo: an invented area with its agencies, schemes, people who sign in and people on the
//! schemes, made from a seed. The same seed gives the same area.
//!
//! Everything in it is invented, and obviously so: no place, agency or person exists.

mod accounts;
mod agree;
pub mod chance;
mod names;
mod people;
mod places;
mod register;
mod scheme;
mod select;
pub(crate) mod sql;
mod stage;
mod story;
mod tell;
#[cfg(test)]
mod tests;

use jiff::civil::date;
use jiff::tz::TimeZone;

use crate::actor::Actor;
use crate::clock::Clock;
use crate::db::{Db, args};
use crate::error::{AppError, AppResult};
use crate::gate::App;
use crate::ids::Ids;

pub use accounts::PASSWORD;
pub use stage::Account;

/// What is to be made.
#[derive(Debug, Clone, Copy)]
pub struct Demo {
    /// From which chance flows.
    pub seed: u64,
    /// How many people the schemes know.
    pub people: u32,
}

/// Whether nobody has an account yet, so that a demo may be made here.
pub async fn is_empty(app: &App) -> AppResult<bool> {
    let system = Actor::system();
    let count = app.read(&system, |rx| {
        Box::pin(rx.one(sql::COUNT_USERS, args![], |row| row.get::<i64>("accounts")))
    });
    Ok(count.await? == 0)
}

/// Makes the demo over an empty, migrated database. The clock is moved through the years that the
/// demo tells of, so that every date in it is plausible; it ends at `now`.
///
/// # Errors
/// When the database does not answer, or a use case refuses, which is our own mistake.
pub async fn make(db: &Db, demo: Demo, now: domain::Timestamp) -> anyhow::Result<Vec<Account>> {
    let begun = date(2021, 1, 4).at(9, 0, 0, 0).to_zoned(TimeZone::UTC)?.timestamp();
    let app = App::new(db.clone(), Clock::fixed(begun.min(now)), Ids::Random)?;
    let stage = stage::set(&app).await.map_err(|error| told("the stage", error))?;
    for scheme in &stage.schemes {
        agree::criteria(&app, scheme).await.map_err(|error| told("criteria", error))?;
    }
    tell::all(&app, &stage.schemes, demo, now).await?;
    Ok(stage.accounts)
}

/// Names the refusal, which a use case leaves to be worded by pages. Nothing in it is personal:
/// everybody here is invented.
fn told(where_: &str, error: AppError) -> anyhow::Error {
    let context = format!("{where_}: {error:?}");
    anyhow::Error::new(error).context(context)
}
