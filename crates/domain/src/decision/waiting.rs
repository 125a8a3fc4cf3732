//! The waiting list of a scheme that is full.

use jiff::civil::Date;

use crate::id::{NominationId, PersonId};

/// A place on the waiting list.
///
/// Places are ordered by when the panel gave them, then by when the person was nominated, then
/// by the nomination itself, so that the order is always the same. A score is no part of it: a
/// list may show scores and be sorted by them to read, but nobody overtakes by points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WaitingPlace {
    /// Since when the place has been kept.
    pub since: Date,
    /// When the person was nominated.
    pub nominated_on: Date,
    /// The nomination.
    pub nomination: NominationId,
    /// The person.
    pub person: PersonId,
}

/// The places in the order in which they come up.
pub fn in_order(mut places: Vec<WaitingPlace>) -> Vec<WaitingPlace> {
    places.sort();
    places
}
