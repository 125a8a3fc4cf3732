//! Forms: what a browser sent, read field by field, with everything typed kept for showing again.
//!
//! A handler parses the body into [`Fields`], reads it with a [`FormReader`], and either gets all
//! values or a [`FieldErrors`] from which [`FormView::again`] makes the same form once more.

mod fields;
mod reader;
mod view;

#[cfg(test)]
mod tests;

pub use fields::{BodyRefusal, Fields};
pub use reader::{Complete, FormReader, Read};
pub use view::{DraftView, FieldError, FieldErrors, FieldView, FormView, field_id};
