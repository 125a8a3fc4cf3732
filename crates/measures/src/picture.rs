//! Pictures of figures, as SVG: a trend, before and after, survival, a funnel.
//!
//! They can be read in print, since lines differ in dashes and points in shape as well as in
//! colour, and by a screen reader, since each has a title and says in words what it shows. Whoever
//! puts one on a page puts the values beside it as a table.

mod before_after;
mod canvas;
mod funnel;
mod survival;
#[cfg(test)]
mod tests;
mod trend;

pub use before_after::{Pair, before_after};
pub use funnel::{Dot, Funnel, funnel};
pub use survival::{Curve, survival};
pub use trend::{Line, Point, trend};

/// The words of a picture.
#[derive(Debug, Clone, Copy)]
pub struct Words<'a> {
    /// Tells pictures on one page apart; letters, digits and hyphens.
    pub id: &'a str,
    /// What it shows.
    pub title: &'a str,
    /// What goes across.
    pub across: &'a str,
    /// What goes up.
    pub up: &'a str,
}
