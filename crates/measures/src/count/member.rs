//! Which cohorts somebody is in, and from which day.

use crate::definition::{CohortRule, IndexEvent, Window};
use crate::fact::{Day, Registration};
use crate::tally::Exclusion;

use super::History;
use super::custody::is_free;
use super::event::Events;
use super::expected;
use super::plan::{Begins, Cohort, Plan, Rule};

/// Somebody's place in a cohort.
#[derive(Debug, Clone)]
pub(super) struct Membership {
    /// Which cohort of the plan.
    pub(super) cohort: usize,
    /// The day on which time begins.
    pub(super) anchor: Day,
    /// The first registration that stands on the day, if any does.
    pub(super) registration: Option<Registration>,
    /// The scheme, if there is one; most people are on one at most.
    pub(super) scheme: Option<i64>,
    /// Further schemes that the person is on that day.
    pub(super) also: Vec<i64>,
    /// How likely the person is to re-offend, in thousand-millionths; 0 where nobody asks.
    pub(super) expected: u64,
}

/// The places of the person at hand, and what stood in the way of others, by cohort.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) members: Vec<Membership>,
    pub(super) left_out: Vec<(usize, Exclusion, u64)>,
}

/// Finds the places of one person in all cohorts of a plan.
pub(super) fn find(plan: &Plan, history: &History<'_>, events: &Events, found: &mut Found) {
    found.members.clear();
    for (index, cohort) in plan.cohorts.iter().enumerate() {
        Place { plan, cohort, index, history }.find(events, found);
    }
}

struct Place<'a> {
    plan: &'a Plan,
    cohort: &'a Cohort,
    index: usize,
    history: &'a History<'a>,
}

impl Place<'_> {
    fn find(&self, events: &Events, found: &mut Found) {
        let day = self.cohort.comes_in.from;
        let rule = match self.cohort.rule {
            Rule::Members(rule) => rule,
            Rule::Considered { within, begins } => {
                return self.considered(within, begins, found);
            }
        };
        match rule {
            CohortRule::OnRegister => {
                self.unusable(found, |it| stands(it, day));
                if self.standing(day).next().is_some() {
                    self.take(day, None, 0, found);
                }
            }
            CohortRule::Entered { first_only, .. } => {
                self.unusable(found, |it| self.cohort.comes_in.has(it.entered));
                let Some((first, later)) = self.entered() else { return };
                if first_only && self.usable().any(|it| it.entered < day) {
                    return self.leave_out(Exclusion::NotTheFirst, 1, found);
                }
                self.take(first, None, later, found);
            }
            CohortRule::IndexEvent { event, .. } => {
                if let Some(first) = self.first_event(event, events) {
                    self.take(first, None, 0, found);
                }
            }
            CohortRule::EveryOffender => {
                if events.proven().any(|it| it < day) {
                    self.take(day, None, 0, found);
                }
            }
        }
    }

    /// Takes in somebody who was alive when the follow-up began, and can be scored where that is
    /// asked for. What else is left out of somebody's records is told of those taken in alone, so
    /// that whoever is left out is told of once.
    fn take(&self, anchor: Day, nominated: Option<i64>, later: usize, found: &mut Found) {
        let begins = self.cohort.windows(anchor).follow_up_from;
        if self.history.person.died.is_some_and(|died| died < begins) {
            return self.leave_out(Exclusion::Dead, 1, found);
        }
        let Some(expected) = expected::billionths(self.plan, self.history, anchor) else {
            return self.leave_out(Exclusion::CannotBeScored, 1, found);
        };
        let mut registration = None;
        let mut schemes: Vec<i64> = nominated.into_iter().collect();
        let mut overlapping = 0;
        for standing in self.standing(anchor) {
            registration = registration.or(Some(*standing));
            if schemes.contains(&standing.scheme_id) {
                overlapping += 1;
            } else {
                schemes.push(standing.scheme_id);
            }
        }
        let lies = |it: &&i64| self.plan.areas.has(**it, self.cohort.comes_in.from);
        let nowhere = schemes.iter().filter(|it| !lies(it)).count();
        self.leave_out(Exclusion::OverlappingRegistration, overlapping, found);
        self.leave_out(Exclusion::Later, later, found);
        self.leave_out(Exclusion::SchemeInNoArea, nowhere, found);
        let mut schemes = schemes.into_iter();
        found.members.push(Membership {
            cohort: self.index,
            anchor,
            registration,
            scheme: schemes.next(),
            also: schemes.collect(),
            expected,
        });
    }

    fn leave_out(&self, reason: Exclusion, things: usize, found: &mut Found) {
        if things > 0 {
            found.left_out.push((self.index, reason, u64::try_from(things).unwrap_or(u64::MAX)));
        }
    }

    /// Registrations that can be relied on: known by the day asked for, and in order.
    fn usable(&self) -> impl Iterator<Item = &Registration> {
        let known_on = self.plan.known_on.unwrap_or(Day::MAX);
        let usable = move |it: &&Registration| it.known <= known_on && in_order(it);
        self.history.registrations.iter().filter(usable)
    }

    fn standing(&self, day: Day) -> impl Iterator<Item = &Registration> {
        self.usable().filter(move |it| stands(it, day))
    }

    /// The day of the first entry in the period, and how many later ones there are.
    fn entered(&self) -> Option<(Day, usize)> {
        let period = self.cohort.comes_in;
        let mut entered = self.usable().filter(|it| period.has(it.entered));
        let first = entered.next()?.entered;
        // Another scheme entered on the same day is one that the person is counted in, too.
        Some((first, entered.filter(|it| !stands(it, first)).count()))
    }

    fn first_event(&self, event: IndexEvent, events: &Events) -> Option<Day> {
        let period = self.cohort.comes_in;
        let stays = self.history.stays;
        let free = |day: &Day| is_free(stays, *day);
        let released = stays.iter().map(|it| it.until).filter(|it| period.has(*it)).filter(free);
        let proven = events.proven().filter(|it| period.has(*it));
        match event {
            IndexEvent::Released => released.min(),
            IndexEvent::Proven => proven.min(),
            IndexEvent::ProvenOrReleased => proven.filter(free).chain(released).min(),
        }
    }

    fn considered(&self, within: Window, begins: Begins, found: &mut Found) {
        let known_on = self.plan.known_on.unwrap_or(Day::MAX);
        let matters = |day: Day| within.has(day) && day <= known_on;
        let mut nominations =
            self.history.nominations.iter().filter(|it| !it.taken_on && matters(it.day));
        let Some(first) = nominations.next() else { return };
        let anchor = match begins {
            Begins::WithNomination => first.day,
            Begins::WithCohort => self.cohort.comes_in.from,
        };
        let end = self.cohort.windows(anchor).checkpoints.last().copied().unwrap_or(anchor);
        let stood =
            |it: &Registration| it.entered < end && it.left.is_none_or(|left| left > anchor);
        if self.usable().any(stood) {
            return self.leave_out(Exclusion::TakenOnAfterAll, 1, found);
        }
        self.take(anchor, Some(first.scheme_id), nominations.count(), found);
    }

    /// Tells of registrations that would matter but cannot be relied on.
    fn unusable(&self, found: &mut Found, matters: impl Fn(&Registration) -> bool) {
        let known_on = self.plan.known_on.unwrap_or(Day::MAX);
        for registration in self.history.registrations {
            if !in_order(registration) {
                self.leave_out(Exclusion::RegistrationOutOfOrder, 1, found);
            } else if registration.known > known_on && matters(registration) {
                self.leave_out(Exclusion::RegistrationNotYetKnown, 1, found);
            }
        }
    }
}

fn in_order(registration: &Registration) -> bool {
    registration.left.is_none_or(|left| left >= registration.entered)
}

/// On the scheme on a day: entered on it or before, not left by it.
fn stands(registration: &Registration, day: Day) -> bool {
    registration.entered <= day && registration.left.is_none_or(|left| day < left)
}
