//! Spreadsheets in: a scheme's own register read, its columns mapped, its rows made ready to stage,
//! and its faults written back into the sheet it came from.
//!
//! Nothing here touches the database or holds a rule of the field. A use case takes the
//! [`rows::RawRecord`]s, stages them, and calls the same use cases as people do.

pub mod annotate;
pub mod field;
pub mod fingerprint;
pub mod guess;
pub mod mapping;
pub mod rows;
pub mod sheet;
pub(crate) mod sql;

#[cfg(test)]
mod fixture_files;

use crate::gate::actions;

actions! {}
