//! Words for what the rules of this subject refuse.
#![expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "every refusal is worded by a function of one shape"
)]

use domain::scheme::{
    GroupRefusal, LeadRefusal, MinimumRefusal, PostRefusal, SchemeRefusal, ThresholdRefusal,
};

use crate::i18n::Msg;
use crate::words::figure;
use crate::{msg, msg_n};

pub(crate) fn scheme(refusal: &SchemeRefusal) -> Msg {
    match refusal {
        SchemeRefusal::BlankName => msg!("The scheme needs a name"),
        SchemeRefusal::BlankEdition => msg!("Choose the guidance that the scheme follows"),
        SchemeRefusal::NameTaken { .. } => msg!("Another open scheme has this name"),
        SchemeRefusal::NoArea => msg!("A scheme covers at least one area"),
        SchemeRefusal::AreaTwice { .. } => msg!("One area is named twice"),
        SchemeRefusal::AreaNotOpen { on, .. } => {
            msg!("One of these areas does not exist on {date}", date = *on)
        }
        SchemeRefusal::NotAPartnership { .. } => {
            msg!("A scheme covers the areas of partnerships, not wider ones")
        }
        SchemeRefusal::CoveredAlready { from, .. } => {
            msg!("The scheme covers this area from {date}", date = *from)
        }
        SchemeRefusal::NotCovered { on, .. } => {
            msg!("The scheme does not cover this area on {date}, or began on it", date = *on)
        }
        SchemeRefusal::LastArea { .. } => {
            msg!("It is the only area that the scheme covers. Close the scheme instead")
        }
        SchemeRefusal::InTheFuture { on } => msg!("{date} is after today", date = *on),
        SchemeRefusal::SchemeNotOpen { on } => {
            msg!("The scheme does not work on {date}", date = *on)
        }
        SchemeRefusal::ChangesLater { from } => {
            msg!("An area or a lead of the scheme begins on {date}", date = *from)
        }
        SchemeRefusal::PeopleRegistered { count } => msg_n!(
            "{n} person is still registered on the scheme",
            "{n} people are still registered on the scheme",
            i64::from(*count)
        ),
        SchemeRefusal::PeopleWaiting { count } => msg_n!(
            "{n} person waits for a place on the scheme",
            "{n} people wait for a place on the scheme",
            i64::from(*count)
        ),
        SchemeRefusal::NominationsOpen { count } => msg_n!(
            "The panel has not settled {n} nomination",
            "The panel has not settled {n} nominations",
            i64::from(*count)
        ),
        SchemeRefusal::SomebodyOnIt { until } => {
            msg!("Somebody was on the scheme until {date}", date = *until)
        }
        SchemeRefusal::NoPlaces => msg!("A scheme has at least one place"),
        SchemeRefusal::NothingChanges => msg!("It is so already"),
    }
}

pub(crate) fn lead(refusal: &LeadRefusal) -> Msg {
    match refusal {
        LeadRefusal::BlankArrangement => msg!("Describe what is in place instead"),
        LeadRefusal::BlankName => msg!("The lead individual needs a name"),
        LeadRefusal::BlankPosition => {
            msg!("Give the position of the lead individual, which shows the seniority")
        }
        LeadRefusal::InTheFuture { on } => msg!("{date} is after today", date = *on),
        LeadRefusal::SchemeNotOpen { on } => {
            msg!("The scheme does not work on {date}", date = *on)
        }
        LeadRefusal::LaterLead { from } => {
            msg!("A lead that began on {date} stands already", date = *from)
        }
        LeadRefusal::NothingChanges => msg!("It is so already"),
    }
}

pub(crate) fn group(refusal: &GroupRefusal) -> Msg {
    match refusal {
        GroupRefusal::SitsAlready { since } => {
            msg!("The agency has sat in the group since {date}", date = *since)
        }
        GroupRefusal::EndedAlready { on } => msg!("It ended on {date} already", date = *on),
        GroupRefusal::EndsBeforeItBegan { began_on } => {
            msg!("It began on {date} and must end after that", date = *began_on)
        }
        GroupRefusal::InTheFuture { on } => msg!("{date} is after today", date = *on),
        GroupRefusal::BlankArrangement => msg!("Describe what is in place instead"),
        GroupRefusal::LaterArrangement { from } => {
            msg!("An arrangement that began on {date} stands already", date = *from)
        }
    }
}

pub(crate) fn post(refusal: &PostRefusal) -> Msg {
    match refusal {
        PostRefusal::LiaisonOutsidePrison => msg!("Only a prison provides a prison's liaison"),
        PostRefusal::NoHours => {
            msg!("A post has hours; only a prison liaison point may have none of its own")
        }
        PostRefusal::MoreThanWholeTime { .. } => {
            msg!("One post is at most 1 whole-time equivalent. Set up another for the rest")
        }
        PostRefusal::BlankName => msg!("Enter the name of the holder"),
        PostRefusal::InTheFuture { on } => msg!("{date} is after today", date = *on),
        PostRefusal::PostNotOpen { on } => msg!("The post does not exist on {date}", date = *on),
        PostRefusal::HeldAlready { since } => {
            msg!("Somebody has held the post since {date}", date = *since)
        }
        PostRefusal::NotHeld { on } => {
            msg!("Nobody holds the post on {date}, or the holder began on it", date = *on)
        }
        PostRefusal::SecondedToOwnAgency => {
            msg!("Nobody is seconded to a post from the agency that has it")
        }
        PostRefusal::EndsBeforeItBegan { began_on } => {
            msg!("It began on {date} and must end after that", date = *began_on)
        }
        PostRefusal::EndedAlready { on } => msg!("It ended on {date} already", date = *on),
    }
}

pub(crate) fn minimum(refusal: &MinimumRefusal) -> Msg {
    match refusal {
        MinimumRefusal::BlankEvidence => msg!("Say what shows it"),
        MinimumRefusal::InTheFuture { on } => msg!("{date} is after today", date = *on),
        MinimumRefusal::NothingChanges => msg!("It is recorded so already"),
    }
}

pub(crate) fn threshold(refusal: &ThresholdRefusal) -> Msg {
    match refusal {
        ThresholdRefusal::UnknownGround => {
            msg!("The guidance has no such ground on this day")
        }
        ThresholdRefusal::NotLocal => {
            msg!("The guidance leaves no threshold of this ground to the scheme")
        }
        ThresholdRefusal::Outside { lowest, highest, unit } => msg!(
            "The guidance allows a threshold from {lowest} to {highest}",
            lowest = figure(*unit, *lowest),
            highest = figure(*unit, *highest)
        ),
        ThresholdRefusal::InThePast { from } => msg!(
            "{date} is before today. Decisions already taken stood on what was set then",
            date = *from
        ),
        ThresholdRefusal::LaterThreshold { from } => {
            msg!("A threshold is set from {date} already", date = *from)
        }
        ThresholdRefusal::NothingChanges => msg!("It is so already"),
    }
}
