//! Words for what the rules of this subject refuse.

use domain::review::ReviewRefusal;

use crate::i18n::Msg;
use crate::msg;

pub(crate) fn review(_refusal: &ReviewRefusal) -> Msg {
    msg!("The rules do not permit this")
}
