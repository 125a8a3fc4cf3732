//! What is typed is kept while it is typed.

use app::registration::testing::{decided, registered};
use app::testing::{PASSWORD, Partnership};
use app::user::{DraftForm, DraftKey};
use axum::body::Body;
use axum::http::{Request, StatusCode};
use domain::user::Role;

use crate::browser::{Browser, Seen};

async fn kept(p: &Partnership, role: Role, subject: &str) -> Option<String> {
    let (user, actor) = (p.user(role), p.as_(role).await.unwrap());
    let key = &DraftKey::new(DraftForm::Nomination, subject);
    let found = p.read(&actor, |rx| Box::pin(app::user::draft(rx, user, key)));
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
    let (person, _) = decided(&p).await.unwrap();
    let mut browser = Browser::of(&p, Role::Coordinator).await;
    browser.get("/drafts").await.says("You have no drafts.");
    let request = Request::post(format!("/drafts/nomination/{person}_1"))
        .header("content-type", "application/x-www-form-urlencoded")
        .header("referer", "http://localhost/schemes/1/nominations/new?person=2")
        .body(Body::from("reasons=x"))
        .unwrap();
    assert_eq!(browser.send(request).await.status, StatusCode::NO_CONTENT);
    let list = browser.get("/drafts").await;
    list.says("Continue: A nomination");
    assert!(list.html.contains("href=\"/schemes/1/nominations/new?person=2\""), "{}", list.html);
    browser.get("/").await.says("Continue: A nomination");
    let gone = browser.post(&format!("/drafts/nomination/{person}_1/discard"), &[]).await;
    browser.follow(&gone).await.says("The draft is discarded").says("You have no drafts.");
}

#[tokio::test]
async fn a_draft_of_nothing_known_or_of_what_is_no_form_is_refused() {
    let p = Partnership::sqlite().await.unwrap();
    let mut browser = Browser::of(&p, Role::Coordinator).await;
    let unknown = browser.post("/drafts/holiday/1", &[("a", "b")]).await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
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

/// What a form carries of its draft, as the page that shows it says.
fn carried(html: &str) -> Vec<(&'static str, String)> {
    let value = |name: &'static str| {
        let after = html.split_once(&format!("name=\"{name}\" value=\"")).unwrap().1;
        (name, after.split_once('"').unwrap().0.to_owned())
    };
    ["draft", "draft_at", "draft_by"].map(value).to_vec()
}

/// A form sent with its draft.
async fn send(
    browser: &mut Browser,
    path: &str,
    typed: &[(&'static str, &str)],
    draft: &[(&'static str, String)],
) -> Seen {
    let draft = draft.iter().map(|(name, value)| (*name, value.as_str()));
    let fields: Vec<(&str, &str)> = typed.iter().copied().chain(draft).collect();
    browser.post(path, &fields).await
}

#[tokio::test]
async fn a_review_that_is_refused_is_kept_until_it_is_recorded() {
    let p = Partnership::sqlite().await.unwrap();
    let (_, nomination) = decided(&p).await.unwrap();
    let id = registered(&p, nomination).await.unwrap();
    let mut browser = Browser::of(&p, Role::Coordinator).await;
    let path = format!("/registrations/{id}/review");
    let blank = browser.get(&path).await;
    blank.says("Nothing is kept as a draft yet.");
    let draft = carried(&blank.html);
    let mut typed = vec![("version", "1"), ("reasons", "Long thought <b>out</b>")];
    let refused = send(&mut browser, &path, &typed, &draft).await;
    refused.says("There is a problem").says("What you typed is kept as a draft.");

    browser.get("/").await.says("Continue: A review: Sam Sample");
    browser.get(&path).await.says("Long thought &lt;b&gt;out&lt;/b&gt;").says("Draft kept on");
    typed.extend([
        ("held_on", "6 9 2004"),
        ("took_part", "police"),
        ("outcome", "keep"),
        ("strand", "catch_and_convict"),
        ("next_due_on", "6 12 2004"),
    ]);
    let done = send(&mut browser, &path, &typed, &draft).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    browser.get("/drafts").await.says("You have no drafts.");
}

#[tokio::test]
async fn whoever_was_signed_out_while_typing_signs_in_and_goes_on() {
    let p = Partnership::sqlite().await.unwrap();
    let (person, _) = decided(&p).await.unwrap();
    let mut browser = Browser::of(&p, Role::Coordinator).await;
    let path = format!("/people/{person}/add/note");
    let draft = carried(&browser.get(&path).await.html);
    browser.post("/sign-out", &[]).await;

    let asked = send(&mut browser, &path, &[("note", "Came at nine")], &draft).await;
    asked.says("You were signed out while you were typing.");
    let value = |name: &str| {
        let after = asked.html.split_once(&format!("name=\"{name}\" value=\"")).unwrap().1;
        after.split_once('"').unwrap().0.replace("&amp;", "&").replace("&#x2f;", "/")
    };
    let (back, unsent) = (value("back"), value("unsent"));
    let sign_in = async |browser: &mut Browser, role| {
        let email = Partnership::email(role);
        let fields = [
            ("email", email.as_str()),
            ("password", PASSWORD),
            ("back", &back),
            ("unsent", &unsent),
        ];
        browser.post("/sign-in", &fields).await
    };
    let mut other = Browser::on(&p);
    sign_in(&mut other, Role::PoliceOfficer).await;
    other.get("/drafts").await.says("You have no drafts.");
    let seen = sign_in(&mut browser, Role::Coordinator).await;
    browser.follow(&seen).await.says("Came at nine").says("Draft kept on");
}

#[tokio::test]
async fn a_draft_says_whom_it_is_about_only_while_its_writer_may_know() {
    let p = Partnership::sqlite().await.unwrap();
    let (person, _) = decided(&p).await.unwrap();
    let mut browser = Browser::of(&p, Role::PoliceOfficer).await;
    let path = format!("/drafts/addition/{person}_note?at=/people/{person}/add/note");
    browser.post(&path, &[("note", "Seen at the station")]).await;
    browser.get("/drafts").await.says("Continue: A note: Sam Sample");

    let mut coordinator = Browser::of(&p, Role::Coordinator).await;
    let fields = [("access", "restricted"), ("version", "1")];
    let seen = coordinator.post(&format!("/people/{person}/add/access"), &fields).await;
    assert_eq!(seen.status, StatusCode::SEE_OTHER, "{}", seen.text());
    let list = browser.get("/drafts").await;
    list.says("A note: about somebody or something you may not open now").never_says("Sam Sample");
}
