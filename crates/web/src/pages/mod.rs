//! The pages, one module for each subject: routes, forms and what templates are given.

pub(crate) mod about;
pub(crate) mod language;
pub(crate) mod sign_in;
