//! Those who sign in: accounts, roles, signing in, drafts and sessions.

mod account;
pub(crate) mod accounts;
pub(crate) mod draft;
mod own;
pub(crate) mod session;
pub(crate) mod sign_in;
pub(crate) mod sql;
#[cfg(test)]
mod tests;

use domain::id::{AgencyId, AreaId, RoleHoldingId, SchemeId, UserId};
use domain::user::{Language, Over, Role};
use domain::{Date, Timestamp};

use crate::actor::Actor;
use crate::error::{AppError, AppResult, What};
use crate::gate::{Rx, actions};

pub use account::{
    CloseAccount, EndHolding, NewPassword, create, deactivate, end_role, grant_role, hash_checked,
    hold_role, set_password,
};
pub use accounts::{Account, HeldRole, account, accounts};
pub use draft::{
    About, Begun, DRAFT_DAYS, Draft, DraftForm, DraftKey, discard_draft, draft, drafts, keep_draft,
};
pub use own::{change_password, choose_language};
pub use session::{drop_session, keep_session, load_session};
pub use sign_in::{Confirmed, DemoAccounts, SignIn, hash_password, sign_in};

actions! {
    /// Make accounts, give and end roles.
    ManageUsers = "manage_users";
    /// Choose the language of one's own pages and one's own password.
    KeepOwnAccount = "keep_own_account";
}

/// Somebody who signs in.
#[derive(Debug, Clone)]
pub struct User {
    /// Their key.
    pub id: UserId,
    /// The address they sign in with, in lower case.
    pub email: String,
    /// Their name as colleagues know it.
    pub name: String,
    /// The agency they work for.
    pub agency: Option<AgencyId>,
    pub(crate) password_hash: String,
    /// When the password was last changed: a session begun with another one has ended.
    pub password_changed_at: Timestamp,
    /// The language of their pages.
    pub language: Language,
    /// An account of a demo, which no other installation accepts.
    pub is_demo: bool,
    /// The day from which they may no longer sign in.
    pub deactivated_on: Option<Date>,
    /// The version of the account.
    pub version: i64,
}

/// Make an account.
#[derive(Debug, Clone)]
pub struct CreateUser {
    /// The address to sign in with.
    pub email: String,
    /// The name colleagues know.
    pub name: String,
    /// The agency worked for.
    pub agency: Option<AgencyId>,
    /// From [`hash_password`].
    pub password_hash: String,
    /// The language of their pages.
    pub language: Language,
    /// Only the demo makes these.
    pub is_demo: bool,
}

/// Give somebody a role, over a scheme, an area, or everywhere.
#[derive(Debug, Clone)]
pub struct HoldRole {
    /// Who is to hold it.
    pub user: UserId,
    /// The role.
    pub role: Role,
    /// The scheme it holds over.
    pub scheme: Option<SchemeId>,
    /// The area it holds over.
    pub area: Option<AreaId>,
    /// The first day.
    pub from_on: Date,
    /// The first day it no longer holds.
    pub until_on: Option<Date>,
}

impl HoldRole {
    /// Over what it is held.
    pub const fn over(&self) -> Over {
        match (self.scheme, self.area) {
            (Some(scheme), _) => Over::Scheme(scheme),
            (None, Some(area)) => Over::Area(area),
            (None, None) => Over::Everywhere,
        }
    }
}

/// The key of a role holding made by [`hold_role`].
pub type Holding = RoleHoldingId;

/// Somebody who signed in, with the roles held today and the places they reach.
pub(crate) async fn actor(rx: &mut Rx<'_>, id: UserId) -> AppResult<Actor> {
    let user = sql::find(rx, id).await?;
    let today = rx.today();
    if user.deactivated_on.is_some_and(|day| day <= today) {
        return Err(AppError::NotFound(What::User));
    }
    Ok(Actor::user(id, user.agency, sql::reach(rx, id, today).await?))
}

/// An account by its key.
pub async fn find(rx: &mut Rx<'_>, id: UserId) -> AppResult<User> {
    sql::find(rx, id).await
}

/// Somebody who signed in.
#[derive(Debug, Clone)]
pub struct Visitor {
    /// Who acts.
    pub actor: Actor,
    /// The account.
    pub user: User,
    /// The name of the agency worked for.
    pub agency_name: Option<String>,
}

pub(crate) async fn visitor(rx: &mut Rx<'_>, id: UserId) -> AppResult<Visitor> {
    let actor = actor(rx, id).await?;
    let agency_name = sql::agency_name(rx, id).await?;
    Ok(Visitor { actor, user: sql::find(rx, id).await?, agency_name })
}

/// An account by the address it signs in with.
pub async fn find_by_email(rx: &mut Rx<'_>, email: &str) -> AppResult<Option<User>> {
    sql::find_by_email(rx, email).await
}
