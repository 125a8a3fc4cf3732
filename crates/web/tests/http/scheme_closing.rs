//! Closing a scheme.

use app::registration::testing::{decided, registered};
use app::testing::Partnership;
use axum::http::StatusCode;
use domain::user::Role;

use crate::browser::Browser;
use crate::nomination::nominated;

const WHY: [(&str, &str); 3] =
    [("on", "6 9 2004"), ("because", "Merged with <its> neighbour"), ("confirm", "yes")];

async fn close(browser: &mut Browser, p: &Partnership, version: &str) -> crate::browser::Seen {
    let fields = [&WHY[..], &[("version", version)]].concat();
    browser.post(&format!("/schemes/{}/close", p.scheme), &fields).await
}

#[tokio::test]
async fn a_scheme_with_people_or_nominations_says_what_stands_in_the_way() {
    let p = Partnership::sqlite().await.unwrap();
    let mut browser = Browser::of(&p, Role::Coordinator).await;
    let (_, nomination) = decided(&p).await.unwrap();
    registered(&p, nomination).await.unwrap();
    nominated(&p, &mut browser).await;
    let page = browser.get(&format!("/schemes/{}/close", p.scheme)).await;
    page.says("The scheme cannot close yet").says("1 person is still registered on the scheme");
    page.says("The panel has not settled 1 nomination").never_says("name=\"because\"");
    close(&mut browser, &p, "1").await.says("The scheme cannot close yet");
    browser.get(&format!("/schemes/{}", p.scheme)).await.never_says("closed on");
}

#[tokio::test]
async fn a_closed_scheme_shows_as_closed_and_takes_nobody_on() {
    let p = Partnership::sqlite().await.unwrap();
    let (_, nomination) = decided(&p).await.unwrap();
    let mut browser = Browser::of(&p, Role::Coordinator).await;
    let scheme = format!("/schemes/{}", p.scheme);
    let link = format!("{scheme}/close");
    assert!(browser.get(&scheme).await.html.contains(&link));
    browser.get(&link).await.says("Alderton is left without a scheme");
    let path = format!("{scheme}/close");
    let unsure = browser.post(&path, &[("on", "7 9 2004"), ("version", "1")]).await;
    unsure.says("Say why the scheme closes").says("Confirm that the scheme is to close");
    let old = close(&mut browser, &p, "0").await;
    old.says("Somebody else changed this").says("Merged with &lt;its&gt; neighbour");
    let done = close(&mut browser, &p, "1").await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    let page = browser.follow(&done).await;
    page.says("This scheme closed on 6 September 2004").says("Merged with &lt;its&gt; neighbour");
    page.never_says("/change/").never_says("Nominate somebody").never_says("/close");
    browser.get("/schemes").await.says("Closed Closed on 6 September 2004");
    let mut lead = Browser::of(&p, Role::AreaLead).await;
    lead.get("/areas").await.never_says("Every area here has a scheme").says("Alderton");
    assert_eq!(browser.get(&link).await.status, StatusCode::NOT_FOUND);

    let nominate = browser.get(&format!("{scheme}/nominations/new")).await;
    assert_eq!(nominate.status, StatusCode::CONFLICT);
    nominate.says("The scheme closed on 6 September 2004 and takes nobody on any more");
    let register = format!("/nominations/{nomination}/register");
    let fields = [
        ("once", "one"),
        ("strand", "catch_and_convict"),
        ("on", "6 9 2004"),
        ("drug_use", "none_known"),
    ];
    let refused = browser.post(&register, &fields).await;
    refused.says("The scheme closed on 6 September 2004 and takes nobody on any more");
    let change = [("places", "25"), ("version", "2")];
    let refused = browser.post(&format!("{scheme}/change/capacity"), &change).await;
    refused.says("The scheme does not work on 6 September 2004");
}

#[tokio::test]
async fn only_whoever_runs_or_opened_a_scheme_closes_it() {
    let p = Partnership::sqlite().await.unwrap();
    let path = format!("/schemes/{}/close", p.scheme);
    for role in [Role::Chair, Role::PoliceOfficer, Role::AreaLead] {
        let mut browser = Browser::of(&p, role).await;
        assert_eq!(browser.get(&path).await.status, StatusCode::FORBIDDEN, "{role:?}");
        let sent = close(&mut browser, &p, "1").await;
        assert_eq!(sent.status, StatusCode::FORBIDDEN, "{role:?}");
    }
    let mut admin = Browser::of(&p, Role::Administrator).await;
    assert_eq!(close(&mut admin, &p, "1").await.status, StatusCode::SEE_OTHER);
}
