//! Chance from a seed, a stream for each person, so that people are the same however many there
//! are.

use std::f64::consts::TAU;

use ::chance::{Chance as Stream, STEP, mixed};
use measures::fact::Day;

/// A stream of numbers.
#[derive(Debug, Clone)]
pub(super) struct Chance(Stream);

impl Chance {
    pub(super) fn of(seed: u64, piece: u64) -> Self {
        let start = mixed(mixed(seed.wrapping_add(STEP)) ^ piece.wrapping_mul(STEP));
        Self(Stream::starting_at(start))
    }

    /// A number from 0, below 1.
    pub(super) fn unit(&mut self) -> f64 {
        self.0.unit()
    }

    /// True for this share of draws.
    pub(super) fn happens(&mut self, share: f64) -> bool {
        self.0.happens(share)
    }

    /// A number from 0, below `limit`, each about as likely.
    pub(super) fn below(&mut self, limit: u32) -> u32 {
        self.0.below(limit)
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

#[cfg(test)]
mod tests {
    use super::Chance;

    #[test]
    fn the_stream_of_a_person_is_the_one_that_nations_were_made_with() {
        let mut chance = Chance::of(7, 3);
        let drawn = [(); 4].map(|()| chance.below(1_000_000));
        assert_eq!(drawn, [191_236, 224_421, 576_212, 250_517]);
        assert_eq!(chance.unit().to_bits(), 0.746_836_669_049_496_5_f64.to_bits());
        assert_eq!(chance.gamma(0.5, 2.0).to_bits(), 4_588_781_239_351_660_830);
        assert_eq!(chance.waiting(10.0).to_bits(), 4_616_776_599_670_718_835);
    }
}
