//! Removal from a scheme: national grounds with local thresholds, by consensus of the agencies,
//! with an exit plan first [SG05 ¶3, REM05].
//!
//! A proposal is made, each agency gives its view, objections are resolved, and the decision is
//! taken with its reasons. Death alone needs none of this. Removal takes effect on its day, and
//! somebody removed returns only by a new registration that rests on new facts.

mod death;
mod decide;
mod exit;
mod propose;
mod reached;

#[cfg(test)]
mod tests;

pub use death::{DeathRefusal, RecordDeath};
pub use decide::{
    Answer, DecideFacts, DecideRemoval, Decided, Participant, RemovalRefusal, Resolution, View,
    ViewOf,
};
pub use exit::{DrugUse, ExitGap, ExitPlan, Support};
pub use propose::{Proposal, ProposeFacts, ProposeRefusal, ProposeRemoval};
pub use reached::{OffendingFact, OffendingKind, Quiet, Reached, reached};

use crate::Date;
use crate::edition::GroundKey;
use crate::id::{RegistrationId, RemovalId};
use crate::registration::{Registration, Standing};

/// A removal that was decided, or came about by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Removal {
    /// Its identity: that of the proposal, where there was one.
    pub id: RemovalId,
    /// The registration it ends.
    pub registration: RegistrationId,
    /// The ground.
    pub ground: GroundKey,
    /// The first day off the scheme.
    pub effective_on: Date,
    /// How it came about.
    pub by: RemovedBy,
}

/// How a removal came about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RemovedBy {
    /// By consensus of the agencies, for these reasons [SG05 ¶3].
    Consensus {
        /// Why.
        reasons: String,
    },
    /// By itself, on notice of death [REM05].
    Death {
        /// When the person died.
        died_on: Date,
        /// How it became known.
        notified_by: String,
    },
}

impl Removal {
    /// The registration as the removal leaves it.
    pub fn close(&self, registration: Registration) -> Registration {
        let standing = Standing::Closed { on: self.effective_on, removal: self.id };
        Registration { standing, ..registration }
    }
}

/// The days, of those given, that lie after a removal: a return rests on at least one of them.
/// What happened on the day of the removal itself was there to be weighed.
pub fn new_facts_since(removed_on: Date, facts_on: &[Date]) -> Vec<Date> {
    facts_on.iter().copied().filter(|it| *it > removed_on).collect()
}
