//! The start page.

use app::testing::{Enrolled, Partnership};
use domain::user::Role;
use jiff::civil::date;

use crate::browser::Browser;

#[tokio::test]
async fn every_count_opens_a_list_as_long_as_it_says() {
    let p = Partnership::sqlite().await.unwrap();
    let late = Enrolled {
        review_due_on: date(2004, 9, 1),
        is_statutory: true,
        ..Enrolled::adult(p.scheme, "Late")
    };
    p.enrol(&late).await.unwrap();
    p.enrol(&late).await.unwrap();
    let child = Enrolled { born_on: date(1990, 1, 1), ..late.clone() };
    p.enrol(&child).await.unwrap();
    let mut browser = Browser::of(&p, Role::Coordinator).await;
    let today = browser.get("/").await;
    today.says("2 Review overdue").says("2 Statutory without offender manager");
    today.says("Under 18").says("1 Review overdue").says("RR04 ¶11-12");
    browser.get("/caseload?review=past").await.says("2 people");
    browser.get("/caseload?age=under-18&review=past").await.says("1 person");
}

#[tokio::test]
async fn nobody_without_lists_of_people_sees_a_name_or_a_link_to_people() {
    let p = Partnership::sqlite().await.unwrap();
    p.enrol(&Enrolled::adult(p.scheme, "Hidden")).await.unwrap();
    for role in [Role::Analyst, Role::AreaLead, Role::NationalLead, Role::Administrator] {
        let mut browser = Browser::of(&p, role).await;
        let today = browser.get("/").await;
        today.says("Schemes in numbers").says("Alderton PPO scheme 1 20 19");
        today.never_says("Hidden").never_says("/caseload");
    }
}

#[tokio::test]
async fn a_quiet_day_is_said_in_words() {
    let p = Partnership::sqlite().await.unwrap();
    for role in Role::ALL {
        let mut browser = Browser::of(&p, role).await;
        browser.get("/").await.says("Today").says("You have no drafts.");
    }
    let mut browser = Browser::of(&p, Role::PoliceOfficer).await;
    browser.get("/").await.says("Nothing is overdue and nothing waits here.");
}
