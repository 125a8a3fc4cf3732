//! Statements about removals.

use domain::Date;
use domain::agency::AgencyKind;
use domain::edition::GroundKey;
use domain::id::{PersonId, RegistrationId, RemovalId, SchemeId, UserId};
use domain::removal::{Proposal, Removal};

use super::{
    AddSupport, DecideRemoval, GiveViewOf, Outcome, RecordDeath, Resolve, SupportShown, ViewShown,
};
use crate::db::{Row, args, statements};
use crate::error::{AppResult, What};
use crate::gate::{Permit, Rx, Tx};

statements! {
    INSERT = "
        insert into removal
            (person_id, removal_id, registration_id, scheme_id, ground, measured,
             threshold_evidence, reasons, proposed_on, proposed_by_user_id, version)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 1)";

    OPEN = "
        select removal.removal_id, removal.ground, removal.measured, removal.threshold_evidence,
               removal.reasons, removal.proposed_on, app_user.name as proposed_by,
               removal.version
          from removal
          left join app_user on app_user.user_id = removal.proposed_by_user_id
         where removal.registration_id = $1
           and removal.decided_on is null
         order by removal.proposed_on, removal.removal_id
         limit 1";

    LAST_DECIDED_ON = "
        select max(decided_on) as decided_on
          from removal
         where registration_id = $1";

    DECIDE = "
        update removal
           set decided_on = $3, outcome = $4, outcome_reasons = $5, version = version + 1
         where removal_id = $1
           and version = $2
           and decided_on is null";

    /// A death overtakes whatever was proposed.
    OVERTAKE = "
        update removal
           set decided_on = $2, outcome = 'overtaken', version = version + 1
         where registration_id = $1
           and decided_on is null";

    /// One that is decided as it is written down.
    INSERT_DECIDED = "
        insert into removal
            (person_id, removal_id, registration_id, scheme_id, ground, reasons, proposed_on,
             proposed_by_user_id, decided_on, outcome, outcome_reasons, version)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $7, 'remove', $6, 1)";

    SET_DIED = "
        update person
           set died_on = $2, version = version + 1
         where person_id = $1
           and (died_on is null or died_on <> $2)";

    TOUCH = "
        update removal
           set version = version + 1
         where removal_id = $1";

    INSERT_SUPPORT = "
        insert into removal_support
            (person_id, removal_id, support_id, what, agency_id, contact, until_on)
        values ($1, $2, $3, $4, $5, $6, $7)";

    DROP_SUPPORT = "
        delete from removal_support
         where removal_id = $1
           and support_id = $2";

    SUPPORT = "
        select removal_support.support_id, removal_support.what, removal_support.agency_id,
               agency.name as agency_name, agency.kind as agency_kind, removal_support.contact,
               removal_support.until_on
          from removal_support
          join agency on agency.agency_id = removal_support.agency_id
         where removal_support.removal_id = $1
         order by removal_support.support_id";

    /// An agency's last view counts; a new one takes the place of the one before.
    UPSERT_VIEW = "
        insert into removal_view
            (person_id, removal_id, agency_id, spoke_for_it, view, objection, given_on)
        values ($1, $2, $3, $4, $5, $6, $7)
            on conflict (person_id, removal_id, agency_id)
            do update set spoke_for_it = excluded.spoke_for_it, view = excluded.view,
                          objection = excluded.objection, resolution = null,
                          resolved_on = null, given_on = excluded.given_on";

    RESOLVE = "
        update removal_view
           set resolution = $3, resolved_on = $4
         where removal_id = $1
           and agency_id = $2
           and objection is not null
           and resolution is null";

    VIEWS = "
        select removal_view.agency_id, agency.name as agency_name, agency.kind as agency_kind,
               removal_view.spoke_for_it, removal_view.objection, removal_view.resolution,
               removal_view.resolved_on, removal_view.given_on
          from removal_view
          join agency on agency.agency_id = removal_view.agency_id
         where removal_view.removal_id = $1
         order by removal_view.given_on, agency.name, removal_view.agency_id";

    THRESHOLDS = "
        select ground, threshold
          from scheme_threshold
         where scheme_id = $1
           and from_on <= $2
         order by from_on";
}

/// A proposal as it is stored, without its exit plan.
pub(crate) struct StoredProposal {
    pub(crate) id: RemovalId,
    pub(crate) ground: GroundKey,
    pub(crate) measured: Option<u32>,
    pub(crate) threshold_evidence: Option<String>,
    pub(crate) reasons: String,
    pub(crate) proposed_on: Date,
    pub(crate) proposed_by: Option<String>,
    pub(crate) version: i64,
}

pub(super) async fn insert(
    tx: &mut Tx<'_>,
    (person, scheme): (PersonId, SchemeId),
    proposal: &Proposal,
    threshold_evidence: Option<&str>,
) -> AppResult<()> {
    let by = tx.actor().user_id();
    let args = args![
        person,
        proposal.id,
        proposal.registration,
        scheme,
        &proposal.ground.0,
        proposal.measured,
        threshold_evidence,
        &proposal.reasons,
        proposal.proposed_on,
        by,
    ];
    tx.run(INSERT, args).await.map(drop)
}

pub(super) async fn open(
    rx: &mut Rx<'_>,
    registration: RegistrationId,
) -> AppResult<Option<StoredProposal>> {
    rx.maybe(OPEN, args![registration], |row| {
        Ok(StoredProposal {
            id: row.get("removal_id")?,
            ground: GroundKey(row.get("ground")?),
            measured: row.get("measured")?,
            threshold_evidence: row.get("threshold_evidence")?,
            reasons: row.get("reasons")?,
            proposed_on: row.get("proposed_on")?,
            proposed_by: row.get("proposed_by")?,
            version: row.get("version")?,
        })
    })
    .await
}

/// When the last proposal of a registration was decided, if one ever was.
pub(super) async fn last_decided_on(
    rx: &mut Rx<'_>,
    registration: RegistrationId,
) -> AppResult<Option<Date>> {
    rx.one(LAST_DECIDED_ON, args![registration], |row| row.get("decided_on")).await
}

pub(super) async fn decide(
    tx: &mut Tx<'_>,
    _permit: &Permit<DecideRemoval>,
    (id, based_on): (RemovalId, i64),
    outcome: Outcome,
    on: Date,
    reasons: &str,
) -> AppResult<()> {
    let args = args![id, based_on, on, outcome.key(), reasons];
    tx.run_versioned(What::Removal, based_on, DECIDE, args).await
}

pub(super) async fn insert_death(
    tx: &mut Tx<'_>,
    permit: &Permit<RecordDeath>,
    of: (PersonId, SchemeId),
    removal: &Removal,
    notified_by: &str,
) -> AppResult<()> {
    tx.run(OVERTAKE, args![removal.registration, removal.effective_on]).await?;
    let by = tx.actor().user_id();
    insert_decided(tx, &permit.part(), of, removal, (notified_by, by)).await
}

/// Writes down a removal with its reasons and whoever proposed it, if anybody here did.
pub(crate) async fn insert_decided(
    tx: &mut Tx<'_>,
    _permit: &Permit<DecideRemoval>,
    (person, scheme): (PersonId, SchemeId),
    removal: &Removal,
    (reasons, by): (&str, Option<UserId>),
) -> AppResult<()> {
    let args = args![
        person,
        removal.id,
        removal.registration,
        scheme,
        &removal.ground.0,
        reasons,
        removal.effective_on,
        by,
    ];
    tx.run(INSERT_DECIDED, args).await.map(drop)
}

pub(super) async fn set_died(
    tx: &mut Tx<'_>,
    _permit: &Permit<RecordDeath>,
    person: PersonId,
    on: Date,
) -> AppResult<()> {
    tx.run(SET_DIED, args![person, on]).await.map(drop)
}

pub(super) async fn insert_support(
    tx: &mut Tx<'_>,
    (person, id): (PersonId, RemovalId),
    key: &str,
    cmd: &AddSupport,
) -> AppResult<()> {
    let args = args![person, id, key, &cmd.what, cmd.agency, &cmd.contact, cmd.until];
    tx.run(INSERT_SUPPORT, args).await?;
    tx.run(TOUCH, args![id]).await.map(drop)
}

pub(super) async fn drop_support(tx: &mut Tx<'_>, id: RemovalId, key: &str) -> AppResult<u64> {
    tx.run(TOUCH, args![id]).await?;
    tx.run(DROP_SUPPORT, args![id, key]).await
}

pub(super) async fn support(rx: &mut Rx<'_>, id: RemovalId) -> AppResult<Vec<SupportShown>> {
    rx.all(SUPPORT, args![id], |row| {
        Ok(SupportShown {
            key: row.get("support_id")?,
            what: row.get("what")?,
            agency: row.get("agency_id")?,
            agency_name: row.get("agency_name")?,
            agency_kind: row.key("agency_kind", AgencyKind::from_key)?,
            contact: row.get("contact")?,
            until: row.get("until_on")?,
        })
    })
    .await
}

pub(super) async fn upsert_view(
    tx: &mut Tx<'_>,
    (person, id): (PersonId, RemovalId),
    cmd: &GiveViewOf,
) -> AppResult<()> {
    let view = if cmd.objection.is_some() { "objects" } else { "agrees" };
    let objection = cmd.objection.as_deref();
    let args = args![person, id, cmd.agency, &cmd.spoke_for_it, view, objection, cmd.on];
    tx.run(UPSERT_VIEW, args).await?;
    tx.run(TOUCH, args![id]).await.map(drop)
}

pub(super) async fn resolve(tx: &mut Tx<'_>, id: RemovalId, cmd: &Resolve) -> AppResult<u64> {
    tx.run(TOUCH, args![id]).await?;
    tx.run(RESOLVE, args![id, cmd.agency, &cmd.how, cmd.on]).await
}

pub(super) async fn views(rx: &mut Rx<'_>, id: RemovalId) -> AppResult<Vec<ViewShown>> {
    rx.all(VIEWS, args![id], read_view).await
}

/// The local thresholds on a day, each as the scheme worded it, oldest first.
pub(super) async fn thresholds(
    rx: &mut Rx<'_>,
    scheme: SchemeId,
    on: Date,
) -> AppResult<Vec<(String, String)>> {
    rx.all(THRESHOLDS, args![scheme, on], |row| Ok((row.get("ground")?, row.get("threshold")?)))
        .await
}

fn read_view(row: Row) -> AppResult<ViewShown> {
    let how: Option<String> = row.get("resolution")?;
    let on: Option<Date> = row.get("resolved_on")?;
    Ok(ViewShown {
        agency: row.get("agency_id")?,
        agency_name: row.get("agency_name")?,
        agency_kind: row.key("agency_kind", AgencyKind::from_key)?,
        spoke_for_it: row.get("spoke_for_it")?,
        objection: row.get("objection")?,
        resolution: how.zip(on),
        given_on: row.get("given_on")?,
    })
}
