//! Words for what the rules of deciding refuse.

use domain::agency::AgencyKind;
use domain::decision::DecideRefusal;

use crate::i18n::Msg;
use crate::msg;
use crate::words::agency_kind;

pub(crate) fn decide(refusal: &DecideRefusal) -> Msg {
    match refusal {
        DecideRefusal::NominationWithdrawn { on } => {
            msg!("This nomination was withdrawn on {date}", date = *on)
        }
        DecideRefusal::AlreadyDecided { on } => {
            msg!("The panel settled this nomination on {date}", date = *on)
        }
        DecideRefusal::TooEarly { not_before } => {
            msg!("The date must be {date} or later", date = *not_before)
        }
        DecideRefusal::InFuture { decided_on } => {
            msg!("{date} has not come yet", date = *decided_on)
        }
        DecideRefusal::DeferredIntoThePast { until } => {
            msg!("{date} is not after the day of the decision", date = *until)
        }
        DecideRefusal::NotMultiAgency { missing, present, at_least } => {
            not_multi_agency(missing, *present, *at_least)
        }
        DecideRefusal::AgencyTwice { .. } => msg!("An agency can give one view only"),
        DecideRefusal::DissentWithoutReasons { .. } => {
            msg!("Record why this agency does not agree")
        }
        DecideRefusal::MappaNotAnswered => {
            msg!("Find out first whether the person is managed under MAPPA")
        }
        DecideRefusal::MappaTakesPrecedence { category, level } => msg!(
            "The person is managed under MAPPA (category {category}, level {level}). \
             Record why the scheme takes them on too",
            category = u32::from(category.number()),
            level = u32::from(level.number())
        ),
        DecideRefusal::SchemeFull { capacity, registered } => msg!(
            "The scheme has {capacity} places and {registered} people. \
             Choose the waiting list, or record why it goes over",
            capacity = *capacity,
            registered = *registered
        ),
    }
}

fn not_multi_agency(missing: &[AgencyKind], present: usize, at_least: usize) -> Msg {
    match missing {
        [] => msg!(
            "{present} agencies took part. At least {at_least} must",
            present = present,
            at_least = at_least
        ),
        [one] => msg!("{agency} must take part in this decision", agency = agency_kind(*one)),
        [one, other, ..] => msg!(
            "{one} and {other} must take part in this decision",
            one = agency_kind(*one),
            other = agency_kind(*other)
        ),
    }
}
