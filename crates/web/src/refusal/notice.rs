//! Words for what the rules of this subject refuse.

use domain::notice::TellRefusal;

use crate::i18n::Msg;
use crate::msg;

pub(crate) fn tell(_refusal: &TellRefusal) -> Msg {
    msg!("The rules do not permit this")
}
