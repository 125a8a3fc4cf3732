//! What each agency thinks of a proposal, and how objections were resolved [SG05 ¶3].

use super::propose::{note, proposed};
use super::{GiveView, GiveViewOf, RecordViews, Resolve, sql};
use crate::error::{AppError, AppResult, Reasons, What};
use crate::gate::{Action, Resource, Tx};
use crate::scheme;

/// Records an agency's view. Whoever runs the meeting records anybody's; others speak for the
/// agency they work for only.
pub async fn give_view(tx: &mut Tx<'_>, cmd: &GiveViewOf) -> AppResult<String> {
    let (file, proposal) = proposed(tx, cmd.registration).await?;
    let person = || Resource::Person(file.standing.clone());
    if tx.may(&RecordViews(person())) {
        let _permit = tx.permit(&RecordViews(person()))?;
    } else {
        let _permit = tx.permit(&GiveView(person()))?;
        if tx.actor().agency() != Some(cmd.agency) {
            let policies = vec!["removal.own_view".to_owned()];
            return Err(AppError::Forbidden(Reasons { action: RecordViews::NAME, policies }));
        }
    }
    let parties = scheme::parties(tx, file.scheme.id).await?;
    let told = crate::notice::of_registration(tx, cmd.registration).await?;
    let takes_part = parties.iter().any(|it| it.agency == cmd.agency)
        || told.iter().any(|it| it.agency == cmd.agency && it.told_on.is_some());
    if !takes_part {
        return Err(AppError::NotFound(What::Agency));
    }
    file.person.life().happened(cmd.on, tx.today())?;
    sql::upsert_view(tx, (file.person.id, proposal.id), cmd).await?;
    note(tx, &file, &proposal, "removal_view_given");
    Ok(cmd.agency.to_string())
}

/// Records how an objection was resolved.
pub async fn resolve(tx: &mut Tx<'_>, cmd: &Resolve) -> AppResult<String> {
    let (file, proposal) = proposed(tx, cmd.registration).await?;
    let _permit = tx.permit(&RecordViews(Resource::Person(file.standing.clone())))?;
    if sql::resolve(tx, proposal.id, cmd).await? == 0 {
        return Err(AppError::Conflict(What::Removal));
    }
    note(tx, &file, &proposal, "removal_objection_resolved");
    Ok(cmd.agency.to_string())
}
