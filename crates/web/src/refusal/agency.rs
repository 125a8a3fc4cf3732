//! Words for what the rules of this subject refuse.

use domain::agency::AgencyRefusal;

use crate::i18n::Msg;
use crate::msg;

pub(crate) fn agency(_refusal: &AgencyRefusal) -> Msg {
    msg!("The rules do not permit this")
}
