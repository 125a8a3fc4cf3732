//! Reviews: nobody stays listed by neglect [RR04 ¶11-12].
//!
//! Each registration has a day on which it is reviewed. A review keeps the person, on the same
//! strand or another, or proposes removal; there is no third way. A review not held shows, and
//! when the edition's grace is over the registration is queued for removal until it is decided
//! anew. Being queued is computed from the dates and ends as soon as a review is held.

mod hold;
mod schedule;

#[cfg(test)]
mod tests;

pub use hold::{HoldReview, Outcome, Review, ReviewFacts, ReviewRefusal};
pub use schedule::{ScheduleRefusal, ScheduleReview};

use crate::Date;
use crate::edition::{Interval, RulesOn, Source, StrandKey, adult_from, age_on};

/// The day a review is due, and why then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// The day.
    pub on: Date,
    /// Why then.
    pub because: DueBecause,
}

/// Why a review is due on its day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DueBecause {
    /// The interval of the strand at the person's age has run.
    Interval {
        /// The interval.
        every: Interval,
        /// The paragraph it comes from.
        source: Source,
    },
    /// The person turns 18 before the interval has run: from that day the youth offending team
    /// and ASSET no longer answer for them [RR04 ¶9, ¶11], so that someone must decide.
    TurnsEighteen,
    /// The review set an earlier day than it had to.
    SetAtReview,
}

/// When the next review is due, counted from the registration or the last review; none if the
/// edition has no interval for the strand and age on that day. `rules` are those of that day.
///
/// The interval is that of the age on the day counted from. Somebody who was under 18 then is
/// reviewed no later than the 18th birthday.
pub fn next_due(
    counted_from: Date,
    strand: &StrandKey,
    born: Date,
    rules: RulesOn<'_>,
) -> Option<Due> {
    let rule = rules.review(strand, age_on(born, counted_from)?)?;
    let every = rule.value.every;
    let on = every.after(counted_from);
    let birthday = adult_from(born).filter(|it| *it > counted_from && *it < on);
    Some(match birthday {
        Some(on) => Due { on, because: DueBecause::TurnsEighteen },
        None => Due { on, because: DueBecause::Interval { every, source: rule.source.clone() } },
    })
}

/// How a registration stands towards its review.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ReviewStanding {
    /// Not to be thought of yet.
    NotYet {
        /// Days until it is due.
        days_left: i32,
    },
    /// Coming: within the amber days, or due today.
    Amber {
        /// Days until it is due; nought on the day.
        days_left: i32,
    },
    /// Past the day, within the edition's grace. Shows at every level.
    Past {
        /// Days since it was due.
        days: i32,
    },
    /// Past the grace: queued for removal unless it is decided anew.
    QueuedForRemoval {
        /// Days since it was due.
        days: i32,
    },
}

/// How a registration stands towards its review today, by the amber and grace days in force.
pub fn standing(due_on: Date, today: Date, rules: RulesOn<'_>) -> ReviewStanding {
    let amber_days = rules.amber_days().map_or(0, |it| i32::from(it.value));
    let grace_days = rules.grace_days().map_or(0, |it| i32::from(it.value));
    let days_left = (due_on - today).get_days();
    if days_left > amber_days {
        return ReviewStanding::NotYet { days_left };
    }
    if days_left >= 0 {
        return ReviewStanding::Amber { days_left };
    }
    let days = -days_left;
    if days > grace_days {
        return ReviewStanding::QueuedForRemoval { days };
    }
    ReviewStanding::Past { days }
}
