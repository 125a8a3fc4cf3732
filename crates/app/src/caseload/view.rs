//! Views of the caseload that somebody named: for oneself, or for everybody in a scheme.

use domain::id::{SchemeId, UserId};
use serde_json::json;

use super::{KeepView, ShareView, sql};
use crate::audit::{Event, Verb};
use crate::db::{Row, args};
use crate::error::{AppError, AppResult, What};
use crate::gate::{Resource, Rx, Tx};

/// The longest name of a view.
pub const VIEW_NAME_LIMIT_CHARS: usize = 80;

/// A named view.
#[derive(Debug, Clone)]
pub struct SavedView {
    /// Its key.
    pub id: String,
    /// Who made it.
    pub user: UserId,
    /// The scheme whose people all see it; none where it is its maker's own.
    pub scheme: Option<SchemeId>,
    /// The name of that scheme.
    pub scheme_name: Option<String>,
    /// What it is called.
    pub name: String,
    /// The filters, as they stand in an address.
    pub query: String,
}

/// Keep a view.
#[derive(Debug, Clone)]
pub struct SaveView {
    /// What it is to be called.
    pub name: String,
    /// The filters, as they stand in an address.
    pub query: String,
    /// The scheme to share it with.
    pub scheme: Option<SchemeId>,
}

/// The reader's own views, then those of the schemes in reach.
pub async fn views(rx: &mut Rx<'_>) -> AppResult<Vec<SavedView>> {
    let scope = rx.scope();
    let args = args![rx.actor().user_id(), scope.everywhere, scope.schemes];
    rx.all(sql::VIEWS, args, read).await
}

/// Whether the reader may rename or delete a view.
pub fn may_change(rx: &Rx<'_>, view: &SavedView) -> bool {
    match view.scheme {
        Some(scheme) => rx.may(&ShareView(Resource::Scheme(scheme))),
        None => rx.actor().user_id() == Some(view.user) && rx.may(&KeepView(Resource::System)),
    }
}

/// Keeps a view, for oneself or for everybody in a scheme.
pub async fn save_view(tx: &mut Tx<'_>, cmd: &SaveView) -> AppResult<String> {
    permit(tx, cmd.scheme)?;
    let id = tx.id::<domain::id::JobId>().to_string();
    let user = tx.actor().user_id();
    let args =
        args![id.as_str(), user, cmd.scheme, cmd.name.as_str(), cmd.query.as_str(), tx.now()];
    tx.run(sql::INSERT_VIEW, args).await?;
    record(tx, (Verb::Collection, "view_saved"), &id, cmd.scheme);
    Ok(id)
}

/// Gives a view another name.
pub async fn rename_view(tx: &mut Tx<'_>, id: &str, name: &str) -> AppResult<()> {
    let view = own(tx, id).await?;
    tx.run(sql::RENAME_VIEW, args![id, name]).await?;
    record(tx, (Verb::Alteration, "view_renamed"), id, view.scheme);
    Ok(())
}

/// Deletes a view.
pub async fn delete_view(tx: &mut Tx<'_>, id: &str) -> AppResult<()> {
    let view = own(tx, id).await?;
    tx.run(sql::DELETE_VIEW, args![id]).await?;
    record(tx, (Verb::Erasure, "view_deleted"), id, view.scheme);
    Ok(())
}

/// A view that the actor may change. Another's own view looks as if there were none.
async fn own(tx: &mut Tx<'_>, id: &str) -> AppResult<SavedView> {
    let found = tx.maybe(sql::FIND_VIEW, args![id], read).await?;
    let view = found.ok_or(AppError::NotFound(What::Record))?;
    if view.scheme.is_none() && tx.actor().user_id() != Some(view.user) {
        return Err(AppError::Hidden);
    }
    permit(tx, view.scheme)?;
    Ok(view)
}

fn permit(tx: &Tx<'_>, scheme: Option<SchemeId>) -> AppResult<()> {
    match scheme {
        Some(scheme) => tx.require(&ShareView(Resource::Scheme(scheme))),
        None => tx.require(&KeepView(Resource::System)),
    }
}

fn record(tx: &mut Tx<'_>, (verb, name): (Verb, &'static str), id: &str, to: Option<SchemeId>) {
    let shared = if to.is_some() { "scheme" } else { "own" };
    let event = Event::new(verb, name).about("view", id).detail(json!({ "for": shared }));
    tx.record(match to {
        Some(scheme) => event.scheme(scheme),
        None => event,
    });
}

fn read(row: Row) -> AppResult<SavedView> {
    Ok(SavedView {
        id: row.get("saved_view_id")?,
        user: row.get("user_id")?,
        scheme: row.get("scheme_id")?,
        scheme_name: row.get("scheme_name")?,
        name: row.get("name")?,
        query: row.get("query")?,
    })
}
