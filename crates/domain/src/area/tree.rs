//! The tree with its whole history, and the tree of one day.

use std::collections::{BTreeMap, BTreeSet};

use super::{Area, Dates, Level, Membership, Succession};
use crate::Date;
use crate::id::AreaId;

/// All areas there ever were, under whom, and which took over from which.
///
/// There are no cycles, because every parent stands exactly one level above.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tree {
    areas: BTreeMap<AreaId, Area>,
    memberships: Vec<Membership>,
    successions: Vec<Succession>,
}

/// Why areas and memberships do not make a tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TreeRefusal {
    /// Two areas have one identity.
    Twice { area: AreaId },
    /// A membership or succession names an area that is not there.
    Unknown { area: AreaId },
    /// An area of this level cannot lie in this country: a CSP in England, a nation in Wales.
    WrongCountry { area: AreaId },
    /// The parent is not of the level one up.
    WrongLevel { area: AreaId, parent: AreaId },
    /// The parent is of the other country.
    OtherCountry { area: AreaId, parent: AreaId },
    /// Two parents on one day.
    TwoParents { area: AreaId, on: Date },
    /// No parent on a day on which the area exists.
    NoParent { area: AreaId, on: Date },
    /// A membership has days on which one of the two does not exist.
    OutsideItsLife { area: AreaId, parent: AreaId },
    /// A succession whose day is not the end of the one and the start of the other.
    OutOfStep { closed: AreaId, opened: AreaId },
}

/// Whether this area can stand under that one, levels and countries considered.
///
/// Source: [RR04 ¶20, ¶23].
pub(super) fn may_stand_under(area: &Area, parent: &Area) -> Result<(), TreeRefusal> {
    if area.level.parent() != Some(parent.level) {
        return Err(TreeRefusal::WrongLevel { area: area.id, parent: parent.id });
    }
    if parent.country.is_some() && parent.country != area.country {
        return Err(TreeRefusal::OtherCountry { area: area.id, parent: parent.id });
    }
    Ok(())
}

impl Tree {
    /// Puts the tree together, and refuses what is not one on every single day.
    pub fn new(
        areas: Vec<Area>,
        memberships: Vec<Membership>,
        successions: Vec<Succession>,
    ) -> Result<Self, TreeRefusal> {
        let mut known = BTreeMap::new();
        for area in areas {
            if !area.level.lies_in(area.country) {
                return Err(TreeRefusal::WrongCountry { area: area.id });
            }
            if let Some(earlier) = known.insert(area.id, area) {
                return Err(TreeRefusal::Twice { area: earlier.id });
            }
        }
        let tree = Self { areas: known, memberships, successions };
        tree.memberships.iter().try_for_each(|it| tree.check_membership(it))?;
        tree.areas.values().try_for_each(|it| tree.check_parents(it))?;
        tree.successions.iter().try_for_each(|it| tree.check_succession(it))?;
        Ok(tree)
    }

    fn check_membership(&self, membership: &Membership) -> Result<(), TreeRefusal> {
        let area = self.known(membership.area)?;
        let parent = self.known(membership.parent)?;
        may_stand_under(area, parent)?;
        if !membership.dates.within(area.dates) || !membership.dates.within(parent.dates) {
            return Err(TreeRefusal::OutsideItsLife { area: area.id, parent: parent.id });
        }
        Ok(())
    }

    /// One parent on each day of its life: its memberships follow one another without gap.
    fn check_parents(&self, area: &Area) -> Result<(), TreeRefusal> {
        if area.level.parent().is_none() {
            return Ok(());
        }
        let mut spells: Vec<Dates> =
            self.memberships.iter().filter(|it| it.area == area.id).map(|it| it.dates).collect();
        spells.sort_unstable();
        let mut reached = Some(area.dates.starts_on());
        for spell in spells {
            let on = spell.starts_on();
            match reached {
                Some(day) if on == day => reached = spell.ends_on(),
                Some(day) if on > day => {
                    return Err(TreeRefusal::NoParent { area: area.id, on: day });
                }
                Some(_) | None => return Err(TreeRefusal::TwoParents { area: area.id, on }),
            }
        }
        match reached {
            Some(on) if area.dates.hold_on(on) => Err(TreeRefusal::NoParent { area: area.id, on }),
            Some(_) | None => Ok(()),
        }
    }

    fn check_succession(&self, it: &Succession) -> Result<(), TreeRefusal> {
        let closed = self.known(it.closed)?;
        let opened = self.known(it.opened)?;
        let in_step = closed.dates.ends_on() == Some(it.on) && opened.dates.starts_on() == it.on;
        if !in_step || closed.level != opened.level {
            return Err(TreeRefusal::OutOfStep { closed: it.closed, opened: it.opened });
        }
        Ok(())
    }

    fn known(&self, area: AreaId) -> Result<&Area, TreeRefusal> {
        self.areas.get(&area).ok_or(TreeRefusal::Unknown { area })
    }

    /// The area, whenever it existed.
    pub fn find(&self, area: AreaId) -> Option<&Area> {
        self.areas.get(&area)
    }

    /// All areas of all days, by identity.
    pub fn areas(&self) -> impl Iterator<Item = &Area> {
        self.areas.values()
    }

    /// All memberships of all days.
    pub fn memberships(&self) -> &[Membership] {
        &self.memberships
    }

    /// All successions.
    pub fn successions(&self) -> &[Succession] {
        &self.successions
    }

    /// The areas that exist on this day, widest level first, by name.
    pub fn areas_at(&self, date: Date) -> Vec<&Area> {
        let mut open: Vec<&Area> =
            self.areas.values().filter(|it| it.dates.hold_on(date)).collect();
        open.sort_by(|a, b| (a.level, &a.name, a.id).cmp(&(b.level, &b.name, b.id)));
        open
    }

    /// The areas that took over from this one directly.
    pub fn successors(&self, area: AreaId) -> Vec<AreaId> {
        self.successions.iter().filter(|it| it.closed == area).map(|it| it.opened).collect()
    }

    /// The areas from which this one took over directly.
    pub fn predecessors(&self, area: AreaId) -> Vec<AreaId> {
        self.successions.iter().filter(|it| it.opened == area).map(|it| it.closed).collect()
    }

    /// The areas that stood or stand for this one on a day: itself while it exists, what took over
    /// from it afterwards, and what it took over from before. Thus a person or scheme recorded in
    /// an area of today lands on the tree of the day that is asked for, and the other way round.
    pub fn in_place_of(&self, area: AreaId, date: Date) -> Vec<AreaId> {
        let mut found = BTreeSet::new();
        let mut waiting = vec![area];
        while let Some(next) = waiting.pop() {
            let Some(here) = self.areas.get(&next) else { continue };
            if here.dates.hold_on(date) {
                found.insert(next);
            } else if date < here.dates.starts_on() {
                waiting.extend(self.predecessors(next));
            } else {
                waiting.extend(self.successors(next));
            }
        }
        found.into_iter().collect()
    }

    /// The tree as it stands on this day.
    pub fn on(&self, date: Date) -> TreeOn<'_> {
        let mut parents = BTreeMap::new();
        let mut children: BTreeMap<AreaId, Vec<&Area>> = BTreeMap::new();
        for it in self.memberships.iter().filter(|it| it.dates.hold_on(date)) {
            parents.insert(it.area, it.parent);
            children.entry(it.parent).or_default().extend(self.areas.get(&it.area));
        }
        for list in children.values_mut() {
            list.sort_by(|a, b| (&a.name, a.id).cmp(&(&b.name, b.id)));
        }
        TreeOn { tree: self, date, parents, children }
    }
}

/// The tree of one day.
#[derive(Debug, Clone)]
pub struct TreeOn<'a> {
    tree: &'a Tree,
    date: Date,
    parents: BTreeMap<AreaId, AreaId>,
    children: BTreeMap<AreaId, Vec<&'a Area>>,
}

impl<'a> TreeOn<'a> {
    /// The day.
    pub const fn date(&self) -> Date {
        self.date
    }

    /// The area, if it exists on the day.
    pub fn find(&self, area: AreaId) -> Option<&'a Area> {
        self.tree.find(area).filter(|it| it.dates.hold_on(self.date))
    }

    /// The area to which this one answers.
    pub fn parent(&self, area: AreaId) -> Option<AreaId> {
        self.parents.get(&area).copied()
    }

    /// The areas directly below, by name.
    pub fn children(&self, area: AreaId) -> Vec<&'a Area> {
        self.children.get(&area).cloned().unwrap_or_default()
    }

    /// Everything above, nearest first, the nation last.
    pub fn ancestors(&self, area: AreaId) -> Vec<AreaId> {
        std::iter::successors(self.parent(area), |it| self.parent(*it)).collect()
    }

    /// Everything below, each area before what lies below it.
    pub fn descendants(&self, area: AreaId) -> Vec<&'a Area> {
        let mut found = Vec::new();
        let mut waiting = self.children(area);
        waiting.reverse();
        while let Some(next) = waiting.pop() {
            found.push(next);
            waiting.extend(self.children(next.id).into_iter().rev());
        }
        found
    }

    /// Whether the area is this node or lies below it.
    pub fn is_within(&self, area: AreaId, node: AreaId) -> bool {
        self.find(area).is_some() && (area == node || self.ancestors(area).contains(&node))
    }

    /// The ancestor of this level, or the area itself if it is of this level.
    pub fn at_level(&self, area: AreaId, level: Level) -> Option<&'a Area> {
        std::iter::once(area)
            .chain(self.ancestors(area))
            .filter_map(|it| self.find(it))
            .find(|it| it.level == level)
    }

    /// The CDRP and CSP areas at or below a node, by way of the tree.
    ///
    /// These are what schemes must cover [CC04].
    pub fn partnerships(&self, node: AreaId) -> Vec<&'a Area> {
        let mut all: Vec<&Area> = self.find(node).into_iter().collect();
        all.extend(self.descendants(node));
        all.retain(|it| it.level.is_partnership());
        all
    }

    /// Every area that exists on the day, widest level first, by name.
    pub fn areas(&self) -> Vec<&'a Area> {
        self.tree.areas_at(self.date)
    }
}
