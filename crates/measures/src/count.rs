//! Counts one person's offences for every cohort that the person is in, in one pass.
//!
//! A [`Plan`] is a definition made ready: dates are days, months are gone. A [`Counter`] takes
//! people one at a time, in any order, and keeps tallies; counters of parts of the people add up.

#![expect(
    clippy::indexing_slicing,
    reason = "places in tables are numbers that this module has given or made room for; one out of \
              range is a fault that must stop the work"
)]

mod calendar;
mod custody;
mod event;
mod expected;
mod member;
mod plan;
mod share;
mod store;

use std::collections::BTreeMap;

use crate::fact::{Day, Names, Nomination, Offence, Person, Registration, Stay};
use crate::tally::{Exclusion, Exclusions, Part};

use event::Events;
pub(crate) use event::{is_again, sound};
use member::Found;
pub use plan::{Areas, Asked, Axis, Cohort, Plan, Rule, Years};
pub(crate) use store::JOINT;
use store::Store;

/// Everything that the facts say of one person.
#[derive(Debug, Clone, Copy)]
pub struct History<'a> {
    /// The person.
    pub person: &'a Person,
    /// Sorted by first day and number.
    pub registrations: &'a [Registration],
    /// Sorted by day.
    pub nominations: &'a [Nomination],
    /// Sorted by first day; they may overlap.
    pub stays: &'a [Stay],
    /// Sorted by day of offence and number.
    pub offences: &'a [Offence],
}

/// The words behind the codes of histories. The two sexes that the reconviction scale knows always
/// have the codes [`MALE`] and [`FEMALE`].
#[derive(Debug, Clone)]
pub struct Words {
    /// Strands.
    pub strand: Names,
    /// Sexes.
    pub sex: Names,
    /// Ethnicities.
    pub ethnicity: Names,
}

/// The code of the word `M`.
pub const MALE: u16 = 1;
/// The code of the word `F`.
pub const FEMALE: u16 = 2;

impl Default for Words {
    fn default() -> Self {
        let mut sex = Names::default();
        for (word, code) in [("M", MALE), ("F", FEMALE)] {
            assert_eq!(sex.code(word), Ok(code), "words are numbered as they come");
        }
        Self { strand: Names::default(), sex, ethnicity: Names::default() }
    }
}

/// Whole years from a day to another, by the calendar; none before it.
pub fn years(from: Day, until: Day) -> u16 {
    calendar::years(from, until)
}

/// Counts people for a plan.
#[derive(Debug)]
pub struct Counter<'a> {
    plan: &'a Plan,
    events: Events,
    found: Found,
    store: Store,
    exclusions: Vec<Exclusions>,
    offences: [u64; Exclusion::ALL.len()],
}

impl<'a> Counter<'a> {
    /// One that has counted nobody yet.
    pub fn new(plan: &'a Plan) -> Self {
        Self {
            plan,
            events: Events::default(),
            found: Found::default(),
            store: Store::new(plan),
            exclusions: vec![Exclusions::new(); plan.cohorts.len()],
            offences: [0; Exclusion::ALL.len()],
        }
    }

    /// Counts one person.
    pub fn person(&mut self, history: &History<'_>) {
        if self.plan.by_event() {
            self.events.read(self.plan, history);
        }
        member::find(self.plan, history, &self.events, &mut self.found);
        for (cohort, reason, count) in self.found.left_out.drain(..) {
            *self.exclusions[cohort].entry(reason).or_default() += count;
        }
        if self.found.members.is_empty() {
            return;
        }
        if !self.plan.by_event() {
            self.events.read(self.plan, history);
        }
        for (sum, count) in self.offences.iter_mut().zip(self.events.left_out()) {
            *sum += count;
        }
        self.events.join(self.plan);
        for member in &self.found.members {
            self.store.add(self.plan, member, history, &self.events);
        }
    }

    /// Takes note of a registration of somebody of whom nothing else is known.
    pub fn nobody(&mut self, registration: &Registration) {
        for (cohort, exclusions) in self.plan.cohorts.iter().zip(&mut self.exclusions) {
            if cohort.concerns(registration) {
                *exclusions.entry(Exclusion::NoSuchPerson).or_default() += 1;
            }
        }
    }

    /// Takes note of offences that were left out before anybody could be counted.
    pub fn left_out(&mut self, reason: Exclusion, offences: usize) {
        self.offences[reason as usize] += u64::try_from(offences).unwrap_or(u64::MAX);
    }

    /// What was counted, in the words of the facts.
    pub fn finish(self, words: &Words) -> Part {
        let mut members_left_out = BTreeMap::new();
        for (cohort, exclusions) in self.plan.cohorts.iter().zip(self.exclusions) {
            if !exclusions.is_empty() {
                members_left_out.insert((cohort.index, cohort.comparison), exclusions);
            }
        }
        let offences = Exclusion::ALL.into_iter().zip(self.offences);
        let mut part = self.store.finish(self.plan, words);
        part.counted.members_left_out = members_left_out;
        part.counted.offences_left_out = offences.filter(|(_, count)| *count > 0).collect();
        part
    }
}
