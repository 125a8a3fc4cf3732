//! Who was quicker: the last change of a thing that two people changed at once.

use domain::Timestamp;

use super::sql;
use crate::db::{Row, args};
use crate::error::AppResult;
use crate::gate::Rx;

/// The last change of something.
#[derive(Clone, PartialEq, Eq)]
pub struct LastChange {
    seq: i64,
    /// When.
    pub at: Timestamp,
    /// By whom; nobody where it came about by itself.
    pub by: Option<String>,
    /// For which agency.
    pub agency: Option<String>,
}

/// Prints no name.
impl std::fmt::Debug for LastChange {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "LastChange({})", self.seq)
    }
}

/// The last change of any of these things, each a kind and a key as the trail names them. It says
/// who and when and nothing else, to somebody who has the thing itself open to change it.
pub async fn last_change(
    rx: &mut Rx<'_>,
    about: &[(&'static str, String)],
) -> AppResult<Option<LastChange>> {
    let mut last: Option<LastChange> = None;
    for (kind, id) in about {
        let found = rx.maybe(sql::LAST_CHANGE, args![*kind, id.as_str()], read).await?;
        last = last.into_iter().chain(found).max_by_key(|it| it.seq);
    }
    Ok(last)
}

fn read(row: Row) -> AppResult<LastChange> {
    Ok(LastChange {
        seq: row.get("seq")?,
        at: row.get("at")?,
        by: row.get("user_name")?,
        agency: row.get("agency_name")?,
    })
}
