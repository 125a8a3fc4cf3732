//! Counts who is nominated, taken on, refused, brought to book and removed, by what people are.

use std::collections::BTreeMap;

use jiff::Span;
use jiff::civil::Date;

use crate::count::{History, Words, is_again, sound};
use crate::definition::{Bands, Breakdown, Equality, Stage, Window, day_number};
use crate::fact::{Day, Offence, Person, Registration};
use crate::tally::{Exclusion, NotCounted};

/// People alike in one thing, at one step.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Group {
    /// The step.
    pub stage: Stage,
    /// What they are alike in.
    pub by: Breakdown,
    /// In which way; empty where the facts say nothing.
    pub value: String,
    /// How many could take the step.
    pub could: u64,
    /// How many of these did.
    pub did: u64,
}

/// What was counted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Counted {
    /// Groups by step, by what they are alike in, and by their way in it.
    pub groups: Vec<Group>,
    /// What was not.
    pub left_out: NotCounted,
}

/// Counts people one at a time, in any order.
#[derive(Debug)]
pub struct Counter<'a> {
    definition: &'a Equality,
    bands: &'a Bands,
    period: Window,
    before: Window,
    known_on: Day,
    counts: BTreeMap<(Stage, Breakdown, String), (u64, u64)>,
    left_out: NotCounted,
}

impl<'a> Counter<'a> {
    /// One that has counted nobody yet. `on` takes the place of the first day of the definition's
    /// period; what reached us after `known_on` is left out.
    pub fn new(
        definition: &'a Equality,
        bands: &'a Bands,
        on: Option<Date>,
        known_on: Option<Date>,
    ) -> Self {
        let from = on.unwrap_or(definition.on);
        let to = from.saturating_add(Span::new().months(definition.within_months));
        let year_before = from.saturating_sub(Span::new().months(12));
        Self {
            definition,
            bands,
            period: Window { from: day_number(from), to: day_number(to) },
            before: Window { from: day_number(year_before), to: day_number(from) },
            known_on: known_on.map_or(Day::MAX, day_number),
            counts: BTreeMap::new(),
            left_out: NotCounted::default(),
        }
    }

    /// Counts one person.
    pub fn person(&mut self, history: &History<'_>, words: &Words) {
        self.leave_out(history);
        for stage in &self.definition.stages {
            let Some(did) = self.step(*stage, history) else { continue };
            for by in &self.definition.by {
                let value = self.value(*by, history, words);
                let (all, of) = self.counts.entry((*stage, *by, value)).or_default();
                *all += 1;
                *of += u64::from(did);
            }
        }
    }

    /// Tells of what is left out of a person's records.
    fn leave_out(&mut self, history: &History<'_>) {
        for it in history.registrations {
            if !is_in_order(it) {
                self.left_out.registration(Exclusion::RegistrationOutOfOrder);
            } else if it.known > self.known_on && self.stands(it) {
                self.left_out.registration(Exclusion::RegistrationNotYetKnown);
            }
        }
        for reason in judged(history, self.known_on).filter_map(|(_, proven)| proven.err()) {
            self.left_out.offence(reason);
        }
    }

    /// Whether a registration stands on some day of the period.
    fn stands(&self, it: &Registration) -> bool {
        it.entered < self.period.to && it.left.is_none_or(|day| day > self.period.from)
    }

    /// Whether a person took a step; nothing for one who could not.
    fn step(&self, stage: Stage, history: &History<'_>) -> Option<bool> {
        let mut nominations = history
            .nominations
            .iter()
            .filter(|it| self.period.has(it.day) && it.day <= self.known_on);
        match stage {
            Stage::Nominated => {
                let could = self.proven_in(self.before, history).next().is_some();
                could.then(|| nominations.next().is_some())
            }
            Stage::Selected | Stage::Refused => {
                let taken_on: Vec<bool> = nominations.map(|it| it.taken_on).collect();
                let selected = taken_on.contains(&true);
                (!taken_on.is_empty()).then_some(selected == (stage == Stage::Selected))
            }
            Stage::Enforced => {
                let on_register = self.registrations(history).next().is_some();
                on_register.then(|| self.proven_in(self.period, history).any(|it| it.breach))
            }
            Stage::Removed => {
                let mut registrations = self.registrations(history).peekable();
                registrations.peek()?;
                Some(registrations.any(|it| it.left.is_some_and(|day| self.period.has(day))))
            }
        }
    }

    /// Registrations that stood on some day of the period.
    fn registrations<'h>(&self, history: &History<'h>) -> impl Iterator<Item = &'h Registration> {
        let usable = |it: &&Registration| it.known <= self.known_on && is_in_order(it);
        history.registrations.iter().filter(usable).filter(|it| self.stands(it))
    }

    /// What was proven in a window, of what counts.
    fn proven_in<'h>(
        &self,
        window: Window,
        history: &History<'h>,
    ) -> impl Iterator<Item = &'h Offence> + use<'h> {
        let inside = move |proven: Result<Day, Exclusion>| proven.is_ok_and(|day| window.has(day));
        judged(history, self.known_on).filter(move |it| inside(it.1)).map(|it| it.0)
    }

    fn value(&self, by: Breakdown, history: &History<'_>, words: &Words) -> String {
        let person = history.person;
        match by {
            Breakdown::Sex => words.sex.word(person.sex).to_owned(),
            Breakdown::Ethnicity => words.ethnicity.word(person.ethnicity).to_owned(),
            Breakdown::AgeBand => {
                let age = |born| self.bands.of_age(crate::count::years(born, self.period.from));
                let band = |it: usize| self.bands.age_names().into_iter().nth(it);
                person.born.and_then(|it| band(age(it))).unwrap_or_default()
            }
            Breakdown::Strand
            | Breakdown::Statutory
            | Breakdown::OffenceClass
            | Breakdown::MonthsOnScheme
            | Breakdown::Covariates => String::new(),
        }
    }

    /// What was counted.
    pub fn finish(self) -> Counted {
        let group = |((stage, by, value), (could, did))| Group { stage, by, value, could, did };
        let groups = self.counts.into_iter().map(group).collect();
        Counted { groups, left_out: self.left_out }
    }
}

/// Offences, each with the day of proof of one that counts, or why it does not.
fn judged<'h>(
    history: &History<'h>,
    known_on: Day,
) -> impl Iterator<Item = (&'h Offence, Result<Day, Exclusion>)> + use<'h> {
    let (person, offences) = (history.person, history.offences);
    let before = std::iter::once(None).chain(offences.iter().map(Some));
    offences.iter().zip(before).map(move |(offence, before)| {
        let proven = if before.is_some_and(|it| is_again(it, offence)) {
            Err(Exclusion::Duplicate)
        } else {
            proven(person, offence, known_on)
        };
        (offence, proven)
    })
}

fn proven(person: &Person, offence: &Offence, known_on: Day) -> Result<Day, Exclusion> {
    let proven = sound(person, offence)?;
    if offence.known > known_on {
        return Err(Exclusion::NotYetKnown);
    }
    proven.ok_or(Exclusion::NotProven)
}

fn is_in_order(it: &Registration) -> bool {
    it.left.is_none_or(|day| day >= it.entered)
}
