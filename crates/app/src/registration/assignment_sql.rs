//! Statements about who manages a person.

use domain::Date;
use domain::agency::AgencyKind;
use domain::id::{PersonId, RegistrationId, SchemeId, UserId};
use domain::registration::{Assignment, Holder, Post};

use super::period_sql::{day_after, last_day};
use super::{Assign, Assigned, Worker};
use crate::db::{Row, args, statements};
use crate::error::AppResult;
use crate::gate::{Permit, Rx, Tx};

statements! {
    OF_REGISTRATION = "
        select assignment.assignment_id, assignment.duty, assignment.user_id, assignment.name,
               assignment.agency_id, agency.name as agency_name, assignment.from_on,
               assignment.until_on
          from assignment
          join agency on agency.agency_id = assignment.agency_id
         where assignment.registration_id = $1
         order by assignment.from_on desc, assignment.assignment_id desc";

    INSERT = "
        insert into assignment
            (person_id, registration_id, assignment_id, duty, user_id, name, agency_id, from_on,
             until_on)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)";

    END = "
        update assignment
           set until_on = $3
         where registration_id = $1
           and assignment_id = $2";

    /// Nobody manages a person who is off the scheme.
    END_ALL = "
        update assignment
           set until_on = case when from_on > $2 then from_on else $2 end
         where registration_id = $1
           and (until_on is null or until_on > $2)";

    /// Those who work on a scheme today, for an agency.
    WORKERS = "
        select distinct app_user.user_id, app_user.name, agency.agency_id, agency.kind,
               agency.name as agency_name
          from app_user
          join agency on agency.agency_id = app_user.agency_id
          join role_holding on role_holding.user_id = app_user.user_id
         where role_holding.scheme_id = $1
           and role_holding.from_on <= $2
           and (role_holding.until_on is null or role_holding.until_on > $2)
           and (app_user.deactivated_on is null or app_user.deactivated_on > $2)
         order by app_user.name, app_user.user_id";
}

pub(crate) async fn of_registration(
    rx: &mut Rx<'_>,
    id: RegistrationId,
) -> AppResult<Vec<Assigned>> {
    rx.all(OF_REGISTRATION, args![id], read).await
}

pub(crate) async fn insert(
    tx: &mut Tx<'_>,
    _permit: &Permit<Assign>,
    (person, registration): (PersonId, RegistrationId),
    key: &str,
    assigned: &Assigned,
) -> AppResult<()> {
    let it = &assigned.assignment;
    let user = match &it.holder {
        Holder::User(user) => Some(*user),
        Holder::Named(_) => None,
    };
    let until_on = it.to.map(day_after);
    let args = args![
        person,
        registration,
        key,
        it.post.key(),
        user,
        &assigned.name,
        it.agency,
        it.from,
        until_on,
    ];
    tx.run(INSERT, args).await.map(drop)
}

pub(crate) async fn end(
    tx: &mut Tx<'_>,
    _permit: &Permit<Assign>,
    registration: RegistrationId,
    key: &str,
    last_day: Date,
) -> AppResult<()> {
    tx.run(END, args![registration, key, day_after(last_day)]).await.map(drop)
}

/// Ends every assignment of a registration that ends on a day, which is already off the scheme.
pub(crate) async fn end_all(tx: &mut Tx<'_>, id: RegistrationId, on: Date) -> AppResult<()> {
    tx.run(END_ALL, args![id, on]).await.map(drop)
}

pub(crate) async fn workers(rx: &mut Rx<'_>, scheme: SchemeId) -> AppResult<Vec<Worker>> {
    let args = args![scheme, rx.today()];
    rx.all(WORKERS, args, |row| {
        Ok(Worker {
            user: row.get("user_id")?,
            name: row.get("name")?,
            agency: row.get("agency_id")?,
            agency_kind: row.key("kind", AgencyKind::from_key)?,
            agency_name: row.get("agency_name")?,
        })
    })
    .await
}

fn read(row: Row) -> AppResult<Assigned> {
    let name: String = row.get("name")?;
    let user: Option<UserId> = row.get("user_id")?;
    Ok(Assigned {
        key: row.get("assignment_id")?,
        assignment: Assignment {
            post: row.key("duty", Post::from_key)?,
            holder: user.map_or_else(|| Holder::Named(name.clone()), Holder::User),
            agency: row.get("agency_id")?,
            from: row.get("from_on")?,
            to: last_day(row.get("until_on")?),
        },
        name,
        agency_name: row.get("agency_name")?,
    })
}
