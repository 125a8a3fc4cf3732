//! Nominations as a browser makes them.

use app::testing::Partnership;
use axum::http::StatusCode;
use domain::id::PersonId;
use domain::person::{Ethnicity, NameKind, Person, PersonName, RecordAccess, RecordPerson, Sex};
use domain::user::Role;
use jiff::civil::date;

use crate::browser::{Browser, Seen};

/// Somebody recorded by the scheme's coordinator, born in 1980.
pub(crate) async fn somebody(p: &Partnership) -> PersonId {
    let coordinator = p.as_(Role::Coordinator).await.unwrap();
    let scheme = p.scheme;
    let cmd = &RecordPerson {
        person: Person {
            id: p.ids().next(),
            name: PersonName::parse("Bo", "Sampleton", NameKind::Main).unwrap(),
            other_names: Vec::new(),
            born: Some(date(1980, 5, 1)),
            died_on: None,
            sex: Sex::Male,
            ethnicity: Ethnicity::NotStated,
            access: RecordAccess::Ordinary,
        },
        identifiers: Vec::new(),
        addresses: Vec::new(),
        custody: None,
    };
    p.write(&coordinator, |tx| Box::pin(app::person::record(tx, scheme, cmd))).await.unwrap()
}

const HOSTILE: &str = "<script>alert(1)</script>'; drop table person; -- {{ x }}";

/// What a whole form holds.
fn typed<'a>(person: &'a str, once: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("person", person),
        ("once", once),
        ("pieces", "2"),
        ("strand", "catch_and_convict"),
        ("reasons", HOSTILE),
        ("evidence-0-kind", "conviction"),
        ("evidence-0-detail", "burglary_dwelling"),
        ("evidence-0-happened_on", "1 July 2004"),
        ("evidence-0-what", "Taken at night"),
        ("evidence-0-source", "Crime 1"),
        ("evidence-0-verified_on", "1 8 2004"),
        ("evidence-1-kind", "intelligence"),
        ("evidence-1-detail", "robbery"),
        ("evidence-1-what", "Said to rob"),
        ("evidence-1-source", "Log 7"),
        ("mappa", "not_known"),
        ("mappa_who", "The coordinator"),
        ("mappa_by", "20 September 2004"),
    ]
}

/// The form with one field sent differently.
fn but<'a>(
    fields: &[(&'a str, &'a str)],
    name: &'a str,
    value: &'a str,
) -> Vec<(&'a str, &'a str)> {
    let kept = fields.iter().copied().filter(|(it, _)| *it != name);
    kept.chain([(name, value)]).collect()
}

/// Nominates somebody and gives the address of the nomination.
pub(crate) async fn nominated(p: &Partnership, browser: &mut Browser) -> String {
    let person = somebody(p).await.to_string();
    let path = format!("/schemes/{}/nominations", p.scheme);
    let seen = browser.post(&path, &typed(&person, "once-1")).await;
    assert_eq!(seen.status, StatusCode::SEE_OTHER, "{}", seen.text());
    seen.location.unwrap()
}

async fn checked(p: &Partnership, browser: &mut Browser, fields: &[(&str, &str)]) -> Seen {
    browser.post(&format!("/schemes/{}/nominations/new", p.scheme), fields).await
}

#[tokio::test]
async fn a_person_is_nominated_after_the_answers_are_checked_rr04_a2() {
    let p = Partnership::sqlite().await.unwrap();
    let person = somebody(&p).await.to_string();
    let mut browser = Browser::of(&p, Role::PoliceOfficer).await;
    let path = format!("/schemes/{}/nominations/new", p.scheme);
    browser.get(&path).await.says("Search first");
    let form = browser.get(&format!("{path}?person={person}")).await;
    form.says("Bo Sampleton").says("Catch and Convict");
    let fields = typed(&person, "one");
    let more = checked(&p, &mut browser, &but(&fields, "step", "add")).await;
    more.says("Evidence 3");
    let check = checked(&p, &mut browser, &but(&fields, "step", "check")).await;
    check.says("Check your answers").says("Conviction: Burglary of a home");
    check.never_says("<script>alert(1)");
    let path = format!("/schemes/{}/nominations", p.scheme);
    let done = browser.post(&path, &fields).await;
    let page = browser.follow(&done).await;
    page.says("The nomination is before the panel").says("Awaiting decision since");
    page.says("The coordinator finds out by").says("&lt;script&gt;alert(1)");
    browser.get("/nominations").await.says("Sampleton, Bo");
    browser.get("/nominations?list=mine").await.says("Sampleton, Bo");
    // The second arrival of the same form changes nothing and leads to the same place.
    let again = browser.post(&path, &fields).await;
    assert_eq!(again.location, done.location);
    let other = browser.post(&path, &but(&fields, "once", "two")).await;
    other.says("There is a problem").says("was nominated on 6 September 2004");
}

#[tokio::test]
async fn everything_wrong_is_said_at_once_and_nothing_typed_is_lost() {
    let p = Partnership::sqlite().await.unwrap();
    let person = somebody(&p).await.to_string();
    let mut browser = Browser::of(&p, Role::Coordinator).await;
    let fields = typed(&person, "one");
    let seen = checked(&p, &mut browser, &[("person", &person), ("mappa", "yes")]).await;
    for problem in ["Choose a strand", "Say why this person", "Choose the category"] {
        seen.says(problem);
    }
    let wrong = but(&fields, "evidence-0-detail", "positive");
    let seen = checked(&p, &mut browser, &wrong).await;
    seen.says("Choose the detail that belongs to this kind of evidence").says("Taken at night");
    let long = "x".repeat(2 * 1024 * 1024);
    let seen = checked(&p, &mut browser, &but(&fields, "reasons", &long)).await;
    seen.says("This has 2097152 characters. Use 20000 or fewer");
    assert!(seen.html.len() > long.len());
}

#[tokio::test]
async fn what_the_rules_refuse_is_said_beside_what_mends_it() {
    let p = Partnership::sqlite().await.unwrap();
    let person = somebody(&p).await.to_string();
    let mut browser = Browser::of(&p, Role::Coordinator).await;
    let path = format!("/schemes/{}/nominations", p.scheme);
    let fields = typed(&person, "one");
    let only: Vec<_> =
        fields.iter().copied().filter(|(it, _)| !it.starts_with("evidence-0")).collect();
    browser.post(&path, &only).await.says("Intelligence alone does not carry a nomination");
    let none: Vec<_> = only.iter().copied().filter(|(it, _)| !it.starts_with("evid")).collect();
    browser.post(&path, &none).await.says("this has 0 pieces and needs at least 1");
    let young = but(&fields, "strand", "prevent_and_deter");
    browser.post(&path, &young).await.says("Choose a strand that is in use today");
    p.clock().set("2004-09-10T09:00:00Z".parse().unwrap());
    let mut browser = Browser::of(&p, Role::Coordinator).await;
    browser.post(&path, &young).await.says("This strand does not take somebody aged 24");
    let future = but(&fields, "evidence-0-known_on", "1 June 2004");
    browser.post(&path, &future).await.says("cannot become known before it happened");
}

#[tokio::test]
async fn intelligence_and_mappa_are_left_out_for_roles_that_may_not_see_them() {
    let p = Partnership::sqlite().await.unwrap();
    let mut police = Browser::of(&p, Role::PoliceOfficer).await;
    let page = nominated(&p, &mut police).await;
    police.get(&page).await.says("Intelligence: Robbery").says("Said to rob");
    let mut manager = Browser::of(&p, Role::OffenderManager).await;
    manager.get(&page).await.says("is not shown to your role").never_says("Said to rob");
    let mut provider = Browser::of(&p, Role::Provider).await;
    let seen = provider.get(&page).await;
    seen.never_says("Taken at night").never_says("MAPPA").never_says("Score");
    for role in [Role::Analyst, Role::Administrator] {
        let mut browser = Browser::of(&p, role).await;
        assert_eq!(browser.get(&page).await.status, StatusCode::NOT_FOUND);
        let path = format!("/schemes/{}/nominations", p.scheme);
        let seen = browser.post(&path, &typed("not-a-key", "one")).await;
        assert_eq!(seen.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn a_nomination_is_added_to_withdrawn_and_a_stale_answer_shows_both_versions() {
    let p = Partnership::sqlite().await.unwrap();
    let mut browser = Browser::of(&p, Role::Coordinator).await;
    let page = nominated(&p, &mut browser).await;
    let mappa = format!("{page}/mappa");
    browser.post(&mappa, &[("version", "1")]).await.says("Say whether the person is managed");
    let answer = [("version", "1"), ("mappa", "no")];
    let done = browser.post(&mappa, &answer).await;
    browser.follow(&done).await.says("Not managed under MAPPA");
    let stale = browser.post(&mappa, &answer).await;
    stale.says("Somebody else changed this first").says("Not managed under MAPPA");
    let evidence = [
        ("version", "2"),
        ("once", "e"),
        ("evidence-0-kind", "agency_report"),
        ("evidence-0-what", "Seen with stolen goods"),
        ("evidence-0-source", "Minutes"),
    ];
    let done = browser.post(&format!("{page}/evidence"), &evidence).await;
    browser.follow(&done).await.says("Seen with stolen goods");
    let withdrawal = format!("{page}/withdrawal");
    browser.post(&withdrawal, &[("version", "3")]).await.says("Say why it is withdrawn");
    let why = [("version", "3"), ("once", "w"), ("reasons", "Moved away")];
    let done = browser.post(&withdrawal, &why).await;
    browser.follow(&done).await.says("The nomination is withdrawn").never_says("Sampleton");
    browser.get(&page).await.says("Moved away").says("Withdrawn on 6 September 2004");
    let again = [("version", "4"), ("once", "v"), ("reasons", "Again")];
    browser.post(&withdrawal, &again).await.says("was withdrawn on 6 September 2004");
}
