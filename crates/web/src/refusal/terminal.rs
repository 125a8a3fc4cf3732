//! The same sentences for whoever sits at a terminal, in English.

use app::AppError;

use super::{conflict, stale, words};
use crate::i18n::Language;

/// What stopped a use case, as one sentence without a full stop; `None` where it is our own
/// mistake or the database, of which the program tells more itself.
pub fn sentence(error: &AppError) -> Option<String> {
    let msg = match error {
        AppError::Refused(refusal) => words(refusal),
        AppError::Conflict(what) => conflict(*what),
        AppError::Stale { .. } => stale(),
        AppError::Forbidden(_) => return Some("this may not be done by whoever asks".to_owned()),
        AppError::Hidden | AppError::NotFound(_) => {
            return Some("there is no such thing".to_owned());
        }
        AppError::Unavailable | AppError::Internal(_) => return None,
    };
    Some(Language::English.say(&msg))
}
