//! Accounts and roles.

use app::testing::{PASSWORD, Partnership};
use axum::http::StatusCode;
use domain::user::Role;

use crate::browser::Browser;

const NEW: [(&str, &str); 4] = [
    ("name", "Ana Sampleton"),
    ("email", "Ana@Alder.example"),
    ("language", "cy"),
    ("password", PASSWORD),
];

#[tokio::test]
async fn an_account_is_made_given_a_role_and_signs_in_in_its_language() {
    let p = Partnership::sqlite().await.unwrap();
    let mut admin = Browser::of(&p, Role::Administrator).await;
    let seen = admin.post("/users", &NEW).await;
    let page = admin.follow(&seen).await;
    page.says("Ana Sampleton").says("Welsh").says("No role was ever given");
    let user = seen.location.unwrap();
    let over = format!("scheme:{}", p.scheme);
    let wrong = [("role", "chair"), ("over", "everywhere"), ("on", "today")];
    let path = format!("{user}/role");
    admin.post(&path, &wrong).await.says("Chair: this role is never held over this");
    let right = [("role", "chair"), ("over", over.as_str()), ("on", "today")];
    let seen = admin.post(&path, &right).await;
    admin.follow(&seen).await.says("Alderton PPO scheme");
    let mut ana = Browser::on(&p);
    let typed = [("email", "ana@alder.example"), ("password", PASSWORD)];
    assert_eq!(ana.post("/sign-in", &typed).await.status, StatusCode::SEE_OTHER);
    ana.get("/schemes").await.says("Cynlluniau").says("Alderton PPO scheme");
}

#[tokio::test]
async fn a_poor_password_and_an_address_in_use_are_refused_in_the_form() {
    let p = Partnership::sqlite().await.unwrap();
    let mut admin = Browser::of(&p, Role::Administrator).await;
    let mut poor = NEW;
    poor[3].1 = "short";
    let seen = admin.post("/users", &poor).await;
    seen.says("Use at least 12 characters").never_says("value=\"short\"");
    let mut named = NEW;
    named[3].1 = "ana sampleton";
    admin.post("/users", &named).await.says("must not be the name of its owner");
    assert_eq!(admin.post("/users", &NEW).await.status, StatusCode::SEE_OTHER);
    admin.post("/users", &NEW).await.says("Somebody already signs in with this e-mail address");
}

#[tokio::test]
async fn a_closed_account_is_signed_out_at_its_next_request() {
    let p = Partnership::sqlite().await.unwrap();
    let mut provider = Browser::of(&p, Role::Provider).await;
    assert_eq!(provider.get("/schemes").await.status, StatusCode::OK);
    let mut admin = Browser::of(&p, Role::Administrator).await;
    let user = format!("/users/{}", p.user(Role::Provider));
    let path = format!("{user}/close");
    admin.get(&path).await.says("Close the account");
    let sent = [("on", "today"), ("version", "1")];
    let seen = admin.post(&path, &sent).await;
    admin.follow(&seen).await.says("Closed since 6 September 2004");
    let seen = provider.get("/schemes").await;
    assert!(seen.location.is_some_and(|it| it.starts_with("/sign-in")));
}

#[tokio::test]
async fn a_new_password_opens_and_the_old_one_no_longer_does() {
    let p = Partnership::sqlite().await.unwrap();
    let mut admin = Browser::of(&p, Role::Administrator).await;
    let path = format!("/users/{}/password", p.user(Role::Chair));
    let new = "seven green kettles";
    let seen = admin.post(&path, &[("password", new), ("version", "1")]).await;
    assert_eq!(seen.status, StatusCode::SEE_OTHER, "{}", seen.text());
    let email = Partnership::email(Role::Chair);
    let mut chair = Browser::on(&p);
    let old = chair.post("/sign-in", &[("email", &email), ("password", PASSWORD)]).await;
    old.says("not right");
    let seen = chair.post("/sign-in", &[("email", &email), ("password", new)]).await;
    assert_eq!(seen.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn nobody_but_the_administrator_reaches_the_accounts() {
    let p = Partnership::sqlite().await.unwrap();
    let user = format!("/users/{}", p.user(Role::Chair));
    for role in [Role::Coordinator, Role::NationalLead, Role::Auditor] {
        let mut browser = Browser::of(&p, role).await;
        for path in ["/users", "/users/new", &user, &format!("{user}/role")] {
            assert_eq!(browser.get(path).await.status, StatusCode::FORBIDDEN, "{role:?} {path}");
        }
        assert_eq!(browser.post("/users", &NEW).await.status, StatusCode::FORBIDDEN);
    }
}

#[tokio::test]
async fn everybody_chooses_the_language_they_find_when_they_sign_in() {
    let p = Partnership::sqlite().await.unwrap();
    let mut browser = Browser::of(&p, Role::PoliceOfficer).await;
    browser.get("/account").await.says("Language of my pages");
    let seen = browser.post("/account/language", &[("language", "cy")]).await;
    browser.follow(&seen).await.says("Iaith fy nhudalennau");
    browser.post("/sign-out", &[]).await;
    let mut later = Browser::of(&p, Role::PoliceOfficer).await;
    let page = later.get("/account").await;
    assert!(page.html.contains("<html lang=\"cy\""), "{}", page.html);
    Browser::of(&p, Role::Coordinator).await.get("/account").await.says("My account");
}

#[tokio::test]
async fn whoever_knows_their_password_changes_it_and_nobody_else_does() {
    let p = Partnership::sqlite().await.unwrap();
    let mut browser = Browser::of(&p, Role::PoliceOfficer).await;
    let next = "a longer secret of my own";
    let change = |present: &'static str, again: &'static str| {
        [("present", present), ("next", next), ("again", again)]
    };
    let path = "/account/password";
    browser.post(path, &change("guess", next)).await.says("This is not your password");
    browser.post(path, &change(PASSWORD, "other")).await.says("The two new passwords differ");
    let seen = browser.post(path, &change(PASSWORD, next)).await;
    browser.follow(&seen).await.says("Your password is changed");
    let email = Partnership::email(Role::PoliceOfficer);
    let sign_in = async |password| {
        let fields = [("email", email.as_str()), ("password", password)];
        Browser::on(&p).post("/sign-in", &fields).await
    };
    sign_in(PASSWORD).await.says("The e-mail address or password is not right");
    assert_eq!(sign_in(next).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_changed_password_ends_every_other_session_of_theirs() {
    let p = Partnership::sqlite().await.unwrap();
    let mut here = Browser::of(&p, Role::PoliceOfficer).await;
    let mut elsewhere = Browser::of(&p, Role::PoliceOfficer).await;
    let mut colleague = Browser::of(&p, Role::Coordinator).await;
    p.clock().set("2004-09-06T09:05:00Z".parse().unwrap());
    let next = "a longer secret of my own";
    let change = [("present", PASSWORD), ("next", next), ("again", next)];
    let seen = here.post("/account/password", &change).await;
    here.follow(&seen).await.says("Your password is changed");
    here.get("/account").await.says("My account");
    let seen = elsewhere.get("/account").await;
    assert_eq!(seen.location.as_deref(), Some("/sign-in?back=/account"));
    colleague.get("/account").await.says("My account");
}

#[tokio::test]
async fn an_administrator_who_sets_a_password_or_closes_an_account_ends_its_sessions() {
    let p = Partnership::sqlite().await.unwrap();
    let mut admin = Browser::of(&p, Role::Administrator).await;
    let mut chair = Browser::of(&p, Role::Chair).await;
    let mut police = Browser::of(&p, Role::PoliceOfficer).await;
    p.clock().set("2004-09-06T09:05:00Z".parse().unwrap());
    let path = format!("/users/{}/password", p.user(Role::Chair));
    let new = [("password", "a new secret of theirs"), ("version", "1")];
    assert_eq!(admin.post(&path, &new).await.status, StatusCode::SEE_OTHER);
    assert_eq!(chair.get("/account").await.status, StatusCode::SEE_OTHER);
    police.get("/account").await.says("My account");
    let path = format!("/users/{}/close", p.user(Role::PoliceOfficer));
    let closed = admin.post(&path, &[("on", "6 9 2004"), ("version", "1")]).await;
    assert_eq!(closed.status, StatusCode::SEE_OTHER, "{}", closed.text());
    assert_eq!(police.get("/account").await.status, StatusCode::SEE_OTHER);
}
