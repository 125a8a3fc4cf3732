//! What can go wrong below the web, as data. Wording and status codes are chosen at the top.

use domain::Refusal;

/// The result of a use case or a query.
pub type AppResult<T> = Result<T, AppError>;

/// What was asked for and not found, or stood in the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// A record without a narrower name.
    Record,
    /// A level of the accountability tree.
    Area,
    /// An agency.
    Agency,
    /// A scheme.
    Scheme,
    /// Somebody who signs in.
    User,
    /// A person.
    Person,
    /// A nomination.
    Nomination,
    /// A version of selection criteria.
    Criteria,
    /// A registration.
    Registration,
    /// A removal.
    Removal,
    /// An import.
    Import,
}

/// Why the policy said no: the identities of the policies that decided.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reasons {
    /// What was attempted, by the action's name.
    pub action: &'static str,
    /// Identities of the policies that forbade it; empty when none permitted it.
    pub policies: Vec<String>,
}

/// Everything that stops a use case.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// A rule said no.
    #[error("refused")]
    Refused(Refusal),
    /// The policy said no.
    #[error("forbidden: {}", .0.action)]
    Forbidden(Reasons),
    /// It exists, but this person may not know that.
    #[error("hidden")]
    Hidden,
    /// There is no such thing.
    #[error("not found: {0:?}")]
    NotFound(What),
    /// The thing exists already.
    #[error("conflict: {0:?}")]
    Conflict(What),
    /// The change was based on a version that is no longer the newest.
    #[error("stale: {what:?}")]
    Stale {
        /// What was to be changed.
        what: What,
        /// The version the change was based on.
        based_on: i64,
    },
    /// The database is busy or away; the same request may succeed later.
    #[error("unavailable")]
    Unavailable,
    /// Our own mistake.
    #[error("internal error")]
    Internal(#[source] anyhow::Error),
}

/// Goes on only if a change was based on the newest version. Asked before the rules are: whoever
/// was slower than a colleague is told so, and not that they made a mistake.
pub(crate) fn on_newest(what: What, based_on: i64, newest: i64) -> AppResult<()> {
    if based_on == newest { Ok(()) } else { Err(AppError::Stale { what, based_on }) }
}

impl From<Refusal> for AppError {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

macro_rules! refusals {
    ($($module:ident::$refusal:ident,)*) => {$(
        impl From<domain::$module::$refusal> for AppError {
            fn from(refusal: domain::$module::$refusal) -> Self {
                Self::Refused(refusal.into())
            }
        }
    )*};
}
domain::for_each_refusal!(refusals);

impl AppError {
    /// Whether the transaction met another and may be tried again.
    pub(crate) fn is_worth_retrying(&self) -> bool {
        let Self::Internal(error) = self else { return matches!(self, Self::Unavailable) };
        crate::db::is_contention(error)
    }
}
