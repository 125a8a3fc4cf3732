//! Accounts as the administrator sees them, with the roles held.

use domain::area::Dates;
use domain::id::{AreaId, RoleHoldingId, SchemeId, UserId};
use domain::user::{Holding, Over, Role};

use super::account::agency_of;
use super::{ManageUsers, User, sql};
use crate::area::sql::dates;
use crate::db::{Row, args, statements};
use crate::error::{AppError, AppResult};
use crate::gate::{Resource, Rx};

/// An account with its roles.
#[derive(Debug, Clone)]
pub struct Account {
    /// The account.
    pub user: User,
    /// The name of the agency worked for.
    pub agency: Option<String>,
    /// The roles, of all days, newest first.
    pub roles: Vec<HeldRole>,
}

/// A role somebody holds or held.
#[derive(Debug, Clone)]
pub struct HeldRole {
    /// Its key.
    pub id: RoleHoldingId,
    /// The role.
    pub role: Role,
    /// Over what.
    pub over: Over,
    /// The name of the scheme or area; none for everywhere.
    pub over_name: Option<String>,
    /// The days.
    pub dates: Dates,
}

statements! {
    ACCOUNTS = "
        select user_id, email, app_user.name, app_user.agency_id, password_hash,
               password_changed_at, language, is_demo, deactivated_on, app_user.version,
               agency.name as agency_name
          from app_user
          left join agency on agency.agency_id = app_user.agency_id
         where cast($1 as text) is null
            or user_id = $1
         order by app_user.name, user_id";

    HOLDINGS = "
        select role_holding_id, user_id, role, role_holding.scheme_id, role_holding.area_id,
               from_on, until_on, coalesce(scheme.name, area.name) as over_name
          from role_holding
          left join scheme on scheme.scheme_id = role_holding.scheme_id
          left join area on area.area_id = role_holding.area_id
         where cast($1 as text) is null
            or user_id = $1
         order by from_on desc, role_holding_id";
}

/// Every account, by name.
pub async fn accounts(rx: &mut Rx<'_>) -> AppResult<Vec<Account>> {
    read(rx, None).await
}

/// One account.
pub async fn account(rx: &mut Rx<'_>, id: UserId) -> AppResult<Account> {
    read(rx, Some(id)).await?.pop().ok_or(AppError::Hidden)
}

async fn read(rx: &mut Rx<'_>, id: Option<UserId>) -> AppResult<Vec<Account>> {
    rx.require(&ManageUsers(Resource::System))?;
    let mut accounts = rx.all(ACCOUNTS, args![id], read_account).await?;
    let roles = rx.all(HOLDINGS, args![id], read_role).await?;
    for (user, role) in roles {
        if let Some(account) = accounts.iter_mut().find(|it| it.user.id == user) {
            account.roles.push(role);
        }
    }
    Ok(accounts)
}

/// The roles of one user, as the rules want them.
pub(super) async fn holdings(rx: &mut Rx<'_>, user: &User) -> AppResult<Vec<Holding>> {
    let agency = agency_of(user);
    let roles = rx.all(HOLDINGS, args![user.id], read_role).await?;
    let holding = |(user, it): (UserId, HeldRole)| {
        let HeldRole { id, role, over, dates, .. } = it;
        Holding { id, user, role, agency, over, dates }
    };
    Ok(roles.into_iter().map(holding).collect())
}

fn read_account(row: Row) -> AppResult<Account> {
    let agency = row.get("agency_name")?;
    Ok(Account { user: sql::user(row)?, agency, roles: Vec::new() })
}

fn read_role(row: Row) -> AppResult<(UserId, HeldRole)> {
    let scheme: Option<SchemeId> = row.get("scheme_id")?;
    let area: Option<AreaId> = row.get("area_id")?;
    let over = match (scheme, area) {
        (Some(scheme), _) => Over::Scheme(scheme),
        (None, Some(area)) => Over::Area(area),
        (None, None) => Over::Everywhere,
    };
    let held = HeldRole {
        id: row.get("role_holding_id")?,
        role: row.key("role", Role::from_key)?,
        over,
        over_name: row.get("over_name")?,
        dates: dates(&row)?,
    };
    Ok((row.get("user_id")?, held))
}
