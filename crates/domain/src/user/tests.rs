//! Users, their roles, passwords and locks.

mod holding;
mod lockout;
mod password;

use uuid::Uuid;

use super::*;
use crate::area::tests::day;
use crate::id::Id;

fn user(deactivated_on: Option<Date>) -> User {
    User {
        id: UserId::from_uuid(Uuid::from_u128(7)),
        name: "Ana Invented".to_owned(),
        email: "ana.invented@police.example".to_owned(),
        language: Language::Welsh,
        deactivated_on,
    }
}

#[test]
fn a_deactivated_user_can_no_longer_sign_in_from_the_day_on() {
    let leaver = user(Some(day(2006, 5, 1)));
    assert!(leaver.is_active_on(day(2006, 4, 30)));
    assert!(!leaver.is_active_on(day(2006, 5, 1)));
    assert!(user(None).is_active_on(day(2030, 1, 1)));
}

#[test]
fn a_leaving_date_is_set_ahead_and_brought_forward_but_not_put_back() {
    let today = day(2006, 4, 1);
    let set = |on, before| {
        let user = Deactivate { on }.decide(&user(before), today);
        user.map(|it| it.deactivated_on)
    };
    let may = day(2006, 5, 1);
    assert_eq!(set(may, None), Ok(Some(may)));
    assert_eq!(set(today, Some(may)), Ok(Some(today)));
    let already = Err(DeactivateRefusal::AlreadySet { on: may });
    assert_eq!(set(day(2006, 6, 1), Some(may)), already);
    let past = day(2006, 3, 31);
    assert_eq!(set(past, None), Err(DeactivateRefusal::InThePast { on: past }));
}

#[test]
fn a_user_printed_for_debugging_shows_no_name_and_no_address() {
    let printed = format!("{:?}", user(None));
    assert!(!printed.contains("Ana") && !printed.contains("police"), "{printed}");
}

#[test]
fn every_word_stored_is_read_back() {
    assert!(Language::ALL.into_iter().all(|it| Language::from_key(it.key()) == Some(it)));
    assert!(Category::ALL.into_iter().all(|it| Category::from_key(it.key()) == Some(it)));
    assert!(Role::ALL.into_iter().all(|it| Role::from_key(it.key()) == Some(it)));
    assert_eq!(Category::from_key("postcode"), None);
}

#[test]
fn there_are_fifteen_categories_of_information_each_with_its_own_word() {
    let words: std::collections::BTreeSet<_> =
        Category::ALL.into_iter().map(Category::key).collect();
    assert_eq!(words.len(), 15);
}
