//! Statements that take over a stay on the scheme as its own register has it.

use domain::id::{Id, PersonId, RegistrationId};

use super::super::field::Field;
use crate::db::{Value, args, statements};
use crate::error::{AppError, AppResult};
use crate::gate::{Permit, Rx, Tx};
use crate::import::ImportRegister;

statements! {
    INSERT_REGISTRATION = "
        insert into registration
            (person_id, registration_id, scheme_id, strand, registered_on, review_due_on, ended_on,
             open_slot, reference, version)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1)";

    INSERT_STATUS = "
        insert into registration_status
            (person_id, registration_id, status_id, order_kind, from_on, until_on)
        values ($1, $2, $3, $4, $5, $6)";

    INSERT_ASSIGNMENT = "
        insert into assignment
            (person_id, registration_id, assignment_id, duty, name, agency_id, from_on, until_on)
        values ($1, $2, $3, $4, $5, $6, $7, $8)";

    INSERT_REMOVAL = "
        insert into removal
            (person_id, removal_id, registration_id, scheme_id, ground, reasons, proposed_on,
             decided_on, outcome, outcome_reasons, version)
        values ($1, $2, $3, $4, $5, $6, $7, $7, $8, $6, 1)";

    INSERT_DETAIL = "
        insert into imported_detail (person_id, registration_id, field, value, import_id)
        values ($1, $2, $3, $4, $5)";

    DETAILS = "
        select field, value
          from imported_detail
         where registration_id = $1
         order by field";
}

/// Writes one row of one of these tables.
pub(super) async fn insert<T: Id>(
    tx: &mut Tx<'_>,
    _permit: &Permit<ImportRegister>,
    sql: &'static str,
    (person, id, rest): (PersonId, T, Vec<Value>),
) -> AppResult<()> {
    let mut args = args![person, id.uuid().hyphenated().to_string()];
    args.extend(rest);
    tx.run(sql, args).await.map(drop)
}

/// Writes one row of a table that has no key of its own.
pub(super) async fn insert_plain(
    tx: &mut Tx<'_>,
    _permit: &Permit<ImportRegister>,
    sql: &'static str,
    args: Vec<Value>,
) -> AppResult<()> {
    tx.run(sql, args).await.map(drop)
}

pub(super) async fn details(
    rx: &mut Rx<'_>,
    registration: RegistrationId,
) -> AppResult<Vec<(Field, String)>> {
    rx.all(DETAILS, args![registration], |row| {
        Ok((row.key("field", Field::from_key)?, row.get("value")?))
    })
    .await
    .map_err(AppError::from)
}
