//! Words for what the rules of nominating refuse.

use domain::nomination::{AnswerRefusal, NominateRefusal, ReasonsRefusal, WithdrawRefusal};

use crate::i18n::Msg;
use crate::msg;

pub(crate) fn reasons(refusal: &ReasonsRefusal) -> Msg {
    match refusal {
        ReasonsRefusal::Blank => msg!("Write something here"),
        ReasonsRefusal::TooLong { chars, at_most } => msg!(
            "This has {chars} characters. Use {at_most} or fewer",
            chars = *chars,
            at_most = *at_most
        ),
    }
}

pub(crate) fn nominate(refusal: &NominateRefusal) -> Msg {
    match refusal {
        NominateRefusal::SchemeClosed { on } => {
            msg!("The scheme closed on {date} and takes nobody on any more", date = *on)
        }
        NominateRefusal::AlreadyRegistered { since } => {
            msg!("This person has been on the scheme since {date}", date = *since)
        }
        NominateRefusal::AlreadyNominated { since } => msg!(
            "This person was nominated on {date} and the panel has not settled it",
            date = *since
        ),
        NominateRefusal::ReturnNeedsNewFacts { removed_on } => msg!(
            "This person was removed on {date}. Add evidence that became known after that day",
            date = *removed_on
        ),
        NominateRefusal::Deceased { on } => msg!("This person died on {date}", date = *on),
        NominateRefusal::BelowCriminalResponsibility { age } => msg!(
            "This child is {age} and cannot have offended: criminal responsibility begins at 10",
            age = i32::from(*age)
        ),
        NominateRefusal::AgeNotKnown { .. } => {
            msg!("The strand is for certain ages. Record the date of birth first")
        }
        NominateRefusal::StrandDoesNotTakeAge { age, .. } => {
            msg!("This strand does not take somebody aged {age}", age = i32::from(*age))
        }
        NominateRefusal::UnknownStrand { .. } => msg!("Choose a strand that is in use today"),
        NominateRefusal::TooLittleEvidence { given, at_least } => msg!(
            "Add evidence: this has {given} pieces and needs at least {at_least}",
            given = *given,
            at_least = *at_least
        ),
        NominateRefusal::OnlyIntelligence => {
            msg!("Intelligence alone does not carry a nomination. Add other evidence")
        }
        NominateRefusal::EvidenceTwice { .. } => msg!("The same piece of evidence is given twice"),
        NominateRefusal::InFuture { nominated_on } => {
            msg!("{date} has not come yet", date = *nominated_on)
        }
        NominateRefusal::EvidenceInFuture { .. } => {
            msg!("Evidence cannot happen, or become known, after today")
        }
        NominateRefusal::EvidenceKnownTooEarly { .. } => {
            msg!("Evidence cannot become known before it happened")
        }
    }
}

pub(crate) fn withdraw(refusal: WithdrawRefusal) -> Msg {
    match refusal {
        WithdrawRefusal::AlreadyWithdrawn { on } => {
            msg!("This nomination was withdrawn on {date}", date = on)
        }
        WithdrawRefusal::AlreadyDecided { on } => {
            msg!("The panel settled this nomination on {date}", date = on)
        }
        WithdrawRefusal::TooEarly { not_before } => {
            msg!("The date must be {date} or later", date = not_before)
        }
        WithdrawRefusal::InFuture { on } => msg!("{date} has not come yet", date = on),
    }
}

pub(crate) fn answer(refusal: AnswerRefusal) -> Msg {
    match refusal {
        AnswerRefusal::Withdrawn { on } => {
            msg!("This nomination was withdrawn on {date}", date = on)
        }
        AnswerRefusal::Decided { on } => {
            msg!("The panel settled this nomination on {date}", date = on)
        }
    }
}
