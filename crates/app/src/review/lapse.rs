//! Notes, once for each, that the grace after a review has run out. Nobody is removed by it:
//! people decide.

use domain::id::RegistrationId;
use domain::review::{ReviewStanding, standing};
use serde_json::json;

use super::{NoteLapses, sql};
use crate::actor::Actor;
use crate::audit::{Event, Verb};
use crate::error::AppResult;
use crate::gate::{App, Fact, Resource, Tx};

/// How many lapses a run noted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Noted(pub u64);

/// Notes every registration that is now queued for removal unless it is decided anew. Safe to run
/// twice: a lapse is noted once for each day that passed.
pub async fn queue_lapsed_reviews(app: &App) -> AppResult<Noted> {
    app.write(&Actor::system(), |tx| Box::pin(note(tx))).await
}

async fn note(tx: &mut Tx<'_>) -> AppResult<Noted> {
    let permit = tx.permit(&NoteLapses(Resource::System))?;
    let today = tx.today();
    let mut noted = 0;
    for row in sql::lapsing(tx, today).await? {
        let Some(edition) = tx.editions().get(&row.edition) else { continue };
        match standing(row.due_on, today, edition.on(today)) {
            ReviewStanding::QueuedForRemoval { .. } => {}
            ReviewStanding::NotYet { .. }
            | ReviewStanding::Amber { .. }
            | ReviewStanding::Past { .. } => continue,
        }
        let changed = sql::note_lapse(tx, &permit, &row).await?;
        if changed > 0 {
            noted += changed;
            record(tx, row.id, &row);
        }
    }
    Ok(Noted(noted))
}

fn record(tx: &mut Tx<'_>, id: RegistrationId, row: &sql::LapsingRow) {
    let detail = json!({ "due_on": row.due_on.to_string(), "strand": row.strand });
    let event = Event::new(Verb::Alteration, "review_lapsed")
        .about("registration", id)
        .person(row.person)
        .scheme(row.scheme)
        .detail(detail.clone());
    tx.record(event);
    let happened_on = tx.today();
    tx.fact(Fact {
        kind: "review_lapsed",
        person: row.person,
        scheme: Some(row.scheme),
        happened_on,
        detail,
    });
}
