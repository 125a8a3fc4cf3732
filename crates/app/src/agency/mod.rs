//! Agencies that take part.

pub(crate) mod sql;
#[cfg(test)]
mod tests;

use domain::agency::{Agency, CreateAgency};
use domain::id::AgencyId;
use serde_json::json;

use crate::area;
use crate::audit::{Event, Verb};
use crate::error::AppResult;
use crate::gate::{Resource, Rx, Tx, actions};

actions! {
    /// Set up agencies.
    ManageAgencies = "manage_agencies";
}

/// Sets up an agency.
pub async fn create(tx: &mut Tx<'_>, cmd: &CreateAgency) -> AppResult<AgencyId> {
    let permit = tx.permit(&ManageAgencies(Resource::System))?;
    let tree = area::tree(tx).await?;
    let others = sql::all(tx).await?;
    let agency = cmd.decide(&tree, &others, tx.today())?;
    sql::insert(tx, &permit, &agency).await?;
    let event = Event::new(Verb::Collection, "agency_created")
        .about("agency", agency.id)
        .detail(json!({ "kind": agency.kind.key() }));
    tx.record(event);
    Ok(agency.id)
}

/// Every agency, by kind and name.
pub async fn all(rx: &mut Rx<'_>) -> AppResult<Vec<Agency>> {
    sql::all(rx).await
}
