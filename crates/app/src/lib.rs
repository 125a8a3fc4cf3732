//! x

pub mod edition;
