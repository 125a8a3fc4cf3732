//! Words for what the rules of selection criteria refuse.

use domain::criteria::{CriteriaRefusal, CriteriaRefusals, Disallowed};

use crate::i18n::Msg;
use crate::msg;
use crate::pages::nomination::words::{counted, evidence_kind};
use crate::words::agency_kind;

/// The first of what is wrong; a form shows every one of them beside its field.
pub(crate) fn criteria(refusals: &CriteriaRefusals) -> Msg {
    refusals.0.first().map_or_else(|| msg!("The rules do not permit this"), one)
}

pub(crate) fn one(refusal: &CriteriaRefusal) -> Msg {
    match refusal {
        CriteriaRefusal::Title => msg!("Give the criteria a title of at most 200 characters"),
        CriteriaRefusal::FactorCount { given, at_most } => msg!(
            "The matrix has {given} factors. Use at least 1 and at most {at_most}",
            given = *given,
            at_most = *at_most
        ),
        CriteriaRefusal::ConsiderAt { points, reachable } => msg!(
            "The panel considers from {points} points. Use 1 to {reachable}, the most there are",
            points = *points,
            reachable = *reachable
        ),
        CriteriaRefusal::EndsBeforeItStarts { from, to } => {
            msg!("It would end on {to}, before it starts on {from}", to = *to, from = *from)
        }
        CriteriaRefusal::NotAgreed { missing } => match missing.as_slice() {
            [one, other, ..] => msg!(
                "{one} and {other} have not agreed yet",
                one = agency_kind(*one),
                other = agency_kind(*other)
            ),
            [one] => msg!("{agency} has not agreed yet", agency = agency_kind(*one)),
            [] => msg!("The rules do not permit this"),
        },
        CriteriaRefusal::AgreedTooLate { agreed_on, .. } => {
            msg!("It was agreed on {date} and cannot be used before", date = *agreed_on)
        }
        CriteriaRefusal::VersionTaken { version } => {
            msg!("There is a version {version} already", version = *version)
        }
        CriteriaRefusal::Overlaps { version } => {
            msg!("Version {version} is in force on some of these days", version = *version)
        }
        CriteriaRefusal::NextStartsTooEarly { not_before } => {
            msg!("The date must be {date} or later", date = *not_before)
        }
        CriteriaRefusal::FactorTitle { .. }
        | CriteriaRefusal::FactorTwice { .. }
        | CriteriaRefusal::Disallowed { .. }
        | CriteriaRefusal::NoWindow { .. }
        | CriteriaRefusal::WindowTooLong { .. }
        | CriteriaRefusal::CountsNothing { .. }
        | CriteriaRefusal::CountedTwice { .. }
        | CriteriaRefusal::Points { .. }
        | CriteriaRefusal::BandsDoNotRise { .. }
        | CriteriaRefusal::Decay { .. }
        | CriteriaRefusal::NotJustified { .. }
        | CriteriaRefusal::JustifiedTooLate { .. } => factor(refusal),
    }
}

fn factor(refusal: &CriteriaRefusal) -> Msg {
    match refusal {
        CriteriaRefusal::FactorTitle { .. } => {
            msg!("Give the factor a title of at most 200 characters")
        }
        CriteriaRefusal::FactorTwice { .. } => msg!("There is a factor of this name already"),
        CriteriaRefusal::Disallowed { input, .. } => {
            msg!("No matrix may count {input}", input = disallowed(*input))
        }
        CriteriaRefusal::NoWindow { .. } => msg!("Say how many months it looks back"),
        CriteriaRefusal::WindowTooLong { months, at_most, .. } => msg!(
            "{months} months is too long. Look back at most {at_most}",
            months = u32::from(*months),
            at_most = u32::from(*at_most)
        ),
        CriteriaRefusal::CountsNothing { .. } => msg!("Choose what the factor counts"),
        CriteriaRefusal::CountedTwice { counted: it, .. } => {
            msg!("It counts this twice: {what}", what = counted(*it))
        }
        CriteriaRefusal::Points { points, at_most, .. } => msg!(
            "Points go from 1 to {at_most}, not {points}",
            at_most = *at_most,
            points = *points
        ),
        CriteriaRefusal::BandsDoNotRise { .. } => {
            msg!("Each step must ask for more and give more than the one before")
        }
        CriteriaRefusal::Decay { months, .. } => msg!(
            "Half weight after {months} months must begin inside the look-back",
            months = u32::from(*months)
        ),
        CriteriaRefusal::NotJustified { kind, .. } => {
            msg!("Write why this may be counted: {what}", what = evidence_kind(*kind))
        }
        CriteriaRefusal::JustifiedTooLate { given_on, .. } => {
            msg!("It was justified on {date}, after the first day of use", date = *given_on)
        }
        CriteriaRefusal::Title
        | CriteriaRefusal::FactorCount { .. }
        | CriteriaRefusal::ConsiderAt { .. }
        | CriteriaRefusal::EndsBeforeItStarts { .. }
        | CriteriaRefusal::NotAgreed { .. }
        | CriteriaRefusal::AgreedTooLate { .. }
        | CriteriaRefusal::VersionTaken { .. }
        | CriteriaRefusal::Overlaps { .. }
        | CriteriaRefusal::NextStartsTooEarly { .. } => msg!("The rules do not permit this"),
    }
}

fn disallowed(input: Disallowed) -> Msg {
    match input {
        Disallowed::Postcode => msg!("where somebody lives"),
        Disallowed::Associates => msg!("whom somebody knows"),
        Disallowed::ProtectedCharacteristic => msg!("a protected characteristic"),
        Disallowed::BoughtInSegment => msg!("a bought-in segment"),
        Disallowed::AssessmentScore => msg!("the score of another instrument"),
    }
}
