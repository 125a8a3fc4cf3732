//! Areas and the tree of accountability: scheme, then CDRP or CSP, LCJB, region, nation, each
//! level with its part of the tree, dated so that an old question finds the tree of its day.
//!
//! Source: [RR04 ¶6, ¶7, ¶20, ¶21, ¶22, ¶23, ¶24].

mod change;
mod coverage;
mod dates;
mod tree;

#[cfg(test)]
pub(crate) mod tests;

pub use change::{Change, ChangeRefusal, Left, Merge, MoveArea, Newcomer, OpenArea, Part, Split};
pub use coverage::{Coverage, CoverageOn, Gap, Lateness, RollUp, coverage_on, schemes_covering};
pub use dates::{Dates, NoDays};
pub use tree::{Tree, TreeOn, TreeRefusal};

use crate::Date;
use crate::id::AreaId;

/// The country of an area. The nation of the tree is both together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Country {
    /// England: regions have Government Offices, partnerships are CDRPs.
    England,
    /// Wales: the region is the Welsh Assembly Government's, partnerships are CSPs.
    Wales,
}

impl Country {
    /// Both countries, in the order in which lists show them.
    pub const ALL: [Self; 2] = [Self::England, Self::Wales];

    /// The word under which the country is stored.
    pub const fn key(self) -> &'static str {
        match self {
            Self::England => "england",
            Self::Wales => "wales",
        }
    }

    /// The country stored under this word, if there is one.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.key() == key)
    }
}

/// A level of the tree of accountability, widest first.
///
/// Source: [RR04 ¶20, ¶21, ¶22, ¶23, ¶24].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// England and Wales.
    Nation,
    /// A Government Office region, or Wales under the Welsh Assembly Government.
    Region,
    /// The area of a Local Criminal Justice Board.
    Lcjb,
    /// The area of a Crime and Disorder Reduction Partnership, in England.
    Cdrp,
    /// The area of a Community Safety Partnership, in Wales.
    Csp,
}

impl Level {
    /// Every level, widest first.
    pub const ALL: [Self; 5] = [Self::Nation, Self::Region, Self::Lcjb, Self::Cdrp, Self::Csp];

    /// The word under which the level is stored.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Nation => "nation",
            Self::Region => "region",
            Self::Lcjb => "lcjb",
            Self::Cdrp => "cdrp",
            Self::Csp => "csp",
        }
    }

    /// The level stored under this word, if there is one.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.key() == key)
    }

    /// The level one up, to which this one answers; the nation answers to none.
    pub const fn parent(self) -> Option<Self> {
        match self {
            Self::Nation => None,
            Self::Region => Some(Self::Nation),
            Self::Lcjb => Some(Self::Region),
            Self::Cdrp | Self::Csp => Some(Self::Lcjb),
        }
    }

    /// Whether this is the level which a scheme must cover [CC04].
    pub const fn is_partnership(self) -> bool {
        match self {
            Self::Cdrp | Self::Csp => true,
            Self::Nation | Self::Region | Self::Lcjb => false,
        }
    }

    /// Whether an area of this level can lie in this country; `None` is both together.
    pub const fn lies_in(self, country: Option<Country>) -> bool {
        match (self, country) {
            (Self::Nation, None)
            | (Self::Region | Self::Lcjb, Some(_))
            | (Self::Cdrp, Some(Country::England))
            | (Self::Csp, Some(Country::Wales)) => true,
            (Self::Nation | Self::Cdrp | Self::Csp, Some(_))
            | (Self::Region | Self::Lcjb | Self::Cdrp | Self::Csp, None) => false,
        }
    }
}

/// How large the partnership's problem is, which sets the least number of people to be taken on.
///
/// Source: [RR04 ¶3].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Size {
    /// Any area that is not a big city.
    Ordinary,
    /// A big city, such as Birmingham, Sheffield or Leeds.
    BigCity,
}

impl Size {
    /// Both sizes.
    pub const ALL: [Self; 2] = [Self::Ordinary, Self::BigCity];

    /// The word under which the size is stored.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Ordinary => "ordinary",
            Self::BigCity => "big_city",
        }
    }

    /// The size stored under this word, if there is one.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.key() == key)
    }
}

/// One node of the tree. Its place in the tree is a [`Membership`], because that changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Area {
    /// Its identity, which a successor does not inherit.
    pub id: AreaId,
    /// Its name.
    pub name: String,
    /// Its level.
    pub level: Level,
    /// Its country; `None` for the nation.
    pub country: Option<Country>,
    /// Its size; counts at partnership level only.
    pub size: Size,
    /// The days on which it exists.
    pub dates: Dates,
}

/// An area's place under another, between dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Membership {
    /// The area below.
    pub area: AreaId,
    /// The area above.
    pub parent: AreaId,
    /// The days on which the one answers to the other.
    pub dates: Dates,
}

/// On this day one area closed and the other took over its ground, or part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Succession {
    /// The area that closed.
    pub closed: AreaId,
    /// The area that opened.
    pub opened: AreaId,
    /// The first day of the new area, which is the first day without the old one.
    pub on: Date,
}
