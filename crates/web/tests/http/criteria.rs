//! Selection criteria as browsers draft, agree and read them.

use app::testing::Partnership;
use axum::http::StatusCode;
use domain::user::Role;

use crate::browser::Browser;
use crate::nomination::nominated;

/// Opens a draft and gives its address.
async fn drafted(p: &Partnership, browser: &mut Browser) -> String {
    let seen = browser.post(&format!("/schemes/{}/criteria", p.scheme), &[]).await;
    assert_eq!(seen.status, StatusCode::SEE_OTHER, "{}", seen.text());
    seen.location.unwrap()
}

const FACTOR: [(&str, &str); 8] = [
    ("factor_title", "Arrests for robbery"),
    ("window_months", "12"),
    ("basis", "calendar"),
    ("cap", "9"),
    ("sort", "per_occasion"),
    ("kind-0", "arrest"),
    ("detail-0", "robbery"),
    ("points-0", "3"),
];

fn factor<'a>(version: &'a str, more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let kept = FACTOR.into_iter().filter(|(name, _)| !more.iter().any(|(it, _)| it == name));
    kept.chain([("version", version)]).chain(more.iter().copied()).collect()
}

#[tokio::test]
async fn a_draft_is_agreed_by_police_and_probation_and_then_scores_rr04_a2() {
    let p = Partnership::sqlite().await.unwrap();
    let mut coordinator = Browser::of(&p, Role::Coordinator).await;
    let index = format!("/schemes/{}/criteria", p.scheme);
    coordinator.get(&index).await.says("The scheme has no criteria yet");
    let page = drafted(&p, &mut coordinator).await;
    let shown = coordinator.get(&page).await;
    shown.says("Convictions in 12 months at liberty").says("RR04 ¶1").says("Draft");
    let adopt = format!("{page}/adoption");
    let early = coordinator.post(&adopt, &[("version", "1")]).await;
    early.says("Police and Probation have not agreed yet");
    let agreement = format!("{page}/agreement");
    let done = coordinator.post(&agreement, &[("version", "1")]).await;
    assert_eq!(done.status, StatusCode::FORBIDDEN);
    let mut police = Browser::of(&p, Role::Chair).await;
    police.get(&page).await.says("Agree for: Police");
    police.post(&agreement, &[("version", "1")]).await;
    let mut probation = Browser::of(&p, Role::PanelMember).await;
    let stale = probation.post(&agreement, &[("version", "1")]).await;
    stale.says("Somebody else changed this first");
    probation.post(&agreement, &[("version", "2")]).await;
    let done = coordinator.post(&adopt, &[("version", "3")]).await;
    coordinator.follow(&done).await.says("In force since 6 September 2004");
    let nomination = nominated(&p, &mut coordinator).await;
    let seen = coordinator.get(&nomination).await;
    seen.says("6 points (6 without intelligence)").says("Counts in full");
    seen.says("What we do not know").says("What would change the result");
    let mut manager = Browser::of(&p, Role::OffenderManager).await;
    manager.get(&nomination).await.says("6 points (without intelligence)");
}

#[tokio::test]
async fn a_factor_is_written_in_a_form_that_says_all_that_is_wrong() {
    let p = Partnership::sqlite().await.unwrap();
    let mut browser = Browser::of(&p, Role::Coordinator).await;
    let page = drafted(&p, &mut browser).await;
    let path = format!("{page}/factors/new");
    browser.get(&path).await.says("Add a factor");
    let post = async |browser: &mut Browser, more: &[(&'static str, &'static str)]| {
        browser.post(&path, &factor("1", more)).await
    };
    let mut browser = browser;
    let unjustified = post(&mut browser, &[]).await;
    unjustified.says("Write why this may be counted: Arrest");
    let just = ("justification", "Agreed by both services");
    let long = post(&mut browser, &[just, ("window_months", "61"), ("points-0", "200")]).await;
    long.says("61 months is too long. Look back at most 60").says("Points go from 1 to 100");
    let postcode = post(&mut browser, &[just, ("factor_title", "Postcode of home")]).await;
    postcode.says("No matrix may count where somebody lives");
    let twice = [just, ("kind-1", "arrest"), ("detail-1", "robbery"), ("points-1", "2")];
    post(&mut browser, &twice).await.says("It counts this twice: Arrest: Robbery");
    let decay = post(&mut browser, &[just, ("half_after", "12")]).await;
    decay.says("Half weight after 12 months must begin inside the look-back");
    let bands = [
        just,
        ("sort", "bands"),
        ("at_least-0", "3"),
        ("step-0", "5"),
        ("at_least-1", "2"),
        ("step-1", "6"),
    ];
    post(&mut browser, &bands).await.says("Each step must ask for more");
    let done = post(&mut browser, &[just]).await;
    browser.follow(&done).await.says("Arrests for robbery").says("Agreed by both services");
    let edit = format!("{page}/factors/arrests_for_robbery");
    browser.get(&edit).await.says("Change a factor");
    let done = browser.post(&format!("{edit}/removal"), &[("version", "2")]).await;
    browser.follow(&done).await.never_says("Arrests for robbery");
}

#[tokio::test]
async fn everybody_in_the_scheme_reads_the_criteria_and_few_change_them() {
    let p = Partnership::sqlite().await.unwrap();
    let mut coordinator = Browser::of(&p, Role::Coordinator).await;
    let page = drafted(&p, &mut coordinator).await;
    let mut analyst = Browser::of(&p, Role::Analyst).await;
    analyst.get(&page).await.says("Selection criteria").never_says("Take out");
    let heading = [("version", "1"), ("title", "Mine"), ("consider_at", "3")];
    assert_eq!(analyst.post(&page, &heading).await.status, StatusCode::FORBIDDEN);
    let mut administrator = Browser::of(&p, Role::Administrator).await;
    assert_eq!(administrator.get(&page).await.status, StatusCode::FORBIDDEN);
    let none = [("version", "1"), ("title", "Ours"), ("consider_at", "0")];
    coordinator.post(&page, &none).await.says("The panel considers from 0 points");
}
