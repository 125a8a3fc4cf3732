//! The part of the tree that somebody answers for, with what is covered and what is not.

use std::collections::{BTreeMap, BTreeSet};

use domain::Date;
use domain::area::{
    Area, Country, Coverage, CoverageOn, Gap, RollUp, Tree, coverage_on, schemes_covering,
};
use domain::edition::{Edition, MinimumThing};
use domain::id::{AreaId, SchemeId};
use domain::user::{Reach, may_be_held_over};

use super::{ChangeAreas, coverage, sql, tree};
use crate::error::{AppError, AppResult};
use crate::gate::{Resource, Rx};

/// By when every area was to have a scheme, and where that stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// The country whose edition says so.
    pub country: Country,
    /// The day.
    pub on: Date,
    /// The paragraph.
    pub source: String,
    /// The first day of the rule.
    pub in_force_on: Date,
}

/// The tree of today as one user sees it.
#[derive(Debug, Clone)]
pub struct Atlas {
    /// The tree with its whole history.
    pub tree: Tree,
    /// Every coverage of all days.
    pub coverage: Vec<Coverage>,
    /// What is covered today, and what is not.
    pub covered: CoverageOn,
    /// The day.
    pub today: Date,
    /// The names of the schemes.
    pub schemes: BTreeMap<SchemeId, String>,
    /// The days due.
    pub dues: Vec<Due>,
    /// The tops of what this user answers for.
    pub roots: Vec<AreaId>,
    /// Whether this user may change the tree.
    pub may_change: bool,
}

/// The tree of today as far as this user answers for it [RR04 ¶7, ¶23].
pub async fn atlas(rx: &mut Rx<'_>) -> AppResult<Atlas> {
    let tree = tree(rx).await?;
    let coverage = coverage(rx).await?;
    let schemes = sql::scheme_names(rx).await?;
    let today = rx.today();
    let dues: Vec<Due> =
        Country::ALL.into_iter().filter_map(|country| due(rx, country, today)).collect();
    let roots = roots(rx, &tree, &coverage);
    let may_change = rx.may(&ChangeAreas(Resource::System));
    let covered = by_country(&tree, &coverage, today, &dues);
    Ok(Atlas { tree, coverage, covered, today, schemes, dues, roots, may_change })
}

/// The edition that the areas of a country follow.
const fn edition_of(country: Country) -> &'static str {
    match country {
        Country::England => "ppo-england",
        Country::Wales => "ppo-wales",
    }
}

fn due(rx: &Rx<'_>, country: Country, today: Date) -> Option<Due> {
    let edition: &Edition = rx.editions().get(edition_of(country))?;
    let rule = edition.on(today).minimums().find(|it| it.value.thing == MinimumThing::AreaCovered);
    let rule = rule?;
    let on = rule.value.due_on?;
    Some(Due { country, on, source: rule.source.0.clone(), in_force_on: rule.from })
}

/// Each country's areas against its own edition's day.
fn by_country(tree: &Tree, coverage: &[Coverage], today: Date, dues: &[Due]) -> CoverageOn {
    let mut all = CoverageOn { covered: BTreeMap::new(), gaps: Vec::new() };
    for country in Country::ALL {
        let due_on = dues.iter().find(|it| it.country == country).map(|it| it.on);
        let lies_here = |id: &AreaId| tree.find(*id).is_some_and(|it| it.country == Some(country));
        let mut part = coverage_on(tree, coverage, today, due_on);
        part.covered.retain(|id, _| lies_here(id));
        part.gaps.retain(|it| lies_here(&it.area));
        all.covered.append(&mut part.covered);
        all.gaps.append(&mut part.gaps);
    }
    all
}

/// The areas over which a role is held, and those of the schemes in which one is; of each branch
/// only the top.
fn roots(rx: &Rx<'_>, tree: &Tree, coverage: &[Coverage]) -> Vec<AreaId> {
    let (actor, now) = (rx.actor(), tree.on(rx.today()));
    if actor.schemes_with(|_| true).is_none() {
        return now
            .areas()
            .iter()
            .filter(|it| now.parent(it.id).is_none())
            .map(|it| it.id)
            .collect();
    }
    let own = actor.schemes_with(|role| may_be_held_over(role, Reach::Scheme)).unwrap_or_default();
    let seen: BTreeSet<AreaId> = now
        .areas()
        .iter()
        .map(|it| it.id)
        .filter(|id| {
            let worked_in = || schemes_covering(tree, coverage, *id, now.date());
            !actor.roles_over(*id).is_empty() || worked_in().iter().any(|it| own.contains(it))
        })
        .collect();
    let below = |id: &AreaId| now.ancestors(*id).iter().any(|it| seen.contains(it));
    seen.iter().filter(|id| !below(id)).copied().collect()
}

impl Atlas {
    /// Whether an area, or what stands in its place today, is in this user's part of the tree.
    pub fn sees(&self, area: AreaId) -> bool {
        let now = self.tree.on(self.today);
        let whole = self.roots.iter().any(|it| now.parent(*it).is_none());
        whole
            || self
                .tree
                .in_place_of(area, self.today)
                .iter()
                .any(|place| self.roots.iter().any(|root| now.is_within(*place, *root)))
    }

    /// The area, if it is in this user's part of the tree.
    pub fn area(&self, id: AreaId) -> AppResult<&Area> {
        self.tree.find(id).filter(|_| self.sees(id)).ok_or(AppError::Hidden)
    }

    /// The figures of a node.
    pub fn roll_up(&self, node: AreaId) -> RollUp {
        self.covered.roll_up(&self.tree.on(self.today), node)
    }

    /// The areas without a scheme at or below a node.
    pub fn gaps_under(&self, node: AreaId) -> Vec<Gap> {
        self.covered.gaps_under(&self.tree.on(self.today), node)
    }

    /// The schemes that cover an area today, with their names.
    pub fn schemes_of(&self, area: AreaId) -> Vec<(SchemeId, String)> {
        let ids = schemes_covering(&self.tree, &self.coverage, area, self.today);
        let named = |id: SchemeId| Some((id, self.schemes.get(&id)?.clone()));
        ids.into_iter().filter_map(named).collect()
    }

    /// The rule about the day due in an area.
    pub fn due_of(&self, area: AreaId) -> Option<&Due> {
        let country = self.tree.find(area)?.country?;
        self.dues.iter().find(|it| it.country == country)
    }
}
