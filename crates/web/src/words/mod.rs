//! Wording that every page shares: what the values of the domain's enums are called, and what is
//! wrong with something typed.

mod codes;
mod edition;
mod fault;
mod place;
mod registration;

pub use codes::{ethnicity, identifier_kind, sex};
pub use edition::{edition_name, edition_text, figure, threshold_words};
pub use fault::{date_fault, identifier_fault, read_date, time_fault};
pub use place::{agency_kind, category, role};
pub use registration::{duty, order_kind};
