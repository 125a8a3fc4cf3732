//! Records grouped by what a rule reads from them.

use std::ops::Range;

use super::parts::{Parts, begins};
use super::reads::Reads;
use crate::plan::{Known, Plan, Reading, SlotNumber};
use crate::records::{MISSING, Records, Row, ValueId};

/// Rows in blocks, one block after another.
#[derive(Debug, Clone, Default)]
pub(crate) struct Groups {
    /// Where each block ends.
    ends: Vec<usize>,
    rows: Vec<Row>,
}

/// So many rows are fetched together before they are compared.
const ROWS_AHEAD: usize = 64;

impl Groups {
    /// The rows of a block.
    pub(crate) fn block(&self, number: usize) -> &[Row] {
        let from = if number == 0 { 0 } else { self.ends[number - 1] };
        &self.rows[from..self.ends[number]]
    }

    /// The rows of some blocks, one after another.
    pub(super) fn rows_of(&self, numbers: Range<usize>) -> &[Row] {
        let end = |blocks: usize| blocks.checked_sub(1).map_or(0, |it| self.ends[it]);
        &self.rows[end(numbers.start)..end(numbers.end)]
    }

    /// How many blocks there are.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The numbers of the blocks in pieces of about so many rows.
    pub(super) fn in_pieces_of(&self, rows: usize) -> Vec<Range<usize>> {
        let mut pieces = Vec::new();
        let mut from = 0;
        while from < self.len() {
            let before = from.checked_sub(1).map_or(0, |it| self.ends[it]);
            let until = self.ends.partition_point(|it| *it <= before + rows).max(from + 1);
            pieces.push(from..until);
            from = until;
        }
        pieces
    }

    /// All blocks.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &[Row]> {
        (0..self.len()).map(|it| self.block(it))
    }

    /// One block for each value of a slot, by number; rows in order.
    pub(crate) fn by_value(plan: &Plan, records: &Records, slot: SlotNumber) -> Self {
        let values = (0..records.rows()).map(|row| Known::new(plan, records, row).value(slot));
        Self::counted(values.zip(0..), distinct(plan, records, slot))
    }

    /// One block for each value that a list may hold, by number; rows in order.
    pub(crate) fn by_list(plan: &Plan, records: &Records, slot: SlotNumber) -> Self {
        let mut pairs: Vec<(ValueId, Row)> = Vec::new();
        for row in 0..records.rows() {
            let known = Known::new(plan, records, row);
            let mut values = known.list(slot).unwrap_or_default().to_vec();
            values.sort_unstable();
            values.dedup();
            pairs.extend(values.into_iter().map(|value| (value, row)));
        }
        Self::counted(pairs.into_iter(), distinct(plan, records, slot))
    }

    /// These blocks, and behind them the others.
    pub(super) fn followed_by(mut self, other: Self) -> Self {
        let before = self.rows.len();
        self.rows.extend(other.rows);
        self.ends.extend(other.ends.into_iter().map(|it| before + it));
        self
    }

    /// Blocks of left and of right records that belong together: of one number, where what is read
    /// from the left ones is likely equal to what is read from the right ones.
    pub(crate) fn crossed(
        plan: &Plan,
        records: &Records,
        left: &[SlotNumber],
        right: &[SlotNumber],
    ) -> (Self, Self) {
        let left = Reads::new(plan, records, left).keys();
        let right = Reads::new(plan, records, right).keys();
        let of_rows = records.len();
        let (left, right) = (Parts::of(&left, of_rows), Parts::of(&right, of_rows));
        let mut groups = (Self::default(), Self::default());
        for (left, right) in left.iter().zip(right.iter()) {
            let (lefts, rights) = (left.among(&right), right.among(&left));
            for same in lefts.chunk_by(|one, other| one.0 == other.0) {
                let from = rights.partition_point(|it| it.0 < same[0].0);
                let until = rights.partition_point(|it| it.0 <= same[0].0);
                if from < until {
                    groups.0.keep(same.iter().map(|it| it.1));
                    groups.1.keep(rights[from..until].iter().map(|it| it.1));
                }
            }
        }
        groups
    }

    /// Fetches the rows that are to come from this block on, unless they were: `fetched` says up to
    /// where, and so does the answer.
    pub(crate) fn fetch_ahead(&self, number: usize, fetched: usize, plan: &Plan) -> usize {
        let end = self.ends[number];
        if end <= fetched {
            return fetched;
        }
        let from = end - self.block(number).len();
        let until = (from.max(fetched) + ROWS_AHEAD).max(end).min(self.rows.len());
        plan.fetch(self.rows[from.max(fetched)..until].iter().copied());
        until
    }

    /// The blocks under their numbers, with some of their rows only.
    pub(crate) fn thinned(&self, keep: impl Fn(Row) -> bool) -> Self {
        let mut thin = Self::default();
        for block in self.iter() {
            thin.keep(block.iter().copied().filter(|it| keep(*it)));
        }
        thin
    }

    /// One block for each value that two records or more have, in order of number; rows in order.
    pub(super) fn by_shared_value(values: &[ValueId], distinct: usize) -> Self {
        let mut counts = vec![0_u32; distinct + 1];
        for value in values {
            counts[*value as usize] += 1;
        }
        counts[MISSING as usize] = 0;
        let mut groups = Self::default();
        let mut sum = 0;
        // A count becomes where the block begins. Rows whose value no other has all go to one place
        // behind the blocks: which they are cannot be foreseen.
        let shared: usize = counts.iter().filter(|it| **it > 1).map(|it| *it as usize).sum();
        let behind = Row::try_from(shared).unwrap_or(Row::MAX);
        for count in &mut counts {
            if *count > 1 {
                let begin = sum;
                sum += *count;
                groups.ends.push(sum as usize);
                *count = begin;
            } else {
                *count = behind;
            }
        }
        groups.rows = vec![0; shared + 1];
        for (value, row) in values.iter().zip(0..) {
            let place = &mut counts[*value as usize];
            groups.rows[*place as usize] = row;
            *place += Row::from(*place != behind);
        }
        groups.rows.truncate(shared);
        groups
    }

    /// A counting sort: `values` are gone through to count them and once more to place them.
    fn counted(values: impl Iterator<Item = (ValueId, Row)> + Clone, distinct: usize) -> Self {
        let values = values.filter(|it| it.0 != MISSING);
        let mut ends = begins(values.clone().map(|it| it.0 as usize), distinct + 1);
        let mut rows = vec![0; values.clone().count()];
        for (value, row) in values {
            let place = &mut ends[value as usize];
            rows[*place] = row;
            *place += 1;
        }
        Self { ends, rows }
    }

    /// A block, if there are two rows.
    pub(super) fn keep_several(&mut self, rows: impl ExactSizeIterator<Item = Row>) {
        if rows.len() > 1 {
            self.keep(rows);
        }
    }

    fn keep(&mut self, rows: impl Iterator<Item = Row>) {
        self.rows.extend(rows);
        self.ends.push(self.rows.len());
    }
}

pub(super) fn distinct(plan: &Plan, records: &Records, slot: SlotNumber) -> usize {
    records.dictionaries[plan.slots[slot].dictionary].len()
}
