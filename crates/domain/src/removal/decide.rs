//! Deciding a proposed removal: consensus, then effect at once.

use super::{DrugUse, ExitGap, Proposal, Removal, RemovedBy};
use crate::Date;
use crate::agency::AgencyKind;
use crate::edition::{Deciding, GroundKey, RulesOn, StrandKind, ThresholdUnit};
use crate::id::AgencyId;
use crate::registration::Registration;

/// An agency that has a say: it takes part in the scheme, or was told of the selection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Participant {
    /// The agency.
    pub agency: AgencyId,
    /// Its kind.
    pub kind: AgencyKind,
}

/// How an objection was resolved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resolution {
    /// How.
    pub how: String,
    /// When.
    pub on: Date,
}

/// What an agency thinks of the proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum View {
    /// It agrees.
    Agrees,
    /// It objects.
    Objects {
        /// To what.
        objection: String,
        /// How that was resolved, once it is.
        resolved: Option<Resolution>,
    },
}

/// One agency's view. Where an agency has given several, the last counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ViewOf {
    /// The agency.
    pub agency: AgencyId,
    /// Its kind.
    pub kind: AgencyKind,
    /// What it thinks.
    pub view: View,
    /// When it said so.
    pub given_on: Date,
}

/// What the agencies decide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// Remove.
    Remove,
    /// Keep on the scheme; the proposal is closed.
    Keep,
}

/// The wish to decide a proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecideRemoval {
    /// What is decided.
    pub answer: Answer,
    /// When. A removal takes effect on this day.
    pub decided_on: Date,
    /// Why.
    pub reasons: String,
}

/// What is known when a proposal is decided.
#[derive(Debug, Clone, Copy)]
pub struct DecideFacts<'a> {
    /// The proposal.
    pub proposal: &'a Proposal,
    /// The registration.
    pub registration: &'a Registration,
    /// The agencies that have a say.
    pub participants: &'a [Participant],
    /// The views given, oldest first.
    pub views: &'a [ViewOf],
    /// The threshold the scheme has set for the ground.
    pub threshold_set: Option<u32>,
    /// Whether the person uses drugs problematically.
    pub drug_use: DrugUse,
}

/// What came of a proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decided {
    /// The person is removed.
    Removed(Removal),
    /// The person stays.
    Kept {
        /// Why.
        reasons: String,
    },
}

/// Why a proposal cannot be decided so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RemovalRefusal {
    /// A colleague was quicker: nothing is proposed any more.
    AlreadyDecided {
        /// When it was decided.
        decided_on: Date,
    },
    /// The person is off the scheme already.
    AlreadyRemoved {
        /// Since when.
        removed_on: Date,
    },
    /// The day lies in the future.
    InFuture {
        /// Today.
        today: Date,
    },
    /// The day lies before the proposal.
    BeforeProposal {
        /// When it was proposed.
        proposed_on: Date,
    },
    /// No reasons are given.
    NoReasons,
    /// The edition has no such ground for the strand on the day.
    GroundNotInForce {
        /// The ground.
        ground: GroundKey,
    },
    /// The ground takes effect by itself: it is recorded, not decided.
    GroundIsAutomatic {
        /// The ground.
        ground: GroundKey,
    },
    /// The ground has a local threshold, and the scheme has set none.
    ThresholdNotSet {
        /// The ground.
        ground: GroundKey,
        /// What it is counted in.
        unit: ThresholdUnit,
    },
    /// The scheme's threshold lies outside what the edition allows.
    ThresholdNotAllowed {
        /// What the scheme has set.
        figure: u32,
        /// The lowest it may be.
        lowest: u32,
        /// The highest it may be.
        highest: u32,
    },
    /// Nothing was measured against the threshold.
    NothingMeasured {
        /// What it is counted in.
        unit: ThresholdUnit,
    },
    /// What was measured does not meet the threshold.
    ThresholdNotMet {
        /// What was measured.
        measured: u32,
        /// The threshold.
        figure: u32,
        /// What both are counted in.
        unit: ThresholdUnit,
    },
    /// There is no exit plan, and there must be one first [REM05].
    NoExitPlan,
    /// The exit plan lacks something.
    ExitPlanLacks {
        /// What.
        gaps: Vec<ExitGap>,
    },
    /// No agency of a kind that must have a say has given its view.
    MissingKinds {
        /// The kinds.
        kinds: Vec<AgencyKind>,
    },
    /// Agencies that have a say have not given their view.
    MissingViews {
        /// The agencies.
        agencies: Vec<AgencyId>,
    },
    /// Objections stand unresolved, so that there is no consensus [SG05 ¶3].
    Unresolved {
        /// The agencies that object.
        agencies: Vec<AgencyId>,
    },
}

impl DecideRemoval {
    /// Whether the proposal can be decided so. `rules` are those of the day of the decision.
    ///
    /// Keeping somebody needs reasons only. Removing needs a ground in force, evidence that meets
    /// the local threshold, an exit plan, every view, and no objection left standing
    /// [SG05 ¶3, REM05].
    pub fn decide(
        self,
        facts: &DecideFacts<'_>,
        rules: RulesOn<'_>,
        today: Date,
    ) -> Result<Decided, RemovalRefusal> {
        self.check_day(facts, today)?;
        if self.reasons.trim().is_empty() {
            return Err(RemovalRefusal::NoReasons);
        }
        match self.answer {
            Answer::Keep => return Ok(Decided::Kept { reasons: self.reasons }),
            Answer::Remove => {}
        }
        check_ground(facts, rules)?;
        self.check_exit(facts)?;
        check_views(facts, rules)?;
        Ok(Decided::Removed(Removal {
            id: facts.proposal.id,
            registration: facts.registration.id,
            ground: facts.proposal.ground.clone(),
            effective_on: self.decided_on,
            by: RemovedBy::Consensus { reasons: self.reasons },
        }))
    }

    fn check_day(&self, facts: &DecideFacts<'_>, today: Date) -> Result<(), RemovalRefusal> {
        if let Some(removed_on) = facts.registration.closed_on() {
            return Err(RemovalRefusal::AlreadyRemoved { removed_on });
        }
        if self.decided_on > today {
            return Err(RemovalRefusal::InFuture { today });
        }
        let proposed_on = facts.proposal.proposed_on;
        if self.decided_on < proposed_on {
            return Err(RemovalRefusal::BeforeProposal { proposed_on });
        }
        Ok(())
    }

    fn check_exit(&self, facts: &DecideFacts<'_>) -> Result<(), RemovalRefusal> {
        let plan = facts.proposal.exit_plan.as_ref().ok_or(RemovalRefusal::NoExitPlan)?;
        let gaps = plan.gaps(self.decided_on, facts.drug_use);
        if gaps.is_empty() { Ok(()) } else { Err(RemovalRefusal::ExitPlanLacks { gaps }) }
    }
}

fn check_ground(facts: &DecideFacts<'_>, rules: RulesOn<'_>) -> Result<(), RemovalRefusal> {
    let ground = &facts.proposal.ground;
    let Some(rule) = rules.ground(ground, &facts.registration.strand) else {
        return Err(RemovalRefusal::GroundNotInForce { ground: ground.clone() });
    };
    match rule.value.deciding {
        Deciding::Automatic => {
            return Err(RemovalRefusal::GroundIsAutomatic { ground: ground.clone() });
        }
        Deciding::Consensus => {}
    }
    let Some(threshold) = &rule.value.threshold else { return Ok(()) };
    let unit = threshold.unit;
    let Some(figure) = threshold.for_scheme(facts.threshold_set) else {
        return Err(RemovalRefusal::ThresholdNotSet { ground: ground.clone(), unit });
    };
    if !threshold.allows(figure) {
        let (lowest, highest) = (threshold.lowest, threshold.highest);
        return Err(RemovalRefusal::ThresholdNotAllowed { figure, lowest, highest });
    }
    let measured = facts.proposal.measured.ok_or(RemovalRefusal::NothingMeasured { unit })?;
    if threshold.is_met(figure, measured) {
        return Ok(());
    }
    Err(RemovalRefusal::ThresholdNotMet { measured, figure, unit })
}

/// Police and probation have a say in every case of an adult strand [RR04 A.2]; in a young strand
/// the youth offending team stands in probation's place [RR04 ¶9].
fn kinds_needed(facts: &DecideFacts<'_>, rules: RulesOn<'_>) -> [AgencyKind; 2] {
    let strand = rules.strand(&facts.registration.strand);
    match strand.map_or(StrandKind::Adult, |it| it.value.kind) {
        StrandKind::Adult => [AgencyKind::Police, AgencyKind::Probation],
        StrandKind::Young => [AgencyKind::Police, AgencyKind::YouthOffendingTeam],
    }
}

fn check_views(facts: &DecideFacts<'_>, rules: RulesOn<'_>) -> Result<(), RemovalRefusal> {
    let kinds: Vec<_> = kinds_needed(facts, rules)
        .into_iter()
        .filter(|kind| !facts.views.iter().any(|it| it.kind == *kind))
        .collect();
    if !kinds.is_empty() {
        return Err(RemovalRefusal::MissingKinds { kinds });
    }
    let mut missing: Vec<_> = facts.participants.iter().map(|it| it.agency).collect();
    missing.retain(|agency| !facts.views.iter().any(|it| it.agency == *agency));
    missing.sort_unstable();
    missing.dedup();
    if !missing.is_empty() {
        return Err(RemovalRefusal::MissingViews { agencies: missing });
    }
    let agencies = unresolved(facts.views);
    if agencies.is_empty() { Ok(()) } else { Err(RemovalRefusal::Unresolved { agencies }) }
}

/// The agencies whose last view is an objection nobody has resolved.
fn unresolved(views: &[ViewOf]) -> Vec<AgencyId> {
    let mut agencies: Vec<AgencyId> = Vec::new();
    for view in views {
        agencies.retain(|it| *it != view.agency);
        if let View::Objects { resolved: None, .. } = view.view {
            agencies.push(view.agency);
        }
    }
    agencies
}
