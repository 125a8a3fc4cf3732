//! What a rule reads from records, and which records it finds alike.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

use rayon::prelude::*;

use super::group::{Groups, distinct};
use super::parts::{Keyed, Part};
use crate::chance::mixed;
use crate::plan::{Plan, SlotNumber};
use crate::records::{MISSING, Records, Row, ValueId};

/// What a rule reads from records, column by column. Of one record it is mixed into one number,
/// its key.
pub(super) struct Reads<'a>(Vec<Cow<'a, [ValueId]>>);

/// Columns of which a key tells all.
const TOLD_BY_KEY: usize = 2;
/// So many rows, evenly spread, tell which of some columns parts records best.
const SAMPLE: usize = 1 << 14;
/// So many rows are read of one column before the next, so that their keys stay near.
const ROWS_AT_ONCE: usize = 1 << 12;
/// Blocks of about so many rows are gone through together.
const ROWS_A_PIECE: usize = 1 << 16;
/// In a block of more rows than this, those that are alike to none are set aside before the others
/// are sorted.
const MANY: usize = 32;

/// Which of these slots parts records best.
fn best(plan: &Plan, records: &Records, slots: &[SlotNumber]) -> Option<SlotNumber> {
    let pairs = |slot: &SlotNumber| {
        let rows = (0..records.rows()).step_by(records.len().div_ceil(SAMPLE).max(1));
        let values = rows.map(|row| plan.slots[*slot].read(records, row));
        let mut some: Vec<ValueId> = values.filter(|it| *it != MISSING).collect();
        some.sort_unstable();
        let alike = some.chunk_by(|one, other| one == other);
        alike.map(|it| super::choose_two(it.len() as u64)).sum::<u64>()
    };
    slots.iter().copied().min_by_key(pairs)
}

/// Makes the blocks with which rules on these slots begin, each once for all of them.
pub(super) fn begin(plan: &Plan, records: &Records, rules: &[Vec<SlotNumber>]) {
    let slots: BTreeSet<SlotNumber> =
        rules.iter().filter_map(|it| best(plan, records, it)).collect();
    let slots: Vec<SlotNumber> = slots.into_iter().collect();
    // No slot twice: a thread that makes one may take up another before it is done, and one that
    // took up the same would wait for itself.
    slots.par_iter().with_max_len(1).for_each(|slot| {
        by_text(plan, records, *slot);
    });
}

/// Blocks of the records that are alike in all these slots.
pub(super) fn alike(plan: &Plan, records: &Records, slots: &[SlotNumber]) -> Groups {
    let Some(first) = best(plan, records, slots) else { return Groups::default() };
    let rest: Vec<SlotNumber> = slots.iter().copied().filter(|it| *it != first).collect();
    Reads::new(plan, records, &rest).alike_within(by_text(plan, records, first))
}

/// One block for each text of a slot that two records or more have.
fn by_text<'a>(plan: &'a Plan, records: &Records, slot: SlotNumber) -> &'a Groups {
    plan.slots[slot].alike.get_or_init(|| {
        let column = plan.slots[slot].column(records);
        Groups::by_shared_value(&column, distinct(plan, records, slot))
    })
}

impl<'a> Reads<'a> {
    pub(super) fn new(plan: &'a Plan, records: &'a Records, slots: &[SlotNumber]) -> Self {
        Self(slots.iter().map(|it| plan.slots[*it].column(records)).collect())
    }

    /// One number for what is read from each record; 0 where something is missing.
    pub(super) fn keys(&self) -> Vec<u64> {
        let rows = self.0.first().map_or(0, |it| it.len());
        let mut keys = vec![0; rows];
        keys.par_chunks_mut(ROWS_AT_ONCE).enumerate().for_each(|(chunk, keys)| {
            let first = chunk * ROWS_AT_ONCE;
            for (number, column) in self.0.iter().enumerate() {
                self.mix(number, keys, column[first..].iter().copied());
            }
        });
        keys
    }

    /// The same for some records, which may lie anywhere: nothing but reading is done while they
    /// are read, so that one does not wait for the other.
    fn keys_of(&self, rows: &[Row]) -> Vec<u64> {
        let mut keys = vec![0; rows.len()];
        let mut values = Vec::with_capacity(rows.len());
        for (number, column) in self.0.iter().enumerate() {
            values.clear();
            values.extend(rows.iter().map(|it| column[*it as usize]));
            self.mix(number, &mut keys, values.iter().copied());
        }
        keys
    }

    fn mix(&self, number: usize, keys: &mut [u64], values: impl Iterator<Item = ValueId>) {
        for (key, value) in keys.iter_mut().zip(values) {
            *key = self.with(number, *key, value);
        }
    }

    /// A key with the value of one more column; 0 if that or anything before it is missing. Of one
    /// column or two no two keys are the same.
    fn with(&self, number: usize, key: u64, value: ValueId) -> u64 {
        let value = u64::from(value);
        match number {
            _ if value == u64::from(MISSING) => 0,
            0 if self.0.len() > 1 => value,
            0 => mixed(value),
            _ if key == 0 => 0,
            1 => mixed(key << 32 | value),
            _ => mixed(key ^ value).max(1),
        }
    }

    /// Of some blocks those parts of which the records are alike here as well.
    pub(super) fn alike_within(&self, blocks: &Groups) -> Groups {
        if self.0.is_empty() {
            return blocks.clone();
        }
        let pieces = blocks.in_pieces_of(ROWS_A_PIECE);
        let found: Vec<Groups> = pieces.into_par_iter().map(|it| self.found(blocks, it)).collect();
        found.into_iter().fold(Groups::default(), Groups::followed_by)
    }

    fn found(&self, blocks: &Groups, numbers: Range<usize>) -> Groups {
        let mut found = Groups::default();
        let keys = self.keys_of(blocks.rows_of(numbers.clone()));
        let mut keys = keys.as_slice();
        for rows in numbers.map(|it| blocks.block(it)) {
            let (here, rest) = keys.split_at(rows.len());
            keys = rest;
            let alike = in_order(here, rows);
            for same in alike.chunk_by(|one, other| one.0 == other.0) {
                if same[0].0 != 0 {
                    self.keep_equal(same, &mut found);
                }
            }
        }
        found
    }

    /// Keeps blocks of records with one key. Two texts of one key are seldom seen.
    fn keep_equal(&self, same: &[Keyed], groups: &mut Groups) {
        let rows = same.iter().map(|it| it.1);
        if self.0.len() <= TOLD_BY_KEY || same.iter().all(|it| self.equal(same[0].1, it.1)) {
            return groups.keep_several(rows);
        }
        let mut rest: Vec<Row> = rows.collect();
        while let Some(first) = rest.first().copied() {
            let (alike, others): (Vec<Row>, Vec<Row>) =
                rest.into_iter().partition(|it| self.equal(first, *it));
            groups.keep_several(alike.into_iter());
            rest = others;
        }
    }

    fn equal(&self, one: Row, other: Row) -> bool {
        self.0.iter().all(|it| it[one as usize] == it[other as usize])
    }
}

/// Rows of whose key there is likely another, in order of key and row.
fn in_order(keys: &[u64], rows: &[Row]) -> Vec<Keyed> {
    if keys.len() > MANY {
        return Part::whole(keys, rows).alike();
    }
    let mut alike: Vec<Keyed> = keys.iter().copied().zip(rows.iter().copied()).collect();
    alike.sort_unstable();
    alike
}

#[cfg(test)]
mod tests;
