//! A scheme's criteria: the scoring matrix that police and probation agree on, version by
//! version, and what it makes of the evidence about one person.
//!
//! The score informs; people decide. Nothing in this crate registers, refuses or removes
//! anybody because of a score.

mod change;
mod check;
mod disallowed;
mod factor;
mod score;
mod starter;
#[cfg(test)]
mod tests;
mod window;

pub use change::{Addition, Fall, Lost, WouldChange, would_change};
pub use check::{
    CriteriaRefusal, CriteriaRefusals, FACTORS_MAX, POINTS_MAX, TITLE_MAX_CHARS, WINDOW_MAX_MONTHS,
};
pub use disallowed::Disallowed;
pub use factor::{Band, Basis, Counted, Decay, Factor, Justification, Measure, Provenance, Weight};
pub use score::{FactorScore, Known, Score, ScoreShown, Unknown, Why, Working, score};
pub use window::{CustodyPeriod, REACH_MAX_MONTHS, Release, Window, days_inside};

use jiff::civil::Date;

use crate::agency::AgencyKind;
use crate::id::{CriteriaId, SchemeId};

/// When each of the two services agreed to a version. Criteria are developed jointly by police
/// and probation, so neither puts them in force alone.
///
/// Source: [RR04 A.2].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Agreement {
    /// When the police agreed.
    pub police_on: Option<Date>,
    /// When probation agreed.
    pub probation_on: Option<Date>,
}

impl Agreement {
    /// Who has not agreed yet.
    pub fn missing(&self) -> Vec<AgencyKind> {
        let police = self.police_on.is_none().then_some(AgencyKind::Police);
        let probation = self.probation_on.is_none().then_some(AgencyKind::Probation);
        police.into_iter().chain(probation).collect()
    }

    /// The day on which the second of the two agreed.
    pub fn agreed_on(&self) -> Option<Date> {
        Some(self.police_on?.max(self.probation_on?))
    }
}

/// One version of a scheme's scoring matrix.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Criteria {
    /// The version's identity.
    pub id: CriteriaId,
    /// Whose matrix it is.
    pub scheme: SchemeId,
    /// Its number, counted from 1 within the scheme.
    pub version: u32,
    /// What the scheme calls it.
    pub title: String,
    /// Who agreed to it, and when.
    pub agreed: Agreement,
    /// The first day on which it is used.
    pub in_force_from: Date,
    /// The last day on which it is used.
    pub in_force_to: Option<Date>,
    /// Points from which the panel should consider a person. It selects nobody.
    pub consider_at: u32,
    /// What is counted.
    pub factors: Vec<Factor>,
}

/// Where a version stands on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CriteriaStanding {
    /// These have not agreed yet.
    AwaitingAgreement { missing: Vec<AgencyKind> },
    /// Agreed, and to be used from a later day.
    NotYet { from: Date },
    /// Used.
    InForce { since: Date },
    /// No longer used.
    Ended { on: Date },
}

impl Criteria {
    /// Where the version stands on this day.
    pub fn standing(&self, today: Date) -> CriteriaStanding {
        let Some(agreed_on) = self.agreed.agreed_on() else {
            return CriteriaStanding::AwaitingAgreement { missing: self.agreed.missing() };
        };
        let from = self.in_force_from.max(agreed_on);
        match self.in_force_to {
            Some(on) if on < today => CriteriaStanding::Ended { on },
            _ if today < from => CriteriaStanding::NotYet { from },
            _ => CriteriaStanding::InForce { since: from },
        }
    }

    /// A draft of the next version: the same factors, agreed by nobody yet.
    pub fn next_version(&self, id: CriteriaId, from: Date) -> Result<Self, CriteriaRefusal> {
        let not_before = self.in_force_from.tomorrow().unwrap_or(Date::MAX);
        if from < not_before {
            return Err(CriteriaRefusal::NextStartsTooEarly { not_before });
        }
        Ok(Self {
            id,
            version: self.version.saturating_add(1),
            agreed: Agreement::default(),
            in_force_from: from,
            in_force_to: None,
            ..self.clone()
        })
    }

    /// This version, ended the day before the next one starts.
    #[must_use]
    pub fn ended_by(&self, next: &Self) -> Self {
        let last = next.in_force_from.yesterday().unwrap_or(Date::MIN);
        let in_force_to = Some(self.in_force_to.map_or(last, |it| it.min(last)));
        Self { in_force_to, ..self.clone() }
    }
}

/// The version in force on this day, among the versions of one scheme.
pub fn in_force(versions: &[Criteria], today: Date) -> Option<&Criteria> {
    versions.iter().find(|it| matches!(it.standing(today), CriteriaStanding::InForce { .. }))
}
