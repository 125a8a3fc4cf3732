//! Statements of the command line.

use domain::id::{AgencyId, AreaId, SchemeId};

use crate::db::{args, statements};
use crate::error::AppResult;
use crate::gate::Rx;

statements! {
    SCHEMES_NAMED = "
        select scheme_id
          from scheme
         where scheme_id = $1
            or name = $1
         order by scheme_id";

    AGENCIES_NAMED = "
        select agency_id
          from agency
         where agency_id = $1
            or name = $1
         order by agency_id";

    AREAS_NAMED = "
        select area_id
          from area
         where area_id = $1
            or name = $1
         order by area_id";
}

pub(crate) async fn schemes_named(rx: &mut Rx<'_>, name: &str) -> AppResult<Vec<SchemeId>> {
    rx.all(SCHEMES_NAMED, args![name], |row| row.get("scheme_id")).await
}

pub(crate) async fn agencies_named(rx: &mut Rx<'_>, name: &str) -> AppResult<Vec<AgencyId>> {
    rx.all(AGENCIES_NAMED, args![name], |row| row.get("agency_id")).await
}

pub(crate) async fn areas_named(rx: &mut Rx<'_>, name: &str) -> AppResult<Vec<AreaId>> {
    rx.all(AREAS_NAMED, args![name], |row| row.get("area_id")).await
}
