//! What is to be counted, and how the work is cut up: into ranges of people.

use std::sync::Arc;

use measures::count::{Counter, Plan, Words};
use measures::tally::{Exclusion, Part};

use crate::error::FactsError;
use crate::folder::Facts;
use crate::load::Register;
use crate::schema::Fact;

use super::join::{Found, OfNobody, join};
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
        People::of_range(&self.begins, range, self.only.as_deref())
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
    part: Part,
}

impl Worker {
    pub(super) fn new(job: Arc<Job>) -> Self {
        let words = Words { strand: job.register.strands.clone(), ..Words::default() };
        Self { job, words, range: Range::default(), part: Part::default() }
    }

    /// What was counted.
    pub(super) fn finish(self) -> Part {
        self.part
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
            join(&self.range, &job.register, &people, |found| match found {
                Found::Person(history) => counter.person(&history),
                Found::Again => counter.left_out(Exclusion::PersonTwice, 1),
                Found::Nobody(of) => of_nobody(&of, &mut counter),
            });
        }
        self.part.merge(counter.finish(&self.words));
        Ok(())
    }
}

/// Takes note of rows about somebody who is not among the people. Whoever was taken on is in no
/// cohort by a nomination.
fn of_nobody(of: &OfNobody<'_>, counter: &mut Counter<'_>) {
    of.registrations.iter().for_each(|it| counter.nobody(it));
    let nominations = of.nominations.iter().filter(|it| !it.taken_on).count();
    counter.left_out(Exclusion::NominationOfNobody, nominations);
    counter.left_out(Exclusion::CustodyOfNobody, of.stays);
    counter.left_out(Exclusion::OffenceOfNobody, of.offences);
}
