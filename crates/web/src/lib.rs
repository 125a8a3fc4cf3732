//! To be written.

pub mod form;
pub mod i18n;
pub mod render;
