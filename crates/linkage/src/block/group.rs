//! Records grouped by what a rule reads from them.

use std::collections::HashMap;

use foldhash::fast::FixedState;
use rayon::prelude::*;

use crate::plan::{Known, Plan, Reading, SlotNumber};
use crate::records::{MISSING, Records, Row, ValueId};

/// Rows in blocks, one block after another.
#[derive(Debug, Default)]
pub(crate) struct Groups {
    /// Where each block ends.
    ends: Vec<usize>,
    rows: Vec<Row>,
}

/// Blocks are refined in pieces of about so many rows, by any thread.
const PIECE_ROWS: usize = 1 << 16;

impl Groups {
    /// The rows of a block; none for a block that is not there.
    pub(crate) fn block(&self, number: usize) -> &[Row] {
        let from = if number == 0 { 0 } else { self.ends[number - 1] };
        &self.rows[from..self.ends[number]]
    }

    /// How many blocks there are.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// All blocks.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &[Row]> {
        (0..self.len()).map(|it| self.block(it))
    }

    /// One block for each value of a slot, by number; rows in order.
    pub(crate) fn by_value(plan: &Plan, records: &Records, slot: SlotNumber) -> Self {
        let values = (0..records.rows()).map(|row| Known { plan, records, row }.value(slot));
        Self::counted(values.clone().zip(0..), distinct(plan, records, slot), values.count())
    }

    /// Blocks of left and of right records that belong together: of one number, if all that is read
    /// from the left ones is equal to all that is read from the right ones.
    pub(crate) fn crossed(
        plan: &Plan,
        records: &Records,
        left: &[SlotNumber],
        right: &[SlotNumber],
    ) -> (Self, Self) {
        let mut numbers: HashMap<Vec<ValueId>, ValueId, FixedState> = HashMap::default();
        let key = |row: Row, slots: &[SlotNumber]| {
            let known = Known { plan, records, row };
            let key: Vec<ValueId> = slots.iter().map(|it| known.value(*it)).collect();
            (!key.contains(&MISSING)).then_some(key)
        };
        let mut lefts = Vec::new();
        for row in 0..records.rows() {
            let Some(key) = key(row, left) else { continue };
            let next = ValueId::try_from(numbers.len() + 1).unwrap_or(MISSING);
            lefts.push((*numbers.entry(key).or_insert(next), row));
        }
        let rights: Vec<(ValueId, Row)> = (0..records.rows())
            .filter_map(|row| Some((*numbers.get(&key(row, right)?)?, row)))
            .collect();
        let placed = |of: Vec<(ValueId, Row)>| {
            let count = of.len();
            Self::counted(of.into_iter(), numbers.len(), count)
        };
        (placed(lefts), placed(rights))
    }

    /// One block for each value that a list may hold.
    pub(crate) fn by_list(plan: &Plan, records: &Records, slot: SlotNumber) -> Self {
        let mut pairs: Vec<(ValueId, Row)> = Vec::new();
        for row in 0..records.rows() {
            let known = Known { plan, records, row };
            let mut values = known.list(slot).unwrap_or_default().to_vec();
            values.sort_unstable();
            values.dedup();
            pairs.extend(values.into_iter().map(|value| (value, row)));
        }
        let count = pairs.len();
        Self::counted(pairs.into_iter(), distinct(plan, records, slot), count)
    }

    /// One block for each combination of values of which there are two records or more.
    pub(crate) fn by_texts(plan: &Plan, records: &Records, slots: &[SlotNumber]) -> Self {
        let mut slots = slots.to_vec();
        // The slot with the most values comes first: its blocks are small.
        slots.sort_by_key(|it| std::cmp::Reverse(distinct(plan, records, *it)));
        let Some((first, rest)) = slots.split_first() else { return Self::default() };
        Self::by_value(plan, records, *first).without_single().refined(plan, records, rest)
    }

    /// A counting sort: `values` twice, once to count and once to place.
    fn counted(
        values: impl Iterator<Item = (ValueId, Row)> + Clone,
        distinct: usize,
        count: usize,
    ) -> Self {
        let mut ends = vec![0_usize; distinct + 1];
        for (value, _) in values.clone() {
            ends[value as usize] += 1;
        }
        ends[MISSING as usize] = 0;
        let mut sum = 0;
        for end in &mut ends {
            let here = *end;
            *end = sum;
            sum += here;
        }
        debug_assert!(sum <= count, "no more rows are placed than there are");
        let mut rows = vec![0; sum];
        for (value, row) in values {
            if value == MISSING {
                continue;
            }
            let place = &mut ends[value as usize];
            rows[*place] = row;
            *place += 1;
        }
        Self { ends, rows }
    }

    /// Only blocks that can make a pair.
    fn without_single(self) -> Self {
        let mut kept = Self::default();
        for block in self.iter().filter(|it| it.len() > 1) {
            kept.rows.extend_from_slice(block);
            kept.ends.push(kept.rows.len());
        }
        kept
    }

    /// The blocks under their numbers, with some of their rows only.
    pub(crate) fn thinned(&self, keep: impl Fn(Row) -> bool) -> Self {
        let mut thin = Self::default();
        for block in self.iter() {
            thin.rows.extend(block.iter().copied().filter(|it| keep(*it)));
            thin.ends.push(thin.rows.len());
        }
        thin
    }

    /// Each block split by further slots.
    pub(crate) fn refined(self, plan: &Plan, records: &Records, slots: &[SlotNumber]) -> Self {
        if slots.is_empty() {
            return self;
        }
        let refined: Vec<Self> = self
            .pieces()
            .into_par_iter()
            .map(|piece| self.refine_piece(piece, plan, records, slots))
            .collect();
        let mut all = Self::default();
        for piece in refined {
            let before = all.rows.len();
            all.rows.extend(piece.rows);
            all.ends.extend(piece.ends.into_iter().map(|end| before + end));
        }
        all
    }

    fn pieces(&self) -> Vec<std::ops::Range<usize>> {
        let mut pieces = Vec::new();
        let mut from = 0;
        let mut rows_before = 0;
        for (number, end) in self.ends.iter().enumerate() {
            if end - rows_before >= PIECE_ROWS || number + 1 == self.len() {
                pieces.push(from..number + 1);
                (from, rows_before) = (number + 1, *end);
            }
        }
        pieces
    }

    fn refine_piece(
        &self,
        piece: std::ops::Range<usize>,
        plan: &Plan,
        records: &Records,
        slots: &[SlotNumber],
    ) -> Self {
        let mut refined = Self::default();
        let mut keyed: Vec<(Vec<ValueId>, Row)> = Vec::new();
        let mut packed: Vec<(u64, Row)> = Vec::new();
        for number in piece {
            let block = self.block(number);
            if let [slot] = slots {
                refined.split_by_one(block, plan, records, *slot, &mut packed);
            } else {
                refined.split_by_many(block, plan, records, slots, &mut keyed);
            }
        }
        refined
    }

    fn split_by_one(
        &mut self,
        block: &[Row],
        plan: &Plan,
        records: &Records,
        slot: SlotNumber,
        room: &mut Vec<(u64, Row)>,
    ) {
        room.clear();
        for row in block {
            match (Known { plan, records, row: *row }).value(slot) {
                MISSING => {}
                value => room.push((u64::from(value) << 32 | u64::from(*row), *row)),
            }
        }
        room.sort_unstable();
        for same in room.chunk_by(|one, other| one.0 >> 32 == other.0 >> 32) {
            self.keep(same.iter().map(|it| it.1));
        }
    }

    fn split_by_many(
        &mut self,
        block: &[Row],
        plan: &Plan,
        records: &Records,
        slots: &[SlotNumber],
        room: &mut Vec<(Vec<ValueId>, Row)>,
    ) {
        room.clear();
        for row in block {
            let known = Known { plan, records, row: *row };
            let key: Vec<ValueId> = slots.iter().map(|it| known.value(*it)).collect();
            if !key.contains(&MISSING) {
                room.push((key, *row));
            }
        }
        room.sort_unstable();
        for same in room.chunk_by(|one, other| one.0 == other.0) {
            self.keep(same.iter().map(|it| it.1));
        }
    }

    fn keep(&mut self, rows: impl ExactSizeIterator<Item = Row>) {
        if rows.len() > 1 {
            self.rows.extend(rows);
            self.ends.push(self.rows.len());
        }
    }
}

fn distinct(plan: &Plan, records: &Records, slot: SlotNumber) -> usize {
    records.dictionaries[plan.slots[slot].dictionary].len()
}
