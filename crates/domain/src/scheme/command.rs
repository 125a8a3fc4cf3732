//! Commands on the scheme itself: open it, set its capacity, cover an area, cover it no longer.

use super::{CapacityStanding, Scheme, capacity_standing};
use crate::Date;
use crate::area::{Coverage, Dates, Tree};
use crate::id::{AreaId, SchemeId};

/// Why a scheme cannot be opened or changed like this.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SchemeRefusal {
    /// It has no name.
    BlankName,
    /// It follows no edition.
    BlankEdition,
    /// Another open scheme has this name.
    NameTaken { by: SchemeId },
    /// It would cover no area [RR04 ¶3].
    NoArea,
    /// An area is named twice.
    AreaTwice { area: AreaId },
    /// The area does not exist on the day.
    AreaNotOpen { area: AreaId, on: Date },
    /// The area is not a CDRP's or CSP's [CC04].
    NotAPartnership { area: AreaId },
    /// The scheme covers the area already, or will.
    CoveredAlready { area: AreaId, from: Date },
    /// The scheme does not cover the area on the day, or began on it.
    NotCovered { area: AreaId, on: Date },
    /// It is the only area the scheme covers; close the scheme instead.
    LastArea { area: AreaId },
    /// The day is after today.
    InTheFuture { on: Date },
    /// The day is before the scheme began or after it closed.
    SchemeNotOpen { on: Date },
    /// An area or a lead of it begins on the day or later.
    ChangesLater { from: Date },
    /// People are registered on it; they are removed or move on first.
    PeopleRegistered { count: u32 },
    /// People wait for a place on it; their nominations are decided or withdrawn first.
    PeopleWaiting { count: u32 },
    /// The panel has not settled these nominations.
    NominationsOpen { count: u32 },
    /// Somebody was on it until this day.
    SomebodyOnIt { until: Date },
    /// A scheme with no places takes on nobody.
    NoPlaces,
    /// It is so already.
    NothingChanges,
}

/// Opens a scheme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenScheme {
    /// Its identity, fresh.
    pub id: SchemeId,
    /// Its name.
    pub name: String,
    /// The key of its edition.
    pub edition: String,
    /// The areas it covers from the start.
    pub areas: Vec<AreaId>,
    /// Its first day.
    pub on: Date,
}

impl OpenScheme {
    /// Whether the scheme can be opened. `others` are the schemes there are.
    ///
    /// Source: [CC04], [RR04 ¶3].
    pub fn decide(
        &self,
        tree: &Tree,
        others: &[Scheme],
        today: Date,
    ) -> Result<Scheme, SchemeRefusal> {
        let name = self.name.trim();
        if name.is_empty() {
            return Err(SchemeRefusal::BlankName);
        }
        if self.edition.trim().is_empty() {
            return Err(SchemeRefusal::BlankEdition);
        }
        if self.on > today {
            return Err(SchemeRefusal::InTheFuture { on: self.on });
        }
        let taken = others.iter().find(|it| it.closed_on.is_none() && it.name.trim() == name);
        if let Some(other) = taken {
            return Err(SchemeRefusal::NameTaken { by: other.id });
        }
        let areas = self.coverage(tree)?;
        Ok(Scheme {
            id: self.id,
            name: name.to_owned(),
            edition: self.edition.trim().to_owned(),
            areas,
            capacity: None,
            leads: Vec::new(),
            established_on: self.on,
            closed_on: None,
        })
    }

    fn coverage(&self, tree: &Tree) -> Result<Vec<Coverage>, SchemeRefusal> {
        if self.areas.is_empty() {
            return Err(SchemeRefusal::NoArea);
        }
        let mut covered: Vec<Coverage> = Vec::new();
        for &area in &self.areas {
            if covered.iter().any(|it| it.area == area) {
                return Err(SchemeRefusal::AreaTwice { area });
            }
            partnership_on(tree, area, self.on)?;
            covered.push(Coverage { scheme: self.id, area, dates: Dates::since(self.on) });
        }
        Ok(covered)
    }
}

/// Sets how many people the scheme has the resources for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SetCapacity {
    /// The number of places.
    pub places: u32,
}

impl SetCapacity {
    /// Whether the capacity can be set, and how the number registered stands against it.
    /// Fewer places than people is allowed, and shows as over.
    ///
    /// Source: [RR04 ¶3].
    pub fn decide(
        &self,
        scheme: &Scheme,
        registered: u32,
        today: Date,
    ) -> Result<CapacityStanding, SchemeRefusal> {
        if !scheme.is_open_on(today) {
            return Err(SchemeRefusal::SchemeNotOpen { on: today });
        }
        if self.places == 0 {
            return Err(SchemeRefusal::NoPlaces);
        }
        if scheme.capacity == Some(self.places) {
            return Err(SchemeRefusal::NothingChanges);
        }
        Ok(capacity_standing(Some(self.places), registered))
    }
}

/// Has the scheme cover one more area.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CoverArea {
    /// The CDRP or CSP area.
    pub area: AreaId,
    /// The first day.
    pub on: Date,
}

impl CoverArea {
    /// Whether the scheme can cover the area. Another scheme may cover it too.
    ///
    /// Source: [CC04], [RR04 ¶3].
    pub fn decide(
        &self,
        scheme: &Scheme,
        tree: &Tree,
        today: Date,
    ) -> Result<Coverage, SchemeRefusal> {
        if self.on > today {
            return Err(SchemeRefusal::InTheFuture { on: self.on });
        }
        if !scheme.is_open_on(self.on) {
            return Err(SchemeRefusal::SchemeNotOpen { on: self.on });
        }
        partnership_on(tree, self.area, self.on)?;
        let dates = Dates::since(self.on);
        let same = scheme.areas.iter().find(|it| it.area == self.area && it.dates.overlap(dates));
        if let Some(same) = same {
            let from = same.dates.starts_on();
            return Err(SchemeRefusal::CoveredAlready { area: self.area, from });
        }
        Ok(Coverage { scheme: scheme.id, area: self.area, dates })
    }
}

/// Ends the cover of an area, which will show as a gap unless another scheme covers it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EndCover {
    /// The area.
    pub area: AreaId,
    /// The first day without.
    pub on: Date,
}

impl EndCover {
    /// Whether the cover can end.
    pub fn decide(&self, scheme: &Scheme, today: Date) -> Result<Coverage, SchemeRefusal> {
        let Self { area, on } = *self;
        if on > today {
            return Err(SchemeRefusal::InTheFuture { on });
        }
        let lasting = |it: &&Coverage| it.dates.ends_on().is_none();
        let cover = scheme.areas.iter().filter(lasting).find(|it| it.area == area);
        let cover = cover.ok_or(SchemeRefusal::NotCovered { area, on })?;
        if scheme.areas.iter().filter(lasting).count() == 1 {
            return Err(SchemeRefusal::LastArea { area });
        }
        let dates = cover.dates.ended(on).map_err(|_| SchemeRefusal::NotCovered { area, on })?;
        Ok(Coverage { dates, ..*cover })
    }
}

fn partnership_on(tree: &Tree, area: AreaId, on: Date) -> Result<(), SchemeRefusal> {
    let found = tree.find(area).filter(|it| it.dates.hold_on(on));
    let found = found.ok_or(SchemeRefusal::AreaNotOpen { area, on })?;
    if found.level.is_partnership() { Ok(()) } else { Err(SchemeRefusal::NotAPartnership { area }) }
}
