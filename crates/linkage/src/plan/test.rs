//! Conditions as yes or no.
//!
//! SQL answers yes, no, or not known, and a level or a rule holds only on yes. "Yes" and "no" of
//! any condition are questions with two answers: `not` turns one into the other, and "no" of an
//! `and` is any "no" of its parts. So a condition becomes a tree of tests without a third answer,
//! and most of its leaves (equal, different, missing) become bits of one [`Marks`] of the pair.

use super::{Ask, Reading, SlotNumber};
use crate::records::MISSING;

/// Which answer is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    Yes,
    No,
}

impl Wanted {
    pub(super) const fn turned(self) -> Self {
        match self {
            Self::Yes => Self::No,
            Self::No => Self::Yes,
        }
    }
}

/// A condition as yes or no.
#[derive(Debug)]
pub(crate) enum Test {
    /// Any of these marks.
    Any(Marks),
    /// All of these marks.
    All(Marks),
    And(Vec<Test>),
    Or(Vec<Test>),
    /// What marks cannot say: yes to this.
    Yes(Ask),
    /// What marks cannot say: no to this.
    No(Ask),
}

/// What is so of a pair, or asked of one: for each pair of slots a bit in every lane.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Marks([u32; LANES]);

/// One for each [`Mark`], and two more to make a round number.
const LANES: usize = 8;

/// Something that a mark says of a left and a right slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    Same,
    Different,
    LeftMissing,
    RightMissing,
    LeftThere,
    RightThere,
}

/// Left and right slots that are marked, one bit each.
#[derive(Debug, Default)]
pub(crate) struct Marked(Vec<(SlotNumber, SlotNumber)>);

impl Marks {
    const NONE: Self = Self([0; LANES]);

    fn with(mut self, other: Self) -> Self {
        for (lane, more) in self.0.iter_mut().zip(other.0) {
            *lane |= more;
        }
        self
    }

    fn has_any(self, of: Self) -> bool {
        self.0.iter().zip(of.0).fold(0, |found, (lane, of)| found | (lane & of)) != 0
    }

    fn has_all(self, of: Self) -> bool {
        self.0.iter().zip(of.0).fold(0, |missed, (lane, of)| missed | (of & !lane)) == 0
    }
}

impl Marked {
    /// The mark of two slots; `None` when there is no bit left.
    pub(super) fn mark(
        &mut self,
        mark: Mark,
        left: SlotNumber,
        right: SlotNumber,
    ) -> Option<Marks> {
        let known = self.0.iter().position(|it| *it == (left, right));
        let at = known.unwrap_or(self.0.len());
        if at == u32::BITS as usize {
            return None;
        }
        if known.is_none() {
            self.0.push((left, right));
        }
        let mut marks = Marks::NONE;
        marks.0[mark as usize] = 1 << at;
        Some(marks)
    }

    /// What is so of a pair.
    pub(super) fn of<L: Reading, R: Reading>(&self, left: &L, right: &R) -> Marks {
        let (left, right) = (left.values(), right.values());
        let (mut same, mut left_missing, mut right_missing) = (0, 0, 0);
        for (at, (one, other)) in self.0.iter().enumerate() {
            let (one, other) = (left[*one], right[*other]);
            same |= u32::from(one == other) << at;
            left_missing |= u32::from(one == MISSING) << at;
            right_missing |= u32::from(other == MISSING) << at;
        }
        let there = !(left_missing | right_missing);
        let (same, different) = (same & there, !same & there);
        Marks([same, different, left_missing, right_missing, !left_missing, !right_missing, 0, 0])
    }
}

impl Test {
    pub(super) const ALWAYS: Self = Self::All(Marks::NONE);

    const NEVER: Self = Self::Any(Marks::NONE);

    /// Always, or never.
    pub(super) fn constant(wanted: Wanted) -> Self {
        match wanted {
            Wanted::Yes => Self::ALWAYS,
            Wanted::No => Self::NEVER,
        }
    }

    pub(super) fn leaf(ask: Ask, wanted: Wanted) -> Self {
        match wanted {
            Wanted::Yes => Self::Yes(ask),
            Wanted::No => Self::No(ask),
        }
    }

    /// All of these; those that are marks become one.
    pub(super) fn and(tests: Vec<Self>) -> Self {
        let mut marks = Marks::NONE;
        let mut rest = Vec::new();
        for test in tests {
            match test {
                Self::All(all) => marks = marks.with(all),
                Self::And(inner) => rest.extend(inner),
                Self::Any(_) | Self::Or(_) | Self::Yes(_) | Self::No(_) => rest.push(test),
            }
        }
        if marks != Marks::NONE || rest.is_empty() {
            rest.insert(0, Self::All(marks));
        }
        only(rest, Self::And)
    }

    /// Any of these; those that are marks become one.
    pub(super) fn or(tests: Vec<Self>) -> Self {
        let mut marks = Marks::NONE;
        let mut rest = Vec::new();
        for test in tests {
            match test {
                Self::Any(any) => marks = marks.with(any),
                Self::All(one) if one.0.iter().map(|it| it.count_ones()).sum::<u32>() == 1 => {
                    marks = marks.with(one);
                }
                Self::Or(inner) => rest.extend(inner),
                Self::All(_) | Self::And(_) | Self::Yes(_) | Self::No(_) => rest.push(test),
            }
        }
        if marks != Marks::NONE || rest.is_empty() {
            rest.insert(0, Self::Any(marks));
        }
        only(rest, Self::Or)
    }

    /// Whether marks alone tell that this cannot hold, or that it does; `None` if more is to be
    /// asked.
    pub(super) fn by_marks(&self, marks: Marks) -> Option<bool> {
        match self {
            Self::Any(any) => Some(marks.has_any(*any)),
            Self::All(all) => Some(marks.has_all(*all)),
            Self::And(_) | Self::Or(_) | Self::Yes(_) | Self::No(_) => None,
        }
    }

    /// Calls `see` for every question that marks cannot answer.
    pub(super) fn each_ask<'a>(&'a self, see: &mut impl FnMut(&'a Ask)) {
        match self {
            Self::Any(_) | Self::All(_) => {}
            Self::And(tests) | Self::Or(tests) => tests.iter().for_each(|it| it.each_ask(see)),
            Self::Yes(ask) | Self::No(ask) => see(ask),
        }
    }
}

fn only(mut tests: Vec<Test>, many: impl FnOnce(Vec<Test>) -> Test) -> Test {
    match (tests.pop(), tests.is_empty()) {
        (Some(only), true) => only,
        (Some(last), false) => {
            tests.push(last);
            many(tests)
        }
        (None, _) => Test::ALWAYS,
    }
}
