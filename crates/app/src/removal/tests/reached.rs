//! For whom a threshold is reached, by what is recorded, and for whose eyes.

use domain::removal::{OffendingFact, OffendingKind};
use domain::scheme::SetThreshold;

use super::*;
use crate::db::args;
use crate::registration::testing::hold;
use crate::registration::{EndOn, NewPeriod, RecordPeriodOn};
use crate::removal::{Reached, reached};
use crate::scheme::{Change, ChangeScheme};

async fn threshold(p: &Partnership, figure: u32) {
    let ground = "no_offending".to_owned();
    let from = crate::clock::london_date(p.clock().now());
    let change = Change::Threshold(SetThreshold { ground, figure, from });
    let cmd = ChangeScheme { scheme: p.scheme, version: 1, change };
    let (actor, cmd) = (p.as_(Role::Coordinator).await.unwrap(), &cmd);
    p.write(&actor, |tx| Box::pin(crate::scheme::change(tx, cmd))).await.unwrap();
}

async fn listed(p: &Partnership, role: Role) -> Vec<Reached> {
    let actor = p.as_(role).await.unwrap();
    p.read(&actor, |rx| Box::pin(reached(rx))).await.unwrap()
}

async fn months(p: &Partnership) -> Vec<u32> {
    listed(p, Role::Coordinator).await.iter().map(|it| it.quiet.months).collect()
}

async fn somebody(p: &Partnership) -> (PersonId, RegistrationId) {
    let (person, nomination) = decided(p).await.unwrap();
    (person, registered(p, nomination).await.unwrap())
}

fn at(p: &Partnership, day: &str) {
    p.clock().set(format!("{day}T09:00:00Z").parse().unwrap());
}

#[tokio::test]
async fn a_threshold_is_reached_on_its_day_and_only_where_the_scheme_has_set_one() {
    // [SG05 ¶3]: the ground is in force from 24 June 2005.
    each_partnership(async |p| {
        let (_, id) = somebody(p).await;
        at(p, "2006-01-06");
        assert!(months(p).await.is_empty(), "no threshold is set");
        threshold(p, 17).await;
        assert!(months(p).await.is_empty());
        at(p, "2006-02-06");
        let found = listed(p, Role::Coordinator).await;
        let [it] = found.as_slice() else { panic!("{found:?}") };
        assert_eq!((it.registration, it.figure, it.quiet.months), (id, 17, 17));
        let conviction = OffendingFact { kind: OffendingKind::Conviction, on: day("2004-08-10") };
        assert_eq!((it.quiet.last, it.quiet.since), (Some(conviction), day("2004-09-06")));
        assert_eq!(it.source, "SG05 ¶3; LOCAL");
    })
    .await;
}

#[tokio::test]
async fn only_those_who_may_propose_a_removal_and_know_of_offending_see_it() {
    each_partnership(async |p| {
        somebody(p).await;
        at(p, "2006-02-06");
        threshold(p, 12).await;
        for role in Role::ALL {
            let proposes = matches!(
                role,
                Role::Coordinator
                    | Role::OffenderManager
                    | Role::OffenderSupervisor
                    | Role::PoliceOfficer
                    | Role::YouthWorker
                    | Role::PanelMember
                    | Role::Chair
            );
            assert_eq!(listed(p, role).await.len(), usize::from(proposes), "{role:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn custody_stops_the_count_and_being_received_begins_it_anew() {
    each_partnership(async |p| {
        let (person, _) = somebody(p).await;
        at(p, "2006-02-06");
        threshold(p, 12).await;
        hold(p, person, day("2005-03-01")).await.unwrap();
        assert!(months(p).await.is_empty(), "inside ever since");
        let sql = "update person_custody set until_on = '2005-03-20' where person_id = $1";
        p.housekeep(sql, args![person]).await.unwrap();
        assert!(months(p).await.is_empty());
        at(p, "2006-03-19");
        assert_eq!(months(p).await, [12], "eighteen days inside are left out");
    })
    .await;
}

#[tokio::test]
async fn an_order_that_begins_tells_of_an_offence_and_intelligence_does_not() {
    each_partnership(async |p| {
        let (person, id) = somebody(p).await;
        at(p, "2005-12-01");
        threshold(p, 12).await;
        let sql = "update evidence set kind = 'intelligence', happened_on = '2005-11-01'
                    where person_id = $1";
        p.housekeep(sql, args![person]).await.unwrap();
        assert_eq!(months(p).await, [14]);
        assert_eq!(listed(p, Role::Chair).await[0].quiet.last, None);
        let order = domain::registration::OrderKind::CommunityOrder;
        let period = NewPeriod { order, from: day("2005-06-01"), to: None };
        let cmd = RecordPeriodOn { registration: id, period };
        let (actor, cmd) = (p.as_(Role::Coordinator).await.unwrap(), &cmd);
        let key =
            p.write(&actor, |tx| Box::pin(registration::record_period(tx, cmd))).await.unwrap();
        assert!(months(p).await.is_empty(), "six months since");
        let cmd = EndOn { registration: id, key, last_day: day("2005-07-01") };
        let cmd = &cmd;
        p.write(&actor, |tx| Box::pin(registration::end_period(tx, cmd))).await.unwrap();
        at(p, "2006-06-01");
        assert_eq!(months(p).await, [12]);
    })
    .await;
}

#[tokio::test]
async fn whoever_is_proposed_for_removal_or_removed_is_no_longer_in_the_list() {
    each_partnership(async |p| {
        let (_, id) = somebody(p).await;
        at(p, "2006-02-06");
        threshold(p, 12).await;
        assert_eq!(months(p).await.len(), 1);
        proposed(p, id, "no_offending").await.unwrap();
        assert!(months(p).await.is_empty());
    })
    .await;
}
