//! What a panel decides, and what follows.

use domain::Refusal;
use domain::agency::AgencyKind;
use domain::decision::DecideRefusal;
use domain::nomination::{MappaAnswer, MappaCategory, MappaLevel};
use domain::user::Role;
use jiff::civil::date;

use super::*;
use crate::error::AppError;
use crate::nomination::tests::{facts, nominated, reasons, shown, somebody, wish};
use crate::testing::{Partnership, each_partnership};

fn spoken(p: &Partnership, kind: AgencyKind, view: View) -> NewView {
    let spoken_by = Speaker::parse("Sam Sample").unwrap();
    NewView { agency: p.agency(kind), spoken_by, view, reasons: None }
}

fn ruling(p: &Partnership, nomination: NominationId, outcome: Outcome) -> NewDecision {
    NewDecision {
        nomination,
        based_on: 1,
        outcome,
        reasons: reasons("All agree"),
        chair: Speaker::parse("Chris Chair").unwrap(),
        views: vec![
            spoken(p, AgencyKind::Police, View::NoView),
            spoken(p, AgencyKind::Probation, View::NoView),
        ],
        overrides: Overrides::default(),
        decided_on: date(2004, 9, 6),
    }
}

async fn nomination(p: &Partnership) -> (NominationId, PersonId) {
    let person = somebody(p, Some(date(1980, 5, 1))).await;
    (nominated(p, Role::Coordinator, &wish(p, person)).await.unwrap(), person)
}

async fn rule(p: &Partnership, role: Role, cmd: &NewDecision) -> AppResult<DecisionId> {
    let actor = p.as_(role).await?;
    p.write(&actor, |tx| Box::pin(decide(tx, cmd))).await
}

async fn mandate_of(p: &Partnership, id: NominationId) -> Option<MandateSays> {
    let system = crate::Actor::system();
    let found = p.read(&system, |rx| Box::pin(mandate(rx, id))).await.unwrap();
    found.map(|it| it.says)
}

#[tokio::test]
async fn a_decision_of_several_agencies_gives_the_mandate_to_register_rr04_14() {
    each_partnership(async |p| {
        let (id, person) = nomination(p).await;
        assert_eq!(mandate_of(p, id).await, None);
        let made = rule(p, Role::Chair, &ruling(p, id, Outcome::Register)).await.unwrap();
        assert_eq!(mandate_of(p, id).await, Some(MandateSays::Register));
        assert_eq!(facts(p, "decided", person).await, 1);
        let actor = p.as_(Role::PanelMember).await.unwrap();
        let found = p.read(&actor, |rx| Box::pin(decided(rx, made))).await.unwrap();
        assert_eq!(found.kept.views.len(), 2);
        assert_eq!(found.kept.reasons, "All agree");
        assert!(found.page.awaits_registration);
    })
    .await;
}

#[tokio::test]
async fn every_outcome_says_its_own_about_registering_and_a_deferral_says_nothing() {
    each_partnership(async |p| {
        let until = date(2004, 10, 1);
        let cases = [
            (Outcome::WaitingList, Some(MandateSays::WaitForPlace)),
            (Outcome::Refuse, Some(MandateSays::Refuse)),
            (Outcome::Defer { until }, None),
        ];
        for (outcome, expected) in cases {
            let (id, _) = nomination(p).await;
            rule(p, Role::Coordinator, &ruling(p, id, outcome)).await.unwrap();
            assert_eq!(mandate_of(p, id).await, expected);
        }
    })
    .await;
}

#[tokio::test]
async fn what_the_rules_refuse_is_refused_with_its_facts_rr04_3_a2_a4() {
    each_partnership(async |p| {
        let refused = async |cmd: &NewDecision| match rule(p, Role::Chair, cmd).await {
            Err(AppError::Refused(Refusal::Decide(it))) => it,
            other => panic!("{other:?}"),
        };
        let (id, _) = nomination(p).await;
        let mut alone = ruling(p, id, Outcome::Register);
        alone.views.pop();
        let missing = vec![AgencyKind::Probation];
        let expected = DecideRefusal::NotMultiAgency { missing, present: 1, at_least: 2 };
        assert_eq!(refused(&alone).await, expected);

        let mut dissent = ruling(p, id, Outcome::Register);
        dissent.views[0].view = View::Against;
        let agency = p.agency(AgencyKind::Police);
        assert_eq!(refused(&dissent).await, DecideRefusal::DissentWithoutReasons { agency });

        let until = date(2004, 9, 6);
        let past = ruling(p, id, Outcome::Defer { until });
        assert_eq!(refused(&past).await, DecideRefusal::DeferredIntoThePast { until });

        let mut early = ruling(p, id, Outcome::Refuse);
        early.decided_on = date(2004, 9, 1);
        let not_before = date(2004, 9, 6);
        assert_eq!(refused(&early).await, DecideRefusal::TooEarly { not_before });
    })
    .await;
}

#[tokio::test]
async fn mappa_and_a_full_scheme_need_the_chairs_reasons_rr04_3_a4() {
    each_partnership(async |p| {
        let mut cmd = wish(p, somebody(p, Some(date(1980, 5, 1))).await);
        let (category, level) = (MappaCategory::Two, MappaLevel::One);
        cmd.mappa = MappaAnswer::Managed { category, level };
        let id = nominated(p, Role::Coordinator, &cmd).await.unwrap();
        let full = "update scheme set capacity = 0 where scheme_id = $1";
        p.housekeep(full, crate::db::args![p.scheme]).await.unwrap();
        let mut cmd = ruling(p, id, Outcome::Register);
        let told = |done| match done {
            Err(AppError::Refused(Refusal::Decide(it))) => it,
            other => panic!("{other:?}"),
        };
        let mappa = DecideRefusal::MappaTakesPrecedence { category, level };
        assert_eq!(told(rule(p, Role::Chair, &cmd).await), mappa);
        cmd.overrides.mappa = Some(reasons("Agreed with MAPPA"));
        let no_room = DecideRefusal::SchemeFull { capacity: 0, registered: 0 };
        assert_eq!(told(rule(p, Role::Chair, &cmd).await), no_room);
        cmd.overrides.over_capacity = Some(reasons("One leaves next week"));
        rule(p, Role::Chair, &cmd).await.unwrap();
        assert_eq!(mandate_of(p, id).await, Some(MandateSays::RegisterOverCapacity));
    })
    .await;
}

#[tokio::test]
async fn a_child_is_not_decided_about_without_the_youth_offending_team_rr04_9() {
    each_partnership(async |p| {
        p.clock().set("2004-09-10T09:00:00Z".parse().unwrap());
        let mut cmd = wish(p, somebody(p, Some(date(1989, 1, 1))).await);
        cmd.strand = domain::edition::StrandKey("prevent_and_deter".to_owned());
        let id = nominated(p, Role::YouthWorker, &cmd).await.unwrap();
        let mut cmd = ruling(p, id, Outcome::WaitingList);
        cmd.decided_on = date(2004, 9, 10);
        let done = rule(p, Role::Chair, &cmd).await;
        assert!(matches!(
            done,
            Err(AppError::Refused(Refusal::Decide(DecideRefusal::NotMultiAgency { .. })))
        ));
        cmd.views.push(spoken(p, AgencyKind::YouthOffendingTeam, View::For));
        rule(p, Role::Chair, &cmd).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn only_the_chair_and_the_coordinator_record_and_only_on_what_they_saw() {
    each_partnership(async |p| {
        let (id, _) = nomination(p).await;
        let cmd = ruling(p, id, Outcome::WaitingList);
        for role in [Role::PanelMember, Role::PoliceOfficer, Role::DataProtectionOfficer] {
            let done = rule(p, role, &cmd).await;
            assert!(matches!(done, Err(AppError::Forbidden(_))), "{role:?}: {done:?}");
        }
        assert!(matches!(rule(p, Role::Analyst, &cmd).await, Err(AppError::Hidden)));
        let stale = NewDecision { based_on: 7, ..cmd };
        let done = rule(p, Role::Chair, &stale).await;
        assert!(matches!(done, Err(AppError::Stale { based_on: 7, .. })));
    })
    .await;
}

#[tokio::test]
async fn the_waiting_list_keeps_the_order_of_the_panel_rr04_3() {
    each_partnership(async |p| {
        let (first, _) = nomination(p).await;
        let (second, _) = nomination(p).await;
        rule(p, Role::Chair, &ruling(p, second, Outcome::WaitingList)).await.unwrap();
        p.clock().set("2004-09-08T09:00:00Z".parse().unwrap());
        let mut later = ruling(p, first, Outcome::WaitingList);
        later.decided_on = date(2004, 9, 8);
        rule(p, Role::Chair, &later).await.unwrap();
        let actor = p.as_(Role::PoliceOfficer).await.unwrap();
        let scheme = p.scheme;
        let list = p.read(&actor, |rx| Box::pin(waiting_list(rx, scheme))).await.unwrap();
        let order: Vec<_> = list.places.iter().map(|(it, _)| it.nomination).collect();
        assert_eq!(order, [second, first]);
        let analyst = p.as_(Role::Analyst).await.unwrap();
        let done = p.read(&analyst, |rx| Box::pin(waiting_list(rx, scheme))).await;
        assert!(matches!(done, Err(AppError::Forbidden(_))));
    })
    .await;
}

#[tokio::test]
async fn a_refused_nomination_is_open_only_to_those_who_answer_for_it() {
    each_partnership(async |p| {
        let (id, _) = nomination(p).await;
        rule(p, Role::Chair, &ruling(p, id, Outcome::Refuse)).await.unwrap();
        for (role, may) in [(Role::Chair, true), (Role::Coordinator, true)] {
            assert_eq!(shown(p, role, id).await.is_ok(), may);
        }
        for role in [Role::PoliceOfficer, Role::OffenderManager, Role::Provider] {
            assert!(matches!(shown(p, role, id).await, Err(AppError::Hidden)), "{role:?}");
        }
    })
    .await;
}
