//! The audit trail on screen.

use app::testing::Partnership;
use axum::http::StatusCode;
use domain::user::Role;

use crate::browser::Browser;

#[tokio::test]
async fn the_trail_tells_who_looked_and_can_be_narrowed() {
    let p = Partnership::sqlite().await.unwrap();
    let mut browser = Browser::of(&p, Role::Coordinator).await;
    let scheme = p.scheme.to_string();
    let fields =
        [("scheme", scheme.as_str()), ("sex", "male"), ("surname", "Testwood"), ("once", "a")];
    let path = browser.post("/people/new", &fields).await.location.unwrap();
    browser.get(&path).await.says("Testwood");
    let seen = browser.get("/audit").await;
    seen.says("Recorded a person").says("Opened a record").says("Coordinator of Alder");
    seen.says("Testwood").says("Names: 1").says("Addresses: 0").says("Raw record");
    seen.says("&quot;recorded_person&quot;");
    let only = browser.get("/audit?verb=consultation&event=opened_person").await;
    only.says("Opened a record").says("Filters that are on");
    only.never_says("&quot;recorded_person&quot;");
    let person = path.trim_start_matches("/people/");
    browser.get(&format!("/audit?person={person}")).await.says("Opened a record");
    browser.get("/audit?to_on=1+May+2004").await.says("No entry fits these filters.");
    browser.get("/audit?from_on=31+2+2004").await.says("There is no such day");
}

#[tokio::test]
async fn a_long_trail_is_read_page_by_page_in_both_directions() {
    let p = Partnership::sqlite().await.unwrap();
    let mut browser = Browser::of(&p, Role::Coordinator).await;
    for _ in 0..60 {
        browser.get("/search?q=x&removed=include").await;
    }
    let first = browser.get("/audit?event=searched_removed").await;
    first.says("Older entries").never_says("rel=\"prev\"");
    let older = next(&first.html, "next").unwrap();
    let second = browser.get(&older).await;
    second.says("Newer entries").never_says("rel=\"next\"");
    let newer = next(&second.html, "prev").unwrap();
    assert_eq!(browser.get(&newer).await.text(), first.text());
}

/// Where the link of this relation leads.
fn next(html: &str, rel: &str) -> Option<String> {
    let link = html.split(&format!("rel=\"{rel}\" href=\"")).nth(1)?;
    Some(link.split('"').next()?.replace("&amp;", "&"))
}

#[tokio::test]
async fn whoever_does_not_answer_for_the_trail_does_not_read_it() {
    let p = Partnership::sqlite().await.unwrap();
    let mut browser = Browser::of(&p, Role::PoliceOfficer).await;
    assert_eq!(browser.get("/audit").await.status, StatusCode::FORBIDDEN);
}
