//! Reviews that keep or remove: nobody stays listed by neglect [RR04 ¶11-12].

mod hold;
mod lapse;
mod list;
mod schedule;
pub(crate) mod sql;
#[cfg(test)]
mod tests;

use domain::Date;
use domain::agency::AgencyKind;
use domain::edition::{Interval, StrandKey};
use domain::id::RegistrationId;
use domain::review::Outcome;

use crate::gate::{Includes, actions};
use crate::person::PersonBrief;
use crate::registration::{ReviewDue, StrandOffered};
use crate::removal::GroundOffered;
use crate::scheme::SchemeBrief;

pub use hold::{for_review, hold};
pub use lapse::{Noted, queue_lapsed_reviews};
pub use list::{DueReview, Which, due};
pub(crate) use schedule::{judge_schedule, schedule};

actions! {
    /// Hold a review.
    HoldReview = "hold_review";
    /// Set the day of a review that is still to come.
    ScheduleReview = "schedule_review";
    /// Note that the grace after a review has run out.
    NoteLapses = "note_lapses";
}

/// A review that keeps somebody says by when the next one is due.
impl Includes<ScheduleReview> for HoldReview {}

/// A review that was held.
#[derive(Debug, Clone)]
pub struct PastReview {
    /// When.
    pub held_on: Date,
    /// Whether it kept the person or proposed removal, by the stored word.
    pub outcome: Kept,
    /// Why.
    pub reasons: String,
    /// When the next was due, where the person was kept.
    pub next_due_on: Option<Date>,
    /// Who recorded it.
    pub held_by: Option<String>,
}

/// What a review came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// The person stayed.
    Kept,
    /// Removal was proposed.
    RemovalProposed,
}

impl Kept {
    /// The word under which it is stored.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Kept => "keep",
            Self::RemovalProposed => "propose_removal",
        }
    }

    /// The outcome stored under this word.
    pub fn from_key(key: &str) -> Option<Self> {
        [Self::Kept, Self::RemovalProposed].into_iter().find(|it| it.key() == key)
    }
}

/// Record a review.
#[derive(Debug, Clone)]
pub struct Hold {
    /// The registration.
    pub registration: RegistrationId,
    /// The version it is based on.
    pub version: i64,
    /// When it was held.
    pub held_on: Date,
    /// The kinds of agency that took part.
    pub took_part: Vec<AgencyKind>,
    /// What it came to.
    pub outcome: Outcome,
    /// Why.
    pub reasons: String,
}

/// The latest day to which a strand may be kept, and why.
#[derive(Debug, Clone)]
pub struct Latest {
    /// The strand.
    pub strand: StrandKey,
    /// The longest interval.
    pub every: Option<Interval>,
    /// The day, reviewed today.
    pub on: Date,
}

/// What stands on the table at a review.
#[derive(Debug, Clone)]
pub struct ForReview {
    /// Whose.
    pub person: PersonBrief,
    /// On which scheme.
    pub scheme: SchemeBrief,
    /// The registration.
    pub registration: RegistrationId,
    /// Its version.
    pub version: i64,
    /// The strand now.
    pub strand: StrandKey,
    /// The strands that may be chosen.
    pub strands: Vec<StrandOffered>,
    /// The latest next review, for each strand that takes the person's age.
    pub latest: Vec<Latest>,
    /// The review that is due.
    pub due: ReviewDue,
    /// The last review that was held.
    pub last: Option<PastReview>,
    /// The birthday from which the person is an adult, where it is still to come or passed since
    /// the strand was chosen.
    pub turns_eighteen_on: Option<Date>,
    /// The grounds of removal.
    pub grounds: Vec<GroundOffered>,
}
