//! The stay on a scheme: registered, proposed for removal, removed, or ended by death.

use domain::user::Role;

use super::who::{AGENCIES, PANEL, PROPOSERS};
use super::{Model, Proposal, Registration, Verdict, View, fresh, permit, refuse};
use crate::sim::Outcome;
use crate::sim::step::{Answer, Based, Ruling, Who};

impl Model {
    pub(super) fn register(&mut self, who: Who, at: usize) -> Verdict {
        // One that was taken back is nobody's to register on, as if it were not there.
        let found = self.nominations.get(at).filter(|it| !it.is_withdrawn);
        let Some(nomination) = found else { return Err(Outcome::Hidden) };
        let (person, place) = (nomination.person, nomination.place);
        permit(self.may(who, place, person, &[Role::Coordinator]))?;
        refuse(self.has_died(person), "Deceased")?;
        let ruling = nomination.ruling.filter(|it| *it != Ruling::Defer);
        refuse(ruling.is_none(), "NoDecision")?;
        if let Some(stay) = self.registrations.iter().find(|it| it.nomination == at) {
            let is_open = stay.ended_on.is_none();
            return refuse(true, if is_open { "AlreadyOpen" } else { "DecisionUsed" });
        }
        refuse(ruling == Some(Ruling::Refuse), "DecidedAgainst")?;
        let mut stays = self.registrations.iter();
        refuse(stays.any(|it| it.is_open_at(person, place)), "AlreadyOpen")?;
        refuse(self.is_full(place), "Full")?;
        if let Some(it) = self.nominations.get_mut(at) {
            it.is_registered = true;
        }
        let (nomination, ended_on, proposal) = (at, None, None);
        self.registrations.push(Registration { person, place, nomination, ended_on, proposal });
        Ok(())
    }

    /// Whether somebody may do something on a registration: only while its scheme has something
    /// to do with the person.
    fn acts_on(&self, who: Who, at: usize, roles: &[Role]) -> bool {
        self.registrations.get(at).is_some_and(|it| {
            self.claims(it.person).contains(&it.place) && self.may(who, it.place, it.person, roles)
        })
    }

    pub(super) fn propose(&mut self, who: Who, at: usize) -> Verdict {
        permit(self.acts_on(who, at, &PROPOSERS))?;
        let Some(stay) = self.registrations.get_mut(at) else { return Err(Outcome::Hidden) };
        refuse(stay.ended_on.is_some(), "AlreadyRemoved")?;
        refuse(stay.proposal.is_some(), "AlreadyProposed")?;
        stay.proposal = Some(Proposal::default());
        Ok(())
    }

    fn proposed(&self, at: usize) -> Verdict {
        let proposal = self.registrations.get(at).and_then(|it| it.proposal.as_ref());
        if proposal.is_some() { Ok(()) } else { Err(Outcome::NotFound) }
    }

    pub(super) fn support(&mut self, who: Who, at: usize) -> Verdict {
        self.proposed(at)?;
        permit(self.acts_on(who, at, &PROPOSERS))?;
        if let Some(it) = self.proposal_mut(at) {
            it.has_support = true;
        }
        Ok(())
    }

    pub(super) fn view(&mut self, who: Who, at: usize, view: View) -> Verdict {
        self.proposed(at)?;
        let own = view == View::Police && self.acts_on(who, at, &[Role::PoliceOfficer]);
        permit(own || self.acts_on(who, at, &PANEL))?;
        if let Some(it) = self.proposal_mut(at) {
            it.views.insert(view);
        }
        Ok(())
    }

    pub(super) fn remove(&mut self, who: Who, at: usize, answer: Answer, based: Based) -> Verdict {
        self.proposed(at)?;
        permit(self.acts_on(who, at, &PANEL))?;
        if let (Answer::Remove, Some(it)) = (answer, self.proposal_mut(at)) {
            refuse(!it.has_support, "NoExitPlan")?;
            refuse(!it.views.contains(&View::Everybody), "MissingKinds")?;
        }
        fresh(based)?;
        let day = self.day;
        if let Some(stay) = self.registrations.get_mut(at) {
            stay.proposal = None;
            stay.ended_on = (answer == Answer::Remove).then_some(day);
        }
        Ok(())
    }

    pub(super) fn die(&mut self, who: Who, person: usize) -> Verdict {
        let claims = self.claims(person);
        permit(claims.iter().any(|place| self.may(who, *place, person, &AGENCIES)))?;
        for stay in self.registrations.iter_mut().filter(|it| it.person == person) {
            stay.ended_on = stay.ended_on.or(Some(self.day));
            stay.proposal = None;
        }
        if let Some(it) = self.people.get_mut(person) {
            it.has_died = true;
        }
        Ok(())
    }
}
