//! Statements that change schemes and what belongs to them.

use domain::Date;
use domain::area::Coverage;
use domain::id::{AgencyId, PostId, SchemeId};
use domain::scheme::{
    Alternative, Basis, CloseScheme, GroupMember, Holder, Lead, LeadHeld, Post, PrisonNearby,
    Recorded, Scheme, Threshold,
};

use super::sql::prison_key;
use super::{CloseSchemes, ManageScheme, OpenSchemes};
use crate::db::{args, statements};
use crate::error::{AppResult, What};
use crate::gate::{Permit, Tx};

statements! {
    INSERT = "
        insert into scheme
            (scheme_id, name, edition, established_on, capacity, prison_close_by, version)
        values ($1, $2, $3, $4, $5, $6, 1)";

    /// Every change of a scheme passes here first.
    NEXT_VERSION = "
        update scheme
           set version = version + 1
         where scheme_id = $1
           and version = $2";

    CLOSE = "
        update scheme
           set closed_on = $2, closed_because = $3
         where scheme_id = $1";

    CLOSE_AREAS = "
        update scheme_area
           set until_on = $2
         where scheme_id = $1
           and (until_on is null or until_on > $2)";

    CLOSE_PARTIES = "
        update scheme_agency
           set until_on = $2
         where scheme_id = $1
           and from_on < $2
           and until_on is null";

    CLOSE_MEMBERS = "
        update scheme_member
           set until_on = $2
         where scheme_id = $1
           and from_on < $2
           and until_on is null";

    CLOSE_HOLDERS = "
        update scheme_post_holder
           set until_on = $2
         where from_on < $2
           and until_on is null
           and post_id in (select post_id from scheme_post where scheme_id = $1)";

    CLOSE_POSTS = "
        update scheme_post
           set until_on = $2
         where scheme_id = $1
           and from_on < $2
           and until_on is null";

    SET_CAPACITY = "
        update scheme
           set capacity = $2
         where scheme_id = $1";

    SET_PRISON = "
        update scheme
           set prison_close_by = $2
         where scheme_id = $1";

    INSERT_AREA = "
        insert into scheme_area (scheme_id, area_id, from_on, until_on)
        values ($1, $2, $3, $4)";

    END_AREA = "
        update scheme_area
           set until_on = $4
         where scheme_id = $1
           and area_id = $2
           and from_on = $3";

    INSERT_PARTY = "
        insert into scheme_agency (scheme_id, agency_id, from_on)
        values ($1, $2, $3)";

    END_PARTY = "
        update scheme_agency
           set until_on = $3
         where scheme_id = $1
           and agency_id = $2
           and from_on < $3
           and until_on is null";

    END_LEADS = "
        update scheme_lead
           set until_on = $2
         where scheme_id = $1
           and from_on < $2
           and (until_on is null or until_on > $2)";

    INSERT_LEAD = "
        insert into scheme_lead
            (scheme_id, from_on, agency_id, individual_name, individual_position, arrangement)
        values ($1, $2, $3, $4, $5, $6)";

    INSERT_MEMBER = "
        insert into scheme_member
            (membership_id, scheme_id, agency_id, representative, from_on)
        values ($1, $2, $3, $4, $5)";

    END_MEMBER = "
        update scheme_member
           set until_on = $2
         where membership_id = $1";

    END_ARRANGEMENTS = "
        update scheme_arrangement
           set until_on = $2
         where scheme_id = $1
           and from_on < $2
           and (until_on is null or until_on > $2)";

    INSERT_ARRANGEMENT = "
        insert into scheme_arrangement (scheme_id, from_on, arrangement)
        values ($1, $2, $3)";

    INSERT_POST = "
        insert into scheme_post (post_id, scheme_id, agency_id, kind, wte_hundredths, from_on)
        values ($1, $2, $3, $4, $5, $6)";

    END_POST = "
        update scheme_post
           set until_on = $2
         where post_id = $1";

    INSERT_HOLDER = "
        insert into scheme_post_holder
            (post_id, from_on, until_on, name, user_id, home_agency_id)
        values ($1, $2, $3, $4, $5, $6)";

    END_HOLDER = "
        update scheme_post_holder
           set until_on = $3
         where post_id = $1
           and from_on = $2";

    INSERT_MINIMUM = "
        insert into scheme_minimum
            (scheme_id, scheme_version, minimum, met_on, evidence, recorded_at, user_id)
        values ($1, $2, $3, $4, $5, $6, $7)";

    INSERT_THRESHOLD = "
        insert into scheme_threshold (scheme_id, ground, threshold, from_on)
        values ($1, $2, $3, $4)";
}

type May<'a> = &'a Permit<ManageScheme>;

pub(super) async fn insert(
    tx: &mut Tx<'_>,
    _permit: &Permit<OpenSchemes>,
    scheme: &Scheme,
    prison: PrisonNearby,
) -> AppResult<()> {
    let args = args![
        scheme.id,
        scheme.name.as_str(),
        scheme.edition.as_str(),
        scheme.established_on,
        scheme.capacity,
        prison_key(prison),
    ];
    tx.run(INSERT, args).await?;
    for it in &scheme.areas {
        let dates = it.dates;
        let args = args![it.scheme, it.area, dates.starts_on(), dates.ends_on()];
        tx.run(INSERT_AREA, args).await?;
    }
    Ok(())
}

pub(super) async fn next_version(
    tx: &mut Tx<'_>,
    _: May<'_>,
    (scheme, version): (SchemeId, i64),
) -> AppResult<()> {
    tx.run_versioned(What::Scheme, version, NEXT_VERSION, args![scheme, version]).await
}

pub(super) async fn version_to_close(
    tx: &mut Tx<'_>,
    _: &Permit<CloseSchemes>,
    (scheme, version): (SchemeId, i64),
) -> AppResult<()> {
    tx.run_versioned(What::Scheme, version, NEXT_VERSION, args![scheme, version]).await
}

/// Closes a scheme, and ends on that day all that it had in place.
pub(super) async fn close(
    tx: &mut Tx<'_>,
    _: &Permit<CloseSchemes>,
    scheme: SchemeId,
    it: &CloseScheme,
) -> AppResult<()> {
    tx.run(CLOSE, args![scheme, it.on, it.because.text()]).await?;
    let ends = [
        CLOSE_AREAS,
        CLOSE_PARTIES,
        CLOSE_MEMBERS,
        CLOSE_HOLDERS,
        CLOSE_POSTS,
        END_LEADS,
        END_ARRANGEMENTS,
    ];
    for end in ends {
        tx.run(end, args![scheme, it.on]).await?;
    }
    Ok(())
}

pub(super) async fn capacity(
    tx: &mut Tx<'_>,
    _: May<'_>,
    scheme: SchemeId,
    places: u32,
) -> AppResult<()> {
    tx.run(SET_CAPACITY, args![scheme, places]).await.map(drop)
}

pub(super) async fn prison(
    tx: &mut Tx<'_>,
    _: May<'_>,
    scheme: SchemeId,
    prison: PrisonNearby,
) -> AppResult<()> {
    tx.run(SET_PRISON, args![scheme, prison_key(prison)]).await.map(drop)
}

pub(super) async fn cover(tx: &mut Tx<'_>, _: May<'_>, it: &Coverage) -> AppResult<()> {
    let args = args![it.scheme, it.area, it.dates.starts_on(), it.dates.ends_on()];
    tx.run(INSERT_AREA, args).await.map(drop)
}

pub(super) async fn end_cover(tx: &mut Tx<'_>, _: May<'_>, it: &Coverage) -> AppResult<()> {
    let args = args![it.scheme, it.area, it.dates.starts_on(), it.dates.ends_on()];
    tx.run(END_AREA, args).await.map(drop)
}

pub(super) async fn party(
    tx: &mut Tx<'_>,
    _: May<'_>,
    scheme: SchemeId,
    (agency, on): (AgencyId, Date),
) -> AppResult<()> {
    tx.run(INSERT_PARTY, args![scheme, agency, on]).await.map(drop)
}

/// How many agencies this ended the part of: one, or none.
pub(super) async fn end_party(
    tx: &mut Tx<'_>,
    _: May<'_>,
    scheme: SchemeId,
    (agency, on): (AgencyId, Date),
) -> AppResult<u64> {
    tx.run(END_PARTY, args![scheme, agency, on]).await
}

pub(super) async fn lead(
    tx: &mut Tx<'_>,
    _: May<'_>,
    scheme: SchemeId,
    held: &LeadHeld,
) -> AppResult<()> {
    let on = held.dates.starts_on();
    tx.run(END_LEADS, args![scheme, on]).await?;
    let (agency, individual, arrangement) = match &held.lead {
        Lead::Agency { agency, individual } => (Some(*agency), individual.as_ref(), None),
        Lead::Alternative { arrangement } => (None, None, Some(arrangement.as_str())),
    };
    let name = individual.map(|it| it.name.as_str());
    let position = individual.map(|it| it.position.as_str());
    let args = args![scheme, on, agency, name, position, arrangement];
    tx.run(INSERT_LEAD, args).await.map(drop)
}

pub(super) async fn member(
    tx: &mut Tx<'_>,
    _: May<'_>,
    scheme: SchemeId,
    it: &GroupMember,
) -> AppResult<()> {
    let named = it.representative.as_deref();
    let args = args![it.id, scheme, it.agency, named, it.dates.starts_on()];
    tx.run(INSERT_MEMBER, args).await.map(drop)
}

pub(super) async fn end_member(tx: &mut Tx<'_>, _: May<'_>, it: &GroupMember) -> AppResult<()> {
    tx.run(END_MEMBER, args![it.id, it.dates.ends_on()]).await.map(drop)
}

pub(super) async fn arrangement(
    tx: &mut Tx<'_>,
    _: May<'_>,
    scheme: SchemeId,
    it: &Alternative,
) -> AppResult<()> {
    let on = it.dates.starts_on();
    tx.run(END_ARRANGEMENTS, args![scheme, on]).await?;
    tx.run(INSERT_ARRANGEMENT, args![scheme, on, it.arrangement.as_str()]).await.map(drop)
}

pub(super) async fn post(
    tx: &mut Tx<'_>,
    _: May<'_>,
    scheme: SchemeId,
    it: &Post,
) -> AppResult<()> {
    let from_on = it.dates.starts_on();
    let args = args![it.id, scheme, it.agency, it.kind.key(), it.wte_hundredths, from_on];
    tx.run(INSERT_POST, args).await.map(drop)
}

pub(super) async fn end_post(tx: &mut Tx<'_>, may: May<'_>, it: &Post) -> AppResult<()> {
    tx.run(END_POST, args![it.id, it.dates.ends_on()]).await?;
    for holder in &it.holders {
        end_holder(tx, may, it.id, holder).await?;
    }
    Ok(())
}

pub(super) async fn holder(
    tx: &mut Tx<'_>,
    _: May<'_>,
    post: PostId,
    it: &Holder,
) -> AppResult<()> {
    let home = match it.basis {
        Basis::OwnStaff => None,
        Basis::Seconded { home } => Some(home),
    };
    let (from_on, until_on) = (it.dates.starts_on(), it.dates.ends_on());
    let args = args![post, from_on, until_on, it.name.as_str(), it.user, home];
    tx.run(INSERT_HOLDER, args).await.map(drop)
}

pub(super) async fn end_holder(
    tx: &mut Tx<'_>,
    _: May<'_>,
    post: PostId,
    it: &Holder,
) -> AppResult<()> {
    let args = args![post, it.dates.starts_on(), it.dates.ends_on()];
    tx.run(END_HOLDER, args).await.map(drop)
}

pub(super) async fn minimum(
    tx: &mut Tx<'_>,
    _: May<'_>,
    (scheme, version): (SchemeId, i64),
    it: &Recorded,
) -> AppResult<()> {
    let evidence = it.evidence.as_str();
    let (now, user) = (tx.now(), tx.actor().user_id());
    let args = args![scheme, version, it.minimum.key(), it.met_on, evidence, now, user];
    tx.run(INSERT_MINIMUM, args).await.map(drop)
}

pub(super) async fn threshold(
    tx: &mut Tx<'_>,
    _: May<'_>,
    scheme: SchemeId,
    it: &Threshold,
) -> AppResult<()> {
    let figure = it.figure.to_string();
    tx.run(INSERT_THRESHOLD, args![scheme, it.ground.as_str(), figure, it.from]).await.map(drop)
}
