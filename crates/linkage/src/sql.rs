//! The little of SQL that a model file is written in: conditions on a pair of records.
//!
//! Splink saves each comparison level and each blocking rule as a piece of SQL. This module turns
//! such text into a tree; what the tree may mean is decided in [`crate::condition`], by shape.

mod parse;
mod token;

pub(crate) use parse::{parse, parse_tokens};
pub(crate) use token::{Token, tokens};

/// Which record of the pair a column is read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Side {
    /// The left record: `surname_l` in a level, `l.surname` in a blocking rule.
    Left,
    /// The right record: `surname_r` in a level, `r.surname` in a blocking rule.
    Right,
}

/// A piece of SQL as it was written.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Sql {
    Column { side: Side, name: String },
    Text(String),
    Number(f64),
    Null,
    Call { name: String, args: Vec<Sql> },
    Binary { op: Op, left: Box<Sql>, right: Box<Sql> },
    Not(Box<Sql>),
    Minus(Box<Sql>),
    IsNull(Box<Sql>),
    IsPresent(Box<Sql>),
    Cast { of: Box<Sql>, to: String },
}

/// An operator between two pieces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Op {
    And,
    Or,
    Equal,
    Different,
    Less,
    AtMost,
    More,
    AtLeast,
    Join,
    Plus,
    Minus,
    Times,
    Over,
}

#[cfg(test)]
mod tests;
