//! What the commands do.

pub(crate) mod facts;
pub(crate) mod measure;
mod people;
mod told;
