//! The panel's decision as a browser records it.

use app::testing::Partnership;
use axum::http::StatusCode;
use domain::agency::AgencyKind;
use domain::user::Role;

use crate::browser::Browser;
use crate::nomination::nominated;

/// The fields of a decision by police and probation.
fn fields(p: &Partnership, version: &str, outcome: &str) -> Vec<(String, String)> {
    let field = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let agency = |what: &str, kind| format!("{what}-{}", p.agency(kind));
    vec![
        field("version", version),
        field("once", &format!("{version}{outcome}")),
        field("outcome", outcome),
        field("reasons", "All <b>agree</b>"),
        field("chair", "Chris Chair"),
        (agency("view", AgencyKind::Police), "for".to_owned()),
        (agency("spoken", AgencyKind::Police), "Sam Sample".to_owned()),
        (agency("view", AgencyKind::Probation), "no_view".to_owned()),
        (agency("spoken", AgencyKind::Probation), "Jo Sample".to_owned()),
    ]
}

fn sent(fields: &[(String, String)]) -> Vec<(&str, &str)> {
    fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

#[tokio::test]
async fn the_panel_decides_and_its_decision_leads_to_registering_rr04_14() {
    let p = Partnership::sqlite().await.unwrap();
    let mut browser = Browser::of(&p, Role::Coordinator).await;
    let page = nominated(&p, &mut browser).await;
    let path = format!("{page}/decision");
    browser.get(&path).await.says("0 of 20 places are taken; 20 are free").says("Alder Police");
    let unanswered = fields(&p, "1", "register");
    browser.post(&path, &sent(&unanswered)).await.says("Find out first whether the person");
    browser.post(&format!("{page}/mappa"), &[("version", "1"), ("mappa", "no")]).await;
    let stale = browser.post(&path, &sent(&unanswered)).await;
    stale.says("Somebody else changed this first");
    let mut alone = fields(&p, "2", "register");
    alone.truncate(7);
    browser.post(&path, &sent(&alone)).await.says("Probation must take part in this decision");
    let dissent = fields(&p, "2", "refuse");
    browser.post(&path, &sent(&dissent)).await.says("Record why this agency does not agree");
    let decided = fields(&p, "2", "register");
    let done = browser.post(&path, &sent(&decided)).await;
    let seen = browser.follow(&done).await;
    seen.says("Take on to the scheme")
        .says("Chris Chair")
        .says("All &lt;b&gt;agree")
        .says("Register the person");
    let again = browser.post(&path, &sent(&decided)).await;
    assert_eq!(again.location, done.location);
    let late = fields(&p, "3", "waiting_list");
    browser.post(&path, &sent(&late)).await.says("settled this nomination on 6 September 2004");
    browser.get(&page).await.says("Accepted on 6 September 2004").says("Register the person");
}

#[tokio::test]
async fn a_full_scheme_sends_to_the_waiting_list_and_says_what_stands_in_the_way_rr04_3() {
    let p = Partnership::sqlite().await.unwrap();
    let mut browser = Browser::of(&p, Role::Chair).await;
    let mut coordinator = Browser::of(&p, Role::Coordinator).await;
    let page = nominated(&p, &mut coordinator).await;
    let managed =
        [("version", "1"), ("mappa", "yes"), ("mappa_category", "2"), ("mappa_level", "3")];
    coordinator.post(&format!("{page}/mappa"), &managed).await;
    let path = format!("{page}/decision");
    let register = fields(&p, "2", "register");
    browser.post(&path, &sent(&register)).await.says("MAPPA (category 2, level 3)");
    let mut deferred = fields(&p, "2", "defer");
    browser.post(&path, &sent(&deferred)).await.says("Say until when it is put off");
    deferred.push(("until".to_owned(), "1 9 2004".to_owned()));
    browser.post(&path, &sent(&deferred)).await.says("is not after the day of the decision");
    let waits = fields(&p, "2", "waiting_list");
    let done = browser.post(&path, &sent(&waits)).await;
    browser.follow(&done).await.says("Accept for the waiting list");
    let list = format!("/schemes/{}/waiting", p.scheme);
    browser.get(&list).await.says("Sampleton, Bo").says("A score moves nobody");
    browser.get("/nominations?list=waiting").await.says("On the waiting list since");
}

#[tokio::test]
async fn roles_without_a_part_in_deciding_are_refused() {
    let p = Partnership::sqlite().await.unwrap();
    let mut coordinator = Browser::of(&p, Role::Coordinator).await;
    let page = nominated(&p, &mut coordinator).await;
    let path = format!("{page}/decision");
    for role in [Role::PanelMember, Role::PoliceOfficer] {
        let mut browser = Browser::of(&p, role).await;
        assert_eq!(browser.get(&path).await.status, StatusCode::FORBIDDEN);
        let refuse = fields(&p, "1", "refuse");
        let seen = browser.post(&path, &sent(&refuse)).await;
        assert_eq!(seen.status, StatusCode::FORBIDDEN);
    }
    let mut analyst = Browser::of(&p, Role::Analyst).await;
    assert_eq!(analyst.get(&path).await.status, StatusCode::NOT_FOUND);
    let list = format!("/schemes/{}/waiting", p.scheme);
    assert_eq!(analyst.get(&list).await.status, StatusCode::FORBIDDEN);
}
