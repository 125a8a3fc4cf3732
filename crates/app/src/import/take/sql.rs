//! Statements about what a register said of a stay and that has no place of its own elsewhere.

use domain::id::{ImportId, PersonId, RegistrationId};

use super::super::field::Field;
use crate::db::{args, statements};
use crate::error::AppResult;
use crate::gate::{Permit, Rx, Tx};
use crate::import::ImportRegister;

statements! {
    INSERT_DETAIL = "
        insert into imported_detail (person_id, registration_id, field, value, import_id)
        values ($1, $2, $3, $4, $5)";

    DETAILS = "
        select field, value
          from imported_detail
         where registration_id = $1
         order by field";
}

pub(super) async fn insert_detail(
    tx: &mut Tx<'_>,
    _permit: &Permit<ImportRegister>,
    import: ImportId,
    (person, registration): (PersonId, RegistrationId),
    (field, value): (Field, &str),
) -> AppResult<()> {
    let args = args![person, registration, field.key(), value, import];
    tx.run(INSERT_DETAIL, args).await.map(drop)
}

pub(super) async fn details(
    rx: &mut Rx<'_>,
    registration: RegistrationId,
) -> AppResult<Vec<(Field, String)>> {
    rx.all(DETAILS, args![registration], |row| {
        Ok((row.key("field", Field::from_key)?, row.get("value")?))
    })
    .await
}
