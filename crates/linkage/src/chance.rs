//! Chance from a seed: SplitMix64, by Steele, Lea and Flood (2014). Every piece of work draws from
//! a stream of its own, so that results do not depend on which thread did it.

/// A stream of numbers.
#[derive(Debug, Clone)]
pub(crate) struct Chance(u64);

const STEP: u64 = 0x9e37_79b9_7f4a_7c15;

impl Chance {
    /// The stream of a seed for one piece of work.
    pub(crate) fn of(seed: u64, piece: u64) -> Self {
        Self(mixed(seed.wrapping_add(STEP)) ^ mixed(piece.wrapping_mul(STEP)))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(STEP);
        mixed(self.0)
    }

    /// A number below `limit`, each about as likely.
    pub(crate) fn below(&mut self, limit: u32) -> u32 {
        let wide = (self.next() >> 32) * u64::from(limit);
        u32::try_from(wide >> 32).unwrap_or(0)
    }
}

/// Whether a record is in a sample of this share: always the same records for a seed.
pub(crate) fn sampled(seed: u64, record: u32, share: f64) -> bool {
    let place = mixed(mixed(seed) ^ u64::from(record));
    let place = (place >> 11) as f64 / (1_u64 << 53) as f64;
    place < share
}

/// A number whose every bit depends on every bit of `value`.
pub(crate) fn mixed(value: u64) -> u64 {
    let value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}
