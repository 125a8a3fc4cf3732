//! Who holds which role where, and what each role may do, as the guidance and the design have it.

use domain::user::Role;

use crate::sim::step::{Place, Who};

/// The roles that work with people, and so may open a record of their scheme.
pub(super) const WORKERS: [Role; 9] = [
    Role::Coordinator,
    Role::OffenderManager,
    Role::OffenderSupervisor,
    Role::PoliceOfficer,
    Role::YouthWorker,
    Role::PanelMember,
    Role::Chair,
    Role::Provider,
    Role::DataProtectionOfficer,
];
/// Those of them who may do so for somebody under 18.
pub(super) const WITH_CHILDREN: [Role; 6] = [
    Role::Coordinator,
    Role::Chair,
    Role::YouthWorker,
    Role::PoliceOfficer,
    Role::PanelMember,
    Role::DataProtectionOfficer,
];
/// Those of them who may open a record restricted to a few.
pub(super) const WITH_RESTRICTED: [Role; 4] =
    [Role::Coordinator, Role::Chair, Role::OffenderManager, Role::DataProtectionOfficer];
/// Those who may restrict a record, and open it again.
pub(super) const RESTRICTING: [Role; 3] =
    [Role::Coordinator, Role::Chair, Role::DataProtectionOfficer];
/// Those who say who leads a case.
pub(super) const ASSIGNING: [Role; 4] =
    [Role::Coordinator, Role::OffenderManager, Role::OffenderSupervisor, Role::YouthWorker];
/// The agencies of the justice system: they record and nominate.
pub(super) const AGENCIES: [Role; 5] = [
    Role::Coordinator,
    Role::OffenderManager,
    Role::OffenderSupervisor,
    Role::PoliceOfficer,
    Role::YouthWorker,
];
/// Those who may propose a removal.
pub(super) const PROPOSERS: [Role; 7] = [
    Role::Coordinator,
    Role::OffenderManager,
    Role::OffenderSupervisor,
    Role::PoliceOfficer,
    Role::YouthWorker,
    Role::PanelMember,
    Role::Chair,
];
/// Those who run the panel.
pub(super) const PANEL: [Role; 2] = [Role::Coordinator, Role::Chair];

/// The roles that somebody holds at a place.
fn roles_at(who: Who, place: Place) -> Vec<Role> {
    match (who, place) {
        (Who::Role(role @ (Role::NationalLead | Role::Administrator)), Place::There)
        | (Who::Role(role), Place::Here) => vec![role],
        (Who::OtherCoordinator, Place::There) => vec![Role::Coordinator],
        (Who::OtherPolice, Place::There) => vec![Role::PoliceOfficer],
        (Who::Doubled, Place::Here) => vec![Role::PoliceOfficer, Role::OffenderManager],
        (Who::Role(_) | Who::Doubled, Place::There)
        | (Who::OtherCoordinator | Who::OtherPolice, Place::Here)
        | (Who::Nobody, Place::Here | Place::There) => Vec::new(),
    }
}

pub(super) fn holds(who: Who, place: Place, roles: &[Role]) -> bool {
    roles_at(who, place).iter().any(|it| roles.contains(it))
}
