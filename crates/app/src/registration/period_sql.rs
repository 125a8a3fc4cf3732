//! Statements about orders and time in custody. Stored is the first day on which an order no
//! longer holds; the rules speak of its last day.

use domain::Date;
use domain::id::{AgencyId, PersonId, RegistrationId};
use domain::registration::{Held, OrderKind, StatutoryPeriod};

use super::{Period, RecordPeriod};
use crate::db::{Row, args, statements};
use crate::error::AppResult;
use crate::gate::{Permit, Rx, Tx};

statements! {
    OF_PERSON = "
        select status_id, registration_id, order_kind, from_on, until_on
          from registration_status
         where person_id = $1
         order by from_on, status_id";

    INSERT = "
        insert into registration_status
            (person_id, registration_id, status_id, order_kind, from_on, until_on)
        values ($1, $2, $3, $4, $5, $6)";

    END = "
        update registration_status
           set until_on = $3
         where person_id = $1
           and status_id = $2";

    HELD = "
        select from_on, until_on, agency_id
          from person_custody
         where person_id = $1
         order by from_on, custody_id";
}

/// A stretch in custody and the prison, where it is known.
pub(crate) type HeldIn = (Held, Option<AgencyId>);

pub(crate) async fn of_person(rx: &mut Rx<'_>, person: PersonId) -> AppResult<Vec<Period>> {
    rx.all(OF_PERSON, args![person], read).await
}

pub(crate) async fn held(rx: &mut Rx<'_>, person: PersonId) -> AppResult<Vec<HeldIn>> {
    rx.all(HELD, args![person], |row| {
        let to = last_day(row.get("until_on")?);
        Ok((Held { from: row.get("from_on")?, to }, row.get("agency_id")?))
    })
    .await
}

pub(crate) async fn insert(
    tx: &mut Tx<'_>,
    _permit: &Permit<RecordPeriod>,
    (person, registration): (PersonId, RegistrationId),
    key: &str,
    period: &StatutoryPeriod,
) -> AppResult<()> {
    let until_on = period.to.map(day_after);
    let args = args![person, registration, key, period.order.key(), period.from, until_on];
    tx.run(INSERT, args).await.map(drop)
}

pub(crate) async fn end(
    tx: &mut Tx<'_>,
    _permit: &Permit<RecordPeriod>,
    person: PersonId,
    key: &str,
    last_day: Date,
) -> AppResult<()> {
    tx.run(END, args![person, key, day_after(last_day)]).await.map(drop)
}

/// The first day on which something no longer holds, from its last day.
pub(crate) fn day_after(last_day: Date) -> Date {
    last_day.tomorrow().unwrap_or(last_day)
}

/// The last day on which something holds, from the first on which it does not.
pub(crate) fn last_day(until_on: Option<Date>) -> Option<Date> {
    until_on.map(|it| it.yesterday().unwrap_or(it))
}

fn read(row: Row) -> AppResult<Period> {
    Ok(Period {
        key: row.get("status_id")?,
        period: StatutoryPeriod {
            from: row.get("from_on")?,
            to: last_day(row.get("until_on")?),
            order: row.key("order_kind", OrderKind::from_key)?,
        },
    })
}
