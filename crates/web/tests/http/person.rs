//! Persons: recorded, found, opened, amended; and not seen by those they are hidden from.

use app::testing::Partnership;
use axum::http::StatusCode;
use domain::user::Role;

use crate::browser::{Browser, Seen};

/// Records somebody by the coordinator's form; the address of the record.
async fn record(p: &Partnership, browser: &mut Browser, fields: &[(&str, &str)]) -> Seen {
    let scheme = p.scheme.to_string();
    let mut all = vec![("scheme", scheme.as_str()), ("sex", "male")];
    all.extend(fields);
    browser.post("/people/new", &all).await
}

async fn robin(p: &Partnership, browser: &mut Browser) -> String {
    let fields =
        [("forenames", "Robin"), ("surname", "ap Testwood"), ("born_on", "1/5/80"), ("once", "a")];
    record(p, browser, &fields).await.location.unwrap_or_default()
}

#[tokio::test]
async fn somebody_recorded_is_found_by_the_search_and_opened() {
    let p = Partnership::sqlite().await.unwrap();
    let mut browser = Browser::of(&p, Role::Coordinator).await;
    let form = browser.get(&format!("/people/new?scheme={}", p.scheme)).await;
    form.says("Record a person").says("Alderton PPO scheme");
    let path = robin(&p, &mut browser).await;
    for text in ["testwood", "ap+Testwood", "Testwod", "1%2F5%2F1980", "robin+1+May+1980"] {
        browser.get(&format!("/search?q={text}")).await.says("ap Testwood, Robin");
    }
    let seen = browser.get(&path).await;
    seen.says("Robin ap Testwood").says("1 May 1980").says("not registered on a scheme today");
    browser.get("/search?q=nobody").await.says("Nobody whom you may see fits this.");
}

#[tokio::test]
async fn a_form_with_mistakes_comes_back_with_everything_typed() {
    let p = Partnership::sqlite().await.unwrap();
    let mut browser = Browser::of(&p, Role::Coordinator).await;
    let fields = [("forenames", ""), ("surname", ""), ("born_on", "31/2/80"), ("crn", "X12<b>")];
    let seen = record(&p, &mut browser, &fields).await;
    seen.says("There is a problem").says("Enter a name");
    seen.says("There is no such day as 31/2/1980");
    assert!(seen.html.contains("X12&lt;b&gt;"), "what was typed is there again");
}

#[tokio::test]
async fn somebody_with_the_same_number_is_shown_before_another_is_recorded() {
    let p = Partnership::sqlite().await.unwrap();
    let mut browser = Browser::of(&p, Role::Coordinator).await;
    let first = [("surname", "Testwood"), ("crn", "X123456"), ("once", "a")];
    record(&p, &mut browser, &first).await;
    let again = [("surname", "Othername"), ("crn", "x123456"), ("once", "b")];
    let seen = record(&p, &mut browser, &again).await;
    seen.says("Is it one of these?").says("The same number").says("Testwood");
    let sure = [("surname", "Othername"), ("crn", "x123456"), ("once", "b"), ("checked", "yes")];
    assert_eq!(record(&p, &mut browser, &sure).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_form_sent_twice_records_one_person() {
    let p = Partnership::sqlite().await.unwrap();
    let mut browser = Browser::of(&p, Role::Coordinator).await;
    let fields = [("surname", "Testwood"), ("once", "same"), ("checked", "yes")];
    let first = record(&p, &mut browser, &fields).await.location;
    assert_eq!(record(&p, &mut browser, &fields).await.location, first);
}

#[tokio::test]
async fn a_number_that_is_not_well_formed_is_shown_as_typed_with_the_reason() {
    let p = Partnership::sqlite().await.unwrap();
    let mut browser = Browser::of(&p, Role::Coordinator).await;
    let path = robin(&p, &mut browser).await;
    let fields = [("kind", "crn"), ("number", "12/<i>"), ("once", "n")];
    let seen = browser.post(&format!("{path}/add/identifier"), &fields).await;
    let seen = browser.follow(&seen).await;
    seen.says("Kept as typed, and not used to match records").never_says("<i>");
    assert!(seen.html.contains("12/&lt;i&gt;"));
}

#[tokio::test]
async fn a_note_of_two_million_letters_with_markup_and_sql_is_shown_literally() {
    let p = Partnership::sqlite().await.unwrap();
    let mut browser = Browser::of(&p, Role::OffenderManager).await;
    let mut coordinator = Browser::of(&p, Role::Coordinator).await;
    let path = robin(&p, &mut coordinator).await;
    let mut note = "<script>alert(1)</script> '; drop table person; -- ".to_owned();
    note.push_str(&"note ".repeat(400_000));
    let fields = [("happened_on", "yesterday"), ("note", note.as_str()), ("once", "n")];
    let seen = browser.post(&format!("{path}/add/note"), &fields).await;
    let seen = browser.follow(&seen).await;
    seen.never_says("<script>alert");
    assert!(seen.html.contains("&lt;script&gt;alert(1)&lt;"), "the note is there");
    assert!(seen.html.contains("drop table person; --"));
    assert!(seen.html.len() > 2_000_000);
    let found = browser.get(&format!("{path}/timeline?q=DROP+table&kind=note")).await;
    found.says("Filters that are on");
    assert!(found.html.contains("drop table person"));
    let nothing = browser.get(&format!("{path}/timeline?q=elsewhere")).await;
    nothing.says("Nothing is recorded yet.");
}

#[tokio::test]
async fn a_change_on_top_of_an_older_version_shows_both() {
    let p = Partnership::sqlite().await.unwrap();
    let mut browser = Browser::of(&p, Role::Coordinator).await;
    let path = robin(&p, &mut browser).await;
    let change =
        |surname| [("forenames", "Robin"), ("surname", surname), ("sex", "male"), ("version", "1")];
    let saved = browser.post(&format!("{path}/edit"), &change("Mendwood")).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    let late = browser.post(&format!("{path}/edit"), &change("Latewood")).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    late.says("Robin Mendwood").says("Robin Latewood");
    assert!(late.html.contains("name=\"version\" value=\"2\""), "{}", late.html);
}

#[tokio::test]
async fn a_provider_is_told_which_categories_are_not_shown_and_cannot_change_who_it_is() {
    let p = Partnership::sqlite().await.unwrap();
    let mut coordinator = Browser::of(&p, Role::Coordinator).await;
    let path = robin(&p, &mut coordinator).await;
    let mut provider = Browser::of(&p, Role::Provider).await;
    provider.get(&path).await.says("Why is something not shown?").says("Intelligence");
    let seen = provider.get(&format!("{path}/identity")).await;
    seen.says("Your role here does not include this.").never_says("Change who this is");
    let edit = provider.get(&format!("{path}/edit")).await;
    assert_eq!(edit.status, StatusCode::FORBIDDEN);
    provider.get(&format!("{path}/sharing")).await.says("No: your role here does not include it");
}

#[tokio::test]
async fn somebody_hidden_looks_like_somebody_who_is_not_there() {
    let p = Partnership::sqlite().await.unwrap();
    let mut coordinator = Browser::of(&p, Role::Coordinator).await;
    let path = robin(&p, &mut coordinator).await;
    let access = [("access", "restricted"), ("version", "1"), ("once", "r")];
    let seen = coordinator.post(&format!("{path}/add/access"), &access).await;
    assert_eq!(seen.status, StatusCode::SEE_OTHER, "{}", seen.text());
    coordinator.get(&path).await.says("Restricted record");
    let mut police = Browser::of(&p, Role::PoliceOfficer).await;
    let hidden = police.get(&path).await;
    let nobody = police.get(&format!("/people/{}", p.scheme)).await;
    assert_eq!(hidden.status, StatusCode::NOT_FOUND);
    assert_eq!(hidden.text(), nobody.text());
    police.get("/search?q=testwood").await.never_says("ap Testwood, Robin");
    for role in [Role::Analyst, Role::Administrator, Role::NationalLead] {
        let mut browser = Browser::of(&p, role).await;
        assert_eq!(browser.get(&path).await.status, StatusCode::NOT_FOUND, "{role:?}");
    }
}

#[tokio::test]
async fn only_those_who_may_are_offered_removed_people() {
    let p = Partnership::sqlite().await.unwrap();
    for (role, offered) in [(Role::Coordinator, true), (Role::PoliceOfficer, false)] {
        let mut browser = Browser::of(&p, role).await;
        let seen = browser.get("/search?q=x").await;
        assert_eq!(seen.text().contains("Include people who were removed"), offered, "{role:?}");
    }
}

#[tokio::test]
async fn restricting_a_record_that_somebody_changed_meanwhile_shows_both_versions() {
    let p = Partnership::sqlite().await.unwrap();
    let (person, _) = app::registration::testing::decided(&p).await.unwrap();
    let mut chair = Browser::of(&p, Role::Chair).await;
    let path = format!("/people/{person}/add/access");
    let restricted = [("access", "restricted"), ("version", "1")];
    let seen = chair.post(&path, &restricted).await;
    assert_eq!(seen.status, StatusCode::SEE_OTHER, "{}", seen.text());
    let mut coordinator = Browser::of(&p, Role::Coordinator).await;
    let seen = coordinator.post(&path, &[("access", "ordinary"), ("version", "1")]).await;
    assert_eq!(seen.status, StatusCode::CONFLICT);
    seen.says("Somebody else changed this first").says("changed it on");
    seen.says("Who may open this record A few only Those whose role in the scheme gives it");
    let again = [("access", "ordinary"), ("version", "2")];
    let seen = coordinator.post(&path, &again).await;
    assert_eq!(seen.status, StatusCode::SEE_OTHER, "{}", seen.text());
}

#[tokio::test]
async fn what_has_happened_has_a_day_that_has_come_and_on_which_the_person_lived() {
    let p = Partnership::sqlite().await.unwrap();
    let (person, _) = app::registration::testing::decided(&p).await.unwrap();
    let mut browser = Browser::of(&p, Role::Coordinator).await;
    let path = |part: &str| format!("/people/{person}/add/{part}");
    let note = |on| [("happened_on", on), ("note", "Came at nine")];
    let seen = browser.post(&path("note"), &note("tomorrow")).await;
    seen.says("is still to come: today is").says("Came at nine");
    browser.post(&path("note"), &note("1 1 1930")).await.says("is before the person was born");
    let custody = |from, until| [("from_on", from), ("until_on", until), ("source", "LIDS")];
    let seen = browser.post(&path("custody"), &custody("tomorrow", "")).await;
    seen.says("is still to come");
    let seen = browser.post(&path("custody"), &custody("1 2 2004", "1 1 2004")).await;
    seen.says("1 January 2004 is before the first day");
    let address = [("lines", "1 High Street"), ("from_on", "1 1 1930")];
    browser.post(&path("address"), &address).await.says("is before the person was born");
    let death = [("died_on", "tomorrow"), ("notified_on", "today"), ("notified_by", "Coroner")];
    browser.post(&format!("/people/{person}/death"), &death).await.says("is still to come");
}

#[tokio::test]
async fn somebody_new_can_be_recorded_as_in_custody_with_where_and_since_when() {
    let p = Partnership::sqlite().await.unwrap();
    let mut prison = Browser::of(&p, Role::OffenderSupervisor).await;
    let mut typed = vec![
        ("forenames", "Robin"),
        ("surname", "Barredman"),
        ("once", "c"),
        ("custody_place", "HMP Alderton"),
    ];
    let seen = record(&p, &mut prison, &typed).await;
    seen.says("Enter the first day in custody").says("Say where this is known from");
    typed.push(("custody_source", "LIDS"));
    let ahead = [typed.clone(), vec![("custody_since", "tomorrow")]].concat();
    record(&p, &mut prison, &ahead).await.says("is still to come");
    typed.push(("custody_since", "1 September 2004"));
    let seen = record(&p, &mut prison, &typed).await;
    let href = seen.location.unwrap_or_default();
    let page = prison.get(&format!("{href}/identity")).await;
    page.says("HMP Alderton Since 1 September 2004 (LIDS)");
}

#[tokio::test]
async fn no_fixed_abode_shows_until_it_has_ended() {
    let p = Partnership::sqlite().await.unwrap();
    let mut browser = Browser::of(&p, Role::Coordinator).await;
    let href = robin(&p, &mut browser).await;
    let fields = [("abode", "no_fixed_abode"), ("from_on", "1 8 2004"), ("once", "b")];
    browser.post(&format!("{href}/add/address"), &fields).await;
    let page = browser.get(&href).await;
    assert!(page.html.contains("No fixed abode"), "{}", page.html);
    let identity = browser.get(&format!("{href}/identity")).await;
    let end = identity.html.split("href=\"").find(|it| it.contains("/addresses/")).unwrap();
    let end = end.split('"').next().unwrap();
    browser.get(end).await.says("End an address");
    browser.post(end, &[("last_day", "1 7 2004")]).await.says("is before the first day");
    let seen = browser.post(end, &[("last_day", "5 9 2004")]).await;
    assert_eq!(seen.status, StatusCode::SEE_OTHER, "{}", seen.text());
    browser.follow(&seen).await.says("From 1 August 2004, until 6 September 2004");
    browser.get(&href).await.never_says("No fixed abode");
}
