//! Chance from a seed: `SplitMix64`, by Steele, Lea and Flood (2014), in separate strands, so that
//! what one thing draws does not shift what another gets.

/// A stream of numbers.
#[derive(Debug, Clone)]
pub(super) struct Chance(u64);

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

const STEP: u64 = 0x9e37_79b9_7f4a_7c15;

impl Chance {
    /// The stream of a strand for one piece of the population.
    pub(super) fn of(seed: u64, strand: Strand, piece: u64) -> Self {
        let strand = mixed(seed.wrapping_add(STEP)) ^ (strand as u64 + 1).wrapping_mul(STEP);
        Self(mixed(strand) ^ mixed(piece.wrapping_add(STEP)))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(STEP);
        mixed(self.0)
    }

    /// A number below `limit`, each about as likely.
    pub(super) fn below(&mut self, limit: u32) -> u32 {
        let wide = (self.next() >> 32) * u64::from(limit);
        u32::try_from(wide >> 32).unwrap_or(0)
    }

    /// A place in a list of this length.
    pub(super) fn place(&mut self, length: usize) -> usize {
        let limit = u32::try_from(length).unwrap_or(u32::MAX);
        usize::try_from(self.below(limit)).unwrap_or(0)
    }

    /// A number from 0 to 1.
    pub(super) fn unit(&mut self) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "a share needs no more than 53 bits")]
        let unit = (self.next() >> 11) as f64 / (1_u64 << 53) as f64;
        unit
    }

    /// True for this share of draws.
    pub(super) fn happens(&mut self, share: f64) -> bool {
        self.unit() < share
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

fn mixed(value: u64) -> u64 {
    let value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}
