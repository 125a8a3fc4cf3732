//! What an edition's rules speak of: strands, entry, review, removal, minimums, reporting.

use jiff::ToSpan as _;

use super::StrandKey;
use crate::Date;

mod scheme;

pub use scheme::{
    Checklist, Indicator, Level, LevelKind, Member, MemberWhen, Minimum, MinimumThing, Returns,
    Setting, SizeGuide,
};

/// The age from which somebody counts as an adult: `OASys` from 18, ASSET below [RR04 ¶11].
const ADULT_AGE: u8 = 18;

/// A name an edition gives to one of its things. Edition data, not wording for pages: a page
/// shows it as the edition says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// In English.
    pub en: String,
    /// In Welsh, where the edition has it.
    pub cy: Option<String>,
}

/// Ages in whole years, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AgeRange {
    /// The youngest.
    pub youngest: u8,
    /// The oldest; none when there is no upper end.
    pub oldest: Option<u8>,
}

impl AgeRange {
    /// Whether this age lies in the range.
    pub fn holds(self, age: u8) -> bool {
        self.youngest <= age && self.oldest.is_none_or(|oldest| age <= oldest)
    }

    /// Whether some age lies in both ranges.
    pub fn overlaps(self, other: Self) -> bool {
        self.oldest.is_none_or(|oldest| other.youngest <= oldest)
            && other.oldest.is_none_or(|oldest| self.youngest <= oldest)
    }
}

/// Whole years of age on a day; none before birth. Somebody born on 29 February has the birthday
/// on 1 March in other years.
pub fn age_on(born: Date, day: Date) -> Option<u8> {
    if day < born {
        return None;
    }
    let had_birthday = (day.month(), day.day()) >= (born.month(), born.day());
    u8::try_from(day.year() - born.year() - i16::from(!had_birthday)).ok()
}

/// The day on which somebody becomes an adult.
pub fn adult_from(born: Date) -> Option<Date> {
    let birthday = born.checked_add(i64::from(ADULT_AGE).years()).ok()?;
    if birthday.day() == born.day() { Some(birthday) } else { birthday.tomorrow().ok() }
}

/// Which cohort a strand counts in; the young are kept apart [TY06].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StrandKind {
    /// Led with probation, assessed with `OASys`.
    Adult,
    /// Led with the youth offending team, assessed with ASSET [RR04 ¶9, ¶11].
    Young,
}

impl StrandKind {
    /// Both kinds.
    pub const ALL: [Self; 2] = [Self::Adult, Self::Young];

    /// The word under which the kind stands in an edition.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Adult => "adult",
            Self::Young => "young",
        }
    }

    /// The kind named by this word.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.key() == key)
    }
}

/// A strand of 2004, or a cohort of today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Strand {
    /// Its key.
    pub key: StrandKey,
    /// What it is called.
    pub label: Label,
    /// The cohort it counts in.
    pub kind: StrandKind,
    /// The ages it takes on.
    pub ages: AgeRange,
}

/// Something that must be so before somebody is taken on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntryNeed {
    /// Named in a National Intelligence Model product [RR04 ¶1].
    IntelligenceModel,
    /// Scored against criteria agreed by police and probation together [RR04 A.2].
    AgreedCriteria,
    /// Decided by the agencies together [RR04 ¶14].
    PanelDecision,
    /// The nomination says whether the person is dealt with under MAPPA [RR04 A.4].
    MappaAnswer,
    /// Under statutory supervision on the day.
    StatutorySupervision,
}

impl EntryNeed {
    /// Every need, in the order in which they are met.
    pub const ALL: [Self; 5] = [
        Self::IntelligenceModel,
        Self::AgreedCriteria,
        Self::MappaAnswer,
        Self::PanelDecision,
        Self::StatutorySupervision,
    ];

    /// The word under which the need stands in an edition.
    pub const fn key(self) -> &'static str {
        match self {
            Self::IntelligenceModel => "intelligence_model",
            Self::AgreedCriteria => "agreed_criteria",
            Self::PanelDecision => "panel_decision",
            Self::MappaAnswer => "mappa_answer",
            Self::StatutorySupervision => "statutory_supervision",
        }
    }

    /// The need named by this word.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.key() == key)
    }
}

/// What must be so before somebody is taken on to a strand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The strand.
    pub strand: StrandKey,
    /// What it asks for.
    pub needs: Vec<EntryNeed>,
}

/// A stretch of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Interval {
    /// Days.
    Days(u16),
    /// Weeks of seven days.
    Weeks(u16),
    /// Calendar months; the last day of a shorter month stands in for one it lacks.
    Months(u16),
}

impl Interval {
    /// The day this long after another; the last day of the calendar if it would run past it.
    pub fn after(self, day: Date) -> Date {
        let span = match self {
            Self::Days(n) => i64::from(n).days(),
            Self::Weeks(n) => i64::from(n).weeks(),
            Self::Months(n) => i64::from(n).months(),
        };
        day.saturating_add(span)
    }
}

/// How long a registration on a strand runs, at these ages, before it is reviewed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewInterval {
    /// The strand.
    pub strand: StrandKey,
    /// The ages it holds for.
    pub ages: AgeRange,
    /// The longest time between reviews.
    pub every: Interval,
}

/// The key of a ground of removal within an edition, for instance `death`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct GroundKey(pub String);

/// How a removal on a ground comes about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deciding {
    /// By itself, as soon as it is known: the deceased [REM05].
    Automatic,
    /// By consensus of the agencies [SG05 ¶3].
    Consensus,
}

/// What a local threshold is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ThresholdUnit {
    /// Whole months.
    Months,
    /// Points of the scheme's own scoring matrix.
    Points,
}

impl ThresholdUnit {
    /// Both units.
    pub const ALL: [Self; 2] = [Self::Months, Self::Points];

    /// The word under which the unit stands in an edition.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Months => "months",
            Self::Points => "points",
        }
    }

    /// The unit named by this word.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.key() == key)
    }
}

/// On which side of the threshold the ground is met. The threshold itself meets it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ThresholdSide {
    /// At it or above.
    AtLeast,
    /// At it or below.
    AtMost,
}

impl ThresholdSide {
    /// Both sides.
    pub const ALL: [Self; 2] = [Self::AtLeast, Self::AtMost];

    /// The words under which the side stands in an edition.
    pub const fn key(self) -> &'static str {
        match self {
            Self::AtLeast => "at least",
            Self::AtMost => "at most",
        }
    }

    /// The side named by these words.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.key() == key)
    }
}

/// What the program can itself count for a ground from what is recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Countable {
    /// Whole months at liberty without a known offence.
    WithoutOffending,
}

impl Countable {
    /// All that can be counted.
    pub const ALL: [Self; 1] = [Self::WithoutOffending];

    /// The words under which it stands in an edition.
    pub const fn key(self) -> &'static str {
        match self {
            Self::WithoutOffending => "at liberty without offending",
        }
    }

    /// What is named by these words.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.key() == key)
    }
}

/// The local discretion a ground leaves: a figure each scheme sets within bounds [SG05 ¶3].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Threshold {
    /// What it is counted in.
    pub unit: ThresholdUnit,
    /// Which side of it meets the ground.
    pub side: ThresholdSide,
    /// What the program counts for it; none where people measure.
    pub counted: Option<Countable>,
    /// The lowest a scheme may set.
    pub lowest: u32,
    /// The highest a scheme may set.
    pub highest: u32,
    /// What holds where a scheme has set none; none when it must set one.
    pub default: Option<u32>,
}

impl Threshold {
    /// The figure that holds for a scheme: its own, or the edition's; none while neither has one.
    pub fn for_scheme(&self, set: Option<u32>) -> Option<u32> {
        set.or(self.default)
    }

    /// Whether a scheme may set this figure.
    pub fn allows(&self, figure: u32) -> bool {
        (self.lowest..=self.highest).contains(&figure)
    }

    /// Whether what was measured meets the figure.
    pub fn is_met(&self, figure: u32, measured: u32) -> bool {
        match self.side {
            ThresholdSide::AtLeast => measured >= figure,
            ThresholdSide::AtMost => measured <= figure,
        }
    }
}

/// A ground on which people are removed: national, with a local threshold where it has one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ground {
    /// Its key.
    pub key: GroundKey,
    /// What it is called.
    pub label: Label,
    /// The strands it holds for.
    pub strands: Vec<StrandKey>,
    /// How it comes about.
    pub deciding: Deciding,
    /// The threshold that evidence is held against, if it has one.
    pub threshold: Option<Threshold>,
}

impl Ground {
    /// Whether the program itself counts for it.
    pub fn is_counted(&self) -> bool {
        self.threshold.as_ref().is_some_and(|it| it.counted.is_some())
    }
}
