//! Conditions as yes or no.
//!
//! SQL answers yes, no, or not known, and a level or a rule holds only on yes. "Yes" and "no" of
//! any condition are questions with two answers: `not` turns one into the other, and "no" of an
//! `and` is any "no" of its parts. So a condition becomes a tree of tests without a third answer,
//! and most of its leaves (equal, different, missing) become bits of one [`Marks`] of the pair.

use super::{Ask, Reading, SlotNumber};
use crate::records::{MISSING, ValueId};

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
#[derive(Debug, Clone)]
pub(crate) enum Test {
    /// Any of these marks.
    Any(Marks),
    /// All of these marks.
    All(Marks),
    /// None of these marks.
    None(Marks),
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

/// One for each [`Mark`], and two for the contraries of the first two.
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

    /// From what is equal, if only because both are missing, and what is missing.
    fn from_lanes(same: u32, left_missing: u32, right_missing: u32) -> Self {
        let there = !(left_missing | right_missing);
        let (same, different) = (same & there, !same & there);
        let (left, right) = (!left_missing, !right_missing);
        Self([same, different, left_missing, right_missing, left, right, !same, !different])
    }

    fn with(mut self, other: Self) -> Self {
        for (lane, more) in self.0.iter_mut().zip(other.0) {
            *lane |= more;
        }
        self
    }

    pub(super) fn has_any(&self, of: &Self) -> bool {
        self.0.iter().zip(of.0).fold(0, |found, (lane, of)| found | (lane & of)) != 0
    }

    /// The contraries of these marks: a pair that has none of them has all of these.
    pub(super) fn turned(self) -> Self {
        let [same, different, no_left, no_right, left, right, not_same, not_different] = self.0;
        Self([not_same, not_different, left, right, no_left, no_right, same, different])
    }

    /// "Missing here, missing there, or different" of some slots is "none of them equal": those
    /// marks, if this is what any of these marks would say.
    fn all_but_same(self) -> Option<Self> {
        let of = |mark: Mark| self.0[mark as usize];
        let slots = of(Mark::Different);
        let mut wanted = Self::NONE;
        for mark in [Mark::Different, Mark::LeftMissing, Mark::RightMissing] {
            wanted.0[mark as usize] = slots;
        }
        let mut same = Self::NONE;
        same.0[Mark::Same as usize] = slots;
        (slots.is_power_of_two() && self == wanted).then_some(same)
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

    /// Ready to mark pairs of records of so many slots.
    pub(super) fn ready(&self, slots: usize) -> Marker {
        let width = (slots + 2).next_multiple_of(AT_ONCE);
        let mut marker = Marker {
            slots,
            alike: vec![[0; AT_ONCE]; width / AT_ONCE],
            crossed: Vec::new(),
            missing: vec![[0; 2]; slots],
        };
        for (at, (left, right)) in self.0.iter().enumerate() {
            let bit = 1 << at;
            marker.missing[*left][0] |= bit;
            marker.missing[*right][1] |= bit;
            if left == right {
                marker.alike[left / AT_ONCE][left % AT_ONCE] = bit;
            } else {
                marker.crossed.push((*left, *right, bit));
            }
        }
        marker
    }
}

/// So many cells are compared at once.
const AT_ONCE: usize = 4;

/// Marks pairs of records. Most marks are of one slot on both sides, so the cells of two records
/// are compared side by side; which of a record are missing stands behind its cells, as a left
/// record and as a right one, since that takes no other record to tell.
#[derive(Debug, Default)]
pub(crate) struct Marker {
    slots: usize,
    /// The bit of each slot with itself, if it is marked.
    alike: Vec<[u32; AT_ONCE]>,
    /// The bits of a slot with another one.
    crossed: Vec<(SlotNumber, SlotNumber, u32)>,
    /// By slot, the bits that are missing with it on the left and on the right.
    missing: Vec<[u32; 2]>,
}

impl Marker {
    /// Cells of a record, with what stands behind them.
    pub(super) fn width(&self) -> usize {
        self.alike.len() * AT_ONCE
    }

    /// Writes behind a record's cells what is missing.
    pub(super) fn finish(&self, cells: &mut [ValueId]) {
        let mut missing = [0; 2];
        for (value, bits) in cells.iter().zip(&self.missing) {
            let is_missing = all_if_same(*value, MISSING);
            missing[0] |= bits[0] & is_missing;
            missing[1] |= bits[1] & is_missing;
        }
        cells[self.slots..self.slots + 2].copy_from_slice(&missing);
    }

    /// What is so of a pair.
    pub(super) fn of<L: Reading, R: Reading>(&self, left: &L, right: &R) -> Marks {
        let (left, right) = (left.cells(), right.cells());
        let mut found = [0; AT_ONCE];
        let [lefts, rights] = [left, right].map(|it| it.as_chunks::<AT_ONCE>().0);
        for ((one, other), bits) in lefts.iter().zip(rights).zip(&self.alike) {
            for at in 0..AT_ONCE {
                found[at] |= all_if_same(one[at], other[at]) & bits[at];
            }
        }
        let mut same = found.iter().fold(0, |all, it| all | it);
        for (one, other, bit) in &self.crossed {
            same |= all_if_same(left[*one], right[*other]) & bit;
        }
        Marks::from_lanes(same, left[self.slots], right[self.slots + 1])
    }
}

/// All bits if both are alike, else none: without a branch, since nobody can foresee which are.
fn all_if_same(one: ValueId, other: ValueId) -> u32 {
    u32::from(one == other).wrapping_neg()
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
        let mut none = Marks::NONE;
        for test in tests {
            match test {
                Self::All(all) => marks = marks.with(all),
                Self::None(of) => none = none.with(of),
                Self::And(inner) => rest.extend(inner),
                Self::Any(_) | Self::Or(_) | Self::Yes(_) | Self::No(_) => rest.push(test),
            }
        }
        if none != Marks::NONE {
            rest.insert(0, Self::None(none));
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
                Self::All(_) | Self::None(_) | Self::And(_) | Self::Yes(_) | Self::No(_) => {
                    rest.push(test);
                }
            }
        }
        if let Some(equal) = marks.all_but_same() {
            rest.insert(0, Self::None(equal));
            marks = Marks::NONE;
        }
        if marks != Marks::NONE || rest.is_empty() {
            rest.insert(0, Self::Any(marks));
        }
        only(rest, Self::Or)
    }

    /// What marks alone tell; `None` if more is to be asked.
    fn by_marks(&self, marks: &Marks) -> Option<bool> {
        match self {
            Self::Any(any) => Some(marks.has_any(any)),
            Self::All(all) => Some(!marks.has_any(&all.turned())),
            Self::None(none) => Some(!marks.has_any(none)),
            Self::And(_) | Self::Or(_) | Self::Yes(_) | Self::No(_) => None,
        }
    }

    /// The pairs of slots whose marks tell all of it, a bit each; `None` if marks do not.
    fn slots(&self) -> Option<u32> {
        match self {
            Self::Any(of) | Self::All(of) | Self::None(of) => {
                Some(of.0.iter().fold(0, |all, lane| all | lane))
            }
            Self::And(_) | Self::Or(_) | Self::Yes(_) | Self::No(_) => None,
        }
    }

    /// Calls `see` for every question that marks cannot answer.
    pub(super) fn each_ask<'a>(&'a self, see: &mut impl FnMut(&'a Ask)) {
        match self {
            Self::Any(_) | Self::All(_) | Self::None(_) => {}
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

/// The level of a comparison by marks of a few slots alone, for every state that these can be in:
/// of most comparisons what comes next cannot be foreseen, which would make each step of a
/// [`super::program::Program`] wait.
#[derive(Debug)]
pub(crate) struct Table {
    slots: Vec<u32>,
    levels: Vec<u8>,
}

/// Bits of a state for one pair of slots: equal, left missing, right missing.
const STATE: usize = 3;
/// A table of more slots would be larger than the tests that it spares are slow.
const MOST_SLOTS: usize = 3;

impl Table {
    /// The table for tests of levels of which the first that holds counts; `None` if they ask for
    /// more than marks, or for many.
    pub(super) fn of(tests: &[Test]) -> Option<Self> {
        let none = u8::try_from(tests.len()).ok()?;
        let mut used = 0;
        for test in tests {
            used |= test.slots()?;
        }
        let slots: Vec<u32> = (0..u32::BITS).filter(|it| used & (1 << it) != 0).collect();
        if slots.len() > MOST_SLOTS {
            return None;
        }
        let level = |state| {
            let marks = marks_of(&slots, state);
            let first = tests.iter().position(|it| it.by_marks(&marks) == Some(true));
            first.and_then(|it| u8::try_from(it).ok()).unwrap_or(none)
        };
        let levels = (0..1 << (STATE * slots.len())).map(level).collect();
        Some(Self { slots, levels })
    }

    /// The number of the level, or how many there are.
    pub(super) fn level(&self, marks: &Marks) -> usize {
        let bit = |mark: Mark, slot: u32| ((marks.0[mark as usize] >> slot) & 1) as usize;
        let state = |slot: u32| {
            bit(Mark::Same, slot)
                | bit(Mark::LeftMissing, slot) << 1
                | bit(Mark::RightMissing, slot) << 2
        };
        let at = self.slots.iter().rev().fold(0, |all, slot| all << STATE | state(*slot));
        usize::from(self.levels[at])
    }
}

/// The marks of slots in a state.
fn marks_of(slots: &[u32], state: usize) -> Marks {
    let mut lanes = [0; 3];
    for (number, slot) in slots.iter().enumerate() {
        for (lane, marks) in lanes.iter_mut().enumerate() {
            let bit = state >> (STATE * number + lane) & 1;
            *marks |= u32::from(bit == 1) << slot;
        }
    }
    let [same, left_missing, right_missing] = lanes;
    Marks::from_lanes(same, left_missing, right_missing)
}
