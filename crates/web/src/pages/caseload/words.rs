//! What the choices of a list are called.

use app::caseload::{AgeGroup, Attention, ReviewIs, Row, Supervised};
use domain::review::ReviewStanding;

use crate::i18n::Msg;
use crate::msg;
use crate::render::{Tag, Tone};

pub(crate) fn age(age: AgeGroup) -> Msg {
    match age {
        AgeGroup::Adults => msg!("Adults"),
        AgeGroup::Young => msg!("Under 18"),
    }
}

pub(crate) fn supervised(it: Supervised) -> Msg {
    match it {
        Supervised::Statutory => msg!("Statutory"),
        Supervised::Otherwise => msg!("Not statutory"),
    }
}

pub(crate) fn review(it: ReviewIs) -> Msg {
    match it {
        ReviewIs::Late => msg!("Review overdue or queued"),
        ReviewIs::Past => msg!("Review overdue"),
        ReviewIs::Queued => msg!("Queued for removal"),
        ReviewIs::Week => msg!("Review due within 7 days"),
        ReviewIs::Amber => msg!("Review coming up"),
        ReviewIs::NotYet => msg!("Review not due yet"),
    }
}

pub(super) fn attention(it: Attention) -> Msg {
    match it {
        Attention::Untold => msg!("Agencies not yet told"),
        Attention::Removal => msg!("Removal proposed"),
        Attention::OurView => msg!("Removal awaits my agency's view"),
    }
}

/// How a review stands, in words and colour.
pub(crate) fn standing(it: ReviewStanding) -> Tag {
    match it {
        ReviewStanding::NotYet { .. } => Tag::new(msg!("Not due yet"), Tone::Neutral),
        ReviewStanding::Amber { .. } => Tag::new(msg!("Coming up"), Tone::Warning),
        ReviewStanding::Past { .. } => Tag::new(msg!("Overdue"), Tone::Urgent),
        ReviewStanding::QueuedForRemoval { .. } => {
            Tag::new(msg!("Queued for removal"), Tone::Urgent)
        }
    }
}

/// Whether somebody is under statutory supervision, in words and colour.
pub(super) fn supervision(row: &Row) -> Tag {
    if row.is_statutory {
        return Tag::new(supervised(Supervised::Statutory), Tone::Waiting);
    }
    Tag::new(supervised(Supervised::Otherwise), Tone::Neutral)
}
