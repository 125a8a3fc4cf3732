//! Records are mended with a version, and what is typed is kept as typed.

use domain::identifier::{Identifier, IdentifierKind};
use domain::person::{NameKind, PersonName, RecordAccess};
use domain::user::Role;
use jiff::civil::date;

use super::{ids, recorded, somebody, with_address};
use crate::error::{AppError, AppResult};
use crate::person::{
    AddIdentifier, AddNote, Amend, File, OldName, Restrict, Search, add_identifier, add_note,
    amend, file, open, restrict,
};
use crate::testing::{Partnership, each_partnership};
use crate::timeline::{Filter, Kind, timeline};

async fn opened(p: &Partnership, role: Role, id: domain::id::PersonId) -> AppResult<File> {
    let actor = p.as_(role).await?;
    p.read(&actor, |rx| Box::pin(file(rx, id, Search::Present, "opened_person"))).await
}

async fn renamed(p: &Partnership, file: &File, surname: &str, old_name: OldName) -> AppResult<()> {
    let actor = p.as_(Role::Coordinator).await?;
    let mut person = file.person.clone();
    person.name = PersonName::parse("Robin", surname, NameKind::Main)?;
    let cmd = Amend { person, old_name, version: file.version };
    p.write(&actor, |tx| Box::pin(amend(tx, &cmd))).await
}

#[tokio::test]
async fn a_person_renamed_is_found_under_both_names_if_the_old_one_was_theirs() {
    each_partnership(async |p| {
        let id = recorded(p, &somebody(p, "Robin", "Oldname")).await.unwrap();
        let file = opened(p, Role::Coordinator, id).await.unwrap();
        renamed(p, &file, "Newname", OldName::Former).await.unwrap();
        for text in ["Oldname", "Newname"] {
            assert_eq!(ids(p, Role::Coordinator, text, Search::Present).await, [id], "{text}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_change_based_on_an_older_version_is_refused() {
    each_partnership(async |p| {
        let id = recorded(p, &somebody(p, "Robin", "Oldname")).await.unwrap();
        let file = opened(p, Role::Coordinator, id).await.unwrap();
        renamed(p, &file, "Newname", OldName::Mistaken).await.unwrap();
        let late = renamed(p, &file, "Othername", OldName::Mistaken).await;
        assert!(matches!(late, Err(AppError::Stale { .. })), "{late:?}");
        assert!(ids(p, Role::Coordinator, "Oldname", Search::Present).await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_number_with_a_wrong_letter_is_kept_as_typed_and_not_twice() {
    each_partnership(async |p| {
        let id = recorded(p, &with_address(somebody(p, "A", "B"), "NFA")).await.unwrap();
        let actor = p.as_(Role::Coordinator).await.unwrap();
        let identifier = Identifier::parse(IdentifierKind::Pnc, "2003/1234567A", 2004);
        let cmd = AddIdentifier { person: id, identifier, source: None };
        p.write(&actor, |tx| Box::pin(add_identifier(tx, &cmd))).await.unwrap();
        let again = p.write(&actor, |tx| Box::pin(add_identifier(tx, &cmd))).await;
        assert!(matches!(again, Err(AppError::Refused(_))), "{again:?}");
        let file = opened(p, Role::Coordinator, id).await.unwrap();
        let kept = file.identifiers.first().unwrap();
        assert_eq!(kept.shown(), "2003/1234567A");
        assert!(kept.canonical.is_none() && kept.read(2004).fault().is_some());
        let address = file.addresses.unwrap().remove(0);
        assert_eq!(address.abode, domain::person::Abode::NoFixedAbode);
    })
    .await;
}

#[tokio::test]
async fn a_restricted_record_closes_to_those_it_is_not_for() {
    each_partnership(async |p| {
        let id = recorded(p, &somebody(p, "Robin", "Testwood")).await.unwrap();
        assert!(opened(p, Role::PoliceOfficer, id).await.is_ok());
        let actor = p.as_(Role::Chair).await.unwrap();
        let cmd = Restrict { person: id, access: RecordAccess::Restricted, version: 1 };
        p.write(&actor, |tx| Box::pin(restrict(tx, &cmd))).await.unwrap();
        let police = opened(p, Role::PoliceOfficer, id).await;
        assert!(matches!(police, Err(AppError::Hidden)));
        assert!(opened(p, Role::OffenderManager, id).await.is_ok());
        assert!(ids(p, Role::PoliceOfficer, "Testwood", Search::Present).await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_long_note_of_any_characters_is_kept_exactly_and_only_for_those_who_may_read_it() {
    each_partnership(async |p| {
        let id = recorded(p, &somebody(p, "Robin", "Testwood")).await.unwrap();
        let actor = p.as_(Role::OffenderManager).await.unwrap();
        let mut note = "<script>alert(1)</script>'; drop table person; --\r\n".repeat(100);
        note.push_str(&"é".repeat(1_000_000));
        let happened_on = date(2004, 9, 5);
        let cmd = AddNote { person: id, happened_on, note: note.clone() };
        p.write(&actor, |tx| Box::pin(add_note(tx, &cmd))).await.unwrap();
        let read = async |role, filter: Filter| {
            let actor = p.as_(role).await.unwrap();
            let entries = p.read(&actor, |rx| {
                Box::pin(async move {
                    let opened = open(rx, id, Search::Present, "opened_timeline").await?;
                    timeline(rx, &opened, &filter).await
                })
            });
            entries.await.unwrap()
        };
        let entries = read(Role::Coordinator, Filter::default()).await;
        let kinds: Vec<Kind> = entries.iter().map(|it| it.kind).collect();
        assert_eq!(kinds, [Kind::Note], "what the program wrote is shown only on request");
        assert_eq!(entries[0].text.as_deref(), Some(note.as_str()));
        let changed = Filter { kinds: vec![Kind::Changed], keyword: None };
        assert_eq!(read(Role::Coordinator, changed).await.len(), 1);
        let other = Filter { kinds: Vec::new(), keyword: Some("not in it".to_owned()) };
        assert_eq!(read(Role::Coordinator, other).await.len(), 0);
    })
    .await;
}
