//! Rows by their keys, in parts so small that what is looked up of one stays near the processor.
//!
//! Most records are alike to no other, and in each part a table of bits sets them aside before
//! anything is sorted. Nothing here depends on a branch that nobody can foresee.

use crate::records::Row;

/// A row and its key.
pub(super) type Keyed = (u64, Row);

/// Rows by the uppermost bits of their keys; those with key 0 are left out.
pub(super) struct Parts {
    /// How many of the uppermost bits tell the part.
    bits: u32,
    /// Where each part ends.
    ends: Vec<usize>,
    keys: Vec<u64>,
    rows: Vec<Row>,
}

/// The rows of one part, and their keys.
#[derive(Clone, Copy)]
pub(super) struct Part<'a> {
    /// The uppermost bits that all keys have in common.
    bits: u32,
    keys: &'a [u64],
    rows: &'a [Row],
}

/// A part has about so many rows.
const ROWS_A_PART: usize = 1 << 15;
/// Into more parts than this, placing a row would cost more than it spares.
const MOST_BITS: u32 = 11;
/// Bits of the table that sets rows aside, for each row: one that is alike to none is sorted all
/// the same in one case of so many.
const BITS_A_ROW: usize = 4;

/// Of things that are to be placed by a number below `numbers`, where those of each number begin.
/// Whoever places them moves each beginning on, up to where they end.
pub(super) fn begins(of: impl Iterator<Item = usize>, numbers: usize) -> Vec<usize> {
    let mut begins = vec![0; numbers];
    for number in of {
        begins[number] += 1;
    }
    let mut sum = 0;
    for begin in &mut begins {
        sum += std::mem::replace(begin, sum);
    }
    begins
}

impl Parts {
    /// The rows of these keys, in as many parts as for so many rows.
    pub(super) fn of(keys: &[u64], of_rows: usize) -> Self {
        let bits = (of_rows / ROWS_A_PART + 1).next_power_of_two().ilog2().min(MOST_BITS);
        // The key 0 has a part of its own behind the others.
        let last = 1 << bits;
        let part = |key: u64| {
            let upper = usize::try_from((key >> 1) >> (63 - bits)).unwrap_or(0);
            if key == 0 { last } else { upper }
        };
        let ends = begins(keys.iter().map(|it| part(*it)), last + 1);
        let mut parts = Self { bits, ends, keys: vec![0; keys.len()], rows: vec![0; keys.len()] };
        for (key, row) in keys.iter().zip(0..) {
            let place = &mut parts.ends[part(*key)];
            parts.keys[*place] = *key;
            parts.rows[*place] = row;
            *place += 1;
        }
        parts.ends.pop();
        parts
    }

    /// The parts in order of keys.
    pub(super) fn iter(&self) -> impl Iterator<Item = Part<'_>> {
        let begins = std::iter::once(0).chain(self.ends.iter().copied());
        begins.zip(&self.ends).map(|(from, until)| Part {
            bits: self.bits,
            keys: &self.keys[from..*until],
            rows: &self.rows[from..*until],
        })
    }
}

impl<'a> Part<'a> {
    /// Rows and their keys, of which none is 0.
    pub(super) fn whole(keys: &'a [u64], rows: &'a [Row]) -> Self {
        Self { bits: 0, keys, rows }
    }

    /// Rows of whose key there is likely another, in order of key and row.
    pub(super) fn alike(&self) -> Vec<Keyed> {
        let seen = Seen::of(self.keys);
        self.sorted(|key| seen.twice(key))
    }

    /// Rows whose key is likely there in the other part, in order of key and row.
    pub(super) fn among(&self, other: &Self) -> Vec<Keyed> {
        let seen = Seen::of(other.keys);
        self.sorted(|key| seen.once(key))
    }

    fn sorted(&self, wanted: impl Fn(u64) -> u64) -> Vec<Keyed> {
        let mut sorted = vec![(0, 0); self.keys.len()];
        let mut next = 0;
        for (key, row) in self.keys.iter().zip(self.rows) {
            // The next place is written either way.
            sorted[next] = (*key, *row);
            next += usize::try_from(wanted(*key)).unwrap_or(0);
        }
        sorted.truncate(next);
        self.in_order(&sorted)
    }

    /// In order of keys; rows of one key stay in the order in which they are. Keys are as good as
    /// drawn at random, so by a few of their bits they are nearly in order.
    fn in_order(&self, keyed: &[Keyed]) -> Vec<Keyed> {
        let bits = keyed.len().next_power_of_two().ilog2();
        let place =
            |key: u64| usize::try_from(((key << self.bits) >> 1) >> (63 - bits)).unwrap_or(0);
        let mut ends = begins(keyed.iter().map(|it| place(it.0)), 1 << bits);
        let mut sorted = vec![(0, 0); keyed.len()];
        for it in keyed {
            let end = &mut ends[place(it.0)];
            sorted[*end] = *it;
            *end += 1;
        }
        let mut from = 0;
        for end in ends {
            sorted[from..end].sort_by_key(|it| it.0);
            from = end;
        }
        sorted
    }
}

/// Which keys were seen, and which of them twice; of a few it may say so that were not.
struct Seen {
    /// For each key one bit among those seen once, and the same among those seen again.
    words: Vec<[u64; 2]>,
    mask: u64,
}

impl Seen {
    fn of(keys: &[u64]) -> Self {
        let bits = (keys.len() * BITS_A_ROW).next_power_of_two().max(64);
        let mut seen = Self { words: vec![[0; 2]; bits / 64], mask: bits as u64 - 1 };
        for key in keys {
            let (word, bit) = seen.place(*key);
            let [once, twice] = &mut seen.words[word];
            *twice |= *once & bit;
            *once |= bit;
        }
        seen
    }

    /// 1 if the key was seen, else 0.
    fn once(&self, key: u64) -> u64 {
        let (word, bit) = self.place(key);
        u64::from(self.words[word][0] & bit != 0)
    }

    /// 1 if the key was seen twice, else 0.
    fn twice(&self, key: u64) -> u64 {
        let (word, bit) = self.place(key);
        u64::from(self.words[word][1] & bit != 0)
    }

    /// The word of a key, and its bit there.
    fn place(&self, key: u64) -> (usize, u64) {
        let at = key & self.mask;
        (usize::try_from(at >> 6).unwrap_or(0), 1 << (at & 63))
    }
}

#[cfg(test)]
mod tests;
