//! What lists show is what may be opened, for every role; whom a scheme removed is nowhere.

use domain::Date;
use domain::id::PersonId;
use domain::identifier::IdentifierKind;
use domain::person::RecordAccess;
use domain::user::Role;
use jiff::civil::date;

use super::{ids, recorded, registered, somebody, with_identifier};
use crate::audit::{TrailFilter, trail};
use crate::error::AppError;
use crate::gate::Resource;
use crate::person::{OpenPerson, Search, file, find_possible, standing};
use crate::testing::{Partnership, each_partnership};

/// People of every situation, all called Hazelmere: adult, child, restricted, restricted child,
/// without a birth date, removed, and of another scheme.
async fn people(p: &Partnership) -> Vec<PersonId> {
    let mut made = Vec::new();
    let births: [(Option<Date>, RecordAccess); 6] = [
        (Some(date(1980, 5, 1)), RecordAccess::Ordinary),
        (Some(date(1990, 5, 1)), RecordAccess::Ordinary),
        (Some(date(1980, 5, 1)), RecordAccess::Restricted),
        (Some(date(1990, 5, 1)), RecordAccess::Restricted),
        (None, RecordAccess::Ordinary),
        (Some(date(1986, 9, 6)), RecordAccess::Ordinary),
    ];
    for (born, access) in births {
        for ended_on in [None, Some(date(2004, 9, 1))] {
            let mut cmd = somebody(p, "Test", "Hazelmere");
            (cmd.person.born, cmd.person.access) = (born, access);
            let id = recorded(p, &cmd).await.unwrap();
            registered(p, id, p.scheme, ended_on).await;
            made.push(id);
        }
    }
    let elsewhere = recorded(p, &somebody(p, "Test", "Hazelmere")).await.unwrap();
    registered(p, elsewhere, p.scheme, Some(date(2004, 9, 1))).await;
    registered(p, elsewhere, p.other_scheme, None).await;
    made.push(elsewhere);
    made
}

#[tokio::test]
async fn every_row_of_a_search_may_be_opened_and_nobody_who_may_is_missing() {
    each_partnership(async |p| {
        let people = people(p).await;
        for role in Role::ALL {
            let actor = p.as_(role).await.unwrap();
            let mut may = Vec::new();
            for id in &people {
                let id = *id;
                let standing = p.read(&actor, |rx| Box::pin(standing(rx, id))).await.unwrap();
                let open = OpenPerson(Resource::Person(standing));
                let permitted =
                    p.read(&actor, |rx| Box::pin(async move { Ok(rx.may(&open)) })).await;
                if permitted.unwrap() {
                    may.push(id);
                }
            }
            let mut listed = ids(p, role, "hazelmere", Search::Present).await;
            listed.sort_unstable();
            may.sort_unstable();
            assert_eq!(listed, may, "{role:?} on {}", p.db().name());
        }
    })
    .await;
}

#[tokio::test]
async fn whom_a_scheme_removed_is_found_by_nobody_unless_removed_people_are_asked_for() {
    each_partnership(async |p| {
        let cmd = somebody(p, "Gone", "Larchfield");
        let cmd = with_identifier(cmd, IdentifierKind::Crn, "X123456");
        let gone = recorded(p, &cmd).await.unwrap();
        registered(p, gone, p.scheme, Some(date(2004, 9, 1))).await;
        for role in Role::ALL {
            for text in ["larchfield", "X123456", "1/5/1980", "larchfeild"] {
                let seen = ids(p, role, text, Search::Present).await;
                assert!(seen.is_empty(), "{role:?} finds them by {text}");
            }
            let actor = p.as_(role).await.unwrap();
            let opened = p
                .read(&actor, |rx| Box::pin(file(rx, gone, Search::Present, "opened_person")))
                .await;
            assert!(matches!(opened, Err(AppError::Hidden)), "{role:?} opens them");
            let asked = ids(p, role, "larchfield", Search::PresentAndRemoved).await;
            let answers =
                [Role::Coordinator, Role::Chair, Role::DataProtectionOfficer].contains(&role);
            assert_eq!(!asked.is_empty(), answers, "{role:?} asks for them");
            let which = Search::PresentAndRemoved;
            let opened =
                p.read(&actor, |rx| Box::pin(file(rx, gone, which, "opened_person"))).await;
            assert_eq!(opened.is_ok(), answers, "{role:?} opens them, asking");
        }
    })
    .await;
}

#[tokio::test]
async fn asking_for_removed_people_is_in_the_trail() {
    each_partnership(async |p| {
        let coordinator = p.as_(Role::Coordinator).await.unwrap();
        ids(p, Role::Coordinator, "nobody", Search::PresentAndRemoved).await;
        let filter =
            TrailFilter { event: Some("searched_removed".to_owned()), ..TrailFilter::default() };
        let entries = p.read(&coordinator, |rx| Box::pin(trail(rx, &filter))).await.unwrap();
        assert_eq!(entries.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_return_to_the_scheme_finds_the_earlier_record_by_its_number() {
    each_partnership(async |p| {
        let cmd = with_identifier(somebody(p, "Back", "Again"), IdentifierKind::Crn, "X123456");
        let earlier = recorded(p, &cmd).await.unwrap();
        registered(p, earlier, p.scheme, Some(date(2004, 9, 1))).await;
        let again = with_identifier(somebody(p, "Bac", "Agen"), IdentifierKind::Crn, "x123456");
        for (role, finds) in [(Role::Coordinator, true), (Role::PoliceOfficer, false)] {
            let actor = p.as_(role).await.unwrap();
            let possible = p.read(&actor, |rx| Box::pin(find_possible(rx, &again))).await.unwrap();
            assert_eq!(possible.iter().any(|it| it.hit.id == earlier), finds, "{role:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_role_on_one_scheme_opens_no_restricted_record_of_another() {
    each_partnership(async |p| {
        let mut cmd = somebody(p, "Test", "Hazelmere");
        cmd.person.access = RecordAccess::Restricted;
        let id = recorded(p, &cmd).await.unwrap();
        registered(p, id, p.scheme, Some(date(2004, 9, 1))).await;
        registered(p, id, p.other_scheme, None).await;
        // The coordinator of Alderton is a panel member of Birchford besides.
        let sql = "
            insert into role_holding (role_holding_id, user_id, role, scheme_id, from_on)
            values ($1, $2, 'panel_member', $3, '2004-08-01')";
        let holding = p.ids().uuid().to_string();
        let args = crate::db::args![holding, p.user(Role::Coordinator), p.other_scheme];
        p.housekeep(sql, args).await.unwrap();
        let seen = ids(p, Role::Coordinator, "hazelmere", Search::Present).await;
        assert!(seen.is_empty());
    })
    .await;
}
