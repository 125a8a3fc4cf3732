//! Reviews, as a browser sees and holds them.

use app::registration::testing::{decided, registered};
use app::scheme::{Change, ChangeScheme, change};
use app::testing::Partnership;
use axum::http::StatusCode;
use domain::scheme::SetThreshold;
use domain::user::Role;

use crate::browser::Browser;

fn keep(version: &'static str) -> Vec<(&'static str, &'static str)> {
    vec![
        ("version", version),
        ("held_on", "10 3 2005"),
        ("took_part", "police"),
        ("took_part", "probation"),
        ("outcome", "keep"),
        ("strand", "catch_and_convict"),
        ("next_due_on", "10 9 2005"),
        ("reasons", "Still at it -- <b>really</b>"),
    ]
}

#[tokio::test]
async fn a_late_review_is_listed_held_and_no_longer_listed() {
    // [RR04 ¶11-12]
    let p = Partnership::sqlite().await.unwrap();
    let (_, nomination) = decided(&p).await.unwrap();
    let id = registered(&p, nomination).await.unwrap();
    p.clock().set("2005-03-11T09:00:00Z".parse().unwrap());
    let mut browser = Browser::of(&p, Role::Coordinator).await;
    browser.get("/reviews").await.says("Sample, Sam").says("5 days late");
    browser.get("/reviews?show=amber").await.never_says("Sample, Sam");

    let path = format!("/registrations/{id}/review");
    browser.get(&path).await.says("no later than 11 September 2005");
    let mut late = keep("1");
    late[6] = ("next_due_on", "11 9 2005");
    let seen = browser.post(&path, &late).await;
    seen.says("The next review can be on 10 September 2005 at the latest");
    let seen = browser.post(&path, &keep("1")).await;
    let page = browser.follow(&seen).await;
    page.says("Review: kept on the scheme").says("Next review by 10 September 2005");
    browser.get("/reviews").await.says("No review wants attention");

    let mut second = keep("1");
    second[1] = ("held_on", "11 3 2005");
    let seen = browser.post(&path, &second).await;
    seen.says("Somebody else changed this first").says("Your version is not saved yet");
    seen.says("Coordinator of Alder (Alderton Council Community Safety) changed it on 11 March");
    seen.says("Next review by 10 September 2005 10 September 2005");
    seen.says("Day of the review 10 March 2005 11 March 2005");
    assert_eq!(seen.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn a_date_is_shown_in_the_words_that_people_type_and_read_again_in_both_languages() {
    let p = Partnership::sqlite().await.unwrap();
    let (_, nomination) = decided(&p).await.unwrap();
    let id = registered(&p, nomination).await.unwrap();
    p.clock().set("2005-03-11T09:00:00Z".parse().unwrap());
    let mut browser = Browser::of(&p, Role::Coordinator).await;
    let path = format!("/registrations/{id}/review");
    let form = browser.get(&path).await;
    assert!(form.html.contains("value=\"11 March 2005\""), "{}", form.html);
    browser.get("/language/cy").await;
    let form = browser.get(&path).await;
    assert!(form.html.contains("value=\"11 Mawrth 2005\""), "{}", form.html);
    let mut welsh = keep("1");
    welsh[1] = ("held_on", "11 Mawrth 2005");
    let seen = browser.post(&path, &welsh).await;
    assert_eq!(seen.status, StatusCode::SEE_OTHER, "{}", seen.text());
}

#[tokio::test]
async fn a_review_is_not_for_whoever_does_not_run_the_scheme() {
    let p = Partnership::sqlite().await.unwrap();
    let (_, nomination) = decided(&p).await.unwrap();
    let id = registered(&p, nomination).await.unwrap();
    let path = format!("/registrations/{id}/review");
    let mut browser = Browser::of(&p, Role::OffenderManager).await;
    assert_eq!(browser.get(&path).await.status, StatusCode::NOT_FOUND);
    assert_eq!(browser.post(&path, &keep("1")).await.status, StatusCode::FORBIDDEN);
}

async fn set_threshold(p: &Partnership, figure: u32) {
    let (ground, from) = ("no_offending".to_owned(), jiff::civil::date(2005, 7, 1));
    p.clock().set("2005-07-01T09:00:00Z".parse().unwrap());
    let set = SetThreshold { ground, figure, from };
    let cmd = ChangeScheme { scheme: p.scheme, version: 1, change: Change::Threshold(set) };
    let (actor, cmd) = (p.as_(Role::Coordinator).await.unwrap(), &cmd);
    p.write(&actor, |tx| Box::pin(change(tx, cmd))).await.unwrap();
}

#[tokio::test]
async fn a_threshold_that_is_reached_is_listed_with_what_was_looked_at_and_proposes_nothing() {
    // [SG05 ¶3]
    let p = Partnership::sqlite().await.unwrap();
    let (_, nomination) = decided(&p).await.unwrap();
    let id = registered(&p, nomination).await.unwrap();
    set_threshold(&p, 12).await;
    p.clock().set("2005-09-05T09:00:00Z".parse().unwrap());
    let mut browser = Browser::of(&p, Role::Coordinator).await;
    browser.get("/").await.never_says("Threshold for removal reached");
    let none = browser.get("/reviews/thresholds").await;
    none.says("No threshold is reached for anybody you work with");

    p.clock().set("2005-09-06T09:00:00Z".parse().unwrap());
    let mut browser = Browser::of(&p, Role::Coordinator).await;
    browser.get("/").await.says("1 Threshold for removal reached").says("SG05 ¶3; ICO2018");
    let seen = browser.get("/reviews/thresholds").await;
    seen.says("Sample, Sam").says("No known offending while at liberty");
    seen.says("12 months at liberty without a known offence");
    seen.says("Last known offence Conviction on 10 August 2004");
    seen.says("Counted from 6 September 2004").says("at least 12 months");
    seen.says("Source: SG05 ¶3; LOCAL, in force from 24 June 2005");
    assert!(seen.html.contains(&format!("href=\"/registrations/{id}/removal\"")));
    let mut provider = Browser::of(&p, Role::Provider).await;
    provider.get("/reviews/thresholds").await.never_says("Sample, Sam");
    provider.get("/").await.never_says("Threshold for removal reached");
}
