//! What agencies, roles and categories of information are called.

use domain::agency::AgencyKind;
use domain::user::{Category, Role};

use crate::i18n::Msg;
use crate::msg;

/// A kind of agency.
pub fn agency_kind(kind: AgencyKind) -> Msg {
    match kind {
        AgencyKind::Police => msg!("Police"),
        AgencyKind::Probation => msg!("Probation"),
        AgencyKind::Prison => msg!("Prison"),
        AgencyKind::Prosecution => msg!("Crown Prosecution Service"),
        AgencyKind::SocialServices => msg!("Social services"),
        AgencyKind::Housing => msg!("Housing"),
        AgencyKind::Courts => msg!("Courts"),
        AgencyKind::DrugActionTeam => msg!("Drug Action Team"),
        AgencyKind::Jobcentre => msg!("Jobcentre Plus"),
        AgencyKind::YouthOffendingTeam => msg!("Youth offending team"),
        AgencyKind::InterventionTeam => msg!("Criminal Justice Intervention Team"),
        AgencyKind::Health => msg!("Health"),
        AgencyKind::CommunitySafety => msg!("Community safety"),
        AgencyKind::Voluntary => msg!("Voluntary or private provider"),
        AgencyKind::Government => msg!("Government"),
        AgencyKind::Other => msg!("Other agency"),
    }
}

/// A role that somebody holds.
pub fn role(role: Role) -> Msg {
    match role {
        Role::Coordinator => msg!("Coordinator"),
        Role::OffenderManager => msg!("Offender manager"),
        Role::OffenderSupervisor => msg!("Offender supervisor"),
        Role::PoliceOfficer => msg!("Police officer"),
        Role::YouthWorker => msg!("Youth worker"),
        Role::Provider => msg!("Provider"),
        Role::PanelMember => msg!("Panel member"),
        Role::Chair => msg!("Chair"),
        Role::SentencerLiaison => msg!("Sentencer liaison"),
        Role::Analyst => msg!("Analyst"),
        Role::AreaLead => msg!("Area lead"),
        Role::RegionalLead => msg!("Regional lead"),
        Role::NationalLead => msg!("National lead"),
        Role::DataProtectionOfficer => msg!("Data protection officer"),
        Role::Auditor => msg!("Auditor"),
        Role::Administrator => msg!("Administrator"),
    }
}

/// A category of information about a person.
pub fn category(category: Category) -> Msg {
    match category {
        Category::Identity => msg!("Identity"),
        Category::Registration => msg!("Registration"),
        Category::Offending => msg!("Offending"),
        Category::Custody => msg!("Custody"),
        Category::Court => msg!("Court"),
        Category::Assessment => msg!("Assessment"),
        Category::Health => msg!("Physical and mental health"),
        Category::SubstanceMisuse => msg!("Drugs and alcohol"),
        Category::Accommodation => msg!("Accommodation"),
        Category::EmploymentAndFinance => msg!("Employment and finance"),
        Category::Family => msg!("Family"),
        Category::Plan => msg!("Plan"),
        Category::Contact => msg!("Contacts with the person"),
        Category::Intelligence => msg!("Intelligence"),
        Category::Mappa => msg!("MAPPA"),
    }
}
