//! Use cases, SQL, policy, audit, jobs and imports.
//!
//! Everything that changes goes through [`App::write`], everything read through [`App::read`].
//! A slice is a folder named by its subject: `mod.rs` holds the use cases, `sql.rs` the
//! statements. Only `db` names a driver; only `policy.rs` names Cedar.

pub mod actor;
pub mod audit;
pub mod clock;
pub mod db;
pub mod edition;
pub mod error;
pub mod gate;
pub mod ids;
pub mod job;
pub mod policy;
pub mod testing;
pub mod user;

pub use actor::Actor;
pub use db::Db;
pub use error::{AppError, AppResult, What};
pub use gate::{App, Permit, Rx, Scope, Tx};
