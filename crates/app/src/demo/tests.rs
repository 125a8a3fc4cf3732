//! The demo is whole, repeatable and obviously invented.

use std::collections::BTreeSet;

use domain::identifier::IdentifierFault;
use domain::user::Role;

use super::chance::Chance;
use super::people::{Wanted, person};
use super::story::{Ending, Left, story};
use super::{Demo, is_empty, make};
use crate::actor::Actor;
use crate::audit::verify;
use crate::testing::each_database;
use crate::user::{DemoAccounts, SignIn, sign_in};

fn now() -> domain::Timestamp {
    "2026-11-22T10:00:00Z".parse().unwrap()
}

#[test]
fn one_seed_always_gives_the_same_chance() {
    let (mut one, mut two) = (Chance::new(7), Chance::new(7));
    let drawn: Vec<u64> = (0..100).map(|_| one.bits()).collect();
    assert!(drawn.iter().all(|it| *it == two.bits()));
    assert_ne!(Chance::new(8).bits(), drawn[0]);
}

#[tokio::test]
async fn a_demo_has_somebody_in_every_role_and_a_whole_trail() {
    each_database(async |app| {
        assert!(is_empty(app).await.unwrap());
        let demo = Demo { seed: 1, people: 51 };
        let accounts = make(app.db(), demo, now()).await.unwrap();
        assert!(!is_empty(app).await.unwrap());
        let roles: BTreeSet<Role> = accounts.iter().map(|it| it.role).collect();
        assert_eq!(roles.len(), Role::ALL.len());
        let trail = app.read(&Actor::system(), |rx| Box::pin(verify(rx))).await.unwrap();
        assert!(trail.is_ok());
    })
    .await;
}

#[tokio::test]
async fn accounts_of_a_demo_open_in_a_demo_and_nowhere_else() {
    let app = crate::testing::TestApp::sqlite().await.unwrap();
    make(app.db(), Demo { seed: 1, people: 0 }, now()).await.unwrap();
    let email = "coordinator.kingsbarrow@throughcare.example";
    let there = sign_in(&app, email, super::PASSWORD, DemoAccounts::Accepted).await.unwrap();
    assert!(matches!(there, SignIn::Welcome(_)));
    let elsewhere = sign_in(&app, email, super::PASSWORD, DemoAccounts::Refused).await.unwrap();
    assert!(matches!(elsewhere, SignIn::Wrong));
}

#[test]
fn invented_people_pass_the_rules_and_their_numbers_carry_the_right_letters() {
    let ids = crate::ids::Ids::sequential();
    let today = jiff::civil::date(2026, 11, 22);
    let mut chance = Chance::new(3);
    for place in 0..300 {
        let wanted = Wanted {
            id: ids.next(),
            on: today,
            is_child: place % 8 == 3,
            in_wales: place % 5 == 0,
            place,
            has_slip: false,
            is_restricted: false,
        };
        let made = person(&mut chance, &wanted).unwrap();
        assert_eq!(made.refusals(today), [], "{}", made.person.name.full());
        for identifier in &made.identifiers {
            assert_eq!(identifier.fault(), None, "{}", identifier.typed());
        }
        let age = made.person.age_on(today).unwrap();
        assert_eq!(age < 18, wanted.is_child, "{age}");
    }
}

#[test]
fn a_slip_is_a_wrong_check_letter_kept_as_it_was_typed() {
    let today = jiff::civil::date(2026, 11, 22);
    let wanted = Wanted {
        id: crate::ids::Ids::sequential().next(),
        on: today,
        is_child: false,
        in_wales: false,
        place: 4,
        has_slip: true,
        is_restricted: false,
    };
    let made = person(&mut Chance::new(3), &wanted).unwrap();
    let fault = made.identifiers[0].fault();
    assert!(matches!(fault, Some(IdentifierFault::WrongCheckLetter { .. })), "{fault:?}");
}

#[test]
fn even_a_small_demo_tells_every_ending() {
    let today = jiff::civil::date(2026, 11, 22);
    let mut chance = Chance::new(1);
    let stories: Vec<_> = (0..50).map(|place| story(&mut chance, place, today)).collect();
    let any = |is: fn(&Ending) -> bool| stories.iter().any(|it| is(&it.ending));
    assert!(any(|it| matches!(it, Ending::Awaiting)));
    assert!(any(|it| matches!(it, Ending::Deferred)));
    assert!(any(|it| matches!(it, Ending::Waiting)));
    assert!(any(|it| matches!(it, Ending::Refused)));
    assert!(any(|it| matches!(it, Ending::Withdrawn)));
    for left in [Left::Not, Left::Proposed, Left::Agreed, Left::AndReturned, Left::Died] {
        let stayed = |it: &Ending| matches!(it, Ending::TakenOn(stay) if stay.left == left);
        assert!(stories.iter().any(|it| stayed(&it.ending)), "{left:?}");
    }
    assert!(stories.iter().all(|it| it.nominated_on < today));
}
