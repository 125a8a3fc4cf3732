//! Figures about a scheme, from facts: re-offending against a baseline, survival, observed against
//! expected, equality. A definition is data; a figure carries the definition, its interval and
//! every exclusion.
//!
//! Nothing here reads a file or the clock. Counting is in whole numbers that only ever add up, so
//! that work split over threads, files or machines gives the same digits.

pub mod count;
pub mod definition;
pub mod equality;
pub mod fact;
pub mod figure;
pub mod ogrs3;
pub mod picture;
pub mod quality;
pub mod stats;
pub mod suppress;
pub mod tally;
