//! Words and readings that the pages about registrations share.

use app::AppError;
use domain::Date;
use domain::edition::Interval;
use domain::registration::Missing;
use domain::review::{DueBecause, ReviewStanding};
use domain::when::Sense;

use crate::form::Fields;
use crate::i18n::Msg;
use crate::render::{Identity, Tag, Tone};
use crate::server::{Problem, Visit};
use crate::words::read_date;
use crate::{msg, msg_n};

/// The key in an address; one that is none leads nowhere.
pub(crate) fn key<T: std::str::FromStr>(text: &str) -> Result<T, Problem> {
    text.parse().map_err(|_| Problem(AppError::Hidden))
}

/// The key of one submission; a form without one is taken for new.
pub(crate) fn once(visit: &Visit, fields: &Fields) -> String {
    let sent = fields.first("once").filter(|it| !it.is_empty()).map(str::to_owned);
    sent.unwrap_or_else(|| visit.web.app.ids().uuid().to_string())
}

/// Reads a date as people type it, of something that lies in the past.
pub(crate) fn past(today: Date) -> impl Fn(&str) -> Result<Date, Msg> {
    read_date(Sense::Past, today)
}

/// Reads a date as people type it, of something that may lie ahead.
pub(crate) fn ahead(today: Date) -> impl Fn(&str) -> Result<Date, Msg> {
    read_date(Sense::Near, today)
}

pub(crate) fn missing(missing: Missing) -> Msg {
    match missing {
        Missing::OffenderManager => msg!("No offender manager is assigned"),
        Missing::LeadWorker => msg!("No lead worker is assigned"),
        Missing::OffenderSupervisor => msg!("No offender supervisor is assigned in prison"),
    }
}

pub(crate) fn interval(interval: Interval) -> Msg {
    match interval {
        Interval::Days(n) => msg!("days: {number}", number = n),
        Interval::Weeks(n) => msg!("weeks: {number}", number = n),
        Interval::Months(n) => msg!("months: {number}", number = n),
    }
}

/// How a review stands, in words that the colour only repeats.
pub(crate) fn review_tag(standing: ReviewStanding) -> Tag {
    match standing {
        ReviewStanding::NotYet { days_left } => Tag::new(due_in(days_left), Tone::Neutral),
        ReviewStanding::Amber { days_left: 0 } => Tag::new(msg!("Due today"), Tone::Warning),
        ReviewStanding::Amber { days_left } => Tag::new(due_in(days_left), Tone::Warning),
        ReviewStanding::Past { days } => Tag::new(late_by(days), Tone::Urgent),
        ReviewStanding::QueuedForRemoval { .. } => {
            Tag::new(msg!("Queued for removal unless decided anew"), Tone::Urgent)
        }
    }
}

fn due_in(days: i32) -> Msg {
    msg_n!("Due in {n} day", "Due in {n} days", i64::from(days))
}

fn late_by(days: i32) -> Msg {
    msg_n!("{n} day late", "{n} days late", i64::from(days))
}

/// Why a review is due on its day, and the paragraph.
pub(crate) fn because(because: &DueBecause) -> (Msg, Option<String>) {
    match because {
        DueBecause::Interval { every, source } => {
            let rule = msg!("The longest time between reviews: {every}", every = interval(*every));
            (rule, Some(source.0.clone()))
        }
        DueBecause::TurnsEighteen => {
            let rule = msg!("The person turns 18, and an adult strand or removal is decided");
            (rule, Some("RR04 ¶9, ¶11".to_owned()))
        }
        DueBecause::SetAtReview => (msg!("An earlier day than the longest was set"), None),
    }
}

/// Whose record it is, for the bar at the top.
pub(crate) fn identity(person: &app::person::PersonBrief, today: Date) -> Identity {
    let age = person.born_on.map(|it| i32::from(domain::person::age_on(it, today)));
    Identity {
        name: name(person),
        href: format!("/people/{}", person.id),
        born_on: person.born_on.map(|it| it.to_string()),
        age_years: age,
        identifiers: Vec::new(),
        tags: Vec::new(),
        warnings: Vec::new(),
    }
}

pub(crate) fn name(person: &app::person::PersonBrief) -> String {
    format!("{} {}", person.forenames, person.surname).trim().to_owned()
}

/// Somebody for samples of pages.
pub(crate) fn sample_identity() -> Identity {
    Identity {
        name: "Sam Sample".to_owned(),
        href: "/people/1".to_owned(),
        born_on: Some("1980-05-17".to_owned()),
        age_years: Some(24),
        identifiers: Vec::new(),
        tags: Vec::new(),
        warnings: Vec::new(),
    }
}

/// The day it is, where the application is.
pub(crate) fn today(visit: &Visit) -> Date {
    app::clock::london_date(visit.web.app.clock().now())
}
