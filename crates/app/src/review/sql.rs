//! Statements about reviews.

use domain::Date;
use domain::edition::StrandKey;
use domain::id::{PersonId, RegistrationId, SchemeId};

use super::{HoldReview, Kept, NoteLapses, PastReview};
use crate::db::{Row, args, statements};
use crate::error::AppResult;
use crate::gate::{Permit, Rx, Scope, Tx};
use crate::person::{self, sql::secrecy};

statements! {
    INSERT = "
        insert into review
            (person_id, review_id, registration_id, due_on, held_on, outcome, reasons, took_part,
             next_due_on, held_by_user_id, recorded_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";

    OF_REGISTRATION = "
        select review.held_on, review.outcome, review.reasons, review.next_due_on,
               app_user.name as held_by
          from review
          left join app_user on app_user.user_id = review.held_by_user_id
         where review.registration_id = $1
         order by review.held_on desc, review.review_id desc";

    LAST_HELD = "
        select max(held_on) as held_on
          from review
         where registration_id = $1";

    /// Open registrations whose review is due by a day, in the schemes the reader reaches.
    DUE = "
        select registration.registration_id, registration.scheme_id,
               registration.strand, registration.review_due_on, scheme.name as scheme_name,
               scheme.edition, person.born_on, person.secrecy, person_name.forenames,
               person_name.surname
          from registration
          join scheme on scheme.scheme_id = registration.scheme_id
          join person on person.person_id = registration.person_id
          join person_name on person_name.person_id = registration.person_id
                          and person_name.kind = 'main'
         where registration.ended_on is null
           and registration.review_due_on <= $3
           and ($1 = 1 or registration.scheme_id in (select value from json_each($2)))
         order by registration.review_due_on, registration.registration_id";

    /// Open registrations past their review whose lapse has not been noted for that day.
    LAPSING = "
        select registration.registration_id, registration.person_id, registration.scheme_id,
               registration.strand, registration.review_due_on, scheme.edition
          from registration
          join scheme on scheme.scheme_id = registration.scheme_id
         where registration.ended_on is null
           and registration.review_due_on < $1
           and (registration.lapse_noted_for is null
                or registration.lapse_noted_for <> registration.review_due_on)
         order by registration.review_due_on, registration.registration_id
         limit 1000";

    NOTE_LAPSE = "
        update registration
           set lapse_noted_for = $2
         where registration_id = $1
           and ended_on is null
           and review_due_on = $2
           and (lapse_noted_for is null or lapse_noted_for <> $2)";
}

/// A review as it is to be stored.
pub(super) struct NewReview<'a> {
    pub(super) person: PersonId,
    pub(super) due_on: Date,
    pub(super) review: &'a domain::review::Review,
    pub(super) outcome: Kept,
}

/// A registration whose review is due.
pub(super) struct DueRow {
    pub(super) id: RegistrationId,
    pub(super) scheme: SchemeId,
    pub(super) scheme_name: String,
    pub(super) edition: String,
    pub(super) strand: StrandKey,
    pub(super) due_on: Date,
    pub(super) born_on: Option<Date>,
    pub(super) secrecy: crate::gate::Secrecy,
    pub(super) name: String,
}

/// A registration that may have lapsed.
pub(super) struct LapsingRow {
    pub(super) id: RegistrationId,
    pub(super) person: PersonId,
    pub(super) scheme: SchemeId,
    pub(super) edition: String,
    pub(super) strand: String,
    pub(super) due_on: Date,
}

pub(super) async fn insert(
    tx: &mut Tx<'_>,
    _permit: &Permit<HoldReview>,
    new: &NewReview<'_>,
) -> AppResult<()> {
    let review = new.review;
    let kinds: Vec<&str> = review.took_part.iter().map(|it| it.key()).collect();
    let (by, now) = (tx.actor().user_id(), tx.now());
    let args = args![
        new.person,
        review.id,
        review.registration,
        new.due_on,
        review.held_on,
        new.outcome.key(),
        &review.reasons,
        serde_json::json!(kinds),
        review.next_due.as_ref().map(|it| it.on),
        by,
        now,
    ];
    tx.run(INSERT, args).await.map(drop)
}

pub(crate) async fn of_registration(
    rx: &mut Rx<'_>,
    id: RegistrationId,
) -> AppResult<Vec<PastReview>> {
    rx.all(OF_REGISTRATION, args![id], |row| {
        Ok(PastReview {
            held_on: row.get("held_on")?,
            outcome: row.key("outcome", Kept::from_key)?,
            reasons: row.get("reasons")?,
            next_due_on: row.get("next_due_on")?,
            held_by: row.get("held_by")?,
        })
    })
    .await
}

pub(super) async fn last_held(rx: &mut Rx<'_>, id: RegistrationId) -> AppResult<Option<Date>> {
    rx.one(LAST_HELD, args![id], |row| row.get("held_on")).await
}

pub(super) async fn due(rx: &mut Rx<'_>, scope: &Scope, by: Date) -> AppResult<Vec<DueRow>> {
    let today = rx.today();
    let args = args![scope.everywhere, &scope.schemes, by];
    rx.all(DUE, args, |row| read_due(&row, today)).await
}

pub(super) async fn lapsing(rx: &mut Rx<'_>, before: Date) -> AppResult<Vec<LapsingRow>> {
    rx.all(LAPSING, args![before], |row| {
        Ok(LapsingRow {
            id: row.get("registration_id")?,
            person: row.get("person_id")?,
            scheme: row.get("scheme_id")?,
            edition: row.get("edition")?,
            strand: row.get("strand")?,
            due_on: row.get("review_due_on")?,
        })
    })
    .await
}

/// Notes a lapse; nought where it was noted already, or the day has moved.
pub(super) async fn note_lapse(
    tx: &mut Tx<'_>,
    _permit: &Permit<NoteLapses>,
    row: &LapsingRow,
) -> AppResult<u64> {
    tx.run(NOTE_LAPSE, args![row.id, row.due_on]).await
}

fn read_due(row: &Row, today: Date) -> AppResult<DueRow> {
    let (forenames, surname): (String, String) = (row.get("forenames")?, row.get("surname")?);
    Ok(DueRow {
        id: row.get("registration_id")?,
        scheme: row.get("scheme_id")?,
        scheme_name: row.get("scheme_name")?,
        edition: row.get("edition")?,
        strand: StrandKey(row.get("strand")?),
        due_on: row.get("review_due_on")?,
        born_on: row.get("born_on")?,
        secrecy: secrecy(row, today)?,
        name: person::listed(&forenames, &surname),
    })
}
