//! Words for what the rules of this subject refuse.

use domain::decision::DecideRefusal;

use crate::i18n::Msg;
use crate::msg;

pub(crate) fn decide(_refusal: &DecideRefusal) -> Msg {
    msg!("The rules do not permit this")
}
