//! Criteria from draft to force.

use domain::Refusal;
use domain::criteria::{CriteriaRefusal, CriteriaStanding, Disallowed};
use domain::id::Id as _;
use domain::user::Role;
use jiff::civil::date;

use super::*;
use crate::testing::{Partnership, each_partnership};

async fn drafted(p: &Partnership) -> CriteriaId {
    let actor = p.as_(Role::Coordinator).await.unwrap();
    let scheme = p.scheme;
    p.write(&actor, |tx| Box::pin(draft(tx, scheme))).await.unwrap()
}

async fn found(p: &Partnership, id: CriteriaId) -> Version {
    let actor = p.as_(Role::Analyst).await.unwrap();
    p.read(&actor, |rx| Box::pin(version(rx, id))).await.unwrap()
}

async fn on(p: &Partnership, id: CriteriaId) -> On {
    On { id, based_on: found(p, id).await.version }
}

async fn agreed(p: &Partnership, role: Role, id: CriteriaId) -> AppResult<()> {
    let (actor, on) = (p.as_(role).await?, on(p, id).await);
    p.write(&actor, |tx| Box::pin(agree(tx, on))).await
}

async fn adopted(p: &Partnership, id: CriteriaId, from: Date) -> AppResult<()> {
    let (actor, on) = (p.as_(Role::Coordinator).await?, on(p, id).await);
    p.write(&actor, |tx| Box::pin(adopt(tx, on, from))).await
}

async fn changed(p: &Partnership, id: CriteriaId, change: &Change) -> AppResult<()> {
    let (actor, on) = (p.as_(Role::Coordinator).await?, on(p, id).await);
    p.write(&actor, |tx| Box::pin(super::change(tx, on, change))).await
}

fn told(done: AppResult<()>) -> Vec<CriteriaRefusal> {
    match done {
        Err(AppError::Refused(Refusal::Criteria(it))) => it.0,
        other => panic!("{other:?}"),
    }
}

#[test]
fn factors_come_back_from_their_text_as_they_were() {
    let id = CriteriaId::from_uuid(uuid::Uuid::nil());
    let scheme = SchemeId::from_uuid(uuid::Uuid::nil());
    let mut factors = Criteria::starter(id, scheme, date(2004, 9, 6)).factors;
    factors[0].justification = Some(domain::criteria::Justification {
        reasons: domain::nomination::Reasons::parse("<b>'; --\u{202e}\n").unwrap(),
        given_on: date(2004, 9, 1),
    });
    let text = stored::text_of(&factors).unwrap();
    assert_eq!(stored::factors_in(&text).unwrap(), factors);
}

#[tokio::test]
async fn police_and_probation_agree_before_a_version_is_put_in_force_rr04_a2() {
    each_partnership(async |p| {
        let id = drafted(p).await;
        assert_eq!(drafted(p).await, id, "a draft that is open is opened again");
        let missing = vec![AgencyKind::Police, AgencyKind::Probation];
        let refused = told(adopted(p, id, date(2004, 9, 6)).await);
        assert_eq!(refused, [CriteriaRefusal::NotAgreed { missing }]);
        assert!(matches!(agreed(p, Role::Coordinator, id).await, Err(AppError::Forbidden(_))));
        agreed(p, Role::Chair, id).await.unwrap();
        agreed(p, Role::PanelMember, id).await.unwrap();
        let agreed_on = date(2004, 9, 6);
        let in_force_from = date(2004, 9, 1);
        let refused = told(adopted(p, id, in_force_from).await);
        assert_eq!(refused, [CriteriaRefusal::AgreedTooLate { agreed_on, in_force_from }]);
        adopted(p, id, date(2004, 9, 6)).await.unwrap();
        let since = date(2004, 9, 6);
        let standing = found(p, id).await.criteria.standing(since);
        assert_eq!(standing, CriteriaStanding::InForce { since });
    })
    .await;
}

#[tokio::test]
async fn the_next_version_ends_the_one_before_which_stays_readable_rr04_1() {
    each_partnership(async |p| {
        let first = drafted(p).await;
        for role in [Role::Chair, Role::PanelMember] {
            agreed(p, role, first).await.unwrap();
        }
        adopted(p, first, date(2004, 9, 6)).await.unwrap();
        let second = drafted(p).await;
        assert_ne!(first, second);
        let heading = Change::Heading { title: "Second".to_owned(), consider_at: 15 };
        changed(p, second, &heading).await.unwrap();
        for role in [Role::Chair, Role::PanelMember] {
            agreed(p, role, second).await.unwrap();
        }
        let not_before = date(2004, 9, 7);
        let refused = told(adopted(p, second, date(2004, 9, 6)).await);
        assert_eq!(refused, [CriteriaRefusal::NextStartsTooEarly { not_before }]);
        adopted(p, second, date(2004, 9, 20)).await.unwrap();
        let old = found(p, first).await.criteria;
        assert_eq!(old.in_force_to, Some(date(2004, 9, 19)));
        assert_eq!(old.factors.len(), 5);
    })
    .await;
}

#[tokio::test]
async fn a_change_takes_the_agreement_back_and_a_stale_one_is_refused() {
    each_partnership(async |p| {
        let id = drafted(p).await;
        agreed(p, Role::Chair, id).await.unwrap();
        let stale = On { id, based_on: 1 };
        let actor = p.as_(Role::Coordinator).await.unwrap();
        let out = &Change::Without { key: "drug_test".to_owned() };
        let done = p.write(&actor, |tx| Box::pin(super::change(tx, stale, out))).await;
        assert!(matches!(done, Err(AppError::Stale { what: What::Criteria, based_on: 1 })));
        changed(p, id, out).await.unwrap();
        let now = found(p, id).await.criteria;
        assert_eq!((now.factors.len(), now.agreed.police_on), (4, None));
    })
    .await;
}

#[tokio::test]
async fn a_factor_that_no_matrix_may_use_is_refused_with_all_that_is_wrong() {
    each_partnership(async |p| {
        let id = drafted(p).await;
        let mut factor = found(p, id).await.criteria.factors[4].clone();
        "Postcode".clone_into(&mut factor.title);
        factor.window_months = 0;
        let key = || factor.key.clone();
        let expected = [
            CriteriaRefusal::Disallowed { factor: key(), input: Disallowed::Postcode },
            CriteriaRefusal::NoWindow { factor: key() },
        ];
        let change = Change::Factor(Box::new(factor.clone()));
        assert_eq!(told(changed(p, id, &change).await), expected);
    })
    .await;
}

#[tokio::test]
async fn those_who_run_no_scheme_read_and_do_not_draft() {
    each_partnership(async |p| {
        let scheme = p.scheme;
        for role in [Role::Analyst, Role::PoliceOfficer, Role::Administrator] {
            let actor = p.as_(role).await.unwrap();
            let done = p.write(&actor, |tx| Box::pin(draft(tx, scheme))).await;
            assert!(matches!(done, Err(AppError::Forbidden(_))), "{role:?}");
        }
        let administrator = p.as_(Role::Administrator).await.unwrap();
        let done = p.read(&administrator, |rx| Box::pin(versions(rx, scheme))).await;
        assert!(matches!(done, Err(AppError::Forbidden(_))));
    })
    .await;
}
