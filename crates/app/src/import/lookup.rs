//! What the database knows that bears on a row: whether it was taken in before, and whom it may be
//! about.

use domain::id::{PersonId, RegistrationId, SchemeId};
use domain::{Date, Timestamp};

use super::judge::{Held, Known};
use super::sql::list;
use crate::db::{Row, args, statements};
use crate::error::AppResult;
use crate::gate::Rx;

statements! {
    IMPORTED = "
        select fingerprint, imported_at
          from imported_row
         where scheme_id = $1
           and fingerprint in (select value from json_each($2))
         order by fingerprint";

    /// People who hold one of these numbers, well formed.
    BY_IDENTIFIER = "
        select person_identifier.person_id, person_identifier.kind, person_identifier.canonical,
               person.born_on
          from person_identifier
          join person on person.person_id = person_identifier.person_id
         where person_identifier.canonical in (select value from json_each($1))
         order by person_identifier.person_id, person_identifier.identifier_id";

    /// People by every name they have, born on one of these days.
    BY_BIRTH = "
        select person.person_id, person.born_on, person_name.forenames, person_name.surname
          from person
          join person_name on person_name.person_id = person.person_id
         where person.born_on in (select value from json_each($1))
         order by person.person_id, person_name.person_name_id";

    /// People by surname as written, for rows without a day of birth.
    BY_SURNAME = "
        select person.person_id, person.born_on, person_name.forenames, person_name.surname
          from person
          join person_name on person_name.person_id = person.person_id
         where person_name.surname in (select value from json_each($1))
         order by person.person_id, person_name.person_name_id";

    STAYS = "
        select registration_id, registered_on, ended_on
          from registration
         where scheme_id = $1
           and person_id = $2
         order by registered_on, registration_id";
}

/// A stay of somebody on a scheme.
pub(super) struct KnownStay {
    pub(super) registration: RegistrationId,
    pub(super) since: Date,
    pub(super) ended_on: Option<Date>,
}

pub(super) async fn imported(
    rx: &mut Rx<'_>,
    scheme: SchemeId,
    fingerprints: &[String],
) -> AppResult<Vec<(String, Timestamp)>> {
    let args = args![scheme, list(fingerprints)?];
    rx.all(IMPORTED, args, |row| Ok((row.get("fingerprint")?, row.get("imported_at")?))).await
}

pub(super) async fn by_identifier(rx: &mut Rx<'_>, numbers: &[String]) -> AppResult<Vec<Held>> {
    rx.all(BY_IDENTIFIER, args![list(numbers)?], |row| {
        Ok(Held {
            person: row.get("person_id")?,
            kind: row.get("kind")?,
            canonical: row.get("canonical")?,
            born: row.get("born_on")?,
        })
    })
    .await
}

pub(super) async fn by_birth(rx: &mut Rx<'_>, days: &[Date]) -> AppResult<Vec<Known>> {
    let days = list(days.iter().map(ToString::to_string))?;
    rx.all(BY_BIRTH, args![days], known).await
}

pub(super) async fn by_surname(rx: &mut Rx<'_>, surnames: &[String]) -> AppResult<Vec<Known>> {
    rx.all(BY_SURNAME, args![list(surnames)?], known).await
}

pub(super) async fn stays(
    rx: &mut Rx<'_>,
    scheme: SchemeId,
    person: PersonId,
) -> AppResult<Vec<KnownStay>> {
    rx.all(STAYS, args![scheme, person], |row| {
        Ok(KnownStay {
            registration: row.get("registration_id")?,
            since: row.get("registered_on")?,
            ended_on: row.get("ended_on")?,
        })
    })
    .await
}

fn known(row: Row) -> AppResult<Known> {
    Ok(Known {
        person: row.get("person_id")?,
        born: row.get("born_on")?,
        forenames: row.get("forenames")?,
        surname: row.get("surname")?,
    })
}
