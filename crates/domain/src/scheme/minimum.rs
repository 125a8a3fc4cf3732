//! The four things that make a scheme established, each met with evidence or not met.

use crate::Date;
use crate::area::Lateness;

/// One of the four things expected of every scheme by the day due.
///
/// Source: [CC04].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Minimum {
    /// A scheme covers the area.
    AreaCovered,
    /// Multi-agency arrangements and the data-sharing protocol are agreed.
    ArrangementsAgreed,
    /// The first group is identified.
    FirstGroupIdentified,
    /// The implementation checklist is made.
    ChecklistMade,
}

impl Minimum {
    /// The four, in the order of the letter.
    pub const ALL: [Self; 4] = [
        Self::AreaCovered,
        Self::ArrangementsAgreed,
        Self::FirstGroupIdentified,
        Self::ChecklistMade,
    ];

    /// The word under which it is stored.
    pub const fn key(self) -> &'static str {
        match self {
            Self::AreaCovered => "area_covered",
            Self::ArrangementsAgreed => "arrangements_agreed",
            Self::FirstGroupIdentified => "first_group_identified",
            Self::ChecklistMade => "checklist_made",
        }
    }

    /// The one stored under this word, if there is one.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.key() == key)
    }
}

/// A record that one of the four is met. Recorded again, the later record stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// Which of the four.
    pub minimum: Minimum,
    /// The day on which it was met.
    pub met_on: Date,
    /// What shows it.
    pub evidence: String,
}

/// How one of the four stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MinimumState {
    /// It was met; `lateness` compares that day with the day due.
    Met { on: Date, evidence: String, lateness: Lateness },
    /// It is not met; `lateness` compares the day of asking with the day due.
    NotMet { lateness: Lateness },
}

/// How one of the four stands on a day. `recorded` is in the order of recording; what was met
/// after the day of asking was not met then.
///
/// Source: [CC04].
pub fn minimum_state(
    minimum: Minimum,
    recorded: &[Recorded],
    due_on: Option<Date>,
    today: Date,
) -> MinimumState {
    match standing_record(minimum, recorded).filter(|it| it.met_on <= today) {
        Some(it) => MinimumState::Met {
            on: it.met_on,
            evidence: it.evidence.clone(),
            lateness: Lateness::of(due_on, it.met_on),
        },
        None => MinimumState::NotMet { lateness: Lateness::of(due_on, today) },
    }
}

/// The day on which the last of the four was met; `None` while one is not.
///
/// Source: [CC04].
pub fn all_met_on(recorded: &[Recorded]) -> Option<Date> {
    let mut last = None;
    for minimum in Minimum::ALL {
        last = last.max(Some(standing_record(minimum, recorded)?.met_on));
    }
    last
}

fn standing_record(minimum: Minimum, recorded: &[Recorded]) -> Option<&Recorded> {
    recorded.iter().rev().find(|it| it.minimum == minimum)
}

/// Why one of the four cannot be recorded as met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MinimumRefusal {
    /// Nothing shows it.
    BlankEvidence,
    /// The day is after today.
    InTheFuture { on: Date },
    /// It is recorded so already.
    NothingChanges,
}

/// Records one of the four as met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordMinimum {
    /// Which of the four.
    pub minimum: Minimum,
    /// The day on which it was met.
    pub met_on: Date,
    /// What shows it.
    pub evidence: String,
}

impl RecordMinimum {
    /// Whether it can be recorded.
    ///
    /// Source: [CC04].
    pub fn decide(&self, recorded: &[Recorded], today: Date) -> Result<Recorded, MinimumRefusal> {
        let evidence = self.evidence.trim();
        if evidence.is_empty() {
            return Err(MinimumRefusal::BlankEvidence);
        }
        if self.met_on > today {
            return Err(MinimumRefusal::InTheFuture { on: self.met_on });
        }
        let new =
            Recorded { minimum: self.minimum, met_on: self.met_on, evidence: evidence.to_owned() };
        if standing_record(self.minimum, recorded) == Some(&new) {
            return Err(MinimumRefusal::NothingChanges);
        }
        Ok(new)
    }
}
