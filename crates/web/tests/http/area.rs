//! The accountability tree, its gaps, and agencies.

use app::testing::Partnership;
use axum::http::StatusCode;
use domain::user::Role;

use crate::browser::{Browser, Seen};

async fn open_elmton(admin: &mut Browser, p: &Partnership) -> Seen {
    let lcjb = p.areas["lcjb"].to_string();
    let fields = [
        ("name", "Elmton"),
        ("level", "cdrp"),
        ("country", "england"),
        ("parent", lcjb.as_str()),
        ("size", "ordinary"),
        ("on", "1 6 2004"),
    ];
    admin.post("/areas/new", &fields).await
}

#[tokio::test]
async fn the_administrator_opens_an_area_and_every_level_sees_the_gap_cc04() {
    let p = Partnership::sqlite().await.unwrap();
    let mut admin = Browser::of(&p, Role::Administrator).await;
    admin.get("/areas").await.says("Every area here has a scheme").says("Alderton");
    let seen = open_elmton(&mut admin, &p).await;
    assert_eq!(seen.status, StatusCode::SEE_OTHER, "{}", seen.text());
    admin.follow(&seen).await.says("Elmton").says("Due today");
    p.clock().set("2004-09-18T09:00:00Z".parse().unwrap());
    for role in [Role::AreaLead, Role::RegionalLead, Role::NationalLead] {
        let mut lead = Browser::of(&p, role).await;
        lead.get("/areas").await.says("Elmton").says("12 days late").says("CC04");
    }
}

#[tokio::test]
async fn a_coordinator_sees_the_scheme_s_own_areas_and_changes_none_rr04_7() {
    let p = Partnership::sqlite().await.unwrap();
    let mut coordinator = Browser::of(&p, Role::Coordinator).await;
    let seen = coordinator.get("/areas").await;
    seen.says("Alderton").never_says("Open an area");
    let nation = format!("/areas/{}", p.areas["nation"]);
    assert_eq!(coordinator.get(&nation).await.status, StatusCode::NOT_FOUND);
    assert_eq!(coordinator.get("/areas/new").await.status, StatusCode::FORBIDDEN);
    let refused = open_elmton(&mut coordinator, &p).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let split = format!("/areas/{}/split", p.areas["cdrp"]);
    assert_eq!(coordinator.get(&split).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_merger_leaves_a_history_on_both_sides() {
    let p = Partnership::sqlite().await.unwrap();
    let mut admin = Browser::of(&p, Role::Administrator).await;
    let opened = open_elmton(&mut admin, &p).await;
    let elm = opened.location.unwrap().trim_start_matches("/areas/").to_owned();
    let merge = format!("/areas/{}/merge", p.areas["cdrp"]);
    admin.get(&merge).await.says("Elmton");
    let nothing = [("name", "Alder and Elm"), ("size", "ordinary"), ("on", "1 9 2004")];
    admin.post(&merge, &nothing).await.says("Choose the areas it merges with");
    let fields = [
        ("areas", elm.as_str()),
        ("name", "Alder and Elm"),
        ("size", "ordinary"),
        ("on", "1 9 2004"),
    ];
    let seen = admin.post(&merge, &fields).await;
    admin.follow(&seen).await.says("Took over from Alderton").says("Took over from Elmton");
    let old = admin.get(&format!("/areas/{elm}")).await;
    old.says("Gave way to Alder and Elm").says("From 1 June 2004 until 1 September 2004");
}

#[tokio::test]
async fn a_split_needs_two_parts_and_keeps_what_was_typed() {
    let p = Partnership::sqlite().await.unwrap();
    let mut admin = Browser::of(&p, Role::Administrator).await;
    let split = format!("/areas/{}/split", p.areas["cdrp"]);
    let one = [("on", "1 9 2004"), ("part_1", "Alder East")];
    let seen = admin.post(&split, &one).await;
    seen.says("a split makes two or more");
    assert!(seen.html.contains("value=\"Alder East\""));
    let two = [("on", "1 9 2004"), ("part_1", "Alder East"), ("part_2", "Alder West")];
    let seen = admin.post(&split, &two).await;
    assert_eq!(seen.status, StatusCode::SEE_OTHER, "{}", seen.text());
    admin.get("/areas").await.says("Alder East").says("Every area here has a scheme");
}

#[tokio::test]
async fn agencies_are_listed_and_set_up_by_the_administrator_rr04_25() {
    let p = Partnership::sqlite().await.unwrap();
    let mut admin = Browser::of(&p, Role::Administrator).await;
    let lcjb = p.areas["lcjb"].to_string();
    let fields = [("name", "Alder Jobcentre"), ("kind", "jobcentre"), ("area", lcjb.as_str())];
    let seen = admin.post("/agencies", &fields).await;
    admin.follow(&seen).await.says("Alder Jobcentre").says("Jobcentre Plus");
    admin.post("/agencies", &fields).await.says("has this name already");
    let mut chair = Browser::of(&p, Role::Chair).await;
    chair.get("/agencies").await.says("Alder Jobcentre").never_says("/agencies/new");
    assert_eq!(chair.post("/agencies", &fields).await.status, StatusCode::FORBIDDEN);
}
