//! Words for what the rules of this subject refuse.

use domain::agency::AgencyRefusal;

use crate::i18n::Msg;
use crate::msg;

pub(crate) fn agency(refusal: &AgencyRefusal) -> Msg {
    match refusal {
        AgencyRefusal::BlankName => msg!("The agency needs a name"),
        AgencyRefusal::NameTaken { .. } => msg!("An agency of this kind has this name already"),
        AgencyRefusal::IdTaken => msg!("This agency has been set up already"),
        AgencyRefusal::AreaNotOpen { .. } => msg!("The area does not exist today"),
    }
}
