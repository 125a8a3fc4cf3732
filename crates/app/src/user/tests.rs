//! Accounts, roles, passwords and locks.

use domain::Refusal;
use domain::id::UserId;
use domain::user::{HoldingRefusal, Role};
use jiff::civil::date;

use super::{
    Account, CloseAccount, DemoAccounts, EndHolding, HoldRole, SignIn, account, accounts,
    deactivate, end_role, grant_role, hash_checked, keep_session, load_session, sign_in,
};
use crate::error::AppError;
use crate::testing::{PASSWORD, Partnership, each_partnership};

async fn seen(p: &Partnership, user: UserId) -> Account {
    let admin = p.as_(Role::Administrator).await.unwrap();
    p.read(&admin, |rx| Box::pin(account(rx, user))).await.unwrap()
}

fn chair(p: &Partnership) -> HoldRole {
    HoldRole {
        user: p.user(Role::PanelMember),
        role: Role::Chair,
        scheme: Some(p.scheme),
        area: None,
        from_on: date(2004, 9, 6),
        until_on: None,
    }
}

async fn granted(p: &Partnership, by: Role, cmd: &HoldRole) -> Result<(), AppError> {
    let actor = p.as_(by).await?;
    p.write(&actor, |tx| Box::pin(grant_role(tx, cmd))).await.map(drop)
}

#[tokio::test]
async fn a_role_is_given_and_ends_and_reaches_what_it_is_held_over() {
    each_partnership(async |p| {
        granted(p, Role::Administrator, &chair(p)).await.unwrap();
        let user = p.user(Role::PanelMember);
        let actor = p.app.actor(user).await.unwrap();
        assert!(actor.roles_on(&[p.scheme]).contains(&Role::Chair));
        let held = seen(p, user).await.roles;
        let holding = held.iter().find(|it| it.role == Role::Chair).unwrap().id;
        let cmd = &EndHolding { user, holding, on: date(2004, 9, 7) };
        let admin = p.as_(Role::Administrator).await.unwrap();
        p.write(&admin, |tx| Box::pin(end_role(tx, cmd))).await.unwrap();
        p.clock().set("2004-09-07T09:00:00Z".parse().unwrap());
        let actor = p.app.actor(user).await.unwrap();
        assert!(!actor.roles_on(&[p.scheme]).contains(&Role::Chair));
    })
    .await;
}

#[tokio::test]
async fn a_role_is_refused_over_what_it_is_never_held_over_or_twice() {
    each_partnership(async |p| {
        let everywhere = HoldRole { scheme: None, ..chair(p) };
        let refused = granted(p, Role::Administrator, &everywhere).await;
        let Err(AppError::Refused(Refusal::Holding(HoldingRefusal::NotOver { .. }))) = refused
        else {
            panic!("a chair of everything");
        };
        granted(p, Role::Administrator, &chair(p)).await.unwrap();
        let refused = granted(p, Role::Administrator, &chair(p)).await;
        let Err(AppError::Refused(Refusal::Holding(HoldingRefusal::HeldAlready { .. }))) = refused
        else {
            panic!("a chair twice");
        };
    })
    .await;
}

#[tokio::test]
async fn nobody_but_the_administrator_gives_roles_or_sees_the_accounts() {
    each_partnership(async |p| {
        for role in Role::ALL.into_iter().filter(|it| *it != Role::Administrator) {
            let refused = granted(p, role, &chair(p)).await;
            assert!(matches!(refused, Err(AppError::Forbidden(_))), "{role:?}");
            let actor = p.as_(role).await.unwrap();
            let refused = p.read(&actor, |rx| Box::pin(accounts(rx))).await;
            assert!(matches!(refused, Err(AppError::Forbidden(_))), "{role:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_closed_account_no_longer_acts_and_a_stale_closing_is_refused() {
    each_partnership(async |p| {
        let user = p.user(Role::Provider);
        let admin = p.as_(Role::Administrator).await.unwrap();
        let on = date(2004, 9, 6);
        let stale = &CloseAccount { user, version: 7, on };
        let refused = p.write(&admin, |tx| Box::pin(deactivate(tx, stale))).await;
        assert!(matches!(refused, Err(AppError::Stale { .. })));
        let cmd = &CloseAccount { user, version: 1, on };
        p.write(&admin, |tx| Box::pin(deactivate(tx, cmd))).await.unwrap();
        assert!(p.app.actor(user).await.is_err());
    })
    .await;
}

#[tokio::test]
async fn a_lock_ends_a_quarter_of_an_hour_after_the_last_failure() {
    each_partnership(async |p| {
        let email = Partnership::email(Role::Chair);
        let tried = async |password: &str| {
            sign_in(&p.app, &email, password, DemoAccounts::Refused).await.unwrap()
        };
        for _ in 0..5 {
            assert!(matches!(tried("wrong").await, SignIn::Wrong));
        }
        assert!(matches!(tried(PASSWORD).await, SignIn::Locked));
        p.clock().set("2004-09-06T08:44:59Z".parse().unwrap());
        assert!(matches!(tried(PASSWORD).await, SignIn::Locked));
        p.clock().set("2004-09-06T08:45:00Z".parse().unwrap());
        assert!(matches!(tried(PASSWORD).await, SignIn::Welcome(_)));
    })
    .await;
}

#[tokio::test]
async fn a_password_that_is_too_short_or_the_owners_name_is_refused() {
    for password in ["short", "Ana Sampleton"] {
        let refused = hash_checked(password, "Ana Sampleton", "ana@alder.example").await;
        assert!(matches!(refused, Err(AppError::Refused(Refusal::Password(_)))), "{password}");
    }
}

#[tokio::test]
async fn a_session_that_is_used_goes_on_and_an_idle_one_ends() {
    each_partnership(async |p| {
        keep_session(p.app_ref(), "key", "record").await.unwrap();
        for hour in ["2004-09-06T16:00:00Z", "2004-09-06T23:59:00Z"] {
            p.clock().set(hour.parse().unwrap());
            let found = load_session(p.app_ref(), "key").await.unwrap();
            assert_eq!(found.as_deref(), Some("record"), "{hour}");
        }
        p.clock().set("2004-09-07T07:59:00Z".parse().unwrap());
        assert_eq!(load_session(p.app_ref(), "key").await.unwrap(), None);
    })
    .await;
}
