//! Signing in and out, language, problems.

use app::testing::Partnership;
use axum::http::StatusCode;
use domain::user::Role;

use crate::browser::Browser;

#[tokio::test]
async fn whoever_has_not_signed_in_is_sent_to_do_so_and_comes_back() {
    let partnership = Partnership::sqlite().await.unwrap();
    let mut browser = Browser::on(&partnership);
    let seen = browser.get("/").await;
    assert_eq!(seen.status, StatusCode::SEE_OTHER);
    assert!(seen.location.as_deref().is_some_and(|it| it.starts_with("/sign-in?back=")));
    browser.follow(&seen).await.says("Sign in");
}

#[tokio::test]
async fn a_wrong_password_is_refused_without_saying_which_part_was_wrong() {
    let partnership = Partnership::sqlite().await.unwrap();
    let mut browser = Browser::on(&partnership);
    let email = Partnership::email(Role::Coordinator);
    for email in [email.as_str(), "nobody@alder.example"] {
        let seen = browser.post("/sign-in", &[("email", email), ("password", "wrong")]).await;
        seen.says("The e-mail address or password is not right");
    }
}

#[tokio::test]
async fn five_wrong_passwords_lock_the_account_even_for_the_right_one() {
    let partnership = Partnership::sqlite().await.unwrap();
    let mut browser = Browser::on(&partnership);
    let email = Partnership::email(Role::Coordinator);
    for _ in 0..5 {
        browser.post("/sign-in", &[("email", &email), ("password", "wrong")]).await;
    }
    let right = [("email", email.as_str()), ("password", app::testing::PASSWORD)];
    browser.post("/sign-in", &right).await.says("Too many attempts");
}

#[tokio::test]
async fn an_address_elsewhere_is_not_gone_back_to() {
    let partnership = Partnership::sqlite().await.unwrap();
    let mut browser = Browser::on(&partnership);
    let email = Partnership::email(Role::Coordinator);
    for back in ["https://elsewhere.example/", "//elsewhere.example/", "/\\elsewhere.example"] {
        let typed =
            [("email", email.as_str()), ("password", app::testing::PASSWORD), ("back", back)];
        let seen = browser.post("/sign-in", &typed).await;
        assert_eq!(seen.location.as_deref(), Some("/"), "{back}");
    }
}

#[tokio::test]
async fn the_language_chosen_stays_chosen() {
    let partnership = Partnership::sqlite().await.unwrap();
    let mut browser = Browser::on(&partnership);
    let seen = browser.get("/language/cy?back=/sign-in").await;
    assert_eq!(seen.location.as_deref(), Some("/sign-in"));
    browser.follow(&seen).await.says("Mewngofnodi");
}

#[tokio::test]
async fn an_address_that_leads_nowhere_says_so_and_carries_the_security_headers() {
    let partnership = Partnership::sqlite().await.unwrap();
    let mut browser = Browser::of(&partnership, Role::Coordinator).await;
    let seen = browser.get("/no-such-page").await;
    assert_eq!(seen.status, StatusCode::NOT_FOUND);
    seen.says("Page not found");
}

#[tokio::test]
async fn five_megabytes_in_one_form_are_refused_in_words() {
    let partnership = Partnership::sqlite().await.unwrap();
    let mut browser = Browser::on(&partnership);
    let much = "x".repeat(5 * 1024 * 1024);
    let seen = browser.post("/sign-in", &[("email", &much)]).await;
    assert_eq!(seen.status, StatusCode::PAYLOAD_TOO_LARGE);
    seen.says("too large");
}

#[tokio::test]
async fn a_session_ends_eight_hours_after_its_last_use_and_not_before() {
    let p = Partnership::sqlite().await.unwrap();
    let mut browser = Browser::of(&p, Role::Coordinator).await;
    for hour in ["2004-09-06T16:00:00Z", "2004-09-06T23:00:00Z", "2004-09-07T06:59:00Z"] {
        p.clock().set(hour.parse().unwrap());
        assert_eq!(browser.get("/caseload").await.status, StatusCode::OK, "{hour}");
    }
    p.clock().set("2004-09-07T14:59:00Z".parse().unwrap());
    let late = browser.get("/caseload").await;
    assert_eq!(late.location.as_deref(), Some("/sign-in?back=/caseload"));
}
