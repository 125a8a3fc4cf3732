//! Proposing a removal.

use super::ExitPlan;
use crate::Date;
use crate::edition::{Deciding, GroundKey, RulesOn};
use crate::id::{RegistrationId, RemovalId};
use crate::registration::Registration;

/// The wish to propose a removal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposeRemoval {
    /// The identity the proposal, and the removal it may become, will have.
    pub id: RemovalId,
    /// The registration.
    pub registration: RegistrationId,
    /// The ground.
    pub ground: GroundKey,
    /// What was measured against the local threshold, in its unit, if the ground has one.
    pub measured: Option<u32>,
    /// Why.
    pub reasons: String,
    /// The exit plan, if it is made already. It must be before the decision.
    pub exit_plan: Option<ExitPlan>,
    /// When it is proposed.
    pub proposed_on: Date,
}

/// A proposal, open until it is decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// Its identity.
    pub id: RemovalId,
    /// The registration.
    pub registration: RegistrationId,
    /// The ground.
    pub ground: GroundKey,
    /// What was measured against the local threshold.
    pub measured: Option<u32>,
    /// Why.
    pub reasons: String,
    /// The exit plan, as far as it is made.
    pub exit_plan: Option<ExitPlan>,
    /// When it was proposed.
    pub proposed_on: Date,
}

/// What is known when a removal is proposed.
#[derive(Debug, Clone, Copy)]
pub struct ProposeFacts<'a> {
    /// The registration.
    pub registration: &'a Registration,
    /// A proposal that is open already.
    pub open: Option<&'a Proposal>,
}

/// Why a removal cannot be proposed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProposeRefusal {
    /// The person is off the scheme already.
    AlreadyRemoved {
        /// Since when.
        removed_on: Date,
    },
    /// A proposal is open already; it is decided first.
    AlreadyProposed {
        /// That proposal.
        proposal: RemovalId,
    },
    /// The day lies in the future.
    InFuture {
        /// Today.
        today: Date,
    },
    /// The day lies before the registration.
    BeforeRegistration {
        /// When the person was registered.
        registered_on: Date,
    },
    /// No reasons are given.
    NoReasons,
    /// The edition has no such ground for the strand on the day.
    GroundNotInForce {
        /// The ground.
        ground: GroundKey,
    },
    /// The ground takes effect by itself: it is recorded, not proposed.
    GroundIsAutomatic {
        /// The ground.
        ground: GroundKey,
    },
}

impl ProposeRemoval {
    /// Whether the removal can be proposed. `rules` are those of the day of the proposal.
    ///
    /// Source: [SG05 ¶3].
    pub fn decide(
        self,
        facts: &ProposeFacts<'_>,
        rules: RulesOn<'_>,
        today: Date,
    ) -> Result<Proposal, ProposeRefusal> {
        let registration = facts.registration;
        if let Some(removed_on) = registration.closed_on() {
            return Err(ProposeRefusal::AlreadyRemoved { removed_on });
        }
        if let Some(open) = facts.open {
            return Err(ProposeRefusal::AlreadyProposed { proposal: open.id });
        }
        if self.proposed_on > today {
            return Err(ProposeRefusal::InFuture { today });
        }
        if self.proposed_on < registration.registered_on {
            let registered_on = registration.registered_on;
            return Err(ProposeRefusal::BeforeRegistration { registered_on });
        }
        if self.reasons.trim().is_empty() {
            return Err(ProposeRefusal::NoReasons);
        }
        let Some(rule) = rules.ground(&self.ground, &registration.strand) else {
            return Err(ProposeRefusal::GroundNotInForce { ground: self.ground });
        };
        match rule.value.deciding {
            Deciding::Automatic => Err(ProposeRefusal::GroundIsAutomatic { ground: self.ground }),
            Deciding::Consensus => Ok(self.into_proposal()),
        }
    }

    fn into_proposal(self) -> Proposal {
        Proposal {
            id: self.id,
            registration: self.registration,
            ground: self.ground,
            measured: self.measured,
            reasons: self.reasons,
            exit_plan: self.exit_plan,
            proposed_on: self.proposed_on,
        }
    }
}
