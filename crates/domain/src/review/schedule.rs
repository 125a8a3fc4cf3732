//! Moving the day of a review that is still to come.

use super::{Due, ReviewFacts, next_due};
use crate::Date;
use crate::edition::{RulesOn, StrandKey};

/// The wish to set the day of the next review.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ScheduleReview {
    /// The day.
    pub on: Date,
}

/// Why the next review cannot be set for a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ScheduleRefusal {
    /// The registration is closed.
    RegistrationClosed {
        /// The first day off the scheme.
        closed_on: Date,
    },
    /// The person has died.
    Deceased {
        /// When.
        died_on: Date,
    },
    /// The day has passed.
    InThePast {
        /// Today.
        today: Date,
    },
    /// It is due on that day already.
    NothingChanges,
    /// Later than the strand and the person's age allow since the last review: nobody stays listed
    /// because a day was moved [RR04 ¶11-12].
    TooLate {
        /// The latest day it can be set for, and why.
        latest: Due,
    },
    /// That latest day has passed: the review is held, not moved.
    Overdue {
        /// The latest day there was.
        latest: Due,
    },
    /// The edition has no review interval for the strand at this age, or the day of birth is not
    /// known.
    NoInterval {
        /// The strand.
        strand: StrandKey,
    },
}

impl ScheduleReview {
    /// Whether the review that was due on a day can be set for this one. The interval runs from
    /// the last review, or from the registration. `rules` are those of today.
    pub fn decide(
        self,
        (facts, due_on): (&ReviewFacts<'_>, Date),
        rules: RulesOn<'_>,
        today: Date,
    ) -> Result<Date, ScheduleRefusal> {
        let registration = facts.registration;
        if let Some(closed_on) = registration.closed_on() {
            return Err(ScheduleRefusal::RegistrationClosed { closed_on });
        }
        if let Some(died_on) = facts.died_on {
            return Err(ScheduleRefusal::Deceased { died_on });
        }
        if self.on < today {
            return Err(ScheduleRefusal::InThePast { today });
        }
        if self.on == due_on {
            return Err(ScheduleRefusal::NothingChanges);
        }
        let from = facts.last_held_on.unwrap_or(registration.registered_on);
        let strand = &registration.strand;
        let Some(latest) = next_due(from, strand, facts.born, rules) else {
            return Err(ScheduleRefusal::NoInterval { strand: strand.clone() });
        };
        if latest.on < today {
            return Err(ScheduleRefusal::Overdue { latest });
        }
        if self.on > latest.on {
            return Err(ScheduleRefusal::TooLate { latest });
        }
        Ok(self.on)
    }
}
