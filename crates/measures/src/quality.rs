//! Counts what is missing or contradictory in the records of those on a register on a day.

use std::collections::BTreeMap;

use jiff::Span;
use jiff::civil::Date;

use crate::count::{Areas, History, Words};
use crate::definition::{Check, DataQuality, day_number};
use crate::fact::{Day, Registration};
use crate::tally::{Exclusion, NotCounted};

/// Codes that say that ethnicity was not stated.
const NOT_STATED: [&str; 2] = ["", "NS"];

/// The records of one scheme.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Records {
    /// People with a record there.
    pub people: u64,
    /// Of these, how many have which fault; none is listed that nobody has.
    pub faults: BTreeMap<Check, u64>,
}

/// What was counted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Counted {
    /// The records of every scheme, by its number.
    pub schemes: BTreeMap<i64, Records>,
    /// What was not looked at.
    pub left_out: NotCounted,
}

/// Counts people one at a time, in any order.
#[derive(Debug)]
pub struct Counter<'a> {
    definition: &'a DataQuality,
    areas: &'a Areas,
    day: Day,
    stale_before: Day,
    known_on: Day,
    counted: Counted,
}

impl<'a> Counter<'a> {
    /// One that has counted nobody yet. `on` takes the place of the day of the definition; what
    /// reached us after `known_on` is left out.
    pub fn new(
        definition: &'a DataQuality,
        areas: &'a Areas,
        on: Option<Date>,
        known_on: Option<Date>,
    ) -> Self {
        let on = on.unwrap_or(definition.on);
        let stale = on.saturating_sub(Span::new().months(definition.stale_months));
        Self {
            definition,
            areas,
            day: day_number(on),
            stale_before: day_number(stale),
            known_on: known_on.map_or(Day::MAX, day_number),
            counted: Counted::default(),
        }
    }

    /// Counts one person, once in every scheme that has a record of the person.
    pub fn person(&mut self, history: &History<'_>, words: &Words) {
        let on = history.registrations.iter().filter(|it| self.is_on(it));
        let (on, late): (Vec<&Registration>, Vec<_>) = on.partition(|it| it.known <= self.known_on);
        for _ in late {
            self.counted.left_out.registration(Exclusion::RegistrationNotYetKnown);
        }
        let late = history.offences.iter().filter(|it| it.known > self.known_on);
        for _ in late.filter(|_| !on.is_empty()) {
            self.counted.left_out.offence(Exclusion::NotYetKnown);
        }
        let mut schemes: Vec<i64> = on.iter().map(|it| it.scheme_id).collect();
        schemes.sort_unstable();
        schemes.dedup();
        for scheme in schemes {
            let here: Vec<_> = on.iter().copied().filter(|it| it.scheme_id == scheme).collect();
            let checks = self.definition.checks.iter().copied();
            let faults: Vec<Check> =
                checks.filter(|it| self.has(*it, scheme, &here, history, words)).collect();
            let records = self.counted.schemes.entry(scheme).or_default();
            records.people += 1;
            for fault in faults {
                *records.faults.entry(fault).or_default() += 1;
            }
        }
    }

    /// Begun by the day and not ended by it, or of which nobody can say when it ended.
    fn is_on(&self, it: &Registration) -> bool {
        let open = it.left.is_none_or(|day| day > self.day || day < it.entered);
        it.entered <= self.day && open
    }

    fn has(
        &self,
        check: Check,
        scheme: i64,
        here: &[&Registration],
        history: &History<'_>,
        words: &Words,
    ) -> bool {
        let person = history.person;
        match check {
            Check::NoDateOfBirth => person.born.is_none(),
            Check::NoSex => words.sex.word(person.sex).is_empty(),
            Check::NoEthnicity => NOT_STATED.contains(&words.ethnicity.word(person.ethnicity)),
            Check::NoOffence => !history.offences.iter().any(|it| it.known <= self.known_on),
            Check::OverlappingRegistrations => here.iter().filter(|it| is_in_order(it)).count() > 1,
            Check::ExitBeforeEntry => here.iter().any(|it| !is_in_order(it)),
            Check::RegisteredAfterDeath => person.died.is_some_and(|day| day < self.day),
            Check::Stale => self.last_known(history) < self.stale_before,
            Check::SchemeInNoArea => !self.areas.has(scheme, self.day),
        }
    }

    /// The last day on which anything about the person reached us, up to the day asked for.
    fn last_known(&self, history: &History<'_>) -> Day {
        let until = self.known_on.min(self.day);
        let registrations = history.registrations.iter().map(|it| it.known);
        let offences = history.offences.iter().map(|it| it.known);
        registrations.chain(offences).filter(|it| *it <= until).max().unwrap_or(Day::MIN)
    }

    /// What was counted.
    pub fn finish(self) -> Counted {
        self.counted
    }
}

fn is_in_order(it: &Registration) -> bool {
    it.left.is_none_or(|day| day >= it.entered)
}
