//! Words for what the rules of this subject refuse.

use domain::removal::{DeathRefusal, ProposeRefusal, RemovalRefusal};

use crate::i18n::Msg;
use crate::msg;

pub(crate) fn propose(_refusal: &ProposeRefusal) -> Msg {
    msg!("The rules do not permit this")
}

pub(crate) fn removal(_refusal: &RemovalRefusal) -> Msg {
    msg!("The rules do not permit this")
}

pub(crate) fn death(_refusal: &DeathRefusal) -> Msg {
    msg!("The rules do not permit this")
}
