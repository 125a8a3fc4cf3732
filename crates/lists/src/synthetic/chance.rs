//! Chance from a seed in separate strands, so that what one thing draws does not shift what another
//! gets.

use ::chance::{Chance as Stream, STEP, mixed};

/// What a stream is for.
#[derive(Debug, Clone, Copy)]
pub(super) enum Strand {
    Count,
    Block,
    Household,
    Member,
    Naming,
    Life,
    Home,
    Agency,
    Missing,
    Typing,
    Familiar,
    Spelling,
    FormerName,
    Alias,
    SwappedNames,
    SwappedDate,
    DateDigit,
    FirstOfJanuary,
    Moved,
    PostcodeSlip,
    Number,
    Order,
}

/// A stream of numbers.
#[derive(Debug, Clone)]
pub(super) struct Chance(Stream);

impl Chance {
    /// The stream of a strand for one piece of the population.
    pub(super) fn of(seed: u64, strand: Strand, piece: u64) -> Self {
        let strand = mixed(seed.wrapping_add(STEP)) ^ (strand as u64 + 1).wrapping_mul(STEP);
        Self(Stream::starting_at(mixed(strand) ^ mixed(piece.wrapping_add(STEP))))
    }

    /// A number below `limit`, each about as likely.
    pub(super) fn below(&mut self, limit: u32) -> u32 {
        self.0.below(limit)
    }

    /// A number from 0, below 1.
    pub(super) fn unit(&mut self) -> f64 {
        self.0.unit()
    }

    /// True for this share of draws.
    pub(super) fn happens(&mut self, share: f64) -> bool {
        self.0.happens(share)
    }

    /// A place in a list of this length.
    pub(super) fn place(&mut self, length: usize) -> usize {
        let limit = u32::try_from(length).unwrap_or(u32::MAX);
        usize::try_from(self.below(limit)).unwrap_or(0)
    }

    /// One of these, each about as likely.
    pub(super) fn one_of<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words.get(self.place(words.len())).copied().unwrap_or_default()
    }
}

/// Where a shuffle of `size` things puts the one at `place`: a Feistel network over the next power
/// of four, walked until the result is below `size`.
pub(super) fn shuffled(seed: u64, place: u64, size: u64) -> u64 {
    let bits = (64 - size.saturating_sub(1).leading_zeros()).div_ceil(2).max(1);
    let mut place = place;
    loop {
        place = turned(seed, place, bits);
        if place < size {
            return place;
        }
    }
}

fn turned(seed: u64, place: u64, bits: u32) -> u64 {
    let mask = (1_u64 << bits) - 1;
    let (mut left, mut right) = (place >> bits, place & mask);
    for round in 0..4_u64 {
        let key = (Strand::Order as u64 + 1 + round).wrapping_mul(STEP);
        let turn = mixed(seed ^ key ^ right.wrapping_mul(STEP)) & mask;
        (left, right) = (right, left ^ turn);
    }
    left << bits | right
}

#[cfg(test)]
mod tests {
    use super::{Chance, Strand, shuffled};

    #[test]
    fn strands_and_shuffles_of_a_seed_are_those_that_lists_were_made_with() {
        let mut chance = Chance::of(7, Strand::Household, 3);
        let drawn = [(); 4].map(|()| chance.below(1_000_000));
        assert_eq!(drawn, [456_543, 782_587, 148_384, 918_758]);
        assert_eq!(chance.unit().to_bits(), 0.837_345_495_268_646_2_f64.to_bits());
        assert_eq!(chance.place(50), 38);
        let shuffle = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map(|it| shuffled(7, it, 10));
        assert_eq!(shuffle, [0, 1, 6, 3, 4, 5, 2, 7, 9, 8]);
    }
}
