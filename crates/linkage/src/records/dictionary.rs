//! The distinct texts of a group of fields, numbered from 1.

use std::hash::BuildHasher;

use foldhash::fast::FixedState;
use hashbrown::HashTable;

use super::ValueId;

/// Distinct texts, one after another in one piece of memory.
#[derive(Debug, Default)]
pub struct Dictionary {
    texts: String,
    /// Where each text ends; text `n` ends at `ends[n]`, and `ends[0]` is 0.
    ends: Vec<u32>,
    numbers: HashTable<ValueId>,
    hasher: FixedState,
}

impl Dictionary {
    /// How many distinct texts there are.
    pub fn len(&self) -> usize {
        self.ends.len().saturating_sub(1)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The text of a number; empty for "missing".
    pub fn text(&self, value: ValueId) -> &str {
        if value == super::MISSING {
            return "";
        }
        text(&self.texts, &self.ends, value)
    }

    /// The number of a text, given now if it is new.
    ///
    /// # Panics
    /// When the texts outgrow 4 GiB.
    pub fn number(&mut self, wanted: &str) -> ValueId {
        let hash = self.hasher.hash_one(wanted);
        let Self { texts, ends, numbers, hasher } = self;
        if let Some(found) = numbers.find(hash, |it| text(texts, ends, *it) == wanted) {
            return *found;
        }
        if ends.is_empty() {
            ends.push(0);
        }
        let value = count(ends.len());
        texts.push_str(wanted);
        ends.push(count(texts.len()));
        numbers.insert_unique(hash, value, |it| hasher.hash_one(text(texts, ends, *it)));
        value
    }

    /// The number of a text, if it has one.
    pub fn find(&self, wanted: &str) -> Option<ValueId> {
        let hash = self.hasher.hash_one(wanted);
        self.numbers.find(hash, |it| text(&self.texts, &self.ends, *it) == wanted).copied()
    }
}

fn text<'a>(texts: &'a str, ends: &[u32], value: ValueId) -> &'a str {
    let value = value as usize;
    &texts[ends[value - 1] as usize..ends[value] as usize]
}

/// Counts are checked where they are made: a set of records that outgrows 32 bits is stopped.
fn count(of: usize) -> u32 {
    u32::try_from(of).unwrap_or_else(|_| unreachable!("distinct texts outgrow 4 GiB"))
}
