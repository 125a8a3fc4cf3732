//! Words for what the rules of this subject refuse.

use domain::review::{ReviewRefusal, ScheduleRefusal};

use crate::i18n::Msg;
use crate::msg;

pub(crate) fn review(refusal: &ReviewRefusal) -> Msg {
    match refusal {
        ReviewRefusal::RegistrationClosed { closed_on } => {
            msg!("The registration ended on {date}", date = *closed_on)
        }
        ReviewRefusal::Deceased { died_on } => {
            msg!("The person died on {date}. Record the death instead", date = *died_on)
        }
        ReviewRefusal::InFuture { today } => {
            msg!("The day cannot be later than today, {date}", date = *today)
        }
        ReviewRefusal::BeforeRegistration { registered_on } => {
            msg!(
                "The person was registered on {date}. The day must be later",
                date = *registered_on
            )
        }
        ReviewRefusal::NotAfterLastReview { held_on } => {
            msg!("The last review was on {date}. This one must be later", date = *held_on)
        }
        ReviewRefusal::NobodyTookPart => msg!("Tick the agencies that took part"),
        ReviewRefusal::NoReasons => msg!("Give the reasons"),
        ReviewRefusal::StrandNotInForce { .. } => {
            msg!("The scheme's edition has no such strand on this day")
        }
        ReviewRefusal::OutsideAges { age, .. } => msg!(
            "The strand does not take people aged {age}. Choose another strand or propose removal",
            age = i32::from(*age),
        ),
        ReviewRefusal::NoInterval { .. } => {
            msg!("The edition does not say how often this strand is reviewed at this age")
        }
        ReviewRefusal::NextNotAfter => msg!("The next review must be later than this one"),
        ReviewRefusal::NextTooLate { latest } => {
            msg!("The next review can be on {date} at the latest", date = latest.on)
        }
        ReviewRefusal::GroundNotInForce { .. } => {
            msg!("This ground does not hold for the strand on this day")
        }
        ReviewRefusal::GroundIsAutomatic { .. } => {
            msg!("This ground takes effect by itself and is not proposed")
        }
    }
}

pub(crate) fn schedule(refusal: &ScheduleRefusal) -> Msg {
    match refusal {
        ScheduleRefusal::RegistrationClosed { closed_on } => {
            msg!("The registration ended on {date}", date = *closed_on)
        }
        ScheduleRefusal::Deceased { died_on } => {
            msg!("The person died on {date}. Record the death instead", date = *died_on)
        }
        ScheduleRefusal::InThePast { today } => {
            msg!("The day cannot be before today, {date}", date = *today)
        }
        ScheduleRefusal::NothingChanges => msg!("The review is due on that day already"),
        ScheduleRefusal::TooLate { latest } => {
            msg!("The next review can be on {date} at the latest", date = latest.on)
        }
        ScheduleRefusal::Overdue { latest } => {
            msg!("The review was to be held by {date}. Hold it instead", date = latest.on)
        }
        ScheduleRefusal::NoInterval { .. } => {
            msg!("The edition does not say how often this strand is reviewed at this age")
        }
    }
}
