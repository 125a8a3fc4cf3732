//! Roles, over what they may be held, and when they are.

use uuid::Uuid;

use crate::Date;
use crate::area::tests::{ALDER, DERWEN, NATION, NORTH, NORTHSHIRE, area_id, day, tree};
use crate::area::{Dates, Level};
use crate::id::{AgencyId, Id, RoleHoldingId, SchemeId, UserId};
use crate::user::{
    EndRole, GrantRole, Holding, HoldingRefusal, Over, Reach, Role, held_on, may_be_held_over,
};

fn today() -> Date {
    day(2006, 4, 3)
}

fn scheme(number: u128) -> Over {
    Over::Scheme(SchemeId::from_uuid(Uuid::from_u128(number)))
}

fn area(number: u128) -> Over {
    Over::Area(area_id(number))
}

fn grant(role: Role, over: Over) -> GrantRole {
    GrantRole {
        id: RoleHoldingId::from_uuid(Uuid::from_u128(1)),
        user: UserId::from_uuid(Uuid::from_u128(2)),
        role,
        agency: AgencyId::from_uuid(Uuid::from_u128(3)),
        over,
        dates: (today(), None),
    }
}

fn check(role: Role, over: Over, expect: Result<(), HoldingRefusal>) {
    let result = grant(role, over).decide(&tree(), &[], today());
    assert_eq!(result.map(|_| ()), expect);
}

fn not_over(role: Role, reach: Reach) -> Result<(), HoldingRefusal> {
    Err(HoldingRefusal::NotOver { role, reach })
}

#[test]
fn a_coordinator_runs_a_scheme_and_nothing_else() {
    let role = Role::Coordinator;
    check(role, scheme(1), Ok(()));
    check(role, area(ALDER), not_over(role, Reach::Area(Level::Cdrp)));
    check(role, Over::Everywhere, not_over(role, Reach::Everywhere));
}

#[test]
fn an_area_lead_leads_a_cdrp_csp_or_lcjb_area_rr04_20_and_24() {
    let role = Role::AreaLead;
    for it in [ALDER, DERWEN, NORTHSHIRE] {
        check(role, area(it), Ok(()));
    }
    check(role, area(NORTH), not_over(role, Reach::Area(Level::Region)));
    check(role, scheme(1), not_over(role, Reach::Scheme));
}

#[test]
fn a_regional_lead_leads_a_region_rr04_23() {
    check(Role::RegionalLead, area(NORTH), Ok(()));
    let refusal = not_over(Role::RegionalLead, Reach::Area(Level::Lcjb));
    check(Role::RegionalLead, area(NORTHSHIRE), refusal);
}

#[test]
fn a_national_lead_leads_everywhere_only() {
    let role = Role::NationalLead;
    check(role, Over::Everywhere, Ok(()));
    check(role, area(NORTH), not_over(role, Reach::Area(Level::Region)));
    check(role, scheme(1), not_over(role, Reach::Scheme));
}

#[test]
fn no_role_is_held_over_the_nation_as_an_area() {
    for role in Role::ALL {
        check(role, area(NATION), not_over(role, Reach::Area(Level::Nation)));
    }
}

#[test]
fn every_role_can_be_held_over_something() {
    let mut reaches = vec![Reach::Scheme, Reach::Everywhere];
    reaches.extend(Level::ALL.map(Reach::Area));
    for role in Role::ALL {
        assert!(reaches.iter().any(|it| may_be_held_over(role, *it)), "{}", role.key());
    }
}

#[test]
fn an_area_that_does_not_exist_on_the_first_day_is_refused() {
    let refusal = HoldingRefusal::AreaNotOpen { area: area_id(77), on: today() };
    check(Role::AreaLead, area(77), Err(refusal));
}

#[test]
fn a_role_is_held_from_its_first_day_until_its_end() {
    let dates = (today(), Some(day(2006, 5, 1)));
    let command = GrantRole { dates, ..grant(Role::Chair, scheme(1)) };
    let held = [command.decide(&tree(), &[], today()).unwrap()];
    let count = |date| held_on(&held, date).count();
    assert_eq!(count(day(2006, 4, 2)), 0);
    assert_eq!(count(today()), 1);
    assert_eq!(count(day(2006, 4, 30)), 1);
    assert_eq!(count(day(2006, 5, 1)), 0);
}

#[test]
fn the_same_role_is_not_held_twice_at_once() {
    let first = grant(Role::Chair, scheme(1)).decide(&tree(), &[], today()).unwrap();
    let again = |over| grant(Role::Chair, over).decide(&tree(), &[first], today()).map(|_| ());
    assert_eq!(again(scheme(1)), Err(HoldingRefusal::HeldAlready { from: today() }));
    assert_eq!(again(scheme(2)), Ok(()));
}

#[test]
fn a_role_is_not_granted_back_in_time_or_for_no_day() {
    let decide = |dates| {
        let command = GrantRole { dates, ..grant(Role::Chair, scheme(1)) };
        command.decide(&tree(), &[], today()).map(|_| ())
    };
    let past = day(2006, 4, 2);
    assert_eq!(decide((past, None)), Err(HoldingRefusal::InThePast { on: past }));
    let no_day = HoldingRefusal::EndsBeforeItBegins { begins_on: today() };
    assert_eq!(decide((today(), Some(today()))), Err(no_day));
}

#[test]
fn an_end_is_brought_forward_but_not_back_in_time_and_not_put_back() {
    let end = |from, to, on| {
        let holding = grant(Role::Chair, scheme(1)).decide(&tree(), &[], today()).unwrap();
        let holding = Holding { dates: Dates::new(from, to).unwrap(), ..holding };
        EndRole { on }.decide(&holding, today()).map(|it| it.dates.ends_on())
    };
    let (then, may) = (day(2005, 1, 1), day(2006, 5, 1));
    assert_eq!(end(then, None, today()), Ok(Some(today())));
    assert_eq!(end(then, Some(may), today()), Ok(Some(today())));
    let ended = Err(HoldingRefusal::EndedAlready { on: may });
    assert_eq!(end(then, Some(may), day(2006, 6, 1)), ended);
    let past = day(2006, 4, 1);
    assert_eq!(end(then, None, past), Err(HoldingRefusal::InThePast { on: past }));
    let same_day = HoldingRefusal::EndsBeforeItBegins { begins_on: today() };
    assert_eq!(end(today(), None, today()), Err(same_day));
}
