//! Holding a review.

use super::{Due, DueBecause, next_due};
use crate::Date;
use crate::agency::AgencyKind;
use crate::edition::{AgeRange, Deciding, GroundKey, RulesOn, StrandKey, age_on};
use crate::id::{RegistrationId, ReviewId};
use crate::registration::Registration;

/// What a review comes to. There is no third way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The person stays.
    Keep {
        /// On this strand: the same, or the one they move to.
        strand: StrandKey,
        /// Until the next review on this day.
        next_due_on: Date,
    },
    /// Removal is to be proposed.
    ProposeRemoval {
        /// On this ground.
        ground: GroundKey,
    },
}

/// The wish to record a review.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HoldReview {
    /// The identity the review will have.
    pub id: ReviewId,
    /// The registration reviewed.
    pub registration: RegistrationId,
    /// When it was held.
    pub held_on: Date,
    /// The kinds of agency that took part.
    pub took_part: Vec<AgencyKind>,
    /// What it came to.
    pub outcome: Outcome,
    /// Why.
    pub reasons: String,
}

/// What is known when a review is recorded.
#[derive(Debug, Clone, Copy)]
pub struct ReviewFacts<'a> {
    /// The registration.
    pub registration: &'a Registration,
    /// When it was last reviewed.
    pub last_held_on: Option<Date>,
    /// Date of birth.
    pub born: Date,
    /// Date of death, if known.
    pub died_on: Option<Date>,
}

/// A review that was held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Review {
    /// Its identity.
    pub id: ReviewId,
    /// The registration reviewed.
    pub registration: RegistrationId,
    /// When it was held.
    pub held_on: Date,
    /// The kinds of agency that took part.
    pub took_part: Vec<AgencyKind>,
    /// What it came to.
    pub outcome: Outcome,
    /// Why.
    pub reasons: String,
    /// When the next one is due; a proposal of removal keeps the old day.
    pub next_due: Option<Due>,
}

/// Why a review cannot be recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReviewRefusal {
    /// The registration is closed by then.
    RegistrationClosed {
        /// The first day off the scheme.
        closed_on: Date,
    },
    /// The person has died: the removal is recorded instead.
    Deceased {
        /// When.
        died_on: Date,
    },
    /// The day lies in the future.
    InFuture {
        /// Today.
        today: Date,
    },
    /// The day lies before the registration.
    BeforeRegistration {
        /// When the person was registered.
        registered_on: Date,
    },
    /// The day does not come after the last review.
    NotAfterLastReview {
        /// When that was held.
        held_on: Date,
    },
    /// No agency took part.
    NobodyTookPart,
    /// No reasons are given.
    NoReasons,
    /// The edition has no such strand on the day.
    StrandNotInForce {
        /// The strand.
        strand: StrandKey,
    },
    /// The strand is not for somebody of this age: keep on another strand, or propose removal.
    OutsideAges {
        /// Age on the day.
        age: u8,
        /// The ages the strand takes on.
        ages: AgeRange,
    },
    /// The edition has no review interval for the strand at this age.
    NoInterval {
        /// The strand.
        strand: StrandKey,
    },
    /// The next review is not after this one.
    NextNotAfter,
    /// The next review is later than may be.
    NextTooLate {
        /// The latest day it can be set for, and why.
        latest: Due,
    },
    /// The edition has no such ground for the strand on the day.
    GroundNotInForce {
        /// The ground.
        ground: GroundKey,
    },
    /// The ground takes effect by itself: it is recorded, not proposed.
    GroundIsAutomatic {
        /// The ground.
        ground: GroundKey,
    },
}

impl HoldReview {
    /// Whether the review can be recorded, and when the next is due. `rules` are those of the day
    /// it was held.
    pub fn decide(
        self,
        facts: &ReviewFacts<'_>,
        rules: RulesOn<'_>,
        today: Date,
    ) -> Result<Review, ReviewRefusal> {
        self.check_day(facts, today)?;
        if self.took_part.is_empty() {
            return Err(ReviewRefusal::NobodyTookPart);
        }
        if self.reasons.trim().is_empty() {
            return Err(ReviewRefusal::NoReasons);
        }
        let next_due = match &self.outcome {
            Outcome::Keep { strand, next_due_on } => {
                Some(self.check_keep(strand, *next_due_on, facts, rules)?)
            }
            Outcome::ProposeRemoval { ground } => {
                check_ground(ground, &facts.registration.strand, rules)?;
                None
            }
        };
        Ok(Review {
            id: self.id,
            registration: self.registration,
            held_on: self.held_on,
            took_part: self.took_part,
            outcome: self.outcome,
            reasons: self.reasons,
            next_due,
        })
    }

    fn check_day(&self, facts: &ReviewFacts<'_>, today: Date) -> Result<(), ReviewRefusal> {
        let registration = facts.registration;
        if self.held_on > today {
            return Err(ReviewRefusal::InFuture { today });
        }
        if let Some(died_on) = facts.died_on {
            return Err(ReviewRefusal::Deceased { died_on });
        }
        if let Some(closed_on) = registration.closed_on() {
            return Err(ReviewRefusal::RegistrationClosed { closed_on });
        }
        if self.held_on < registration.registered_on {
            let registered_on = registration.registered_on;
            return Err(ReviewRefusal::BeforeRegistration { registered_on });
        }
        match facts.last_held_on.filter(|held_on| self.held_on <= *held_on) {
            Some(held_on) => Err(ReviewRefusal::NotAfterLastReview { held_on }),
            None => Ok(()),
        }
    }

    fn check_keep(
        &self,
        strand: &StrandKey,
        next_due_on: Date,
        facts: &ReviewFacts<'_>,
        rules: RulesOn<'_>,
    ) -> Result<Due, ReviewRefusal> {
        let Some(rule) = rules.strand(strand) else {
            return Err(ReviewRefusal::StrandNotInForce { strand: strand.clone() });
        };
        let age = age_on(facts.born, self.held_on).unwrap_or_default();
        let ages = rule.value.ages;
        if !ages.holds(age) {
            return Err(ReviewRefusal::OutsideAges { age, ages });
        }
        let Some(latest) = next_due(self.held_on, strand, facts.born, rules) else {
            return Err(ReviewRefusal::NoInterval { strand: strand.clone() });
        };
        if next_due_on <= self.held_on {
            return Err(ReviewRefusal::NextNotAfter);
        }
        if next_due_on > latest.on {
            return Err(ReviewRefusal::NextTooLate { latest });
        }
        if next_due_on == latest.on {
            return Ok(latest);
        }
        Ok(Due { on: next_due_on, because: DueBecause::SetAtReview })
    }
}

fn check_ground(
    ground: &GroundKey,
    strand: &StrandKey,
    rules: RulesOn<'_>,
) -> Result<(), ReviewRefusal> {
    let Some(rule) = rules.ground(ground, strand) else {
        return Err(ReviewRefusal::GroundNotInForce { ground: ground.clone() });
    };
    match rule.value.deciding {
        Deciding::Automatic => Err(ReviewRefusal::GroundIsAutomatic { ground: ground.clone() }),
        Deciding::Consensus => Ok(()),
    }
}
