//! Opening a scheme, and every change of what belongs to it.

use domain::Date;
use domain::agency::AgencyKind;
use domain::id::{AgencyId, MembershipId, PostId, SchemeId};
use domain::scheme::{
    AddMember, ChangeLead, CoverArea, EndCover, EndMember, EndPost, FillPost, OpenScheme, Post,
    PrisonNearby, RecordAlternative, RecordMinimum, Recorded, SchemeRefusal, SetCapacity, SetPost,
    SetThreshold, VacatePost,
};
use serde_json::json;

use super::sql::Stored;
use super::{ManageScheme, OpenSchemes, sql, store};
use crate::audit::{Event, Verb};
use crate::error::{AppError, AppResult, What};
use crate::gate::{Permit, Resource, Tx};
use crate::{agency, area, registration};

/// One change of a scheme, based on a version of it.
#[derive(Debug, Clone)]
pub struct ChangeScheme {
    /// The scheme.
    pub scheme: SchemeId,
    /// The version that the change is based on.
    pub version: i64,
    /// What changes.
    pub change: Change,
}

/// What of a scheme changes.
#[derive(Debug, Clone)]
pub enum Change {
    /// How many people it has places for [RR04 ¶3].
    Capacity(SetCapacity),
    /// Who leads it [RR04 ¶14].
    Lead(ChangeLead),
    /// An agency gets a seat in the group [RR04 ¶24, ¶25].
    AddMember {
        /// The agency.
        agency: AgencyId,
        /// Who sits for it, if named.
        representative: Option<String>,
        /// The first day.
        on: Date,
    },
    /// A seat ends.
    EndMember(MembershipId, EndMember),
    /// Something is in place instead of the least membership [RR04 ¶24].
    Arrangement(RecordAlternative),
    /// Whether a prison close by releases into the area [RR04 ¶24].
    Prison(PrisonNearby),
    /// A post is set up [RR04 A.1, B.1]. The command's agency kind is looked up.
    SetPost(SetPost),
    /// A post is filled.
    FillPost(PostId, FillPost),
    /// A post falls vacant.
    VacatePost(PostId, VacatePost),
    /// A post ends.
    EndPost(PostId, EndPost),
    /// One of the four things is met [CC04].
    Minimum(RecordMinimum),
    /// A threshold of a removal ground [SG05 ¶3].
    Threshold(SetThreshold),
    /// One more area is covered [CC04].
    Cover(CoverArea),
    /// An area is covered no longer.
    EndCover(EndCover),
    /// An agency takes part.
    Join(AgencyId, Date),
    /// An agency takes part no longer.
    Leave(AgencyId, Date),
}

/// Opens a scheme.
pub async fn open(tx: &mut Tx<'_>, cmd: &OpenScheme, prison: PrisonNearby) -> AppResult<SchemeId> {
    let permit = tx.permit(&OpenSchemes(Resource::System))?;
    if tx.editions().get(&cmd.edition).is_none() {
        return Err(AppError::NotFound(What::Record));
    }
    let tree = area::tree(tx).await?;
    let others = sql::every(tx).await?;
    let scheme = cmd.decide(&tree, &others, tx.today())?;
    store::insert(tx, &permit, &scheme, prison).await?;
    let event = Event::new(Verb::Collection, "scheme_opened")
        .about("scheme", scheme.id)
        .scheme(scheme.id)
        .detail(json!({ "edition": scheme.edition, "on": scheme.established_on.to_string() }));
    tx.record(event);
    Ok(scheme.id)
}

/// Changes a scheme. A change based on an older version is refused.
pub async fn change(tx: &mut Tx<'_>, cmd: &ChangeScheme) -> AppResult<SchemeId> {
    let id = cmd.scheme;
    let permit = tx.permit(&ManageScheme(Resource::Scheme(id)))?;
    store::next_version(tx, &permit, (id, cmd.version)).await?;
    let stored = sql::stored(tx, id).await?;
    if let Some(on) = stored.scheme.closed_on {
        return Err(SchemeRefusal::SchemeNotOpen { on }.into());
    }
    let event = Event::new(Verb::Alteration, cmd.change.name()).about("scheme", id).scheme(id);
    tx.record(event.detail(json!({ "version": stored.version })));
    match &cmd.change {
        Change::Capacity(it) => {
            let registered = registration::sql::count_open(tx, id).await?;
            it.decide(&stored.scheme, registered, tx.today())?;
            store::capacity(tx, &permit, id, it.places).await?;
        }
        Change::Prison(it) => store::prison(tx, &permit, id, *it).await?,
        Change::Minimum(it) => {
            let before: Vec<Recorded> =
                sql::minimums(tx, id).await?.into_iter().map(|(recorded, _)| recorded).collect();
            let recorded = it.decide(&before, tx.today())?;
            store::minimum(tx, &permit, (id, stored.version), &recorded).await?;
        }
        Change::Threshold(it) => threshold(tx, &permit, &stored, it).await?,
        Change::Cover(_) | Change::EndCover(_) => ground(tx, &permit, &stored, &cmd.change).await?,
        Change::SetPost(_)
        | Change::FillPost(..)
        | Change::VacatePost(..)
        | Change::EndPost(..) => staffing(tx, &permit, id, &cmd.change).await?,
        Change::Lead(_)
        | Change::AddMember { .. }
        | Change::EndMember(..)
        | Change::Arrangement(_)
        | Change::Join(..)
        | Change::Leave(..) => governance(tx, &permit, &stored, &cmd.change).await?,
    }
    Ok(id)
}

type May<'a> = &'a Permit<ManageScheme>;

async fn ground(tx: &mut Tx<'_>, may: May<'_>, stored: &Stored, it: &Change) -> AppResult<()> {
    let today = tx.today();
    if let Change::Cover(it) = it {
        let tree = area::tree(tx).await?;
        let cover = it.decide(&stored.scheme, &tree, today)?;
        store::cover(tx, may, &cover).await?;
    }
    if let Change::EndCover(it) = it {
        let cover = it.decide(&stored.scheme, today)?;
        store::end_cover(tx, may, &cover).await?;
    }
    Ok(())
}

async fn governance(tx: &mut Tx<'_>, may: May<'_>, stored: &Stored, it: &Change) -> AppResult<()> {
    let (id, today) = (stored.scheme.id, tx.today());
    if let Change::Lead(it) = it {
        let leads = it.decide(&stored.scheme, today)?;
        if let Some(held) = leads.last() {
            store::lead(tx, may, id, held).await?;
        }
    }
    if let Change::AddMember { agency, representative, on } = it {
        let (agency, representative, on) = (*agency, representative.clone(), *on);
        let kind = kind_of(tx, agency).await?;
        let add = AddMember { id: tx.id(), agency, kind, representative, on };
        let seat = add.decide(&sql::members(tx, id).await?, today)?;
        store::member(tx, may, id, &seat).await?;
    }
    if let Change::EndMember(seat, it) = it {
        let members = sql::members(tx, id).await?;
        let seat = members.iter().find(|it| it.id == *seat);
        let ended = it.decide(seat.ok_or(AppError::NotFound(What::Scheme))?, today)?;
        store::end_member(tx, may, &ended).await?;
    }
    if let Change::Arrangement(it) = it {
        let all = it.decide(&sql::arrangements(tx, id).await?, today)?;
        if let Some(newest) = all.last() {
            store::arrangement(tx, may, id, newest).await?;
        }
    }
    if let Change::Join(agency, on) = it {
        kind_of(tx, *agency).await?;
        if sql::parties(tx, id).await?.iter().any(|it| it.agency == *agency) {
            return Err(AppError::Conflict(What::Agency));
        }
        store::party(tx, may, id, (*agency, *on)).await?;
    }
    if let Change::Leave(agency, on) = it
        && store::end_party(tx, may, id, (*agency, *on)).await? == 0
    {
        return Err(AppError::NotFound(What::Agency));
    }
    Ok(())
}

async fn staffing(tx: &mut Tx<'_>, may: May<'_>, id: SchemeId, it: &Change) -> AppResult<()> {
    let today = tx.today();
    let posts = sql::posts(tx, id).await?;
    if let Change::SetPost(it) = it {
        let agency_kind = kind_of(tx, it.agency).await?;
        let post = SetPost { agency_kind, ..*it }.decide()?;
        store::post(tx, may, id, &post).await?;
    }
    if let Change::FillPost(post, it) = it {
        let holder = it.decide(post_of(&posts, *post)?, today)?;
        store::holder(tx, may, *post, &holder).await?;
    }
    if let Change::VacatePost(post, it) = it {
        let holder = it.decide(post_of(&posts, *post)?, today)?;
        store::end_holder(tx, may, *post, &holder).await?;
    }
    if let Change::EndPost(post, it) = it {
        let post = it.decide(post_of(&posts, *post)?, today)?;
        store::end_post(tx, may, &post).await?;
    }
    Ok(())
}

async fn threshold(
    tx: &mut Tx<'_>,
    may: May<'_>,
    stored: &Stored,
    it: &SetThreshold,
) -> AppResult<()> {
    let id = stored.scheme.id;
    let missing = AppError::NotFound(What::Scheme);
    let edition = tx.editions().get(&stored.scheme.edition).ok_or(missing)?.clone();
    let set = sql::thresholds(tx, id).await?;
    let mut rules = edition.grounds.iter().filter(|rule| rule.in_force_on(it.from));
    let ground = rules.find(|rule| rule.value.key.0 == it.ground).map(|rule| &rule.value);
    let decided = it.decide(&set, ground, tx.today())?;
    store::threshold(tx, may, id, &decided).await
}

async fn kind_of(tx: &mut Tx<'_>, agency: AgencyId) -> AppResult<AgencyKind> {
    let all = agency::all(tx).await?;
    let found = all.iter().find(|it| it.id == agency);
    found.map(|it| it.kind).ok_or(AppError::NotFound(What::Agency))
}

fn post_of(posts: &[Post], id: PostId) -> AppResult<&Post> {
    posts.iter().find(|it| it.id == id).ok_or(AppError::NotFound(What::Scheme))
}

impl Change {
    /// The name of the event in the trail.
    const fn name(&self) -> &'static str {
        match self {
            Self::Capacity(_) => "scheme_capacity_set",
            Self::Lead(_) => "scheme_lead_changed",
            Self::AddMember { .. } => "scheme_member_added",
            Self::EndMember(..) => "scheme_member_ended",
            Self::Arrangement(_) => "scheme_arrangement_recorded",
            Self::Prison(_) => "scheme_prison_recorded",
            Self::SetPost(_) => "scheme_post_set",
            Self::FillPost(..) => "scheme_post_filled",
            Self::VacatePost(..) => "scheme_post_vacated",
            Self::EndPost(..) => "scheme_post_ended",
            Self::Minimum(_) => "scheme_minimum_met",
            Self::Threshold(_) => "scheme_threshold_set",
            Self::Cover(_) => "scheme_area_covered",
            Self::EndCover(_) => "scheme_area_left",
            Self::Join(..) => "scheme_agency_joined",
            Self::Leave(..) => "scheme_agency_left",
        }
    }
}
