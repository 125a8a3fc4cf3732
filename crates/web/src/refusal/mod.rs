//! The sentence for every refusal. The match is exhaustive: a refusal without words does not
//! compile.

mod agency;
mod area;
mod criteria;
mod decision;
mod nomination;
mod notice;
pub(crate) mod person;
mod registration;
mod removal;
mod review;
mod scheme;
mod terminal;
mod user;

pub use terminal::sentence;

use app::What;
use domain::Refusal;

use crate::i18n::Msg;
use crate::msg;

/// What a rule's refusal says to the person who asked.
pub(crate) fn words(refusal: &Refusal) -> Msg {
    match refusal {
        Refusal::AreaChange(it) => area::change(it),
        Refusal::AreaTree(it) => area::tree(it),
        Refusal::Agency(it) => agency::agency(it),
        Refusal::Scheme(it) => scheme::scheme(it),
        Refusal::SchemeLead(it) => scheme::lead(it),
        Refusal::SchemeGroup(it) => scheme::group(it),
        Refusal::SchemePost(it) => scheme::post(it),
        Refusal::SchemeMinimum(it) => scheme::minimum(it),
        Refusal::SchemeThreshold(it) => scheme::threshold(it),
        Refusal::Holding(it) => user::holding(it),
        Refusal::Deactivate(it) => user::deactivate(it),
        Refusal::Password(it) => user::password(it),
        Refusal::Person(it) => person::person(it),
        Refusal::Happened(it) => person::happened(it),
        Refusal::Reasons(it) => nomination::reasons(it),
        Refusal::Nominate(it) => nomination::nominate(it),
        Refusal::Withdraw(it) => nomination::withdraw(*it),
        Refusal::Answer(it) => nomination::answer(*it),
        Refusal::Decide(it) => decision::decide(it),
        Refusal::Criteria(it) => criteria::criteria(it),
        Refusal::Register(it) => registration::register(it),
        Refusal::Period(it) => registration::period(it),
        Refusal::Assign(it) => registration::assign(it),
        Refusal::Review(it) => review::review(it),
        Refusal::ScheduleReview(it) => review::schedule(it),
        Refusal::ProposeRemoval(it) => removal::propose(it),
        Refusal::Removal(it) => removal::removal(it),
        Refusal::Death(it) => removal::death(it),
        Refusal::Tell(it) => notice::tell(it),
    }
}

/// What one fault of a matrix says: a form shows all of them.
pub(crate) fn criteria(refusal: &domain::criteria::CriteriaRefusal) -> Msg {
    criteria::one(refusal)
}

/// What stands in the way.
pub(crate) fn conflict(what: What) -> Msg {
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
pub(crate) fn stale() -> Msg {
    msg!("Somebody else changed this while you had it open. Open it again to see what is there now")
}
