//! The exit plan: support that goes on after the scheme, with an owner [RR04 A.16, K11; REM05].

use crate::Date;
use crate::agency::AgencyKind;
use crate::id::AgencyId;

/// One piece of support that goes on after removal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Support {
    /// What is given.
    pub what: String,
    /// The agency that owns it after the scheme.
    pub agency: AgencyId,
    /// The kind of that agency.
    pub agency_kind: AgencyKind,
    /// The person there who answers for it.
    pub contact: String,
    /// The last day it is planned for.
    pub until: Date,
}

/// The support that goes on after removal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExitPlan {
    /// Its parts.
    pub support: Vec<Support>,
}

/// Whether the person uses drugs problematically.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DrugUse {
    /// The person does.
    Problematic,
    /// Nothing says so.
    NoneKnown,
}

/// What an exit plan lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ExitGap {
    /// It holds no support.
    Empty,
    /// A part does not say what is given.
    NothingNamed,
    /// A part names nobody who answers for it.
    NoContact,
    /// A part ends before the removal takes effect, or on that day.
    EndsTooSoon,
    /// A problematic drug user is not passed on to the CJIT [RR04 A.16].
    NoInterventionTeam,
}

impl ExitPlan {
    /// What the plan lacks for a removal on this day, each gap once.
    pub fn gaps(&self, removed_on: Date, drug_use: DrugUse) -> Vec<ExitGap> {
        let mut gaps = Vec::new();
        if self.support.is_empty() {
            gaps.push(ExitGap::Empty);
        }
        let any = |lacks: fn(&Support) -> bool| self.support.iter().any(lacks);
        if any(|it| it.what.trim().is_empty()) {
            gaps.push(ExitGap::NothingNamed);
        }
        if any(|it| it.contact.trim().is_empty()) {
            gaps.push(ExitGap::NoContact);
        }
        if self.support.iter().any(|it| it.until <= removed_on) {
            gaps.push(ExitGap::EndsTooSoon);
        }
        let passed_on = any(|it| it.agency_kind == AgencyKind::InterventionTeam);
        if drug_use == DrugUse::Problematic && !passed_on {
            gaps.push(ExitGap::NoInterventionTeam);
        }
        gaps
    }
}
