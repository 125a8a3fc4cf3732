//! What a scheme has, lacks and changes.

mod opening;

use domain::Refusal;
use domain::agency::AgencyKind;
use domain::id::{PostId, SchemeId};
use domain::scheme::{
    Basis, CapacityStanding, ChangeLead, EndPost, FillPost, GroupStanding, Lead, Minimum,
    MinimumState, PostKind, RecordAlternative, RecordMinimum, SeniorLead, SetCapacity, SetPost,
    SetThreshold, ThresholdRefusal, VacatePost,
};
use domain::user::Role;
use jiff::civil::date;

use super::{Change, ChangeScheme, SchemeSheet, change, sheet};
use crate::error::AppError;
use crate::testing::{Partnership, each_partnership};

async fn seen(p: &Partnership, role: Role, scheme: SchemeId) -> Result<SchemeSheet, AppError> {
    let actor = p.as_(role).await?;
    p.read(&actor, |rx| Box::pin(sheet(rx, scheme))).await
}

async fn done(p: &Partnership, role: Role, cmd: ChangeScheme) -> Result<SchemeId, AppError> {
    let (actor, cmd) = (p.as_(role).await?, &cmd);
    p.write(&actor, |tx| Box::pin(change(tx, cmd))).await
}

/// A change by the coordinator, based on the newest version.
async fn changed(p: &Partnership, change: Change) -> Result<SchemeSheet, AppError> {
    let version = seen(p, Role::Coordinator, p.scheme).await?.version;
    done(p, Role::Coordinator, ChangeScheme { scheme: p.scheme, version, change }).await?;
    seen(p, Role::Coordinator, p.scheme).await
}

fn places(places: u32) -> Change {
    Change::Capacity(SetCapacity { places })
}

#[tokio::test]
async fn capacity_is_shown_against_people_and_the_minimum_rr04_3() {
    each_partnership(async |p| {
        let sheet = changed(p, places(25)).await.unwrap();
        assert_eq!(sheet.capacity(), CapacityStanding::Under { by: 25 });
        let least = sheet.least().unwrap();
        assert_eq!((least.from, least.to), (15, 20));
        assert_eq!(sheet.waiting, 0);
    })
    .await;
}

#[tokio::test]
async fn a_change_based_on_an_older_version_is_refused() {
    each_partnership(async |p| {
        let version = seen(p, Role::Coordinator, p.scheme).await.unwrap().version;
        changed(p, places(25)).await.unwrap();
        let stale = ChangeScheme { scheme: p.scheme, version, change: places(30) };
        let refused = done(p, Role::Coordinator, stale).await;
        assert!(matches!(refused, Err(AppError::Stale { .. })));
        let sheet = seen(p, Role::Coordinator, p.scheme).await.unwrap();
        assert_eq!(sheet.scheme.capacity, Some(25));
    })
    .await;
}

#[tokio::test]
async fn only_the_coordinator_of_a_scheme_changes_it_and_strangers_do_not_see_it() {
    each_partnership(async |p| {
        for role in Role::ALL.into_iter().filter(|it| *it != Role::Coordinator) {
            let cmd = ChangeScheme { scheme: p.scheme, version: 1, change: places(30) };
            let refused = done(p, role, cmd).await;
            assert!(matches!(refused, Err(AppError::Forbidden(_))), "{role:?}");
        }
        let other = ChangeScheme { scheme: p.other_scheme, version: 1, change: places(30) };
        let refused = done(p, Role::Coordinator, other).await;
        assert!(matches!(refused, Err(AppError::Forbidden(_))));
        let hidden = seen(p, Role::Coordinator, p.other_scheme).await;
        assert!(matches!(hidden, Err(AppError::Hidden)));
    })
    .await;
}

#[tokio::test]
async fn the_lead_changes_and_the_earlier_one_ends_rr04_14() {
    each_partnership(async |p| {
        let agency = p.agency(AgencyKind::Police);
        let individual = SeniorLead { name: "Ana Sample".into(), position: "Head".into() };
        let lead = Lead::Agency { agency, individual: Some(individual) };
        changed(p, Change::Lead(ChangeLead { lead: lead.clone(), on: date(2004, 8, 10) }))
            .await
            .unwrap();
        let instead = Lead::Alternative { arrangement: "A board of three".into() };
        let next = ChangeLead { lead: instead.clone(), on: date(2004, 9, 1) };
        let sheet = changed(p, Change::Lead(next)).await.unwrap();
        let standing = |on| sheet.scheme.lead_on(on).map(|it| &it.lead);
        assert_eq!(standing(date(2004, 8, 31)), Some(&lead));
        assert_eq!(standing(date(2004, 9, 1)), Some(&instead));
    })
    .await;
}

#[tokio::test]
async fn who_is_missing_from_the_group_shows_until_an_alternative_is_recorded_rr04_24() {
    each_partnership(async |p| {
        p.clock().set("2004-09-20T09:00:00Z".parse().unwrap());
        let on = date(2004, 9, 10);
        let agency = p.agency(AgencyKind::Police);
        let seat = Change::AddMember { agency, representative: None, on };
        let sheet = changed(p, seat).await.unwrap();
        let Some(GroupStanding::Missing { kinds }) = sheet.group() else { panic!("missing") };
        assert!(!kinds.contains(&AgencyKind::Police) && kinds.contains(&AgencyKind::Prison));
        let arrangement = "Housing sits elsewhere".to_owned();
        let sheet =
            changed(p, Change::Arrangement(RecordAlternative { arrangement, on })).await.unwrap();
        assert!(matches!(sheet.group(), Some(GroupStanding::Alternative { .. })));
        let prison = Change::Prison(domain::scheme::PrisonNearby::None);
        let sheet = changed(p, prison).await.unwrap();
        let Some(GroupStanding::Alternative { kinds, .. }) = sheet.group() else { panic!() };
        assert!(!kinds.contains(&AgencyKind::Prison));
    })
    .await;
}

#[tokio::test]
async fn a_prison_without_a_liaison_in_post_shows_rr04_b1() {
    each_partnership(async |p| {
        let prison = p.agency(AgencyKind::Prison);
        let on = date(2004, 8, 10);
        let id: PostId = p.ids().next();
        let post = SetPost {
            id,
            agency: prison,
            // The use case looks it up.
            agency_kind: AgencyKind::Other,
            kind: PostKind::PrisonLiaisonPoint,
            wte_hundredths: 50,
            on,
        };
        let sheet = changed(p, Change::SetPost(post)).await.unwrap();
        assert_eq!(sheet.prisons_without_liaison(), [prison]);
        let home = p.agency(AgencyKind::Probation);
        let basis = Basis::Seconded { home };
        let fill = FillPost { name: "Bo Sample".into(), user: None, basis, on };
        let sheet = changed(p, Change::FillPost(id, fill)).await.unwrap();
        assert!(sheet.prisons_without_liaison().is_empty());
        let on = date(2004, 9, 1);
        let sheet = changed(p, Change::VacatePost(id, VacatePost { on })).await.unwrap();
        assert_eq!(sheet.prisons_without_liaison(), [prison]);
        let sheet = changed(p, Change::EndPost(id, EndPost { on })).await.unwrap();
        assert_eq!(sheet.posts_today().count(), 0);
    })
    .await;
}

#[tokio::test]
async fn the_four_things_are_met_with_evidence_or_not_met_and_late_cc04() {
    each_partnership(async |p| {
        p.clock().set("2004-09-20T09:00:00Z".parse().unwrap());
        let met = RecordMinimum {
            minimum: Minimum::AreaCovered,
            met_on: date(2004, 8, 2),
            evidence: "Minutes of 2 August".to_owned(),
        };
        let sheet = changed(p, Change::Minimum(met)).await.unwrap();
        let met = sheet.four().iter().filter(|it| matches!(it.2, MinimumState::Met { .. })).count();
        let late = |state: &MinimumState| match state {
            MinimumState::NotMet { lateness } => lateness.is_late(),
            MinimumState::Met { .. } => false,
        };
        let late = sheet.four().iter().filter(|it| late(&it.2)).count();
        assert_eq!((met, late), (1, 3));
    })
    .await;
}

#[tokio::test]
async fn a_threshold_keeps_within_what_the_edition_allows_sg05_3() {
    each_partnership(async |p| {
        p.clock().set("2005-07-01T09:00:00Z".parse().unwrap());
        let from = date(2005, 7, 1);
        let set = |months| SetThreshold { ground: "no_offending".to_owned(), figure: months, from };
        let refused = changed(p, Change::Threshold(set(36))).await;
        let unit = domain::edition::ThresholdUnit::Months;
        let outside = ThresholdRefusal::Outside { lowest: 3, highest: 24, unit };
        let outside = Refusal::SchemeThreshold(outside);
        assert!(matches!(refused, Err(AppError::Refused(it)) if it == outside));
        let sheet = changed(p, Change::Threshold(set(12))).await.unwrap();
        assert_eq!(sheet.thresholds[0].figure, 12);
    })
    .await;
}

#[tokio::test]
async fn any_agency_able_to_support_takes_part_and_leaves_rr04_25() {
    each_partnership(async |p| {
        let on = date(2004, 9, 1);
        let agency = p.agency(AgencyKind::InterventionTeam);
        let twice = changed(p, Change::Join(agency, on)).await;
        assert!(matches!(twice, Err(AppError::Conflict(_))));
        let sheet = changed(p, Change::Leave(agency, on)).await.unwrap();
        assert!(sheet.parties.iter().all(|it| it.agency != agency));
        let sheet = changed(p, Change::Join(agency, date(2004, 9, 2))).await.unwrap();
        assert!(sheet.parties.iter().any(|it| it.agency == agency));
    })
    .await;
}
