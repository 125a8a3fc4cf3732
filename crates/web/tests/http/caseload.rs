//! The list of people: what is on it for whom, its filters, its file, its bulk actions.

use app::testing::{Enrolled, Partnership};
use axum::http::StatusCode;
use domain::user::Role;
use jiff::civil::date;

use crate::browser::Browser;

async fn with(people: &[Enrolled]) -> (Partnership, Vec<String>) {
    let partnership = Partnership::sqlite().await.unwrap();
    let mut ids = Vec::new();
    for who in people {
        let scheme = partnership.scheme;
        let (_, id) = partnership.enrol(&Enrolled { scheme, ..who.clone() }).await.unwrap();
        ids.push(id.to_string());
    }
    (partnership, ids)
}

fn adult(surname: &str) -> Enrolled {
    let nowhere = "00000000-0000-7000-8000-000000000000".parse().unwrap();
    Enrolled::adult(nowhere, surname)
}

fn child(surname: &str) -> Enrolled {
    Enrolled { born_on: date(1990, 1, 1), ..adult(surname) }
}

#[tokio::test]
async fn every_role_sees_exactly_the_people_it_may_open() {
    let restricted = Enrolled { secrecy: "restricted", ..adult("Kept") };
    let removed = Enrolled { ended_on: Some(date(2004, 9, 1)), ..adult("Gone") };
    let (p, _) = with(&[adult("Plain"), child("Young"), restricted, removed]).await;
    for role in Role::ALL {
        let mut browser = Browser::of(&p, role).await;
        let adults = browser.get("/caseload").await;
        let young = browser.get("/caseload?age=under-18").await;
        let lists = matches!(
            role,
            Role::Coordinator
                | Role::OffenderManager
                | Role::OffenderSupervisor
                | Role::PoliceOfficer
                | Role::YouthWorker
                | Role::Provider
                | Role::PanelMember
                | Role::Chair
                | Role::DataProtectionOfficer
        );
        assert_eq!(adults.html.contains("Plain, Sam"), lists, "{role:?}");
        let sees_kept = matches!(
            role,
            Role::Coordinator | Role::OffenderManager | Role::Chair | Role::DataProtectionOfficer
        );
        assert_eq!(adults.html.contains("Kept, Sam"), sees_kept, "{role:?}");
        let sees_young = matches!(
            role,
            Role::Coordinator
                | Role::PoliceOfficer
                | Role::YouthWorker
                | Role::PanelMember
                | Role::Chair
                | Role::DataProtectionOfficer
        );
        assert_eq!(young.html.contains("Young, Sam"), sees_young, "{role:?}");
        adults.never_says("Young, Sam").never_says("Gone");
        young.never_says("Gone");
    }
}

#[tokio::test]
async fn a_filter_is_in_the_address_and_comes_off_by_its_chip() {
    let late = Enrolled { review_due_on: date(2004, 9, 1), ..adult("Late") };
    let (p, _) = with(&[adult("Plain"), late]).await;
    let mut browser = Browser::of(&p, Role::Coordinator).await;
    let seen = browser.get("/caseload?review=late").await;
    seen.says("Late, Sam").says("1 person").never_says("Plain, Sam");
    seen.says("Filters that are on").says("Review overdue or queued");
    assert!(seen.html.contains("class=\"moj-filter__tag\" href=\"/caseload\""), "{}", seen.html);
    let none = browser.get("/caseload?review=late&name=plain").await;
    none.says("Nobody matches these filters");
    let wrong = browser.get("/caseload?registered_from=whenever").await;
    wrong.says("There is a problem").says("Plain, Sam");
    let young = browser.get("/caseload?age=under-18").await;
    young.says("Nobody is registered on a scheme that you work with");
}

#[tokio::test]
async fn a_list_without_anybody_says_so() {
    let (p, _) = with(&[]).await;
    let mut browser = Browser::of(&p, Role::Coordinator).await;
    browser.get("/caseload").await.says("Nobody is registered on a scheme that you work with");
    browser.get("/caseload?page=99999999999999").await.says("Nobody is registered");
    browser.get("/caseload?name=%00").await.says("Nobody is registered");
}

#[tokio::test]
async fn the_file_holds_the_same_list_and_says_who_took_it() {
    let late = Enrolled { review_due_on: date(2004, 9, 1), ..adult("=Late") };
    let (p, _) = with(&[adult("Plain"), child("Young"), late]).await;
    let mut browser = Browser::of(&p, Role::PoliceOfficer).await;
    let file = browser.post("/caseload/download?review=late", &[]).await;
    assert_eq!(file.status, StatusCode::OK);
    let lines: Vec<&str> = file.html.lines().collect();
    assert!(lines[0].contains("PoliceOfficer of Alder"), "{}", lines[0]);
    assert!(lines[0].contains("6 September 2004 at 9:30am"), "{}", lines[0]);
    assert!(lines[2].starts_with("\"'=Late\",\"Sam\",\"1980-02-03\""), "{}", lines[2]);
    assert_eq!(lines.len(), 3);
}

#[tokio::test]
async fn whoever_may_not_take_the_list_out_is_refused_and_not_offered_it() {
    let (p, _) = with(&[adult("Plain")]).await;
    let mut browser = Browser::of(&p, Role::Provider).await;
    browser.get("/caseload").await.says("Plain, Sam").never_says("/caseload/download");
    let refused = browser.post("/caseload/download", &[]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    refused.never_says("Plain");
}

#[tokio::test]
async fn a_view_is_saved_listed_renamed_and_deleted() {
    let (p, _) = with(&[adult("Plain")]).await;
    let mut browser = Browser::of(&p, Role::Coordinator).await;
    let query = ("query", "review=late&page=2");
    let nameless = browser.post("/caseload/views", &[query, ("view_name", " ")]).await;
    nameless.says("Give the view a name");
    assert!(nameless.html.contains("value=\"review=late\""), "{}", nameless.html);
    let saved = browser
        .post("/caseload/views", &[query, ("view_name", "My late ones"), ("once", "a")])
        .await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    let list = browser.follow(&saved).await;
    list.says("The view is saved").says("My late ones").says("Only me");
    let id = list.html.split("/caseload/views/").nth(1).unwrap().split('"').next().unwrap();
    let path = format!("/caseload/views/{id}");
    let renamed = browser.post(&path, &[("view_name", "Late")]).await;
    browser.follow(&renamed).await.says("The view has its new name").says("Late");
    let mut other = Browser::of(&p, Role::PoliceOfficer).await;
    assert_eq!(other.post(&format!("{path}/delete"), &[]).await.status, StatusCode::NOT_FOUND);
    let gone = browser.post(&format!("{path}/delete"), &[]).await;
    browser.follow(&gone).await.says("No view is saved yet");
}

#[tokio::test]
async fn many_are_assigned_after_a_preview_that_names_what_is_refused_and_why() {
    let statutory = Enrolled { is_statutory: true, ..adult("Statutory") };
    let (p, ids) = with(&[adult("Free"), statutory]).await;
    let to = p.user(Role::PoliceOfficer).to_string();
    let mut browser = Browser::of(&p, Role::Coordinator).await;
    let ticked = [("ticked", ids[0].as_str()), ("ticked", ids[1].as_str())];
    let asked = browser.post("/caseload/assign/new", &ticked).await;
    asked.says("2 people are ticked");
    let none = browser.post("/caseload/assign/preview", &ticked).await;
    none.says("Choose who is to have these cases");
    let typed = [
        ticked[0],
        ticked[1],
        ("post", "lead_worker"),
        ("to", to.as_str()),
        ("from", "6/9/04"),
        ("hand_over", "no"),
        ("once", "one submission"),
    ];
    let preview = browser.post("/caseload/assign/preview", &typed).await;
    preview.says("Nothing has changed yet").says("Free, Sam").says("Newly assigned");
    preview.says("These would stay as they are").says("Statutory, Sam");
    browser.get("/caseload?manager=nobody").await.says("2 people");
    let done = browser.post("/caseload/assign", &typed).await;
    done.says("1 person was assigned").says("Free, Sam").says("These stayed as they are");
    browser.get("/caseload?manager=nobody").await.says("1 person").never_says("Free, Sam");
    let again = browser.post("/caseload/assign", &typed).await;
    again.says("1 person was assigned");
}

#[tokio::test]
async fn only_the_coordinator_is_offered_the_boxes_and_others_change_nothing() {
    let (p, ids) = with(&[adult("Free")]).await;
    let to = p.user(Role::PoliceOfficer).to_string();
    let mut browser = Browser::of(&p, Role::PoliceOfficer).await;
    browser.get("/caseload").await.never_says("data-bulk-all");
    let typed = [
        ("ticked", ids[0].as_str()),
        ("post", "lead_worker"),
        ("to", to.as_str()),
        ("from", "6/9/04"),
        ("hand_over", "no"),
        ("once", "another"),
    ];
    let preview = browser.post("/caseload/assign/preview", &typed).await;
    preview.says("None of those you ticked").says("You do not hand out this case");
    let refused = browser.post("/caseload/assign", &typed).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    browser.get("/caseload?manager=nobody").await.says("Free, Sam");
}

#[tokio::test]
async fn the_reviews_of_those_ticked_are_set_after_a_preview_and_refused_one_by_one() {
    // [RR04 ¶11-12]: six months at the longest, from the first day on the scheme.
    let early = Enrolled { registered_on: date(2004, 6, 1), ..adult("Early") };
    let stale = Enrolled { registered_on: date(2004, 1, 1), ..adult("Stale") };
    let (p, ids) = with(&[adult("Plain"), early, stale]).await;
    let mut browser = Browser::of(&p, Role::Chair).await;
    browser.get("/caseload").await.says("Set the next review").never_says("Assign somebody");
    let none = browser.post("/caseload/schedule/new", &[]).await;
    browser.follow(&none).await.says("Nobody was ticked");
    let mut fields: Vec<(&str, &str)> = ids.iter().map(|it| ("ticked", it.as_str())).collect();
    browser.post("/caseload/schedule/new", &fields).await.says("3 people are ticked");
    let blank = browser.post("/caseload/schedule/preview", &fields).await;
    blank.says("Enter the day of the next review").says("3 people are ticked");
    fields.push(("on", "1 2 2005"));
    let seen = browser.post("/caseload/schedule/preview", &fields).await;
    seen.says("Next review by 1 February 2005. Nothing is changed yet.");
    seen.says("Plain, Sam Was due on 24 December 2004");
    seen.says("Early, Sam The next review can be on 1 December 2004 at the latest");
    seen.says("Stale, Sam The review was to be held by 1 July 2004. Hold it instead");
    browser.get("/caseload").await.says("24 December 2004").never_says("1 February 2005");

    fields.push(("once", "s"));
    let done = browser.post("/caseload/schedule", &fields).await;
    done.says("1 review was set.").says("Plain, Sam Was due on 24 December 2004");
    done.says("These stayed as they are");
    let again = browser.post("/caseload/schedule", &fields).await;
    again.says("1 review was set.").says("Plain, Sam Due on 1 February 2005");
    browser.get("/caseload").await.says("1 February 2005");

    let mut police = Browser::of(&p, Role::PoliceOfficer).await;
    police.get("/caseload").await.never_says("Set the next review");
    let refused = police.post("/caseload/schedule", &fields[..4]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn filters_that_nobody_filled_in_are_not_in_the_address() {
    let p = Partnership::sqlite().await.unwrap();
    let mut browser = Browser::of(&p, Role::Coordinator).await;
    let seen = browser.get("/caseload?name=&strand=&supervised=statutory&scheme=").await;
    assert_eq!(seen.location.as_deref(), Some("/caseload?supervised=statutory"));
    browser.follow(&seen).await.says("Filters that are on").says("Statutory");
    let seen = browser.get("/audit?verb=&event=&from_on=").await;
    assert_eq!(seen.location.as_deref(), Some("/audit"));
}
