//! Who leads a case.

use super::*;
use crate::agency::AgencyKind;

const LICENCE: StatutoryPeriod =
    StatutoryPeriod { from: date(2026, 2, 1), to: None, order: OrderKind::Licence };
const CUSTODY: StatutoryPeriod = StatutoryPeriod {
    from: date(2026, 2, 1),
    to: None,
    order: OrderKind::CustodyTwelveMonthsOrMore,
};
const YOUTH: StatutoryPeriod =
    StatutoryPeriod { from: date(2026, 2, 1), to: None, order: OrderKind::YouthOrder };

fn assign(post: Post, agency_kind: AgencyKind) -> Assign {
    let holder = Holder::User(id(7));
    Assign { post, holder, agency: id(8), agency_kind, from: TODAY, to: None }
}

fn held(post: Post, from: Date, to: Option<Date>) -> Assignment {
    Assignment { post, holder: Holder::User(id(7)), agency: id(8), from, to }
}

fn check(
    command: &Assign,
    statutory: &[StatutoryPeriod],
    assigned: &[Assignment],
    expect: Result<(), AssignRefusal>,
) {
    let registration = open();
    let facts = AssignFacts { registration: &registration, statutory, held: &[], assigned };
    assert_eq!(command.decide(&facts).map(|_| ()), expect);
}

fn check_missing(
    statutory: &[StatutoryPeriod],
    assigned: &[Assignment],
    day: Date,
    expect: &[Missing],
) {
    let registration = open();
    let facts = AssignFacts { registration: &registration, statutory, held: &[], assigned };
    assert_eq!(unassigned_on(&facts, day), expect);
}

/// [RR04 A.5] each person under statutory supervision has an offender manager, of probation.
#[test]
fn a_statutory_case_takes_an_offender_manager_of_probation_and_no_lead_worker() {
    let manager = assign(Post::OffenderManager, AgencyKind::Probation);
    check(&manager, &[LICENCE], &[], Ok(()));
    check(&manager, &[], &[], Err(AssignRefusal::NotStatutory));
    let wrong = assign(Post::OffenderManager, AgencyKind::Police);
    let wants = AgencyKind::Probation;
    check(&wrong, &[LICENCE], &[], Err(AssignRefusal::WrongAgency { wants }));
    let lead = assign(Post::LeadWorker, AgencyKind::Police);
    check(&lead, &[LICENCE], &[], Err(AssignRefusal::WantsOffenderManager));
    check(&lead, &[], &[], Ok(()));
}

/// [RR04 ¶9] young offenders are managed by the youth offending team.
#[test]
fn under_an_order_of_the_youth_court_the_manager_is_of_the_youth_offending_team() {
    check(&assign(Post::OffenderManager, AgencyKind::YouthOffendingTeam), &[YOUTH], &[], Ok(()));
    let wants = AgencyKind::YouthOffendingTeam;
    let probation = assign(Post::OffenderManager, AgencyKind::Probation);
    check(&probation, &[YOUTH], &[], Err(AssignRefusal::WrongAgency { wants }));
}

/// [RR04 B.5] in custody also an offender supervisor or liaison officer, of the prison.
#[test]
fn an_offender_supervisor_is_of_a_prison_and_only_while_in_custody() {
    let supervisor = assign(Post::OffenderSupervisor, AgencyKind::Prison);
    check(&supervisor, &[CUSTODY], &[], Ok(()));
    check(&supervisor, &[LICENCE], &[], Err(AssignRefusal::NotInCustody));
    let wants = AgencyKind::Prison;
    let wrong = assign(Post::OffenderSupervisor, AgencyKind::Probation);
    check(&wrong, &[CUSTODY], &[], Err(AssignRefusal::WrongAgency { wants }));
}

#[test]
fn two_people_do_not_hold_one_post_on_one_day() {
    let lead = assign(Post::LeadWorker, AgencyKind::Police);
    let by = held(Post::LeadWorker, date(2026, 1, 1), Some(TODAY));
    let refusal = AssignRefusal::HeldAlready { by: by.clone() };
    check(&lead, &[], &[by], Err(refusal));
    let until_yesterday = held(Post::LeadWorker, date(2026, 1, 1), Some(date(2026, 3, 1)));
    check(&lead, &[], &[until_yesterday], Ok(()));
}

#[test]
fn an_assignment_lies_within_the_registration_and_runs_forwards() {
    let lead = || assign(Post::LeadWorker, AgencyKind::Police);
    let backwards = Assign { to: Some(date(2026, 3, 1)), ..lead() };
    check(&backwards, &[], &[], Err(AssignRefusal::EndsBeforeItBegins));
    let early = Assign { from: date(2025, 12, 31), ..lead() };
    let registered_on = date(2026, 1, 1);
    check(&early, &[], &[], Err(AssignRefusal::BeforeRegistration { registered_on }));
    let unnamed = Assign { holder: Holder::Named(" ".to_owned()), ..lead() };
    check(&unnamed, &[], &[], Err(AssignRefusal::NoName));
    let registration = closed(TODAY);
    let facts =
        AssignFacts { registration: &registration, statutory: &[], held: &[], assigned: &[] };
    let refusal = AssignRefusal::RegistrationClosed { closed_on: TODAY };
    assert_eq!(lead().decide(&facts), Err(refusal));
    assert_eq!(unassigned_on(&facts, TODAY), []);
}

/// [RR04 K5] a statutory case without an offender manager shows at once.
#[test]
fn what_is_missing_shows_on_the_day_it_is_missing() {
    let (before, day) = (date(2026, 1, 31), date(2026, 2, 1));
    check_missing(&[LICENCE], &[], before, &[Missing::LeadWorker]);
    check_missing(&[LICENCE], &[], day, &[Missing::OffenderManager]);
    check_missing(&[CUSTODY], &[], day, &[Missing::OffenderManager, Missing::OffenderSupervisor]);
    let manager = held(Post::OffenderManager, day, Some(date(2026, 2, 10)));
    check_missing(&[LICENCE], std::slice::from_ref(&manager), day, &[]);
    check_missing(&[LICENCE], &[manager], date(2026, 2, 11), &[Missing::OffenderManager]);
    let lead = held(Post::LeadWorker, date(2026, 1, 1), None);
    check_missing(&[LICENCE], &[lead], day, &[Missing::OffenderManager]);
}

#[test]
fn somebody_held_on_remand_wants_a_supervisor_as_well() {
    let registration = open();
    let remand = [Held { from: TODAY, to: None }];
    let lead = [held(Post::LeadWorker, date(2026, 1, 1), None)];
    let facts =
        AssignFacts { registration: &registration, statutory: &[], held: &remand, assigned: &lead };
    assert_eq!(unassigned_on(&facts, date(2026, 3, 1)), []);
    assert_eq!(unassigned_on(&facts, TODAY), [Missing::OffenderSupervisor]);
}

#[test]
fn every_post_is_stored_under_a_word_of_its_own() {
    assert_eq!(Post::ALL.map(|it| Post::from_key(it.key())), Post::ALL.map(Some));
}
