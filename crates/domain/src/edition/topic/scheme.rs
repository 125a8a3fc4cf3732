//! What an edition says of schemes as a whole: levels, minimums, size, membership, reporting.

use super::Label;
use crate::Date;
use crate::agency::AgencyKind;

/// A level of the tree of accountability above a scheme [RR04 ¶20-24].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LevelKind {
    /// The partnership of a local area: CDRP, CSP.
    Partnership,
    /// The criminal justice board of an area.
    Board,
    /// The regional body: Government Office, Welsh Assembly Government.
    Region,
    /// The nation.
    Nation,
}

impl LevelKind {
    /// Every level, from the ground up.
    pub const ALL: [Self; 4] = [Self::Partnership, Self::Board, Self::Region, Self::Nation];

    /// The word under which the level stands in an edition.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Partnership => "partnership",
            Self::Board => "board",
            Self::Region => "region",
            Self::Nation => "nation",
        }
    }

    /// The level named by this word.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.key() == key)
    }
}

/// What a level is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Level {
    /// The level.
    pub kind: LevelKind,
    /// Its name.
    pub label: Label,
}

/// One of the four things a scheme needed to be established [CC04].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MinimumThing {
    /// The area is covered by a scheme.
    AreaCovered,
    /// Multi-agency arrangements and a data-sharing protocol are agreed.
    ArrangementsAgreed,
    /// The first group is identified.
    FirstGroupIdentified,
    /// The Local Implementation Checklist is made.
    ChecklistMade,
}

impl MinimumThing {
    /// The four, in the order of the letter.
    pub const ALL: [Self; 4] = [
        Self::AreaCovered,
        Self::ArrangementsAgreed,
        Self::FirstGroupIdentified,
        Self::ChecklistMade,
    ];

    /// The word under which the thing stands in an edition.
    pub const fn key(self) -> &'static str {
        match self {
            Self::AreaCovered => "area_covered",
            Self::ArrangementsAgreed => "arrangements_agreed",
            Self::FirstGroupIdentified => "first_group_identified",
            Self::ChecklistMade => "checklist_made",
        }
    }

    /// The thing named by this word.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.key() == key)
    }
}

/// One minimum, and the day by which it was to be met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Minimum {
    /// What is to be met.
    pub thing: MinimumThing,
    /// By when; none where the record has no day.
    pub due_on: Option<Date>,
}

/// The kind of place a scheme serves, as the guidance on numbers tells them apart [RR04 ¶3].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Setting {
    /// Any area that is not a big city.
    Area,
    /// A big city, such as Birmingham, Sheffield or Leeds.
    BigCity,
}

impl Setting {
    /// Both settings.
    pub const ALL: [Self; 2] = [Self::Area, Self::BigCity];

    /// The word under which the setting stands in an edition.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Area => "area",
            Self::BigCity => "big_city",
        }
    }

    /// The setting named by this word.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.key() == key)
    }
}

/// How many people a scheme is expected to hold. The guidance gives two figures: "a minimum of
/// 15-20", "between 60-100" [RR04 ¶3].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SizeGuide {
    /// The kind of place.
    pub setting: Setting,
    /// The first figure.
    pub low: u32,
    /// The second figure.
    pub high: u32,
}

/// When an agency's membership is part of the minimum.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MemberWhen {
    /// In every scheme.
    Always,
    /// Where a prison close by releases into the area [RR04 ¶24].
    PrisonCloseBy,
}

impl MemberWhen {
    /// Both cases.
    pub const ALL: [Self; 2] = [Self::Always, Self::PrisonCloseBy];

    /// The word under which the case stands in an edition.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Always => "always",
            Self::PrisonCloseBy => "prison_close_by",
        }
    }

    /// The case named by this word.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.key() == key)
    }
}

/// An agency that belongs to the minimum membership [RR04 ¶24].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// The kind of agency.
    pub agency: AgencyKind,
    /// When it belongs.
    pub when: MemberWhen,
}

/// How often schemes return figures [TY06].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Returns {
    /// Every month, until March 2006.
    Monthly,
    /// Every quarter, from April 2006.
    Quarterly,
}

impl Returns {
    /// Both rhythms.
    pub const ALL: [Self; 2] = [Self::Monthly, Self::Quarterly];

    /// The word under which the rhythm stands in an edition.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Monthly => "monthly",
            Self::Quarterly => "quarterly",
        }
    }

    /// The rhythm named by this word.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.key() == key)
    }
}

/// An indicator every area must report [BS08 ¶4].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Indicator {
    /// Its key, for instance `ni_30`.
    pub key: String,
    /// What it is called.
    pub label: Label,
}

/// A checklist to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checklist {
    /// Its key.
    pub key: String,
    /// What it is called.
    pub label: Label,
    /// The level that makes it.
    pub level: LevelKind,
}
