//! Closing a scheme, and what stands in the way of it.

use domain::id::SchemeId;
use domain::scheme::{CloseScheme, Unfinished};
use serde_json::json;

use super::{CloseSchemes, ViewScheme, sql, store};
use crate::area;
use crate::audit::{Event, Verb};
use crate::error::{AppError, AppResult};
use crate::gate::{Resource, Rx, Tx};

/// What whoever closes a scheme is to see first.
#[derive(Debug, Clone)]
pub struct Closing {
    /// The name of the scheme.
    pub name: String,
    /// Its version, for whoever closes it.
    pub version: i64,
    /// What it still has to answer for.
    pub unfinished: Unfinished,
    /// The areas that no other scheme covers: they show as gaps.
    pub gaps: Vec<String>,
}

/// What stands in the way of closing a scheme, and what follows from it.
pub async fn closing(rx: &mut Rx<'_>, id: SchemeId) -> AppResult<Closing> {
    rx.require(&ViewScheme(Resource::Scheme(id))).map_err(|_| AppError::Hidden)?;
    rx.require(&CloseSchemes(Resource::Scheme(id)))?;
    let stored = sql::stored(rx, id).await?;
    if stored.scheme.closed_on.is_some() {
        return Err(AppError::Hidden);
    }
    let today = rx.today();
    let tree = area::tree(rx).await?;
    let others = sql::every(rx).await?;
    let mut gaps = stored.scheme.ground_on(&tree, today);
    for other in others.iter().filter(|it| it.id != id) {
        let ground = other.ground_on(&tree, today);
        gaps.retain(|it| !ground.contains(it));
    }
    Ok(Closing {
        version: stored.version,
        unfinished: sql::unfinished(rx, id).await?,
        gaps: gaps.iter().filter_map(|it| Some(tree.find(*it)?.name.clone())).collect(),
        name: stored.scheme.name,
    })
}

/// Closes a scheme. Nothing of it is erased; what it had in place ends on the day.
pub async fn close(
    tx: &mut Tx<'_>,
    (id, version): (SchemeId, i64),
    cmd: &CloseScheme,
) -> AppResult<()> {
    let permit = tx.permit(&CloseSchemes(Resource::Scheme(id)))?;
    store::version_to_close(tx, &permit, (id, version)).await?;
    let stored = sql::stored(tx, id).await?;
    let unfinished = sql::unfinished(tx, id).await?;
    cmd.decide(&stored.scheme, &unfinished, tx.today())?;
    store::close(tx, &permit, id, cmd).await?;
    let event = Event::new(Verb::Alteration, "scheme_closed")
        .about("scheme", id)
        .scheme(id)
        .detail(json!({ "on": cmd.on.to_string() }));
    tx.record(event);
    Ok(())
}
