//! The accountability tree, its changes, and which areas have no scheme.

mod atlas;
pub(crate) mod sql;
#[cfg(test)]
mod tests;

use domain::area::{Change, Coverage, Merge, MoveArea, OpenArea, Split, Tree};
use domain::id::AreaId;
use serde_json::json;

use crate::audit::{Event, Verb};
use crate::error::{AppError, AppResult};
use crate::gate::{Resource, Rx, Tx, actions};

pub use atlas::{Atlas, Due, atlas};

actions! {
    /// Open, move, merge and split areas.
    ChangeAreas = "change_areas";
}

/// The tree with its whole history.
pub async fn tree(rx: &mut Rx<'_>) -> AppResult<Tree> {
    let areas = sql::areas(rx).await?;
    let memberships = sql::memberships(rx).await?;
    let successions = sql::successions(rx).await?;
    // What is stored was decided by the same rules, so a fault here is our own.
    Tree::new(areas, memberships, successions)
        .map_err(|fault| AppError::Internal(anyhow::anyhow!("the stored tree: {fault:?}")))
}

/// Which schemes cover which areas, on all days.
pub async fn coverage(rx: &mut Rx<'_>) -> AppResult<Vec<Coverage>> {
    sql::coverage(rx).await
}

/// Opens an area that takes over from none.
pub async fn open(tx: &mut Tx<'_>, cmd: &OpenArea) -> AppResult<AreaId> {
    change(tx, ("area_opened", cmd.area.id), |tree| Ok(cmd.decide(tree)?)).await
}

/// Puts an area, with all below it, under another parent.
pub async fn move_to(tx: &mut Tx<'_>, cmd: &MoveArea) -> AppResult<AreaId> {
    change(tx, ("area_moved", cmd.area), |tree| Ok(cmd.decide(tree)?)).await
}

/// Merges several areas into a new one.
pub async fn merge(tx: &mut Tx<'_>, cmd: &Merge) -> AppResult<AreaId> {
    change(tx, ("areas_merged", cmd.into.id), |tree| Ok(cmd.decide(tree)?)).await
}

/// Splits one area into several new ones.
pub async fn split(tx: &mut Tx<'_>, cmd: &Split) -> AppResult<AreaId> {
    change(tx, ("area_split", cmd.area), |tree| Ok(cmd.decide(tree)?)).await
}

/// Decides against the whole tree, which only one writer at a time can change, so that a change
/// based on an older tree is refused by the rules themselves.
async fn change(
    tx: &mut Tx<'_>,
    (name, area): (&'static str, AreaId),
    decide: impl Fn(&Tree) -> AppResult<Change>,
) -> AppResult<AreaId> {
    let permit = tx.permit(&ChangeAreas(Resource::System))?;
    let before = tree(tx).await?;
    let change = decide(&before)?;
    before.with(&change)?;
    sql::store(tx, &permit, &change).await?;
    let keys = |areas: &[AreaId]| areas.iter().map(ToString::to_string).collect::<Vec<_>>();
    let opened: Vec<AreaId> = change.opened.iter().map(|it| it.id).collect();
    let event = Event::new(Verb::Alteration, name).about("area", area).detail(json!({
        "on": change.on.to_string(),
        "opened": keys(&opened),
        "closed": keys(&change.closed),
    }));
    tx.record(event);
    Ok(area)
}
