//! Things by the names people know them by, for whoever runs the program at the command line. No
//! page uses it.

pub(crate) mod sql;

use domain::id::{AgencyId, AreaId, SchemeId};

use crate::error::AppResult;
use crate::gate::Rx;

/// The schemes of this key or name.
pub async fn schemes_named(rx: &mut Rx<'_>, name: &str) -> AppResult<Vec<SchemeId>> {
    sql::schemes_named(rx, name).await
}

/// The agencies of this key or name.
pub async fn agencies_named(rx: &mut Rx<'_>, name: &str) -> AppResult<Vec<AgencyId>> {
    sql::agencies_named(rx, name).await
}

/// The areas of this key or name.
pub async fn areas_named(rx: &mut Rx<'_>, name: &str) -> AppResult<Vec<AreaId>> {
    sql::areas_named(rx, name).await
}
