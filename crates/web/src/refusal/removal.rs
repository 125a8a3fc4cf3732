//! Words for what the rules of this subject refuse.

use domain::edition::ThresholdUnit;
use domain::removal::{DeathRefusal, ExitGap, ProposeRefusal, RemovalRefusal};

use crate::i18n::Msg;
use crate::msg;
use crate::words::{agency_kind, figure};

pub(crate) fn propose(refusal: &ProposeRefusal) -> Msg {
    match refusal {
        ProposeRefusal::AlreadyRemoved { removed_on } => {
            msg!("The registration ended on {date}", date = *removed_on)
        }
        ProposeRefusal::AlreadyProposed { .. } => {
            msg!("A removal is proposed already. It is decided first")
        }
        ProposeRefusal::InFuture { today } => {
            msg!("The day cannot be later than today, {date}", date = *today)
        }
        ProposeRefusal::BeforeRegistration { registered_on } => {
            msg!(
                "The person was registered on {date}. The day must be later",
                date = *registered_on
            )
        }
        ProposeRefusal::NoReasons => msg!("Give the reasons"),
        ProposeRefusal::GroundNotInForce { .. } => {
            msg!("This ground does not hold for the strand on this day")
        }
        ProposeRefusal::GroundIsAutomatic { .. } => {
            msg!("This ground takes effect by itself and is not proposed")
        }
    }
}

pub(crate) fn removal(refusal: &RemovalRefusal) -> Msg {
    match refusal {
        RemovalRefusal::AlreadyDecided { decided_on } => {
            msg!("This removal was already decided, on {date}", date = *decided_on)
        }
        RemovalRefusal::AlreadyRemoved { removed_on } => {
            msg!("The registration ended on {date}", date = *removed_on)
        }
        RemovalRefusal::InFuture { today } => {
            msg!("The day cannot be later than today, {date}", date = *today)
        }
        RemovalRefusal::BeforeProposal { proposed_on } => {
            msg!("Removal was proposed on {date}. The day must not be earlier", date = *proposed_on)
        }
        RemovalRefusal::NoReasons => msg!("Give the reasons"),
        RemovalRefusal::GroundNotInForce { .. } => {
            msg!("This ground does not hold for the strand on this day")
        }
        RemovalRefusal::GroundIsAutomatic { .. } => {
            msg!("This ground takes effect by itself and is not proposed")
        }
        RemovalRefusal::ThresholdNotSet { .. } => {
            msg!("The scheme has not set its threshold for this ground")
        }
        RemovalRefusal::ThresholdNotAllowed { figure, lowest, highest } => msg!(
            "The scheme's threshold is {figure}, and may be from {lowest} to {highest}",
            figure = *figure,
            lowest = *lowest,
            highest = *highest,
        ),
        RemovalRefusal::NothingMeasured { .. } => {
            msg!("Nothing was measured against the threshold of this ground")
        }
        RemovalRefusal::ThresholdNotMet { measured, figure, unit } => {
            not_met(*measured, *figure, *unit)
        }
        RemovalRefusal::NoExitPlan => msg!("There is no exit plan yet"),
        RemovalRefusal::ExitPlanLacks { gaps } => {
            gaps.first().map_or_else(|| msg!("There is no exit plan yet"), |it| gap(*it))
        }
        RemovalRefusal::MissingKinds { kinds } => kinds.first().map_or_else(
            || msg!("Not every agency has given its view"),
            |it| msg!("This agency must give its view: {agency}", agency = agency_kind(*it)),
        ),
        RemovalRefusal::MissingViews { agencies } => {
            msg!("Agencies that have not given their view: {number}", number = agencies.len())
        }
        RemovalRefusal::Unresolved { agencies } => {
            msg!("Objections that are not resolved: {number}", number = agencies.len())
        }
    }
}

fn not_met(measured: u32, least: u32, of: ThresholdUnit) -> Msg {
    msg!(
        "What was measured, {measured}, does not meet the threshold of {figure}",
        measured = figure(of, measured),
        figure = figure(of, least),
    )
}

fn gap(gap: ExitGap) -> Msg {
    match gap {
        ExitGap::Empty => msg!("There is no exit plan yet"),
        ExitGap::NothingNamed => msg!("A part of the exit plan does not say what is given"),
        ExitGap::NoContact => msg!("A part of the exit plan names nobody who answers for it"),
        ExitGap::EndsTooSoon => msg!("A part of the exit plan ends before the removal"),
        ExitGap::NoInterventionTeam => {
            msg!("Drugs are a problem, and the exit plan does not pass the person to the CJIT")
        }
    }
}

pub(crate) fn death(refusal: &DeathRefusal) -> Msg {
    match refusal {
        DeathRefusal::AlreadyRemoved { removed_on } => {
            msg!("The registration ended on {date}", date = *removed_on)
        }
        DeathRefusal::InFuture { today } => {
            msg!("The day cannot be later than today, {date}", date = *today)
        }
        DeathRefusal::NotifiedBeforeDeath => {
            msg!("The death cannot have become known before the day of death")
        }
        DeathRefusal::BeforeRegistration { registered_on } => {
            msg!(
                "The person was registered on {date}. The day must be later",
                date = *registered_on
            )
        }
        DeathRefusal::NoNotifier => msg!("Say how it became known"),
        DeathRefusal::NoAutomaticGround => {
            msg!("The scheme's edition has no ground of removal for a death on this day")
        }
    }
}
