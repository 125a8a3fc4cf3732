//! Who leads, who sits in the group, and who is missing.

use super::*;
use crate::agency::AgencyKind;
use crate::id::MembershipId;

fn member(kind: AgencyKind) -> GroupMember {
    let number = 1 + kind as u128;
    let id = MembershipId::from_uuid(Uuid::from_u128(number));
    let dates = Dates::since(began());
    GroupMember { id, agency: agency_id(number), kind, representative: None, dates }
}

fn everyone() -> Vec<GroupMember> {
    LEAST_GROUP_2004.into_iter().map(member).collect()
}

fn missing(members: &[GroupMember], prison: PrisonNearby) -> Vec<AgencyKind> {
    missing_members(members, prison, &LEAST_GROUP_2004, today())
}

#[test]
fn the_least_group_is_the_list_of_rr04_24() {
    let words = LEAST_GROUP_2004.map(AgencyKind::key).join(" ");
    let list = "police probation prison prosecution social_services housing courts \
        drug_action_team jobcentre";
    assert_eq!(words, list);
}

#[test]
fn each_kind_that_does_not_sit_is_missing_rr04_24() {
    assert!(missing(&everyone(), PrisonNearby::ReleasesHere).is_empty());
    for kind in LEAST_GROUP_2004 {
        let mut others = everyone();
        others.retain(|it| it.kind != kind);
        assert_eq!(missing(&others, PrisonNearby::ReleasesHere), [kind]);
    }
}

#[test]
fn a_prison_is_missing_only_where_one_is_close_by_rr04_24() {
    let mut others = everyone();
    others.retain(|it| it.kind != AgencyKind::Prison);
    assert!(missing(&others, PrisonNearby::None).is_empty());
}

#[test]
fn a_seat_that_ended_does_not_count() {
    let mut members = everyone();
    members[0] = EndMember { on: today() }.decide(&members[0], today()).unwrap();
    assert_eq!(missing(&members, PrisonNearby::None), [AgencyKind::Police]);
    let ended = GroupRefusal::EndedAlready { on: today() };
    assert_eq!(EndMember { on: today() }.decide(&members[0], today()), Err(ended));
    let same_day = GroupRefusal::EndsBeforeItBegan { began_on: began() };
    assert_eq!(EndMember { on: began() }.decide(&members[1], today()), Err(same_day));
}

#[test]
fn any_other_agency_can_be_added_once_rr04_25() {
    for kind in AgencyKind::ALL {
        let GroupMember { id, agency, .. } = member(kind);
        let representative = Some(" B. Invented ".to_owned());
        let add = AddMember { id, agency, kind, representative, on: today() };
        let seat = add.decide(&[], today()).unwrap();
        assert_eq!(seat.representative.as_deref(), Some("B. Invented"));
        let again = GroupRefusal::SitsAlready { since: today() };
        assert_eq!(add.decide(&[seat], today()), Err(again));
        let ahead = AddMember { on: day(2005, 1, 1), ..add };
        let refusal = GroupRefusal::InTheFuture { on: day(2005, 1, 1) };
        assert_eq!(ahead.decide(&[], today()), Err(refusal));
    }
}

#[test]
fn an_alternative_arrangement_is_shown_instead_of_the_missing_rr04_24() {
    let kinds = vec![AgencyKind::Jobcentre];
    let none = group_standing(kinds.clone(), &[], today());
    assert_eq!(none, GroupStanding::Missing { kinds: kinds.clone() });
    let arrangement = "the county board".to_owned();
    let record = RecordAlternative { arrangement: arrangement.clone(), on: began() };
    let all = record.decide(&[], today()).unwrap();
    let expect = GroupStanding::Alternative { arrangement, since: began(), kinds: kinds.clone() };
    assert_eq!(group_standing(kinds, &all, today()), expect);
    assert_eq!(group_standing(Vec::new(), &all, today()), GroupStanding::Complete);
}

#[test]
fn a_new_arrangement_ends_the_one_before_and_none_is_blank() {
    let record = |text: &str, on| RecordAlternative { arrangement: text.to_owned(), on };
    let all = record("the board", began()).decide(&[], today()).unwrap();
    let both = record("the council", today()).decide(&all, today()).unwrap();
    assert_eq!(both[0].dates.ends_on(), Some(today()));
    let later = GroupRefusal::LaterArrangement { from: began() };
    assert_eq!(record("the court", began()).decide(&all, today()), Err(later));
    let blank = record(" ", today()).decide(&all, today());
    assert_eq!(blank, Err(GroupRefusal::BlankArrangement));
}

fn police_lead(name: &str, position: &str) -> Lead {
    let individual = SeniorLead { name: name.to_owned(), position: position.to_owned() };
    Lead::Agency { agency: agency_id(1), individual: Some(individual) }
}

fn change(lead: Lead, on: Date, scheme: &Scheme) -> Result<Vec<LeadHeld>, LeadRefusal> {
    ChangeLead { lead, on }.decide(scheme, today())
}

#[test]
fn a_lead_agency_names_its_senior_individual_or_an_alternative_is_described_rr04_14() {
    let check = |lead, expect| assert_eq!(change(lead, today(), &scheme()), Err(expect));
    check(police_lead(" ", "superintendent"), LeadRefusal::BlankName);
    check(police_lead("C. Invented", ""), LeadRefusal::BlankPosition);
    let blank = Lead::Alternative { arrangement: "\n".to_owned() };
    check(blank, LeadRefusal::BlankArrangement);
    let agency_only = Lead::Agency { agency: agency_id(1), individual: None };
    assert!(change(agency_only, today(), &scheme()).is_ok());
}

#[test]
fn a_new_lead_ends_the_old_one_on_its_first_day() {
    let first = police_lead("C. Invented", "superintendent");
    let mut scheme = scheme();
    assert_eq!(scheme.lead_on(today()), None);
    scheme.leads = change(first.clone(), began(), &scheme).unwrap();
    let same = change(first.clone(), today(), &scheme);
    assert_eq!(same, Err(LeadRefusal::NothingChanges));
    let joint = Lead::Alternative { arrangement: "jointly, by turns".to_owned() };
    scheme.leads = change(joint.clone(), today(), &scheme).unwrap();
    let lead_on = |date| scheme.lead_on(date).map(|it| it.lead.clone());
    assert_eq!(lead_on(today().yesterday().unwrap()), Some(first));
    assert_eq!(lead_on(today()), Some(joint.clone()));
    let later = LeadRefusal::LaterLead { from: today() };
    assert_eq!(change(joint.clone(), today(), &scheme), Err(later));
    let before = day(2004, 1, 1);
    let refusal = LeadRefusal::SchemeNotOpen { on: before };
    assert_eq!(change(joint, before, &scheme), Err(refusal));
}
