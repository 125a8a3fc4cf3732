//! Chance from a seed: `SplitMix64`, by Steele, Lea and Flood (2014). The same start gives the same
//! numbers, on every machine and in every version: models are trained and people made up with them.
//!
//! How a start follows from a seed is for those who draw to say, so that what one of them draws
//! does not shift what another gets.
//!
//! ```
//! let mut chance = chance::Chance::starting_at(7);
//! let die = chance.below(6) + 1;
//! assert!((1..=6).contains(&die));
//! ```

#![no_std]

/// What is added between two numbers: 2^64 over the golden ratio, made odd.
pub const STEP: u64 = 0x9e37_79b9_7f4a_7c15;

/// A stream of numbers.
#[derive(Debug, Clone)]
pub struct Chance(u64);

impl Chance {
    /// The stream that starts here. Streams of neighbouring starts have numbers in common if the
    /// starts lie a whole number of [`STEP`]s apart; [`mixed`] starts do not.
    #[must_use]
    pub const fn starting_at(start: u64) -> Self {
        Self(start)
    }

    /// The next 64 bits.
    pub const fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(STEP);
        mixed(self.0)
    }

    /// A number from 0, below `limit`, each about as likely; 0 if the limit is 0.
    pub fn below(&mut self, limit: u32) -> u32 {
        let wide = (self.bits() >> 32) * u64::from(limit);
        u32::try_from(wide >> 32).unwrap_or(0)
    }

    /// A number from 0, below 1.
    pub const fn unit(&mut self) -> f64 {
        unit(self.bits())
    }

    /// True for this share of draws.
    pub fn happens(&mut self, share: f64) -> bool {
        self.unit() < share
    }
}

/// A number whose every bit depends on every bit of `value`.
#[must_use]
pub const fn mixed(value: u64) -> u64 {
    let value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

/// These bits as a number from 0, below 1.
#[must_use]
pub const fn unit(bits: u64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "53 bits are what a float holds")]
    let unit = (bits >> 11) as f64 / (1_u64 << 53) as f64;
    unit
}

#[cfg(test)]
mod tests;
