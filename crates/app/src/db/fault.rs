//! What a driver's error means to us. A named constraint becomes a conflict in this one place.

use sqlx::error::ErrorKind;

use crate::error::{AppError, What};

/// Constraints whose breach a user can cause, and what is then in the way.
const CONFLICTS: &[(&str, What)] = &[
    ("registration_one_open", What::Registration),
    ("registration.open_slot", What::Registration),
    ("app_user_email", What::User),
    ("app_user.email", What::User),
];

impl From<sqlx::Error> for AppError {
    fn from(error: sqlx::Error) -> Self {
        if matches!(error, sqlx::Error::PoolTimedOut) {
            return Self::Unavailable;
        }
        if let Some(what) = conflict(&error) {
            return Self::Conflict(what);
        }
        Self::Internal(anyhow::Error::new(error))
    }
}

fn conflict(error: &sqlx::Error) -> Option<What> {
    let database = error.as_database_error()?;
    if database.kind() != ErrorKind::UniqueViolation {
        return None;
    }
    let named = database.constraint().unwrap_or_default();
    let told = database.message();
    CONFLICTS
        .iter()
        .find(|(name, _)| named == *name || told.contains(name))
        .map(|(_, what)| *what)
        .or(Some(What::Record))
}

/// Whether the error came of two transactions meeting: PostgreSQL's serialisation failure and
/// deadlock, SQLite's busy and locked.
pub(crate) fn is_contention(error: &anyhow::Error) -> bool {
    let Some(error) = error.downcast_ref::<sqlx::Error>() else { return false };
    let Some(database) = error.as_database_error() else { return false };
    matches!(database.code().as_deref(), Some("40001" | "40P01" | "5" | "6" | "517"))
}
