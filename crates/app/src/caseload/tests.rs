//! The caseload: who is listed, tallied, downloaded and assigned.

use std::collections::BTreeSet;

use domain::id::RegistrationId;
use domain::registration::{AssignRefusal, Post};
use domain::user::Role;
use jiff::ToSpan as _;
use jiff::civil::date;

use super::*;
use crate::actor::Actor;
use crate::gate::Resource;
use crate::person::OpenPerson;
use crate::testing::{Enrolled, Partnership, each_partnership};

async fn listed(p: &Partnership, actor: &Actor, filter: &Filter) -> Page {
    p.read(actor, |rx| Box::pin(caseload(rx, filter, 1))).await.unwrap()
}

async fn names(p: &Partnership, filter: &Filter) -> Vec<String> {
    let actor = p.as_(Role::Coordinator).await.unwrap();
    listed(p, &actor, filter).await.rows.into_iter().map(|it| it.surname).collect()
}

fn everybody() -> Filter {
    Filter::everybody(AgeGroup::Adults)
}

fn adult(p: &Partnership, surname: &str) -> Enrolled {
    Enrolled::adult(p.scheme, surname)
}

/// An adult, a child, a restricted record, a removed person, each on both schemes.
async fn enrol_all(p: &Partnership) {
    for scheme in [p.scheme, p.other_scheme] {
        let plain = Enrolled::adult(scheme, "Plain");
        p.enrol(&plain).await.unwrap();
        let young = Enrolled { born_on: date(1990, 1, 1), ..Enrolled::adult(scheme, "Young") };
        p.enrol(&young).await.unwrap();
        let kept = Enrolled { secrecy: "restricted", ..Enrolled::adult(scheme, "Kept") };
        p.enrol(&kept).await.unwrap();
        let both = Enrolled { born_on: date(1990, 1, 1), ..kept };
        p.enrol(&Enrolled { surname: "Both".to_owned(), ..both }).await.unwrap();
        let gone = Enrolled { ended_on: Some(date(2004, 9, 1)), ..plain };
        p.enrol(&Enrolled { surname: "Gone".to_owned(), ..gone }).await.unwrap();
    }
}

const ALL_OPEN: &str = "select person_id, registration_id from registration";

#[tokio::test]
async fn every_row_listed_is_permitted_singly_and_none_permitted_is_missing_for_every_role() {
    each_partnership(async |p| {
        enrol_all(p).await;
        for role in Role::ALL {
            let actor = p.as_(role).await.unwrap();
            let mut in_lists = BTreeSet::new();
            for age in AgeGroup::ALL {
                let page = listed(p, &actor, &Filter::everybody(*age)).await;
                in_lists.extend(page.rows.iter().map(|it| it.registration));
            }
            assert_eq!(in_lists, permitted(p, &actor).await, "{role:?}");
        }
    })
    .await;
}

/// Every registration whose person the policy lets the actor open, asked one by one.
async fn permitted(p: &Partnership, actor: &Actor) -> BTreeSet<RegistrationId> {
    let found = p.read(actor, |rx| {
        Box::pin(async move {
            let all = rx.all(ALL_OPEN, Vec::new(), |row| {
                Ok((row.get("person_id")?, row.get("registration_id")?))
            });
            let mut found = BTreeSet::new();
            for (person, registration) in all.await? {
                let standing = crate::person::standing(rx, person).await?;
                if rx.may(&OpenPerson(Resource::Person(standing))) {
                    found.insert(registration);
                }
            }
            Ok(found)
        })
    });
    found.await.unwrap()
}

#[tokio::test]
async fn a_removed_person_is_on_no_list_at_once_as_ico2018_asks() {
    each_partnership(async |p| {
        enrol_all(p).await;
        let seen = names(p, &everybody()).await;
        assert_eq!(seen, ["Kept", "Plain"]);
        let searched = Filter { name: "gone".to_owned(), ..everybody() };
        assert_eq!(names(p, &searched).await, Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn the_young_are_listed_apart_from_adults_rr04_9() {
    each_partnership(async |p| {
        enrol_all(p).await;
        assert_eq!(names(p, &Filter::everybody(AgeGroup::Young)).await, ["Both", "Young"]);
        p.clock().set("2008-01-01T09:00:00Z".parse().unwrap());
        assert_eq!(names(p, &Filter::everybody(AgeGroup::Young)).await, Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn a_statutory_case_without_an_offender_manager_shows_at_once_rr04_a5() {
    each_partnership(async |p| {
        let agency = p.agency(domain::agency::AgencyKind::Probation);
        let manager = Some((p.user(Role::OffenderManager), agency));
        for (surname, is_statutory, manager) in
            [("A", true, None), ("B", true, manager), ("C", false, None), ("D", false, manager)]
        {
            p.enrol(&Enrolled { is_statutory, manager, ..adult(p, surname) }).await.unwrap();
        }
        let nobody = Some(ManagedBy::Nobody);
        let missing = Filter {
            supervised: Some(Supervised::Statutory),
            manager: nobody.clone(),
            ..everybody()
        };
        assert_eq!(names(p, &missing).await, ["A"]);
        let missing = Filter { supervised: Some(Supervised::Otherwise), ..missing };
        assert_eq!(names(p, &missing).await, ["C"]);
        let actor = p.as_(Role::OffenderManager).await.unwrap();
        let mine = Filter { manager: Some(ManagedBy::Me), ..everybody() };
        let mine = listed(p, &actor, &mine).await;
        assert_eq!(mine.rows.iter().map(|it| it.surname.as_str()).collect::<Vec<_>>(), ["B", "D"]);
    })
    .await;
}

#[tokio::test]
async fn reviews_are_sorted_into_amber_past_and_queued_as_the_rule_has_it_rr04_12() {
    each_partnership(async |p| {
        let today = date(2004, 9, 6);
        for days in [-29, -28, -1, 0, 7, 8, 28, 29] {
            let review_due_on = today + days.days();
            let who = Enrolled { review_due_on, ..adult(p, &format!("{:02}", days + 50)) };
            p.enrol(&who).await.unwrap();
        }
        for (review, expected) in [
            (ReviewIs::Late, vec!["21", "22", "49"]),
            (ReviewIs::Queued, vec!["21"]),
            (ReviewIs::Past, vec!["22", "49"]),
            (ReviewIs::Week, vec!["50", "57"]),
            (ReviewIs::Amber, vec!["50", "57", "58", "78"]),
            (ReviewIs::NotYet, vec!["79"]),
        ] {
            let filter = Filter { review: Some(review), ..everybody() };
            assert_eq!(names(p, &filter).await, expected, "{review:?}");
        }
        let down = Filter { sort: SortBy::Review, order: Order::Down, ..everybody() };
        assert_eq!(names(p, &down).await.first().map(String::as_str), Some("79"));
    })
    .await;
}

#[tokio::test]
async fn a_list_of_more_than_a_page_has_an_order_without_ties_and_a_last_page() {
    each_partnership(async |p| {
        for _ in 0..=PAGE_SIZE {
            p.enrol(&adult(p, "Same")).await.unwrap();
        }
        let actor = p.as_(Role::Coordinator).await.unwrap();
        let filter = everybody();
        let page = |number| {
            p.read(&actor, move |rx| {
                let filter = Filter::everybody(AgeGroup::Adults);
                Box::pin(async move { caseload(rx, &filter, number).await })
            })
        };
        let first = listed(p, &actor, &filter).await;
        let second = page(2).await.unwrap();
        let past_the_end = page(9).await.unwrap();
        let all = first.rows.iter().chain(&second.rows).map(|it| it.registration);
        assert_eq!(all.collect::<BTreeSet<_>>().len(), PAGE_SIZE as usize + 1);
        assert_eq!((past_the_end.number, past_the_end.rows.len()), (2, 1));
    })
    .await;
}

#[tokio::test]
async fn many_are_assigned_in_one_go_and_those_the_rule_refuses_are_named_rr04_a5() {
    each_partnership(async |p| {
        let om = p.user(Role::OffenderManager);
        let (_, free) = p.enrol(&adult(p, "Free")).await.unwrap();
        let (_, statutory) =
            p.enrol(&Enrolled { is_statutory: true, ..adult(p, "Statutory") }).await.unwrap();
        let other = Enrolled::adult(p.other_scheme, "Elsewhere");
        let (_, elsewhere) = p.enrol(&other).await.unwrap();
        let cmd = AssignMany {
            ticked: vec![free, statutory, elsewhere],
            post: Post::LeadWorker,
            to: om,
            from: date(2004, 9, 6),
            other: OtherHolder::Keeps,
        };
        let (cmd, actor) = (&cmd, p.as_(Role::Coordinator).await.unwrap());
        let foreseen = p.read(&actor, |rx| Box::pin(foresee(rx, cmd))).await.unwrap();
        let verdicts: Vec<Verdict> = foreseen.into_iter().map(|it| it.verdict).collect();
        let refused = Verdict::Refused(AssignRefusal::WantsOffenderManager);
        assert_eq!(verdicts, [Verdict::Assigned { ends: None }, refused]);
        let done = p.write(&actor, |tx| Box::pin(assign_many(tx, cmd))).await.unwrap();
        assert_eq!(done, [free]);
        let again = p.write(&actor, |tx| Box::pin(assign_many(tx, cmd))).await.unwrap();
        assert_eq!(again, Vec::<RegistrationId>::new());
    })
    .await;
}

#[tokio::test]
async fn a_case_changes_hands_when_the_holder_hands_over_so_that_there_is_one_rr04_11() {
    each_partnership(async |p| {
        let agency = p.agency(domain::agency::AgencyKind::Police);
        let manager = Some((p.user(Role::PoliceOfficer), agency));
        let (_, held) = p.enrol(&Enrolled { manager, ..adult(p, "Held") }).await.unwrap();
        let to = p.user(Role::YouthWorker);
        let mut cmd = AssignMany {
            ticked: vec![held],
            post: Post::LeadWorker,
            to,
            from: date(2004, 9, 6),
            other: OtherHolder::Keeps,
        };
        let actor = p.as_(Role::Coordinator).await.unwrap();
        let kept = &cmd.clone();
        let done = p.write(&actor, |tx| Box::pin(assign_many(tx, kept))).await.unwrap();
        assert_eq!(done, Vec::<RegistrationId>::new());
        cmd.other = OtherHolder::HandsOver;
        let over = &cmd;
        let done = p.write(&actor, |tx| Box::pin(assign_many(tx, over))).await.unwrap();
        assert_eq!(done, [held]);
        let theirs = Filter { manager: Some(ManagedBy::Somebody(to.to_string())), ..everybody() };
        assert_eq!(names(p, &theirs).await, ["Held"]);
    })
    .await;
}

#[tokio::test]
async fn a_download_is_recorded_as_a_disclosure_with_its_count_rr04_k6() {
    each_partnership(async |p| {
        enrol_all(p).await;
        let filter = &everybody();
        let actor = p.as_(Role::PoliceOfficer).await.unwrap();
        let file = p.write(&actor, |tx| Box::pin(download(tx, filter))).await.unwrap();
        assert_eq!(file.rows.len(), 1);
        let told = p.read(&actor, |rx| {
            let sql = "select verb, detail from audit where event = 'caseload_downloaded'";
            Box::pin(async move {
                rx.one(sql, Vec::new(), |row| {
                    Ok((row.get::<String>("verb")?, row.get::<serde_json::Value>("detail")?))
                })
                .await
            })
        });
        let (verb, detail) = told.await.unwrap();
        assert_eq!((verb.as_str(), &detail["people"]), ("disclosure", &serde_json::json!(1)));
        let provider = p.as_(Role::Provider).await.unwrap();
        let refused = p.write(&provider, |tx| Box::pin(download(tx, filter))).await;
        assert!(matches!(refused, Err(crate::AppError::Forbidden(_))));
    })
    .await;
}

#[tokio::test]
async fn a_view_is_its_makers_own_unless_the_coordinator_shares_it() {
    each_partnership(async |p| {
        let own = &SaveView { name: "Mine".into(), query: "manager=me".into(), scheme: None };
        let shared = &SaveView { scheme: Some(p.scheme), name: "Ours".into(), ..own.clone() };
        let coordinator = p.as_(Role::Coordinator).await.unwrap();
        let officer = p.as_(Role::PoliceOfficer).await.unwrap();
        let id = p.write(&coordinator, |tx| Box::pin(save_view(tx, own))).await.unwrap();
        p.write(&coordinator, |tx| Box::pin(save_view(tx, shared))).await.unwrap();
        let seen = p.read(&officer, |rx| Box::pin(views(rx))).await.unwrap();
        assert_eq!(seen.iter().map(|it| it.name.as_str()).collect::<Vec<_>>(), ["Ours"]);
        let refused = p.write(&officer, |tx| Box::pin(save_view(tx, shared))).await;
        assert!(matches!(refused, Err(crate::AppError::Forbidden(_))));
        let id = id.as_str();
        let hidden = p.write(&officer, |tx| Box::pin(delete_view(tx, id))).await;
        assert!(matches!(hidden, Err(crate::AppError::Hidden)));
        p.write(&coordinator, |tx| Box::pin(rename_view(tx, id, "My own"))).await.unwrap();
        p.write(&coordinator, |tx| Box::pin(delete_view(tx, id))).await.unwrap();
        let left = p.read(&coordinator, |rx| Box::pin(views(rx))).await.unwrap();
        assert_eq!(left.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn reviews_are_set_together_and_refused_one_by_one_and_each_is_in_the_trail() {
    each_partnership(async |p| {
        let scheduled = |on| ScheduleMany { ticked: Vec::new(), on };
        let mut cmd = scheduled(date(2005, 1, 31));
        for (surname, registered_on, born_on) in [
            ("Fine", date(2004, 8, 1), date(1980, 1, 1)),
            ("Early", date(2004, 7, 15), date(1980, 1, 1)),
            ("Child", date(2004, 8, 1), date(1990, 1, 1)),
        ] {
            let who = Enrolled { born_on, registered_on, ..adult(p, surname) };
            cmd.ticked.push(p.enrol(&who).await.unwrap().1);
        }
        let cmd = &cmd;
        let actor = p.as_(Role::Coordinator).await.unwrap();
        let planned = p.read(&actor, |rx| Box::pin(plan_many(rx, cmd))).await.unwrap();
        let told: Vec<_> = planned
            .iter()
            .map(|it| (it.row.surname.as_str(), it.scheduling == Scheduling::Set))
            .collect();
        assert_eq!(told, [("Child", false), ("Early", false), ("Fine", true)]);
        let done = p.write(&actor, |tx| Box::pin(schedule_many(tx, cmd))).await.unwrap();
        assert_eq!(done, [cmd.ticked[0]]);
        let sql = "select count(*) as found from audit where event = 'review_scheduled'";
        let trail =
            p.read(&actor, |rx| Box::pin(rx.one(sql, Vec::new(), |row| row.get::<i64>("found"))));
        assert_eq!(trail.await.unwrap(), 1);
        let list = listed(p, &actor, &everybody()).await.rows;
        let due = |name: &str| list.iter().find(|it| it.surname == name).unwrap().review_due_on;
        assert_eq!((due("Fine"), due("Early")), (date(2005, 1, 31), date(2004, 12, 24)));

        let police = p.as_(Role::PoliceOfficer).await.unwrap();
        let refused = p.write(&police, |tx| Box::pin(schedule_many(tx, cmd))).await;
        assert!(matches!(refused, Err(crate::AppError::Forbidden(_))));
    })
    .await;
}
