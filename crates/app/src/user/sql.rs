//! Statements about those who sign in and the roles they hold.

use domain::Date;
use domain::id::{AgencyId, AreaId, RoleHoldingId, SchemeId, UserId};
use domain::user::{Language, Role};

use super::{CreateUser, HoldRole, User};
use crate::actor::{Reach, ReachOver};
use crate::db::{Row, args, statements};
use crate::error::{AppResult, What};
use crate::gate::{Permit, Rx, Tx};

statements! {
    INSERT = "
        insert into app_user
            (user_id, email, name, agency_id, password_hash, language, is_demo, created_at,
             password_changed_at, version)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $8, 1)";

    FIND = "
        select user_id, email, name, agency_id, password_hash, password_changed_at,
               language, is_demo, deactivated_on, version
          from app_user
         where user_id = $1";

    FIND_BY_EMAIL = "
        select user_id, email, name, agency_id, password_hash, password_changed_at,
               language, is_demo, deactivated_on, version
          from app_user
         where email = $1";

    AGENCY_NAME = "
        select agency.name
          from app_user
          join agency on agency.agency_id = app_user.agency_id
         where app_user.user_id = $1";

    INSERT_HOLDING = "
        insert into role_holding
            (role_holding_id, user_id, role, scheme_id, area_id, from_on, until_on)
        values ($1, $2, $3, $4, $5, $6, $7)";

    DEACTIVATE = "
        update app_user
           set deactivated_on = $3,
               version = version + 1
         where user_id = $1
           and version = $2";

    SET_PASSWORD = "
        update app_user
           set password_hash = $3,
               password_changed_at = $4,
               version = version + 1
         where user_id = $1
           and version = $2";

    SET_LANGUAGE = "
        update app_user
           set language = $2,
               version = version + 1
         where user_id = $1";

    END_HOLDING = "
        update role_holding
           set until_on = $2
         where role_holding_id = $1";

    /// Every role held on a day and every place it reaches, the tree followed downwards.
    REACH = "
        with recursive held (role, scheme_id, area_id) as (
            select role, scheme_id, area_id
              from role_holding
             where user_id = $1
               and from_on <= $2
               and (until_on is null or until_on > $2)
        ),
        below (role, area_id) as (
            select role, area_id
              from held
             where area_id is not null
            union
            select below.role, area_membership.area_id
              from below
              join area_membership on area_membership.parent_area_id = below.area_id
             where area_membership.from_on <= $2
               and (area_membership.until_on is null or area_membership.until_on > $2)
        )
        select role, scheme_id, area_id
          from held
         where area_id is null
        union
        select role, cast(null as text) as scheme_id, area_id
          from below
        union
        select below.role, scheme_area.scheme_id, cast(null as text) as area_id
          from below
          join scheme_area on scheme_area.area_id = below.area_id
         where scheme_area.from_on <= $2
           and (scheme_area.until_on is null or scheme_area.until_on > $2)
         order by 1, 2, 3";
}

pub(crate) async fn insert(
    tx: &mut Tx<'_>,
    _permit: &Permit<super::ManageUsers>,
    id: UserId,
    cmd: &CreateUser,
) -> AppResult<()> {
    let args = args![
        id,
        cmd.email.to_lowercase(),
        cmd.name.as_str(),
        cmd.agency,
        cmd.password_hash.as_str(),
        cmd.language.key(),
        i64::from(cmd.is_demo),
        tx.now(),
    ];
    tx.run(INSERT, args).await.map(drop)
}

pub(crate) async fn insert_holding(
    tx: &mut Tx<'_>,
    _permit: &Permit<super::ManageUsers>,
    id: RoleHoldingId,
    cmd: &HoldRole,
) -> AppResult<()> {
    let args =
        args![id, cmd.user, cmd.role.key(), cmd.scheme, cmd.area, cmd.from_on, cmd.until_on,];
    tx.run(INSERT_HOLDING, args).await.map(drop)
}

pub(crate) async fn deactivate(
    tx: &mut Tx<'_>,
    _permit: &Permit<super::ManageUsers>,
    (user, version): (UserId, i64),
    on: Date,
) -> AppResult<()> {
    tx.run_versioned(What::User, version, DEACTIVATE, args![user, version, on]).await
}

pub(crate) async fn set_password(
    tx: &mut Tx<'_>,
    _permit: &Permit<super::ManageUsers>,
    (user, version): (UserId, i64),
    hash: &str,
) -> AppResult<()> {
    tx.run_versioned(What::User, version, SET_PASSWORD, args![user, version, hash, tx.now()]).await
}

pub(crate) async fn set_own_password(
    tx: &mut Tx<'_>,
    _permit: &Permit<super::KeepOwnAccount>,
    (user, version): (UserId, i64),
    hash: &str,
) -> AppResult<()> {
    tx.run_versioned(What::User, version, SET_PASSWORD, args![user, version, hash, tx.now()]).await
}

pub(crate) async fn set_language(
    tx: &mut Tx<'_>,
    _permit: &Permit<super::KeepOwnAccount>,
    user: UserId,
    language: Language,
) -> AppResult<()> {
    tx.run(SET_LANGUAGE, args![user, language.key()]).await.map(drop)
}

pub(crate) async fn end_holding(
    tx: &mut Tx<'_>,
    _permit: &Permit<super::ManageUsers>,
    holding: RoleHoldingId,
    on: Date,
) -> AppResult<()> {
    tx.run(END_HOLDING, args![holding, on]).await.map(drop)
}

pub(crate) async fn find(rx: &mut Rx<'_>, id: UserId) -> AppResult<User> {
    rx.one(FIND, args![id], user).await
}

pub(crate) async fn find_by_email(rx: &mut Rx<'_>, email: &str) -> AppResult<Option<User>> {
    rx.maybe(FIND_BY_EMAIL, args![email.to_lowercase()], user).await
}

pub(crate) async fn agency_name(rx: &mut Rx<'_>, id: UserId) -> AppResult<Option<String>> {
    rx.maybe(AGENCY_NAME, args![id], |row| row.get("name")).await
}

pub(crate) async fn reach(rx: &mut Rx<'_>, id: UserId, today: Date) -> AppResult<Vec<Reach>> {
    rx.all(REACH, args![id, today], reached).await
}

fn reached(row: Row) -> AppResult<Reach> {
    let scheme: Option<SchemeId> = row.get("scheme_id")?;
    let area: Option<AreaId> = row.get("area_id")?;
    let over = match (scheme, area) {
        (Some(scheme), _) => ReachOver::Scheme(scheme),
        (None, Some(area)) => ReachOver::Area(area),
        (None, None) => ReachOver::Everywhere,
    };
    Ok(Reach { role: row.key("role", Role::from_key)?, over })
}

pub(crate) fn user(row: Row) -> AppResult<User> {
    Ok(User {
        id: row.get("user_id")?,
        email: row.get("email")?,
        name: row.get("name")?,
        agency: row.get::<Option<AgencyId>>("agency_id")?,
        password_hash: row.get("password_hash")?,
        password_changed_at: row.get("password_changed_at")?,
        language: row.key("language", Language::from_key)?,
        is_demo: row.get::<i64>("is_demo")? == 1,
        deactivated_on: row.get("deactivated_on")?,
        version: row.get("version")?,
    })
}
