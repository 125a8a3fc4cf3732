//! A person's stay on a scheme: taken on by a decision, on a strand, until removed.
//!
//! Somebody has at most one open registration **on each scheme**, not one in all: a scheme
//! answers for its own area [RR04 ¶1], and somebody who offends in two areas, or is moving from
//! one to the other, may rightly stand on both for a while. What must be single is the offender
//! manager through the whole sentence [RR04 ¶11], so whoever registers is shown every other open
//! registration of the person.

mod assignment;
mod register;
mod statutory;

#[cfg(test)]
pub(crate) mod tests;

pub use assignment::{
    Assign, AssignFacts, AssignRefusal, Assignment, Held, Holder, Missing, Post, unassigned_on,
};
pub use register::{
    Mandate, MandateSays, Places, Register, RegisterFacts, RegisterRefusal, Registered,
};
pub use statutory::{
    OrderKind, PeriodRefusal, StatutoryPeriod, StatutoryStatus, Supervision, next_after,
    record_period, statutory_on,
};

use crate::Date;
use crate::edition::StrandKey;
use crate::id::{DecisionId, PersonId, RegistrationId, RemovalId, SchemeId};

/// One stay of a person on a scheme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Registration {
    /// Its identity.
    pub id: RegistrationId,
    /// Who is registered.
    pub person: PersonId,
    /// The scheme.
    pub scheme: SchemeId,
    /// The strand the person is on.
    pub strand: StrandKey,
    /// The first day on the scheme.
    pub registered_on: Date,
    /// The decision it rests on [RR04 ¶14].
    pub decision: DecisionId,
    /// The earlier stay on the same scheme, if this is a return [SG05 ¶3].
    pub previous: Option<RegistrationId>,
    /// Whether it has ended.
    pub standing: Standing,
}

/// Whether a registration has ended, and by what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It has not been ended.
    Open,
    /// A removal ended it.
    Closed {
        /// The first day off the scheme.
        on: Date,
        /// The removal that ended it.
        removal: RemovalId,
    },
}

impl Registration {
    /// The first day off the scheme, once a removal has set one.
    pub const fn closed_on(&self) -> Option<Date> {
        match self.standing {
            Standing::Open => None,
            Standing::Closed { on, .. } => Some(on),
        }
    }

    /// Whether the person is on the scheme on this day. The day of removal is already off it:
    /// removal takes effect at once.
    pub fn is_open_on(&self, day: Date) -> bool {
        self.registered_on <= day && self.closed_on().is_none_or(|closed_on| day < closed_on)
    }
}
