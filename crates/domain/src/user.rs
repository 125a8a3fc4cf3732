//! The people who sign in, and the roles they hold.

mod category;
mod holding;
mod lockout;
mod password;

#[cfg(test)]
mod tests;

pub use category::Category;
pub use holding::{
    EndRole, GrantRole, Holding, HoldingRefusal, Over, Reach, held_on, may_be_held_over,
};
pub use lockout::{
    Attempt, LOCK_AFTER_FAILURES, LOCK_WINDOW_MINUTES, LOCKED_MINUTES, Outcome, locked_until,
};
pub use password::{PASSWORD_LENGTH_LEAST, PASSWORD_LENGTH_MOST, PasswordRefusal, check_password};

/// A session ends so long after its last use.
pub const SESSION_IDLE_HOURS: i64 = 8;

use std::fmt;

use crate::Date;
use crate::id::UserId;

/// The language in which somebody reads the pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    /// English.
    English,
    /// Welsh.
    Welsh,
}

impl Language {
    /// Both languages.
    pub const ALL: [Self; 2] = [Self::English, Self::Welsh];

    /// The language's code in addresses, files and the `lang` attribute.
    pub const fn key(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Welsh => "cy",
        }
    }

    /// The language of this code, if there is one.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.key() == key)
    }
}

/// Somebody who signs in. Printed for debugging, only the identity shows.
#[derive(Clone, PartialEq, Eq)]
pub struct User {
    /// The identity.
    pub id: UserId,
    /// The name that others see.
    pub name: String,
    /// The e-mail address, with which they sign in.
    pub email: String,
    /// The language of their pages.
    pub language: Language,
    /// The first day on which they can no longer sign in.
    pub deactivated_on: Option<Date>,
}

impl fmt::Debug for User {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("User").field("id", &self.id).finish_non_exhaustive()
    }
}

impl User {
    /// Whether they can sign in on this day.
    pub fn is_active_on(&self, date: Date) -> bool {
        self.deactivated_on.is_none_or(|it| date < it)
    }
}

/// Why a user cannot be deactivated like this.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeactivateRefusal {
    /// A day is set already and is not after the one asked for.
    AlreadySet { on: Date },
    /// The day is before today: what they did since was done by somebody who could sign in.
    InThePast { on: Date },
}

/// Deactivates a user from a day on: today, or a leaving date known ahead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deactivate {
    /// The first day on which they can no longer sign in.
    pub on: Date,
}

impl Deactivate {
    /// Whether the user can be deactivated; a set day may be brought forward.
    pub fn decide(&self, user: &User, today: Date) -> Result<User, DeactivateRefusal> {
        if let Some(on) = user.deactivated_on.filter(|it| *it <= self.on) {
            return Err(DeactivateRefusal::AlreadySet { on });
        }
        if self.on < today {
            return Err(DeactivateRefusal::InThePast { on: self.on });
        }
        Ok(User { deactivated_on: Some(self.on), ..user.clone() })
    }
}

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
