//! The figures by name, and their units.

use crate::definition::{Check, Stage};

/// What a figure says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum What {
    /// People in the group.
    People,
    /// What was counted before.
    Baseline,
    /// What was counted after, so far.
    FollowUp,
    /// Percent change from before to after, for windows of one length.
    Change,
    /// The change, were that of people considered and not taken on none.
    ChangeBeside,
    /// The share with at least one.
    Reoffended,
    /// How many for a hundred people.
    Frequency,
    /// How many for a hundred people at liberty for a year.
    FrequencyAtLiberty,
    /// How many for each who had at least one.
    PerReoffender,
    /// Points of severity for a hundred people.
    Severity,
    /// Days of the baseline in custody, a person.
    CustodyBefore,
    /// Days of the follow-up in custody, a person.
    CustodyAfter,
    /// Months on the scheme by the day followed from, a person.
    MonthsOnScheme,
    /// What was to be reached.
    TargetChange,
    /// The most that was to be counted.
    TargetCeiling,
    /// The share without one by then.
    Surviving,
    /// The day by which half had one.
    MedianDays,
    /// How many of such people usually re-offend.
    Expected,
    /// How many did, for each expected.
    ObservedOverExpected,
    /// The share of those who could take a step that took it.
    Rate(Stage),
    /// That share, over that of those compared with.
    Ratio(Stage),
    /// That share, less that of those compared with.
    Difference(Stage),
    /// The share of records with a fault.
    Fault(Check),
}

impl What {
    /// The word for it in files.
    pub const fn key(self) -> &'static str {
        match self {
            Self::People => "people",
            Self::Baseline => "baseline",
            Self::FollowUp => "follow_up",
            Self::Change => "change",
            Self::ChangeBeside => "change_beside_comparison",
            Self::Reoffended => "reoffended",
            Self::Frequency => "frequency",
            Self::FrequencyAtLiberty => "frequency_at_liberty",
            Self::PerReoffender => "per_reoffender",
            Self::Severity => "severity",
            Self::CustodyBefore => "custody_before",
            Self::CustodyAfter => "custody_after",
            Self::MonthsOnScheme => "months_on_scheme",
            Self::TargetChange => "target_change",
            Self::TargetCeiling => "target_ceiling",
            Self::Surviving => "surviving",
            Self::MedianDays => "median_days",
            Self::Expected => "expected",
            Self::ObservedOverExpected => "observed_over_expected",
            Self::Rate(stage) => stage.words().0,
            Self::Ratio(stage) => stage.words().1,
            Self::Difference(stage) => stage.words().2,
            Self::Fault(check) => check.key(),
        }
    }

    /// Its unit.
    pub const fn unit(self) -> &'static str {
        match self {
            Self::People => "people",
            Self::Baseline | Self::FollowUp | Self::TargetCeiling => "count",
            Self::Change | Self::ChangeBeside | Self::TargetChange => "percent",
            Self::Reoffended | Self::Surviving => "percent of people",
            Self::Frequency | Self::Severity => "per 100 people",
            Self::FrequencyAtLiberty => "per 100 person-years at liberty",
            Self::PerReoffender => "per re-offender",
            Self::CustodyBefore | Self::CustodyAfter => "days per person",
            Self::MonthsOnScheme => "months per person",
            Self::MedianDays => "days",
            Self::Expected => "people expected",
            Self::ObservedOverExpected | Self::Ratio(_) => "ratio",
            Self::Rate(_) => "percent of those who could",
            Self::Difference(_) => "percentage points",
            Self::Fault(_) => "percent of records",
        }
    }

    /// The head of its column.
    pub const fn heading(self) -> &'static str {
        match self {
            Self::People => "people",
            Self::Baseline => "before",
            Self::FollowUp => "after",
            Self::Change => "change %",
            Self::ChangeBeside => "beside comparison %",
            Self::Reoffended => "re-offended %",
            Self::Frequency => "per 100",
            Self::FrequencyAtLiberty => "per 100 years free",
            Self::PerReoffender => "per re-offender",
            Self::Severity => "severity per 100",
            Self::CustodyBefore => "days in before",
            Self::CustodyAfter => "days in after",
            Self::MonthsOnScheme => "months on",
            Self::TargetChange => "target %",
            Self::TargetCeiling => "ceiling",
            Self::Surviving => "none yet %",
            Self::MedianDays => "median days",
            Self::Expected => "expected",
            Self::ObservedOverExpected => "observed / expected",
            Self::Rate(_) | Self::Ratio(_) | Self::Difference(_) | Self::Fault(_) => self.key(),
        }
    }
}

impl What {
    /// Decimal places that people read.
    pub(super) const fn places(self) -> u8 {
        match self {
            Self::ObservedOverExpected | Self::PerReoffender | Self::Ratio(_) => 2,
            Self::MedianDays | Self::TargetCeiling => 0,
            Self::People
            | Self::Baseline
            | Self::FollowUp
            | Self::Change
            | Self::ChangeBeside
            | Self::Reoffended
            | Self::Frequency
            | Self::FrequencyAtLiberty
            | Self::Severity
            | Self::CustodyBefore
            | Self::CustodyAfter
            | Self::MonthsOnScheme
            | Self::TargetChange
            | Self::Surviving
            | Self::Rate(_)
            | Self::Difference(_)
            | Self::Fault(_)
            | Self::Expected => 1,
        }
    }
}

impl Stage {
    /// The words for its rate, its ratio and its difference in files.
    const fn words(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Nominated => ("nominated", "nominated_ratio", "nominated_difference"),
            Self::Selected => ("selected", "selected_ratio", "selected_difference"),
            Self::Refused => ("refused", "refused_ratio", "refused_difference"),
            Self::Enforced => ("enforced", "enforced_ratio", "enforced_difference"),
            Self::Removed => ("removed", "removed_ratio", "removed_difference"),
        }
    }
}
