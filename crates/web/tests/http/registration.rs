//! Registering, orders, assignments and telling the agencies, as a browser does them.

use app::registration::testing::{decided, registered};
use app::testing::Partnership;
use axum::http::StatusCode;
use domain::user::Role;

use crate::browser::{Browser, Seen};

const FORM: [(&str, &str); 4] = [
    ("once", "one"),
    ("strand", "catch_and_convict"),
    ("on", "6 Sept 2004"),
    ("drug_use", "none_known"),
];

/// The address of the first link on the page that holds this.
pub(crate) fn link(seen: &Seen, part: &str) -> String {
    let found = seen.html.split("href=\"").skip(1).filter_map(|it| it.split('"').next());
    let mut found = found.filter(|it| it.contains(part));
    found.next().unwrap_or_else(|| panic!("no link with {part}: {}", seen.text())).to_owned()
}

#[tokio::test]
async fn the_coordinator_registers_whom_the_panel_decided_on_and_tells_the_agencies() {
    // [RR04 ¶14, A.2]
    let p = Partnership::sqlite().await.unwrap();
    let (_, nomination) = decided(&p).await.unwrap();
    let mut browser = Browser::of(&p, Role::Coordinator).await;
    let path = format!("/nominations/{nomination}/register");
    browser.get(&path).await.says("the panel decided to register").says("0 of 20 places");

    let seen = browser.post(&path, &FORM).await;
    assert_eq!(seen.status, StatusCode::SEE_OTHER, "{}", seen.text());
    let twice = browser.post(&path, &FORM).await;
    assert_eq!(twice.location, seen.location, "a form sent twice registers once");
    let page = browser.follow(&seen).await;
    page.says("Catch and Convict").says("No lead worker is assigned").says("To tell");
    page.says("Next review by 6 March 2005").says("months: 6");

    let notice = link(&page, "/notices/");
    browser.get(&notice).await.says("Taken on to the scheme");
    let missing = browser.post(&notice, &[("told_on", "6/9/2004")]).await;
    missing.says("Say how they were told");
    let told = [("once", "two"), ("told_on", "6/9/2004"), ("how", "By telephone")];
    let seen = browser.post(&notice, &told).await;
    assert_eq!(seen.location.as_deref(), Some("/notices"), "{}", seen.text());
    let again = [("once", "three"), ("told_on", "6/9/2004"), ("how", "By post")];
    let seen = browser.post(&notice, &again).await;
    assert_ne!(seen.status, StatusCode::SEE_OTHER, "an agency is told once only");
}

#[tokio::test]
async fn a_rule_that_says_no_shows_beside_its_field_with_everything_typed() {
    let p = Partnership::sqlite().await.unwrap();
    let (_, nomination) = decided(&p).await.unwrap();
    let mut browser = Browser::of(&p, Role::Coordinator).await;
    let path = format!("/nominations/{nomination}/register");
    let mut form = FORM.to_vec();
    form[2] = ("on", "30 August 2004");
    form.push(("worker_name", "Olwen <Manager>"));
    let seen = browser.post(&path, &form).await;
    seen.says("There is a problem").says("Choose their agency");
    assert!(seen.html.contains("Olwen &lt;Manager&gt;"), "{}", seen.text());
    form.pop();
    browser.post(&path, &form).await.says("The panel decided on 1 September 2004");
}

#[tokio::test]
async fn whoever_may_not_register_does_not_learn_that_there_is_anything_to_register() {
    let p = Partnership::sqlite().await.unwrap();
    let (_, nomination) = decided(&p).await.unwrap();
    let path = format!("/nominations/{nomination}/register");
    for role in [Role::Provider, Role::Analyst, Role::PoliceOfficer] {
        let mut browser = Browser::of(&p, role).await;
        assert_eq!(browser.get(&path).await.status, StatusCode::NOT_FOUND, "{role:?}");
        assert_eq!(browser.post(&path, &FORM).await.status, StatusCode::FORBIDDEN, "{role:?}");
    }
}

#[tokio::test]
async fn an_order_makes_the_case_statutory_and_a_manager_is_assigned_and_ended() {
    // [RR04 A.5, K5]
    let p = Partnership::sqlite().await.unwrap();
    let (_, nomination) = decided(&p).await.unwrap();
    let id = registered(&p, nomination).await.unwrap();
    let mut browser = Browser::of(&p, Role::OffenderManager).await;
    let path = format!("/registrations/{id}");
    browser.get(&format!("{path}/periods/new")).await.says("Record an order");
    let order = [("once", "a"), ("order", "licence"), ("from", "1 9 2004")];
    let seen = browser.post(&format!("{path}/periods/new"), &order).await;
    browser.follow(&seen).await.says("No offender manager is assigned").says("Licence");

    let user = p.user(Role::OffenderManager).to_string();
    let post = [
        ("once", "b"),
        ("post", "offender_manager"),
        ("worker", user.as_str()),
        ("from", "6 9 2004"),
    ];
    let seen = browser.post(&format!("{path}/assignments/new"), &post).await;
    let page = browser.follow(&seen).await;
    page.never_says("No offender manager is assigned").says("Alder Probation");
    let end = link(&page, "/assignments/0");
    browser.get(&end).await.says("End: Offender manager");
    let seen = browser.post(&end, &[("once", "c"), ("last_day", "5 9 2004")]).await;
    seen.says("The last day is earlier than the first");
    let seen = browser.post(&end, &[("once", "d"), ("last_day", "6 9 2004")]).await;
    browser.follow(&seen).await.says("to 6 September 2004");
}

#[tokio::test]
async fn a_provider_sees_the_registration_without_orders_or_drug_use() {
    let p = Partnership::sqlite().await.unwrap();
    let (_, nomination) = decided(&p).await.unwrap();
    let id = registered(&p, nomination).await.unwrap();
    let mut browser = Browser::of(&p, Role::Provider).await;
    let seen = browser.get(&format!("/registrations/{id}")).await;
    seen.says("Catch and Convict").never_says("Drug use").never_says("Orders and sentences");
    let mut browser = Browser::of(&p, Role::Analyst).await;
    let seen = browser.get(&format!("/registrations/{id}")).await;
    assert_eq!(seen.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_licence_is_recorded_before_the_release_and_shows_from_when_it_holds() {
    // [RR04 B.7]
    let p = Partnership::sqlite().await.unwrap();
    let (person, nomination) = decided(&p).await.unwrap();
    let id = registered(&p, nomination).await.unwrap();
    let mut browser = Browser::of(&p, Role::OffenderManager).await;
    let path = format!("/registrations/{id}/periods/new");
    let custody = [("once", "a"), ("order", "custody_12_months_or_more"), ("from", "4 10 2004")];
    browser.post(&path, &custody).await.says("4 October 2004");
    let licence = [("once", "b"), ("order", "licence"), ("from", "4 10 2004")];
    let seen = browser.post(&path, &licence).await;
    let page = browser.follow(&seen).await;
    page.says("Not under statutory supervision today");
    page.says("Order to come Licence, from 4 October 2004");
    browser.get(&format!("/people/{person}")).await.says("from 4 October 2004");
    p.clock().set("2004-10-04T09:00:00Z".parse().unwrap());
    let mut browser = Browser::of(&p, Role::OffenderManager).await;
    let page = browser.get(&format!("/registrations/{id}")).await;
    page.never_says("Order to come").never_says("Not under statutory supervision");
}
