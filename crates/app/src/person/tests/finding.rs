//! Search forgives how things are typed.

use domain::identifier::IdentifierKind;
use domain::person::{NameKind, PersonName};
use domain::user::Role;

use super::{found, ids, recorded, somebody, with_identifier};
use crate::person::{Likeness, Search, find_possible};
use crate::testing::{Partnership, each_partnership};

/// Whether a search by the coordinator finds this person and nobody else.
async fn check(p: &Partnership, text: &str, person: domain::id::PersonId) {
    let seen = ids(p, Role::Coordinator, text, Search::Present).await;
    assert_eq!(seen, [person], "{text:?} on {}", p.db().name());
}

#[tokio::test]
async fn names_are_found_however_they_are_typed() {
    each_partnership(async |p| {
        let mut owain = somebody(p, "Siôn Owain", "ap Gwilym-Hughes");
        owain
            .person
            .other_names
            .push(PersonName::parse("Shonny", "O'Marrow", NameKind::Alias).unwrap());
        let owain = recorded(p, &owain).await.unwrap();
        recorded(p, &somebody(p, "Peter", "Quillfeather")).await.unwrap();
        for text in [
            "gwilym",
            "ap gwilym",
            "GWILYM hughes",
            "sion",
            "Siôn",
            "hughes",
            "gwilym-hughes",
            "omarrow",
            "o'marrow",
            "O’Marrow",
            "Gwilim",
            "Gwylim",
            "Hugehs",
            "Gwil 1/5/80",
        ] {
            check(p, text, owain).await;
        }
    })
    .await;
}

#[tokio::test]
async fn numbers_are_found_with_or_without_slashes_and_each_line_by_itself() {
    each_partnership(async |p| {
        let cmd = somebody(p, "Robin", "Testwood");
        let cmd = with_identifier(cmd, IdentifierKind::PrisonNumber, "A1234BC");
        let robin = recorded(p, &with_identifier(cmd, IdentifierKind::Crn, "X123456")).await;
        let robin = robin.unwrap();
        let cmd = somebody(p, "Kim", "Sampleton");
        let kim = recorded(p, &with_identifier(cmd, IdentifierKind::Crn, "X654321")).await;
        for text in ["A1234BC", "a1234bc", "A1234 BC", "x123456"] {
            check(p, text, robin).await;
        }
        let lines = "X654321\r\n\r\nA1234BC\r\nX999999\r\n";
        let seen = found(p, Role::Coordinator, lines, Search::Present).await;
        let hits: Vec<Vec<_>> =
            seen.iter().map(|it| it.hits.iter().map(|it| it.id).collect()).collect();
        assert_eq!(hits, [vec![kim.unwrap()], vec![robin], vec![]]);
    })
    .await;
}

#[tokio::test]
async fn a_number_that_is_not_well_formed_is_found_as_typed_and_joins_nobody() {
    each_partnership(async |p| {
        let cmd = with_identifier(somebody(p, "Lee", "Mockford"), IdentifierKind::Pnc, "03/9A");
        let lee = recorded(p, &cmd).await.unwrap();
        let other = with_identifier(somebody(p, "Ann", "Noother"), IdentifierKind::Pnc, "03/9A");
        let coordinator = p.as_(Role::Coordinator).await.unwrap();
        let possible =
            p.read(&coordinator, |rx| Box::pin(find_possible(rx, &other))).await.unwrap();
        assert!(possible.is_empty(), "{possible:?}");
        check(p, "Mockford", lee).await;
    })
    .await;
}

#[tokio::test]
async fn somebody_about_to_be_recorded_is_compared_with_those_who_are() {
    each_partnership(async |p| {
        let cmd = somebody(p, "Stephen John", "Llewellyn");
        let cmd = with_identifier(cmd, IdentifierKind::PrisonNumber, "A1234BC");
        let stephen = recorded(p, &cmd).await.unwrap();
        let coordinator = p.as_(Role::Coordinator).await.unwrap();
        let possible = async |cmd| {
            let found = p.read(&coordinator, |rx| Box::pin(find_possible(rx, &cmd))).await;
            found.unwrap().into_iter().map(|it| (it.hit.id, it.likeness)).collect::<Vec<_>>()
        };
        let same_number =
            with_identifier(somebody(p, "Any", "Body"), IdentifierKind::PrisonNumber, "a1234bc");
        assert_eq!(possible(same_number).await, [(stephen, Likeness::Certain)]);
        let alike = somebody(p, "Steven", "Llywelyn");
        assert_eq!(possible(alike).await, [(stephen, Likeness::Possible)]);
        let mut born_otherwise = somebody(p, "Steven", "Llywelyn");
        born_otherwise.person.born = Some(jiff::civil::date(1971, 11, 23));
        assert_eq!(possible(born_otherwise).await, []);
        assert_eq!(possible(somebody(p, "Steven", "Quillfeather")).await, []);
    })
    .await;
}
