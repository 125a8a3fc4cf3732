//! Use cases, SQL, policy, audit, jobs and imports.
//!
//! Everything that changes goes through [`App::write`], everything read through [`App::read`].
//! A slice is a folder named by its subject: `mod.rs` holds the use cases, `sql.rs` the
//! statements. Only `db` names a driver; only `policy.rs` names Cedar.

pub mod actor;
pub mod agency;
pub mod area;
pub mod audit;
pub mod caseload;
pub mod clock;
pub mod criteria;
pub mod db;
pub mod decision;
pub mod demo;
pub mod edition;
pub mod error;
pub mod gate;
mod hash;
pub mod ids;
pub mod import;
pub mod job;
pub mod nomination;
pub mod notice;
pub mod operator;
pub mod person;
pub mod policy;
pub mod registration;
pub mod removal;
pub mod review;
pub mod scheme;
pub mod sim;
pub mod testing;
pub mod timeline;
pub mod today;
pub mod user;

pub use actor::Actor;
pub use db::Db;
pub use error::{AppError, AppResult, What};
pub use gate::{App, Permit, Rx, Scope, Tx};
