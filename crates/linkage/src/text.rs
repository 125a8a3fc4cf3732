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

/// Which letters a text has, and how many letters: enough to say that two texts cannot be alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Letters {
    /// One bit for each letter or digit, and some for what is left.
    mask: u64,
    units: u32,
    ascii: bool,
}

impl Letters {
    pub(crate) fn of(text: &str, units: Units) -> Self {
        let mask = text.bytes().fold(0, |mask, byte| mask | 1 << place(byte));
        let ascii = text.is_ascii();
        let counted = match units {
            Units::Bytes => text.len(),
            Units::Letters => text.chars().count(),
        };
        Self { mask, units: u32::try_from(counted).unwrap_or(u32::MAX), ascii }
    }

    /// The most letters that could be found in both, for bytes; letters are not told apart
    /// outside ASCII, where the bound is the length.
    fn shared_at_most(self, other: Self) -> f64 {
        if !(self.ascii && other.ascii) {
            return f64::from(self.units.min(other.units));
        }
        let mine = self.units - (self.mask & !other.mask).count_ones().min(self.units);
        let theirs = other.units - (other.mask & !self.mask).count_ones().min(other.units);
        f64::from(mine.min(theirs))
    }
}

/// Six bits that a byte falls on: letters of either case apart, digits, and the rest folded.
fn place(byte: u8) -> u32 {
    u32::from(byte.wrapping_sub(b'0') & 63)
}

/// A figure that no bound above it holds: "less alike than anyone asked about".
pub(crate) const UNLIKE: f64 = -1.0;
/// A figure that no bound below it holds: "further apart than anyone asked about".
pub(crate) const FAR: f64 = 1e9;

/// Two texts to compare.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Texts<'a> {
    pub(crate) left: &'a str,
    pub(crate) right: &'a str,
    pub(crate) left_letters: Letters,
    pub(crate) right_letters: Letters,
    pub(crate) units: Units,
}

impl Texts<'_> {
    /// The figure, or [`UNLIKE`] / [`FAR`] where it is certain to miss `limit`, the loosest limit
    /// that is asked about.
    pub(crate) fn figure(&self, measure: Measure, limit: f64) -> f64 {
        if !self.may_reach(measure, limit) {
            return if measure.is_likeness() { UNLIKE } else { FAR };
        }
        let by_bytes = match self.units {
            Units::Bytes => true,
            Units::Letters => self.left_letters.ascii && self.right_letters.ascii,
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

    fn may_reach(&self, measure: Measure, limit: f64) -> bool {
        let (left, right) = (self.left_letters, self.right_letters);
        let (long, short) =
            (f64::from(left.units.max(right.units)), f64::from(left.units.min(right.units)));
        let shared = left.shared_at_most(right);
        match measure {
            Measure::Jaro => jaro_at_most(left, right, shared) >= limit,
            Measure::JaroWinkler => {
                let jaro = jaro_at_most(left, right, shared);
                let raised =
                    if jaro > 0.7 { jaro + self.prefix() * 0.1 * (1.0 - jaro) } else { jaro };
                raised + 1e-9 >= limit
            }
            Measure::Levenshtein | Measure::DamerauLevenshtein => {
                (long - short).max(long - shared) <= limit
            }
            Measure::Hamming => (long - short).abs() < 0.5 && long - shared <= limit,
            Measure::Jaccard => true,
        }
    }

    /// How many letters, at most four, both begin with.
    fn prefix(&self) -> f64 {
        let alike =
            self.left.bytes().zip(self.right.bytes()).take(4).take_while(|(a, b)| a == b).count();
        if self.left_letters.ascii && self.right_letters.ascii {
            f64::from(u32::try_from(alike).unwrap_or(4))
        } else {
            4.0
        }
    }
}

fn jaro_at_most(left: Letters, right: Letters, shared: f64) -> f64 {
    if left.units == 0 || right.units == 0 {
        return 1.0;
    }
    if shared == 0.0 {
        return 0.0;
    }
    (shared / f64::from(left.units) + shared / f64::from(right.units) + 1.0) / 3.0 + 1e-9
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
    let texts = Texts {
        left,
        right,
        left_letters: Letters::of(left, units),
        right_letters: Letters::of(right, units),
        units,
    };
    texts.figure(measure, if measure.is_likeness() { f64::NEG_INFINITY } else { f64::INFINITY })
}

#[cfg(test)]
mod tests;
