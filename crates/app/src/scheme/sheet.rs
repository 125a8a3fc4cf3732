//! A scheme as its page shows it: everything that belongs to it, and how it stands today.

use std::collections::BTreeMap;

use domain::Date;
use domain::agency::{Agency, AgencyKind};
use domain::area::{Size, Tree};
use domain::edition::{Edition, MinimumThing, Rule, Setting, SizeGuide};
use domain::id::{AgencyId, SchemeId};
use domain::scheme::{
    Alternative, CapacityStanding, GroupMember, GroupStanding, Least, Minimum, MinimumState,
    Numbers, Post, PrisonNearby, Recorded, Scheme, Threshold, capacity_standing, group_standing,
    minimum_for, minimum_state, missing_members, prisons_without_liaison,
};

use super::{CloseSchemes, ManageScheme, Party, SchemeLine, ViewScheme, edition, sql};
use crate::error::{AppError, AppResult};
use crate::gate::{Resource, Rx};
use crate::{agency, area};

/// The schemes in which this user has a role, or above which.
pub async fn list(rx: &mut Rx<'_>) -> AppResult<Vec<SchemeLine>> {
    let reached = rx.actor().schemes_with(|_| true);
    sql::lines(rx, reached).await
}

/// A scheme with all that belongs to it.
#[derive(Debug, Clone)]
pub struct SchemeSheet {
    /// The scheme.
    pub scheme: Scheme,
    /// Its version, for whoever changes it.
    pub version: i64,
    /// Why it closed.
    pub closed_because: Option<String>,
    /// Whether a prison close by releases into the area.
    pub prison: PrisonNearby,
    /// How many people are on it.
    pub registered: u32,
    /// How many wait for a place.
    pub waiting: u32,
    /// The seats in its group, of all days.
    pub members: Vec<GroupMember>,
    /// The arrangements instead of the least membership, of all days.
    pub arrangements: Vec<Alternative>,
    /// Its posts, of all days.
    pub posts: Vec<Post>,
    /// What of the four things is recorded.
    pub minimums: Vec<Recorded>,
    /// Who recorded what stands of the four things, where it was somebody who signed in.
    pub met_by: BTreeMap<Minimum, String>,
    /// Its thresholds, of all days.
    pub thresholds: Vec<Threshold>,
    /// The agencies that take part today.
    pub parties: Vec<Party>,
    /// Every agency there is.
    pub agencies: BTreeMap<AgencyId, Agency>,
    /// The accountability tree.
    pub tree: Tree,
    /// The edition it follows.
    pub edition: Edition,
    /// The day.
    pub today: Date,
    /// Whether this user may change it: nobody changes what is closed.
    pub may_manage: bool,
    /// Whether this user may close it.
    pub may_close: bool,
}

/// A scheme with all that belongs to it; hidden from whoever has no role that reaches it.
pub async fn sheet(rx: &mut Rx<'_>, id: SchemeId) -> AppResult<SchemeSheet> {
    rx.require(&ViewScheme(Resource::Scheme(id))).map_err(|_| AppError::Hidden)?;
    let stored = sql::stored(rx, id).await?;
    let minimums = sql::minimums(rx, id).await?;
    let open = stored.scheme.closed_on.is_none();
    let line = sql::lines(rx, Some(vec![id])).await?.pop().ok_or(AppError::Hidden)?;
    let agencies = agency::all(rx).await?.into_iter().map(|it| (it.id, it)).collect();
    Ok(SchemeSheet {
        edition: edition(rx, &line.brief)?.clone(),
        scheme: stored.scheme,
        version: stored.version,
        prison: stored.prison,
        closed_because: stored.closed_because,
        registered: line.registered,
        waiting: line.waiting,
        members: sql::members(rx, id).await?,
        arrangements: sql::arrangements(rx, id).await?,
        posts: sql::posts(rx, id).await?,
        met_by: minimums.iter().filter_map(|(it, by)| Some((it.minimum, by.clone()?))).collect(),
        minimums: minimums.into_iter().map(|(it, _)| it).collect(),
        thresholds: sql::thresholds(rx, id).await?,
        parties: sql::parties(rx, id).await?,
        agencies,
        tree: area::tree(rx).await?,
        today: rx.today(),
        may_manage: open && rx.may(&ManageScheme(Resource::Scheme(id))),
        may_close: open && rx.may(&CloseSchemes(Resource::Scheme(id))),
    })
}

impl SchemeSheet {
    /// How the number registered stands against the places there are [RR04 ¶3].
    pub fn capacity(&self) -> CapacityStanding {
        capacity_standing(self.scheme.capacity, self.registered)
    }

    /// The least number of people for the areas covered, where the edition sets one [RR04 ¶3].
    pub fn least(&self) -> Option<Least> {
        let figures = |setting| self.size_rule(setting).map(|it| least(&it.value));
        let numbers =
            Numbers { ordinary: figures(Setting::Area)?, big_city: figures(Setting::BigCity)? };
        Some(minimum_for(&self.scheme.sizes_on(&self.tree, self.today), numbers))
    }

    /// The edition's rule about numbers for a kind of place.
    pub fn size_rule(&self, setting: Setting) -> Option<&Rule<SizeGuide>> {
        self.edition.on(self.today).size(setting)
    }

    /// How many of the areas covered are of this size.
    pub fn areas_of(&self, size: Size) -> usize {
        let sizes = self.scheme.sizes_on(&self.tree, self.today);
        sizes.iter().filter(|it| **it == size).count()
    }

    /// How the group stands, or nothing where the edition names no least membership
    /// [RR04 ¶24].
    pub fn group(&self) -> Option<GroupStanding> {
        let rules = self.edition.on(self.today);
        let least: Vec<AgencyKind> = rules.members().map(|it| it.value.agency).collect();
        if least.is_empty() {
            return None;
        }
        let missing = missing_members(&self.members, self.prison, &least, self.today);
        Some(group_standing(missing, &self.arrangements, self.today))
    }

    /// The seats held today.
    pub fn seats(&self) -> impl Iterator<Item = &GroupMember> {
        self.members.iter().filter(|it| it.dates.hold_on(self.today))
    }

    /// The posts that there are today.
    pub fn posts_today(&self) -> impl Iterator<Item = &Post> {
        self.posts.iter().filter(|it| it.dates.hold_on(self.today))
    }

    /// The prisons that take part without a liaison in post [RR04 B.1].
    pub fn prisons_without_liaison(&self) -> Vec<AgencyId> {
        let prisons = self.parties.iter().filter(|it| it.kind == AgencyKind::Prison);
        let prisons: Vec<AgencyId> = prisons.map(|it| it.agency).collect();
        prisons_without_liaison(&prisons, &self.posts, self.today)
    }

    /// The four things of the letter, each with its rule and how it stands [CC04].
    pub fn four(&self) -> Vec<(&Rule<domain::edition::Minimum>, Minimum, MinimumState)> {
        let rules = self.edition.on(self.today);
        rules
            .minimums()
            .map(|rule| {
                let thing = same(rule.value.thing);
                let due_on = rule.value.due_on;
                (rule, thing, minimum_state(thing, &self.minimums, due_on, self.today))
            })
            .collect()
    }

    /// The name of an agency.
    pub fn agency_name(&self, id: AgencyId) -> &str {
        self.agencies.get(&id).map_or("", |it| it.name.as_str())
    }
}

const fn least(guide: &SizeGuide) -> Least {
    Least { from: guide.low, to: guide.high }
}

const fn same(thing: MinimumThing) -> Minimum {
    match thing {
        MinimumThing::AreaCovered => Minimum::AreaCovered,
        MinimumThing::ArrangementsAgreed => Minimum::ArrangementsAgreed,
        MinimumThing::FirstGroupIdentified => Minimum::FirstGroupIdentified,
        MinimumThing::ChecklistMade => Minimum::ChecklistMade,
    }
}
