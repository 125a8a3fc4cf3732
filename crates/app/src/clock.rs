//! The one place that reads the time.

use std::sync::{Arc, Mutex, PoisonError};

use domain::{Date, Timestamp};
use jiff::tz::TimeZone;

/// Where the time comes from.
#[derive(Debug, Clone)]
pub enum Clock {
    /// The machine's clock.
    System,
    /// A clock that stands still until it is set: for tests and simulations.
    Fixed(Arc<Mutex<Timestamp>>),
}

impl Clock {
    /// A clock that stands at an instant.
    pub fn fixed(at: Timestamp) -> Self {
        Self::Fixed(Arc::new(Mutex::new(at)))
    }

    /// Sets a fixed clock; the machine's clock is not ours to set.
    pub fn set(&self, at: Timestamp) {
        if let Self::Fixed(instant) = self {
            *instant.lock().unwrap_or_else(PoisonError::into_inner) = at;
        }
    }

    /// The present instant, to the microsecond, which is what the database keeps.
    #[expect(clippy::disallowed_methods, reason = "this is where the clock is read")]
    pub fn now(&self) -> Timestamp {
        let now = match self {
            Self::System => Timestamp::now(),
            Self::Fixed(instant) => *instant.lock().unwrap_or_else(PoisonError::into_inner),
        };
        Timestamp::from_microsecond(now.as_microsecond()).unwrap_or(now)
    }
}

/// The civil date in London at an instant: the day that a rule calls today.
pub fn london_date(at: Timestamp) -> Date {
    let london = TimeZone::get("Europe/London").unwrap_or(TimeZone::UTC);
    at.to_zoned(london).date()
}
