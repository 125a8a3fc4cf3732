//! The seam between one SQL text and two databases. Nothing outside this folder names a driver.

mod connect;
mod dialect;
mod fault;
mod link;
mod migrate;
mod row;
mod scratch;
mod statements;
#[cfg(test)]
mod tests;
mod value;

pub use connect::{Db, Place, PlaceFault};
pub(crate) use fault::is_contention;
pub use link::Link;
pub use migrate::{Migration, migrations};
pub use row::{FromColumn, Row};
pub use scratch::Scratch;
pub use statements::Statement;
#[cfg(test)]
pub(crate) use statements::every_statement;
pub(crate) use statements::statements;
pub use value::Value;
pub(crate) use value::{args, instant_text};
