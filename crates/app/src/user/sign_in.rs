//! Signing in: one password, a slow hash, a lock after repeated failures.

use std::sync::OnceLock;

use argon2::Argon2;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _, phc};
use domain::Timestamp;
use domain::id::UserId;
use domain::user::{Attempt, LOCK_WINDOW_MINUTES, LOCKED_MINUTES, Outcome, locked_until};
use jiff::SignedDuration;

use super::{User, sql};
use crate::actor::Actor;
use crate::audit::{Event, Verb};
use crate::db::{Row, args, statements};
use crate::error::{AppError, AppResult};
use crate::gate::{App, Rx};

/// How a success and a failure are kept.
const WELCOME: &str = "welcome";
const WRONG: &str = "wrong";

/// What came of an attempt to sign in. Which of the two was wrong is not told.
#[derive(Debug, Clone)]
pub enum SignIn {
    /// Signed in.
    Welcome(Box<User>),
    /// The address or the password is wrong, or the account is closed.
    Wrong,
    /// Too many failures; try again later.
    Locked,
}

statements! {
    INSERT_ATTEMPT = "
        insert into sign_in_attempt (email, attempted_at, attempt_id, outcome)
        values ($1, $2, $3, $4)";

    RECENT = "
        select attempted_at, outcome
          from sign_in_attempt
         where email = $1
           and attempted_at > $2
         order by attempted_at, attempt_id";
}

/// Tries to sign somebody in. Demo accounts open only where `demo` says that this is one.
pub async fn sign_in(
    app: &App,
    email: &str,
    password: &str,
    demo: DemoAccounts,
) -> AppResult<SignIn> {
    let email = email.trim().to_lowercase();
    let now = app.clock().now();
    let (user, attempts) =
        app.read(&Actor::anonymous(), |rx| Box::pin(account(rx, &email, now))).await?;
    if locked_until(&attempts, now).is_some() {
        return Ok(SignIn::Locked);
    }
    let today = crate::clock::london_date(now);
    let open = user.filter(|it| {
        let closed = it.deactivated_on.is_some_and(|day| day <= today);
        !closed && (!it.is_demo || demo == DemoAccounts::Accepted)
    });
    // An address nobody has costs the same time as one somebody has.
    let hash = open.as_ref().map_or_else(decoy, |it| it.password_hash.clone());
    let right = matches(password.to_owned(), hash).await?;
    let Some(user) = open.filter(|_| right) else {
        keep_attempt(app, &email, WRONG).await?;
        return Ok(SignIn::Wrong);
    };
    keep_attempt(app, &email, WELCOME).await?;
    record_entry(app, user.id).await?;
    Ok(SignIn::Welcome(Box::new(user)))
}

/// Whether somebody who has signed in knows their password.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Confirmed {
    /// They do.
    Right,
    /// They do not.
    Wrong,
    /// Too many failures; try again later.
    Locked,
}

/// Asks somebody who has signed in for their password once more. A wrong one counts like one at
/// signing in: a page left open is no way around the lock.
pub(super) async fn confirm_password(
    app: &App,
    user: &User,
    password: &str,
) -> AppResult<Confirmed> {
    let (email, now) = (user.email.as_str(), app.clock().now());
    let (known, attempts) =
        app.read(&Actor::anonymous(), |rx| Box::pin(account(rx, email, now))).await?;
    if locked_until(&attempts, now).is_some() {
        return Ok(Confirmed::Locked);
    }
    let hash = known.map(|it| it.password_hash).unwrap_or_default();
    if matches(password.to_owned(), hash).await? {
        return Ok(Confirmed::Right);
    }
    keep_attempt(app, email, WRONG).await?;
    Ok(Confirmed::Wrong)
}

/// Whether accounts made for a demo may be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DemoAccounts {
    /// This is a demo.
    Accepted,
    /// This is not.
    Refused,
}

/// Hashes a password for storing, with Argon2id and a salt of its own.
pub fn hash_password(password: &str) -> AppResult<String> {
    let hash = Argon2::default()
        .hash_password(password.as_bytes())
        .map_err(|error| AppError::Internal(anyhow::anyhow!("hashing: {error}")))?;
    Ok(hash.to_string())
}

async fn matches(password: String, hash: String) -> AppResult<bool> {
    tokio::task::spawn_blocking(move || {
        let parsed = phc::PasswordHash::new(&hash).ok()?;
        Argon2::default().verify_password(password.as_bytes(), &parsed).ok()
    })
    .await
    .map(|it| it.is_some())
    .map_err(|error| AppError::Internal(error.into()))
}

/// A hash that no password opens, made once.
fn decoy() -> String {
    static DECOY: OnceLock<String> = OnceLock::new();
    DECOY.get_or_init(|| hash_password("no password opens this").unwrap_or_default()).clone()
}

async fn account(
    rx: &mut Rx<'_>,
    email: &str,
    now: Timestamp,
) -> AppResult<(Option<User>, Vec<Attempt>)> {
    let user = sql::find_by_email(rx, email).await?;
    // Older attempts can no longer lock: a lock lasts so long, after a window of so much.
    let minutes = SignedDuration::from_mins(LOCK_WINDOW_MINUTES + LOCKED_MINUTES);
    let since = now.checked_sub(minutes).unwrap_or(now);
    Ok((user, rx.all(RECENT, args![email, since], attempt).await?))
}

fn attempt(row: Row) -> AppResult<Attempt> {
    let outcome = row.key("outcome", |key| match key {
        WELCOME => Some(Outcome::Succeeded),
        WRONG => Some(Outcome::Failed),
        _ => None,
    })?;
    Ok(Attempt { at: row.get("attempted_at")?, outcome })
}

async fn keep_attempt(app: &App, email: &str, outcome: &'static str) -> AppResult<()> {
    let id = app.ids().uuid().to_string();
    app.housekeep(INSERT_ATTEMPT, args![email, app.clock().now(), id, outcome]).await
}

async fn record_entry(app: &App, user: UserId) -> AppResult<()> {
    let actor = app.actor(user).await?;
    app.write(&actor, |tx| {
        Box::pin(async move {
            tx.record(Event::new(Verb::Consultation, "signed_in").about("user", user));
            Ok(())
        })
    })
    .await
}
