//! Schemes: the list, the page, and every form of it.

use app::testing::Partnership;
use axum::http::StatusCode;
use domain::agency::AgencyKind;
use domain::user::Role;

use crate::browser::{Browser, Seen};

/// Fills in one form of the scheme, as shown now.
async fn changed(
    browser: &mut Browser,
    p: &Partnership,
    part: &str,
    fields: &[(&str, &str)],
) -> Seen {
    let path = format!("/schemes/{}/change/{part}", p.scheme);
    let form = browser.get(&path).await;
    let (once, version) = (hidden(&form, "once"), hidden(&form, "version"));
    let mut fields = fields.to_vec();
    fields.extend([("once", once.as_str()), ("version", version.as_str())]);
    let seen = browser.post(&path, &fields).await;
    if seen.status == StatusCode::SEE_OTHER { browser.follow(&seen).await } else { seen }
}

fn hidden(form: &Seen, name: &str) -> String {
    let mark = format!("name=\"{name}\" value=\"");
    let (_, rest) = form.html.split_once(&mark).unwrap_or_else(|| panic!("{}", form.text()));
    rest.split('"').next().unwrap().to_owned()
}

/// Where a link of the page leads whose address holds this.
fn link(page: &Seen, part: &str) -> String {
    let mark = format!("/change/{part}/");
    let (_, rest) = page.html.split_once(&mark).unwrap_or_else(|| panic!("{}", page.text()));
    format!("{part}/{}", rest.split('"').next().unwrap())
}

#[tokio::test]
async fn the_list_shows_the_schemes_in_reach_and_no_other() {
    let p = Partnership::sqlite().await.unwrap();
    for role in [Role::Coordinator, Role::AreaLead, Role::PanelMember] {
        let mut browser = Browser::of(&p, role).await;
        browser.get("/schemes").await.says("Alderton PPO scheme").never_says("Birchford");
        let other = format!("/schemes/{}", p.other_scheme);
        assert_eq!(browser.get(&other).await.status, StatusCode::NOT_FOUND);
    }
    let mut national = Browser::of(&p, Role::NationalLead).await;
    national.get("/schemes").await.says("Birchford PPO scheme");
}

#[tokio::test]
async fn places_are_set_and_shown_against_the_minimum_with_why_rr04_3() {
    let p = Partnership::sqlite().await.unwrap();
    let mut browser = Browser::of(&p, Role::Coordinator).await;
    changed(&mut browser, &p, "capacity", &[("places", "many")]).await.says("whole number");
    changed(&mut browser, &p, "capacity", &[("places", "0")]).await.says("at least one place");
    let page = changed(&mut browser, &p, "capacity", &[("places", "25")]).await;
    page.says("Your changes are saved").says("25 places free").says("15 below the minimum");
    page.says("RR04 ¶3").says("Minimum for a big city");
}

#[tokio::test]
async fn a_form_sent_twice_changes_once_and_a_stale_one_shows_both_versions() {
    let p = Partnership::sqlite().await.unwrap();
    let mut browser = Browser::of(&p, Role::Coordinator).await;
    let path = format!("/schemes/{}/change/capacity", p.scheme);
    let form = browser.get(&path).await;
    let (once, version) = (hidden(&form, "once"), hidden(&form, "version"));
    let fields = [("places", "25"), ("once", once.as_str()), ("version", version.as_str())];
    for _ in 0..2 {
        assert_eq!(browser.post(&path, &fields).await.status, StatusCode::SEE_OTHER);
    }
    let stale = [("places", "30"), ("version", version.as_str())];
    let seen = browser.post(&path, &stale).await;
    assert_eq!(seen.status, StatusCode::CONFLICT);
    seen.says("Somebody else changed this first").says("25").says("30");
    let again = [("places", "30"), ("version", &*hidden(&seen, "version"))];
    assert_eq!(browser.post(&path, &again).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn whoever_does_not_coordinate_sees_no_form_and_sends_none() {
    let p = Partnership::sqlite().await.unwrap();
    for role in [Role::Chair, Role::AreaLead, Role::Administrator] {
        let mut browser = Browser::of(&p, role).await;
        let page = format!("/schemes/{}", p.scheme);
        browser.get(&page).await.says("Alderton PPO scheme").never_says("/change/");
        let path = format!("{page}/change/capacity");
        assert_eq!(browser.get(&path).await.status, StatusCode::FORBIDDEN, "{role:?}");
        let sent = browser.post(&path, &[("places", "25"), ("version", "1")]).await;
        assert_eq!(sent.status, StatusCode::FORBIDDEN, "{role:?}");
    }
}

#[tokio::test]
async fn the_lead_the_group_and_the_alternative_are_kept_rr04_14_24() {
    let p = Partnership::sqlite().await.unwrap();
    p.clock().set("2004-09-20T09:00:00Z".parse().unwrap());
    let mut browser = Browser::of(&p, Role::Coordinator).await;
    let police = p.agency(AgencyKind::Police).to_string();
    let on = ("on", "10 9 2004");
    changed(&mut browser, &p, "lead", &[on]).await.says("Choose the lead agency");
    let lead =
        [("agency", police.as_str()), ("name", "Ana Sample"), ("position", "Superintendent"), on];
    changed(&mut browser, &p, "lead", &lead).await.says("Ana Sample").says("Superintendent");
    let page = changed(&mut browser, &p, "member", &[("agency", &police), on]).await;
    page.says("Members missing").says("Jobcentre Plus").says("Not named");
    changed(&mut browser, &p, "member", &[("agency", &police), on])
        .await
        .says("has sat in the group since 10 September 2004");
    let words = "A <board> -- of three";
    let page = changed(&mut browser, &p, "arrangement", &[("arrangement", words), on]).await;
    page.says("In place instead since 10 September 2004").says("A &lt;board&gt; -- of three");
    let end = link(&page, "member");
    changed(&mut browser, &p, &end, &[("on", "20 9 2004")]).await.never_says("Not named");
}

#[tokio::test]
async fn posts_are_filled_and_fall_vacant_rr04_a1_b1() {
    let p = Partnership::sqlite().await.unwrap();
    let mut browser = Browser::of(&p, Role::Coordinator).await;
    let prison = p.agency(AgencyKind::Prison).to_string();
    let on = ("on", "10 8 2004");
    let post = [("agency", prison.as_str()), ("kind", "prison_liaison_point"), ("wte", "0.5"), on];
    let page = changed(&mut browser, &p, "post", &post).await;
    page.says("Vacant").says("0.50").says("Prisons without a liaison point or officer in post");
    let fill = link(&page, "fill");
    let page = changed(&mut browser, &p, &fill, &[("name", "Bo Sample"), on]).await;
    page.says("Bo Sample since 10 August 2004").never_says("Prisons without a liaison");
    let vacate = link(&page, "vacate");
    let page = changed(&mut browser, &p, &vacate, &[("on", "6 9 2004")]).await;
    page.says("Vacant");
    let end = link(&page, "post");
    changed(&mut browser, &p, &end, &[("on", "6 9 2004")]).await.says("No post is recorded");
}

#[tokio::test]
async fn the_four_things_and_the_thresholds_are_recorded_cc04_sg05_3() {
    let p = Partnership::sqlite().await.unwrap();
    p.clock().set("2005-07-01T09:00:00Z".parse().unwrap());
    let mut browser = Browser::of(&p, Role::Coordinator).await;
    let met = [("on", "10 9 2004"), ("evidence", "Minutes of the board")];
    let page = changed(&mut browser, &p, "minimum/area_covered", &met).await;
    page.says("Met on 10 September 2004 · 4 days late").says("Minutes of the board");
    page.says("Not met 298 days late").says("Recorded by Coordinator of Alder");
    page.says("Correct this The area is covered").never_says("threshold/moved_away");
    let none = format!("/schemes/{}/change/threshold/moved_away", p.scheme);
    assert_eq!(browser.get(&none).await.status, StatusCode::NOT_FOUND);
    let form = format!("/schemes/{}/change/minimum/area_covered", p.scheme);
    let form = browser.get(&form).await;
    assert!(form.html.contains("value=\"10 September 2004\"") && form.html.contains(">Minutes of"));
    let wrong = [("value", "36"), ("on", "today")];
    let path = "threshold/no_offending";
    changed(&mut browser, &p, path, &wrong).await.says("from 3 months to 24 months");
    let right = [("value", "12"), ("on", "today")];
    changed(&mut browser, &p, path, &right).await.says("12 months");
}

#[tokio::test]
async fn the_administrator_opens_a_scheme_over_two_areas_rr04_3() {
    let p = Partnership::sqlite().await.unwrap();
    let mut admin = Browser::of(&p, Role::Administrator).await;
    let lcjb = p.areas["lcjb"].to_string();
    let elm = [
        ("name", "Elmton"),
        ("level", "cdrp"),
        ("country", "england"),
        ("parent", lcjb.as_str()),
        ("size", "ordinary"),
        ("on", "1 6 2004"),
    ];
    let opened = admin.post("/areas/new", &elm).await.location.unwrap();
    let elm = opened.trim_start_matches("/areas/");
    let alder = p.areas["cdrp"].to_string();
    let fields = [
        ("name", "Alder and Elm PPO scheme"),
        ("edition", "ppo-england"),
        ("areas", alder.as_str()),
        ("areas", elm),
        ("prison", "no"),
        ("on", "1 9 2004"),
    ];
    let seen = admin.post("/schemes", &fields).await;
    let page = admin.follow(&seen).await;
    page.says("The scheme is open").says("Alderton").says("Elmton").says("Places not set");
    admin.post("/schemes", &fields).await.says("Another open scheme has this name");
    let mut coordinator = Browser::of(&p, Role::Coordinator).await;
    assert_eq!(coordinator.get("/schemes/new").await.status, StatusCode::FORBIDDEN);
    assert_eq!(coordinator.post("/schemes", &fields).await.status, StatusCode::FORBIDDEN);
}
