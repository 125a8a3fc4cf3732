//! Lists of people: the made-up ones that matching is measured on.

pub mod synthetic;
