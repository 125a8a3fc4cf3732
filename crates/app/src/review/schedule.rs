//! Setting the day of a review that is still to come.

use domain::Date;
use domain::id::RegistrationId;
use domain::review::{ReviewFacts, ScheduleRefusal, ScheduleReview as Wish};
use serde_json::json;

use super::{ScheduleReview, sql};
use crate::audit::{Event, Verb};
use crate::error::AppResult;
use crate::gate::{Fact, Resource, Rx, Tx};
use crate::registration::{self, File};
use crate::scheme;

/// Whether the next review of a registration can be set for a day.
pub(crate) async fn judge_schedule(
    rx: &mut Rx<'_>,
    file: &File,
    on: Date,
) -> AppResult<Result<Date, ScheduleRefusal>> {
    let registration = file.registration();
    let last_held_on = sql::last_held(rx, registration.id).await?;
    let Some(born) = file.person.born_on else {
        let strand = registration.strand.clone();
        return Ok(Err(ScheduleRefusal::NoInterval { strand }));
    };
    let facts = ReviewFacts { registration, last_held_on, born, died_on: file.person.died_on };
    // Many a stay began before the edition did: what is allowed today is what counts.
    let rules = scheme::edition(rx, &file.scheme)?.on(rx.today());
    let due_on = file.stored.review_due_on;
    Ok(Wish { on }.decide((&facts, due_on), rules, rx.today()))
}

/// Sets the day of the next review, no later than the interval since the last one allows
/// [RR04 ¶11-12].
pub(crate) async fn schedule(tx: &mut Tx<'_>, id: RegistrationId, on: Date) -> AppResult<()> {
    let file = registration::load(tx, id).await?;
    let permit = tx.permit(&ScheduleReview(Resource::Person(file.standing.clone())))?;
    let on = judge_schedule(tx, &file, on).await??;

    let which = (id, file.stored.version);
    registration::sql::set_review(tx, &permit, which, &file.registration().strand, on).await?;
    let detail = json!({
        "registration": id.to_string(),
        "was_due_on": file.stored.review_due_on.to_string(),
        "review_due_on": on.to_string(),
    });
    let event = Event::new(Verb::Alteration, "review_scheduled")
        .about("registration", id)
        .person(file.person.id)
        .scheme(file.scheme.id)
        .detail(detail.clone());
    tx.record(event);
    let happened_on = tx.today();
    tx.fact(Fact {
        kind: "review_scheduled",
        person: file.person.id,
        scheme: Some(file.scheme.id),
        happened_on,
        detail,
    });
    Ok(())
}
