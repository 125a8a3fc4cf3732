//! Statements that read schemes and what belongs to them.

use domain::agency::AgencyKind;
use domain::area::Coverage;
use domain::id::{AgencyId, PostId, SchemeId};
use domain::scheme::{
    Alternative, Basis, GroupMember, Holder, Lead, LeadHeld, Minimum, Post, PostKind, PrisonNearby,
    Recorded, Scheme, SeniorLead, Threshold, Unfinished,
};

use super::{Party, SchemeBrief, SchemeLine};
use crate::area::sql::{cover, dates};
use crate::db::{Row, args, statements};
use crate::error::{AppError, AppResult};
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

    /// The schemes in reach, with the people on each and those who wait: nominations whose
    /// latest decision keeps them waiting.
    LINES = "
        select scheme_id, name, edition, capacity, closed_on,
               (select count(*)
                  from registration
                 where registration.scheme_id = scheme.scheme_id
                   and registration.ended_on is null) as registered,
               (select count(*)
                  from nomination
                 where nomination.scheme_id = scheme.scheme_id
                   and nomination.withdrawn_on is null
                   and not exists (
                        select 1
                          from registration
                         where registration.person_id = nomination.person_id
                           and registration.nomination_id = nomination.nomination_id)
                   and 'waiting_list' = (
                        select decision.outcome
                          from decision
                         where decision.person_id = nomination.person_id
                           and decision.nomination_id = nomination.nomination_id
                         order by decision.decided_on desc, decision.recorded_at desc,
                                  decision.decision_id desc
                         limit 1)) as waiting
          from scheme
         where $1 = 1
            or scheme_id in (select value from json_each($2))
         order by name, scheme_id";

    SCHEMES = "
        select scheme_id, name, edition, established_on, closed_on, closed_because, capacity,
               prison_close_by, version
          from scheme
         where cast($1 as text) is null
            or scheme_id = $1
         order by name, scheme_id";

    AREAS = "
        select scheme_id, area_id, from_on, until_on
          from scheme_area
         where cast($1 as text) is null
            or scheme_id = $1
         order by scheme_id, from_on, area_id";

    LEADS = "
        select agency_id, individual_name, individual_position, arrangement, from_on, until_on
          from scheme_lead
         where scheme_id = $1
         order by from_on";

    MEMBERS = "
        select membership_id, scheme_member.agency_id, kind, representative, from_on, until_on
          from scheme_member
          join agency on agency.agency_id = scheme_member.agency_id
         where scheme_id = $1
         order by agency.name, from_on, membership_id";

    ARRANGEMENTS = "
        select arrangement, from_on, until_on
          from scheme_arrangement
         where scheme_id = $1
         order by from_on";

    POSTS = "
        select post_id, agency_id, kind, wte_hundredths, from_on, until_on
          from scheme_post
         where scheme_id = $1
         order by agency_id, kind, from_on, post_id";

    HOLDERS = "
        select scheme_post_holder.post_id, name, user_id, home_agency_id,
               scheme_post_holder.from_on, scheme_post_holder.until_on
          from scheme_post_holder
          join scheme_post on scheme_post.post_id = scheme_post_holder.post_id
         where scheme_id = $1
         order by scheme_post_holder.post_id, scheme_post_holder.from_on";

    MINIMUMS = "
        select minimum, met_on, evidence, app_user.name as recorded_by
          from scheme_minimum
          left join app_user on app_user.user_id = scheme_minimum.user_id
         where scheme_id = $1
         order by scheme_version";

    /// What a scheme still has to answer for, but for those on its waiting list, who are
    /// counted with its line.
    UNFINISHED = "
        select (select count(*)
                  from registration
                 where registration.scheme_id = $1
                   and registration.ended_on is null) as registered,
               (select max(registration.ended_on)
                  from registration
                 where registration.scheme_id = $1) as last_left_on,
               (select count(*)
                  from nomination
                 where nomination.scheme_id = $1
                   and nomination.withdrawn_on is null
                   and coalesce((
                        select decision.outcome
                          from decision
                         where decision.person_id = nomination.person_id
                           and decision.nomination_id = nomination.nomination_id
                         order by decision.decided_on desc, decision.recorded_at desc,
                                  decision.decision_id desc
                         limit 1), 'defer') = 'defer') as nominated";

    THRESHOLDS = "
        select ground, threshold, from_on
          from scheme_threshold
         where scheme_id = $1
         order by ground, from_on";
}

/// A scheme whole, with what is kept beside it.
#[derive(Debug, Clone)]
pub(crate) struct Stored {
    pub(crate) scheme: Scheme,
    pub(crate) prison: PrisonNearby,
    pub(crate) closed_because: Option<String>,
    pub(crate) version: i64,
}

pub(crate) async fn brief(rx: &mut Rx<'_>, id: SchemeId) -> AppResult<SchemeBrief> {
    rx.one(BRIEF, args![id], |row| read_brief(&row)).await
}

pub(crate) async fn parties(rx: &mut Rx<'_>, id: SchemeId) -> AppResult<Vec<Party>> {
    let args = args![id, rx.today()];
    rx.all(PARTIES, args, read_party).await
}

/// The schemes in reach: all of them where `reached` names none.
pub(crate) async fn lines(
    rx: &mut Rx<'_>,
    reached: Option<Vec<SchemeId>>,
) -> AppResult<Vec<SchemeLine>> {
    let everywhere = i64::from(reached.is_none());
    let keys: Vec<String> = reached.unwrap_or_default().iter().map(ToString::to_string).collect();
    rx.all(LINES, args![everywhere, serde_json::json!(keys)], read_line).await
}

pub(crate) async fn stored(rx: &mut Rx<'_>, id: SchemeId) -> AppResult<Stored> {
    let mut stored = rx.one(SCHEMES, args![id], read_stored).await?;
    stored.scheme.areas = rx.all(AREAS, args![id], cover).await?;
    stored.scheme.leads = rx.all(LEADS, args![id], read_lead).await?;
    Ok(stored)
}

/// Every scheme with the areas it covers, without its leads.
pub(crate) async fn every(rx: &mut Rx<'_>) -> AppResult<Vec<Scheme>> {
    let none: Option<SchemeId> = None;
    let mut all = rx.all(SCHEMES, args![none], |row| Ok(read_stored(row)?.scheme)).await?;
    let areas: Vec<Coverage> = rx.all(AREAS, args![none], cover).await?;
    for scheme in &mut all {
        scheme.areas = areas.iter().filter(|it| it.scheme == scheme.id).copied().collect();
    }
    Ok(all)
}

pub(crate) async fn members(rx: &mut Rx<'_>, id: SchemeId) -> AppResult<Vec<GroupMember>> {
    rx.all(MEMBERS, args![id], read_member).await
}

pub(crate) async fn arrangements(rx: &mut Rx<'_>, id: SchemeId) -> AppResult<Vec<Alternative>> {
    let read =
        |row: Row| Ok(Alternative { arrangement: row.get("arrangement")?, dates: dates(&row)? });
    rx.all(ARRANGEMENTS, args![id], read).await
}

pub(crate) async fn posts(rx: &mut Rx<'_>, id: SchemeId) -> AppResult<Vec<Post>> {
    let mut posts = rx.all(POSTS, args![id], read_post).await?;
    let holders = rx.all(HOLDERS, args![id], read_holder).await?;
    for (post, holder) in holders {
        if let Some(post) = posts.iter_mut().find(|it| it.id == post) {
            post.holders.push(holder);
        }
    }
    Ok(posts)
}

/// What of the four things is recorded, in the order of recording, each with who recorded it.
pub(crate) async fn minimums(
    rx: &mut Rx<'_>,
    id: SchemeId,
) -> AppResult<Vec<(Recorded, Option<String>)>> {
    let read = |row: Row| {
        let recorded = Recorded {
            minimum: row.key("minimum", Minimum::from_key)?,
            met_on: row.get("met_on")?,
            evidence: row.get("evidence")?,
        };
        Ok((recorded, row.get("recorded_by")?))
    };
    rx.all(MINIMUMS, args![id], read).await
}

pub(crate) async fn thresholds(rx: &mut Rx<'_>, id: SchemeId) -> AppResult<Vec<Threshold>> {
    let read = |row: Row| {
        let figure = row.key("threshold", |it| it.parse().ok())?;
        Ok(Threshold { ground: row.get("ground")?, figure, from: row.get("from_on")? })
    };
    rx.all(THRESHOLDS, args![id], read).await
}

/// What the scheme still has to answer for; those who wait come with its line.
pub(crate) async fn unfinished(rx: &mut Rx<'_>, id: SchemeId) -> AppResult<Unfinished> {
    let line = lines(rx, Some(vec![id])).await?.pop();
    let waiting = line.map_or(0, |it| it.waiting);
    let read = |row: Row| {
        let (registered, nominated) = (row.get("registered")?, row.get("nominated")?);
        Ok(Unfinished { registered, waiting, nominated, last_left_on: row.get("last_left_on")? })
    };
    rx.one(UNFINISHED, args![id], read).await
}

fn read_brief(row: &Row) -> AppResult<SchemeBrief> {
    Ok(SchemeBrief {
        id: row.get("scheme_id")?,
        name: row.get("name")?,
        edition: row.get("edition")?,
        capacity: row.get("capacity")?,
        closed_on: row.get("closed_on")?,
    })
}

fn read_line(row: Row) -> AppResult<SchemeLine> {
    Ok(SchemeLine {
        brief: read_brief(&row)?,
        registered: row.get("registered")?,
        waiting: row.get("waiting")?,
    })
}

fn read_party(row: Row) -> AppResult<Party> {
    Ok(Party {
        agency: row.get("agency_id")?,
        kind: row.key("kind", AgencyKind::from_key)?,
        name: row.get("name")?,
    })
}

fn read_stored(row: Row) -> AppResult<Stored> {
    let scheme = Scheme {
        id: row.get("scheme_id")?,
        name: row.get("name")?,
        edition: row.get("edition")?,
        areas: Vec::new(),
        capacity: row.get("capacity")?,
        leads: Vec::new(),
        established_on: row.get("established_on")?,
        closed_on: row.get("closed_on")?,
    };
    let prison = row.key("prison_close_by", prison_from_key)?;
    let closed_because = row.get("closed_because")?;
    Ok(Stored { scheme, prison, closed_because, version: row.get("version")? })
}

fn prison_from_key(key: &str) -> Option<PrisonNearby> {
    [PrisonNearby::ReleasesHere, PrisonNearby::None].into_iter().find(|it| prison_key(*it) == key)
}

pub(crate) const fn prison_key(prison: PrisonNearby) -> &'static str {
    match prison {
        PrisonNearby::ReleasesHere => "releases_here",
        PrisonNearby::None => "none",
    }
}

fn read_lead(row: Row) -> AppResult<LeadHeld> {
    let agency: Option<AgencyId> = row.get("agency_id")?;
    let name: Option<String> = row.get("individual_name")?;
    let position: Option<String> = row.get("individual_position")?;
    let arrangement: Option<String> = row.get("arrangement")?;
    let lead = match (agency, arrangement) {
        (Some(agency), _) => {
            let named = name.zip(position);
            let individual = named.map(|(name, position)| SeniorLead { name, position });
            Lead::Agency { agency, individual }
        }
        (None, Some(arrangement)) => Lead::Alternative { arrangement },
        (None, None) => return Err(AppError::Internal(anyhow::anyhow!("a stored lead is empty"))),
    };
    Ok(LeadHeld { lead, dates: dates(&row)? })
}

fn read_member(row: Row) -> AppResult<GroupMember> {
    Ok(GroupMember {
        id: row.get("membership_id")?,
        agency: row.get("agency_id")?,
        kind: row.key("kind", AgencyKind::from_key)?,
        representative: row.get("representative")?,
        dates: dates(&row)?,
    })
}

fn read_post(row: Row) -> AppResult<Post> {
    Ok(Post {
        id: row.get("post_id")?,
        agency: row.get("agency_id")?,
        kind: row.key("kind", PostKind::from_key)?,
        wte_hundredths: row.get("wte_hundredths")?,
        dates: dates(&row)?,
        holders: Vec::new(),
    })
}

fn read_holder(row: Row) -> AppResult<(PostId, Holder)> {
    let home: Option<AgencyId> = row.get("home_agency_id")?;
    let holder = Holder {
        name: row.get("name")?,
        user: row.get("user_id")?,
        basis: home.map_or(Basis::OwnStaff, |home| Basis::Seconded { home }),
        dates: dates(&row)?,
    };
    Ok((row.get("post_id")?, holder))
}
