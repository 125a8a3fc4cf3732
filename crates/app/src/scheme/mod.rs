//! Schemes: areas covered, capacity, governance, staffing, what is in place.

mod change;
mod close;
mod sheet;
pub(crate) mod sql;
pub(crate) mod store;
#[cfg(test)]
mod tests;

use domain::Date;
use domain::agency::AgencyKind;
use domain::edition::Edition;
use domain::id::{AgencyId, SchemeId};

use crate::error::{AppError, AppResult, What};
use crate::gate::{Rx, actions};

pub use change::{Change, ChangeScheme, change, open};
pub use close::{Closing, close, closing};
pub use sheet::{SchemeSheet, list, sheet};

actions! {
    /// Open a scheme.
    OpenSchemes = "open_scheme";
    /// Change what belongs to a scheme.
    ManageScheme = "manage_scheme";
    /// Close a scheme.
    CloseSchemes = "close_scheme";
    /// See how a scheme is set up.
    ViewScheme = "view_scheme";
}

/// What every other slice needs to know of a scheme.
#[derive(Debug, Clone)]
pub struct SchemeBrief {
    /// Its key.
    pub id: SchemeId,
    /// Its name.
    pub name: String,
    /// The key of the guidance edition it follows.
    pub edition: String,
    /// How many people it has resources for.
    pub capacity: Option<u32>,
    /// The first day on which it no longer works.
    pub closed_on: Option<Date>,
}

/// An agency that takes part in a scheme.
#[derive(Debug, Clone)]
pub struct Party {
    /// Its key.
    pub agency: AgencyId,
    /// Its kind.
    pub kind: AgencyKind,
    /// Its name.
    pub name: String,
}

/// A scheme as a line of the list.
#[derive(Debug, Clone)]
pub struct SchemeLine {
    /// What every list knows.
    pub brief: SchemeBrief,
    /// How many people are on it.
    pub registered: u32,
    /// How many wait for a place.
    pub waiting: u32,
}

/// A scheme, in brief.
pub async fn brief(rx: &mut Rx<'_>, id: SchemeId) -> AppResult<SchemeBrief> {
    sql::brief(rx, id).await
}

/// The agencies that take part in a scheme today.
pub async fn parties(rx: &mut Rx<'_>, id: SchemeId) -> AppResult<Vec<Party>> {
    sql::parties(rx, id).await
}

/// The guidance edition a scheme follows.
pub fn edition<'a>(rx: &'a Rx<'_>, scheme: &SchemeBrief) -> AppResult<&'a Edition> {
    rx.editions().get(&scheme.edition).ok_or(AppError::NotFound(What::Scheme))
}
