//! People already on a scheme, for tests of lists: written straight into the store, because a
//! test of a list is no test of how its people came to be there. All names are invented.

use domain::Date;
use domain::id::{AgencyId, PersonId, RegistrationId, SchemeId, UserId};
use jiff::civil::date;

use super::Partnership;
use crate::db::{Value, args};
use crate::error::AppResult;

const INSERT_PERSON: &str = "
    insert into person (person_id, born_on, sex, secrecy, recorded_at, version)
    values ($1, $2, 'not_known', $3, '2004-08-01T09:00:00.000000Z', 1)";
const INSERT_NAME: &str = "
    insert into person_name (person_id, person_name_id, kind, forenames, surname)
    values ($1, $2, 'main', $3, $4)";
const INSERT_TOKEN: &str = "
    insert into person_token (person_id, kind, token) values ($1, 'name', $2)
        on conflict (person_id, kind, token) do nothing";
const INSERT_REGISTRATION: &str = "
    insert into registration
        (person_id, registration_id, scheme_id, strand, registered_on, review_due_on, ended_on,
         open_slot, version)
    values ($1, $2, $3, $4, $5, $6, $7, $8, 1)";
const INSERT_STATUS: &str = "
    insert into registration_status (person_id, registration_id, status_id, order_kind, from_on)
    values ($1, $2, $3, 'community_order', $4)";
const INSERT_ASSIGNMENT: &str = "
    insert into assignment
        (person_id, registration_id, assignment_id, duty, user_id, name, agency_id, from_on)
    values ($1, $2, $3, $4, $5, $6, $7, $8)";

/// Somebody on a scheme.
#[derive(Debug, Clone)]
pub struct Enrolled {
    /// The scheme.
    pub scheme: SchemeId,
    /// Forenames.
    pub forenames: String,
    /// Surname.
    pub surname: String,
    /// Date of birth.
    pub born_on: Date,
    /// `ordinary` or `restricted`.
    pub secrecy: &'static str,
    /// The first day on the scheme.
    pub registered_on: Date,
    /// The day the review is due.
    pub review_due_on: Date,
    /// The first day off it.
    pub ended_on: Option<Date>,
    /// Whether there is a community order from the first day.
    pub is_statutory: bool,
    /// Who manages or leads from the first day, and for which agency.
    pub manager: Option<(UserId, AgencyId)>,
}

impl Enrolled {
    /// An adult on Catch and Convict since 1 August 2004, reviewed by Christmas.
    pub fn adult(scheme: SchemeId, surname: &str) -> Self {
        Self {
            scheme,
            forenames: "Sam".to_owned(),
            surname: surname.to_owned(),
            born_on: date(1980, 2, 3),
            secrecy: "ordinary",
            registered_on: date(2004, 8, 1),
            review_due_on: date(2004, 12, 24),
            ended_on: None,
            is_statutory: false,
            manager: None,
        }
    }
}

impl Partnership {
    /// Puts somebody on a scheme.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn enrol(&self, who: &Enrolled) -> AppResult<(PersonId, RegistrationId)> {
        let person = self.ids().next();
        self.keep_person(person, who).await?;
        Ok((person, self.keep_stay(person, who).await?))
    }

    /// Puts somebody who is recorded already on a scheme; who they are is left as it is.
    pub(crate) async fn keep_stay(
        &self,
        person: PersonId,
        who: &Enrolled,
    ) -> AppResult<RegistrationId> {
        let registration = self.ids().next();
        let slot = match who.ended_on {
            Some(_) => RegistrationId::to_string(&registration),
            None => "open".to_owned(),
        };
        let args = args![
            person,
            registration,
            who.scheme,
            "catch_and_convict",
            who.registered_on,
            who.review_due_on,
            who.ended_on,
            slot,
        ];
        self.housekeep(INSERT_REGISTRATION, args).await?;
        if who.is_statutory {
            let args = args![person, registration, self.key(), who.registered_on];
            self.housekeep(INSERT_STATUS, args).await?;
        }
        self.keep_manager(person, registration, who).await?;
        Ok(registration)
    }

    async fn keep_person(&self, person: PersonId, who: &Enrolled) -> AppResult<()> {
        self.housekeep(INSERT_PERSON, args![person, who.born_on, who.secrecy]).await?;
        let (forenames, surname) = (who.forenames.as_str(), who.surname.as_str());
        self.housekeep(INSERT_NAME, args![person, self.key(), forenames, surname]).await?;
        for token in domain::person::search::tokens(&format!("{forenames} {surname}")) {
            self.housekeep(INSERT_TOKEN, args![person, token]).await?;
        }
        Ok(())
    }

    async fn keep_manager(
        &self,
        person: PersonId,
        registration: RegistrationId,
        who: &Enrolled,
    ) -> AppResult<()> {
        let Some((user, agency)) = who.manager else { return Ok(()) };
        let duty = if who.is_statutory { "offender_manager" } else { "lead_worker" };
        let mut args: Vec<Value> = args![person, registration, self.key(), duty, user];
        args.extend(args!["Robin Manager", agency, who.registered_on]);
        self.housekeep(INSERT_ASSIGNMENT, args).await
    }

    fn key(&self) -> String {
        self.ids().uuid().to_string()
    }
}
