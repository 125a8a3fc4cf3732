//! Records grouped by what a rule reads from them.
//!
//! What a rule reads from a record is mixed into one number, its key.

use rayon::prelude::*;

use super::parts::{Keyed, Part, Parts, begins};
use crate::chance::mixed;
use crate::plan::{Known, Plan, Reading, SlotNumber};
use crate::records::{MISSING, Records, Row, ValueId, Values};

/// Rows in blocks, one block after another.
#[derive(Debug, Default)]
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

    /// One block for each combination of values of which there are two records or more.
    pub(crate) fn by_texts(plan: &Plan, records: &Records, slots: &[SlotNumber]) -> Self {
        let reads = Reads { plan, records, slots };
        let keys = reads.keys();
        let parts = Parts::of(&keys, keys.len());
        let parts: Vec<Part<'_>> = parts.iter().collect();
        let groups: Vec<Self> = parts.par_iter().map(|it| Self::of_part(*it, &reads)).collect();
        groups.into_iter().fold(Self::default(), Self::followed_by)
    }

    fn of_part(part: Part<'_>, reads: &Reads<'_>) -> Self {
        let mut groups = Self::default();
        // Where a key tells all that is read, nothing more need be read of the records.
        let tells_all = reads.slots.len() <= TOLD_BY_KEY;
        let alike = part.alike();
        if !tells_all {
            reads.plan.fetch(alike.iter().map(|it| it.1));
        }
        for same in alike.chunk_by(|one, other| one.0 == other.0) {
            if tells_all {
                groups.keep_several(same.iter().map(|it| it.1));
            } else {
                groups.keep_equal(same, reads);
            }
        }
        groups
    }

    fn followed_by(mut self, other: Self) -> Self {
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
        let left = Reads { plan, records, slots: left }.keys();
        let right = Reads { plan, records, slots: right }.keys();
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

    /// Blocks of records with one key. Two texts of one key are seldom seen.
    fn keep_equal(&mut self, same: &[Keyed], reads: &Reads<'_>) {
        let rows = same.iter().map(|it| it.1);
        if same.iter().all(|it| reads.equal(same[0].1, it.1)) {
            return self.keep_several(rows);
        }
        let mut rest: Vec<Row> = rows.collect();
        while let Some(first) = rest.first().copied() {
            let (alike, others): (Vec<Row>, Vec<Row>) =
                rest.into_iter().partition(|it| reads.equal(first, *it));
            self.keep_several(alike.into_iter());
            rest = others;
        }
    }

    /// A block, if there are two rows.
    fn keep_several(&mut self, rows: impl ExactSizeIterator<Item = Row>) {
        if rows.len() > 1 {
            self.keep(rows);
        }
    }

    fn keep(&mut self, rows: impl Iterator<Item = Row>) {
        self.rows.extend(rows);
        self.ends.push(self.rows.len());
    }
}

/// What a rule reads from records.
struct Reads<'a> {
    plan: &'a Plan,
    records: &'a Records,
    slots: &'a [SlotNumber],
}

impl Reads<'_> {
    /// One number for what is read from each record; 0 where something is missing. Column by
    /// column, since that is how the records lie.
    fn keys(&self) -> Vec<u64> {
        let rows_at_once = 1 << 12;
        let mut keys = vec![0; self.records.len()];
        keys.par_chunks_mut(rows_at_once).enumerate().for_each(|(chunk, keys)| {
            let first = chunk * rows_at_once;
            for (number, slot) in self.slots.iter().enumerate() {
                let slot = &self.plan.slots[*slot];
                let with = |key, value| self.with(number, key, value);
                match (&self.records.fields[slot.field].values, &slot.made) {
                    (Values::One(values), None) => {
                        mix(keys, values[first..].iter().copied(), with);
                    }
                    (Values::One(values), Some(made)) => {
                        let values = values[first..].iter().map(|it| made[*it as usize]);
                        mix(keys, values, with);
                    }
                    (Values::Many { .. }, _) => {
                        let rows = Row::try_from(first).unwrap_or(Row::MAX)..;
                        mix(keys, rows.map(|row| slot.read(self.records, row)), with);
                    }
                }
            }
        });
        keys
    }

    /// A key with the value of one more slot; 0 if that or anything before it is missing. Of one
    /// slot or two no two keys are the same.
    fn with(&self, number: usize, key: u64, value: ValueId) -> u64 {
        let value = u64::from(value);
        match number {
            _ if value == u64::from(MISSING) => 0,
            0 if self.slots.len() > 1 => value,
            0 => mixed(value),
            _ if key == 0 => 0,
            1 => mixed(key << 32 | value),
            _ => mixed(key ^ value).max(1),
        }
    }

    fn equal(&self, one: Row, other: Row) -> bool {
        let (one, other) = (self.known(one), self.known(other));
        self.slots.iter().all(|it| one.value(*it) == other.value(*it))
    }

    fn known(&self, row: Row) -> Known<'_> {
        Known::new(self.plan, self.records, row)
    }
}

/// Slots of which a key tells all.
const TOLD_BY_KEY: usize = 2;

fn mix(
    keys: &mut [u64],
    values: impl Iterator<Item = ValueId>,
    with: impl Fn(u64, ValueId) -> u64,
) {
    for (key, value) in keys.iter_mut().zip(values) {
        *key = with(*key, value);
    }
}

fn distinct(plan: &Plan, records: &Records, slot: SlotNumber) -> usize {
    records.dictionaries[plan.slots[slot].dictionary].len()
}
