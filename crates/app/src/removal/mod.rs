//! Removal from a scheme, by consensus of the agencies with an exit plan first, or by death
//! [SG05 ¶3, REM05].

mod case;
mod death;
mod decide;
mod propose;
mod reached;
pub(crate) mod reached_sql;
pub(crate) mod sql;
#[cfg(test)]
mod tests;
mod views;

use std::collections::BTreeSet;

use domain::Date;
use domain::agency::AgencyKind;
use domain::edition::{GroundKey, Label, ThresholdSide, ThresholdUnit};
use domain::id::{AgencyId, PersonId, RegistrationId, RemovalId};
use domain::removal::{Answer, RemovalRefusal};

use crate::gate::{Includes, actions};
use crate::person::PersonBrief;
use crate::scheme::{Party, SchemeBrief};

pub use case::show;
pub use death::{for_death, record_death};
pub use decide::decide;
pub use propose::{add_support, drop_support, propose};
pub(crate) use propose::{grounds, open_proposal};
pub use reached::{Reached, count_reached, reached};
pub use views::{give_view, resolve};

actions! {
    /// Propose a removal, and plan the way out.
    ProposeRemoval = "propose_removal";
    /// Give the view of one's own agency.
    GiveView = "give_view";
    /// Record what any agency said, and how an objection was resolved.
    RecordViews = "record_views";
    /// Record what the agencies decided.
    DecideRemoval = "decide_removal";
    /// Record a death.
    RecordDeath = "record_death";
}

/// A death ends every stay, whatever the agencies would have decided [REM05].
impl Includes<DecideRemoval> for RecordDeath {}

/// Propose a removal.
#[derive(Debug, Clone)]
pub struct Propose {
    /// The registration.
    pub registration: RegistrationId,
    /// The ground.
    pub ground: GroundKey,
    /// What was measured against the local threshold.
    pub measured: Option<u32>,
    /// Where that figure comes from.
    pub threshold_evidence: Option<String>,
    /// Why.
    pub reasons: String,
    /// When.
    pub on: Date,
}

/// Add a part to the exit plan.
#[derive(Debug, Clone)]
pub struct AddSupport {
    /// The registration whose removal is proposed.
    pub registration: RegistrationId,
    /// What is given.
    pub what: String,
    /// The agency that owns it after the scheme.
    pub agency: AgencyId,
    /// Who answers for it there.
    pub contact: String,
    /// The last day it is planned for.
    pub until: Date,
}

/// Give an agency's view.
#[derive(Debug, Clone)]
pub struct GiveViewOf {
    /// The registration whose removal is proposed.
    pub registration: RegistrationId,
    /// The agency.
    pub agency: AgencyId,
    /// Who spoke for it.
    pub spoke_for_it: String,
    /// To what it objects; nothing if it agrees.
    pub objection: Option<String>,
    /// When.
    pub on: Date,
}

/// Record how an objection was resolved.
#[derive(Debug, Clone)]
pub struct Resolve {
    /// The registration whose removal is proposed.
    pub registration: RegistrationId,
    /// The agency that objected.
    pub agency: AgencyId,
    /// How it was resolved.
    pub how: String,
    /// When.
    pub on: Date,
}

/// Decide a proposal.
#[derive(Debug, Clone)]
pub struct Decide {
    /// The registration.
    pub registration: RegistrationId,
    /// The version of the proposal that lay on the table.
    pub version: i64,
    /// What is decided.
    pub answer: Answer,
    /// When.
    pub on: Date,
    /// Why.
    pub reasons: String,
}

/// Record a death.
#[derive(Debug, Clone)]
pub struct Death {
    /// Who died.
    pub person: PersonId,
    /// When.
    pub died_on: Date,
    /// When it became known.
    pub notified_on: Date,
    /// How it became known.
    pub notified_by: String,
}

/// A ground that may be chosen.
#[derive(Debug, Clone)]
pub struct GroundOffered {
    /// Its key.
    pub key: GroundKey,
    /// What it is called.
    pub label: Label,
    /// Where it comes from.
    pub source: String,
    /// From when it is in force.
    pub in_force_on: Date,
    /// The local threshold, where it has one.
    pub threshold: Option<ThresholdShown>,
}

/// A threshold as it holds for a scheme.
#[derive(Debug, Clone, Copy)]
pub struct ThresholdShown {
    /// What it is counted in.
    pub unit: ThresholdUnit,
    /// Which side of it meets the ground.
    pub side: ThresholdSide,
    /// The figure; none while the scheme has set none.
    pub figure: Option<u32>,
}

/// A part of the exit plan.
#[derive(Debug, Clone)]
pub struct SupportShown {
    /// Its key.
    pub key: String,
    /// What is given.
    pub what: String,
    /// The agency that owns it.
    pub agency: AgencyId,
    /// Its name.
    pub agency_name: String,
    /// Its kind.
    pub agency_kind: AgencyKind,
    /// Who answers for it.
    pub contact: String,
    /// The last day it is planned for.
    pub until: Date,
}

/// An agency's view.
#[derive(Debug, Clone)]
pub struct ViewShown {
    /// The agency.
    pub agency: AgencyId,
    /// Its name.
    pub agency_name: String,
    /// Its kind.
    pub agency_kind: AgencyKind,
    /// Who spoke for it.
    pub spoke_for_it: String,
    /// To what it objects.
    pub objection: Option<String>,
    /// How that was resolved, and when.
    pub resolution: Option<(String, Date)>,
    /// When it was given.
    pub given_on: Date,
}

/// What the reader may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum MayDo {
    /// Propose, and plan the way out.
    Propose,
    /// Speak for the agency they work for.
    OwnView,
    /// Record what any agency said.
    AnyView,
    /// Record the decision.
    Decide,
}

/// A proposal as a page shows it.
#[derive(Debug, Clone)]
pub struct ProposalShown {
    /// Its key.
    pub id: RemovalId,
    /// Its version.
    pub version: i64,
    /// The ground, as the edition has it; none where it is no longer in force.
    pub ground: Option<GroundOffered>,
    /// The ground's key.
    pub ground_key: GroundKey,
    /// What was measured.
    pub measured: Option<u32>,
    /// Where that comes from.
    pub threshold_evidence: Option<String>,
    /// Why it is proposed.
    pub reasons: String,
    /// When.
    pub proposed_on: Date,
    /// By whom.
    pub proposed_by: Option<String>,
    /// The exit plan.
    pub support: Vec<SupportShown>,
    /// The views given.
    pub views: Vec<ViewShown>,
    /// The agencies that have a say and have not spoken.
    pub awaited: Vec<Party>,
    /// What would stop a decision to remove today.
    pub in_the_way: Option<RemovalRefusal>,
}

/// The removal of one registration as a page shows it.
#[derive(Debug, Clone)]
pub struct RemovalShown {
    /// The person.
    pub person: PersonBrief,
    /// The scheme.
    pub scheme: SchemeBrief,
    /// The registration.
    pub registration: RegistrationId,
    /// The grounds that may be chosen.
    pub grounds: Vec<GroundOffered>,
    /// The agencies of the scheme.
    pub parties: Vec<Party>,
    /// The open proposal.
    pub proposal: Option<ProposalShown>,
    /// What the reader may do.
    pub may: BTreeSet<MayDo>,
    /// The agency the reader works for.
    pub own_agency: Option<AgencyId>,
}

/// What a decision came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The person is off the scheme.
    Removed,
    /// The person stays.
    Kept,
}

impl Outcome {
    /// The word under which it is stored.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Removed => "remove",
            Self::Kept => "keep",
        }
    }
}

impl std::fmt::Display for Outcome {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.key())
    }
}

impl std::str::FromStr for Outcome {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        [Self::Removed, Self::Kept].into_iter().find(|it| it.key() == text).ok_or(())
    }
}
