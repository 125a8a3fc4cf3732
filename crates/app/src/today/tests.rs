//! Counts that are the lengths of their lists.

use domain::user::Role;
use jiff::civil::date;

use super::*;
use crate::testing::{Enrolled, Partnership, each_partnership};

async fn seen_by(p: &Partnership, role: Role) -> Today {
    let actor = p.as_(role).await.unwrap();
    p.read(&actor, |rx| Box::pin(today(rx))).await.unwrap()
}

#[tokio::test]
async fn every_count_is_the_length_of_the_list_it_opens() {
    each_partnership(async |p| {
        let late = Enrolled {
            review_due_on: date(2004, 9, 1),
            is_statutory: true,
            ..Enrolled::adult(p.scheme, "Late")
        };
        p.enrol(&late).await.unwrap();
        p.enrol(&Enrolled { born_on: date(1990, 1, 1), ..late.clone() }).await.unwrap();
        p.enrol(&Enrolled { scheme: p.other_scheme, ..late }).await.unwrap();
        let people = seen_by(p, Role::Coordinator).await.people.unwrap();
        let expected = Tally { registered: 1, past: 1, no_manager: 1, ..Tally::default() };
        assert_eq!(people.adults.tally, expected);
        assert_eq!(people.young.unwrap().tally, expected);
        assert!(seen_by(p, Role::OffenderManager).await.people.unwrap().young.is_none());
    })
    .await;
}

#[tokio::test]
async fn whoever_may_not_list_people_sees_numbers_by_scheme_and_nobody() {
    each_partnership(async |p| {
        p.enrol(&Enrolled::adult(p.scheme, "Counted")).await.unwrap();
        for role in [Role::Analyst, Role::AreaLead, Role::NationalLead, Role::Administrator] {
            let seen = seen_by(p, role).await;
            assert!(seen.people.is_none(), "{role:?}");
            let numbers = seen.schemes.iter().find(|it| it.id == p.scheme).unwrap();
            assert_eq!((numbers.registered, numbers.free()), (1, Some(19)), "{role:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_coordinator_sees_what_the_scheme_lacks_cc04_rr04_24() {
    each_partnership(async |p| {
        p.clock().set("2004-10-01T09:00:00Z".parse().unwrap());
        let gaps = seen_by(p, Role::Coordinator).await.gaps;
        let gap = gaps.iter().find(|it| it.scheme == p.scheme).unwrap();
        assert!(gap.minimums > 0 && gap.members > 0, "{gap:?}");
        assert!(seen_by(p, Role::PoliceOfficer).await.gaps.is_empty());
    })
    .await;
}
