//! The panel: who takes part, whom priority yields to, how many places there are.

use super::who::{PANEL, holds};
use super::{Model, Verdict, fresh, known, permit, refuse};
use crate::sim::Outcome;
use crate::sim::step::{Based, Mappa, Panel, Priority, Ruling, Sitting, Who};

impl Model {
    pub(super) fn decide(
        &mut self,
        who: Who,
        at: usize,
        Sitting { ruling, panel, priority }: Sitting,
        based: Based,
    ) -> Verdict {
        let Some(nomination) = self.nominations.get(at) else { return Err(Outcome::NotFound) };
        let (person, place, mappa) = (nomination.person, nomination.place, nomination.mappa);
        known(self.sees(who, nomination))?;
        permit(holds(who, place, &PANEL))?;
        fresh(based)?;
        refuse(nomination.is_withdrawn, "NominationWithdrawn")?;
        refuse(nomination.is_settled(), "AlreadyDecided")?;
        let lacks = panel == Panel::Police || (panel == Panel::Adults && self.is_child(person));
        refuse(lacks, "NotMultiAgency")?;
        let takes_on = ruling == Ruling::Register;
        let wants_answer = takes_on || ruling == Ruling::Waiting;
        refuse(wants_answer && mappa == Mappa::Unknown, "MappaNotAnswered")?;
        // Priority yields to the greater risk, unless the chair says why not [RR04 A.4].
        let yields = mappa == Mappa::Managed && priority == Priority::Yields;
        refuse(takes_on && yields, "MappaTakesPrecedence")?;
        refuse(takes_on && self.is_full(place), "SchemeFull")?;
        if let Some(it) = self.nominations.get_mut(at) {
            it.ruling = Some(ruling);
        }
        self.note("opened_nomination");
        self.note("decided");
        Ok(())
    }
}
