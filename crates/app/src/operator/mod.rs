//! What whoever runs the program asks at the command line: things by the names people know them
//! by, the accounts there are, roles given and accounts closed. No page uses it.

pub(crate) mod sql;

use domain::Date;
use domain::area::Level;
use domain::id::{AgencyId, AreaId, RoleHoldingId, SchemeId, UserId};
use domain::user::{Deactivate, HoldingRefusal, Reach, Role, User, may_be_held_over};

use crate::audit::{Event, Verb};
use crate::error::{AppError, AppResult, What};
use crate::gate::{Resource, Rx, Tx};
use crate::user::{self, HoldRole, ManageUsers};

/// An account, as a list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Its key.
    pub id: UserId,
    /// The address it signs in with.
    pub email: String,
    /// The name colleagues know.
    pub name: String,
    /// The name of the agency worked for.
    pub agency: Option<String>,
    /// An account of a demo.
    pub is_demo: bool,
    /// The first day on which it no longer signs in.
    pub deactivated_on: Option<Date>,
    /// The roles held today.
    pub roles: Vec<HeldRole>,
}

/// A role somebody holds today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldRole {
    /// The role.
    pub role: Role,
    /// The name of the scheme or area it is held over; `None` for everywhere.
    pub over: Option<String>,
}

/// Every account, in order of its address, with the roles held today.
pub async fn accounts(rx: &mut Rx<'_>) -> AppResult<Vec<Account>> {
    rx.require(&ManageUsers(Resource::System))?;
    let mut accounts = sql::accounts(rx).await?;
    let mut held = sql::held(rx).await?;
    for account in &mut accounts {
        let theirs = held.extract_if(.., |(user, _)| *user == account.id);
        account.roles = theirs.map(|(_, role)| role).collect();
    }
    Ok(accounts)
}

/// The schemes of this key or name.
pub async fn schemes_named(rx: &mut Rx<'_>, name: &str) -> AppResult<Vec<SchemeId>> {
    sql::schemes_named(rx, name).await
}

/// The agencies of this key or name.
pub async fn agencies_named(rx: &mut Rx<'_>, name: &str) -> AppResult<Vec<AgencyId>> {
    sql::agencies_named(rx, name).await
}

/// The areas of this key or name, with their level.
pub async fn areas_named(rx: &mut Rx<'_>, name: &str) -> AppResult<Vec<(AreaId, Level)>> {
    sql::areas_named(rx, name).await
}

/// Gives somebody a role from today, over what the role may be held over.
pub async fn grant(
    tx: &mut Tx<'_>,
    user: UserId,
    role: Role,
    over: GrantOver,
) -> AppResult<RoleHoldingId> {
    if !may_be_held_over(role, over.reach()) {
        return Err(HoldingRefusal::NotOver { role, reach: over.reach() }.into());
    }
    let (scheme, area) = match over {
        GrantOver::Everywhere => (None, None),
        GrantOver::Scheme(id) => (Some(id), None),
        GrantOver::Area(id, _) => (None, Some(id)),
    };
    let cmd = HoldRole { user, role, scheme, area, from_on: tx.today(), until_on: None };
    user::hold_role(tx, &cmd).await
}

/// Over what a role is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GrantOver {
    /// The whole of England and Wales.
    Everywhere,
    /// One scheme.
    Scheme(SchemeId),
    /// An area of this level, with everything below it.
    Area(AreaId, Level),
}

impl GrantOver {
    const fn reach(self) -> Reach {
        match self {
            Self::Everywhere => Reach::Everywhere,
            Self::Scheme(_) => Reach::Scheme,
            Self::Area(_, level) => Reach::Area(level),
        }
    }
}

/// Closes an account from today on. Sessions still open end with the next request.
pub async fn deactivate(tx: &mut Tx<'_>, email: &str) -> AppResult<Date> {
    let permit = tx.permit(&ManageUsers(Resource::System))?;
    let found = user::find_by_email(tx, email).await?;
    let account = found.ok_or(AppError::NotFound(What::User))?;
    let user = User {
        id: account.id,
        name: account.name,
        email: account.email,
        language: account.language,
        deactivated_on: account.deactivated_on,
    };
    let today = tx.today();
    let closed = Deactivate { on: today }.decide(&user, today)?;
    let on = closed.deactivated_on.unwrap_or(today);
    sql::deactivate(tx, &permit, (account.id, account.version), on).await?;
    tx.record(Event::new(Verb::Alteration, "user_deactivated").about("user", account.id));
    Ok(on)
}
