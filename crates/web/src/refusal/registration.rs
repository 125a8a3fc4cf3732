//! Words for what the rules of this subject refuse.

use domain::agency::AgencyKind;
use domain::registration::{AssignRefusal, PeriodRefusal, RegisterRefusal};

use crate::i18n::Msg;
use crate::msg;
use crate::words::{agency_kind, order_kind};

pub(crate) fn register(refusal: &RegisterRefusal) -> Msg {
    match refusal {
        RegisterRefusal::Deceased { died_on } => {
            msg!("The person died on {date}", date = *died_on)
        }
        RegisterRefusal::SchemeClosed { on } => {
            msg!("The scheme closed on {date} and takes nobody on any more", date = *on)
        }
        RegisterRefusal::NoDecision => msg!("The agencies have not decided on this nomination"),
        RegisterRefusal::DecisionOfAnother => {
            msg!("The decision is about somebody else or another scheme")
        }
        RegisterRefusal::DecidedAgainst { decided_on } => {
            msg!("On {date} the panel decided not to register", date = *decided_on)
        }
        RegisterRefusal::DecisionUsed { .. } => {
            msg!("An earlier registration rests on this decision. A return needs a new one")
        }
        RegisterRefusal::BeforeDecision { decided_on } => {
            msg!("The panel decided on {date}. The day must not be earlier", date = *decided_on)
        }
        RegisterRefusal::InFuture { today } => {
            msg!("The day cannot be later than today, {date}", date = *today)
        }
        RegisterRefusal::AlreadyOpen { since, .. } => {
            msg!("This person has been registered on this scheme since {date}", date = *since)
        }
        RegisterRefusal::BeforeEarlierRemoval { removed_on } => {
            msg!(
                "The person was removed on {date}. The day must not be earlier",
                date = *removed_on
            )
        }
        RegisterRefusal::NothingNewSinceRemoval { removed_on } => msg!(
            "The person was removed on {date}. A return needs facts that are newer than that",
            date = *removed_on,
        ),
        RegisterRefusal::StrandNotInForce { .. } => {
            msg!("The scheme's edition has no such strand on this day")
        }
        RegisterRefusal::AgeUnknown { .. } => {
            msg!("The date of birth is not known, and the strand takes certain ages only")
        }
        RegisterRefusal::OutsideAges { age, .. } => {
            msg!("The strand does not take people aged {age}", age = i32::from(*age))
        }
        RegisterRefusal::NotStatutory { .. } => {
            msg!("The strand is for people under statutory supervision. Record the order")
        }
        RegisterRefusal::Full { places } => {
            msg!("All {capacity} places of the scheme are taken", capacity = places.capacity,)
        }
    }
}

pub(crate) fn period(refusal: &PeriodRefusal) -> Msg {
    match refusal {
        PeriodRefusal::EndsBeforeItBegins => msg!("The last day is earlier than the first"),
        PeriodRefusal::Overlaps { with } => msg!(
            "It shares days with another order: {order}, from {date}. End that one first",
            order = order_kind(with.order),
            date = with.from,
        ),
    }
}

pub(crate) fn assign(refusal: &AssignRefusal) -> Msg {
    match refusal {
        AssignRefusal::NoName => msg!("Say who is assigned"),
        AssignRefusal::EndsBeforeItBegins => msg!("The last day is earlier than the first"),
        AssignRefusal::BeforeRegistration { registered_on } => {
            msg!(
                "The person was registered on {date}. The day must be later",
                date = *registered_on
            )
        }
        AssignRefusal::RegistrationClosed { closed_on } => {
            msg!("The registration ended on {date}", date = *closed_on)
        }
        AssignRefusal::HeldAlready { by } => {
            msg!("Somebody has been assigned as this since {date}. End that first", date = by.from)
        }
        AssignRefusal::NotStatutory => {
            msg!("Only a statutory case has an offender manager. Assign a lead worker")
        }
        AssignRefusal::WantsOffenderManager => {
            msg!("This is a statutory case. Assign an offender manager")
        }
        AssignRefusal::NotInCustody => msg!("The person is not in custody on this day"),
        AssignRefusal::WrongAgency { wants } => wrong_agency(*wants),
    }
}

fn wrong_agency(wants: AgencyKind) -> Msg {
    msg!("In such a case this is done by: {agency}", agency = agency_kind(wants))
}
