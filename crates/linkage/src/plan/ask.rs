//! Questions by slot number that take more than marks, answered for a pair: yes, no, or not
//! known.

use super::marks::Marks;
use super::program::{Go, HOLDS, Question};
use super::{Holds, LIST_IS_THERE, Reading, SlotNumber};
use crate::calendar::SECONDS_A_DAY;
use crate::condition::{Bound, Empty, Measure, Order, Scale};
use crate::plan::Plan;
use crate::records::{MISSING, ValueId};
use crate::sql::Side;
use crate::text::Texts;

/// A question about a pair, by slot number.
#[derive(Debug, Clone)]
pub(crate) enum Ask {
    Missing(Side, SlotNumber),
    Same(SlotNumber, SlotNumber),
    Is(Side, SlotNumber, ValueId),
    Near { figure: usize, bound: Bound },
    Apart { scale: Scale, left: SlotNumber, right: SlotNumber, bound: Bound },
    ApartByShare { left: SlotNumber, right: SlotNumber, bound: Bound },
    Shares { left: SlotNumber, right: SlotNumber, bound: Bound },
    Holds { left: SlotNumber, right: SlotNumber, empty: Empty },
    NearestOf { measure: Measure, left: SlotNumber, right: SlotNumber, bound: Bound },
    Kilometres { left: (SlotNumber, SlotNumber), right: (SlotNumber, SlotNumber), bound: Bound },
}

impl Ask {
    /// Whether two lists have a value in common.
    pub(super) const fn in_common(slot: SlotNumber) -> Self {
        let bound = Bound { order: Order::AtLeast, limit: 1.0 };
        Self::Shares { left: slot, right: slot, bound }
    }
}

const EARTH_RADIUS_KM: f64 = 6371.0;

/// A pair being asked about.
pub(crate) struct Pair<'a, L, R> {
    pub(crate) plan: &'a Plan,
    pub(crate) left: &'a L,
    pub(crate) right: &'a R,
    pub(super) marks: Marks,
    scratch: &'a mut Scratch,
}

/// Figures of the pair at hand.
#[derive(Debug, Clone)]
pub(crate) struct Scratch {
    figures: Vec<Worked>,
}

/// A figure, and the best that it can be; not a number where not worked out yet.
#[derive(Debug, Clone, Copy)]
struct Worked {
    figure: f64,
    best: f64,
}

impl Worked {
    const NOT_YET: Self = Self { figure: f64::NAN, best: f64::NAN };
}

impl Plan {
    /// Room for the figures of one pair.
    pub(crate) fn scratch(&self) -> Scratch {
        Scratch { figures: vec![Worked::NOT_YET; self.figures.len()] }
    }
}

impl<'a, L: Reading, R: Reading> Pair<'a, L, R> {
    pub(crate) fn new(plan: &'a Plan, left: &'a L, right: &'a R, scratch: &'a mut Scratch) -> Self {
        scratch.figures.fill(Worked::NOT_YET);
        Self { plan, left, right, marks: plan.marker.of(left, right), scratch }
    }

    /// Whether a test holds.
    pub(crate) fn holds(&mut self, begin: Go) -> bool {
        self.outcome(begin) == HOLDS
    }

    /// The first rule that finds the pair, or a number beyond them.
    pub(crate) fn found_by(&mut self) -> usize {
        let finding = &self.plan.finding;
        let first = finding.first.first().copied();
        first.map_or(0, |begin| self.outcome(begin) - finding.gone)
    }

    /// The outcome of the steps from here on.
    pub(super) fn outcome(&mut self, begin: Go) -> usize {
        let plan = self.plan;
        let mut place = match begin.place() {
            Ok(place) => place,
            Err(outcome) => return outcome,
        };
        loop {
            let step = plan.program.step(place);
            let answer = match &step.question {
                Question::Any(any) => self.marks.has_any(any),
                Question::Yes(ask) => self.answer(ask) == Some(true),
                Question::No(ask) => self.answer(ask) == Some(false),
            };
            if answer != step.answer {
                place -= 1;
                continue;
            }
            match step.to.place() {
                Ok(to) => place = to,
                Err(outcome) => return outcome,
            }
        }
    }

    /// The answer, as SQL gives it: `None` where a missing value leaves it open.
    fn answer(&mut self, ask: &Ask) -> Option<bool> {
        match ask {
            Ask::Missing(side, slot) => Some(self.value(*side, *slot) == MISSING),
            Ask::Same(left, right) => self.both(*left, *right).map(|(a, b)| a == b),
            Ask::Is(side, slot, wanted) => match self.value(*side, *slot) {
                MISSING => None,
                found => Some(found == *wanted),
            },
            Ask::Near { figure, bound } => self.near(*figure, *bound),
            Ask::Apart { scale, left, right, bound } => self.apart(*scale, *left, *right, *bound),
            Ask::ApartByShare { left, right, bound } => {
                let (a, b) = (self.left.number(*left)?, self.right.number(*right)?);
                Some(bound.holds((a - b).abs() / a.max(b)))
            }
            Ask::Shares { left, right, bound } => {
                self.shared(*left, *right).map(|it| bound.holds(as_float(it)))
            }
            Ask::Holds { left, right, empty } => self.lists(*left, *right).map(|(a, b)| {
                let least = a.len().min(b.len());
                (least != 0 || *empty == Empty::Within) && in_common(a, b) == least
            }),
            Ask::NearestOf { measure, left, right, bound } => {
                self.nearest_of(*measure, *left, *right, *bound)
            }
            Ask::Kilometres { left, right, bound } => {
                let here = (self.left.number(left.0)?, self.left.number(left.1)?);
                let there = (self.right.number(right.0)?, self.right.number(right.1)?);
                Some(bound.holds(kilometres(here, there)))
            }
        }
    }

    fn value(&self, side: Side, slot: SlotNumber) -> ValueId {
        match side {
            Side::Left => self.left.value(slot),
            Side::Right => self.right.value(slot),
        }
    }

    fn both(&self, left: SlotNumber, right: SlotNumber) -> Option<(ValueId, ValueId)> {
        let both = (self.left.value(left), self.right.value(right));
        (both.0 != MISSING && both.1 != MISSING).then_some(both)
    }

    fn near(&mut self, number: usize, bound: Bound) -> Option<bool> {
        let figure = &self.plan.figures[number];
        let (left, right) = self.both(figure.left, figure.right)?;
        let Worked { figure: known, mut best } = self.scratch.figures[number];
        if !known.is_nan() {
            return Some(bound.holds(known));
        }
        let slots = (figure.left, figure.right);
        if best.is_nan() {
            best = self.best(slots, (left, right), figure.measure);
            self.scratch.figures[number].best = best;
        }
        if let Some(told) = bound.told_by(best, figure.measure) {
            return Some(told);
        }
        let found = self.texts(slots, (left, right)).figure(figure.measure);
        self.scratch.figures[number].figure = found;
        Some(bound.holds(found))
    }

    /// The best that the figure of two texts can be, which takes a few operations where the figure
    /// takes hundreds.
    fn best(
        &self,
        slots: (SlotNumber, SlotNumber),
        values: (ValueId, ValueId),
        measure: Measure,
    ) -> f64 {
        let left = self.left.letters(slots.0, values.0);
        left.best(self.right.letters(slots.1, values.1), measure)
    }

    fn texts(&self, slots: (SlotNumber, SlotNumber), values: (ValueId, ValueId)) -> Texts<'_> {
        Texts {
            left: self.left.text(slots.0, values.0),
            right: self.right.text(slots.1, values.1),
            units: self.plan.units,
        }
    }

    fn apart(
        &self,
        scale: Scale,
        left: SlotNumber,
        right: SlotNumber,
        bound: Bound,
    ) -> Option<bool> {
        let difference = match scale {
            Scale::Number => self.left.number(left)? - self.right.number(right)?,
            Scale::Seconds => self.left.moment(left)? - self.right.moment(right)?,
            Scale::Days => {
                let day = |moment: f64| (moment / SECONDS_A_DAY).floor();
                day(self.left.moment(left)?) - day(self.right.moment(right)?)
            }
        };
        Some(bound.holds(difference.abs()))
    }

    /// Distinct values that two lists have in common.
    fn shared(&self, left: SlotNumber, right: SlotNumber) -> Option<usize> {
        let (a, b) = self.both(left, right)?;
        let lists = [left, right].iter().all(|it| self.plan.slots[*it].holds == Holds::List);
        if lists && a & b & !LIST_IS_THERE == 0 {
            return Some(0);
        }
        self.lists(left, right).map(|(a, b)| in_common(a, b))
    }

    fn lists(&self, left: SlotNumber, right: SlotNumber) -> Option<(&[ValueId], &[ValueId])> {
        Some((self.left.list(left)?, self.right.list(right)?))
    }

    fn nearest_of(
        &self,
        measure: Measure,
        left: SlotNumber,
        right: SlotNumber,
        bound: Bound,
    ) -> Option<bool> {
        let (a, b) = self.lists(left, right)?;
        let pairs = a.iter().flat_map(|a| b.iter().map(move |b| (*a, *b)));
        let figures = pairs.map(|(a, b)| {
            let best = self.best((left, right), (a, b), measure);
            let short = bound.told_by(best, measure).is_some();
            if short { best } else { self.texts((left, right), (a, b)).figure(measure) }
        });
        let best =
            if measure.is_likeness() { figures.reduce(f64::max) } else { figures.reduce(f64::min) };
        best.map(|it| bound.holds(it))
    }
}

/// Distinct values in both; lists are short, so each is looked for in turn.
fn in_common(one: &[ValueId], other: &[ValueId]) -> usize {
    one.iter()
        .enumerate()
        .filter(|(at, value)| {
            **value != MISSING && !one[..*at].contains(value) && other.contains(value)
        })
        .count()
}

fn as_float(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::INFINITY, f64::from)
}

fn kilometres((lat, lng): (f64, f64), (other_lat, other_lng): (f64, f64)) -> f64 {
    let (lat, other_lat) = (lat.to_radians(), other_lat.to_radians());
    let turn = (other_lng - lng).to_radians().cos();
    let cosine = lat.sin() * other_lat.sin() + lat.cos() * other_lat.cos() * turn;
    cosine.clamp(-1.0, 1.0).acos() * EARTH_RADIUS_KM
}
