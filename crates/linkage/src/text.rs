//! Likeness and distance of two texts, and a cheap bound that spares most of them.
//!
//! The metrics are those of the crate `rapidfuzz`. `DuckDB` compares bytes and Spark letters, and
//! the two differ outside ASCII, so a model says which it was made for.

use rapidfuzz::distance::{damerau_levenshtein, hamming, jaro, jaro_winkler, levenshtein};

use crate::condition::Measure;

/// What a text is made of when it is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Units {
    /// Bytes of UTF-8, as `DuckDB` does. A text that is empty is like nothing.
    #[default]
    Bytes,
    /// Letters, as Spark does.
    Letters,
}

/// Which letters a text has, how many, and the first of them: enough to say that two texts cannot
/// be alike. Sixteen bytes, since most pairs are told by them alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Letters {
    /// One bit for each letter or digit, and some for what is left.
    mask: u64,
    /// The first bytes, the first of them lowest.
    first: u32,
    /// How many units, and [`NOT_ASCII`].
    counted: u32,
}

/// Marks a text with letters outside ASCII.
const NOT_ASCII: u32 = 1 << 31;

impl Letters {
    pub(crate) fn of(text: &str, units: Units) -> Self {
        let mask = text.bytes().fold(0, |mask, byte| mask | 1 << place(byte));
        let counted = match units {
            Units::Bytes => text.len(),
            Units::Letters => text.chars().count(),
        };
        let counted = u32::try_from(counted).unwrap_or(u32::MAX).min(NOT_ASCII - 1);
        let first = text.bytes().take(4).enumerate();
        let first = first.fold(0, |all, (at, byte)| all | u32::from(byte) << (8 * at));
        Self { mask, first, counted: if text.is_ascii() { counted } else { counted | NOT_ASCII } }
    }

    const fn is_ascii(self) -> bool {
        self.counted & NOT_ASCII == 0
    }

    const fn units(self) -> u32 {
        self.counted & !NOT_ASCII
    }

    /// Whether two of the first four bytes differ: then one change does not make two texts of one
    /// length the same.
    fn differs_twice(self, other: Self) -> bool {
        let apart = self.first ^ other.first;
        let different = (0..32).step_by(8).map(|bit| u32::from(apart >> bit & 0xff != 0));
        self.is_ascii() && other.is_ascii() && different.sum::<u32>() >= 2
    }

    /// How many letters, at most four, both begin with; or more.
    fn prefix_at_most(self, other: Self) -> f64 {
        if self.is_ascii() && other.is_ascii() {
            f64::from((self.first ^ other.first).trailing_zeros() / 8)
        } else {
            4.0
        }
    }

    /// The most letters that could be found in both, for bytes; letters are not told apart
    /// outside ASCII, where the bound is the length.
    fn shared_at_most(self, other: Self) -> f64 {
        let (mine, theirs) = (self.units(), other.units());
        if !(self.is_ascii() && other.is_ascii()) {
            return f64::from(mine.min(theirs));
        }
        let mine = mine - (self.mask & !other.mask).count_ones().min(mine);
        let theirs = theirs - (other.mask & !self.mask).count_ones().min(theirs);
        f64::from(mine.min(theirs))
    }

    /// The best that the figure of two texts can be, the most for a likeness and the least for a
    /// distance: it takes a few operations where the figure takes hundreds.
    pub(crate) fn best(self, other: Self, measure: Measure) -> f64 {
        let (left, right) = (self.units(), other.units());
        let (long, short) = (f64::from(left.max(right)), f64::from(left.min(right)));
        let shared = self.shared_at_most(other);
        match measure {
            Measure::Jaro => self.jaro_at_most(other, shared),
            Measure::JaroWinkler => {
                let jaro = self.jaro_at_most(other, shared);
                let prefix = self.prefix_at_most(other);
                let raised = f64::from(u8::from(jaro > 0.7));
                jaro + raised * prefix * 0.1 * (1.0 - jaro) + 1e-9
            }
            Measure::Levenshtein if left == right && self.differs_twice(other) => {
                (long - shared).max(2.0)
            }
            Measure::Levenshtein | Measure::DamerauLevenshtein => long - short.min(shared),
            Measure::Hamming if left == right => long - shared,
            Measure::Hamming => FAR,
            Measure::Jaccard => 1.0,
        }
    }

    fn jaro_at_most(self, other: Self, shared: f64) -> f64 {
        if self.units() == 0 || other.units() == 0 {
            return 1.0;
        }
        let (mine, theirs) = (f64::from(self.units()), f64::from(other.units()));
        (shared / mine + shared / theirs + 1.0) / 3.0 + 1e-9
    }
}

/// Six bits that a byte falls on: letters of either case apart, digits, and the rest folded.
fn place(byte: u8) -> u32 {
    u32::from(byte.wrapping_sub(b'0') & 63)
}

/// A figure that no bound below it holds: "further apart than anyone asked about".
pub(crate) const FAR: f64 = 1e9;

/// Two texts to compare.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Texts<'a> {
    pub(crate) left: &'a str,
    pub(crate) right: &'a str,
    pub(crate) units: Units,
}

impl Texts<'_> {
    /// The figure of a measure.
    pub(crate) fn figure(&self, measure: Measure) -> f64 {
        let by_bytes = match self.units {
            Units::Bytes => true,
            Units::Letters => self.left.is_ascii() && self.right.is_ascii(),
        };
        if by_bytes {
            figure(measure, self.left.bytes(), self.right.bytes(), self.empty_is_unlike())
        } else {
            figure(measure, self.left.chars(), self.right.chars(), self.empty_is_unlike())
        }
    }

    fn empty_is_unlike(&self) -> Empty {
        match self.units {
            Units::Bytes => Empty::LikeNothing,
            Units::Letters => Empty::LikeEmpty,
        }
    }
}

/// What two texts are to each other of which one is empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Empty {
    LikeNothing,
    LikeEmpty,
}

fn figure<T, I>(measure: Measure, left: I, right: I, empty: Empty) -> f64
where
    T: std::hash::Hash + Eq + Copy + rapidfuzz::HashableChar + Ord,
    I: DoubleEndedIterator<Item = T> + Clone,
{
    let nothing = || left.clone().next().is_none() || right.clone().next().is_none();
    match measure {
        Measure::Jaro | Measure::JaroWinkler if empty == Empty::LikeNothing && nothing() => 0.0,
        Measure::Jaro => jaro::similarity(left, right),
        Measure::JaroWinkler => jaro_winkler::similarity(left, right),
        Measure::Levenshtein => count(levenshtein::distance(left, right)),
        Measure::DamerauLevenshtein => count(damerau_levenshtein::distance(left, right)),
        Measure::Hamming => hamming::distance(left, right).map_or(FAR, count),
        Measure::Jaccard => jaccard(left, right),
    }
}

fn count(letters: usize) -> f64 {
    u32::try_from(letters).map_or(FAR, f64::from)
}

/// Distinct letters that both have, over distinct letters that either has.
fn jaccard<T: Ord>(left: impl Iterator<Item = T>, right: impl Iterator<Item = T>) -> f64 {
    let left: std::collections::BTreeSet<T> = left.collect();
    let right: std::collections::BTreeSet<T> = right.collect();
    let both = left.intersection(&right).count();
    let either = left.len() + right.len() - both;
    if either == 0 { 0.0 } else { count(both) / count(either) }
}

/// The figure of two texts, without a bound.
pub fn measure(measure: Measure, left: &str, right: &str, units: Units) -> f64 {
    Texts { left, right, units }.figure(measure)
}

#[cfg(test)]
mod tests;
