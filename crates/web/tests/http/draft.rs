//! What is typed is kept while it is typed.

use app::testing::Partnership;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use domain::user::Role;

use crate::browser::Browser;

async fn kept(p: &Partnership, role: Role, subject: &str) -> Option<String> {
    let (user, actor) = (p.user(role), p.as_(role).await.unwrap());
    let found = p.read(&actor, |rx| Box::pin(app::user::draft(rx, user, "nomination", subject)));
    found.await.unwrap().map(|it| it.fields)
}

#[tokio::test]
async fn two_tabs_with_two_people_never_mix() {
    let p = Partnership::sqlite().await.unwrap();
    let mut browser = Browser::of(&p, Role::Coordinator).await;
    for (subject, reasons) in [("a-1", "First <b>"), ("b-2", "Second"), ("a-1", "First again")] {
        let path = format!("/drafts/nomination/{subject}");
        let seen = browser.post(&path, &[("reasons", reasons), ("once", "x")]).await;
        assert_eq!(seen.status, StatusCode::NO_CONTENT, "{}", seen.text());
    }
    let first = kept(&p, Role::Coordinator, "a-1").await.unwrap();
    assert_eq!(first, "reasons=First+again");
    assert_eq!(kept(&p, Role::Coordinator, "b-2").await.unwrap(), "reasons=Second");
    assert_eq!(kept(&p, Role::PoliceOfficer, "a-1").await, None);
}

#[tokio::test]
async fn a_draft_leads_back_to_where_it_was_typed_until_it_is_discarded() {
    let p = Partnership::sqlite().await.unwrap();
    let mut browser = Browser::of(&p, Role::Coordinator).await;
    browser.get("/drafts").await.says("You have no drafts.");
    let request = Request::post("/drafts/nomination/a-1")
        .header("content-type", "application/x-www-form-urlencoded")
        .header("referer", "http://localhost/schemes/1/nominations/new?person=2")
        .body(Body::from("reasons=x"))
        .unwrap();
    assert_eq!(browser.send(request).await.status, StatusCode::NO_CONTENT);
    let list = browser.get("/drafts").await;
    list.says("Continue: A nomination");
    assert!(list.html.contains("href=\"/schemes/1/nominations/new?person=2\""), "{}", list.html);
    browser.get("/").await.says("Continue: A nomination");
    let gone = browser.post("/drafts/nomination/a-1/discard", &[]).await;
    browser.follow(&gone).await.says("The draft is discarded").says("You have no drafts.");
}

#[tokio::test]
async fn a_draft_of_nothing_known_or_of_what_is_no_form_is_refused() {
    let p = Partnership::sqlite().await.unwrap();
    let mut browser = Browser::of(&p, Role::Coordinator).await;
    let odd = browser.post("/drafts/nomination/..%2Fx", &[("a", "b")]).await;
    assert_eq!(odd.status, StatusCode::NOT_FOUND);
    let nul = browser.post("/drafts/nomination/1", &[("a", "\0")]).await;
    assert_eq!(nul.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_draft_of_somebody_whose_session_ended_is_sent_to_sign_in_and_not_kept() {
    let p = Partnership::sqlite().await.unwrap();
    let seen = Browser::on(&p).post("/drafts/nomination/1", &[("a", "b")]).await;
    assert_eq!(seen.status, StatusCode::SEE_OTHER);
}
