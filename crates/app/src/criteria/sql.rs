//! Statements about selection criteria.

use domain::Date;
use domain::agency::AgencyKind;
use domain::criteria::{Agreement, Criteria};
use domain::id::{AgencyId, CriteriaId, SchemeId};

use super::stored::{factors_in, text_of};
use super::{AdoptCriteria, AgreeCriteria, DraftCriteria, Version};
use crate::db::{Row, args, statements};
use crate::error::{AppResult, What};
use crate::gate::{Permit, Rx, Tx};

statements! {
    INSERT = "
        insert into criteria
            (criteria_id, scheme_id, version_number, title, in_force_from, consider_at, factors,
             drafted_at, version)
        values ($1, $2, $3, $4, $5, $6, $7, $8, 1)";

    FIND = "
        select criteria_id, scheme_id, version_number, title, police_agreed_on,
               probation_agreed_on, in_force_from, in_force_until, adopted_on, consider_at,
               factors, version
          from criteria
         where criteria_id = $1";

    OF_SCHEME = "
        select criteria_id, scheme_id, version_number, title, police_agreed_on,
               probation_agreed_on, in_force_from, in_force_until, adopted_on, consider_at,
               factors, version
          from criteria
         where scheme_id = $1
         order by version_number desc, criteria_id";

    /// What was agreed to is no longer what stands there, so the agreements go.
    REWRITE = "
        update criteria
           set title = $3, consider_at = $4, factors = $5, police_agreed_on = null,
               probation_agreed_on = null, version = version + 1
         where criteria_id = $1
           and version = $2
           and adopted_on is null";

    AGREE = "
        update criteria
           set police_agreed_on = $3, probation_agreed_on = $4, version = version + 1
         where criteria_id = $1
           and version = $2
           and adopted_on is null";

    ADOPT = "
        update criteria
           set in_force_from = $3, adopted_on = $4, version = version + 1
         where criteria_id = $1
           and version = $2
           and adopted_on is null";

    END = "
        update criteria
           set in_force_until = $2, version = version + 1
         where criteria_id = $1";

    AGENCY_KIND = "
        select kind
          from agency
         where agency_id = $1";
}

pub(crate) async fn insert(
    tx: &mut Tx<'_>,
    _permit: &Permit<DraftCriteria>,
    criteria: &Criteria,
) -> AppResult<()> {
    let args = args![
        criteria.id,
        criteria.scheme,
        criteria.version,
        criteria.title.as_str(),
        criteria.in_force_from,
        criteria.consider_at,
        text_of(&criteria.factors)?,
        tx.now(),
    ];
    tx.run(INSERT, args).await.map(drop)
}

pub(crate) async fn rewrite(
    tx: &mut Tx<'_>,
    _permit: &Permit<DraftCriteria>,
    (criteria, based_on): (&Criteria, i64),
) -> AppResult<()> {
    let args = args![
        criteria.id,
        based_on,
        criteria.title.as_str(),
        criteria.consider_at,
        text_of(&criteria.factors)?,
    ];
    tx.run_versioned(What::Criteria, based_on, REWRITE, args).await
}

pub(crate) async fn agree(
    tx: &mut Tx<'_>,
    _permit: &Permit<AgreeCriteria>,
    (id, agreed, based_on): (CriteriaId, Agreement, i64),
) -> AppResult<()> {
    let args = args![id, based_on, agreed.police_on, agreed.probation_on];
    tx.run_versioned(What::Criteria, based_on, AGREE, args).await
}

pub(crate) async fn adopt(
    tx: &mut Tx<'_>,
    _permit: &Permit<AdoptCriteria>,
    (id, from, based_on): (CriteriaId, Date, i64),
) -> AppResult<()> {
    let args = args![id, based_on, from, tx.today()];
    tx.run_versioned(What::Criteria, based_on, ADOPT, args).await
}

pub(crate) async fn end(
    tx: &mut Tx<'_>,
    _permit: &Permit<AdoptCriteria>,
    ended: &Criteria,
) -> AppResult<()> {
    let until = ended.in_force_to.and_then(|it| it.tomorrow().ok());
    tx.run(END, args![ended.id, until]).await.map(drop)
}

pub(crate) async fn find(rx: &mut Rx<'_>, id: CriteriaId) -> AppResult<Option<Version>> {
    rx.maybe(FIND, args![id], read).await
}

pub(crate) async fn of_scheme(rx: &mut Rx<'_>, scheme: SchemeId) -> AppResult<Vec<Version>> {
    rx.all(OF_SCHEME, args![scheme], read).await
}

pub(crate) async fn agency_kind(
    rx: &mut Rx<'_>,
    agency: AgencyId,
) -> AppResult<Option<AgencyKind>> {
    rx.maybe(AGENCY_KIND, args![agency], |row| row.key("kind", AgencyKind::from_key)).await
}

fn read(row: Row) -> AppResult<Version> {
    let until: Option<Date> = row.get("in_force_until")?;
    Ok(Version {
        criteria: Criteria {
            id: row.get("criteria_id")?,
            scheme: row.get("scheme_id")?,
            version: row.get("version_number")?,
            title: row.get("title")?,
            agreed: Agreement {
                police_on: row.get("police_agreed_on")?,
                probation_on: row.get("probation_agreed_on")?,
            },
            in_force_from: row.get("in_force_from")?,
            in_force_to: until.and_then(|it| it.yesterday().ok()),
            consider_at: row.get("consider_at")?,
            factors: factors_in(&row.get::<String>("factors")?)?,
        },
        adopted_on: row.get("adopted_on")?,
        version: row.get("version")?,
    })
}
