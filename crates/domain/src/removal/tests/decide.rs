//! Deciding a removal.

use super::*;
use crate::edition::ThresholdUnit;
use crate::edition::tests::key;
use crate::id::AgencyId;

fn proposal(ground: &str) -> Proposal {
    Proposal {
        id: id(60),
        registration: id(50),
        ground: ground_key(ground),
        measured: None,
        reasons: "Has moved to another county.".to_owned(),
        exit_plan: Some(plan(vec![support(AgencyKind::Housing)])),
        proposed_on: date(2026, 2, 20),
    }
}

/// One agency of each kind, numbered from nought in the order of the kinds.
fn agency(kind: AgencyKind) -> AgencyId {
    let numbered = (0..).zip(AgencyKind::ALL);
    numbered.filter(|(_, it)| *it == kind).map(|(n, _)| id(n)).next().unwrap()
}

fn view(kind: AgencyKind, view: View) -> ViewOf {
    ViewOf { agency: agency(kind), kind, view, given_on: date(2026, 2, 25) }
}

fn agree(kinds: &[AgencyKind]) -> Vec<ViewOf> {
    kinds.iter().map(|kind| view(*kind, View::Agrees)).collect()
}

fn objects(kind: AgencyKind, resolved: Option<Resolution>) -> ViewOf {
    view(kind, View::Objects { objection: "Still seen near the estate.".to_owned(), resolved })
}

const POLICE_AND_PROBATION: [AgencyKind; 2] = [AgencyKind::Police, AgencyKind::Probation];

fn facts<'a>(
    proposal: &'a Proposal,
    registration: &'a Registration,
    views: &'a [ViewOf],
) -> DecideFacts<'a> {
    DecideFacts {
        proposal,
        registration,
        participants: &[],
        views,
        threshold_set: None,
        drug_use: DrugUse::NoneKnown,
    }
}

fn remove() -> DecideRemoval {
    DecideRemoval {
        answer: Answer::Remove,
        decided_on: TODAY,
        reasons: "All agree; the other scheme has taken over.".to_owned(),
    }
}

fn check(
    command: DecideRemoval,
    facts: &DecideFacts<'_>,
    expect: Result<Option<Date>, RemovalRefusal>,
) {
    let edition = small();
    let rules = edition.on(command.decided_on);
    let got = command.decide(facts, rules, TODAY).map(|it| match it {
        Decided::Removed(removal) => Some(removal.effective_on),
        Decided::Kept { .. } => None,
    });
    assert_eq!(got, expect);
}

/// [SG05 ¶3] consensus; removal takes effect at once.
#[test]
fn with_every_view_and_an_exit_plan_the_removal_takes_effect_on_its_day() {
    let (proposal, registration) = (proposal("moved_away"), open());
    let views = agree(&POLICE_AND_PROBATION);
    check(remove(), &facts(&proposal, &registration, &views), Ok(Some(TODAY)));
}

/// [REM05] the exit strategy comes first.
#[test]
fn without_an_exit_plan_nobody_is_removed() {
    let registration = open();
    let views = agree(&POLICE_AND_PROBATION);
    let without = Proposal { exit_plan: None, ..proposal("moved_away") };
    check(remove(), &facts(&without, &registration, &views), Err(RemovalRefusal::NoExitPlan));
    let proposal = proposal("moved_away");
    let drugs =
        DecideFacts { drug_use: DrugUse::Problematic, ..facts(&proposal, &registration, &views) };
    let gaps = vec![ExitGap::NoInterventionTeam];
    check(remove(), &drugs, Err(RemovalRefusal::ExitPlanLacks { gaps }));
}

/// [RR04 A.2] police and probation at least.
#[test]
fn police_and_probation_give_a_view_in_every_adult_case() {
    let (proposal, registration) = (proposal("moved_away"), open());
    let police = agree(&[AgencyKind::Police]);
    let kinds = vec![AgencyKind::Probation];
    let refusal = RemovalRefusal::MissingKinds { kinds };
    check(remove(), &facts(&proposal, &registration, &police), Err(refusal));
    let refusal = RemovalRefusal::MissingKinds { kinds: POLICE_AND_PROBATION.to_vec() };
    check(remove(), &facts(&proposal, &registration, &[]), Err(refusal));
}

/// [RR04 ¶9] the youth offending team manages the young.
#[test]
fn in_a_young_strand_the_youth_offending_team_stands_in_probations_place() {
    let proposal = proposal("moved_away");
    let registration = Registration { strand: key("young"), ..open() };
    let adult = agree(&POLICE_AND_PROBATION);
    let refusal = RemovalRefusal::MissingKinds { kinds: vec![AgencyKind::YouthOffendingTeam] };
    check(remove(), &facts(&proposal, &registration, &adult), Err(refusal));
    let young = agree(&[AgencyKind::Police, AgencyKind::YouthOffendingTeam]);
    check(remove(), &facts(&proposal, &registration, &young), Ok(Some(TODAY)));
}

/// [SG05 ¶3] all local agencies reach consensus.
#[test]
fn every_agency_that_takes_part_gives_its_view() {
    let (proposal, registration) = (proposal("moved_away"), open());
    let views = agree(&POLICE_AND_PROBATION);
    let housing = Participant { agency: agency(AgencyKind::Housing), kind: AgencyKind::Housing };
    let participants = [housing, housing];
    let agencies = vec![housing.agency];
    let facts =
        DecideFacts { participants: &participants, ..facts(&proposal, &registration, &views) };
    check(remove(), &facts, Err(RemovalRefusal::MissingViews { agencies }));
    let all = agree(&[AgencyKind::Police, AgencyKind::Probation, AgencyKind::Housing]);
    check(remove(), &DecideFacts { views: &all, ..facts }, Ok(Some(TODAY)));
}

#[test]
fn an_objection_left_standing_is_no_consensus() {
    let (proposal, registration) = (proposal("moved_away"), open());
    let mut views = agree(&[AgencyKind::Police]);
    views.push(objects(AgencyKind::Probation, None));
    let agencies = vec![agency(AgencyKind::Probation)];
    let refusal = RemovalRefusal::Unresolved { agencies };
    check(remove(), &facts(&proposal, &registration, &views), Err(refusal));
    let how = "Seen once, on a visit to family.".to_owned();
    let resolution = Resolution { how, on: TODAY };
    views.push(objects(AgencyKind::Probation, Some(resolution)));
    check(remove(), &facts(&proposal, &registration, &views), Ok(Some(TODAY)));
    views.push(objects(AgencyKind::Police, None));
    let refusal = RemovalRefusal::Unresolved { agencies: vec![agency(AgencyKind::Police)] };
    check(remove(), &facts(&proposal, &registration, &views), Err(refusal));
}

/// [SG05 ¶3] consistent nationally, with local discretion: a threshold within bounds.
#[test]
fn a_ground_with_a_threshold_needs_one_set_and_evidence_that_meets_it() {
    let registration = open();
    let views = agree(&POLICE_AND_PROBATION);
    let unit = ThresholdUnit::Months;
    let at = |measured, threshold_set, expect| {
        let proposal = Proposal { measured, ..proposal("no_offending") };
        let facts = DecideFacts { threshold_set, ..facts(&proposal, &registration, &views) };
        check(remove(), &facts, expect);
    };
    let ground = ground_key("no_offending");
    at(Some(12), None, Err(RemovalRefusal::ThresholdNotSet { ground, unit }));
    let refusal = RemovalRefusal::ThresholdNotAllowed { figure: 2, lowest: 3, highest: 24 };
    at(Some(12), Some(2), Err(refusal));
    at(None, Some(12), Err(RemovalRefusal::NothingMeasured { unit }));
    let refusal = RemovalRefusal::ThresholdNotMet { measured: 11, figure: 12, unit };
    at(Some(11), Some(12), Err(refusal));
    at(Some(12), Some(12), Ok(Some(TODAY)));
}

/// [PSI12-2010] two years or more: a figure that holds where a scheme has set none.
#[test]
fn where_the_edition_gives_a_figure_it_holds_without_a_local_one() {
    let registration = open();
    let views = agree(&POLICE_AND_PROBATION);
    let proposal = Proposal { measured: Some(24), ..proposal("long_custody") };
    check(remove(), &facts(&proposal, &registration, &views), Ok(Some(TODAY)));
}

#[test]
fn a_ground_that_is_not_in_force_on_the_day_or_is_automatic_is_refused() {
    let registration = open();
    let views = agree(&POLICE_AND_PROBATION);
    let unknown = proposal("a_nuisance");
    let refusal = RemovalRefusal::GroundNotInForce { ground: ground_key("a_nuisance") };
    check(remove(), &facts(&unknown, &registration, &views), Err(refusal));
    let automatic = proposal("death");
    let refusal = RemovalRefusal::GroundIsAutomatic { ground: ground_key("death") };
    check(remove(), &facts(&automatic, &registration, &views), Err(refusal));
}

#[test]
fn a_decision_gives_reasons_and_a_day_between_the_proposal_and_today() {
    let (proposal, registration) = (proposal("moved_away"), open());
    let views = agree(&POLICE_AND_PROBATION);
    let facts = facts(&proposal, &registration, &views);
    let silent = DecideRemoval { reasons: " ".to_owned(), ..remove() };
    check(silent, &facts, Err(RemovalRefusal::NoReasons));
    let tomorrow = DecideRemoval { decided_on: date(2026, 3, 3), ..remove() };
    check(tomorrow, &facts, Err(RemovalRefusal::InFuture { today: TODAY }));
    let early = DecideRemoval { decided_on: date(2026, 2, 19), ..remove() };
    let proposed_on = date(2026, 2, 20);
    check(early, &facts, Err(RemovalRefusal::BeforeProposal { proposed_on }));
}

#[test]
fn somebody_removed_is_not_removed_again() {
    let proposal = proposal("moved_away");
    let removed_on = date(2026, 2, 25);
    let registration = closed(removed_on);
    let views = agree(&POLICE_AND_PROBATION);
    let refusal = RemovalRefusal::AlreadyRemoved { removed_on };
    check(remove(), &facts(&proposal, &registration, &views), Err(refusal));
}

#[test]
fn keeping_somebody_needs_reasons_only() {
    let (proposal, registration) = (proposal("moved_away"), open());
    let keep = DecideRemoval { answer: Answer::Keep, ..remove() };
    check(keep, &facts(&proposal, &registration, &[]), Ok(None));
}
