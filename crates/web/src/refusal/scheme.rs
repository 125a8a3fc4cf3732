//! Words for what the rules of this subject refuse.

use domain::scheme::{
    GroupRefusal, LeadRefusal, MinimumRefusal, PostRefusal, SchemeRefusal, ThresholdRefusal,
};

use crate::i18n::Msg;
use crate::msg;

pub(crate) fn scheme(_refusal: &SchemeRefusal) -> Msg {
    msg!("The rules do not permit this")
}

pub(crate) fn lead(_refusal: &LeadRefusal) -> Msg {
    msg!("The rules do not permit this")
}

pub(crate) fn group(_refusal: &GroupRefusal) -> Msg {
    msg!("The rules do not permit this")
}

pub(crate) fn post(_refusal: &PostRefusal) -> Msg {
    msg!("The rules do not permit this")
}

pub(crate) fn minimum(_refusal: &MinimumRefusal) -> Msg {
    msg!("The rules do not permit this")
}

pub(crate) fn threshold(_refusal: &ThresholdRefusal) -> Msg {
    msg!("The rules do not permit this")
}
