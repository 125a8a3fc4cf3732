//! What the parts of a scheme are called.

use domain::area::Lateness;
use domain::scheme::{Minimum, PostKind, PrisonNearby};

use crate::i18n::Msg;
use crate::{msg, msg_n};

/// A kind of post.
pub(super) fn post(kind: PostKind) -> Msg {
    match kind {
        PostKind::Coordinator => msg!("Coordinator"),
        PostKind::PoliceOfficer => msg!("Police officer"),
        PostKind::OffenderManager => msg!("Offender manager"),
        PostKind::PrisonLiaisonPoint => msg!("Prison liaison point"),
        PostKind::PrisonLiaisonOfficer => msg!("Prison liaison officer"),
        PostKind::YouthWorker => msg!("Youth worker"),
        PostKind::DrugWorker => msg!("Drug worker"),
        PostKind::Analyst => msg!("Analyst"),
        PostKind::Support => msg!("Office support"),
        PostKind::Other => msg!("Other post"),
    }
}

/// One of the four things of the letter.
pub(super) fn minimum(minimum: Minimum) -> Msg {
    match minimum {
        Minimum::AreaCovered => msg!("The area is covered by a scheme"),
        Minimum::ArrangementsAgreed => {
            msg!("Multi-agency arrangements and the data-sharing protocol are agreed")
        }
        Minimum::FirstGroupIdentified => msg!("The first group of offenders is identified"),
        Minimum::ChecklistMade => msg!("The implementation checklist is made"),
    }
}

/// Whether a prison close by releases here.
pub(super) fn prison(prison: PrisonNearby) -> Msg {
    match prison {
        PrisonNearby::ReleasesHere => msg!("A prison close by releases into the area"),
        PrisonNearby::None => msg!("No prison close by releases into the area"),
    }
}

/// How a day stands against the day due.
pub(crate) fn lateness(lateness: Lateness) -> Msg {
    match lateness {
        Lateness::NoneSet => msg!("No day set"),
        Lateness::DueIn { days: 0 } => msg!("Due today"),
        Lateness::DueIn { days } => msg_n!("Due in {n} day", "Due in {n} days", i64::from(days)),
        Lateness::Late { days } => msg_n!("{n} day late", "{n} days late", i64::from(days)),
    }
}

/// How the day on which something was met stands against the day due.
pub(super) fn when_met(lateness: Lateness) -> Option<Msg> {
    match lateness {
        Lateness::NoneSet => None,
        Lateness::DueIn { .. } => Some(msg!("On time")),
        Lateness::Late { .. } => Some(self::lateness(lateness)),
    }
}

/// Hundredths of a whole-time equivalent as people write them.
pub(super) fn wte(hundredths: u32) -> String {
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}
