//! The organisations that take part in a scheme.

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
