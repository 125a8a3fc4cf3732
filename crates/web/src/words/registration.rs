//! What orders and posts of a case are called.

use domain::registration::{OrderKind, Post};

use crate::i18n::Msg;
use crate::msg;

/// An order or sentence that decides whether a case is statutory.
pub fn order_kind(order: OrderKind) -> Msg {
    match order {
        OrderKind::CommunityOrder => msg!("Community order"),
        OrderKind::SuspendedSentence => msg!("Suspended sentence"),
        OrderKind::Licence => msg!("Licence"),
        OrderKind::CustodyTwelveMonthsOrMore => msg!("Custody, 12 months or more"),
        OrderKind::CustodyUnderTwelveMonths => msg!("Custody, under 12 months"),
        OrderKind::CustodyYoungAdult => msg!("Custody, young adult with licence to follow"),
        OrderKind::YouthOrder => msg!("Youth court order"),
        OrderKind::DetentionAndTraining => msg!("Detention and training order"),
    }
}

/// A post that somebody holds in a case.
pub fn duty(post: Post) -> Msg {
    match post {
        Post::OffenderManager => msg!("Offender manager"),
        Post::LeadWorker => msg!("Lead worker"),
        Post::OffenderSupervisor => msg!("Offender supervisor"),
    }
}
