//! Words for what the rules of this subject refuse.

use domain::person::PersonRefusal;

use crate::i18n::Msg;
use crate::msg;

pub(crate) fn person(_refusal: &PersonRefusal) -> Msg {
    msg!("The rules do not permit this")
}
