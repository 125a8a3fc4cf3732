//! The sentence for every refusal. The match is exhaustive: a refusal without words does not
//! compile.

use app::What;
use domain::Refusal;

use crate::i18n::Msg;
use crate::msg;

/// What a rule's refusal says to the person who asked.
pub fn words(refusal: &Refusal) -> Msg {
    match *refusal {}
}

/// What stands in the way.
pub fn conflict(what: What) -> Msg {
    match what {
        What::User => msg!("Somebody already signs in with this e-mail address"),
        What::Registration => msg!("This person is already registered on this scheme"),
        What::Record
        | What::Area
        | What::Agency
        | What::Scheme
        | What::Person
        | What::Nomination
        | What::Criteria
        | What::Removal
        | What::Import => msg!("This has already been recorded"),
    }
}

/// Somebody else was quicker.
pub fn stale() -> Msg {
    msg!("Somebody else changed this while you had it open. Open it again to see what is there now")
}
