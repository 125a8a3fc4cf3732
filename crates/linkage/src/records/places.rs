//! Where the numbers of texts stand, by hash.
//!
//! A slot holds half of a hash and a number, and slots stand in order of that half, each where the
//! half says that it should be or as soon after as there is room. So a table grows by being written
//! once from front to back, without a look at the texts.

use std::hint::black_box;

use super::{MISSING, ValueId};

/// So many hashes are looked up together: reads of distant memory that do not wait for one another
/// take little longer than one.
pub(super) const TOGETHER: usize = 64;

/// Slots of a small table.
const FEWEST: usize = 64;
/// Slots in which a number is most often found, from where it should be.
const NEAR: usize = 4;

/// Numbers by hash; one hash may have several.
#[derive(Debug, Default)]
pub(super) struct Places {
    /// Behind the `size` that hashes point into there is room for those that found none.
    slots: Vec<u64>,
    size: usize,
    taken: usize,
}

/// Where a search ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Of(ValueId),
    /// Not found; it belongs before the slot here.
    Before(usize),
}

impl Places {
    /// Sees to it that so many more numbers can be taken; a third of the slots stays free.
    pub(super) fn make_room(&mut self, more: usize) {
        let least = (self.taken + more).div_ceil(2) * 3;
        if least > self.size {
            self.grow(least.max(self.size / 2 * 3).max(FEWEST));
        }
    }

    fn grow(&mut self, size: usize) {
        let before = std::mem::replace(&mut self.slots, vec![0; size + NEAR]);
        self.size = size;
        let mut free = 0;
        for slot in before {
            if slot != 0 {
                let at = self.first(slot).max(free);
                self.reach(at);
                self.slots[at] = slot;
                free = at + 1;
            }
        }
    }

    /// The number of this hash that is the one wanted, or where it belongs.
    pub(super) fn find(&self, hash: u64, is_it: impl Fn(ValueId) -> bool) -> Place {
        let wanted = upper(hash);
        let mut at = self.first(hash);
        loop {
            let slot = self.slots.get(at).copied().unwrap_or(0);
            if slot == 0 || upper(slot) > wanted {
                return Place::Before(at);
            }
            if upper(slot) == wanted && is_it(number_of(slot)) {
                return Place::Of(number_of(slot));
            }
            at += 1;
        }
    }

    /// All numbers of a hash, in the order in which they came.
    pub(super) fn all(&self, hash: u64) -> impl Iterator<Item = ValueId> {
        let from = self.slots.get(self.first(hash)..).unwrap_or_default();
        let until = from.iter().take_while(move |it| **it != 0 && upper(**it) <= upper(hash));
        until.filter(move |it| upper(**it) == upper(hash)).map(|it| number_of(*it))
    }

    /// Puts a number where it was found to belong since room was made.
    pub(super) fn put(&mut self, at: usize, hash: u64, number: ValueId) {
        let mut moved = upper(hash) | u64::from(number);
        let mut at = at;
        while moved != 0 {
            self.reach(at);
            std::mem::swap(&mut self.slots[at], &mut moved);
            at += 1;
        }
        self.taken += 1;
    }

    /// Asks for the memory in which the search for each of these hashes begins.
    pub(super) fn approach(&self, hashes: impl Iterator<Item = u64>) {
        let slots = hashes.map(|it| self.slots.get(self.first(it)).copied().unwrap_or(0));
        black_box(slots.fold(0, |all, it| all ^ it));
    }

    /// Most often the number that a hash has, if it has one. There is no step here that depends on
    /// what stands there, so that the processor need not guess.
    pub(super) fn guess(&self, hash: u64) -> ValueId {
        let first = self.first(hash);
        let near = self.slots.get(first..first + NEAR).unwrap_or_default();
        let number = |it: &u64| if upper(*it) == upper(hash) { number_of(*it) } else { MISSING };
        near.iter().map(number).fold(MISSING, ValueId::max)
    }

    fn reach(&mut self, at: usize) {
        if at >= self.slots.len() {
            self.slots.resize(at + NEAR, 0);
        }
    }

    fn first(&self, hash: u64) -> usize {
        let place = (u128::from(hash >> 32) * self.size as u128) >> 32;
        usize::try_from(place).unwrap_or(0)
    }
}

fn upper(hash: u64) -> u64 {
    hash & !u64::from(u32::MAX)
}

fn number_of(slot: u64) -> ValueId {
    ValueId::try_from(slot & u64::from(u32::MAX)).unwrap_or(MISSING)
}

#[cfg(test)]
mod tests;
