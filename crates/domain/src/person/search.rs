//! Finding people by what is known of them: any mix of an identifier, a date of birth and names,
//! spelt as they may be.

mod fold;
mod query;
mod sound;
#[cfg(test)]
mod tests;

pub use fold::{fold, tokens};
pub use query::{QUERY_LIMIT_WORDS, Query, SearchWord};
pub use sound::sound;
