//! Changes to the tree: an area opens or moves, several merge, one splits.
//!
//! Each command is decided against the whole tree and answers with a [`Change`], which says what
//! to store. A change may be dated back or ahead; where the tree already changes later in a way
//! that would contradict it, it is refused.

use std::collections::BTreeSet;

use super::tree::may_stand_under;
use super::{Area, Country, Dates, Level, Membership, NoDays, Size, Succession, Tree, TreeRefusal};
use crate::Date;
use crate::id::AreaId;

/// What a decided command does to the tree, all on one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The day: the first of what is new, the first without what is gone.
    pub on: Date,
    /// Areas that open.
    pub opened: Vec<Area>,
    /// Areas that close.
    pub closed: Vec<AreaId>,
    /// Memberships that begin.
    pub joined: Vec<Membership>,
    /// Memberships that end.
    pub left: Vec<Left>,
    /// Which areas take over from which.
    pub successions: Vec<Succession>,
}

/// A membership that ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Left {
    /// The area below.
    pub area: AreaId,
    /// The area above, under which it no longer stands.
    pub parent: AreaId,
}

/// Why the tree cannot change like this.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeRefusal {
    /// No such area.
    Unknown { area: AreaId },
    /// The area does not exist on the day, or opens on that very day.
    NotOpen { area: AreaId, on: Date },
    /// The area, or its place in the tree, already changes on or after the day.
    ChangesLater { area: AreaId },
    /// The new area has no name.
    BlankName,
    /// Another area of the level has the name on the day.
    NameTaken { by: AreaId },
    /// The identity is in use.
    IdTaken { area: AreaId },
    /// A merger takes two areas or more, a split makes two or more.
    TooFew,
    /// One area is named twice.
    NamedTwice { area: AreaId },
    /// Merged areas are of one level and one country.
    NotAlike { area: AreaId },
    /// The nation neither merges nor splits nor moves.
    NationStays,
    /// It stands there already.
    NothingChanges,
    /// An area below the one that splits is given to none of the parts.
    ChildLeftOver { child: AreaId },
    /// A part is given an area that does not stand below the one that splits.
    NotBelow { child: AreaId },
    /// The result would not be a tree.
    NotATree(TreeRefusal),
}

impl From<TreeRefusal> for ChangeRefusal {
    fn from(refusal: TreeRefusal) -> Self {
        Self::NotATree(refusal)
    }
}

/// An area that is to open, and its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Newcomer {
    /// Its identity, fresh.
    pub id: AreaId,
    /// Its name.
    pub name: String,
    /// Its size.
    pub size: Size,
    /// Where it will stand; `None` for the nation only.
    pub parent: Option<AreaId>,
}

/// Opens an area that takes over from none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenArea {
    /// The area.
    pub area: Newcomer,
    /// Its level.
    pub level: Level,
    /// Its country; `None` for the nation.
    pub country: Option<Country>,
    /// Its first day.
    pub on: Date,
}

/// Puts an area, with all below it, under another parent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MoveArea {
    /// The area.
    pub area: AreaId,
    /// Its new parent.
    pub to: AreaId,
    /// The first day under the new parent.
    pub on: Date,
}

/// Several areas close on a day and a new one takes over from all; what stood below them stands
/// below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merge {
    /// The areas that close.
    pub areas: Vec<AreaId>,
    /// The area that takes over.
    pub into: Newcomer,
    /// The day.
    pub on: Date,
}

/// One area closes on a day and several new ones take over its ground.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Split {
    /// The area that closes.
    pub area: AreaId,
    /// The areas that take over.
    pub into: Vec<Part>,
    /// The day.
    pub on: Date,
}

/// One of the areas that a split makes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The area.
    pub area: Newcomer,
    /// Those areas below the one that splits which will stand below this part.
    pub children: Vec<AreaId>,
}

impl OpenArea {
    /// Whether the area can open.
    pub fn decide(&self, tree: &Tree) -> Result<Change, ChangeRefusal> {
        let mut change = Change::empty(self.on);
        change.open(tree, &self.area, self.level, self.country)?;
        Ok(change)
    }
}

impl MoveArea {
    /// Whether the area can move.
    pub fn decide(&self, tree: &Tree) -> Result<Change, ChangeRefusal> {
        let area = open_on(tree, self.area, self.on)?;
        if area.level.parent().is_none() {
            return Err(ChangeRefusal::NationStays);
        }
        let standing = leavable(tree, self.on, self.area, |it| it.area == self.area)?;
        if standing.iter().any(|it| it.parent == self.to) {
            return Err(ChangeRefusal::NothingChanges);
        }
        let parent = open_on(tree, self.to, self.on)?;
        may_stand_under(area, parent)?;
        let mut change = Change::empty(self.on);
        change.leave(&standing);
        change.join(self.area, self.to);
        Ok(change)
    }
}

impl Merge {
    /// Whether the areas can merge.
    pub fn decide(&self, tree: &Tree) -> Result<Change, ChangeRefusal> {
        let [first, _, ..] = self.areas.as_slice() else { return Err(ChangeRefusal::TooFew) };
        let (level, country) = level_and_country(tree, *first)?;
        let mut change = Change::empty(self.on);
        let mut children = Vec::new();
        for area in &self.areas {
            if change.closed.contains(area) {
                return Err(ChangeRefusal::NamedTwice { area: *area });
            }
            if level_and_country(tree, *area)? != (level, country) {
                return Err(ChangeRefusal::NotAlike { area: *area });
            }
            children.extend(change.close(tree, *area)?);
        }
        change.open(tree, &self.into, level, country)?;
        for area in &self.areas {
            change.succeed(*area, self.into.id);
        }
        for child in children {
            change.join(child, self.into.id);
        }
        Ok(change)
    }
}

impl Split {
    /// Whether the area can split.
    pub fn decide(&self, tree: &Tree) -> Result<Change, ChangeRefusal> {
        if self.into.len() < 2 {
            return Err(ChangeRefusal::TooFew);
        }
        let (level, country) = level_and_country(tree, self.area)?;
        let mut change = Change::empty(self.on);
        let mut left_over: BTreeSet<AreaId> = change.close(tree, self.area)?.into_iter().collect();
        let below = left_over.clone();
        for part in &self.into {
            change.open(tree, &part.area, level, country)?;
            change.succeed(self.area, part.area.id);
            for child in &part.children {
                if !below.contains(child) {
                    return Err(ChangeRefusal::NotBelow { child: *child });
                }
                if !left_over.remove(child) {
                    return Err(ChangeRefusal::NamedTwice { area: *child });
                }
                change.join(*child, part.area.id);
            }
        }
        match left_over.first() {
            Some(child) => Err(ChangeRefusal::ChildLeftOver { child: *child }),
            None => Ok(change),
        }
    }
}

impl Change {
    const fn empty(on: Date) -> Self {
        Self {
            on,
            opened: Vec::new(),
            closed: Vec::new(),
            joined: Vec::new(),
            left: Vec::new(),
            successions: Vec::new(),
        }
    }

    fn open(
        &mut self,
        tree: &Tree,
        new: &Newcomer,
        level: Level,
        country: Option<Country>,
    ) -> Result<(), ChangeRefusal> {
        let name = new.name.trim();
        if name.is_empty() {
            return Err(ChangeRefusal::BlankName);
        }
        if tree.find(new.id).is_some() || self.opened.iter().any(|it| it.id == new.id) {
            return Err(ChangeRefusal::IdTaken { area: new.id });
        }
        let dates = Dates::since(self.on);
        let rivals = tree.areas().filter(|it| !self.closed.contains(&it.id));
        let taken = rivals
            .chain(&self.opened)
            .find(|it| it.level == level && it.dates.overlap(dates) && it.name.trim() == name);
        if let Some(rival) = taken {
            return Err(ChangeRefusal::NameTaken { by: rival.id });
        }
        let name = name.to_owned();
        let area = Area { id: new.id, name, level, country, size: new.size, dates };
        self.place(tree, &area, new.parent)?;
        self.opened.push(area);
        Ok(())
    }

    fn place(
        &mut self,
        tree: &Tree,
        area: &Area,
        parent: Option<AreaId>,
    ) -> Result<(), ChangeRefusal> {
        if !area.level.lies_in(area.country) {
            return Err(TreeRefusal::WrongCountry { area: area.id }.into());
        }
        let Some(parent) = parent else {
            return match area.level.parent() {
                Some(_) => Err(TreeRefusal::NoParent { area: area.id, on: self.on }.into()),
                None => Ok(()),
            };
        };
        may_stand_under(area, open_on(tree, parent, self.on)?)?;
        self.join(area.id, parent);
        Ok(())
    }

    /// Closes an area and answers with what stood directly below it.
    fn close(&mut self, tree: &Tree, area: AreaId) -> Result<Vec<AreaId>, ChangeRefusal> {
        let here = open_on(tree, area, self.on)?;
        if here.level.parent().is_none() {
            return Err(ChangeRefusal::NationStays);
        }
        if here.dates.ended(self.on) == Err(NoDays) {
            return Err(ChangeRefusal::NotOpen { area, on: self.on });
        }
        let touching = leavable(tree, self.on, area, |it| it.area == area || it.parent == area)?;
        self.leave(&touching);
        self.closed.push(area);
        Ok(touching.iter().filter(|it| it.parent == area).map(|it| it.area).collect())
    }

    fn leave(&mut self, memberships: &[Membership]) {
        self.left.extend(memberships.iter().map(|it| Left { area: it.area, parent: it.parent }));
    }

    fn join(&mut self, area: AreaId, parent: AreaId) {
        self.joined.push(Membership { area, parent, dates: Dates::since(self.on) });
    }

    fn succeed(&mut self, closed: AreaId, opened: AreaId) {
        self.successions.push(Succession { closed, opened, on: self.on });
    }
}

impl Tree {
    /// The tree after a change.
    pub fn with(&self, change: &Change) -> Result<Self, TreeRefusal> {
        let mut areas: Vec<Area> = self.areas().cloned().collect();
        for area in areas.iter_mut().filter(|it| change.closed.contains(&it.id)) {
            area.dates = area.dates.ended(change.on).unwrap_or(area.dates);
        }
        areas.extend(change.opened.iter().cloned());
        let mut memberships = self.memberships().to_vec();
        for it in memberships.iter_mut().filter(|it| it.dates.ends_on().is_none()) {
            if change.left.contains(&Left { area: it.area, parent: it.parent }) {
                it.dates = it.dates.ended(change.on).unwrap_or(it.dates);
            }
        }
        memberships.extend(&change.joined);
        let successions = [self.successions(), &change.successions].concat();
        Self::new(areas, memberships, successions)
    }
}

fn level_and_country(tree: &Tree, area: AreaId) -> Result<(Level, Option<Country>), ChangeRefusal> {
    let area = tree.find(area).ok_or(ChangeRefusal::Unknown { area })?;
    Ok((area.level, area.country))
}

/// The area, which exists on the day and is not known to close.
fn open_on(tree: &Tree, area: AreaId, on: Date) -> Result<&Area, ChangeRefusal> {
    let here = tree.find(area).ok_or(ChangeRefusal::Unknown { area })?;
    if !here.dates.hold_on(on) {
        return Err(ChangeRefusal::NotOpen { area, on });
    }
    if here.dates.ends_on().is_some() {
        return Err(ChangeRefusal::ChangesLater { area });
    }
    Ok(here)
}

/// The memberships in question that hold on the day, each begun before it and with no end known,
/// so that it can end on the day.
fn leavable(
    tree: &Tree,
    on: Date,
    area: AreaId,
    concerns: impl Fn(&Membership) -> bool,
) -> Result<Vec<Membership>, ChangeRefusal> {
    let lasting: Vec<Membership> = tree
        .memberships()
        .iter()
        .filter(|it| concerns(it) && it.dates.ends_on().is_none_or(|end| on < end))
        .copied()
        .collect();
    let settled = |it: &Membership| it.dates.starts_on() < on && it.dates.ends_on().is_none();
    if lasting.iter().all(settled) {
        Ok(lasting)
    } else {
        Err(ChangeRefusal::ChangesLater { area })
    }
}
