//! Words for what the rules of this subject refuse.

use domain::user::{DeactivateRefusal, HoldingRefusal, PasswordRefusal};

use crate::i18n::Msg;
use crate::msg;

pub(crate) fn holding(_refusal: &HoldingRefusal) -> Msg {
    msg!("The rules do not permit this")
}

pub(crate) fn deactivate(_refusal: &DeactivateRefusal) -> Msg {
    msg!("The rules do not permit this")
}

pub(crate) fn password(_refusal: &PasswordRefusal) -> Msg {
    msg!("The rules do not permit this")
}
