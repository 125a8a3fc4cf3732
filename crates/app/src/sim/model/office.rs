//! What is done at a desk: the MAPPA question, orders, drafts, two writers at once, the night's
//! work.

use super::who::{AGENCIES, ASSIGNING, holds};
use super::{Model, Verdict, fresh, known, permit, refuse};
use crate::sim::Outcome;
use crate::sim::step::{Based, Desk, Mappa, Who};

/// Days past a review after which the registration is queued for removal.
const GRACE_DAYS: i32 = 28;

impl Model {
    pub(super) fn sit(&mut self, desk: Desk) -> Verdict {
        match desk {
            Desk::Mappa { who, nomination, answer, based } => {
                self.answer_mappa(who, nomination, answer, based)
            }
            Desk::Order { who, registration, days } => self.order(who, registration, days),
            Desk::EndOrder { who, registration } => self.end_order(who, registration),
            Desk::Race { who, nomination } => self.race(who, nomination),
            Desk::Draft { who, person } => {
                self.drafts.insert((format!("{who:?}"), person), self.day);
                Ok(())
            }
            Desk::Discard { who, person } => {
                self.drafts.remove(&(format!("{who:?}"), person));
                Ok(())
            }
            Desk::Import { who, place, sheet } => self.import(who, place, sheet),
            Desk::Work => {
                self.work();
                Ok(())
            }
        }
    }

    fn answer_mappa(&mut self, who: Who, at: usize, answer: Mappa, based: Based) -> Verdict {
        let Some(nomination) = self.nominations.get(at) else { return Err(Outcome::NotFound) };
        known(self.sees(who, nomination))?;
        permit(holds(who, nomination.place, &AGENCIES))?;
        fresh(based)?;
        refuse(nomination.is_withdrawn, "Withdrawn")?;
        refuse(nomination.is_settled(), "Decided")?;
        if let Some(it) = self.nominations.get_mut(at) {
            it.mappa = answer;
        }
        self.note("opened_nomination");
        self.note("mappa_answered");
        Ok(())
    }

    /// Whether somebody is under an order today.
    pub(super) fn is_statutory(&self, person: usize) -> bool {
        let covers = |(from, to): &(i32, Option<i32>)| {
            *from <= self.day && to.is_none_or(|to| self.day <= to)
        };
        self.people.get(person).is_some_and(|it| it.orders.iter().any(covers))
    }

    fn order(&mut self, who: Who, at: usize, days: Option<i32>) -> Verdict {
        permit(self.acts_on(who, at, &ASSIGNING))?;
        let Some(stay) = self.registrations.get(at) else { return Err(Outcome::Hidden) };
        let (from, to) = (self.day, days.map(|it| self.day + it));
        refuse(to.is_some_and(|to| to < from), "EndsBeforeItBegins")?;
        let Some(person) = self.people.get_mut(stay.person) else { return Err(Outcome::Hidden) };
        // None began later than today.
        let runs_on = |(_, last): &(i32, Option<i32>)| last.is_none_or(|last| from <= last);
        refuse(person.orders.iter().any(runs_on), "Overlaps")?;
        person.orders.push((from, to));
        self.note("period_recorded");
        Ok(())
    }

    /// The last one recorded ends today.
    fn end_order(&mut self, who: Who, at: usize) -> Verdict {
        let person = self.registrations.get(at).map(|it| it.person);
        let has_order = |it: usize| self.people.get(it).is_some_and(|it| !it.orders.is_empty());
        let Some(person) = person.filter(|it| has_order(*it)) else { return Err(Outcome::Hidden) };
        permit(self.acts_on(who, at, &ASSIGNING))?;
        let today = self.day;
        let last = self.people.get_mut(person).and_then(|it| it.orders.last_mut());
        if let Some((_, to)) = last {
            *to = Some(today);
        }
        self.note("period_ended");
        Ok(())
    }

    /// One is first; the other finds that the record has moved on. Whoever may not is told so
    /// twice.
    fn race(&mut self, who: Who, at: usize) -> Verdict {
        let first = self.evidence(who, at, Based::OnNewest);
        if first == Err(Outcome::Forbidden) {
            self.note("denied");
        }
        first
    }

    /// Each night, once: lapsed reviews are noted, once for each day that passed.
    fn work(&mut self) {
        if self.worked_on == Some(self.day) {
            return;
        }
        self.worked_on = Some(self.day);
        let today = self.day;
        let mut noted = 0;
        for it in self.registrations.iter_mut().filter(|it| it.ended_on.is_none()) {
            let is_past = today - it.due_on > GRACE_DAYS;
            if is_past && it.lapse_noted_for != Some(it.due_on) {
                it.lapse_noted_for = Some(it.due_on);
                noted += 1;
            }
        }
        for _ in 0..noted {
            self.note("review_lapsed");
        }
    }
}
