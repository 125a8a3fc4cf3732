//! The people who sign in, and the roles they hold.

/// A role held in an agency, over a scheme or an area.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Runs the scheme from day to day.
    Coordinator,
    /// Manages a person under statutory supervision through the whole sentence [RR04 A.5].
    OffenderManager,
    /// The offender manager's counterpart in prison, or the PPO liaison officer [RR04 B.5].
    OffenderSupervisor,
    /// A police officer of the scheme.
    PoliceOfficer,
    /// A worker of a youth offending team.
    YouthWorker,
    /// A worker of an agency that provides services.
    Provider,
    /// Sits on the panel that decides.
    PanelMember,
    /// Chairs the panel.
    Chair,
    /// Speaks with the courts for the scheme.
    SentencerLiaison,
    /// Reads figures, not people.
    Analyst,
    /// Leads a CDRP, CSP or LCJB area.
    AreaLead,
    /// Leads a region, or Wales.
    RegionalLead,
    /// Leads the programme nationally.
    NationalLead,
    /// Answers for data protection.
    DataProtectionOfficer,
    /// Reads the audit trail.
    Auditor,
    /// Sets up areas, agencies, schemes and users; sees nobody's record.
    Administrator,
}

impl Role {
    /// Every role, in the order in which lists show them.
    pub const ALL: [Self; 16] = [
        Self::Coordinator,
        Self::OffenderManager,
        Self::OffenderSupervisor,
        Self::PoliceOfficer,
        Self::YouthWorker,
        Self::Provider,
        Self::PanelMember,
        Self::Chair,
        Self::SentencerLiaison,
        Self::Analyst,
        Self::AreaLead,
        Self::RegionalLead,
        Self::NationalLead,
        Self::DataProtectionOfficer,
        Self::Auditor,
        Self::Administrator,
    ];

    /// The word under which the role is stored and named in policies.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Coordinator => "coordinator",
            Self::OffenderManager => "offender_manager",
            Self::OffenderSupervisor => "offender_supervisor",
            Self::PoliceOfficer => "police_officer",
            Self::YouthWorker => "youth_worker",
            Self::Provider => "provider",
            Self::PanelMember => "panel_member",
            Self::Chair => "chair",
            Self::SentencerLiaison => "sentencer_liaison",
            Self::Analyst => "analyst",
            Self::AreaLead => "area_lead",
            Self::RegionalLead => "regional_lead",
            Self::NationalLead => "national_lead",
            Self::DataProtectionOfficer => "data_protection_officer",
            Self::Auditor => "auditor",
            Self::Administrator => "administrator",
        }
    }

    /// The role stored under this word, if there is one.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.key() == key)
    }
}
/// x
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// x
    English,
    /// x
    Welsh,
}
impl Language {
    /// x
    pub const fn key(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Welsh => "cy",
        }
    }
    /// x
    pub fn from_key(k: &str) -> Option<Self> {
        match k {
            "en" => Some(Self::English),
            "cy" => Some(Self::Welsh),
            _ => None,
        }
    }
}
/// x
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Category {
    /// x
    Identity,
}
impl Category {
    /// x
    pub const fn key(self) -> &'static str {
        "identity"
    }
}
