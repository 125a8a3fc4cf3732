//! Whether somebody is under statutory supervision, by dates.
//!
//! Only a statutory case has an offender manager, and probation cannot manage past the end of a
//! sentence [RR04 A.5, A.16], so the flag has dates and everything is worked out for a day.

use crate::Date;
use crate::person::{HappenedRefusal, Life};

/// The kind of order or sentence somebody is under.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OrderKind {
    /// A community sentence.
    CommunityOrder,
    /// A suspended sentence with requirements.
    SuspendedSentence,
    /// Released on licence.
    Licence,
    /// In custody, sentenced to 12 months or more.
    CustodyTwelveMonthsOrMore,
    /// In custody, sentenced to less, with no supervision to follow [RR04 A.10].
    CustodyUnderTwelveMonths,
    /// In custody, sentenced to less, with a statutory licence to follow: 18 to 20 year olds
    /// [RR04 B.9].
    CustodyYoungAdult,
    /// A community order of the youth court.
    YouthOrder,
    /// A detention and training order, in custody.
    DetentionAndTraining,
}

/// Who supervises somebody under an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Supervision {
    /// Probation, through an offender manager [RR04 A.5].
    Probation,
    /// The youth offending team [RR04 ¶9].
    YouthOffendingTeam,
    /// Nobody by law: the case is non-statutory.
    Nobody,
}

impl OrderKind {
    /// Every kind, in the order in which lists show them.
    pub const ALL: [Self; 8] = [
        Self::CommunityOrder,
        Self::SuspendedSentence,
        Self::Licence,
        Self::CustodyTwelveMonthsOrMore,
        Self::CustodyUnderTwelveMonths,
        Self::CustodyYoungAdult,
        Self::YouthOrder,
        Self::DetentionAndTraining,
    ];

    /// The word under which the kind is stored and named in forms and files.
    pub const fn key(self) -> &'static str {
        match self {
            Self::CommunityOrder => "community_order",
            Self::SuspendedSentence => "suspended_sentence",
            Self::Licence => "licence",
            Self::CustodyTwelveMonthsOrMore => "custody_12_months_or_more",
            Self::CustodyUnderTwelveMonths => "custody_under_12_months",
            Self::CustodyYoungAdult => "custody_young_adult",
            Self::YouthOrder => "youth_order",
            Self::DetentionAndTraining => "detention_and_training",
        }
    }

    /// The kind stored under this word, if there is one.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.key() == key)
    }

    /// Who supervises under it.
    pub const fn supervision(self) -> Supervision {
        match self {
            Self::CommunityOrder
            | Self::SuspendedSentence
            | Self::Licence
            | Self::CustodyTwelveMonthsOrMore
            | Self::CustodyYoungAdult => Supervision::Probation,
            Self::YouthOrder | Self::DetentionAndTraining => Supervision::YouthOffendingTeam,
            Self::CustodyUnderTwelveMonths => Supervision::Nobody,
        }
    }

    /// Whether it is served in custody.
    pub const fn is_custody(self) -> bool {
        match self {
            Self::CustodyTwelveMonthsOrMore
            | Self::CustodyUnderTwelveMonths
            | Self::CustodyYoungAdult
            | Self::DetentionAndTraining => true,
            Self::CommunityOrder | Self::SuspendedSentence | Self::Licence | Self::YouthOrder => {
                false
            }
        }
    }
}

/// A stretch of days under one order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StatutoryPeriod {
    /// The first day.
    pub from: Date,
    /// The last day; none while no end is known.
    pub to: Option<Date>,
    /// The order.
    pub order: OrderKind,
}

impl StatutoryPeriod {
    /// Whether the day lies in the period. Its first and last days both count.
    pub fn covers(&self, day: Date) -> bool {
        self.from <= day && self.to.is_none_or(|to| day <= to)
    }

    /// Whether the period can begin when it does. A prison tells of a licence 28 days before it
    /// begins [RR04 B.7], so an order in the community may begin ahead; custody has begun.
    pub fn check_begins(&self, life: Life, today: Date) -> Result<(), HappenedRefusal> {
        if self.order.is_custody() {
            return life.lived(self.from, today);
        }
        life.begins(self.from)
    }

    fn overlaps(&self, other: &Self) -> bool {
        self.to.is_none_or(|to| other.from <= to) && other.to.is_none_or(|to| self.from <= to)
    }
}

/// Whether somebody is under statutory supervision on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StatutoryStatus {
    /// Under supervision, by this order.
    Statutory(OrderKind),
    /// Not under supervision.
    NonStatutory,
}

/// The status on a day, from the periods.
pub fn statutory_on(periods: &[StatutoryPeriod], day: Date) -> StatutoryStatus {
    let order = periods.iter().find(|it| it.covers(day)).map(|it| it.order);
    match order {
        Some(order) if order.supervision() != Supervision::Nobody => {
            StatutoryStatus::Statutory(order)
        }
        Some(_) | None => StatutoryStatus::NonStatutory,
    }
}

/// The first period still to come, which will make the case statutory or not.
pub fn next_after(periods: &[StatutoryPeriod], day: Date) -> Option<StatutoryPeriod> {
    periods.iter().filter(|it| day < it.from).min_by_key(|it| it.from).copied()
}

/// Why a period cannot be recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PeriodRefusal {
    /// Its last day lies before its first.
    EndsBeforeItBegins,
    /// It shares days with a period already recorded. Where orders run side by side, the one that
    /// supervises is recorded; the first must end before the next begins.
    Overlaps {
        /// The period already recorded.
        with: StatutoryPeriod,
    },
}

/// Whether a period can be recorded beside the others, so that each day has one status.
pub fn record_period(
    period: StatutoryPeriod,
    recorded: &[StatutoryPeriod],
) -> Result<StatutoryPeriod, PeriodRefusal> {
    if period.to.is_some_and(|to| to < period.from) {
        return Err(PeriodRefusal::EndsBeforeItBegins);
    }
    match recorded.iter().find(|it| it.overlaps(&period)) {
        Some(with) => Err(PeriodRefusal::Overlaps { with: *with }),
        None => Ok(period),
    }
}
