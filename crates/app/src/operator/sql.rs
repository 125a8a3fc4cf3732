//! Statements of the command line.

use domain::Date;
use domain::area::Level;
use domain::id::{AgencyId, AreaId, SchemeId, UserId};
use domain::user::Role;

use super::{Account, HeldRole};
use crate::db::{Row, args, statements};
use crate::error::{AppResult, What};
use crate::gate::{Permit, Rx, Tx};
use crate::user::ManageUsers;

statements! {
    ACCOUNTS = "
        select app_user.user_id, app_user.email, app_user.name, app_user.is_demo,
               app_user.deactivated_on, agency.name as agency_name
          from app_user
          left join agency on agency.agency_id = app_user.agency_id
         order by app_user.email, app_user.user_id";

    HELD = "
        select role_holding.user_id, role_holding.role,
               coalesce(scheme.name, area.name) as over_name
          from role_holding
          left join scheme on scheme.scheme_id = role_holding.scheme_id
          left join area on area.area_id = role_holding.area_id
         where role_holding.from_on <= $1
           and (role_holding.until_on is null or role_holding.until_on > $1)
         order by role_holding.role, over_name nulls last, role_holding.role_holding_id";

    SCHEMES_NAMED = "
        select scheme_id
          from scheme
         where scheme_id = $1
            or name = $1
         order by scheme_id";

    AGENCIES_NAMED = "
        select agency_id
          from agency
         where agency_id = $1
            or name = $1
         order by agency_id";

    AREAS_NAMED = "
        select area_id, level
          from area
         where area_id = $1
            or name = $1
         order by area_id";

    DEACTIVATE = "
        update app_user
           set deactivated_on = $3,
               version = version + 1
         where user_id = $1
           and version = $2";
}

pub(crate) async fn accounts(rx: &mut Rx<'_>) -> AppResult<Vec<Account>> {
    rx.all(ACCOUNTS, args![], account).await
}

pub(crate) async fn held(rx: &mut Rx<'_>) -> AppResult<Vec<(UserId, HeldRole)>> {
    let args = args![rx.today()];
    rx.all(HELD, args, held_role).await
}

pub(crate) async fn schemes_named(rx: &mut Rx<'_>, name: &str) -> AppResult<Vec<SchemeId>> {
    rx.all(SCHEMES_NAMED, args![name], |row| row.get("scheme_id")).await
}

pub(crate) async fn agencies_named(rx: &mut Rx<'_>, name: &str) -> AppResult<Vec<AgencyId>> {
    rx.all(AGENCIES_NAMED, args![name], |row| row.get("agency_id")).await
}

pub(crate) async fn areas_named(rx: &mut Rx<'_>, name: &str) -> AppResult<Vec<(AreaId, Level)>> {
    let read = |row: Row| Ok((row.get("area_id")?, row.key("level", Level::from_key)?));
    rx.all(AREAS_NAMED, args![name], read).await
}

pub(crate) async fn deactivate(
    tx: &mut Tx<'_>,
    _permit: &Permit<ManageUsers>,
    (id, version): (UserId, i64),
    on: Date,
) -> AppResult<()> {
    tx.run_versioned(What::User, version, DEACTIVATE, args![id, version, on]).await
}

fn account(row: Row) -> AppResult<Account> {
    Ok(Account {
        id: row.get("user_id")?,
        email: row.get("email")?,
        name: row.get("name")?,
        agency: row.get("agency_name")?,
        is_demo: row.get::<i64>("is_demo")? == 1,
        deactivated_on: row.get("deactivated_on")?,
        roles: Vec::new(),
    })
}

fn held_role(row: Row) -> AppResult<(UserId, HeldRole)> {
    let role = row.key("role", Role::from_key)?;
    Ok((row.get("user_id")?, HeldRole { role, over: row.get("over_name")? }))
}
