//! Statements about agencies.

use domain::agency::{Agency, AgencyKind};

use super::ManageAgencies;
use crate::db::{Row, args, statements};
use crate::error::AppResult;
use crate::gate::{Permit, Rx, Tx};

statements! {
    ALL = "
        select agency_id, kind, name, area_id
          from agency
         order by name, agency_id";

    INSERT = "
        insert into agency (agency_id, kind, name, area_id, version)
        values ($1, $2, $3, $4, 1)";
}

pub(crate) async fn all(rx: &mut Rx<'_>) -> AppResult<Vec<Agency>> {
    rx.all(ALL, args![], agency).await
}

pub(crate) async fn insert(
    tx: &mut Tx<'_>,
    _permit: &Permit<ManageAgencies>,
    agency: &Agency,
) -> AppResult<()> {
    let args = args![agency.id, agency.kind.key(), agency.name.as_str(), agency.area];
    tx.run(INSERT, args).await.map(drop)
}

fn agency(row: Row) -> AppResult<Agency> {
    Ok(Agency {
        id: row.get("agency_id")?,
        kind: row.key("kind", AgencyKind::from_key)?,
        name: row.get("name")?,
        area: row.get("area_id")?,
    })
}
