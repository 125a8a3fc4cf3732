//! Chance from a seed: `SplitMix64`, by Steele, Lea and Flood (2014), a stream for each person, so
//! that people are the same however many there are.

use std::f64::consts::TAU;

use measures::fact::Day;

const STEP: u64 = 0x9e37_79b9_7f4a_7c15;

/// A stream of numbers.
#[derive(Debug, Clone)]
pub(super) struct Chance(u64);

impl Chance {
    pub(super) fn of(seed: u64, piece: u64) -> Self {
        Self(mixed(mixed(seed.wrapping_add(STEP)) ^ piece.wrapping_mul(STEP)))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(STEP);
        mixed(self.0)
    }

    /// A number from 0, below 1.
    pub(super) fn unit(&mut self) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "a share needs no more than 53 bits")]
        let unit = (self.next() >> 11) as f64 / (1_u64 << 53) as f64;
        unit
    }

    /// True for this share of draws.
    pub(super) fn happens(&mut self, share: f64) -> bool {
        self.unit() < share
    }

    /// A number from 0, below `limit`, each about as likely.
    pub(super) fn below(&mut self, limit: u32) -> u32 {
        let wide = (self.next() >> 32) * u64::from(limit);
        u32::try_from(wide >> 32).unwrap_or(0)
    }

    /// Days, each number below `limit` about as likely.
    pub(super) fn days_below(&mut self, limit: u32) -> Day {
        Day::try_from(self.below(limit)).unwrap_or(0)
    }

    /// The first of a list of growing shares that a draw falls under.
    pub(super) fn pick<'a, T>(&mut self, choices: &'a [(f64, T)]) -> Option<&'a T> {
        let draw = self.unit();
        choices.iter().find(|(share, _)| draw < *share).or(choices.last()).map(|(_, it)| it)
    }

    /// An exponentially distributed number with this mean.
    pub(super) fn waiting(&mut self, mean: f64) -> f64 {
        -mean * (1.0 - self.unit()).ln()
    }

    /// Whole days of waiting with this mean, at most so many.
    pub(super) fn waiting_days(&mut self, mean: f64, at_most: f64) -> Day {
        whole(self.waiting(mean).min(at_most))
    }

    /// A gamma-distributed number, by Marsaglia and Tsang (2000).
    pub(super) fn gamma(&mut self, shape: f64, scale: f64) -> f64 {
        if shape < 1.0 {
            let boost = (1.0 - self.unit()).powf(1.0 / shape);
            return boost * self.gamma(shape + 1.0, scale);
        }
        let d = shape - 1.0 / 3.0;
        let c = 1.0 / (9.0 * d).sqrt();
        loop {
            let normal = self.normal();
            let v = (1.0 + c * normal).powi(3);
            let draw = 1.0 - self.unit();
            if v > 0.0 && draw.ln() < 0.5 * normal * normal + d - d * v + d * v.ln() {
                return d * v * scale;
            }
        }
    }

    /// By Box and Muller (1958).
    fn normal(&mut self) -> f64 {
        (-2.0 * (1.0 - self.unit()).ln()).sqrt() * (TAU * self.unit()).cos()
    }
}

/// The day in which a time lies.
#[expect(clippy::cast_possible_truncation, reason = "a time within some centuries of 1970")]
pub(super) fn whole(time: f64) -> Day {
    time.floor() as Day
}

fn mixed(value: u64) -> u64 {
    let value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}
