//! Words for what the rules of this subject refuse.

use domain::criteria::CriteriaRefusals;

use crate::i18n::Msg;
use crate::msg;

pub(crate) fn criteria(_refusal: &CriteriaRefusals) -> Msg {
    msg!("The rules do not permit this")
}
