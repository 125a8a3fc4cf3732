//! A stay that began before this system did, taken over as the scheme's own register has it: no
//! panel here decided it, so it comes with its own dates and no rule of today judges it. It is
//! written down by the same statements as every other.

use domain::edition::{GroundKey, StrandKey};
use domain::id::{AgencyId, ImportId, PersonId, RegistrationId, RemovalId, SchemeId};
use domain::registration::{Assignment, Holder, Post, Registration, Standing};
use domain::removal::{DrugUse, Removal, RemovedBy};
use domain::{Date, Refusal};
use serde_json::json;

use super::file::Stored;
use super::{Assigned, NewPeriod, assignment_sql, period, row_key, sql};
use crate::audit::{Event, Verb};
use crate::error::{AppError, AppResult};
use crate::gate::{Fact, Permit, Tx};
use crate::import::ImportRegister;
use crate::removal;

/// Take a stay over from a register.
#[derive(Clone)]
pub(crate) struct TakeOver {
    /// The import it comes with.
    pub(crate) import: ImportId,
    pub(crate) person: PersonId,
    pub(crate) scheme: SchemeId,
    pub(crate) strand: StrandKey,
    pub(crate) registered_on: Date,
    pub(crate) review_due_on: Date,
    /// The scheme's own reference.
    pub(crate) reference: Option<String>,
    /// The order the person was under.
    pub(crate) period: Option<NewPeriod>,
    pub(crate) posts: Vec<HeldPost>,
    pub(crate) ended: Option<Ended>,
}

/// Somebody named in the register as manager or lead, for the whole of the stay.
#[derive(Clone)]
pub(crate) struct HeldPost {
    pub(crate) post: Post,
    pub(crate) name: String,
    pub(crate) agency: AgencyId,
}

/// How a stay ended.
#[derive(Clone)]
pub(crate) struct Ended {
    /// The first day off the scheme.
    pub(crate) on: Date,
    pub(crate) ground: GroundKey,
    pub(crate) reasons: String,
}

/// A stay as it was taken over.
pub(crate) struct TakenOver {
    pub(crate) registration: RegistrationId,
    /// Why the order could not be recorded beside those there are.
    pub(crate) order_refused: Option<Refusal>,
}

/// Takes a stay over. One that has ended is history, with the removal that ended it.
pub(crate) async fn take_over(
    tx: &mut Tx<'_>,
    permit: &Permit<ImportRegister>,
    cmd: &TakeOver,
) -> AppResult<TakenOver> {
    let removal = cmd.ended.as_ref().map(|it| (it, tx.id::<RemovalId>()));
    let standing = match &removal {
        Some((ended, removal)) => Standing::Closed { on: ended.on, removal: *removal },
        None => Standing::Open,
    };
    let registration = Registration {
        id: tx.id(),
        person: cmd.person,
        scheme: cmd.scheme,
        strand: cmd.strand.clone(),
        registered_on: cmd.registered_on,
        decision: sql::not_here(),
        previous: None,
        standing,
    };
    let id = registration.id;
    let stored = Stored {
        registration,
        nomination: None,
        review_due_on: cmd.review_due_on,
        drug_use: DrugUse::NoneKnown,
        reference: cmd.reference.clone(),
        version: 1,
    };
    sql::insert(tx, &permit.part(), &stored).await?;
    let order_refused = order(tx, permit, &stored.registration, cmd.period).await?;
    posts(tx, permit, cmd, id).await?;
    if let Some((ended, removal)) = removal {
        let by = RemovedBy::Consensus { reasons: ended.reasons.clone() };
        let (ground, effective_on) = (ended.ground.clone(), ended.on);
        let removal = Removal { id: removal, registration: id, ground, effective_on, by };
        let of = (cmd.person, cmd.scheme);
        removal::sql::insert_decided(tx, &permit.part(), of, &removal, (&ended.reasons, None))
            .await?;
    }
    tell(tx, cmd, id);
    Ok(TakenOver { registration: id, order_refused })
}

/// Each day has one status: an order that would overlap another is left out and said to be.
async fn order(
    tx: &mut Tx<'_>,
    permit: &Permit<ImportRegister>,
    registration: &Registration,
    period: Option<NewPeriod>,
) -> AppResult<Option<Refusal>> {
    let Some(new) = period else { return Ok(None) };
    match period::add(tx, &permit.part(), registration, new).await {
        Ok(_) => Ok(None),
        Err(AppError::Refused(refusal)) => Ok(Some(refusal)),
        Err(error) => Err(error),
    }
}

async fn posts(
    tx: &mut Tx<'_>,
    permit: &Permit<ImportRegister>,
    cmd: &TakeOver,
    id: RegistrationId,
) -> AppResult<()> {
    let to = cmd.ended.as_ref().and_then(|it| it.on.yesterday().ok());
    for held in &cmd.posts {
        let (key, name) = (row_key(tx), held.name.clone());
        let assignment = Assignment {
            post: held.post,
            holder: Holder::Named(name.clone()),
            agency: held.agency,
            from: cmd.registered_on,
            to,
        };
        let row = Assigned { key: key.clone(), assignment, name, agency_name: String::new() };
        assignment_sql::insert(tx, &permit.part(), (cmd.person, id), &key, &row).await?;
    }
    Ok(())
}

fn tell(tx: &mut Tx<'_>, cmd: &TakeOver, id: RegistrationId) {
    let event = Event::new(Verb::Collection, "taken_in")
        .about("registration", id)
        .person(cmd.person)
        .scheme(cmd.scheme)
        .detail(json!({
            "import": cmd.import.to_string(),
            "registered_on": cmd.registered_on.to_string(),
            "ended_on": cmd.ended.as_ref().map(|it| it.on.to_string()),
        }));
    tx.record(event);
    let fact = |kind, happened_on, detail| Fact {
        kind,
        person: cmd.person,
        scheme: Some(cmd.scheme),
        happened_on,
        detail,
    };
    let registration = id.to_string();
    let detail = json!({ "registration": registration, "strand": cmd.strand.0, "taken_in": true });
    tx.fact(fact("registered", cmd.registered_on, detail));
    if let Some(ended) = &cmd.ended {
        let detail =
            json!({ "registration": registration, "ground": ended.ground.0, "taken_in": true });
        tx.fact(fact("removed", ended.on, detail));
    }
}
