//! What a comparison level asks of a pair of records.
//!
//! A condition answers yes, no, or "not known" as SQL does where a value is missing. Its forms are
//! those that Splink's own comparison library writes, and and/or/not over them; any other text is
//! refused by name, never guessed.

mod recognise;
mod shape;

use crate::expression::Expression;
use crate::sql::Side;

pub(crate) use recognise::{Equalities, equalities, recognise};

/// An expression read from one record of the pair.
#[derive(Debug, Clone, PartialEq)]
pub struct Term {
    /// Which record.
    pub side: Side,
    /// What is read from it.
    pub of: Expression,
}

/// A question about a pair.
#[derive(Debug, Clone, PartialEq)]
pub enum Condition {
    /// Every pair: the last level, `ELSE`.
    Always,
    /// All of them.
    All(Vec<Condition>),
    /// Any of them.
    Any(Vec<Condition>),
    /// Not it.
    Not(Box<Condition>),
    /// The value is missing.
    Missing(Term),
    /// The value is there.
    Present(Term),
    /// Both are there and alike.
    Same(Term, Term),
    /// Both are there and differ.
    Different(Term, Term),
    /// It is this very text.
    Is(Term, String),
    /// A likeness or distance of two texts within a bound.
    Near { measure: Measure, left: Term, right: Term, bound: Bound },
    /// The absolute difference of two numbers or days within a bound.
    Apart { scale: Scale, left: Term, right: Term, bound: Bound },
    /// The difference of two numbers as a share of the larger one, within a bound.
    ApartByShare { left: Term, right: Term, bound: Bound },
    /// Two lists have so many distinct values in common.
    Shares { left: Term, right: Term, bound: Bound },
    /// One list holds all of the other.
    Holds { left: Term, right: Term, empty: Empty },
    /// The best pair of values out of two lists is within a bound.
    NearestOf { measure: Measure, left: Term, right: Term, bound: Bound },
    /// Two places are so many kilometres apart. Left and right hold latitude and longitude.
    Kilometres { left: (Term, Term), right: (Term, Term), bound: Bound },
}

/// Whether an empty list is within every other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Empty {
    /// It is.
    Within,
    /// It is not.
    Apart,
}

/// How two texts are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Measure {
    /// Likeness from 0 to 1 by letters in common and their order.
    Jaro,
    /// Jaro, raised for texts that begin alike.
    JaroWinkler,
    /// How many letters must be put in, taken out or changed.
    Levenshtein,
    /// As Levenshtein, where two letters that changed places count once.
    DamerauLevenshtein,
    /// How many letters of two texts of one length differ.
    Hamming,
    /// The share of distinct letters that both have.
    Jaccard,
}

impl Measure {
    /// Whether a larger figure means more alike.
    pub fn is_likeness(self) -> bool {
        match self {
            Self::Jaro | Self::JaroWinkler | Self::Jaccard => true,
            Self::Levenshtein | Self::DamerauLevenshtein | Self::Hamming => false,
        }
    }
}

/// What is subtracted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scale {
    /// Numbers.
    Number,
    /// Days, in seconds.
    Seconds,
    /// Days.
    Days,
}

/// A figure is compared with a limit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bound {
    /// How.
    pub order: Order,
    /// With what.
    pub limit: f64,
}

/// How a figure is compared with a limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `=`
    Equal,
    /// `>=`
    AtLeast,
    /// `>`
    More,
}

impl Bound {
    /// What the best that a figure can be tells without the figure: nothing, if that reaches the
    /// limit; else the figure lies on the same side of the limit.
    pub(crate) fn told_by(self, best: f64, measure: Measure) -> Option<bool> {
        let short = if measure.is_likeness() { best < self.limit } else { best > self.limit };
        short.then(|| self.holds(best))
    }

    /// Whether the figure is within the bound.
    pub fn holds(self, figure: f64) -> bool {
        match self.order {
            Order::Less => figure < self.limit,
            Order::AtMost => figure <= self.limit,
            #[expect(clippy::float_cmp, reason = "the model asks for this very figure")]
            Order::Equal => figure == self.limit,
            Order::AtLeast => figure >= self.limit,
            Order::More => figure > self.limit,
        }
    }
}

impl Condition {
    /// Calls `see` for every term of the condition.
    pub(crate) fn each_term<'a>(&'a self, see: &mut impl FnMut(&'a Term)) {
        match self {
            Self::Always => {}
            Self::All(all) | Self::Any(all) => all.iter().for_each(|it| it.each_term(see)),
            Self::Not(inner) => inner.each_term(see),
            Self::Missing(term) | Self::Present(term) | Self::Is(term, _) => see(term),
            Self::Same(left, right)
            | Self::Different(left, right)
            | Self::Near { left, right, .. }
            | Self::Apart { left, right, .. }
            | Self::ApartByShare { left, right, .. }
            | Self::Shares { left, right, .. }
            | Self::Holds { left, right, .. }
            | Self::NearestOf { left, right, .. } => {
                see(left);
                see(right);
            }
            Self::Kilometres { left, right, .. } => {
                [&left.0, &left.1, &right.0, &right.1].into_iter().for_each(see);
            }
        }
    }

    /// Calls `see` for the two terms of every comparison of values.
    pub(crate) fn each_comparison<'a>(&'a self, see: &mut impl FnMut(&'a Term, &'a Term)) {
        match self {
            Self::All(all) | Self::Any(all) => all.iter().for_each(|it| it.each_comparison(see)),
            Self::Not(inner) => inner.each_comparison(see),
            Self::Same(left, right)
            | Self::Different(left, right)
            | Self::Shares { left, right, .. }
            | Self::Holds { left, right, .. } => see(left, right),
            Self::Always
            | Self::Missing(_)
            | Self::Present(_)
            | Self::Is(..)
            | Self::Near { .. }
            | Self::Apart { .. }
            | Self::ApartByShare { .. }
            | Self::NearestOf { .. }
            | Self::Kilometres { .. } => {}
        }
    }

    /// The one column that must be equal, if that is all the condition asks.
    pub(crate) fn one_equal_column(&self) -> Option<&str> {
        let Self::Same(left, right) = self else { return None };
        let plain = left.of == right.of && left.of.making.is_none();
        (plain && left.side != right.side).then_some(left.of.column.as_str())
    }

    /// Whether the answer may change when the two records change places.
    pub(crate) fn is_one_sided(&self) -> bool {
        *self != self.turned()
    }

    /// The same question with the records in each other's place.
    fn turned(&self) -> Self {
        let all = |of: &[Self]| of.iter().map(Self::turned).collect();
        // The two sides of a comparison are written left record first.
        let pair = |left: &Term, right: &Term| (right.turned(), left.turned());
        match self {
            Self::Always => Self::Always,
            Self::All(of) => Self::All(sorted(all(of), of)),
            Self::Any(of) => Self::Any(sorted(all(of), of)),
            Self::Not(inner) => Self::Not(Box::new(inner.turned())),
            Self::Missing(term) => Self::Missing(term.turned()),
            Self::Present(term) => Self::Present(term.turned()),
            Self::Is(term, text) => Self::Is(term.turned(), text.clone()),
            Self::Same(left, right) => {
                let (left, right) = pair(left, right);
                Self::Same(left, right)
            }
            Self::Different(left, right) => {
                let (left, right) = pair(left, right);
                Self::Different(left, right)
            }
            Self::Near { measure, left, right, bound } => {
                let (left, right) = pair(left, right);
                Self::Near { measure: *measure, left, right, bound: *bound }
            }
            Self::Apart { scale, left, right, bound } => {
                let (left, right) = pair(left, right);
                Self::Apart { scale: *scale, left, right, bound: *bound }
            }
            Self::ApartByShare { left, right, bound } => {
                let (left, right) = pair(left, right);
                Self::ApartByShare { left, right, bound: *bound }
            }
            Self::Shares { left, right, bound } => {
                let (left, right) = pair(left, right);
                Self::Shares { left, right, bound: *bound }
            }
            Self::Holds { left, right, empty } => {
                let (left, right) = pair(left, right);
                Self::Holds { left, right, empty: *empty }
            }
            Self::NearestOf { measure, left, right, bound } => {
                let (left, right) = pair(left, right);
                Self::NearestOf { measure: *measure, left, right, bound: *bound }
            }
            Self::Kilometres { left, right, bound } => {
                let turn = |place: &(Term, Term)| (place.0.turned(), place.1.turned());
                Self::Kilometres { left: turn(right), right: turn(left), bound: *bound }
            }
        }
    }
}

/// The turned conditions in the order of the unturned, where they are the same set: the two
/// halves of "forename and surname swapped" turn into each other.
fn sorted(turned: Vec<Condition>, as_written: &[Condition]) -> Vec<Condition> {
    let same = turned.len() == as_written.len() && turned.iter().all(|it| as_written.contains(it));
    if same { as_written.to_vec() } else { turned }
}

impl Term {
    fn turned(&self) -> Self {
        let side = match self.side {
            Side::Left => Side::Right,
            Side::Right => Side::Left,
        };
        Self { side, of: self.of.clone() }
    }
}

#[cfg(test)]
mod tests;
