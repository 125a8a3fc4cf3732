//! A run of days: from a day on, until a day or for good.

use crate::Date;

/// Days from the first on which something holds to the first on which it no longer does.
///
/// The end is excluded, so that on the day of a merger the old area is gone, the new one is there,
/// and no day belongs to both or to neither.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Dates {
    starts_on: Date,
    ends_on: Option<Date>,
}

/// The end was not after the start, so there is no day on which it would hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoDays;

impl Dates {
    /// From this day on, for good as far as we know.
    pub const fn since(starts_on: Date) -> Self {
        Self { starts_on, ends_on: None }
    }

    /// From a day on, until the other, which is excluded.
    pub fn new(starts_on: Date, ends_on: Option<Date>) -> Result<Self, NoDays> {
        if ends_on.is_some_and(|it| it <= starts_on) {
            return Err(NoDays);
        }
        Ok(Self { starts_on, ends_on })
    }

    /// The first day.
    pub const fn starts_on(self) -> Date {
        self.starts_on
    }

    /// The first day on which it no longer holds, if an end is known.
    pub const fn ends_on(self) -> Option<Date> {
        self.ends_on
    }

    /// Whether it holds on this day.
    pub fn hold_on(self, date: Date) -> bool {
        self.starts_on <= date && self.ends_on.is_none_or(|it| date < it)
    }

    /// Whether there is a day in both.
    pub fn overlap(self, other: Self) -> bool {
        self.ends_on.is_none_or(|it| other.starts_on < it)
            && other.ends_on.is_none_or(|it| self.starts_on < it)
    }

    /// Whether every day of this is a day of the other.
    pub fn within(self, outer: Self) -> bool {
        let ends_inside = match (self.ends_on, outer.ends_on) {
            (_, None) => true,
            (None, Some(_)) => false,
            (Some(inner), Some(outer)) => inner <= outer,
        };
        outer.starts_on <= self.starts_on && ends_inside
    }

    /// The same start, ended on this day, which is excluded.
    pub fn ended(self, on: Date) -> Result<Self, NoDays> {
        Self::new(self.starts_on, Some(on))
    }
}
