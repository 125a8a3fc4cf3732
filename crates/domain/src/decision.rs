//! The panel's decision on a nomination: several agencies, each with its view, decide together
//! and say why. A score may have lain on the table; it decides nothing.

#[cfg(test)]
mod tests;
mod waiting;

pub use waiting::{WaitingPlace, in_order};

use jiff::civil::Date;

use crate::agency::AgencyKind;
use crate::criteria::ScoreShown;
use crate::id::{AgencyId, DecisionId, NominationId};
use crate::nomination::{
    MappaAnswer, MappaCategory, MappaLevel, Nomination, Reasons, Ruling, Speaker, Standing,
};

/// Agencies that must take part in a decision, at the least.
///
/// Source: [RR04 ¶14, A.2].
pub const AGENCIES_AT_LEAST: usize = 2;

/// The agencies without whom there is no decision: they make the criteria together.
///
/// Source: [RR04 A.2].
pub const MUST_TAKE_PART: [AgencyKind; 2] = [AgencyKind::Police, AgencyKind::Probation];

/// What an agency thinks of taking the person on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum View {
    /// Take them on.
    For,
    /// Do not take them on.
    Against,
    /// Took part without a view.
    NoView,
}

impl View {
    /// Every view, in the order in which forms show them.
    pub const ALL: [Self; 3] = [Self::For, Self::Against, Self::NoView];

    /// The word under which the view is stored.
    pub const fn key(self) -> &'static str {
        match self {
            Self::For => "for",
            Self::Against => "against",
            Self::NoView => "no_view",
        }
    }

    /// The view stored under this word, if there is one.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.key() == key)
    }
}

/// One agency's part in a decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PanelView {
    /// The agency.
    pub agency: AgencyId,
    /// Its kind.
    pub kind: AgencyKind,
    /// Who spoke for it.
    pub spoken_by: Speaker,
    /// What it thinks.
    pub view: View,
    /// Why it thinks so; needed of those who dissent.
    pub reasons: Option<Reasons>,
}

/// What the panel rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// Take the person on.
    Register,
    /// Accept, and wait for a place.
    WaitingList,
    /// Do not take the person on.
    Refuse,
    /// Put it off to a day.
    Defer { until: Date },
}

impl Outcome {
    /// The word under which the outcome is stored.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Register => "register",
            Self::WaitingList => "waiting_list",
            Self::Refuse => "refuse",
            Self::Defer { .. } => "defer",
        }
    }

    /// The day to which it is put off, stored beside the word.
    pub const fn until(self) -> Option<Date> {
        match self {
            Self::Defer { until } => Some(until),
            Self::Register | Self::WaitingList | Self::Refuse => None,
        }
    }

    /// The outcome stored as this word and this day, if they go together.
    pub fn from_stored(key: &str, until: Option<Date>) -> Option<Self> {
        match (key, until) {
            ("register", None) => Some(Self::Register),
            ("waiting_list", None) => Some(Self::WaitingList),
            ("refuse", None) => Some(Self::Refuse),
            ("defer", Some(until)) => Some(Self::Defer { until }),
            _ => None,
        }
    }
}

/// Who must take part before a panel may decide. A scheme may ask for more agencies than the
/// guidance does, never for fewer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quorum {
    at_least: usize,
    also: Vec<AgencyKind>,
}

impl Quorum {
    /// The quorum of the guidance, or the scheme's own where it asks for more.
    pub fn at_least(agencies: usize) -> Self {
        Self { at_least: agencies.max(AGENCIES_AT_LEAST), also: Vec::new() }
    }

    /// Asks for another kind of agency, for instance the youth offending team where the person
    /// is under 18 [RR04 ¶9].
    #[must_use]
    pub fn with(mut self, kind: AgencyKind) -> Self {
        self.also.push(kind);
        self
    }

    fn missing_from(&self, views: &[PanelView]) -> Vec<AgencyKind> {
        let asked = MUST_TAKE_PART.iter().chain(&self.also).copied();
        asked.filter(|kind| !views.iter().any(|it| it.kind == *kind)).collect()
    }
}

/// How many the scheme can take, and how many it has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Room {
    /// Places [RR04 ¶3].
    pub capacity: u32,
    /// Open registrations.
    pub registered: u32,
}

/// What the chair records where a rule may be overridden with reasons.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Overrides {
    /// Why somebody is taken on although every place is taken.
    pub over_capacity: Option<Reasons>,
    /// Why somebody managed under MAPPA is taken on here too and displaces nobody of greater
    /// risk [RR04 A.4].
    pub mappa: Option<Reasons>,
}

/// The panel decides a nomination.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decide {
    /// The identity of the decision to be.
    pub id: DecisionId,
    /// What it rules.
    pub outcome: Outcome,
    /// Why.
    pub reasons: Reasons,
    /// Who was in the chair.
    pub chair: Speaker,
    /// Who took part, and what each thinks.
    pub views: Vec<PanelView>,
    /// The score that lay before the panel, kept for the record. No rule reads it.
    pub score_shown: Option<ScoreShown>,
    /// What the chair overrides, and why.
    pub overrides: Overrides,
    /// When.
    pub decided_on: Date,
}

/// A decision that stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// The nomination it is about.
    pub nomination: NominationId,
    /// What was decided, by whom, and why.
    pub said: Decide,
}

/// Why the panel's decision cannot stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DecideRefusal {
    /// The nomination was withdrawn.
    NominationWithdrawn { on: Date },
    /// The nomination is settled.
    AlreadyDecided { on: Date },
    /// Before the nomination, or before an earlier ruling on it.
    TooEarly { not_before: Date },
    /// The day has not come yet.
    InFuture { decided_on: Date },
    /// Put off to a day that is not after the day of deciding.
    DeferredIntoThePast { until: Date },
    /// Not a decision of several agencies: these kinds, or this many, did not take part.
    NotMultiAgency { missing: Vec<AgencyKind>, present: usize, at_least: usize },
    /// The same agency speaks twice.
    AgencyTwice { agency: AgencyId },
    /// An agency dissents, and its reasons are not recorded.
    DissentWithoutReasons { agency: AgencyId },
    /// Nobody has found out yet whether MAPPA has them.
    MappaNotAnswered,
    /// MAPPA has them, and no reason is recorded for taking them on here.
    MappaTakesPrecedence { category: MappaCategory, level: MappaLevel },
    /// Every place is taken: the waiting list, or the chair's reasons.
    SchemeFull { capacity: u32, registered: u32 },
}

impl Decide {
    /// Whether the decision can stand.
    ///
    /// Source: [RR04 ¶3] capacity, [RR04 ¶14, A.2] several agencies, [RR04 A.4] MAPPA.
    pub fn decide(
        &self,
        nomination: &Nomination,
        quorum: &Quorum,
        room: Room,
        today: Date,
    ) -> Result<Decision, DecideRefusal> {
        self.check_nomination(nomination, today)?;
        self.check_panel(quorum)?;
        self.check_mappa(&nomination.said.mappa)?;
        self.check_room(room)?;
        Ok(Decision { nomination: nomination.said.id, said: self.clone() })
    }

    fn check_nomination(&self, nomination: &Nomination, today: Date) -> Result<(), DecideRefusal> {
        match nomination.standing(today) {
            Standing::Withdrawn { on } => return Err(DecideRefusal::NominationWithdrawn { on }),
            Standing::Decided { on, .. } => return Err(DecideRefusal::AlreadyDecided { on }),
            Standing::Awaiting { .. }
            | Standing::Deferred { .. }
            | Standing::OnWaitingList { .. } => {}
        }
        if self.decided_on > today {
            return Err(DecideRefusal::InFuture { decided_on: self.decided_on });
        }
        let not_before = nomination.last_event_on();
        if self.decided_on < not_before {
            return Err(DecideRefusal::TooEarly { not_before });
        }
        match self.outcome {
            Outcome::Defer { until } if until <= self.decided_on => {
                Err(DecideRefusal::DeferredIntoThePast { until })
            }
            Outcome::Defer { .. } | Outcome::Register | Outcome::WaitingList | Outcome::Refuse => {
                Ok(())
            }
        }
    }

    fn check_panel(&self, quorum: &Quorum) -> Result<(), DecideRefusal> {
        for (index, view) in self.views.iter().enumerate() {
            let agency = view.agency;
            if self.views.iter().skip(index + 1).any(|it| it.agency == agency) {
                return Err(DecideRefusal::AgencyTwice { agency });
            }
            if self.dissents(view) && view.reasons.is_none() {
                return Err(DecideRefusal::DissentWithoutReasons { agency });
            }
        }
        let (present, at_least) = (self.views.len(), quorum.at_least);
        let missing = quorum.missing_from(&self.views);
        if missing.is_empty() && present >= at_least {
            return Ok(());
        }
        Err(DecideRefusal::NotMultiAgency { missing, present, at_least })
    }

    /// Whether an agency's view goes against what the panel rules. Putting a decision off
    /// overrules nobody.
    pub fn dissents(&self, view: &PanelView) -> bool {
        match (self.outcome, view.view) {
            (Outcome::Register | Outcome::WaitingList, View::Against)
            | (Outcome::Refuse, View::For) => true,
            (Outcome::Register | Outcome::WaitingList, View::For | View::NoView)
            | (Outcome::Refuse, View::Against | View::NoView)
            | (Outcome::Defer { .. }, View::For | View::Against | View::NoView) => false,
        }
    }

    // Only taking somebody on needs the answer: a panel may refuse, or wait to find out.
    fn check_mappa(&self, answer: &MappaAnswer) -> Result<(), DecideRefusal> {
        let registers = self.outcome == Outcome::Register;
        if !registers && self.outcome != Outcome::WaitingList {
            return Ok(());
        }
        match answer {
            MappaAnswer::NotMappa => Ok(()),
            MappaAnswer::NotKnown { .. } => Err(DecideRefusal::MappaNotAnswered),
            MappaAnswer::Managed { .. } if !registers || self.overrides.mappa.is_some() => Ok(()),
            MappaAnswer::Managed { category, level } => {
                Err(DecideRefusal::MappaTakesPrecedence { category: *category, level: *level })
            }
        }
    }

    fn check_room(&self, room: Room) -> Result<(), DecideRefusal> {
        let Room { capacity, registered } = room;
        let full = registered >= capacity;
        if self.outcome == Outcome::Register && full && self.overrides.over_capacity.is_none() {
            return Err(DecideRefusal::SchemeFull { capacity, registered });
        }
        Ok(())
    }
}

impl Decision {
    /// The ruling that the nomination keeps of this decision.
    pub fn ruling(&self) -> Ruling {
        Ruling { decision: self.said.id, on: self.said.decided_on, outcome: self.said.outcome }
    }
}
