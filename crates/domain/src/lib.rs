//! The words and rules of the field. This crate does no IO, knows no SQL and no wire format, and
//! does not know the time: `today` is an argument wherever a rule needs it.

pub mod agency;
pub mod area;
pub mod criteria;
pub mod decision;
pub mod edition;
pub mod id;
pub mod identifier;
pub mod nomination;
pub mod notice;
pub mod person;
pub mod refusal;
pub mod registration;
pub mod removal;
pub mod review;
pub mod scheme;
pub mod user;
pub mod when;

pub use jiff::Timestamp;
pub use jiff::civil::Date;
pub use refusal::Refusal;
