//! Making and closing accounts, giving and ending roles.

use domain::Date;
use domain::id::{AgencyId, Id as _, RoleHoldingId, UserId};
use domain::user::{self, Deactivate, EndRole, GrantRole, check_password};
use serde_json::json;

use super::{CreateUser, HoldRole, ManageUsers, User, accounts, hash_password, sql};
use crate::area;
use crate::audit::{Event, Verb};
use crate::error::{AppError, AppResult, What, on_newest};
use crate::gate::{Resource, Tx};

/// Close an account.
#[derive(Debug, Clone, Copy)]
pub struct CloseAccount {
    /// Whose.
    pub user: UserId,
    /// The version that this is based on.
    pub version: i64,
    /// The first day on which they can no longer sign in.
    pub on: Date,
}

/// Give an account a new password.
#[derive(Debug, Clone)]
pub struct NewPassword {
    /// Whose.
    pub user: UserId,
    /// The version that this is based on.
    pub version: i64,
    /// From [`hash_checked`].
    pub password_hash: String,
}

/// End a role that somebody holds.
#[derive(Debug, Clone, Copy)]
pub struct EndHolding {
    /// Who holds it.
    pub user: UserId,
    /// The holding.
    pub holding: RoleHoldingId,
    /// The first day without it.
    pub on: Date,
}

/// Makes an account.
pub async fn create(tx: &mut Tx<'_>, cmd: &CreateUser) -> AppResult<UserId> {
    let permit = tx.permit(&ManageUsers(Resource::System))?;
    let id = tx.id();
    sql::insert(tx, &permit, id, cmd).await?;
    tx.record(Event::new(Verb::Collection, "user_created").about("user", id));
    Ok(id)
}

/// Checks a password against the rules and hashes it, away from the threads that serve.
pub async fn hash_checked(password: &str, name: &str, email: &str) -> AppResult<String> {
    check_password(password, name, email)?;
    let password = password.to_owned();
    tokio::task::spawn_blocking(move || hash_password(&password))
        .await
        .map_err(|error| AppError::Internal(error.into()))?
}

/// Closes an account from a day on. Sessions still open end with the next request.
pub async fn deactivate(tx: &mut Tx<'_>, cmd: &CloseAccount) -> AppResult<UserId> {
    let permit = tx.permit(&ManageUsers(Resource::System))?;
    let account = sql::find(tx, cmd.user).await?;
    on_newest(What::User, cmd.version, account.version)?;
    Deactivate { on: cmd.on }.decide(&as_known(&account), tx.today())?;
    sql::deactivate(tx, &permit, (cmd.user, cmd.version), cmd.on).await?;
    let event = Event::new(Verb::Alteration, "user_deactivated")
        .about("user", cmd.user)
        .detail(json!({ "on": cmd.on.to_string() }));
    tx.record(event);
    Ok(cmd.user)
}

/// Gives an account a new password.
pub async fn set_password(tx: &mut Tx<'_>, cmd: &NewPassword) -> AppResult<UserId> {
    let permit = tx.permit(&ManageUsers(Resource::System))?;
    sql::set_password(tx, &permit, (cmd.user, cmd.version), &cmd.password_hash).await?;
    tx.record(Event::new(Verb::Alteration, "user_password_set").about("user", cmd.user));
    Ok(cmd.user)
}

/// Gives somebody a role, from today or a day ahead.
pub async fn grant_role(tx: &mut Tx<'_>, cmd: &HoldRole) -> AppResult<RoleHoldingId> {
    let today = tx.today();
    grant_from(tx, cmd, today).await
}

/// Gives somebody a role from any day: what was so before the installation was is loaded with
/// the days on which it began.
pub async fn hold_role(tx: &mut Tx<'_>, cmd: &HoldRole) -> AppResult<RoleHoldingId> {
    grant_from(tx, cmd, cmd.from_on).await
}

async fn grant_from(tx: &mut Tx<'_>, cmd: &HoldRole, earliest: Date) -> AppResult<RoleHoldingId> {
    let permit = tx.permit(&ManageUsers(Resource::System))?;
    let user = sql::find(tx, cmd.user).await?;
    let id = tx.id();
    let grant = GrantRole {
        id,
        user: cmd.user,
        role: cmd.role,
        agency: agency_of(&user),
        over: cmd.over(),
        dates: (cmd.from_on, cmd.until_on),
    };
    let tree = area::tree(tx).await?;
    let held: Vec<user::Holding> = accounts::holdings(tx, &user).await?;
    grant.decide(&tree, &held, earliest)?;
    sql::insert_holding(tx, &permit, id, cmd).await?;
    let event = Event::new(Verb::Collection, "role_given")
        .about("user", cmd.user)
        .detail(json!({ "role": cmd.role.key(), "from": cmd.from_on.to_string() }));
    tx.record(event);
    Ok(id)
}

/// Ends a role, today or on a day ahead.
pub async fn end_role(tx: &mut Tx<'_>, cmd: &EndHolding) -> AppResult<UserId> {
    let permit = tx.permit(&ManageUsers(Resource::System))?;
    let user = sql::find(tx, cmd.user).await?;
    let held = accounts::holdings(tx, &user).await?;
    let holding = held.iter().find(|it| it.id == cmd.holding);
    let holding = holding.ok_or(AppError::NotFound(What::User))?;
    EndRole { on: cmd.on }.decide(holding, tx.today())?;
    sql::end_holding(tx, &permit, cmd.holding, cmd.on).await?;
    let event = Event::new(Verb::Alteration, "role_ended")
        .about("user", cmd.user)
        .detail(json!({ "role": holding.role.key(), "on": cmd.on.to_string() }));
    tx.record(event);
    Ok(cmd.user)
}

/// The agency for which somebody holds their roles. Whoever sets up an installation has none
/// yet; the key is compared and never stored.
pub(super) fn agency_of(user: &User) -> AgencyId {
    user.agency.unwrap_or_else(|| AgencyId::from_uuid(uuid::Uuid::nil()))
}

fn as_known(user: &User) -> user::User {
    user::User {
        id: user.id,
        name: user.name.clone(),
        email: user.email.clone(),
        language: user.language,
        deactivated_on: user.deactivated_on,
    }
}
