//! The two gates. [`App::write`] is the only way to change anything, [`App::read`] the only way
//! to look.

mod action;
mod app;
mod permit;
mod rx;
pub(crate) mod sql;
#[cfg(test)]
mod tests;
mod tx;

pub(crate) use action::actions;
#[cfg(test)]
pub(crate) use action::every_action;
pub use action::{Action, PersonStanding, Resource, Secrecy};
pub use app::{App, Work};
pub use permit::{Includes, Permit};
pub use rx::{Rx, Scope};
pub use tx::{Fact, Tx};
