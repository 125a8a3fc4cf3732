//! Words for what the rules of this subject refuse.
#![expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "every refusal is worded by a function of one shape"
)]

use domain::user::{DeactivateRefusal, HoldingRefusal, PasswordRefusal};

use crate::i18n::Msg;
use crate::msg;

pub(crate) fn holding(refusal: &HoldingRefusal) -> Msg {
    match refusal {
        HoldingRefusal::NotOver { role, .. } => {
            msg!("{role}: this role is never held over this", role = crate::words::role(*role))
        }
        HoldingRefusal::AreaNotOpen { on, .. } => {
            msg!("The area does not exist on {date}", date = *on)
        }
        HoldingRefusal::HeldAlready { from } => {
            msg!("The role is held already, from {date}", date = *from)
        }
        HoldingRefusal::EndsBeforeItBegins { begins_on } => {
            msg!("It begins on {date} and must end after that", date = *begins_on)
        }
        HoldingRefusal::InThePast { on } => msg!("{date} is before today", date = *on),
        HoldingRefusal::EndedAlready { on } => msg!("It ends on {date} already", date = *on),
    }
}

pub(crate) fn deactivate(refusal: &DeactivateRefusal) -> Msg {
    match refusal {
        DeactivateRefusal::AlreadySet { on } => {
            msg!("The account closes on {date} already", date = *on)
        }
        DeactivateRefusal::InThePast { on } => msg!("{date} is before today", date = *on),
    }
}

pub(crate) fn password(refusal: &PasswordRefusal) -> Msg {
    match refusal {
        PasswordRefusal::TooShort { least } => {
            msg!("Use at least {least} characters", least = *least)
        }
        PasswordRefusal::TooLong { most } => {
            msg!("Use {limit} characters or fewer", limit = *most)
        }
        PasswordRefusal::IsName => msg!("The password must not be the name of its owner"),
        PasswordRefusal::IsEmail => msg!("The password must not be the e-mail address"),
    }
}
