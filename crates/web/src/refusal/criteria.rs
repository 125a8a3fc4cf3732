//! Words for what the rules of this subject refuse.

use domain::criteria::CriteriaRefusal;

use crate::i18n::Msg;
use crate::msg;

pub(crate) fn criteria(_refusal: &CriteriaRefusal) -> Msg {
    msg!("The rules do not permit this")
}
