//! Removal: proposing, exit plans, death, return. Deciding has a file of its own.

#![expect(clippy::needless_pass_by_value, reason = "expectations read better by value")]

use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::agency::AgencyKind;
use crate::edition::tests::{days, ground_key, small};
use crate::registration::tests::{TODAY, closed, id, open};

mod decide;
mod reached;

fn support(agency_kind: AgencyKind) -> Support {
    Support {
        what: "Weekly appointment".to_owned(),
        agency: id(9),
        agency_kind,
        contact: "Ffion Ellis-Sample".to_owned(),
        until: date(2026, 9, 1),
    }
}

fn plan(support: Vec<Support>) -> ExitPlan {
    ExitPlan { support }
}

fn command(ground: &str) -> ProposeRemoval {
    ProposeRemoval {
        id: id(60),
        registration: id(50),
        ground: ground_key(ground),
        measured: None,
        reasons: "Has moved to another county.".to_owned(),
        exit_plan: None,
        proposed_on: TODAY,
    }
}

fn check(
    command: ProposeRemoval,
    registration: &Registration,
    already: Option<&Proposal>,
    expect: Result<(), ProposeRefusal>,
) {
    let edition = small();
    let facts = ProposeFacts { registration, open: already };
    let rules = edition.on(command.proposed_on);
    assert_eq!(command.decide(&facts, rules, TODAY).map(|_| ()), expect);
}

/// [SG05 ¶3] national grounds: one that the edition does not have cannot be used.
#[test]
fn a_proposal_names_a_ground_of_the_edition_that_is_not_automatic() {
    check(command("moved_away"), &open(), None, Ok(()));
    let ground = ground_key("a_nuisance");
    check(command("a_nuisance"), &open(), None, Err(ProposeRefusal::GroundNotInForce { ground }));
    let ground = ground_key("death");
    check(command("death"), &open(), None, Err(ProposeRefusal::GroundIsAutomatic { ground }));
}

#[test]
fn a_proposal_gives_reasons_and_a_day_within_the_registration() {
    let silent = ProposeRemoval { reasons: String::new(), ..command("moved_away") };
    check(silent, &open(), None, Err(ProposeRefusal::NoReasons));
    let on = |proposed_on| ProposeRemoval { proposed_on, ..command("moved_away") };
    let tomorrow = on(date(2026, 3, 3));
    check(tomorrow, &open(), None, Err(ProposeRefusal::InFuture { today: TODAY }));
    let registered_on = date(2026, 1, 1);
    let refusal = ProposeRefusal::BeforeRegistration { registered_on };
    check(on(date(2025, 12, 31)), &open(), None, Err(refusal));
}

#[test]
fn nobody_is_proposed_twice_or_after_removal() {
    let edition = small();
    let registration = open();
    let facts = ProposeFacts { registration: &registration, open: None };
    let first = command("moved_away").decide(&facts, edition.on(TODAY), TODAY).unwrap();
    let refusal = ProposeRefusal::AlreadyProposed { proposal: id(60) };
    check(command("moved_away"), &registration, Some(&first), Err(refusal));
    let removed_on = date(2026, 2, 1);
    let refusal = ProposeRefusal::AlreadyRemoved { removed_on };
    check(command("moved_away"), &closed(removed_on), None, Err(refusal));
}

/// [REM05] ongoing support; [RR04 A.16] from the CJIT for problematic drug users.
#[test]
fn an_exit_plan_names_support_somebody_answers_for_after_the_removal() {
    let gaps = |plan: &ExitPlan, drugs| plan.gaps(TODAY, drugs);
    let housing = plan(vec![support(AgencyKind::Housing)]);
    assert_eq!(gaps(&housing, DrugUse::NoneKnown), []);
    assert_eq!(gaps(&housing, DrugUse::Problematic), [ExitGap::NoInterventionTeam]);
    let both = plan(vec![support(AgencyKind::Housing), support(AgencyKind::InterventionTeam)]);
    assert_eq!(gaps(&both, DrugUse::Problematic), []);
    assert_eq!(gaps(&plan(Vec::new()), DrugUse::NoneKnown), [ExitGap::Empty]);
    let blank = Support {
        what: " ".to_owned(),
        contact: String::new(),
        until: TODAY,
        ..support(AgencyKind::Housing)
    };
    let expect = [ExitGap::NothingNamed, ExitGap::NoContact, ExitGap::EndsTooSoon];
    assert_eq!(gaps(&plan(vec![blank]), DrugUse::NoneKnown), expect);
}

fn death() -> RecordDeath {
    RecordDeath {
        id: id(61),
        registration: id(50),
        died_on: date(2026, 2, 20),
        notified_on: date(2026, 2, 25),
        notified_by: "Coroner's officer, by telephone".to_owned(),
    }
}

fn check_death(command: RecordDeath, expect: Result<Date, DeathRefusal>) {
    let edition = small();
    let rules = edition.on(command.notified_on);
    let got = command.decide(&open(), rules, TODAY);
    assert_eq!(got.map(|it| it.effective_on), expect);
}

/// [REM05] the deceased are removed automatically: no views, no exit plan, at once.
#[test]
fn the_deceased_are_removed_on_the_day_it_is_known() {
    check_death(death(), Ok(date(2026, 2, 25)));
    let edition = small();
    let removal = death().decide(&open(), edition.on(TODAY), TODAY).unwrap();
    assert_eq!(removal.ground, ground_key("death"));
    let closed = removal.close(open());
    assert!(closed.is_open_on(date(2026, 2, 24)) && !closed.is_open_on(date(2026, 2, 25)));
}

#[test]
fn a_notice_of_death_lies_after_the_death_within_the_registration_and_says_whose_it_is() {
    let on = |notified_on| RecordDeath { notified_on, ..death() };
    check_death(on(date(2026, 2, 19)), Err(DeathRefusal::NotifiedBeforeDeath));
    check_death(on(date(2026, 3, 3)), Err(DeathRefusal::InFuture { today: TODAY }));
    let long_ago = RecordDeath { died_on: date(2025, 1, 1), ..on(date(2025, 1, 2)) };
    let registered_on = date(2026, 1, 1);
    check_death(long_ago, Err(DeathRefusal::BeforeRegistration { registered_on }));
    let unsaid = RecordDeath { notified_by: String::new(), ..death() };
    check_death(unsaid, Err(DeathRefusal::NoNotifier));
}

#[test]
fn a_death_is_not_recorded_after_removal_or_without_a_ground() {
    let edition = small();
    let removed_on = date(2026, 2, 1);
    let after = death().decide(&closed(removed_on), edition.on(TODAY), TODAY);
    assert_eq!(after, Err(DeathRefusal::AlreadyRemoved { removed_on }));
    let mut without = small();
    without.grounds.remove(0);
    let refused = death().decide(&open(), without.on(TODAY), TODAY);
    assert_eq!(refused, Err(DeathRefusal::NoAutomaticGround));
}

#[test]
fn only_what_happened_after_the_day_of_removal_is_new() {
    let removed_on = date(2026, 2, 1);
    let facts = [date(2026, 1, 31), removed_on, date(2026, 2, 2)];
    assert_eq!(new_facts_since(removed_on, &facts), [date(2026, 2, 2)]);
}

proptest! {
    #[test]
    fn new_facts_are_exactly_those_given_that_lie_later(
        removed_on in days(),
        facts in proptest::collection::vec(days(), 0..20),
    ) {
        let new = new_facts_since(removed_on, &facts);
        prop_assert!(new.iter().all(|it| *it > removed_on));
        prop_assert_eq!(new.len(), facts.iter().filter(|it| **it > removed_on).count());
    }
}
