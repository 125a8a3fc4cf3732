//! Statements about people for whom the threshold of a ground of removal may be reached.

use domain::Date;
use domain::criteria::{CustodyPeriod, Release};
use domain::edition::StrandKey;
use domain::id::{PersonId, RegistrationId, SchemeId};
use domain::removal::{OffendingFact, OffendingKind};

use crate::db::{Row, args, statements};
use crate::error::AppResult;
use crate::gate::{Rx, Scope, Secrecy};
use crate::person::{self, sql::secrecy};

statements! {
    /// The thresholds of the schemes in reach on a day, each as the scheme worded it, oldest
    /// first.
    SET = "
        select scheme_id, ground, threshold
          from scheme_threshold
         where from_on <= $3
           and ($1 = 1 or scheme_id in (select value from json_each($2)))
         order by scheme_id, from_on, ground";

    /// Open registrations of some schemes that have run since a day, with no removal proposed.
    RUNNING = "
        select registration.registration_id, registration.person_id, registration.scheme_id,
               registration.strand, registration.registered_on, scheme.name as scheme_name,
               scheme.edition, person.born_on, person.secrecy, person_name.forenames,
               person_name.surname
          from registration
          join scheme on scheme.scheme_id = registration.scheme_id
          join person on person.person_id = registration.person_id
          join person_name on person_name.person_id = registration.person_id
                          and person_name.kind = 'main'
         where registration.scheme_id in (select value from json_each($1))
           and registration.ended_on is null
           and registration.registered_on <= $2
           and not exists (
                select 1
                  from removal
                 where removal.registration_id = registration.registration_id
                   and removal.decided_on is null)
         order by registration.registered_on, registration.registration_id";

    /// The last fact of each kind that tells of offending, for the same people: what agencies
    /// brought to the scheme, orders that began, receptions into custody.
    FACTS = "
        select registration.registration_id, evidence.kind,
               max(coalesce(evidence.happened_on, evidence.known_on)) as last_on
          from registration
          join nomination on nomination.person_id = registration.person_id
                         and nomination.scheme_id = registration.scheme_id
          join evidence on evidence.nomination_id = nomination.nomination_id
         where registration.scheme_id in (select value from json_each($1))
           and registration.ended_on is null
           and registration.registered_on <= $2
           and evidence.kind in ('conviction', 'charge', 'arrest')
         group by registration.registration_id, evidence.kind
         union all
        select registration.registration_id, 'order' as kind,
               max(registration_status.from_on) as last_on
          from registration
          join registration_status on registration_status.person_id = registration.person_id
         where registration.scheme_id in (select value from json_each($1))
           and registration.ended_on is null
           and registration.registered_on <= $2
           and registration_status.from_on <= $3
         group by registration.registration_id
         union all
        select registration.registration_id, 'reception' as kind,
               max(person_custody.from_on) as last_on
          from registration
          join person_custody on person_custody.person_id = registration.person_id
         where registration.scheme_id in (select value from json_each($1))
           and registration.ended_on is null
           and registration.registered_on <= $2
           and person_custody.from_on <= $3
         group by registration.registration_id
         order by 1, 2";

    CUSTODY = "
        select registration.registration_id, person_custody.from_on, person_custody.until_on
          from registration
          join person_custody on person_custody.person_id = registration.person_id
         where registration.scheme_id in (select value from json_each($1))
           and registration.ended_on is null
           and registration.registered_on <= $2
         order by registration.registration_id, person_custody.from_on,
                  person_custody.custody_id";
}

/// A registration that has run for so long that a threshold may be reached.
pub(super) struct Running {
    pub(super) id: RegistrationId,
    pub(super) person: PersonId,
    pub(super) scheme: SchemeId,
    pub(super) scheme_name: String,
    pub(super) edition: String,
    pub(super) strand: StrandKey,
    pub(super) registered_on: Date,
    pub(super) secrecy: Secrecy,
    pub(super) name: String,
}

/// A threshold as a scheme worded it: scheme, ground, figure.
pub(super) type Set = (SchemeId, String, String);

pub(super) async fn set(rx: &mut Rx<'_>, scope: &Scope) -> AppResult<Vec<Set>> {
    let args = args![scope.everywhere, &scope.schemes, rx.today()];
    rx.all(SET, args, |row| Ok((row.get("scheme_id")?, row.get("ground")?, row.get("threshold")?)))
        .await
}

/// Which schemes, as a JSON list, and the last day of registering.
pub(super) type Since<'a> = (&'a serde_json::Value, Date);

pub(super) async fn running(rx: &mut Rx<'_>, (of, by): Since<'_>) -> AppResult<Vec<Running>> {
    let today = rx.today();
    rx.all(RUNNING, args![of.clone(), by], |row| read(&row, today)).await
}

pub(super) async fn facts(
    rx: &mut Rx<'_>,
    (of, by): Since<'_>,
) -> AppResult<Vec<(RegistrationId, OffendingFact)>> {
    let args = args![of.clone(), by, rx.today()];
    rx.all(FACTS, args, |row| {
        let kind = row.key("kind", OffendingKind::from_key)?;
        Ok((row.get("registration_id")?, OffendingFact { kind, on: row.get("last_on")? }))
    })
    .await
}

pub(super) async fn custody(
    rx: &mut Rx<'_>,
    (of, by): Since<'_>,
) -> AppResult<Vec<(RegistrationId, CustodyPeriod)>> {
    rx.all(CUSTODY, args![of.clone(), by], |row| {
        let until: Option<Date> = row.get("until_on")?;
        let release = until.map_or(Release::StillHeld, Release::On);
        let received_on = Some(row.get("from_on")?);
        Ok((row.get("registration_id")?, CustodyPeriod { received_on, release }))
    })
    .await
}

fn read(row: &Row, today: Date) -> AppResult<Running> {
    let (forenames, surname): (String, String) = (row.get("forenames")?, row.get("surname")?);
    Ok(Running {
        id: row.get("registration_id")?,
        person: row.get("person_id")?,
        scheme: row.get("scheme_id")?,
        scheme_name: row.get("scheme_name")?,
        edition: row.get("edition")?,
        strand: StrandKey(row.get("strand")?),
        registered_on: row.get("registered_on")?,
        secrecy: secrecy(row, today)?,
        name: person::listed(&forenames, &surname),
    })
}
