//! Which cohorts somebody is in, and from which day.

use crate::definition::{CohortRule, IndexEvent, Window};
use crate::fact::{Day, Registration};
use crate::tally::Exclusion;

use super::History;
use super::custody::is_free;
use super::event::Events;
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
    /// How likely the person is to re-offend, in thousand-millionths, where that is asked for.
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
                    self.take(day, found);
                }
            }
            CohortRule::Entered { first_only, .. } => {
                if let Some(first) = self.entered(found) {
                    if first_only && self.usable().any(|it| it.entered < self.cohort.comes_in.from)
                    {
                        return found.left_out.push((self.index, Exclusion::NotTheFirst, 1));
                    }
                    self.take(first, found);
                }
            }
            CohortRule::IndexEvent { event, .. } => {
                if let Some(first) = self.first_event(event, events) {
                    self.take(first, found);
                }
            }
            CohortRule::EveryOffender => {
                if events.proven().any(|it| it < day) {
                    self.take(day, found);
                }
            }
        }
    }

    /// Takes in somebody who was alive when the follow-up began.
    fn take(&self, anchor: Day, found: &mut Found) {
        let begins = self.cohort.windows(anchor).follow_up_from;
        if self.history.person.died.is_some_and(|died| died < begins) {
            return found.left_out.push((self.index, Exclusion::Dead, 1));
        }
        let mut registration = None;
        let mut schemes = Vec::new();
        for standing in self.standing(anchor) {
            registration = registration.or(Some(*standing));
            if schemes.contains(&standing.scheme_id) {
                found.left_out.push((self.index, Exclusion::OverlappingRegistration, 1));
            } else {
                schemes.push(standing.scheme_id);
            }
        }
        for scheme in &schemes {
            if !self.plan.areas.has(*scheme, self.cohort.comes_in.from) {
                found.left_out.push((self.index, Exclusion::SchemeInNoArea, 1));
            }
        }
        let mut schemes = schemes.into_iter();
        found.members.push(Membership {
            cohort: self.index,
            anchor,
            registration,
            scheme: schemes.next(),
            also: schemes.collect(),
            expected: 0,
        });
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

    /// The day of the first entry in the period.
    fn entered(&self, found: &mut Found) -> Option<Day> {
        let period = self.cohort.comes_in;
        self.unusable(found, |it| period.has(it.entered));
        let mut entered = self.usable().filter(|it| period.has(it.entered));
        let first = entered.next()?;
        let later = entered.count();
        if later > 0 {
            found.left_out.push((self.index, Exclusion::Later, count(later)));
        }
        Some(first.entered)
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
        let windows = self.cohort.windows(anchor);
        let end = windows.checkpoints.last().copied().unwrap_or(anchor);
        let stood = |it: &Registration| {
            it.entered < end && it.left.is_none_or(|left| left > windows.follow_up_from)
        };
        if self.usable().any(stood) {
            return found.left_out.push((self.index, Exclusion::TakenOnAfterAll, 1));
        }
        let later = nominations.count();
        if later > 0 {
            found.left_out.push((self.index, Exclusion::Later, count(later)));
        }
        let before = found.members.len();
        self.take(anchor, found);
        if let Some(member) = found.members.get_mut(before) {
            member.scheme = Some(first.scheme_id);
        }
    }

    /// Tells of registrations that would matter but cannot be relied on.
    fn unusable(&self, found: &mut Found, matters: impl Fn(&Registration) -> bool) {
        let known_on = self.plan.known_on.unwrap_or(Day::MAX);
        for registration in self.history.registrations {
            if !in_order(registration) {
                found.left_out.push((self.index, Exclusion::RegistrationOutOfOrder, 1));
            } else if registration.known > known_on && matters(registration) {
                found.left_out.push((self.index, Exclusion::RegistrationNotYetKnown, 1));
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

fn count(things: usize) -> u64 {
    u64::try_from(things).unwrap_or(u64::MAX)
}
