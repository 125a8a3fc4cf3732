//! Making accounts and giving roles.

use domain::id::{RoleHoldingId, UserId};
use serde_json::json;

use super::{CreateUser, HoldRole, ManageUsers, sql};
use crate::audit::{Event, Verb};
use crate::error::AppResult;
use crate::gate::{Resource, Tx};

/// Makes an account.
pub async fn create(tx: &mut Tx<'_>, cmd: &CreateUser) -> AppResult<UserId> {
    let permit = tx.permit(&ManageUsers(Resource::System))?;
    let id = tx.id();
    sql::insert(tx, &permit, id, cmd).await?;
    tx.record(Event::new(Verb::Collection, "user_created").about("user", id));
    Ok(id)
}

/// Gives somebody a role.
pub async fn hold_role(tx: &mut Tx<'_>, cmd: &HoldRole) -> AppResult<RoleHoldingId> {
    let permit = tx.permit(&ManageUsers(Resource::System))?;
    let id = tx.id();
    sql::insert_holding(tx, &permit, id, cmd).await?;
    let event = Event::new(Verb::Collection, "role_given")
        .about("user", cmd.user)
        .detail(json!({ "role": cmd.role.key(), "from": cmd.from_on.to_string() }));
    tx.record(event);
    Ok(id)
}
