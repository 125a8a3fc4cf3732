//! The record that an agency was told.

use super::{DueNotice, Occasion};
use crate::Date;
use crate::id::{AgencyId, NoticeId, RegistrationId, UserId};

/// That an agency was told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Told {
    /// Its identity.
    pub id: NoticeId,
    /// The registration.
    pub registration: RegistrationId,
    /// The agency.
    pub agency: AgencyId,
    /// Of what.
    pub occasion: Occasion,
    /// When.
    pub told_on: Date,
    /// By whom.
    pub told_by: UserId,
}

/// The wish to record that an agency was told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tell {
    /// The identity the record will have.
    pub id: NoticeId,
    /// The registration.
    pub registration: RegistrationId,
    /// The agency.
    pub agency: AgencyId,
    /// Of what.
    pub occasion: Occasion,
    /// When.
    pub told_on: Date,
    /// By whom.
    pub told_by: UserId,
}

/// What is known when a telling is recorded.
#[derive(Debug, Clone, Copy)]
pub struct TellFacts<'a> {
    /// Who is to be told on this occasion.
    pub due: &'a [DueNotice],
    /// Who was told of this registration already.
    pub told: &'a [Told],
    /// The day of the registration or of the removal.
    pub happened_on: Date,
}

/// Why a telling cannot be recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TellRefusal {
    /// The agency was told already [RR04 A.2].
    AlreadyTold {
        /// When.
        told_on: Date,
    },
    /// The agency is not one that should know.
    NotDue,
    /// The day lies in the future.
    InFuture {
        /// Today.
        today: Date,
    },
    /// The day lies before there was anything to tell.
    TooSoon {
        /// When it happened.
        happened_on: Date,
    },
}

impl Tell {
    /// Whether the telling can be recorded.
    pub fn decide(self, facts: &TellFacts<'_>, today: Date) -> Result<Told, TellRefusal> {
        if let Some(before) = facts.told.iter().find(|it| self.is_same(it)) {
            return Err(TellRefusal::AlreadyTold { told_on: before.told_on });
        }
        let is_mine = |it: &DueNotice| it.agency == self.agency && it.occasion == self.occasion;
        if !facts.due.iter().any(is_mine) {
            return Err(TellRefusal::NotDue);
        }
        if self.told_on > today {
            return Err(TellRefusal::InFuture { today });
        }
        if self.told_on < facts.happened_on {
            return Err(TellRefusal::TooSoon { happened_on: facts.happened_on });
        }
        Ok(Told {
            id: self.id,
            registration: self.registration,
            agency: self.agency,
            occasion: self.occasion,
            told_on: self.told_on,
            told_by: self.told_by,
        })
    }

    fn is_same(&self, told: &Told) -> bool {
        self.registration == told.registration
            && self.agency == told.agency
            && self.occasion == told.occasion
    }
}

/// The notices that are due and not yet given.
pub fn outstanding<'a>(due: &'a [DueNotice], told: &[Told]) -> Vec<&'a DueNotice> {
    let given = |notice: &DueNotice| {
        told.iter().any(|it| it.agency == notice.agency && it.occasion == notice.occasion)
    };
    due.iter().filter(|it| !given(it)).collect()
}
