//! Writing a row of a register down, by what everybody else writes with.

use domain::id::{PersonId, RegistrationId, SchemeId};
use domain::person::PersonRefusal;

use super::super::entry::{Stay, Who};
use super::super::fault::{Fault, Mend};
use super::super::field::Field;
use super::super::read::Import;
use super::sql;
use crate::error::AppResult;
use crate::gate::{Permit, Tx};
use crate::import::ImportRegister;
use crate::person;
use crate::registration::{self, NewPeriod, TakeOver};

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

/// Takes the stay of a row over; what could not be kept of it is to be looked at.
pub(super) async fn take_over(
    tx: &mut Tx<'_>,
    permit: &Permit<ImportRegister>,
    (import, person): (&Import, PersonId),
    stay: &Stay,
) -> AppResult<(RegistrationId, Option<Mend>)> {
    let cmd = TakeOver {
        import: import.id,
        person,
        scheme: import.scheme,
        strand: stay.strand.clone(),
        registered_on: stay.registered_on,
        review_due_on: stay.review_due_on,
        reference: stay.reference.clone(),
        period: period(stay),
        posts: stay.posts.clone(),
        ended: stay.ended.clone(),
    };
    let taken = registration::take_over(tx, permit, &cmd).await?;
    let id = taken.registration;
    for (field, value) in &stay.details {
        sql::insert_detail(tx, permit, import.id, (person, id), (*field, value)).await?;
    }
    let overlaps = |_| Mend::warn(Field::Statutory, Fault::OrderOverlaps);
    Ok((id, taken.order_refused.map(overlaps)))
}

/// The order as far as the register tells: from the first day of the stay, because the day it
/// began is not told, and of a stay that has ended no longer than that.
fn period(stay: &Stay) -> Option<NewPeriod> {
    let status = stay.status?;
    let from = stay.registered_on;
    let last_day = stay.ended.as_ref().map(|it| it.on.yesterday().unwrap_or(it.on));
    let ends = [status.to, last_day].into_iter().flatten().min();
    Some(NewPeriod { order: status.order, from, to: ends.map(|it| it.max(from)) })
}
