//! Removing people, and letting them come back.

mod reached;

use domain::agency::AgencyKind;
use domain::edition::{GroundKey, StrandKey};
use domain::id::{PersonId, RegistrationId};
use domain::notice::Occasion;
use domain::registration::RegisterRefusal;
use domain::removal::{Answer, DrugUse, ExitGap, RemovalRefusal};
use domain::user::Role;
use domain::{Date, Refusal};

use super::{
    AddSupport, Death, Decide, GiveViewOf, Outcome, Propose, Resolve, add_support, decide,
    give_view, propose, record_death, resolve, show,
};
use crate::error::{AppError, AppResult};
use crate::notice::{self, TellAgency, ToTell, tell, to_tell};
use crate::registration::testing::{Ruled, Somebody, decided, person, registered, ruled};
use crate::registration::{self, RegisterPerson};
use crate::testing::{Partnership, each_partnership};

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

async fn untold(p: &Partnership) -> Vec<ToTell> {
    let actor = p.as_(Role::Coordinator).await.unwrap();
    p.read(&actor, |rx| Box::pin(to_tell(rx))).await.unwrap()
}

async fn tell_one(p: &Partnership, it: &ToTell) -> AppResult<domain::id::NoticeId> {
    let actor = p.as_(Role::Coordinator).await?;
    let told_on = crate::clock::london_date(p.clock().now());
    let how = "By telephone".to_owned();
    let cmd = TellAgency { notice: it.notice.id, told_on, how, flag_off_on: Some(told_on) };
    p.write(&actor, |tx| Box::pin(tell(tx, &cmd))).await
}

async fn proposed(p: &Partnership, id: RegistrationId, ground: &str) -> AppResult<()> {
    let actor = p.as_(Role::OffenderManager).await?;
    let on = crate::clock::london_date(p.clock().now());
    let cmd = Propose {
        registration: id,
        ground: GroundKey(ground.to_owned()),
        measured: None,
        threshold_evidence: None,
        reasons: "Settled, in work".to_owned(),
        on,
    };
    p.write(&actor, |tx| Box::pin(propose(tx, &cmd))).await.map(drop)
}

async fn planned(p: &Partnership, id: RegistrationId, owner: AgencyKind) -> AppResult<()> {
    let actor = p.as_(Role::Coordinator).await?;
    let cmd = AddSupport {
        registration: id,
        what: "Tenancy support".to_owned(),
        agency: p.agency(owner),
        contact: "Ana Sample".to_owned(),
        until: day("2005-12-31"),
    };
    p.write(&actor, |tx| Box::pin(add_support(tx, &cmd))).await.map(drop)
}

async fn says(
    p: &Partnership,
    (role, kind): (Role, AgencyKind),
    id: RegistrationId,
    objection: Option<&str>,
) -> AppResult<()> {
    let actor = p.as_(role).await?;
    let cmd = GiveViewOf {
        registration: id,
        agency: p.agency(kind),
        spoke_for_it: "Bo Sample".to_owned(),
        objection: objection.map(str::to_owned),
        on: crate::clock::london_date(p.clock().now()),
    };
    p.write(&actor, |tx| Box::pin(give_view(tx, &cmd))).await.map(drop)
}

const KINDS: [AgencyKind; 6] = [
    AgencyKind::Police,
    AgencyKind::Probation,
    AgencyKind::Prison,
    AgencyKind::YouthOffendingTeam,
    AgencyKind::InterventionTeam,
    AgencyKind::CommunitySafety,
];

async fn everybody_agrees(p: &Partnership, id: RegistrationId) {
    for kind in KINDS {
        says(p, (Role::Coordinator, kind), id, None).await.unwrap();
    }
}

async fn version(p: &Partnership, id: RegistrationId) -> i64 {
    let actor = p.as_(Role::Chair).await.unwrap();
    let shown = p.read(&actor, |rx| Box::pin(show(rx, id))).await.unwrap();
    shown.proposal.unwrap().version
}

async fn ruled_out(p: &Partnership, id: RegistrationId, version: i64) -> AppResult<Outcome> {
    let actor = p.as_(Role::Chair).await?;
    let cmd = Decide {
        registration: id,
        version,
        answer: Answer::Remove,
        on: crate::clock::london_date(p.clock().now()),
        reasons: "All agree".to_owned(),
    };
    p.write(&actor, |tx| Box::pin(decide(tx, &cmd))).await
}

async fn removed(p: &Partnership, id: RegistrationId) {
    proposed(p, id, "local_criteria").await.unwrap();
    planned(p, id, AgencyKind::CommunitySafety).await.unwrap();
    everybody_agrees(p, id).await;
    let version = version(p, id).await;
    assert_eq!(ruled_out(p, id, version).await.unwrap(), Outcome::Removed);
}

async fn count(p: &Partnership) -> u32 {
    let scheme = p.scheme;
    let system = crate::Actor::system();
    p.read(&system, |rx| Box::pin(registration::sql::count_open(rx, scheme))).await.unwrap()
}

fn refused(done: AppResult<Outcome>) -> RemovalRefusal {
    match done {
        Err(AppError::Refused(Refusal::Removal(refusal))) => refusal,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn removal_needs_a_plan_every_view_and_no_objection_left_standing() {
    // [SG05 ¶3, REM05]
    each_partnership(async |p| {
        let (_, nomination) = decided(p).await.unwrap();
        let id = registered(p, nomination).await.unwrap();
        proposed(p, id, "local_criteria").await.unwrap();
        let at = version(p, id).await;
        assert_eq!(refused(ruled_out(p, id, at).await), RemovalRefusal::NoExitPlan);
        planned(p, id, AgencyKind::CommunitySafety).await.unwrap();
        let at = version(p, id).await;
        let refusal = refused(ruled_out(p, id, at).await);
        assert!(matches!(refusal, RemovalRefusal::MissingKinds { .. }), "{refusal:?}");
        everybody_agrees(p, id).await;
        let police = (Role::PoliceOfficer, AgencyKind::Police);
        says(p, police, id, Some("Too soon")).await.unwrap();
        let at = version(p, id).await;
        let refusal = refused(ruled_out(p, id, at).await);
        let agencies = vec![p.agency(AgencyKind::Police)];
        assert_eq!(refusal, RemovalRefusal::Unresolved { agencies });

        let actor = p.as_(Role::Chair).await.unwrap();
        let cmd = Resolve {
            registration: id,
            agency: p.agency(AgencyKind::Police),
            how: "Police keep their own watch".to_owned(),
            on: day("2004-09-06"),
        };
        p.write(&actor, |tx| Box::pin(resolve(tx, &cmd))).await.unwrap();
        let at = version(p, id).await;
        assert_eq!(ruled_out(p, id, at).await.unwrap(), Outcome::Removed);
    })
    .await;
}

#[tokio::test]
async fn removal_really_removes_at_once_and_tells_exactly_those_who_were_told() {
    // [RR04 A.2, A.16]
    each_partnership(async |p| {
        let (id, nomination) = decided(p).await.unwrap();
        let stay = registered(p, nomination).await.unwrap();
        let all = untold(p).await;
        let told: Vec<_> = all
            .iter()
            .filter(|it| matches!(it.notice.agency_kind, AgencyKind::Police | AgencyKind::Prison))
            .collect();
        for it in &told {
            tell_one(p, it).await.unwrap();
        }
        removed(p, stay).await;

        assert_eq!(count(p).await, 0);
        for role in Role::ALL {
            let actor = p.as_(role).await.unwrap();
            let done = p.read(&actor, |rx| Box::pin(registration::show(rx, stay))).await;
            assert!(matches!(done, Err(AppError::Hidden)), "{role:?}");
        }
        let due = untold(p).await;
        let mut kinds: Vec<_> = due.iter().map(|it| it.notice.agency_kind).collect();
        kinds.sort_unstable();
        assert_eq!(kinds, [AgencyKind::Police, AgencyKind::Prison]);
        assert!(due.iter().all(|it| it.notice.occasion == Occasion::Removal));
        let flags = due.iter().filter(|it| it.notice.takes_flag_off()).count();
        assert_eq!(flags, 1);
        for it in &due {
            tell_one(p, it).await.unwrap();
            assert!(matches!(tell_one(p, it).await, Err(AppError::Refused(Refusal::Tell(_)))));
        }
        assert!(untold(p).await.is_empty());
        let system = crate::Actor::system();
        let standing = p.read(&system, |rx| Box::pin(crate::person::standing(rx, id))).await;
        assert!(standing.unwrap().schemes.is_empty());
    })
    .await;
}

async fn again(p: &Partnership, id: PersonId, fact_on: &'static str) -> AppResult<RegistrationId> {
    let ruling = Ruled { decided_on: "2004-09-20", fact_on, ..Ruled::default() };
    let nomination = ruled(p, id, &ruling).await?;
    let actor = p.as_(Role::Coordinator).await?;
    let cmd = RegisterPerson {
        nomination,
        strand: StrandKey("catch_and_convict".to_owned()),
        on: day("2004-09-20"),
        drug_use: DrugUse::NoneKnown,
        period: None,
        manager: None,
    };
    p.write(&actor, |tx| Box::pin(registration::register(tx, &cmd))).await
}

#[tokio::test]
async fn a_return_needs_new_facts_and_shows_the_earlier_stay() {
    // [SG05 ¶3], REM-4
    each_partnership(async |p| {
        let (id, nomination) = decided(p).await.unwrap();
        let first = registered(p, nomination).await.unwrap();
        removed(p, first).await;
        p.clock().set("2004-09-20T09:00:00Z".parse().unwrap());

        let Err(AppError::Refused(Refusal::Register(refusal))) = again(p, id, "2004-08-30").await
        else {
            panic!("an old fact let somebody return")
        };
        let removed_on = day("2004-09-06");
        assert_eq!(refusal, RegisterRefusal::NothingNewSinceRemoval { removed_on });

        let second = again(p, id, "2004-09-15").await.unwrap();
        let actor = p.as_(Role::PoliceOfficer).await.unwrap();
        let shown = p.read(&actor, |rx| Box::pin(registration::show(rx, second))).await.unwrap();
        assert_eq!(shown.previous, Some((first, removed_on)));
        // The claim that the return gives opens the earlier stay as well.
        p.read(&actor, |rx| Box::pin(registration::show(rx, first))).await.unwrap();
        assert_eq!(count(p).await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_problem_drug_user_is_not_removed_without_being_passed_to_the_cjit() {
    // [RR04 A.16]
    each_partnership(async |p| {
        let (_, nomination) = decided(p).await.unwrap();
        let actor = p.as_(Role::Coordinator).await.unwrap();
        let cmd = RegisterPerson {
            nomination,
            strand: StrandKey("catch_and_convict".to_owned()),
            on: day("2004-09-06"),
            drug_use: DrugUse::Problematic,
            period: None,
            manager: None,
        };
        let id = p.write(&actor, |tx| Box::pin(registration::register(tx, &cmd))).await.unwrap();
        proposed(p, id, "local_criteria").await.unwrap();
        planned(p, id, AgencyKind::CommunitySafety).await.unwrap();
        everybody_agrees(p, id).await;
        let at = version(p, id).await;
        let gaps = vec![ExitGap::NoInterventionTeam];
        assert_eq!(refused(ruled_out(p, id, at).await), RemovalRefusal::ExitPlanLacks { gaps });
        planned(p, id, AgencyKind::InterventionTeam).await.unwrap();
        let at = version(p, id).await;
        ruled_out(p, id, at).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_decision_on_a_table_that_changed_meanwhile_is_stale() {
    each_partnership(async |p| {
        let (_, nomination) = decided(p).await.unwrap();
        let id = registered(p, nomination).await.unwrap();
        proposed(p, id, "local_criteria").await.unwrap();
        planned(p, id, AgencyKind::CommunitySafety).await.unwrap();
        everybody_agrees(p, id).await;
        let at = version(p, id).await;
        let police = (Role::PoliceOfficer, AgencyKind::Police);
        says(p, police, id, None).await.unwrap();
        let done = ruled_out(p, id, at).await;
        assert!(matches!(done, Err(AppError::Stale { .. })), "{done:?}");
    })
    .await;
}

#[tokio::test]
async fn each_speaks_for_the_agency_they_work_for_and_few_decide() {
    // [SG05 ¶3]
    each_partnership(async |p| {
        let (_, nomination) = decided(p).await.unwrap();
        let id = registered(p, nomination).await.unwrap();
        proposed(p, id, "local_criteria").await.unwrap();
        let for_probation = (Role::PoliceOfficer, AgencyKind::Probation);
        let done = says(p, for_probation, id, None).await;
        assert!(matches!(done, Err(AppError::Forbidden(_))), "{done:?}");
        for role in [Role::PoliceOfficer, Role::Provider, Role::Analyst, Role::PanelMember] {
            let actor = p.as_(role).await.unwrap();
            let cmd = Decide {
                registration: id,
                version: 1,
                answer: Answer::Keep,
                on: day("2004-09-06"),
                reasons: "No".to_owned(),
            };
            let done = p.write(&actor, |tx| Box::pin(decide(tx, &cmd))).await;
            assert!(matches!(done, Err(AppError::Forbidden(_))), "{role:?} {done:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_death_ends_every_open_registration_that_day() {
    // [REM05]
    each_partnership(async |p| {
        let id = person(p, &Somebody::default()).await.unwrap();
        let nomination = ruled(p, id, &Ruled::default()).await.unwrap();
        let stay = registered(p, nomination).await.unwrap();
        proposed(p, stay, "local_criteria").await.unwrap();
        for it in untold(p).await {
            tell_one(p, &it).await.unwrap();
        }
        let told = {
            let system = crate::Actor::system();
            p.read(&system, |rx| Box::pin(notice::of_registration(rx, stay))).await.unwrap().len()
        };
        let actor = p.as_(Role::OffenderManager).await.unwrap();
        let cmd = Death {
            person: id,
            died_on: day("2004-09-04"),
            notified_on: day("2004-09-06"),
            notified_by: "The coroner's officer".to_owned(),
        };
        p.write(&actor, |tx| Box::pin(record_death(tx, &cmd))).await.unwrap();
        assert_eq!(count(p).await, 0);
        assert_eq!(untold(p).await.len(), told);

        // Whoever has died is not registered again, and nobody has a claim to the record.
        let done = again(p, id, "2004-09-05").await;
        assert!(done.is_err(), "{done:?}");
    })
    .await;
}
