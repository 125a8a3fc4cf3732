//! The whole way out, as browsers of several agencies take it.

use app::registration::testing::{decided, registered};
use app::testing::Partnership;
use axum::http::StatusCode;
use domain::agency::AgencyKind;
use domain::user::Role;

use crate::browser::Browser;
use crate::registration::link;

const KINDS: [AgencyKind; 6] = [
    AgencyKind::Police,
    AgencyKind::Probation,
    AgencyKind::Prison,
    AgencyKind::YouthOffendingTeam,
    AgencyKind::InterventionTeam,
    AgencyKind::CommunitySafety,
];

/// The version hidden in a page's form.
fn version(html: &str) -> String {
    let rest = html.split("name=\"version\" value=\"").nth(1).unwrap();
    rest.split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn propose_plan_hear_everybody_decide_and_the_person_is_gone() {
    // [SG05 ¶3, REM05; RR04 A.16]
    let p = Partnership::sqlite().await.unwrap();
    let (person, nomination) = decided(&p).await.unwrap();
    let id = registered(&p, nomination).await.unwrap();
    let path = format!("/registrations/{id}/removal");
    let mut browser = Browser::of(&p, Role::Coordinator).await;
    let notice = link(&browser.get("/notices").await, "/notices/");
    let told = [("told_on", "6 9 2004"), ("how", "In the meeting")];
    browser.post(&notice, &told).await;

    browser.get(&path).await.says("Nothing is proposed");
    let form = [("ground", "local_criteria"), ("reasons", "In work for a year")];
    let seen = browser.post(&path, &form).await;
    browser.follow(&seen).await.says("There is no exit plan yet").says("Alder Police");

    let owner = p.agency(AgencyKind::CommunitySafety).to_string();
    let plan = [
        ("what", "Tenancy support"),
        ("agency", owner.as_str()),
        ("contact", "Ana Sample"),
        ("until", "31 12 2005"),
    ];
    let seen = browser.post(&format!("{path}/support"), &plan).await;
    browser.follow(&seen).await.says("Tenancy support");
    for kind in KINDS {
        let agency = p.agency(kind).to_string();
        let view = [
            ("view_agency", agency.as_str()),
            ("spoke", "Bo Sample"),
            ("view", if kind == AgencyKind::Police { "objects" } else { "agrees" }),
            ("objection", "Too soon"),
            ("given_on", "6 9 2004"),
        ];
        let seen = browser.post(&format!("{path}/views"), &view).await;
        assert_eq!(seen.status, StatusCode::SEE_OTHER, "{}", seen.text());
    }
    let page = browser.get(&path).await;
    page.says("Objections that are not resolved: 1");
    let police = p.agency(AgencyKind::Police).to_string();
    let resolved = [("resolved_agency", police.as_str()), ("how", "They keep watch")];
    browser.post(&format!("{path}/resolutions"), &resolved).await;

    let page = browser.get(&path).await;
    page.never_says("Removal cannot be decided yet");
    let version = version(&page.html);
    let decision = [
        ("once", "d"),
        ("version", version.as_str()),
        ("answer", "remove"),
        ("decided_on", "6 9 2004"),
        ("decision_reasons", "All agree"),
    ];
    let seen = browser.post(&format!("{path}/decision"), &decision).await;
    let twice = browser.post(&format!("{path}/decision"), &decision).await;
    assert_eq!(twice.location, seen.location, "a decision sent twice is one");
    let mut slower = Browser::of(&p, Role::Chair).await;
    let late = [&[("once", "e")], &decision[1..]].concat();
    let late = slower.post(&format!("{path}/decision"), &late).await;
    late.says("This removal was already decided, on 6 September 2004");
    let page = browser.follow(&seen).await;
    page.says("Removed from the scheme").never_says("Taken on to the scheme");
    let timeline = browser.get(&format!("/people/{person}/timeline?removed=include")).await;
    timeline.says("Removed from Alderton PPO scheme: Meets the local criteria for removal");
    timeline.says("by Alder Police").says("All agree").says("Rests on LOCAL");
    timeline.says("Proposed for removal from Alderton PPO scheme: Meets the local criteria");

    for role in [Role::Coordinator, Role::Chair, Role::PoliceOfficer, Role::OffenderManager] {
        let mut browser = Browser::of(&p, role).await;
        let seen = browser.get(&format!("/registrations/{id}")).await;
        assert_eq!(seen.status, StatusCode::NOT_FOUND, "{role:?}");
        assert_eq!(browser.get(&path).await.status, StatusCode::NOT_FOUND, "{role:?}");
        browser.get("/reviews").await.never_says("Sample, Sam");
    }
    let mut browser = Browser::of(&p, Role::PoliceOfficer).await;
    browser.get("/notices").await.never_says("Sample, Sam");
}

#[tokio::test]
async fn a_death_is_recorded_and_only_agencies_are_told() {
    // [REM05]
    let p = Partnership::sqlite().await.unwrap();
    let (person, nomination) = decided(&p).await.unwrap();
    let id = registered(&p, nomination).await.unwrap();
    let path = format!("/people/{person}/death");
    let mut browser = Browser::of(&p, Role::OffenderManager).await;
    browser.get(&path).await.says("nobody writes to the family");
    let form =
        [("died_on", "7 9 2004"), ("notified_on", "6 9 2004"), ("notified_by", "The coroner")];
    browser.post(&path, &form).await.says("There is a problem");
    let form =
        [("died_on", "5 9 2004"), ("notified_on", "6 9 2004"), ("notified_by", "The coroner")];
    let seen = browser.post(&path, &form).await;
    assert_eq!(seen.status, StatusCode::SEE_OTHER, "{}", seen.text());
    let seen = browser.get(&format!("/registrations/{id}")).await;
    assert_eq!(seen.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_provider_neither_proposes_nor_speaks_nor_decides() {
    let p = Partnership::sqlite().await.unwrap();
    let (_, nomination) = decided(&p).await.unwrap();
    let id = registered(&p, nomination).await.unwrap();
    let path = format!("/registrations/{id}/removal");
    let mut browser = Browser::of(&p, Role::Provider).await;
    browser.get(&path).await.says("Nothing is proposed.").never_says("Propose removal");
    let form = [("ground", "local_criteria"), ("reasons", "Why not")];
    assert_eq!(browser.post(&path, &form).await.status, StatusCode::FORBIDDEN);
}
