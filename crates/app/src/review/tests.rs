//! Reviews that keep, propose and lapse.

use domain::agency::AgencyKind;
use domain::edition::{GroundKey, StrandKey};
use domain::id::RegistrationId;
use domain::review::{Outcome, ReviewRefusal, ReviewStanding};
use domain::user::Role;
use domain::{Date, Refusal};

use super::{DueReview, Hold, Noted, due, hold, queue_lapsed_reviews};
use crate::error::{AppError, AppResult};
use crate::registration;
use crate::registration::testing::{decided, registered};
use crate::testing::{Partnership, each_partnership};

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn keep(id: RegistrationId, version: i64, next_due_on: &str) -> Hold {
    Hold {
        registration: id,
        version,
        held_on: day("2005-03-10"),
        took_part: vec![AgencyKind::Police, AgencyKind::Probation],
        outcome: Outcome::Keep {
            strand: StrandKey("rehabilitate_and_resettle".to_owned()),
            next_due_on: day(next_due_on),
        },
        reasons: "Still offending".to_owned(),
    }
}

async fn held(p: &Partnership, role: Role, cmd: &Hold) -> AppResult<domain::id::ReviewId> {
    let actor = p.as_(role).await?;
    p.write(&actor, |tx| Box::pin(hold(tx, cmd))).await
}

async fn listed(p: &Partnership, role: Role) -> Vec<DueReview> {
    let actor = p.as_(role).await.unwrap();
    p.read(&actor, |rx| Box::pin(due(rx))).await.unwrap()
}

async fn registered_somebody(p: &Partnership) -> RegistrationId {
    let (_, nomination) = decided(p).await.unwrap();
    registered(p, nomination).await.unwrap()
}

#[tokio::test]
async fn a_review_shows_as_coming_then_late_then_queued_and_only_where_one_works() {
    // [RR04 ¶11-12]: due on 6 March 2005, amber 28 days, grace 28 days.
    each_partnership(async |p| {
        registered_somebody(p).await;
        assert!(listed(p, Role::Coordinator).await.is_empty());
        for (on, wanted) in [
            ("2005-02-06T09:00:00Z", ReviewStanding::Amber { days_left: 28 }),
            ("2005-03-07T09:00:00Z", ReviewStanding::Past { days: 1 }),
            ("2005-04-04T09:00:00Z", ReviewStanding::QueuedForRemoval { days: 29 }),
        ] {
            p.clock().set(on.parse().unwrap());
            assert_eq!(listed(p, Role::Coordinator).await[0].standing, wanted);
        }
        assert!(listed(p, Role::Analyst).await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_review_keeps_within_the_longest_interval_and_may_change_the_strand() {
    each_partnership(async |p| {
        let id = registered_somebody(p).await;
        p.clock().set("2005-03-10T09:00:00Z".parse().unwrap());
        let late = held(p, Role::Coordinator, &keep(id, 1, "2005-09-11")).await;
        let Err(AppError::Refused(Refusal::Review(refusal))) = late else { panic!("{late:?}") };
        assert!(matches!(refusal, ReviewRefusal::NextTooLate { .. }), "{refusal:?}");

        held(p, Role::Coordinator, &keep(id, 1, "2005-09-10")).await.unwrap();
        let actor = p.as_(Role::Coordinator).await.unwrap();
        let shown = p.read(&actor, |rx| Box::pin(registration::show(rx, id))).await.unwrap();
        assert_eq!(shown.review.on, day("2005-09-10"));
        assert_eq!(shown.registration.strand.0, "rehabilitate_and_resettle");
        assert!(listed(p, Role::Coordinator).await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_second_review_on_one_day_is_told_of_the_first_before_any_rule() {
    each_partnership(async |p| {
        let id = registered_somebody(p).await;
        p.clock().set("2005-03-12T09:00:00Z".parse().unwrap());
        held(p, Role::Coordinator, &keep(id, 1, "2005-09-01")).await.unwrap();
        let done = held(p, Role::Coordinator, &keep(id, 1, "2005-09-01")).await;
        assert!(matches!(done, Err(AppError::Stale { .. })), "{done:?}");
    })
    .await;
}

#[tokio::test]
async fn a_review_of_a_version_that_changed_meanwhile_is_stale() {
    each_partnership(async |p| {
        let id = registered_somebody(p).await;
        p.clock().set("2005-03-12T09:00:00Z".parse().unwrap());
        held(p, Role::Coordinator, &keep(id, 1, "2005-09-01")).await.unwrap();
        let second = Hold { held_on: day("2005-03-11"), ..keep(id, 1, "2005-09-01") };
        let done = held(p, Role::Coordinator, &second).await;
        assert!(matches!(done, Err(AppError::Stale { .. })), "{done:?}");
    })
    .await;
}

#[tokio::test]
async fn a_review_may_propose_removal_and_only_those_who_run_the_scheme_record_it() {
    each_partnership(async |p| {
        let id = registered_somebody(p).await;
        let ground = GroundKey("local_criteria".to_owned());
        let cmd = Hold {
            held_on: day("2004-09-06"),
            outcome: Outcome::ProposeRemoval { ground },
            ..keep(id, 1, "2005-09-01")
        };
        for role in [Role::OffenderManager, Role::PoliceOfficer, Role::Provider, Role::Analyst] {
            let done = held(p, role, &cmd).await;
            assert!(matches!(done, Err(AppError::Forbidden(_))), "{role:?} {done:?}");
        }
        held(p, Role::Chair, &cmd).await.unwrap();
        let actor = p.as_(Role::Chair).await.unwrap();
        let shown = p.read(&actor, |rx| Box::pin(crate::removal::show(rx, id))).await.unwrap();
        assert!(shown.proposal.is_some());
    })
    .await;
}

#[tokio::test]
async fn a_lapse_is_noted_once_however_often_the_night_comes() {
    each_partnership(async |p| {
        registered_somebody(p).await;
        p.clock().set("2005-04-03T09:00:00Z".parse().unwrap());
        assert_eq!(queue_lapsed_reviews(p).await.unwrap(), Noted(0));
        p.clock().set("2005-04-04T09:00:00Z".parse().unwrap());
        assert_eq!(queue_lapsed_reviews(p).await.unwrap(), Noted(1));
        assert_eq!(queue_lapsed_reviews(p).await.unwrap(), Noted(0));
    })
    .await;
}
