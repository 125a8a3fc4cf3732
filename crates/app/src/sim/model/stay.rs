//! The stay on a scheme: registered, led by somebody, reviewed, told of, or ended by death.

use std::collections::BTreeSet;

use domain::agency::AgencyKind;
use domain::user::Role;
use jiff::ToSpan as _;

use super::super::world::BEGINS_ON;
use super::who::{AGENCIES, ASSIGNING, PANEL, holds};
use super::{Model, Proposal, Registration, Verdict, View, fresh, permit, refuse};
use crate::sim::Outcome;
use crate::sim::step::{Answer, Based, Ruling, Step, Who};

/// Who is told that an adult was taken on, and that somebody under 18 was.
const TOLD_OF_ADULTS: [AgencyKind; 4] =
    [AgencyKind::Police, AgencyKind::Probation, AgencyKind::Prison, AgencyKind::InterventionTeam];
const TOLD_OF_CHILDREN: [AgencyKind; 2] = [AgencyKind::Police, AgencyKind::YouthOffendingTeam];

impl Model {
    pub(super) fn take_part(&mut self, step: &Step) -> Result<Verdict, ()> {
        Ok(match *step {
            Step::Register { who, nomination } => self.register(who, nomination),
            Step::Assign { who, registration } => self.assign(who, registration),
            Step::EndAssignment { who, registration } => self.end_assignment(who, registration),
            Step::Review { who, registration, answer, based } => {
                self.review(who, registration, answer, based)
            }
            Step::Tell { who, registration, kind } => self.tell(who, registration, kind),
            Step::Propose { who, registration } => self.propose(who, registration),
            // However often it arrives, it is taken once.
            Step::Support { who, registration, arrives: _ } => self.support(who, registration),
            Step::View { who, registration } => self.view(who, registration, View::PoliceAgree),
            Step::Object { who, registration } => self.view(who, registration, View::PoliceObject),
            Step::Views { who, registration } => {
                self.view(who, registration, View::EverybodyAgrees)
            }
            Step::Resolve { who, registration } => self.resolve(who, registration),
            Step::Remove { who, registration, answer, based } => {
                self.remove(who, registration, answer, based)
            }
            Step::Die { who, person } => self.die(who, person),
            Step::Record { .. }
            | Step::Open { .. }
            | Step::Search { .. }
            | Step::Restrict { .. }
            | Step::Capacity { .. }
            | Step::Nominate { .. }
            | Step::Evidence { .. }
            | Step::Withdraw { .. }
            | Step::Decide { .. }
            | Step::Wait { .. }
            | Step::Desk(_) => return Err(()),
        })
    }

    fn register(&mut self, who: Who, at: usize) -> Verdict {
        // One that was taken back is nobody's to register on, as if it were not there.
        let found = self.nominations.get(at).filter(|it| !it.is_withdrawn);
        let Some(nomination) = found else { return Err(Outcome::Hidden) };
        let (person, place) = (nomination.person, nomination.place);
        let is_for_young = nomination.is_for_young;
        permit(self.may(who, place, person, &[Role::Coordinator]))?;
        refuse(self.has_died(person), "Deceased")?;
        let ruling = nomination.ruling.filter(|it| *it != Ruling::Defer);
        refuse(ruling.is_none(), "NoDecision")?;
        if let Some(stay) = self.registrations.iter().find(|it| it.nomination == Some(at)) {
            let is_open = stay.ended_on.is_none();
            return refuse(true, if is_open { "AlreadyOpen" } else { "DecisionUsed" });
        }
        refuse(ruling == Some(Ruling::Refuse), "DecidedAgainst")?;
        let mut stays = self.registrations.iter();
        refuse(stays.any(|it| it.is_open_at(person, place)), "AlreadyOpen")?;
        let is_child = self.is_child(person);
        refuse(is_for_young != is_child, "OutsideAges")?;
        refuse(self.is_full(place), "Full")?;
        if let Some(it) = self.nominations.get_mut(at) {
            it.is_registered = true;
        }
        let to_tell: &[AgencyKind] = if is_child { &TOLD_OF_CHILDREN } else { &TOLD_OF_ADULTS };
        self.registrations.push(Registration {
            person,
            place,
            nomination: Some(at),
            is_for_young,
            due_on: self.first_due(person),
            lapse_noted_for: None,
            ended_on: None,
            proposal: None,
            was_decided: false,
            led_until: Vec::new(),
            reviewed_on: None,
            to_tell: to_tell.iter().copied().collect(),
            told: BTreeSet::new(),
        });
        self.note("registered");
        Ok(())
    }

    /// The first review of somebody taken on today: six months on; of the young eight weeks, and
    /// no later than the 18th birthday.
    fn first_due(&self, person: usize) -> i32 {
        let adult_on = self.people.get(person).map_or(i32::MIN, |it| it.adult_on);
        if adult_on > self.day {
            return adult_on.min(self.day + 56);
        }
        let today = BEGINS_ON.saturating_add(self.day.days());
        (today.saturating_add(6.months()) - BEGINS_ON).get_days()
    }

    /// Whether somebody may do something on a registration: only while its scheme has something
    /// to do with the person.
    pub(super) fn acts_on(&self, who: Who, at: usize, roles: &[Role]) -> bool {
        self.registrations.get(at).is_some_and(|it| {
            self.claims(it.person).contains(&it.place) && self.may(who, it.place, it.person, roles)
        })
    }

    fn assign(&mut self, who: Who, at: usize) -> Verdict {
        permit(self.acts_on(who, at, &ASSIGNING))?;
        let today = self.day;
        let person = self.registrations.get(at).map(|it| it.person);
        let is_statutory = person.is_some_and(|it| self.is_statutory(it));
        let Some(stay) = self.registrations.get_mut(at) else { return Err(Outcome::Hidden) };
        refuse(stay.ended_on.is_some(), "RegistrationClosed")?;
        refuse(is_statutory, "WantsOffenderManager")?;
        let is_held = stay.led_until.iter().any(|to| to.is_none_or(|to| today <= to));
        refuse(is_held, "HeldAlready")?;
        stay.led_until.push(None);
        self.note("assigned");
        Ok(())
    }

    /// The one that has no end yet: once off the scheme, nobody leads a case.
    fn end_assignment(&mut self, who: Who, at: usize) -> Verdict {
        let Some(stay) = self.registrations.get(at) else { return Err(Outcome::Hidden) };
        let is_led = stay.ended_on.is_none() && stay.led_until.contains(&None);
        if !is_led {
            return Err(Outcome::Hidden);
        }
        permit(self.acts_on(who, at, &ASSIGNING))?;
        let today = self.day;
        if let Some(stay) = self.registrations.get_mut(at) {
            stay.led_until.iter_mut().for_each(|it| *it = it.or(Some(today)));
        }
        self.note("assignment_ended");
        Ok(())
    }

    fn review(&mut self, who: Who, at: usize, answer: Answer, based: Based) -> Verdict {
        permit(self.acts_on(who, at, &PANEL))?;
        let Some(stay) = self.registrations.get(at) else { return Err(Outcome::Hidden) };
        fresh(based)?;
        refuse(self.has_died(stay.person), "Deceased")?;
        refuse(stay.ended_on.is_some(), "RegistrationClosed")?;
        let today = self.day;
        refuse(stay.reviewed_on.is_some_and(|it| today <= it), "NotAfterLastReview")?;
        let next_due = today + 7;
        if answer == Answer::Keep {
            let adult_on = self.people.get(stay.person).map_or(i32::MIN, |it| it.adult_on);
            refuse(stay.is_for_young && adult_on <= today, "OutsideAges")?;
            // Somebody under 18 is reviewed no later than the 18th birthday.
            refuse(adult_on > today && adult_on < next_due, "NextTooLate")?;
        }
        let is_proposed = stay.proposal.is_some();
        if let Some(stay) = self.registrations.get_mut(at) {
            stay.reviewed_on = Some(today);
            if answer == Answer::Keep {
                stay.due_on = next_due;
            }
            if answer == Answer::Remove && !is_proposed {
                stay.proposal = Some(Proposal::default());
                self.note("removal_proposed");
            }
        }
        self.note("review_held");
        Ok(())
    }

    /// Of a selection, and then of a removal whoever was told of the selection.
    fn tell(&mut self, who: Who, at: usize, kind: AgencyKind) -> Verdict {
        let Some(stay) = self.registrations.get_mut(at) else { return Err(Outcome::NotFound) };
        if !stay.to_tell.contains(&kind) {
            return Err(Outcome::NotFound);
        }
        permit(holds(who, stay.place, &[Role::Coordinator]))?;
        stay.to_tell.remove(&kind);
        stay.told.insert(kind);
        self.note("agency_told");
        Ok(())
    }

    fn die(&mut self, who: Who, person: usize) -> Verdict {
        let claims = self.claims(person);
        permit(claims.iter().any(|place| self.may(who, *place, person, &AGENCIES)))?;
        for at in 0..self.registrations.len() {
            let stay = self.registrations.get(at);
            if stay.is_some_and(|it| it.person == person && it.ended_on.is_none()) {
                self.end(at);
            }
        }
        if let Some(it) = self.people.get_mut(person) {
            it.has_died = true;
        }
        self.note("died");
        Ok(())
    }

    pub(super) fn end(&mut self, at: usize) {
        let today = self.day;
        if let Some(stay) = self.registrations.get_mut(at) {
            stay.ended_on = Some(today);
            stay.proposal = None;
            stay.was_decided = true;
            stay.to_tell = std::mem::take(&mut stay.told);
        }
        self.note("removed");
    }
}
