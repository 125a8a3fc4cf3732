//! The demo is whole, repeatable and obviously invented.

use std::collections::BTreeSet;

use domain::user::Role;

use super::chance::Chance;
use super::{Demo, is_empty, make};
use crate::actor::Actor;
use crate::audit::verify;
use crate::testing::{each_database, test_instant};
use crate::user::{DemoAccounts, SignIn, sign_in};

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
        let demo = Demo { seed: 1, people: 12 };
        let accounts = make(app.db(), demo, test_instant()).await.unwrap();
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
    make(app.db(), Demo { seed: 1, people: 0 }, test_instant()).await.unwrap();
    let email = "coordinator.kingsbarrow@throughcare.example";
    let there = sign_in(&app, email, super::PASSWORD, DemoAccounts::Accepted).await.unwrap();
    assert!(matches!(there, SignIn::Welcome(_)));
    let elsewhere = sign_in(&app, email, super::PASSWORD, DemoAccounts::Refused).await.unwrap();
    assert!(matches!(elsewhere, SignIn::Wrong));
}
