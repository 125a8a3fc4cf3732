//! The parameters of counting offences before and after.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::class::{ClassSet, OffenceClass};

/// How offences are counted: the eleven parameters of a re-offending measure, and what weighs.
#[derive(Debug, Clone, PartialEq)]
pub struct Reoffending {
    /// Who is followed. Closed: leavers stay in, joiners wait for the next cohort.
    pub cohort: Cohort,
    /// What counts as one.
    pub unit: Unit,
    /// The date that places it in a window.
    pub placed_by: PlacedBy,
    /// Which offences count.
    pub filter: Filter,
    /// The window before; measures of re-offending alone have none.
    pub baseline: Option<Baseline>,
    /// Months between the end of the baseline and the follow-up; without a baseline, between the
    /// day of the cohort and the follow-up.
    pub gap_months: u16,
    /// The window after.
    pub follow_up: FollowUp,
    /// Months allowed for proof after a window ends. Only where the date of the offence places
    /// it: an offence in a window counts if it was proven before this many months after its end,
    /// for the baseline as for every checkpoint.
    pub waiting_months: u16,
    /// Whether time in custody is taken off the time in which somebody could offend.
    pub at_risk: AtRisk,
    /// Points of an offence by its class, for the severity rate; none where not listed.
    pub severity: BTreeMap<OffenceClass, u32>,
    /// Whom the change is set beside.
    pub comparison: Comparison,
    /// What a scheme was to reach.
    pub target: Option<Target>,
}

/// Who is followed, from which day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cohort {
    /// Who belongs to it.
    pub rule: CohortRule,
    /// The day of the first cohort, or the first day of its period.
    pub on: Date,
    /// How many cohorts there are, one or more.
    pub times: u16,
    /// Months from one cohort to the next.
    pub every_months: u16,
}

/// Who belongs to a cohort, and from which day they are followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CohortRule {
    /// On the register on the day of the cohort: entered on it or before, not left by it. A
    /// person in two schemes on that day is in the cohort of both, and once in every area above.
    OnRegister,
    /// Entered a scheme in the period; followed from the day of entry.
    Entered {
        /// Length of the period in months.
        within_months: u16,
        /// Only the first time ever that somebody was taken on.
        first_only: bool,
    },
    /// Had an event in the period; followed from the first one. Counted under every scheme that
    /// the person was on that day; those on none stand under no scheme.
    IndexEvent {
        /// What it was.
        event: IndexEvent,
        /// Length of the period in months.
        within_months: u16,
    },
    /// Everybody who had been proven to offend before the day, on a register or not.
    EveryOffender,
}

impl CohortRule {
    /// Months in which people come in; nothing where all come in on one day.
    pub const fn period_months(self) -> Option<u16> {
        match self {
            Self::OnRegister | Self::EveryOffender => None,
            Self::Entered { within_months, .. } | Self::IndexEvent { within_months, .. } => {
                Some(within_months)
            }
        }
    }
}

/// The event that brings somebody into a cohort.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IndexEvent {
    /// A conviction or caution; followed from that day.
    Proven,
    /// A conviction or caution on a day that is not spent in custody, or a release from it.
    ProvenOrReleased,
    /// A release from custody; a move from one stay to the next is none.
    Released,
}

/// What counts as one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Days on which the person was convicted of an offence that counts, however many it was of.
    ConvictionOccasions,
    /// Offences of which the person was convicted.
    ConvictedOffences,
    /// Offences proven by conviction or caution.
    ProvenOffences,
}

/// The date that places an offence in a window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlacedBy {
    /// The day it happened.
    OffenceDate,
    /// The day it was proven.
    ConvictionDate,
    /// The day it reached us.
    DateEntered,
}

/// Which offences count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Filter {
    /// Only those that the Police National Computer records.
    pub recordable_only: bool,
    /// Leave out breaches of orders.
    pub leave_out_breach: bool,
    /// Only these classes.
    pub classes: ClassSet,
}

/// The window before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Baseline {
    /// Its length.
    pub months: u16,
    /// How long before the day of the cohort it ends; nought: the day before is its last.
    pub ends_before_months: u16,
}

/// The window after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FollowUp {
    /// Its length.
    pub months: u16,
    /// Months after its beginning at which the count so far is told, rising; the last is `months`.
    pub checkpoints: Vec<u16>,
}

/// Whether time in custody counts as time in which somebody could offend.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AtRisk {
    /// It does: windows are as long for everybody.
    Ignore,
    /// It does not: frequency and change are per day at liberty.
    SubtractCustody,
}

/// Whom the change is set beside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    /// Nobody.
    Nobody,
    /// Those considered for a scheme and not taken on: nominated in so many months up to the day
    /// of the cohort (or in its period), with another outcome, and on no register from that day to
    /// the end of the window after. Followed from the day that members are: of the cohort, or of
    /// the nomination.
    Considered {
        /// How far back nominations are looked for; where members come in over a period, its
        /// length.
        within_months: u16,
    },
}

/// What a scheme was to reach, by the end of the follow-up.
#[derive(Debug, Clone, PartialEq)]
pub enum Target {
    /// So many per cent fewer than the baseline.
    ReductionPercent {
        /// Where a scheme has none of its own.
        everywhere: Option<f64>,
        /// By scheme.
        by_scheme: BTreeMap<i64, f64>,
    },
    /// No more than this many.
    Ceiling {
        /// Where a scheme has none of its own.
        everywhere: Option<u64>,
        /// By scheme.
        by_scheme: BTreeMap<i64, u64>,
    },
}
