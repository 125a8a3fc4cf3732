//! Words for what the rules of this subject refuse.

use domain::area::{ChangeRefusal, TreeRefusal};

use crate::i18n::Msg;
use crate::msg;

pub(crate) fn change(refusal: &ChangeRefusal) -> Msg {
    match refusal {
        ChangeRefusal::Unknown { .. } => msg!("There is no such area"),
        ChangeRefusal::NotOpen { on, .. } => {
            msg!("One of these areas does not exist on {date}, or opens on that day", date = *on)
        }
        ChangeRefusal::ChangesLater { .. } => {
            msg!("One of these areas already changes on this day or later")
        }
        ChangeRefusal::BlankName => msg!("The new area needs a name"),
        ChangeRefusal::NameTaken { .. } => msg!("Another area of this level has this name"),
        ChangeRefusal::IdTaken { .. } => msg!("This area has been opened already"),
        ChangeRefusal::TooFew => {
            msg!("A merger takes two areas or more, and a split makes two or more")
        }
        ChangeRefusal::NamedTwice { .. } => msg!("One area is named twice"),
        ChangeRefusal::NotAlike { .. } => {
            msg!("Areas that merge must be of one level and one country")
        }
        ChangeRefusal::NationStays => msg!("The nation cannot move, merge or split"),
        ChangeRefusal::NothingChanges => msg!("It stands there already"),
        ChangeRefusal::ChildLeftOver { .. } => {
            msg!("Give every area that answers to this one to one of the parts")
        }
        ChangeRefusal::NotBelow { .. } => {
            msg!("A part can only have areas that answer to the one that splits")
        }
        ChangeRefusal::NotATree(it) => tree(it),
    }
}

pub(crate) fn tree(refusal: &TreeRefusal) -> Msg {
    match refusal {
        TreeRefusal::Twice { .. } => msg!("Two areas have one key"),
        TreeRefusal::Unknown { .. } => msg!("There is no such area"),
        TreeRefusal::WrongCountry { .. } => {
            msg!("An area of this level cannot lie in this country")
        }
        TreeRefusal::WrongLevel { .. } => msg!("An area answers to one of the level above it"),
        TreeRefusal::OtherCountry { .. } => msg!("An area answers to one of its own country"),
        TreeRefusal::TwoParents { on, .. } => {
            msg!("On {date} the area would answer to two others", date = *on)
        }
        TreeRefusal::NoParent { on, .. } => {
            msg!("On {date} the area would answer to no other", date = *on)
        }
        TreeRefusal::OutsideItsLife { .. } => {
            msg!("The area or what it answers to does not exist on some of these days")
        }
        TreeRefusal::OutOfStep { .. } => {
            msg!("An area takes over on the day on which the earlier one ends")
        }
    }
}
