//! Registrations: strand, statutory status, and who manages the person.

mod assigning;
pub(crate) mod assignment_sql;
mod file;
mod opening;
mod period;
pub(crate) mod period_sql;
mod register;
mod show;
pub(crate) mod sql;
mod take_over;
pub mod testing;
#[cfg(test)]
mod tests;

use domain::Date;
use domain::edition::StrandKey;
use domain::id::{AgencyId, NominationId, PersonId, RegistrationId, UserId};
use domain::registration::{OrderKind, Post};
use domain::removal::DrugUse;

use crate::gate::actions;

pub(crate) use assigning::gather;
pub use assigning::{Assigned, Worker, assign, end_assignment, workers};
pub(crate) use file::{File, load, open_file, strand_label};
pub(crate) use opening::offered;
pub use opening::{Opening, StrandOffered, for_registering};
pub use period::{Period, end_period, record_period};
pub use register::register;
pub(crate) use show::review_due;
pub use show::{Elsewhere, May, PastReview, ReviewDue, Shown, StrandShown, show};
pub(crate) use take_over::{Ended, HeldPost, TakeOver, take_over};

actions! {
    /// Take somebody on.
    Register = "register";
    /// Record under which order somebody is, and until when.
    RecordPeriod = "record_period";
    /// Say who manages a person.
    Assign = "assign";
}

/// Take on somebody whom the agencies decided to take on.
#[derive(Debug, Clone)]
pub struct RegisterPerson {
    /// The nomination decided.
    pub nomination: NominationId,
    /// The strand.
    pub strand: StrandKey,
    /// The first day on the scheme.
    pub on: Date,
    /// Whether the person uses drugs problematically.
    pub drug_use: DrugUse,
    /// The order the person is under, if any.
    pub period: Option<NewPeriod>,
    /// Who manages the case, if that is settled.
    pub manager: Option<Manager>,
}

/// An order, with its first and last days.
#[derive(Debug, Clone, Copy)]
pub struct NewPeriod {
    /// The order.
    pub order: OrderKind,
    /// The first day.
    pub from: Date,
    /// The last day, where it is known.
    pub to: Option<Date>,
}

/// Record an order.
#[derive(Debug, Clone)]
pub struct RecordPeriodOn {
    /// The registration it is recorded on.
    pub registration: RegistrationId,
    /// The order.
    pub period: NewPeriod,
}

/// End an order or an assignment.
#[derive(Debug, Clone)]
pub struct EndOn {
    /// The registration.
    pub registration: RegistrationId,
    /// The key of the period or the assignment.
    pub key: String,
    /// The last day.
    pub last_day: Date,
}

/// Who is to manage a person.
#[derive(Debug, Clone)]
pub enum Manager {
    /// Somebody who signs in; the agency is theirs.
    User(UserId),
    /// Somebody who does not.
    Named {
        /// Their name.
        name: String,
        /// Their agency.
        agency: AgencyId,
    },
}

/// Give somebody a post.
#[derive(Debug, Clone)]
pub struct AssignTo {
    /// The registration.
    pub registration: RegistrationId,
    /// The post.
    pub post: Post,
    /// Who.
    pub manager: Manager,
    /// The first day.
    pub from: Date,
    /// The last day, where it is known.
    pub to: Option<Date>,
}

/// The words under which drug use is stored.
pub(crate) const fn drug_use_key(drug_use: DrugUse) -> &'static str {
    match drug_use {
        DrugUse::Problematic => "problematic",
        DrugUse::NoneKnown => "none_known",
    }
}

/// The drug use stored under this word.
pub(crate) fn drug_use_from_key(key: &str) -> Option<DrugUse> {
    [DrugUse::Problematic, DrugUse::NoneKnown].into_iter().find(|it| drug_use_key(*it) == key)
}

/// A key for a row that has no type of identity of its own.
pub(crate) fn row_key(tx: &crate::gate::Tx<'_>) -> String {
    tx.id::<RegistrationId>().to_string()
}

/// The nomination a registration would rest on, and the latest decision on it.
#[derive(Debug, Clone)]
pub struct Nominated {
    /// The nomination.
    pub nomination: NominationId,
    /// Whom.
    pub person: PersonId,
    /// To which scheme.
    pub scheme: domain::id::SchemeId,
    /// To which strand.
    pub strand: StrandKey,
    /// What was decided, once something was.
    pub mandate: Option<domain::registration::Mandate>,
}
