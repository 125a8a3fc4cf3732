//! The audit trail: append-only, hash-chained, in the transaction of what it records.

mod chain;
mod event;
mod last;
mod named;
mod names;
pub(crate) mod sql;
#[cfg(test)]
mod tests;
mod trail;

pub use chain::{Break, Verified, verify};
pub use event::{Event, Verb};
pub use last::{LastChange, last_change};
pub use named::{Named, named};
pub use names::{DETAILS, EVENTS};
pub use trail::{Entry, TrailFilter, trail};

pub(crate) use chain::append;

use crate::gate::actions;

actions! {
    /// Read the audit trail.
    ReadTrail = "read_trail";
}
