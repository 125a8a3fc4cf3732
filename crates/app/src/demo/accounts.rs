//! Who signs in to a demo.

use domain::agency::AgencyKind;
use domain::user::Role;

/// The password of every account of a demo, which no other installation accepts.
pub const PASSWORD: &str = "throughcare demo";

/// Where somebody's role is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Seat {
    /// Over each scheme, somebody of its own.
    EveryScheme,
    /// Over the area of this name.
    Area(&'static str),
    /// Over the whole of England and Wales.
    Everywhere,
}

/// Somebody who signs in: the word of their address, the role, the agency's kind.
pub(super) struct Post {
    pub(super) word: &'static str,
    pub(super) role: Role,
    pub(super) agency: AgencyKind,
    pub(super) seat: Seat,
}

const fn at_scheme(word: &'static str, role: Role, agency: AgencyKind) -> Post {
    Post { word, role, agency, seat: Seat::EveryScheme }
}

const fn over(word: &'static str, role: Role, area: &'static str) -> Post {
    Post { word, role, agency: AgencyKind::CommunitySafety, seat: Seat::Area(area) }
}

const fn everywhere(word: &'static str, role: Role) -> Post {
    Post { word, role, agency: AgencyKind::CommunitySafety, seat: Seat::Everywhere }
}

/// Everybody, those of a scheme once for each scheme.
pub(super) const POSTS: [Post; 20] = [
    at_scheme("coordinator", Role::Coordinator, AgencyKind::CommunitySafety),
    at_scheme("chair", Role::Chair, AgencyKind::Police),
    at_scheme("police", Role::PoliceOfficer, AgencyKind::Police),
    at_scheme("probation", Role::OffenderManager, AgencyKind::Probation),
    at_scheme("probation2", Role::OffenderManager, AgencyKind::Probation),
    at_scheme("panel", Role::PanelMember, AgencyKind::Probation),
    at_scheme("prison", Role::OffenderSupervisor, AgencyKind::Prison),
    at_scheme("youth", Role::YouthWorker, AgencyKind::YouthOffendingTeam),
    at_scheme("provider", Role::Provider, AgencyKind::InterventionTeam),
    at_scheme("courts", Role::SentencerLiaison, AgencyKind::Courts),
    at_scheme("analyst", Role::Analyst, AgencyKind::Police),
    over("area.westershire", Role::AreaLead, "Westershire"),
    over("area.eastershire", Role::AreaLead, "Eastershire"),
    over("area.afonwen", Role::AreaLead, "Afonwen"),
    over("region.marches", Role::RegionalLead, "Middle Marches"),
    over("region.wales", Role::RegionalLead, "Wales"),
    everywhere("national", Role::NationalLead),
    everywhere("protection", Role::DataProtectionOfficer),
    everywhere("auditor", Role::Auditor),
    everywhere("admin", Role::Administrator),
];
