//! What is to be counted, and how the work is cut up: into ranges of people.

use std::sync::Arc;

use measures::count::{Counter, History, Plan, Words};
use measures::tally::{Counted, Exclusion};

use crate::error::FactsError;
use crate::folder::Facts;
use crate::load::Register;
use crate::schema::Fact;

use super::pick::{People, span};
use super::read::{Range, Reads};

/// What is to be counted, with what must be held in memory for it.
#[derive(Debug)]
pub struct Job {
    pub(super) facts: Facts,
    pub(super) plan: Plan,
    register: Register,
    /// The people to look for, sorted; everybody if there is no list.
    only: Option<Vec<i64>>,
    /// Where ranges of people begin; the first takes in whoever comes before it.
    begins: Vec<i64>,
}

impl Job {
    pub(super) fn new(facts: Facts, plan: Plan, register: Register) -> Result<Self, FactsError> {
        let only = (!plan.beyond_register()).then(|| wanted(&plan, &register));
        let begins = begins(&facts)?;
        Ok(Self { facts, plan, register, only, begins })
    }

    /// How many ranges of people there are: the most parts that the work can be cut into.
    pub fn ranges(&self) -> usize {
        self.begins.len()
    }

    fn people(&self, range: usize) -> People<'_> {
        let from =
            if range == 0 { i64::MIN } else { self.begins.get(range).copied().unwrap_or(i64::MAX) };
        let until = self.begins.get(range + 1).copied().unwrap_or(i64::MAX);
        People::new(from, until, self.only.as_deref())
    }
}

/// Everybody who can be in a cohort of a plan for the register.
fn wanted(plan: &Plan, register: &Register) -> Vec<i64> {
    let registered = register.registrations.iter().filter(|it| plan.concerns(it));
    let considered = register.nominations.iter().filter(|it| !it.taken_on);
    let mut wanted: Vec<i64> =
        registered.map(|it| it.person_id).chain(considered.map(|it| it.person_id)).collect();
    wanted.sort_unstable();
    wanted.dedup();
    wanted
}

/// The lowest people of all row groups of offences.
pub(super) fn begins(facts: &Facts) -> Result<Vec<i64>, FactsError> {
    let mut begins = Vec::new();
    for file in facts.files(Fact::Offence)? {
        begins.extend(file.groups().into_iter().filter_map(|it| span(file, it)).map(|it| it.0));
    }
    begins.sort_unstable();
    begins.dedup();
    if begins.is_empty() {
        begins.push(i64::MIN);
    }
    Ok(begins)
}

/// One worker: takes ranges one by one.
#[derive(Debug)]
pub(super) struct Worker {
    job: Arc<Job>,
    words: Words,
    range: Range,
    counted: Counted,
}

impl Worker {
    pub(super) fn new(job: Arc<Job>) -> Self {
        let words = Words { strand: job.register.strands.clone(), ..Words::default() };
        Self { job, words, range: Range::default(), counted: Counted::default() }
    }

    /// What was counted.
    pub(super) fn finish(self) -> Counted {
        self.counted
    }

    /// Reads and counts these ranges.
    pub(super) fn count(&mut self, ranges: std::ops::Range<usize>) -> Result<(), FactsError> {
        let job = Arc::clone(&self.job);
        let mut counter = Counter::new(&job.plan);
        for range in ranges {
            let people = job.people(range);
            if people.only.is_some_and(<[i64]>::is_empty) {
                continue;
            }
            let reads = Reads::of(&job.plan);
            self.range.read(&job.facts, reads, &people, &mut self.words)?;
            self.join(&people, &mut counter);
        }
        self.counted.merge(counter.finish(&self.words));
        Ok(())
    }

    /// Brings together what is said of each person of the range at hand.
    fn join(&self, people: &People<'_>, counter: &mut Counter<'_>) {
        let Range { people: persons, whose_stay, stays, whose_offence, offences } = &self.range;
        let registrations = within(&self.job.register.registrations, people, |it| it.person_id);
        let nominations = within(&self.job.register.nominations, people, |it| it.person_id);
        let by_registration = registrations.iter().map(|it| it.person_id).collect::<Vec<_>>();
        let by_nomination = nominations.iter().map(|it| it.person_id).collect::<Vec<_>>();
        let mut registrations = Groups::new(&by_registration, registrations);
        let mut nominations = Groups::new(&by_nomination, nominations);
        let mut stays = Groups::new(whose_stay, stays);
        let mut offences = Groups::new(whose_offence, offences);
        for person in persons {
            let id = person.person_id;
            registrations.pass(id).iter().for_each(|it| counter.nobody(it));
            counter.left_out(Exclusion::OffenceOfNobody, offences.pass(id).len());
            nominations.pass(id);
            stays.pass(id);
            counter.person(&History {
                person,
                registrations: registrations.take(id),
                nominations: nominations.take(id),
                stays: stays.take(id),
                offences: offences.take(id),
            });
        }
        registrations.rest().iter().for_each(|it| counter.nobody(it));
        counter.left_out(Exclusion::OffenceOfNobody, offences.rest().len());
    }
}

/// The part of a sorted list that is about these people.
pub(super) fn within<'a, T>(
    list: &'a [T],
    people: &People<'_>,
    whose: impl Fn(&T) -> i64,
) -> &'a [T] {
    let first = list.partition_point(|it| whose(it) < people.from);
    let end = list.partition_point(|it| whose(it) < people.until);
    list.get(first..end).unwrap_or_default()
}

/// A list sorted by person, gone through person by person.
pub(super) struct Groups<'a, T> {
    whose: &'a [i64],
    list: &'a [T],
}

impl<'a, T> Groups<'a, T> {
    pub(super) fn new(whose: &'a [i64], list: &'a [T]) -> Self {
        Self { whose, list }
    }

    /// Goes on to a person, and gives what was of others before.
    pub(super) fn pass(&mut self, person: i64) -> &'a [T] {
        self.split(self.whose.iter().take_while(|it| **it < person).count())
    }

    /// What is of a person who has been gone on to.
    pub(super) fn take(&mut self, person: i64) -> &'a [T] {
        self.split(self.whose.iter().take_while(|it| **it == person).count())
    }

    fn rest(&self) -> &'a [T] {
        self.list
    }

    fn split(&mut self, count: usize) -> &'a [T] {
        let (first, list) = self.list.split_at_checked(count).unwrap_or((self.list, &[]));
        self.list = list;
        self.whose = self.whose.get(count..).unwrap_or_default();
        first
    }
}
