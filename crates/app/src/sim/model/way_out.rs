//! The way off a scheme: proposed, planned, agreed or objected to, and decided.

use domain::user::Role;

use super::who::{PANEL, PROPOSERS};
use super::{Model, Police, Proposal, Verdict, View, fresh, permit, refuse};
use crate::sim::Outcome;
use crate::sim::step::{Answer, Based, Who};

/// How many agencies have a say in a scheme of the simulation.
const PARTIES: usize = 6;

impl Model {
    pub(super) fn propose(&mut self, who: Who, at: usize) -> Verdict {
        permit(self.acts_on(who, at, &PROPOSERS))?;
        let Some(stay) = self.registrations.get_mut(at) else { return Err(Outcome::Hidden) };
        refuse(stay.ended_on.is_some(), "AlreadyRemoved")?;
        refuse(stay.proposal.is_some(), "AlreadyProposed")?;
        stay.proposal = Some(Proposal::default());
        self.note("removal_proposed");
        Ok(())
    }

    fn proposed(&self, at: usize) -> Verdict {
        let proposal = self.registrations.get(at).and_then(|it| it.proposal.as_ref());
        if proposal.is_some() { Ok(()) } else { Err(Outcome::NotFound) }
    }

    fn proposal_mut(&mut self, at: usize) -> Option<&mut Proposal> {
        self.registrations.get_mut(at).and_then(|it| it.proposal.as_mut())
    }

    pub(super) fn support(&mut self, who: Who, at: usize) -> Verdict {
        self.proposed(at)?;
        permit(self.acts_on(who, at, &PROPOSERS))?;
        if let Some(it) = self.proposal_mut(at) {
            it.has_support = true;
        }
        self.note("exit_support_added");
        Ok(())
    }

    pub(super) fn view(&mut self, who: Who, at: usize, view: View) -> Verdict {
        self.proposed(at)?;
        let alone = view != View::EverybodyAgrees;
        let own = alone && self.acts_on(who, at, &[Role::PoliceOfficer]);
        permit(own || self.acts_on(who, at, &PANEL))?;
        if let Some(it) = self.proposal_mut(at) {
            // An agency's last view counts.
            it.police = if view == View::PoliceObject { Police::Object } else { Police::Agree };
            it.has_every_view |= view == View::EverybodyAgrees;
        }
        for _ in 0..if alone { 1 } else { PARTIES } {
            self.note("removal_view_given");
        }
        Ok(())
    }

    pub(super) fn resolve(&mut self, who: Who, at: usize) -> Verdict {
        self.proposed(at)?;
        permit(self.acts_on(who, at, &PANEL))?;
        let objected = self.proposal_mut(at).filter(|it| it.police == Police::Object);
        let Some(proposal) = objected else { return Err(Outcome::Conflict) };
        proposal.police = Police::Resolved;
        self.note("removal_objection_resolved");
        Ok(())
    }

    pub(super) fn remove(&mut self, who: Who, at: usize, answer: Answer, based: Based) -> Verdict {
        let Some(stay) = self.registrations.get(at) else { return Err(Outcome::NotFound) };
        let knows = self.may(who, stay.place, stay.person, &PANEL);
        refuse(stay.proposal.is_none() && stay.was_decided && knows, "AlreadyDecided")?;
        self.proposed(at)?;
        permit(self.acts_on(who, at, &PANEL))?;
        fresh(based)?;
        if let (Answer::Remove, Some(it)) = (answer, self.proposal_mut(at)) {
            refuse(!it.has_support, "NoExitPlan")?;
            refuse(!it.has_every_view, "MissingKinds")?;
            refuse(it.police == Police::Object, "Unresolved")?;
        }
        match answer {
            Answer::Remove => self.end(at),
            Answer::Keep => {
                if let Some(stay) = self.registrations.get_mut(at) {
                    stay.proposal = None;
                    stay.was_decided = true;
                }
                self.note("removal_declined");
            }
        }
        Ok(())
    }
}
