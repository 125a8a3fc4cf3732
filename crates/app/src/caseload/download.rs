//! Taking a list of people out of the system: recorded before the file leaves.

use std::collections::BTreeMap;

use domain::Timestamp;
use domain::id::SchemeId;
use domain::user::Category;
use serde_json::json;

use super::DownloadCaseload;
use super::filter::Filter;
use super::read::{self, Row};
use crate::audit::{Event, Verb};
use crate::error::AppResult;
use crate::gate::{Resource, Secrecy, Tx};

/// The most people that one file holds.
const DOWNLOAD_LIMIT: i64 = 20_000;

/// A person in a file. What the reader may not see of them is not there.
#[derive(Debug, Clone)]
pub struct DownloadedRow {
    /// The row.
    pub row: Row,
    /// Whether the name and date of birth may be given.
    pub identity: bool,
    /// Whether what the registration says may be given.
    pub registration: bool,
}

/// A list that may leave, and what its watermark says.
#[derive(Debug, Clone)]
pub struct Download {
    /// The people.
    pub rows: Vec<DownloadedRow>,
    /// When it left.
    pub at: Timestamp,
}

/// Takes the list that the filter keeps. Only schemes whose lists the actor's role may take are
/// in it, and every scheme's part is recorded as a disclosure with its count [RR04 K6, K10].
pub async fn download(tx: &mut Tx<'_>, filter: &Filter) -> AppResult<Download> {
    let _permit = tx.permit(&DownloadCaseload(Resource::System))?;
    let (found, _) = read::rows(tx, filter, (DOWNLOAD_LIMIT, 0)).await?;
    let mut may = BTreeMap::new();
    let mut rows = Vec::new();
    let mut taken: BTreeMap<SchemeId, usize> = BTreeMap::new();
    for row in found {
        let (identity, registration) =
            *may.entry((row.scheme, secrecy(row.secrecy))).or_insert_with(|| permitted(tx, &row));
        if !identity && !registration {
            continue;
        }
        *taken.entry(row.scheme).or_default() += 1;
        rows.push(DownloadedRow { row, identity, registration });
    }
    for (scheme, count) in &taken {
        tx.record(disclosed(filter, *count).scheme(*scheme));
    }
    if taken.is_empty() {
        tx.record(disclosed(filter, 0));
    }
    Ok(Download { rows, at: tx.now() })
}

fn permitted(tx: &Tx<'_>, row: &Row) -> (bool, bool) {
    if !tx.may(&DownloadCaseload(Resource::Scheme(row.scheme))) {
        return (false, false);
    }
    let standing = row.standing();
    let may = |category| tx.may_see(category, &standing);
    (may(Category::Identity), may(Category::Registration))
}

/// Names are left out of the trail: what was searched for may be one.
fn disclosed(filter: &Filter, count: usize) -> Event {
    Event::new(Verb::Disclosure, "caseload_downloaded").detail(json!({
        "people": count,
        "age": filter.age.key(),
        "review": filter.review.map(super::ReviewIs::key),
        "supervised": filter.supervised.map(super::Supervised::key),
        "strand": filter.strand,
    }))
}

const fn secrecy(of: Secrecy) -> u8 {
    match of {
        Secrecy::Ordinary => 0,
        Secrecy::Child => 1,
        Secrecy::Restricted => 2,
        Secrecy::RestrictedChild => 3,
    }
}
