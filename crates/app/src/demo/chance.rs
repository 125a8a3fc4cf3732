//! Chance that can be repeated, so that one seed always gives one area and one simulation.

use ::chance::Chance as Stream;

/// A source of repeatable chance.
#[derive(Debug, Clone)]
pub struct Chance(Stream);

impl Chance {
    /// Chance from a seed.
    pub const fn new(seed: u64) -> Self {
        Self(Stream::starting_at(seed))
    }

    /// The next 64 bits.
    pub const fn bits(&mut self) -> u64 {
        self.0.bits()
    }

    /// A number from 0 up to, and without, `end`; 0 where there is none.
    pub fn below(&mut self, end: u32) -> u32 {
        let bits = self.bits() % u64::from(end.max(1));
        u32::try_from(bits).unwrap_or_default()
    }

    /// A number between two, both of them possible.
    pub fn between(&mut self, least: i32, most: i32) -> i32 {
        let span = most.saturating_sub(least).unsigned_abs().saturating_add(1);
        least.saturating_add(i32::try_from(self.below(span)).unwrap_or_default())
    }

    /// Whether something happens that does so in `percent` of cases.
    pub fn happens(&mut self, percent: u32) -> bool {
        self.below(100) < percent
    }

    /// One of several; `None` where there are none.
    pub fn one_of<T: Copy>(&mut self, choices: &[T]) -> Option<T> {
        let at = self.below(u32::try_from(choices.len()).unwrap_or(u32::MAX));
        choices.get(usize::try_from(at).unwrap_or_default()).copied()
    }
}
