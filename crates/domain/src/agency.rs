//! The organisations that take part in a scheme.

#[cfg(test)]
mod tests;

use crate::Date;
use crate::area::Tree;
use crate::id::{AgencyId, AreaId};

/// The kind of an agency, as the guidance names them.
///
/// Source: [RR04 ¶11, ¶24, ¶25].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AgencyKind {
    /// A police force or basic command unit.
    Police,
    /// A probation area.
    Probation,
    /// A prison or young offender institution.
    Prison,
    /// A branch of the Crown Prosecution Service.
    Prosecution,
    /// Local authority social services.
    SocialServices,
    /// Local authority housing.
    Housing,
    /// The courts service.
    Courts,
    /// A Drug Action Team.
    DrugActionTeam,
    /// Jobcentre Plus.
    Jobcentre,
    /// A youth offending team.
    YouthOffendingTeam,
    /// A Criminal Justice Intervention Team (CJIT), of the CJIP, later the DIP.
    InterventionTeam,
    /// A health body.
    Health,
    /// Local authority community safety: the CDRP's own staff.
    CommunitySafety,
    /// A voluntary or private provider of services.
    Voluntary,
    /// A Government Office, the Welsh Assembly Government, or a department of state.
    Government,
    /// Any other agency found able to support the scheme [RR04 ¶25].
    Other,
}

impl AgencyKind {
    /// Every kind, in the order in which lists show them.
    pub const ALL: [Self; 16] = [
        Self::Police,
        Self::Probation,
        Self::Prison,
        Self::Prosecution,
        Self::SocialServices,
        Self::Housing,
        Self::Courts,
        Self::DrugActionTeam,
        Self::Jobcentre,
        Self::YouthOffendingTeam,
        Self::InterventionTeam,
        Self::Health,
        Self::CommunitySafety,
        Self::Voluntary,
        Self::Government,
        Self::Other,
    ];

    /// The word under which the kind is stored and named in forms and files.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Police => "police",
            Self::Probation => "probation",
            Self::Prison => "prison",
            Self::Prosecution => "prosecution",
            Self::SocialServices => "social_services",
            Self::Housing => "housing",
            Self::Courts => "courts",
            Self::DrugActionTeam => "drug_action_team",
            Self::Jobcentre => "jobcentre",
            Self::YouthOffendingTeam => "youth_offending_team",
            Self::InterventionTeam => "intervention_team",
            Self::Health => "health",
            Self::CommunitySafety => "community_safety",
            Self::Voluntary => "voluntary",
            Self::Government => "government",
            Self::Other => "other",
        }
    }

    /// The kind stored under this word, if there is one.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.key() == key)
    }
}

/// An organisation that takes part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agency {
    /// Its identity.
    pub id: AgencyId,
    /// What kind of organisation it is.
    pub kind: AgencyKind,
    /// Its name.
    pub name: String,
    /// The area it serves: a police force its LCJB area, a council's housing its CDRP area.
    pub area: AreaId,
}

/// Why an agency cannot be set up like this.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AgencyRefusal {
    /// It has no name.
    BlankName,
    /// An agency of the kind has this name.
    NameTaken { by: AgencyId },
    /// The identity is in use.
    IdTaken,
    /// The area does not exist today.
    AreaNotOpen { area: AreaId },
}

/// Sets up an agency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CreateAgency {
    /// Its identity, fresh.
    pub id: AgencyId,
    /// What kind of organisation it is.
    pub kind: AgencyKind,
    /// Its name.
    pub name: String,
    /// The area it serves.
    pub area: AreaId,
}

impl CreateAgency {
    /// Whether the agency can be set up. `others` are the agencies there are. Names are compared
    /// without regard to case and outer spaces, so that one agency is not set up twice.
    ///
    /// Source: [RR04 ¶24, ¶25].
    pub fn decide(
        &self,
        tree: &Tree,
        others: &[Agency],
        today: Date,
    ) -> Result<Agency, AgencyRefusal> {
        let name = self.name.trim();
        if name.is_empty() {
            return Err(AgencyRefusal::BlankName);
        }
        if others.iter().any(|it| it.id == self.id) {
            return Err(AgencyRefusal::IdTaken);
        }
        let folded = name.to_lowercase();
        let alike = |it: &&Agency| it.kind == self.kind && it.name.trim().to_lowercase() == folded;
        if let Some(other) = others.iter().find(alike) {
            return Err(AgencyRefusal::NameTaken { by: other.id });
        }
        if tree.on(today).find(self.area).is_none() {
            return Err(AgencyRefusal::AreaNotOpen { area: self.area });
        }
        Ok(Agency { id: self.id, kind: self.kind, name: name.to_owned(), area: self.area })
    }
}
