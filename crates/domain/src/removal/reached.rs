//! Whom the local threshold of a ground of removal is reached for, by what is recorded
//! [SG05 ¶3, ICO2018]. It proposes and decides nothing: people do.

use jiff::ToSpan as _;

use crate::Date;
use crate::criteria::{CustodyPeriod, days_inside};
use crate::edition::{Countable, Deciding, GroundKey, Interval, Rule, RulesOn, StrandKey};

/// A kind of recorded fact that tells of offending. Intelligence does not: it says what somebody
/// suspects.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum OffendingKind {
    /// A conviction by a court.
    Conviction,
    /// A charge not yet tried.
    Charge,
    /// An arrest.
    Arrest,
    /// An order or sentence that began.
    Order,
    /// Taken into custody.
    Reception,
}

impl OffendingKind {
    /// Every kind, in the order in which they are named.
    pub const ALL: [Self; 5] =
        [Self::Conviction, Self::Charge, Self::Arrest, Self::Order, Self::Reception];

    /// The word under which it is stored and named.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Conviction => "conviction",
            Self::Charge => "charge",
            Self::Arrest => "arrest",
            Self::Order => "order",
            Self::Reception => "reception",
        }
    }

    /// The kind named by this word.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.key() == key)
    }
}

/// A recorded fact that tells of offending.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OffendingFact {
    /// What it is.
    pub kind: OffendingKind,
    /// When.
    pub on: Date,
}

/// A time without known offending, up to today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quiet {
    /// From when it is counted: the last such fact, or the first day on the scheme if that is
    /// later.
    pub since: Date,
    /// The last such fact.
    pub last: Option<OffendingFact>,
    /// Days since then that were spent wholly in custody, and are not counted.
    pub held_days: i64,
    /// Whole months at liberty since then.
    pub months: u32,
}

impl Quiet {
    /// What is counted of somebody on the scheme since a day.
    pub fn of(
        registered_on: Date,
        facts: &[OffendingFact],
        custody: &[CustodyPeriod],
        today: Date,
    ) -> Self {
        let last = facts.iter().filter(|it| it.on <= today).max_by_key(|it| it.on).copied();
        let since = last.map_or(registered_on, |it| it.on.max(registered_on));
        let held_days = days_inside(custody, since, today);
        let months = whole_months(since, today.saturating_sub(held_days.days()));
        Self { since, last, held_days, months }
    }
}

fn whole_months(from: Date, to: Date) -> u32 {
    let years = i32::from(to.year()) - i32::from(from.year());
    let months = years * 12 + i32::from(to.month()) - i32::from(from.month());
    let months = u16::try_from(months).unwrap_or_default();
    let short = u16::from(Interval::Months(months).after(from) > to);
    u32::from(months.saturating_sub(short))
}

/// A ground whose threshold is reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reached<'a> {
    /// The ground, with the place it comes from.
    pub ground: &'a Rule<crate::edition::Ground>,
    /// The figure that holds for the scheme.
    pub figure: u32,
}

/// The ground of a strand that the program counts for and whose threshold is reached, if there is
/// one. A figure outside what the edition allows reaches nothing.
pub fn reached<'a>(
    rules: RulesOn<'a>,
    strand: &StrandKey,
    set: impl Fn(&GroundKey) -> Option<u32>,
    quiet: &Quiet,
) -> Option<Reached<'a>> {
    rules.grounds(strand).find_map(|ground| {
        let threshold = ground.value.threshold.as_ref()?;
        let measured = match (ground.value.deciding, threshold.counted?) {
            (Deciding::Consensus, Countable::WithoutOffending) => quiet.months,
            (Deciding::Automatic, Countable::WithoutOffending) => return None,
        };
        let figure = threshold.for_scheme(set(&ground.value.key))?;
        let is_met = threshold.allows(figure) && threshold.is_met(figure, measured);
        is_met.then_some(Reached { ground, figure })
    })
}
