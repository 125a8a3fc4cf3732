//! Words for what the rules of this subject refuse.

use domain::nomination::{AnswerRefusal, NominateRefusal, ReasonsRefusal, WithdrawRefusal};

use crate::i18n::Msg;
use crate::msg;

pub(crate) fn reasons(_refusal: &ReasonsRefusal) -> Msg {
    msg!("The rules do not permit this")
}

pub(crate) fn nominate(_refusal: &NominateRefusal) -> Msg {
    msg!("The rules do not permit this")
}

pub(crate) fn withdraw(_refusal: &WithdrawRefusal) -> Msg {
    msg!("The rules do not permit this")
}

pub(crate) fn answer(_refusal: &AnswerRefusal) -> Msg {
    msg!("The rules do not permit this")
}
