//! Agencies that can be set up, and those that cannot.

use uuid::Uuid;

use super::*;
use crate::area::tests::{ALDER, area_id, day, tree};
use crate::id::Id;

fn agency_id(number: u128) -> AgencyId {
    AgencyId::from_uuid(Uuid::from_u128(number))
}

fn create(number: u128, kind: AgencyKind, name: &str) -> CreateAgency {
    CreateAgency { id: agency_id(number), kind, name: name.to_owned(), area: area_id(ALDER) }
}

fn check(command: &CreateAgency, expect: Result<&str, AgencyRefusal>) {
    let housing = create(1, AgencyKind::Housing, "Alder Borough Council");
    let first = housing.decide(&tree(), &[], day(2004, 9, 6)).unwrap();
    let result = command.decide(&tree(), &[first], day(2004, 9, 6));
    assert_eq!(result.as_ref().map(|it| it.name.as_str()).map_err(|it| *it), expect);
}

#[test]
fn an_agency_of_any_kind_can_be_set_up_rr04_25() {
    for (number, kind) in AgencyKind::ALL.into_iter().enumerate() {
        check(&create(10 + number as u128, kind, " Alder Trust "), Ok("Alder Trust"));
    }
}

#[test]
fn one_council_may_be_housing_and_social_services_rr04_24() {
    let social = create(2, AgencyKind::SocialServices, "Alder Borough Council");
    check(&social, Ok("Alder Borough Council"));
}

#[test]
fn the_same_agency_is_not_set_up_twice() {
    let again = create(2, AgencyKind::Housing, "  alder borough council");
    check(&again, Err(AgencyRefusal::NameTaken { by: agency_id(1) }));
    check(&create(1, AgencyKind::Police, "Northshire Police"), Err(AgencyRefusal::IdTaken));
}

#[test]
fn an_agency_has_a_name_and_serves_an_area_of_today() {
    check(&create(2, AgencyKind::Police, " "), Err(AgencyRefusal::BlankName));
    let nowhere = CreateAgency { area: area_id(77), ..create(2, AgencyKind::Police, "Police") };
    check(&nowhere, Err(AgencyRefusal::AreaNotOpen { area: area_id(77) }));
    let early = create(2, AgencyKind::Police, "Police").decide(&tree(), &[], day(2003, 1, 1));
    assert_eq!(early, Err(AgencyRefusal::AreaNotOpen { area: area_id(ALDER) }));
}

#[test]
fn every_kind_stored_is_read_back() {
    assert!(AgencyKind::ALL.into_iter().all(|it| AgencyKind::from_key(it.key()) == Some(it)));
    assert_eq!(AgencyKind::from_key("bakery"), None);
}
