//! Lists of people as files: read into [`linkage::Records`], prepared for matching, and the
//! results of matching written. One record that somebody typed is prepared by [`given()`].
//!
//! Parquet and CSV are both read and written. A file is read in pieces, and of a Parquet file only
//! the columns that are wanted. Nothing is ever half-written: results go to a file beside the one
//! asked for, which takes its name when all is there.

mod error;
mod given;
pub mod prepare;
mod read;
pub mod synthetic;
mod table;
mod write;

/// What the guide shows runs. It is tested here because lists and matching meet here.
#[cfg(doctest)]
#[doc = include_str!("../../../docs/linkage.md")]
struct Guide;

pub use error::ListError;
pub use given::given;
pub use prepare::{PREPARED, Prepared, Reason};
pub use read::{
    FileRef, Manner, Names, Read, Reading, columns, prepare_files, records, records_by_file,
};
pub use table::{Column, Table};
pub use write::{
    ClustersWriter, PairsWriter, PreparedWriter, TextWriter, Whole, nothing_lost, whole_file,
};
