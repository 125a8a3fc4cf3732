//! The reviews that are coming, past, or lapsed.

use domain::Date;
use domain::edition::{Label, adult_from};
use domain::id::{RegistrationId, SchemeId};
use domain::review::{ReviewStanding, standing};
use jiff::ToSpan as _;

use super::sql;
use crate::error::AppResult;
use crate::gate::Rx;
use crate::registration::strand_label;

/// No edition shows a review as coming earlier than this.
const LOOK_AHEAD_DAYS: i32 = 92;

/// Which reviews are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// All that want attention.
    All,
    /// Those coming.
    Amber,
    /// Those past their day.
    Past,
    /// Those queued for removal.
    Queued,
}

impl Which {
    /// Every list, in the order in which the page offers them.
    pub const ALL: [Self; 4] = [Self::All, Self::Amber, Self::Past, Self::Queued];

    /// The word in the address.
    pub const fn key(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Amber => "amber",
            Self::Past => "past",
            Self::Queued => "queued",
        }
    }

    /// The list of this word.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.key() == key)
    }

    /// Whether a review belongs in the list.
    pub const fn holds(self, standing: ReviewStanding) -> bool {
        match standing {
            ReviewStanding::NotYet { .. } => false,
            ReviewStanding::Amber { .. } => matches!(self, Self::All | Self::Amber),
            ReviewStanding::Past { .. } => matches!(self, Self::All | Self::Past),
            ReviewStanding::QueuedForRemoval { .. } => matches!(self, Self::All | Self::Queued),
        }
    }
}

/// A review that wants attention.
#[derive(Clone)]
pub struct DueReview {
    /// The registration.
    pub registration: RegistrationId,
    /// The person's name.
    pub name: String,
    /// The scheme.
    pub scheme: SchemeId,
    /// Its name.
    pub scheme_name: String,
    /// The strand.
    pub strand: Label,
    /// When it is due.
    pub due_on: Date,
    /// How it stands today.
    pub standing: ReviewStanding,
    /// Whether the person has turned 18 on a strand for the young [RR04 ¶9, ¶11].
    pub turned_eighteen_on: Option<Date>,
}

impl std::fmt::Debug for DueReview {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "DueReview({})", self.registration)
    }
}

/// The reviews that want attention, the longest overdue first.
pub async fn due(rx: &mut Rx<'_>) -> AppResult<Vec<DueReview>> {
    let (today, scope) = (rx.today(), rx.scope());
    let rows = sql::due(rx, &scope, today.saturating_add(LOOK_AHEAD_DAYS.days())).await?;
    let rows: Vec<_> = rows.into_iter().filter(|it| rx.lists(it.scheme, it.secrecy)).collect();
    Ok(rows.into_iter().filter_map(|row| read(rx, row, today)).collect())
}

fn read(rx: &Rx<'_>, row: sql::DueRow, today: Date) -> Option<DueReview> {
    let rules = rx.editions().get(&row.edition)?.on(today);
    let standing = standing(row.due_on, today, rules);
    if !Which::All.holds(standing) {
        return None;
    }
    let ages = rules.strand(&row.strand).map(|it| it.value.ages);
    let adult = row.born_on.and_then(adult_from).filter(|it| *it <= today);
    Some(DueReview {
        registration: row.id,
        name: row.name,
        scheme: row.scheme,
        scheme_name: row.scheme_name,
        strand: strand_label(rules, &row.strand),
        due_on: row.due_on,
        standing,
        turned_eighteen_on: adult.filter(|_| ages.is_some_and(|it| !it.holds(18))),
    })
}
