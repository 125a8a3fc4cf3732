//! A scheme's own sheet, one row at a time.

use std::collections::BTreeSet;

use domain::user::Role;

use super::who::holds;
use super::{Model, Person, Registration, Verdict, permit};
use crate::sim::step::{Place, Sheet, Who};

/// Somebody who was brought in by a sheet.
#[derive(Debug)]
pub(super) struct Imported {
    person: usize,
    place: Place,
    /// Whether the row that says more was taken.
    said_more: bool,
}

impl Model {
    pub(crate) fn imported(&self) -> usize {
        self.imported.len()
    }

    /// Where somebody was brought in.
    pub(crate) fn imported_at(&self, at: usize) -> Place {
        self.imported.get(at).map_or(Place::Here, |it| it.place)
    }

    pub(super) fn import(&mut self, who: Who, place: Place, sheet: Sheet) -> Verdict {
        permit(holds(who, place, &[Role::Coordinator]))?;
        self.note("register_uploaded");
        self.note("register_previewed");
        self.note("register_accepted");
        match sheet {
            Sheet::Fresh => self.bring_in(place),
            // A row that was taken once changes nothing.
            Sheet::Again(_) => {}
            Sheet::More(at) => self.say_more(who, at),
        }
        self.note("register_taken_in");
        self.note("annotated_register_given");
        Ok(())
    }

    fn bring_in(&mut self, place: Place) {
        let person = self.people.len();
        self.people.push(Person::new(place, i32::MIN));
        self.imported.push(Imported { person, place, said_more: false });
        self.registrations.push(Registration {
            person,
            place,
            nomination: None,
            is_for_young: false,
            due_on: self.day + 7,
            lapse_noted_for: None,
            ended_on: None,
            proposal: None,
            was_decided: false,
            led_until: Vec::new(),
            reviewed_on: None,
            to_tell: BTreeSet::new(),
            told: BTreeSet::new(),
        });
        self.note("recorded_person");
        self.note("taken_in");
    }

    /// What is new is added, while the scheme has something to do with the person.
    fn say_more(&mut self, who: Who, at: usize) {
        let Some(it) = self.imported.get(at).filter(|it| !it.said_more) else { return };
        let is_open = self
            .claims(it.person)
            .iter()
            .any(|place| self.may(who, *place, it.person, &[Role::Coordinator]));
        if !is_open {
            return;
        }
        if let Some(it) = self.imported.get_mut(at) {
            it.said_more = true;
        }
        self.note("added_name");
    }
}
