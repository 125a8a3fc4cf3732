//! Where a nomination stands, computed from its dated facts, and what may still happen to it.

use jiff::civil::Date;

use super::{MappaAnswer, Nomination, Reasons};
use crate::decision::Outcome;
use crate::id::DecisionId;

/// One ruling of the panel on a nomination.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ruling {
    /// The decision that was recorded.
    pub decision: DecisionId,
    /// When.
    pub on: Date,
    /// What the panel ruled.
    pub outcome: Outcome,
}

/// The agency took its nomination back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withdrawal {
    /// When.
    pub on: Date,
    /// Why.
    pub reasons: Reasons,
}

/// Where a nomination stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Before the panel, which has yet to speak.
    Awaiting { since: Date },
    /// Put off to a day that has not come.
    Deferred { until: Date },
    /// Accepted, and waiting for a place.
    OnWaitingList { since: Date },
    /// Settled: taken on, or refused.
    Decided { on: Date, outcome: Outcome },
    /// Taken back.
    Withdrawn { on: Date },
}

/// Why a nomination cannot be withdrawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WithdrawRefusal {
    /// It was withdrawn already.
    AlreadyWithdrawn { on: Date },
    /// The panel has settled it.
    AlreadyDecided { on: Date },
    /// Before the day of nominating, or before the panel's last ruling.
    TooEarly { not_before: Date },
    /// The day has not come yet.
    InFuture { on: Date },
}

/// Why the question about MAPPA can no longer be answered on this nomination.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnswerRefusal {
    /// It was withdrawn.
    Withdrawn { on: Date },
    /// The panel has settled it.
    Decided { on: Date },
}

impl Nomination {
    /// Where the nomination stands on this day. Facts of later days are not looked at.
    pub fn standing(&self, today: Date) -> Standing {
        match self.withdrawn.as_ref().filter(|it| it.on <= today) {
            Some(it) => Standing::Withdrawn { on: it.on },
            None => standing_of(self.said.nominated_on, &self.rulings, today),
        }
    }

    /// Whether the panel has still to settle it, so that nobody nominates the person again.
    pub fn is_undecided(&self, today: Date) -> bool {
        match self.standing(today) {
            Standing::Awaiting { .. }
            | Standing::Deferred { .. }
            | Standing::OnWaitingList { .. } => true,
            Standing::Decided { .. } | Standing::Withdrawn { .. } => false,
        }
    }

    /// The day of the last thing that happened to it: nothing more may happen on an earlier one.
    pub fn last_event_on(&self) -> Date {
        self.rulings.iter().map(|it| it.on).max().unwrap_or(self.said.nominated_on)
    }

    /// Takes the nomination back.
    pub fn withdraw(&self, withdrawal: Withdrawal, today: Date) -> Result<Self, WithdrawRefusal> {
        let on = withdrawal.on;
        if on > today {
            return Err(WithdrawRefusal::InFuture { on });
        }
        match self.standing(today) {
            Standing::Withdrawn { on } => return Err(WithdrawRefusal::AlreadyWithdrawn { on }),
            Standing::Decided { on, .. } => return Err(WithdrawRefusal::AlreadyDecided { on }),
            Standing::Awaiting { .. }
            | Standing::Deferred { .. }
            | Standing::OnWaitingList { .. } => {}
        }
        let not_before = self.last_event_on();
        if on < not_before {
            return Err(WithdrawRefusal::TooEarly { not_before });
        }
        Ok(Self { withdrawn: Some(withdrawal), ..self.clone() })
    }

    /// Records what was found out about MAPPA after nominating [RR04 A.4].
    pub fn answer_mappa(&self, answer: MappaAnswer, today: Date) -> Result<Self, AnswerRefusal> {
        match self.standing(today) {
            Standing::Withdrawn { on } => Err(AnswerRefusal::Withdrawn { on }),
            Standing::Decided { on, .. } => Err(AnswerRefusal::Decided { on }),
            Standing::Awaiting { .. }
            | Standing::Deferred { .. }
            | Standing::OnWaitingList { .. } => {
                let mut answered = self.clone();
                answered.said.mappa = answer;
                Ok(answered)
            }
        }
    }
}

/// Where a nomination of this day, not withdrawn, stands after these rulings, oldest first.
pub fn standing_of(nominated_on: Date, rulings: &[Ruling], today: Date) -> Standing {
    let awaiting = Standing::Awaiting { since: nominated_on };
    let Some(last) = rulings.iter().rfind(|it| it.on <= today) else { return awaiting };
    match last.outcome {
        Outcome::Defer { until } if today < until => Standing::Deferred { until },
        Outcome::Defer { .. } => awaiting,
        Outcome::WaitingList => Standing::OnWaitingList { since: waiting_since(rulings, last) },
        Outcome::Register | Outcome::Refuse => {
            Standing::Decided { on: last.on, outcome: last.outcome }
        }
    }
}

// A place on the list is kept from the first of the rulings that gave it without a break.
fn waiting_since(rulings: &[Ruling], last: &Ruling) -> Date {
    rulings
        .iter()
        .rev()
        .skip_while(|it| it.on > last.on)
        .take_while(|it| it.outcome == Outcome::WaitingList)
        .last()
        .map_or(last.on, |it| it.on)
}
