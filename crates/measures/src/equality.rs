//! Counts who is nominated, taken on, refused, brought to book and removed, by what people are.

use std::collections::BTreeMap;

use jiff::Span;
use jiff::civil::Date;

use crate::count::{History, Words};
use crate::definition::{Bands, Breakdown, Equality, Stage, Window, day_number};
use crate::fact::{Day, Offence, Registration};

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

/// Counts people one at a time, in any order.
#[derive(Debug)]
pub struct Counter<'a> {
    definition: &'a Equality,
    bands: &'a Bands,
    period: Window,
    before: Window,
    known_on: Day,
    counts: BTreeMap<(Stage, Breakdown, String), (u64, u64)>,
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
        }
    }

    /// Counts one person.
    pub fn person(&mut self, history: &History<'_>, words: &Words) {
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
    fn registrations<'h>(
        &self,
        history: &History<'h>,
    ) -> impl Iterator<Item = &'h Registration> + use<'h> {
        let (period, known_on) = (self.period, self.known_on);
        history.registrations.iter().filter(move |it| {
            it.known <= known_on
                && it.entered < period.to
                && it.left.is_none_or(|day| day > period.from && day >= it.entered)
        })
    }

    fn proven_in<'h>(
        &self,
        window: Window,
        history: &History<'h>,
    ) -> impl Iterator<Item = &'h Offence> + use<'h> {
        let known_on = self.known_on;
        let known = move |it: &&Offence| it.known <= known_on;
        let proven = move |it: &&Offence| it.proven.is_some_and(|day| window.has(day));
        history.offences.iter().filter(known).filter(proven)
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
    pub fn finish(self) -> Vec<Group> {
        let group = |((stage, by, value), (could, did))| Group { stage, by, value, could, did };
        self.counts.into_iter().map(group).collect()
    }
}
