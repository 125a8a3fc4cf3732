//! Statements about schemes.

use domain::agency::AgencyKind;
use domain::id::SchemeId;

use super::{Party, SchemeBrief};
use crate::db::{Row, args, statements};
use crate::error::AppResult;
use crate::gate::Rx;

statements! {
    BRIEF = "
        select scheme_id, name, edition, capacity, closed_on
          from scheme
         where scheme_id = $1";

    PARTIES = "
        select agency.agency_id, agency.kind, agency.name
          from scheme_agency
          join agency on agency.agency_id = scheme_agency.agency_id
         where scheme_agency.scheme_id = $1
           and scheme_agency.from_on <= $2
           and (scheme_agency.until_on is null or scheme_agency.until_on > $2)
         order by agency.name, agency.agency_id";
}

pub(crate) async fn brief(rx: &mut Rx<'_>, id: SchemeId) -> AppResult<SchemeBrief> {
    rx.one(BRIEF, args![id], read_brief).await
}

pub(crate) async fn parties(rx: &mut Rx<'_>, id: SchemeId) -> AppResult<Vec<Party>> {
    let args = args![id, rx.today()];
    rx.all(PARTIES, args, read_party).await
}

fn read_brief(row: Row) -> AppResult<SchemeBrief> {
    Ok(SchemeBrief {
        id: row.get("scheme_id")?,
        name: row.get("name")?,
        edition: row.get("edition")?,
        capacity: row.get("capacity")?,
        closed_on: row.get("closed_on")?,
    })
}

fn read_party(row: Row) -> AppResult<Party> {
    Ok(Party {
        agency: row.get("agency_id")?,
        kind: row.key("kind", AgencyKind::from_key)?,
        name: row.get("name")?,
    })
}
