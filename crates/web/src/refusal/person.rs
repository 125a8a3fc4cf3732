//! Words for what the rules of this subject refuse.

use domain::person::{HappenedRefusal, PersonRefusal};

use crate::i18n::Msg;
use crate::{msg, words};

pub(crate) fn person(refusal: &PersonRefusal) -> Msg {
    match refusal {
        PersonRefusal::NoName => msg!("Enter a name"),
        PersonRefusal::NameTooLong { limit_chars } => {
            msg!("Forenames and surname may have {limit} letters each", limit = *limit_chars)
        }
        PersonRefusal::NotOneMainName => msg!("A person has exactly one main name"),
        PersonRefusal::TooManyNames { limit } => {
            msg!("A person may have {limit} other names", limit = *limit)
        }
        PersonRefusal::BornInFuture => msg!("The date of birth is in the future"),
        PersonRefusal::TooOld { oldest_years } => {
            msg!("The person would be over {oldest} years old", oldest = i32::from(*oldest_years))
        }
        PersonRefusal::DiedBeforeBorn => msg!("The date of death is before the date of birth"),
        PersonRefusal::DiedInFuture => msg!("The date of death is in the future"),
        PersonRefusal::AddressEmpty => {
            msg!("Enter an address, or say that the person has no fixed abode")
        }
        PersonRefusal::TooManyAddressLines { limit } => {
            msg!("An address may have {limit} lines", limit = *limit)
        }
        PersonRefusal::AddressLineTooLong { limit_chars } => {
            msg!("A line of an address may have {limit} letters", limit = *limit_chars)
        }
        PersonRefusal::NotAPostcode => msg!("Enter a postcode like CF10 1AA"),
        PersonRefusal::AddressEndsBeforeItStarts => {
            msg!("The last day is before the first day")
        }
        PersonRefusal::IdentifierTooLong { kind, limit_chars } => msg!(
            "{kind}: a number may have {limit} characters",
            kind = words::identifier_kind(*kind),
            limit = *limit_chars
        ),
        PersonRefusal::IdentifierEmpty { kind } => {
            msg!("{kind}: enter the number", kind = words::identifier_kind(*kind))
        }
        PersonRefusal::SameIdentifierTwice { kind } => {
            msg!("{kind}: this number is recorded already", kind = words::identifier_kind(*kind))
        }
        PersonRefusal::NothingChanged => msg!("Nothing is changed yet"),
    }
}

/// Why something cannot have happened on the day it was given.
pub(crate) fn happened(refusal: &HappenedRefusal) -> Msg {
    match refusal {
        HappenedRefusal::InFuture { on, today } => msg!(
            "{day} is still to come: today is {today}. Enter the day on which it happened",
            day = *on,
            today = *today
        ),
        HappenedRefusal::BeforeBirth { on } => {
            msg!("{day} is before the person was born", day = *on)
        }
        HappenedRefusal::AfterDeath { on } => msg!("{day} is after the person died", day = *on),
        HappenedRefusal::EndsBeforeItBegins { on } => {
            msg!("{day} is before the first day", day = *on)
        }
    }
}
