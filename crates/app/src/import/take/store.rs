//! Writing a row of a register down.

use domain::id::{Id, PersonId, RegistrationId, RemovalId, SchemeId};
use domain::person::PersonRefusal;
use serde_json::json;
use uuid::Uuid;

use super::super::entry::{Stay, Who};
use super::super::read::Import;
use super::sql;
use crate::audit::{Event, Verb};
use crate::db::args;
use crate::error::AppResult;
use crate::gate::{Fact, Permit, Tx};
use crate::import::ImportRegister;
use crate::person;

/// What an import's permit opens.
type Allowed = Permit<ImportRegister>;

/// Records the person of a row as anybody else would, or says why no such person can be.
pub(super) async fn record_person(
    tx: &mut Tx<'_>,
    who: &Who,
    scheme: SchemeId,
) -> AppResult<Result<PersonId, PersonRefusal>> {
    let cmd = who.record(tx.id());
    if let Err(refusal) = cmd.check(tx.today()) {
        return Ok(Err(refusal));
    }
    person::record(tx, scheme, &cmd).await.map(Ok)
}

/// Takes a stay over as the scheme's own register has it: no decision of this system stands
/// behind it. A stay that has ended is history, with the removal that ended it.
pub(super) async fn take_over(
    tx: &mut Tx<'_>,
    permit: &Allowed,
    (import, person): (&Import, PersonId),
    stay: &Stay,
) -> AppResult<RegistrationId> {
    let id: RegistrationId = tx.id();
    let ended_on = stay.ended.as_ref().map(|it| it.on);
    let slot = if stay.is_open() { "open".to_owned() } else { id.to_string() };
    let args = args![
        import.scheme,
        stay.strand.0.as_str(),
        stay.registered_on,
        stay.review_due_on,
        ended_on,
        slot,
        stay.reference.as_deref(),
    ];
    sql::insert(tx, permit, sql::INSERT_REGISTRATION, (person, id, args)).await?;
    status(tx, permit, (person, id), stay).await?;
    posts(tx, permit, (person, id), stay).await?;
    removal(tx, permit, (import, person, id), stay).await?;
    for (field, value) in &stay.details {
        let args = args![person, id, field.key(), value.as_str(), import.id];
        sql::insert_plain(tx, permit, sql::INSERT_DETAIL, args).await?;
    }
    tell(tx, (import, person, id), stay);
    Ok(id)
}

/// `until_on` is the first day on which it no longer holds.
async fn status(
    tx: &mut Tx<'_>,
    permit: &Allowed,
    (person, registration): (PersonId, RegistrationId),
    stay: &Stay,
) -> AppResult<()> {
    let Some(status) = stay.status else { return Ok(()) };
    let until_on = status.to.and_then(|it| it.tomorrow().ok());
    // The order itself began on a day that the register does not tell.
    let from_on = stay.registered_on;
    let id = tx.id::<RowKey>();
    let args = args![
        person,
        registration,
        id.0.hyphenated().to_string(),
        status.order.key(),
        from_on,
        until_on.filter(|it| *it > from_on),
    ];
    sql::insert_plain(tx, permit, sql::INSERT_STATUS, args).await
}

async fn posts(
    tx: &mut Tx<'_>,
    permit: &Allowed,
    (person, registration): (PersonId, RegistrationId),
    stay: &Stay,
) -> AppResult<()> {
    let until_on = stay.ended.as_ref().map(|it| it.on);
    for held in &stay.posts {
        let id = tx.id::<RowKey>();
        let args = args![
            person,
            registration,
            id.0.hyphenated().to_string(),
            held.post.key(),
            held.name.as_str(),
            held.agency,
            stay.registered_on,
            until_on,
        ];
        sql::insert_plain(tx, permit, sql::INSERT_ASSIGNMENT, args).await?;
    }
    Ok(())
}

async fn removal(
    tx: &mut Tx<'_>,
    permit: &Allowed,
    (import, person, registration): (&Import, PersonId, RegistrationId),
    stay: &Stay,
) -> AppResult<()> {
    let Some(ended) = &stay.ended else { return Ok(()) };
    let id: RemovalId = tx.id();
    let args = args![
        registration,
        import.scheme,
        ended.ground.0.as_str(),
        ended.reasons.as_str(),
        ended.on,
        "remove",
    ];
    sql::insert(tx, permit, sql::INSERT_REMOVAL, (person, id, args)).await
}

fn tell(
    tx: &mut Tx<'_>,
    (import, person, registration): (&Import, PersonId, RegistrationId),
    stay: &Stay,
) {
    let ended_on = stay.ended.as_ref().map(|it| it.on.to_string());
    let event = Event::new(Verb::Collection, "taken_in")
        .about("registration", registration)
        .person(person)
        .scheme(import.scheme)
        .detail(json!({
            "import": import.id.to_string(),
            "registered_on": stay.registered_on.to_string(),
            "ended_on": ended_on,
        }));
    tx.record(event);
    let fact = |kind, happened_on, detail| Fact {
        kind,
        person,
        scheme: Some(import.scheme),
        happened_on,
        detail,
    };
    let registration = registration.to_string();
    let detail = json!({
        "registration": registration, "strand": stay.strand.0, "taken_in": true,
    });
    tx.fact(fact("registered", stay.registered_on, detail));
    if let Some(ended) = &stay.ended {
        let detail = json!({
            "registration": registration, "ground": ended.ground.0, "taken_in": true,
        });
        tx.fact(fact("removed", ended.on, detail));
    }
}

/// The key of a row that nothing refers to.
#[derive(Debug, Clone, Copy)]
struct RowKey(Uuid);

impl Id for RowKey {
    fn from_uuid(uuid: Uuid) -> Self {
        Self(uuid)
    }

    fn uuid(self) -> Uuid {
        self.0
    }
}
