//! Words for what the rules of this subject refuse.

use domain::area::{ChangeRefusal, TreeRefusal};

use crate::i18n::Msg;
use crate::msg;

pub(crate) fn change(_refusal: &ChangeRefusal) -> Msg {
    msg!("The rules do not permit this")
}

pub(crate) fn tree(_refusal: &TreeRefusal) -> Msg {
    msg!("The rules do not permit this")
}
