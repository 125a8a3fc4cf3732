//! What a plan reads from one record, be it one of the set or one that came from outside.

use super::{Plan, SlotNumber};
use crate::records::{MISSING, Records, Row, ValueId, Values};
use crate::text::Letters;

/// One record as the plan reads it.
pub(crate) trait Reading {
    /// By slot: the number of its text, or [`MISSING`]; for a list, its [`super::list_bits`]. What
    /// follows is for [`super::marks::Marker`].
    fn cells(&self) -> &[ValueId];
    /// One of them.
    fn value(&self, slot: SlotNumber) -> ValueId {
        self.cells()[slot]
    }
    /// The values of a list; `None` if there is no list.
    fn list(&self, slot: SlotNumber) -> Option<&[ValueId]>;
    /// A text by number.
    fn text(&self, slot: SlotNumber, value: ValueId) -> &str;
    /// A text's letters.
    fn letters(&self, slot: SlotNumber, value: ValueId) -> Letters;
    /// The slot's text as a number, if it is one.
    fn number(&self, slot: SlotNumber) -> Option<f64>;
    /// The slot's text as a moment, in seconds since 1970.
    fn moment(&self, slot: SlotNumber) -> Option<f64>;
}

/// A record of the set.
pub(crate) struct Known<'a> {
    plan: &'a Plan,
    records: &'a Records,
    pub(crate) row: Row,
    cells: &'a [ValueId],
}

impl<'a> Known<'a> {
    pub(crate) fn new(plan: &'a Plan, records: &'a Records, row: Row) -> Self {
        Self { plan, records, row, cells: plan.cells.of(row) }
    }
}

impl Reading for Known<'_> {
    fn cells(&self) -> &[ValueId] {
        self.cells
    }

    fn list(&self, slot: SlotNumber) -> Option<&[ValueId]> {
        let field = &self.records.fields[self.plan.slots[slot].field];
        match &field.values {
            Values::One(values) if values[self.row as usize] == MISSING => None,
            Values::Many { missing, .. } if missing[self.row as usize] => None,
            Values::One(_) | Values::Many { .. } => Some(field.list(self.row)),
        }
    }

    fn text(&self, slot: SlotNumber, value: ValueId) -> &str {
        self.records.dictionaries[self.plan.slots[slot].dictionary].text(value)
    }

    fn letters(&self, slot: SlotNumber, value: ValueId) -> Letters {
        self.plan.facts[self.plan.slots[slot].dictionary].letters[value as usize]
    }

    fn number(&self, slot: SlotNumber) -> Option<f64> {
        let facts = &self.plan.facts[self.plan.slots[slot].dictionary];
        Some(facts.numbers[self.value(slot) as usize]).filter(|it| !it.is_nan())
    }

    fn moment(&self, slot: SlotNumber) -> Option<f64> {
        let facts = &self.plan.facts[self.plan.slots[slot].dictionary];
        Some(facts.moments[self.value(slot) as usize]).filter(|it| !it.is_nan())
    }
}
