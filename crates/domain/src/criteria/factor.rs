//! A factor of a matrix: what it counts, over how long, and where it comes from.

use jiff::civil::Date;

use crate::edition::Source;
use crate::nomination::{EvidenceKind, Reasons, Shown};

/// One named factor of a matrix.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Factor {
    /// The word under which it is stored; unique within the matrix.
    pub key: String,
    /// What the scheme calls it.
    pub title: String,
    /// Where it comes from.
    pub source: Provenance,
    /// What it counts, and how.
    pub measure: Measure,
    /// How far back it looks, in months ending today.
    pub window_months: u16,
    /// Whether the window is one of the calendar or of months at liberty.
    pub basis: Basis,
    /// The most points it can give.
    pub cap: u32,
    /// Why arrests or intelligence may count here, and since when; needed only if they do.
    pub justification: Option<Justification>,
}

/// Where a factor comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Provenance {
    /// A paragraph of national guidance.
    Guidance(Source),
    /// Agreed locally by police and probation [RR04 A.2].
    Local,
}

/// Why a matrix counts what is suspected beside what was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Justification {
    /// The reasons, as they would be published.
    pub reasons: Reasons,
    /// The day they were given, from which they can be asked about again.
    pub given_on: Date,
}

/// How the months of a window are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Basis {
    /// By the calendar.
    Calendar,
    /// Only days at liberty: a day spent wholly in custody is passed over, and the window
    /// reaches further back instead.
    AtLiberty,
}

impl Basis {
    /// The word under which the basis is stored.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Calendar => "calendar",
            Self::AtLiberty => "at_liberty",
        }
    }

    /// The basis stored under this word, if there is one.
    pub fn from_key(key: &str) -> Option<Self> {
        [Self::Calendar, Self::AtLiberty].into_iter().find(|it| it.key() == key)
    }
}

/// What a factor takes from the evidence. A piece of evidence is one occasion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Measure {
    /// Points for each occasion, by what it was.
    PerOccasion { weights: Vec<Weight>, decay: Decay },
    /// Points by the number of occasions, for instance 10 for six convictions or more.
    Bands { counts: Vec<Counted>, bands: Vec<Band> },
    /// Points once, if there is any occasion at all.
    YesNo { counts: Vec<Counted>, points: u32 },
}

/// What a factor counts. Postcode, associates, protected characteristics, bought-in segments
/// and the scores of other instruments are absent, and so cannot be counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Counted {
    /// Any evidence of this kind.
    Any(EvidenceKind),
    /// Evidence of exactly this.
    Only(Shown),
}

impl Counted {
    /// The kind of evidence it takes.
    pub const fn kind(self) -> EvidenceKind {
        match self {
            Self::Any(kind) => kind,
            Self::Only(shown) => shown.kind(),
        }
    }

    /// The word of the detail, stored beside the word of the kind; none for a whole kind.
    pub const fn detail_key(self) -> Option<&'static str> {
        match self {
            Self::Any(_) => None,
            Self::Only(shown) => shown.detail_key(),
        }
    }

    /// What is stored under these two words, if they go together.
    pub fn from_keys(kind: EvidenceKind, detail: Option<&str>) -> Option<Self> {
        match detail {
            None => Some(Self::Any(kind)),
            Some(_) => Shown::from_keys(kind, detail).map(Self::Only),
        }
    }

    fn takes(self, shown: Shown) -> bool {
        match self {
            Self::Any(kind) => shown.kind() == kind,
            Self::Only(only) => shown == only,
        }
    }
}

/// What one occasion is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Weight {
    /// Of what. What is named exactly goes before what is named by its kind.
    pub counted: Counted,
    /// Points.
    pub points: u32,
}

/// Whether an occasion is worth less as time goes by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Decay {
    /// Worth the same throughout the window.
    Full,
    /// Worth half, rounded up, when it is older than this many months.
    HalfAfter { months: u16 },
}

/// A step in a table of numbers of occasions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Band {
    /// From this many occasions.
    pub at_least: u32,
    /// Points.
    pub points: u32,
}

impl Measure {
    /// What it counts, in the order of the matrix.
    pub fn counted(&self) -> Vec<Counted> {
        match self {
            Self::PerOccasion { weights, .. } => weights.iter().map(|it| it.counted).collect(),
            Self::Bands { counts, .. } | Self::YesNo { counts, .. } => counts.clone(),
        }
    }

    /// The kinds of evidence it counts, each once.
    pub fn kinds(&self) -> Vec<EvidenceKind> {
        let mut kinds: Vec<_> = self.counted().into_iter().map(Counted::kind).collect();
        kinds.sort_unstable();
        kinds.dedup();
        kinds
    }

    pub(super) fn counts(&self, shown: Shown) -> bool {
        match self {
            Self::PerOccasion { weights, .. } => weights.iter().any(|it| it.counted.takes(shown)),
            Self::Bands { counts, .. } | Self::YesNo { counts, .. } => {
                counts.iter().any(|it| it.takes(shown))
            }
        }
    }
}

/// Points of one occasion by a table of weights: the exact entry, else the entry of its kind.
pub(super) fn weight_of(weights: &[Weight], shown: Shown) -> u32 {
    let exact = weights.iter().find(|it| it.counted == Counted::Only(shown));
    let entry = exact.or_else(|| weights.iter().find(|it| it.counted.takes(shown)));
    entry.map_or(0, |it| it.points)
}

/// Points for so many occasions: those of the highest step reached.
pub(super) fn band_of(bands: &[Band], occasions: u32) -> u32 {
    let reached = bands.iter().filter(|it| it.at_least <= occasions);
    reached.map(|it| it.points).max().unwrap_or(0)
}
