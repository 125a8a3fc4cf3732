//! Words for what the rules of this subject refuse.

use domain::registration::{AssignRefusal, PeriodRefusal, RegisterRefusal};

use crate::i18n::Msg;
use crate::msg;

pub(crate) fn register(_refusal: &RegisterRefusal) -> Msg {
    msg!("The rules do not permit this")
}

pub(crate) fn period(_refusal: &PeriodRefusal) -> Msg {
    msg!("The rules do not permit this")
}

pub(crate) fn assign(_refusal: &AssignRefusal) -> Msg {
    msg!("The rules do not permit this")
}
