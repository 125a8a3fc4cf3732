//! Statements about registrations.

use domain::Date;
use domain::edition::StrandKey;
use domain::id::{DecisionId, Id, NominationId, PersonId, RegistrationId, RemovalId, SchemeId};
use domain::registration::{Mandate, MandateSays, Registration, Standing};
use uuid::Uuid;

use super::file::Stored;
use super::{Nominated, Register, drug_use_from_key, drug_use_key};
use crate::db::{Row, args, statements};
use crate::error::{AppResult, What};
use crate::gate::{Permit, Rx, Tx};
use crate::removal::DecideRemoval;
use crate::review::{HoldReview, ScheduleReview};

statements! {
    COUNT_OPEN = "
        select count(*) as registered
          from registration
         where scheme_id = $1
           and ended_on is null";

    FIND = "
        select registration.person_id, registration.registration_id, registration.scheme_id,
               registration.nomination_id, registration.decision_id,
               registration.previous_registration_id, registration.strand,
               registration.registered_on, registration.review_due_on, registration.ended_on,
               registration.drug_use, registration.reference, registration.version,
               (select max(removal.removal_id)
                  from removal
                 where removal.registration_id = registration.registration_id
                   and removal.outcome = 'remove') as removal_id
          from registration
         where registration.registration_id = $1";

    OF_PERSON = "
        select registration.person_id, registration.registration_id, registration.scheme_id,
               registration.nomination_id, registration.decision_id,
               registration.previous_registration_id, registration.strand,
               registration.registered_on, registration.review_due_on, registration.ended_on,
               registration.drug_use, registration.reference, registration.version,
               (select max(removal.removal_id)
                  from removal
                 where removal.registration_id = registration.registration_id
                   and removal.outcome = 'remove') as removal_id
          from registration
         where registration.person_id = $1
         order by registration.registered_on, registration.registration_id";

    /// The nomination with the last decision on it.
    NOMINATED = "
        select nomination.nomination_id, nomination.person_id, nomination.scheme_id,
               nomination.strand, decision.decision_id, decision.outcome, decision.decided_on,
               decision.over_capacity_reason
          from nomination
          left join decision on decision.person_id = nomination.person_id
                            and decision.nomination_id = nomination.nomination_id
         where nomination.nomination_id = $1
           and nomination.withdrawn_on is null
         order by decision.decided_on desc nulls last, decision.recorded_at desc nulls last,
                  decision.decision_id desc nulls last
         limit 1";

    EVIDENCE_DAYS = "
        select happened_on, recorded_at
          from evidence
         where nomination_id = $1
         order by evidence_id";

    INSERT = "
        insert into registration
            (person_id, registration_id, scheme_id, nomination_id, decision_id,
             previous_registration_id, strand, registered_on, review_due_on, drug_use, ended_on,
             open_slot, reference, version)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 1)";

    /// A review keeps somebody: on a strand, until a day.
    SET_REVIEW = "
        update registration
           set strand = $3, review_due_on = $4, version = version + 1
         where registration_id = $1
           and ended_on is null
           and version = $2";

    /// A review proposes removal: the day stays.
    TOUCH = "
        update registration
           set version = version + 1
         where registration_id = $1
           and ended_on is null
           and version = $2";

    CLOSE = "
        update registration
           set ended_on = $2, open_slot = registration_id, version = version + 1
         where registration_id = $1
           and ended_on is null";
}

/// How many people are on a scheme today.
pub(crate) async fn count_open(rx: &mut Rx<'_>, scheme: SchemeId) -> AppResult<u32> {
    rx.one(COUNT_OPEN, args![scheme], |row| row.get("registered")).await
}

pub(crate) async fn find(rx: &mut Rx<'_>, id: RegistrationId) -> AppResult<Option<Stored>> {
    rx.maybe(FIND, args![id], read).await
}

pub(crate) async fn of_person(rx: &mut Rx<'_>, person: PersonId) -> AppResult<Vec<Stored>> {
    rx.all(OF_PERSON, args![person], read).await
}

pub(crate) async fn nominated(
    rx: &mut Rx<'_>,
    nomination: NominationId,
) -> AppResult<Option<Nominated>> {
    rx.maybe(NOMINATED, args![nomination], read_nominated).await
}

/// The days of the facts a nomination rests on: when each happened, or became known.
pub(crate) async fn evidence_days(
    rx: &mut Rx<'_>,
    nomination: NominationId,
) -> AppResult<Vec<Date>> {
    rx.all(EVIDENCE_DAYS, args![nomination], |row| {
        let happened_on: Option<Date> = row.get("happened_on")?;
        let recorded_at: domain::Timestamp = row.get("recorded_at")?;
        Ok(happened_on.unwrap_or_else(|| crate::clock::london_date(recorded_at)))
    })
    .await
}

pub(crate) async fn insert(
    tx: &mut Tx<'_>,
    _permit: &Permit<Register>,
    stored: &Stored,
) -> AppResult<()> {
    let it = &stored.registration;
    let ended_on = it.closed_on();
    let slot = if ended_on.is_some() { it.id.to_string() } else { "open".to_owned() };
    let args = args![
        it.person,
        it.id,
        it.scheme,
        stored.nomination,
        Some(it.decision).filter(|it| *it != not_here()),
        it.previous,
        &it.strand.0,
        it.registered_on,
        stored.review_due_on,
        drug_use_key(stored.drug_use),
        ended_on,
        slot,
        stored.reference.as_deref(),
    ];
    tx.run(INSERT, args).await.map(drop)
}

/// The key of a decision or removal that was not taken in this system: a stay that came from a
/// spreadsheet has none here. No other has the nil key, so that it never passes for one.
pub(super) fn not_here<T: Id>() -> T {
    T::from_uuid(Uuid::nil())
}

pub(crate) async fn set_review(
    tx: &mut Tx<'_>,
    _permit: &Permit<ScheduleReview>,
    (id, based_on): (RegistrationId, i64),
    strand: &StrandKey,
    due_on: Date,
) -> AppResult<()> {
    let args = args![id, based_on, &strand.0, due_on];
    tx.run_versioned(What::Registration, based_on, SET_REVIEW, args).await
}

pub(crate) async fn touch(
    tx: &mut Tx<'_>,
    _permit: &Permit<HoldReview>,
    (id, based_on): (RegistrationId, i64),
) -> AppResult<()> {
    tx.run_versioned(What::Registration, based_on, TOUCH, args![id, based_on]).await
}

/// Ends a registration. Its slot becomes its own key, so that the person may return.
pub(crate) async fn close(
    tx: &mut Tx<'_>,
    _permit: &Permit<DecideRemoval>,
    id: RegistrationId,
    on: Date,
) -> AppResult<()> {
    tx.run(CLOSE, args![id, on]).await.map(drop)
}

fn read(row: Row) -> AppResult<Stored> {
    let ended_on: Option<Date> = row.get("ended_on")?;
    let removal: Option<RemovalId> = row.get("removal_id")?;
    let decision: Option<DecisionId> = row.get("decision_id")?;
    let removal = removal.unwrap_or_else(not_here);
    let standing = ended_on.map_or(Standing::Open, |on| Standing::Closed { on, removal });
    Ok(Stored {
        registration: Registration {
            id: row.get("registration_id")?,
            person: row.get("person_id")?,
            scheme: row.get("scheme_id")?,
            strand: StrandKey(row.get("strand")?),
            registered_on: row.get("registered_on")?,
            decision: decision.unwrap_or_else(not_here),
            previous: row.get("previous_registration_id")?,
            standing,
        },
        nomination: row.get("nomination_id")?,
        review_due_on: row.get("review_due_on")?,
        drug_use: row.key("drug_use", drug_use_from_key)?,
        reference: row.get("reference")?,
        version: row.get("version")?,
    })
}

fn read_nominated(row: Row) -> AppResult<Nominated> {
    let (person, scheme) = (row.get("person_id")?, row.get("scheme_id")?);
    Ok(Nominated {
        nomination: row.get("nomination_id")?,
        person,
        scheme,
        strand: StrandKey(row.get("strand")?),
        mandate: read_mandate(&row, person, scheme)?,
    })
}

fn read_mandate(row: &Row, person: PersonId, scheme: SchemeId) -> AppResult<Option<Mandate>> {
    let Some(decision) = row.get::<Option<DecisionId>>("decision_id")? else { return Ok(None) };
    let outcome: String = row.get("outcome")?;
    let over: Option<String> = row.get("over_capacity_reason")?;
    let says = match (outcome.as_str(), over) {
        ("register", None) => MandateSays::Register,
        ("register", Some(_)) => MandateSays::RegisterOverCapacity,
        ("waiting_list", _) => MandateSays::WaitForPlace,
        ("refuse", _) => MandateSays::Refuse,
        // Put off: nothing is decided yet.
        _ => return Ok(None),
    };
    Ok(Some(Mandate { decision, person, scheme, decided_on: row.get("decided_on")?, says }))
}
