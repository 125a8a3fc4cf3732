//! Streams of chance for training: every piece of work draws from a stream of its own, so that
//! results do not depend on which thread did it.

use ::chance::{STEP, unit};

pub(crate) use ::chance::{Chance, mixed};

/// The stream of a seed for one piece of work.
pub(crate) fn stream(seed: u64, piece: u64) -> Chance {
    Chance::starting_at(mixed(seed.wrapping_add(STEP)) ^ mixed(piece.wrapping_mul(STEP)))
}

/// Whether a record is in a sample of this share: always the same records for a seed.
pub(crate) fn sampled(seed: u64, record: u32, share: f64) -> bool {
    unit(mixed(mixed(seed) ^ u64::from(record))) < share
}

#[cfg(test)]
mod tests {
    use super::{sampled, stream};

    #[test]
    fn streams_and_samples_of_a_seed_are_those_that_models_were_trained_with() {
        let mut chance = stream(7, 3);
        let drawn = [(); 4].map(|()| chance.below(1_000_000));
        assert_eq!(drawn, [799_876, 176_554, 375_206, 550_311]);
        let tenth: Vec<u32> = (0..100).filter(|it| sampled(7, *it, 0.1)).collect();
        assert_eq!(tenth, [8, 10, 24, 45, 57, 68, 73, 85, 94, 95]);
    }
}
