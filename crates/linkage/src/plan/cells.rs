//! What slots read from records.

use std::borrow::Cow;

use rayon::prelude::*;

use super::marks::Marker;
use super::{Slot, list_bits};
use crate::records::{MISSING, Records, Row, ValueId, Values};

/// What every slot reads from every record, record by record: a pair is two pieces of memory and
/// not two for each column, which is most of the time that a pair takes.
#[derive(Debug, Default)]
pub(super) struct Cells {
    width: usize,
    values: Vec<ValueId>,
}

/// So many rows are read at a time, so that what is written stays near while the columns are read.
const ROWS_AT_ONCE: usize = 1 << 12;

impl Cells {
    pub(super) fn new(slots: &[Slot], marker: &Marker, records: &Records) -> Self {
        let width = marker.width();
        let mut values = vec![MISSING; width * records.len()];
        values.par_chunks_mut(width * ROWS_AT_ONCE).enumerate().for_each(|(chunk, cells)| {
            for (number, slot) in slots.iter().enumerate() {
                let column = cells.iter_mut().skip(number).step_by(width);
                slot.read_from(records, chunk * ROWS_AT_ONCE, column);
            }
            cells.chunks_exact_mut(width).for_each(|it| marker.finish(it));
        });
        Self { width, values }
    }

    /// Takes the cells of one more record.
    pub(super) fn append(&mut self, cells: &[ValueId]) {
        self.values.extend_from_slice(cells);
    }

    pub(super) fn of(&self, row: Row) -> &[ValueId] {
        let from = row as usize * self.width;
        &self.values[from..from + self.width]
    }

    /// The first and the last cell of a record.
    pub(super) fn ends(&self, row: Row) -> ValueId {
        let first = row as usize * self.width;
        let last = first + self.width - 1;
        self.values.get(first).unwrap_or(&MISSING) ^ self.values.get(last).unwrap_or(&MISSING)
    }
}

impl Slot {
    /// What the slot reads from all records.
    pub(crate) fn column<'a>(&self, records: &'a Records) -> Cow<'a, [ValueId]> {
        if let (Values::One(values), None) = (&records.fields[self.field].values, &self.made) {
            return Cow::Borrowed(values);
        }
        let mut column = vec![MISSING; records.len()];
        column.par_chunks_mut(ROWS_AT_ONCE).enumerate().for_each(|(chunk, some)| {
            self.read_from(records, chunk * ROWS_AT_ONCE, some.iter_mut());
        });
        Cow::Owned(column)
    }

    /// Reads from the records from this one on, as many as there are cells to write to.
    fn read_from<'c>(
        &self,
        records: &Records,
        first: usize,
        to: impl Iterator<Item = &'c mut ValueId>,
    ) {
        match (&records.fields[self.field].values, &self.made) {
            (Values::One(values), None) => write(to, values[first..].iter().copied()),
            (Values::One(values), Some(made)) => {
                write(to, values[first..].iter().map(|it| made[*it as usize]));
            }
            (Values::Many { .. }, _) => {
                let rows = Row::try_from(first).unwrap_or(Row::MAX)..;
                write(to, rows.map(|row| self.read(records, row)));
            }
        }
    }

    /// The number of the slot's text in a record; for a list, its bits.
    pub(crate) fn read(&self, records: &Records, row: Row) -> ValueId {
        match (&records.fields[self.field].values, &self.made) {
            (Values::Many { missing, .. }, _) if missing[row as usize] => MISSING,
            (Values::Many { .. }, _) => list_bits(records.fields[self.field].list(row)),
            (Values::One(values), None) => values[row as usize],
            (Values::One(values), Some(made)) => made[values[row as usize] as usize],
        }
    }
}

fn write<'c>(cells: impl Iterator<Item = &'c mut ValueId>, values: impl Iterator<Item = ValueId>) {
    for (cell, value) in cells.zip(values) {
        *cell = value;
    }
}
