//! Words for what the rules of this subject refuse.

use domain::notice::TellRefusal;

use crate::i18n::Msg;
use crate::msg;

pub(crate) fn tell(refusal: &TellRefusal) -> Msg {
    match refusal {
        TellRefusal::AlreadyTold { told_on } => {
            msg!("This agency was told on {date}, and is told once only", date = *told_on)
        }
        TellRefusal::NotDue => msg!("This agency is not one that should be told"),
        TellRefusal::InFuture { today } => {
            msg!("The day cannot be later than today, {date}", date = *today)
        }
        TellRefusal::TooSoon { happened_on } => {
            msg!("The day must be {date} or later", date = *happened_on)
        }
    }
}
