//! What is kept about a person, a nomination and a scheme: evidence, secrecy, capacity.

use domain::user::Role;

use super::who::{AGENCIES, RESTRICTING, holds};
use super::{Model, Verdict, fresh, known, permit, refuse};
use crate::sim::Outcome;
use crate::sim::step::{Access, Based, Place, Who};

impl Model {
    pub(super) fn evidence(&mut self, who: Who, at: usize, based: Based) -> Verdict {
        let Some(nomination) = self.nominations.get(at) else { return Err(Outcome::NotFound) };
        known(self.sees(who, nomination))?;
        permit(holds(who, nomination.place, &AGENCIES))?;
        fresh(based)?;
        refuse(nomination.is_withdrawn, "Withdrawn")?;
        refuse(nomination.is_settled(), "Decided")?;
        self.note("opened_nomination");
        self.note("evidence_added");
        Ok(())
    }

    pub(super) fn restrict(
        &mut self,
        who: Who,
        person: usize,
        access: Access,
        based: Based,
    ) -> Verdict {
        let claims = self.claims(person);
        known(self.is_opened_by(who, person, &claims))?;
        permit(claims.iter().any(|place| self.may(who, *place, person, &RESTRICTING)))?;
        let Some(it) = self.people.get_mut(person) else { return Err(Outcome::Hidden) };
        let restricts = access == Access::Restricted;
        fresh(based)?;
        refuse(it.is_restricted == restricts, "NothingChanged")?;
        it.is_restricted = restricts;
        self.note(if restricts { "restricted_person" } else { "unrestricted_person" });
        Ok(())
    }

    pub(super) fn set_capacity(
        &mut self,
        who: Who,
        place: Place,
        places: usize,
        based: Based,
    ) -> Verdict {
        permit(holds(who, place, &[Role::Coordinator]))?;
        fresh(based)?;
        refuse(places == 0, "NoPlaces")?;
        refuse(places == self.places_at(place), "NothingChanges")?;
        let [here, there] = &mut self.places;
        match place {
            Place::Here => *here = places,
            Place::There => *there = places,
        }
        self.note("scheme_capacity_set");
        Ok(())
    }
}
