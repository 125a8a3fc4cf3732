//! Deciding a proposal, and what a removal does at once.

use domain::Date;
use domain::edition::GroundKey;
use domain::id::RemovalId;
use domain::removal::{DecideRemoval as Wish, Decided, RemovalRefusal};
use serde_json::json;

use super::case::gather;
use super::propose::{note, proposed};
use super::{Decide, DecideRemoval, Outcome, sql};
use crate::audit::{Event, Verb};
use crate::error::{AppError, AppResult, What, on_newest};
use crate::gate::{Fact, Permit, PersonStanding, Resource, Rx, Tx};
use crate::notice;
use crate::registration::{self, File, assignment_sql};

/// Records what the agencies decided. Removal takes effect with it [SG05 ¶3, REM05].
pub async fn decide(tx: &mut Tx<'_>, cmd: &Decide) -> AppResult<Outcome> {
    let found = proposed(tx, cmd.registration).await;
    let (file, stored) = match found {
        Err(AppError::NotFound(What::Removal)) => return Err(too_late(tx, cmd).await?),
        found => found?,
    };
    let permit = tx.permit(&DecideRemoval(Resource::Person(file.standing.clone())))?;
    on_newest(What::Removal, cmd.version, stored.version)?;
    let case = gather(tx, &file, stored).await?;
    let wish = Wish { answer: cmd.answer, decided_on: cmd.on, reasons: cmd.reasons.clone() };
    let decided = case.judge(tx, &file, wish)??;

    let which = (case.stored.id, cmd.version);
    match decided {
        Decided::Kept { reasons } => {
            sql::decide(tx, &permit, which, Outcome::Kept, cmd.on, &reasons).await?;
            note(tx, &file, &case.stored, "removal_declined");
            Ok(Outcome::Kept)
        }
        Decided::Removed(removal) => {
            sql::decide(tx, &permit, which, Outcome::Removed, cmd.on, &cmd.reasons).await?;
            let ended =
                Ended { removal: removal.id, ground: removal.ground, on: removal.effective_on };
            end(tx, &permit, &file, &ended).await?;
            Ok(Outcome::Removed)
        }
    }
}

/// What whoever decides is told where nothing is proposed: that a colleague was quicker, if they
/// might have decided it themselves.
async fn too_late(rx: &mut Rx<'_>, cmd: &Decide) -> AppResult<AppError> {
    let file = registration::load(rx, cmd.registration).await?;
    let there = PersonStanding { schemes: vec![file.scheme.id], ..file.standing };
    let decided_on = sql::last_decided_on(rx, cmd.registration).await?;
    let decided_on = decided_on.filter(|_| rx.may(&DecideRemoval(Resource::Person(there))));
    Ok(decided_on.map_or(AppError::NotFound(What::Removal), |decided_on| {
        RemovalRefusal::AlreadyDecided { decided_on }.into()
    }))
}

/// What ended a registration.
pub(super) struct Ended {
    pub(super) removal: RemovalId,
    pub(super) ground: GroundKey,
    /// The first day off the scheme.
    pub(super) on: Date,
}

/// Ends a registration: nobody manages the person any more, and every agency that was told of
/// the selection is to be told of this [RR04 A.2, A.16].
pub(super) async fn end(
    tx: &mut Tx<'_>,
    permit: &Permit<DecideRemoval>,
    file: &File,
    ended: &Ended,
) -> AppResult<()> {
    let registration = file.registration();
    registration::sql::close(tx, permit, registration.id, ended.on).await?;
    assignment_sql::end_all(tx, registration.id, ended.on).await?;
    let to_tell = notice::raise_removal(tx, registration, ended.on).await?;
    let event = Event::new(Verb::Alteration, "removed")
        .about("registration", registration.id)
        .person(registration.person)
        .scheme(registration.scheme)
        .detail(json!({
            "removal": ended.removal.to_string(),
            "ground": ended.ground.0,
            "ended_on": ended.on.to_string(),
            "agencies_to_tell": to_tell,
        }));
    tx.record(event);
    tx.fact(Fact {
        kind: "removed",
        person: registration.person,
        scheme: Some(registration.scheme),
        happened_on: ended.on,
        detail: json!({
            "registration": registration.id.to_string(),
            "strand": registration.strand.0,
            "ground": ended.ground.0,
        }),
    });
    Ok(())
}
