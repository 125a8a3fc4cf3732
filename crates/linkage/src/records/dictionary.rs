//! The distinct texts of a group of fields, numbered from 1.
//!
//! Filling is in two steps, since looking each of millions of texts up in one large table costs a
//! few reads of distant memory each. While texts come in, only a small table of recent ones is
//! asked, so that some texts get several numbers; [`Dictionary::settle`] then sorts the texts by
//! hash and gives each one number.

use std::hash::BuildHasher;

use super::{MISSING, ValueId};
use crate::sort;
use foldhash::fast::FixedState;
use hashbrown::HashTable;

/// Distinct texts, one after another in one piece of memory.
#[derive(Debug, Default)]
pub struct Dictionary {
    texts: String,
    /// Where each text begins and ends; those of "missing" come first.
    spans: Vec<(u32, u32)>,
    /// Each text that was noted, half of its hash above its number; in order once settled.
    sorted: Vec<u64>,
    /// Texts that came since, by number.
    since: HashTable<ValueId>,
    /// For each of a fixed number of places, the hash and the number of the last text there.
    recent: Vec<(u64, ValueId)>,
    hasher: FixedState,
}

/// How many recent texts are kept: as many as stay close to the processor.
const RECENT: usize = 1 << 14;

impl Dictionary {
    /// How many texts there are; once settled, distinct ones.
    pub fn len(&self) -> usize {
        self.spans.len().saturating_sub(1)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The text of a number; empty for "missing".
    pub fn text(&self, value: ValueId) -> &str {
        match self.spans.get(value as usize) {
            Some((from, until)) => &self.texts[*from as usize..*until as usize],
            None => "",
        }
    }

    /// A number for a text, while texts come in: the same text may get another number later.
    pub(super) fn note(&mut self, text: &str) -> ValueId {
        let hash = self.hasher.hash_one(text);
        if self.recent.is_empty() {
            self.recent = vec![(0, MISSING); RECENT];
        }
        let place = usize::try_from(hash >> 50).unwrap_or(0);
        let (known, value) = self.recent[place];
        if known == hash && value != MISSING && self.text(value) == text {
            return value;
        }
        let value = self.keep(hash, text);
        self.recent[place] = (hash, value);
        value
    }

    /// A number of its own for a text, whether or not it was there before.
    pub(super) fn add(&mut self, text: &str) -> ValueId {
        let hash = self.hasher.hash_one(text);
        self.keep(hash, text)
    }

    fn keep(&mut self, hash: u64, text: &str) -> ValueId {
        let value = self.append(text);
        self.sorted.push(upper(hash) | u64::from(value));
        value
    }

    /// Gives each distinct text one number, in order of first coming. For each number given so far,
    /// the number it has now.
    pub(super) fn settle(&mut self) -> Vec<ValueId> {
        self.recent = Vec::new();
        sort::by_upper_half(&mut self.sorted);
        let mut first: Vec<ValueId> = (0..count(self.spans.len().max(1))).collect();
        let mut rest = self.sorted.as_slice();
        while let Some(next) = rest.first() {
            let same = rest.iter().take_while(|it| upper(**it) == upper(*next)).count();
            let (alike, after) = rest.split_at(same);
            // Two texts of one hash are seldom seen, so each looks for itself among them.
            for (at, entry) in alike.iter().enumerate().skip(1) {
                let text = self.text(number_of(*entry));
                let before = alike[..at].iter().find(|it| self.text(number_of(**it)) == text);
                if let Some(before) = before {
                    first[number_of(*entry) as usize] = first[number_of(*before) as usize];
                }
            }
            rest = after;
        }
        let numbers = renumbered(&first);
        self.sorted.retain(|it| first[number_of(*it) as usize] == number_of(*it));
        for entry in &mut self.sorted {
            *entry = upper(*entry) | u64::from(numbers[number_of(*entry) as usize]);
        }
        let mut kept = 0;
        self.spans.retain(|_| {
            kept += 1;
            first[kept - 1] as usize == kept - 1
        });
        numbers
    }

    /// The number of a text in a settled dictionary, given now if it is new.
    pub fn number(&mut self, wanted: &str) -> ValueId {
        if let Some(found) = self.find(wanted) {
            return found;
        }
        let value = self.append(wanted);
        self.index(value);
        value
    }

    /// Makes a text findable that came after the others were put in order.
    fn index(&mut self, value: ValueId) {
        let Self { texts, spans, since, hasher, .. } = self;
        let hash = |it: &ValueId| {
            let (from, until) = spans[*it as usize];
            hasher.hash_one(&texts[from as usize..until as usize])
        };
        since.insert_unique(hash(&value), value, hash);
    }

    /// The number of a text, if it has one.
    pub fn find(&self, wanted: &str) -> Option<ValueId> {
        let hash = self.hasher.hash_one(wanted);
        let from = self.sorted.partition_point(|it| *it < upper(hash));
        let alike = self.sorted[from..].iter().take_while(|it| upper(**it) == upper(hash));
        let settled = alike.map(|it| number_of(*it)).find(|it| self.text(*it) == wanted);
        settled.or_else(|| self.since.find(hash, |it| self.text(*it) == wanted).copied())
    }

    /// Puts all that was added in order, each text as often as it was added.
    pub(super) fn sort(&mut self) {
        sort::by_upper_half(&mut self.sorted);
    }

    /// Puts the text that was added last in its place.
    pub(super) fn sort_last(&mut self) {
        if let Some(last) = self.sorted.pop() {
            self.index(number_of(last));
        }
    }

    /// The second of two texts of one hash for which `same` holds; texts are in order.
    pub(super) fn alike(&self, same: impl Fn(ValueId, ValueId) -> bool) -> Option<ValueId> {
        let mut groups = self.sorted.chunk_by(|one, other| upper(*one) == upper(*other));
        groups.find_map(|group| {
            let mut numbers = group.iter().map(|it| number_of(*it)).enumerate();
            numbers.find_map(|(at, number)| {
                let before = group[..at].iter().any(|it| same(number_of(*it), number));
                before.then_some(number)
            })
        })
    }

    /// All numbers of a text that was added several times.
    pub(super) fn all_of<'a>(&'a self, wanted: &'a str) -> impl Iterator<Item = ValueId> + 'a {
        let hash = self.hasher.hash_one(wanted);
        let from = self.sorted.partition_point(|it| *it < upper(hash));
        let settled = self.sorted[from..].iter().take_while(move |it| upper(**it) == upper(hash));
        let settled = settled.map(|it| number_of(*it));
        settled
            .chain(self.since.iter_hash(hash).copied())
            .filter(move |it| self.text(*it) == wanted)
    }

    fn append(&mut self, text: &str) -> ValueId {
        if self.spans.is_empty() {
            self.spans.push((0, 0));
        }
        let from = count(self.texts.len());
        self.texts.push_str(text);
        self.spans.push((from, count(self.texts.len())));
        count(self.spans.len() - 1)
    }
}

/// New numbers without gaps, in order, where `first` says for each number the first of its text.
fn renumbered(first: &[ValueId]) -> Vec<ValueId> {
    let mut numbers: Vec<ValueId> = Vec::with_capacity(first.len());
    let mut next = MISSING;
    for (number, first) in first.iter().enumerate() {
        if *first as usize == number {
            numbers.push(next);
            next += 1;
        } else {
            numbers.push(numbers[*first as usize]);
        }
    }
    numbers
}

fn upper(hash: u64) -> u64 {
    hash & !u64::from(u32::MAX)
}

fn number_of(entry: u64) -> ValueId {
    ValueId::try_from(entry & u64::from(u32::MAX)).unwrap_or(MISSING)
}

/// Counts are checked where they are made: a set of records that outgrows 32 bits is stopped.
fn count(of: usize) -> u32 {
    u32::try_from(of).unwrap_or_else(|_| unreachable!("texts outgrow 4 GiB"))
}
