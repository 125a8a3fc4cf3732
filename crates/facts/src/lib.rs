//! Facts as files, and measures run over them: Parquet with a version, made-up nations, and a
//! `DataFusion` plan whose leaf counts every cohort in one pass over the offences of a person.

pub mod check;
pub mod cli;
pub mod command;
pub mod engine;
pub mod error;
pub mod folder;
pub mod generate;
pub mod load;
mod packed;
mod rows;
pub mod schema;
pub mod write;
