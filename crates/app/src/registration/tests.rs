//! Taking people on, and who manages them.

mod at_most_one;

use domain::Date;
use domain::Refusal;
use domain::agency::AgencyKind;
use domain::edition::StrandKey;
use domain::id::{NominationId, RegistrationId};
use domain::registration::{Missing, OrderKind, Post, RegisterRefusal, StatutoryStatus};
use domain::removal::DrugUse;
use domain::user::Role;

use super::testing::{Ruled, Somebody, decided, person, registered, ruled};
use super::{
    AssignTo, EndOn, Manager, NewPeriod, RecordPeriodOn, RegisterPerson, Shown, assign,
    end_assignment, end_period, record_period, register, show,
};
use crate::error::{AppError, AppResult, What};
use crate::gate::App;
use crate::testing::{Partnership, each_partnership};

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn wish(nomination: NominationId) -> RegisterPerson {
    RegisterPerson {
        nomination,
        strand: StrandKey("catch_and_convict".to_owned()),
        on: day("2004-09-06"),
        drug_use: DrugUse::NoneKnown,
        period: None,
        manager: None,
    }
}

async fn take_on(p: &Partnership, role: Role, cmd: &RegisterPerson) -> AppResult<RegistrationId> {
    let actor = p.as_(role).await?;
    p.write(&actor, |tx| Box::pin(register(tx, cmd))).await
}

async fn opened(p: &Partnership, role: Role, id: RegistrationId) -> AppResult<Shown> {
    let actor = p.as_(role).await?;
    p.read(&actor, |rx| Box::pin(show(rx, id))).await
}

async fn on_scheme(p: &Partnership) -> u32 {
    let scheme = p.scheme;
    let app: &App = p;
    app.read(&crate::Actor::system(), |rx| Box::pin(super::sql::count_open(rx, scheme)))
        .await
        .unwrap()
}

#[tokio::test]
async fn whom_the_panel_decided_on_is_registered_with_a_review_and_agencies_to_tell() {
    // [RR04 ¶14, A.2, ¶11-12]
    each_partnership(async |p| {
        let (_, nomination) = decided(p).await.unwrap();
        let cmd = RegisterPerson {
            period: Some(NewPeriod {
                order: OrderKind::CommunityOrder,
                from: day("2004-08-01"),
                to: None,
            }),
            manager: Some(Manager::User(p.user(Role::OffenderManager))),
            ..wish(nomination)
        };
        let id = take_on(p, Role::Coordinator, &cmd).await.unwrap();
        let shown = opened(p, Role::Coordinator, id).await.unwrap();
        assert_eq!(shown.review.on, day("2005-03-06"));
        assert_eq!(shown.missing, Vec::new());
        assert_eq!(shown.assigned[0].assignment.post, Post::OffenderManager);
        let told: Vec<_> = shown.notices.iter().map(|it| it.agency_kind).collect();
        for kind in [AgencyKind::Police, AgencyKind::Probation, AgencyKind::Prison] {
            assert!(told.contains(&kind), "{told:?}");
        }
        assert_eq!(on_scheme(p).await, 1);
    })
    .await;
}

#[tokio::test]
async fn nobody_is_registered_twice_on_one_scheme_however_it_is_tried() {
    // The module: at most one open registration for each person and scheme.
    each_partnership(async |p| {
        let (id, first) = decided(p).await.unwrap();
        let second = ruled(p, id, &Ruled::default()).await.unwrap();
        registered(p, first).await.unwrap();
        for nomination in [first, second] {
            let again = take_on(p, Role::Coordinator, &wish(nomination)).await;
            let Err(AppError::Refused(Refusal::Register(refusal))) = again else {
                panic!("{again:?}")
            };
            assert!(matches!(refusal, RegisterRefusal::AlreadyOpen { .. }), "{refusal:?}");
        }
        assert_eq!(on_scheme(p).await, 1);
    })
    .await;
}

#[tokio::test]
async fn of_many_who_register_at_once_one_wins() {
    each_partnership(async |p| {
        let (id, first) = decided(p).await.unwrap();
        let second = ruled(p, id, &Ruled::default()).await.unwrap();
        let actor = p.as_(Role::Coordinator).await.unwrap();
        let (one, two) = (wish(first), wish(second));
        let tries = [&one, &two, &one, &two]
            .map(|cmd| p.write(&actor, move |tx| Box::pin(register(tx, cmd))));
        let done = futures::future::join_all(tries).await;
        assert_eq!(done.iter().filter(|it| it.is_ok()).count(), 1);
        let refused = |it: &AppError| {
            matches!(it, AppError::Refused(_) | AppError::Conflict(What::Registration))
        };
        assert!(done.iter().filter_map(|it| it.as_ref().err()).all(refused), "{done:?}");
        assert_eq!(on_scheme(p).await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_form_sent_twice_registers_once_and_answers_alike() {
    each_partnership(async |p| {
        let (_, nomination) = decided(p).await.unwrap();
        let actor = p.as_(Role::Coordinator).await.unwrap();
        let cmd = wish(nomination);
        let mut answers = Vec::new();
        for _ in 0..2 {
            let cmd = &cmd;
            let work = |app: &App| app.clone();
            let app = work(p);
            answers.push(
                app.write_once(&actor, "once", move |tx| Box::pin(register(tx, cmd)))
                    .await
                    .unwrap(),
            );
        }
        assert_eq!(answers[0], answers[1]);
        assert_eq!(on_scheme(p).await, 1);
    })
    .await;
}

#[tokio::test]
async fn only_the_coordinator_registers_and_a_refused_attempt_is_in_the_trail() {
    each_partnership(async |p| {
        let (_, nomination) = decided(p).await.unwrap();
        for role in Role::ALL.into_iter().filter(|it| *it != Role::Coordinator) {
            let done = take_on(p, role, &wish(nomination)).await;
            assert!(matches!(done, Err(AppError::Forbidden(_))), "{role:?} {done:?}");
        }
        assert_eq!(on_scheme(p).await, 0);
    })
    .await;
}

#[tokio::test]
async fn without_a_decision_to_take_on_nobody_is_registered() {
    // [RR04 ¶14]
    each_partnership(async |p| {
        let id = person(p, &Somebody::default()).await.unwrap();
        for (outcome, wanted) in [("refuse", "DecidedAgainst"), ("defer", "NoDecision")] {
            let ruling = Ruled { outcome, ..Ruled::default() };
            let nomination = ruled(p, id, &ruling).await.unwrap();
            let done = take_on(p, Role::Coordinator, &wish(nomination)).await;
            let Err(AppError::Refused(refusal)) = done else { panic!("{done:?}") };
            assert!(format!("{refusal:?}").contains(wanted), "{refusal:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn whoever_waits_is_registered_only_when_a_place_is_free() {
    // [RR04 ¶3]: the partnership has 20 places.
    each_partnership(async |p| {
        for _ in 0..20 {
            let (_, nomination) = decided(p).await.unwrap();
            registered(p, nomination).await.unwrap();
        }
        let id = person(p, &Somebody::default()).await.unwrap();
        let waiting = Ruled { outcome: "waiting_list", ..Ruled::default() };
        let nomination = ruled(p, id, &waiting).await.unwrap();
        let done = take_on(p, Role::Coordinator, &wish(nomination)).await;
        let Err(AppError::Refused(Refusal::Register(RegisterRefusal::Full { places }))) = done
        else {
            panic!("{done:?}")
        };
        assert_eq!((places.capacity, places.open), (20, 20));

        let over = Ruled { over_capacity: Some("Burglary is rising"), ..Ruled::default() };
        let (other, _) = decided(p).await.unwrap();
        let nomination = ruled(p, other, &over).await.unwrap();
        take_on(p, Role::Coordinator, &wish(nomination)).await.unwrap();
        assert_eq!(on_scheme(p).await, 21);
    })
    .await;
}

#[tokio::test]
async fn the_young_are_not_taken_on_to_an_adult_strand_nor_seen_by_adult_workers() {
    // [RR04 ¶9, ¶11]
    each_partnership(async |p| {
        p.clock().set("2004-09-20T09:00:00Z".parse().unwrap());
        let young = Somebody { born_on: "1989-02-03", ..Somebody::default() };
        let id = person(p, &young).await.unwrap();
        let nomination = ruled(p, id, &Ruled::default()).await.unwrap();
        let done = take_on(p, Role::Coordinator, &wish(nomination)).await;
        assert!(matches!(done, Err(AppError::Refused(_))), "{done:?}");

        let cmd = RegisterPerson {
            strand: StrandKey("prevent_and_deter".to_owned()),
            on: day("2004-09-20"),
            ..wish(nomination)
        };
        let id = take_on(p, Role::Coordinator, &cmd).await.unwrap();
        let shown = opened(p, Role::YouthWorker, id).await.unwrap();
        let told: Vec<_> = shown.notices.iter().map(|it| it.agency_kind).collect();
        assert!(told.contains(&AgencyKind::YouthOffendingTeam));
        assert!(!told.contains(&AgencyKind::Probation), "{told:?}");
        let done = opened(p, Role::OffenderManager, id).await;
        assert!(matches!(done, Err(AppError::Hidden)), "{done:?}");
    })
    .await;
}

#[tokio::test]
async fn a_statutory_case_without_an_offender_manager_shows_at_once_and_by_dates() {
    // [RR04 A.5, K5]
    each_partnership(async |p| {
        let (_, nomination) = decided(p).await.unwrap();
        let id = registered(p, nomination).await.unwrap();
        let actor = p.as_(Role::Coordinator).await.unwrap();
        let order = NewPeriod { order: OrderKind::Licence, from: day("2004-09-06"), to: None };
        let cmd = RecordPeriodOn { registration: id, period: order };
        let key = p.write(&actor, |tx| Box::pin(record_period(tx, &cmd))).await.unwrap();
        let shown = opened(p, Role::Coordinator, id).await.unwrap();
        assert_eq!(shown.missing, [Missing::OffenderManager]);

        let named = Manager::Named {
            name: "Olwen Manager".to_owned(),
            agency: p.agency(AgencyKind::Probation),
        };
        let cmd = AssignTo {
            registration: id,
            post: Post::OffenderManager,
            manager: named,
            from: day("2004-09-06"),
            to: None,
        };
        let assigned = p.write(&actor, |tx| Box::pin(assign(tx, &cmd))).await.unwrap();
        assert_eq!(opened(p, Role::Coordinator, id).await.unwrap().missing, []);

        let end = |key: String| EndOn { registration: id, key, last_day: day("2004-09-06") };
        let cmd = end(assigned);
        p.write(&actor, |tx| Box::pin(end_assignment(tx, &cmd))).await.unwrap();
        let cmd = end(key);
        p.write(&actor, |tx| Box::pin(end_period(tx, &cmd))).await.unwrap();
        p.clock().set("2004-09-07T09:00:00Z".parse().unwrap());
        let shown = opened(p, Role::Coordinator, id).await.unwrap();
        assert_eq!(shown.statutory.unwrap().0, StatutoryStatus::NonStatutory);
        assert_eq!(shown.missing, [Missing::LeadWorker]);
    })
    .await;
}

#[tokio::test]
async fn a_provider_sees_neither_orders_nor_drug_use_on_a_registration() {
    each_partnership(async |p| {
        let (_, nomination) = decided(p).await.unwrap();
        let id = registered(p, nomination).await.unwrap();
        let shown = opened(p, Role::Provider, id).await.unwrap();
        assert!(shown.statutory.is_none() && shown.drug_use.is_none());
        assert!(shown.may.is_empty(), "{:?}", shown.may);
    })
    .await;
}
