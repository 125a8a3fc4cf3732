//! Texts, one after another in one piece of memory.

use std::hint::black_box;

use super::ValueId;

/// Texts numbered from 1; that of "missing" is empty.
#[derive(Debug)]
pub(super) struct Texts {
    all: String,
    /// Text `n` is from `bounds[n]` to `bounds[n + 1]`.
    bounds: Vec<u32>,
}

impl Default for Texts {
    fn default() -> Self {
        Self { all: String::new(), bounds: vec![0, 0] }
    }
}

impl Texts {
    pub(super) fn len(&self) -> usize {
        self.bounds.len() - 2
    }

    /// The text of a number; empty if there is none.
    pub(super) fn get(&self, value: ValueId) -> &str {
        match self.bounds.get(value as usize..value as usize + 2) {
            Some([from, until]) => &self.all[*from as usize..*until as usize],
            _ => "",
        }
    }

    /// Whether this is the text of a number.
    pub(super) fn is(&self, value: ValueId, text: &str) -> bool {
        match self.bounds.get(value as usize..value as usize + 2) {
            Some([from, until]) => {
                self.all.as_bytes()[*from as usize..*until as usize] == *text.as_bytes()
            }
            _ => false,
        }
    }

    /// Keeps a text.
    pub(super) fn push(&mut self, text: &str) -> ValueId {
        self.all.push_str(text);
        self.bounds.push(count(self.all.len()));
        count(self.bounds.len() - 2)
    }

    /// Asks for the memory that these texts are in.
    pub(super) fn approach(&self, values: impl Iterator<Item = ValueId>) {
        let begins = values.map(|it| self.bounds.get(it as usize).copied().unwrap_or(0));
        let bytes = self.all.as_bytes();
        let first = begins.map(|it| bytes.get(it as usize).copied().unwrap_or(0));
        black_box(first.fold(0, |all, it| all ^ it));
    }
}

/// Counts are checked where they are made: a set of records that outgrows 32 bits is stopped.
fn count(of: usize) -> u32 {
    u32::try_from(of).unwrap_or_else(|_| unreachable!("texts outgrow 4 GiB"))
}
