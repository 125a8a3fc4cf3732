//! What is counted for a cell: whole numbers that add up, so that work split over threads, files
//! or machines gives the same digits in whatever order its parts come together.

mod days;
mod exclusion;
mod not_counted;

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use crate::definition::{Breakdown, Level};

pub use days::Days;
pub use exclusion::Exclusion;
pub use not_counted::NotCounted;

/// Which people a tally is about.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Cell {
    /// Which cohort of the definition, from 0.
    pub cohort: usize,
    /// Whether these are the people that the cohort is set beside: considered and not taken on.
    pub comparison: bool,
    /// How far up the tree.
    pub level: Level,
    /// The number of the area; none for the nation, and for people who are in no area.
    pub area: Option<i64>,
    /// The breakdown and the value in it, in the word of the facts; empty where they say nothing.
    pub part: Option<(Breakdown, String)>,
}

/// People of a cohort who are on one scheme, or on none: where they are counted on each level
/// follows from that.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Apart {
    /// Which cohort of the definition, from 0.
    pub cohort: usize,
    /// Whether these are the people that the cohort is set beside.
    pub comparison: bool,
    /// The scheme.
    pub scheme: Option<i64>,
}

/// Rows left out, by reason.
pub type Exclusions = BTreeMap<Exclusion, u64>;

/// What was counted for a part of the people. Parts add up; once they have, the plan settles in
/// which areas people are counted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Part {
    /// The tallies of people on one scheme or none, which stand for all levels.
    pub apart: BTreeMap<Apart, Tally>,
    /// Everything else.
    pub counted: Counted,
}

impl Part {
    /// Adds what was counted for other people.
    pub fn merge(&mut self, other: Self) {
        for (apart, tally) in other.apart {
            self.add_apart(apart, tally);
        }
        self.counted.merge(other.counted);
    }

    /// Adds a tally to that of people on one scheme or none.
    pub fn add_apart(&mut self, apart: Apart, tally: Tally) {
        add_to(self.apart.entry(apart), tally);
    }
}

/// What was counted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Counted {
    /// The tallies that are not empty.
    pub tallies: BTreeMap<Cell, Tally>,
    /// People and registrations left out, by cohort and whether of its comparison.
    pub members_left_out: BTreeMap<(usize, bool), Exclusions>,
    /// Offences left out, each once, over the whole history of everybody in at least one cohort;
    /// and rows of other facts that belong to nobody or come a second time.
    pub offences_left_out: Exclusions,
}

impl Counted {
    fn merge(&mut self, other: Self) {
        for (cell, tally) in other.tallies {
            self.add(cell, tally);
        }
        for (cohort, exclusions) in other.members_left_out {
            add(self.members_left_out.entry(cohort).or_default(), exclusions);
        }
        add(&mut self.offences_left_out, other.offences_left_out);
    }

    /// Adds a tally to that of a cell.
    pub fn add(&mut self, cell: Cell, tally: Tally) {
        add_to(self.tallies.entry(cell), tally);
    }

    /// Adds a tally that is needed elsewhere, too.
    pub(crate) fn add_also(&mut self, cell: Cell, tally: &Tally) {
        match self.tallies.entry(cell) {
            Entry::Vacant(it) => {
                it.insert(tally.clone());
            }
            Entry::Occupied(mut it) => it.get_mut().merge(tally),
        }
    }

    /// Gives cells by class of offence the people and days of their area, since counts are split
    /// by class and people are not.
    pub(crate) fn share_people(&mut self) {
        let by_class =
            |cell: &Cell| cell.part.as_ref().is_some_and(|(it, _)| *it == Breakdown::OffenceClass);
        let cells: Vec<Cell> = self.tallies.keys().filter(|it| by_class(it)).cloned().collect();
        for cell in cells {
            let whole = self.tallies.get(&Cell { part: None, ..cell.clone() }).cloned();
            let (Some(whole), Some(tally)) = (whole, self.tallies.get_mut(&cell)) else { continue };
            tally.people = whole.people;
            tally.baseline_days = whole.baseline_days;
            tally.follow_up_days = whole.follow_up_days;
            tally.baseline_custody_days = whole.baseline_custody_days;
            tally.follow_up_custody_days = whole.follow_up_custody_days;
            tally.days_on_scheme = whole.days_on_scheme;
        }
    }
}

fn add_to<K: Ord>(entry: Entry<'_, K, Tally>, tally: Tally) {
    match entry {
        Entry::Vacant(it) => {
            it.insert(tally);
        }
        Entry::Occupied(mut it) => it.get_mut().merge(&tally),
    }
}

fn add(to: &mut Exclusions, exclusions: Exclusions) {
    for (reason, count) in exclusions {
        *to.entry(reason).or_default() += count;
    }
}

/// The follow-up up to one checkpoint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Step {
    /// What was counted since the follow-up began.
    pub count: u64,
    /// The sum over people of the square of their count.
    pub squares: u64,
    /// People with at least one.
    pub people: u64,
}

/// What is known of the people of a cell. Two are equal that hold the same amounts.
#[derive(Debug, Clone, Default)]
pub struct Tally {
    /// People.
    pub people: u64,
    /// What was counted in the baseline.
    pub baseline: u64,
    /// The sum over people of the square of their baseline.
    pub baseline_squares: u64,
    /// The sum over people of baseline times whole follow-up.
    pub product: u64,
    /// Severity points in the baseline.
    pub baseline_severity: u64,
    /// Severity points in the whole follow-up.
    pub follow_up_severity: u64,
    /// Days of the baseline spent in custody.
    pub baseline_custody_days: u64,
    /// Days of the whole follow-up spent in custody.
    pub follow_up_custody_days: u64,
    /// Days of the baseline alive and, where the definition takes custody off, free.
    pub baseline_days: u64,
    /// Days of the whole follow-up alive and, where the definition takes custody off, free.
    pub follow_up_days: u64,
    /// The sum over people of the square of their severity points in the whole follow-up.
    pub follow_up_severity_squares: u64,
    /// The sum over people of their days on the scheme, up to the day they are followed from.
    pub days_on_scheme: u64,
    /// The sum over people of how likely each was to re-offend, in thousand-millionths, each
    /// rounded; 0 where the definition does not ask.
    pub expected_nanos: u64,
    /// The follow-up at each checkpoint, cumulative; the last is the whole of it.
    pub steps: Vec<Step>,
    /// The sum over people of baseline times the count so far, at each checkpoint but the last,
    /// which is `product`.
    pub products: Vec<u64>,
    /// People by the day of their first count; empty where survival is not asked for.
    pub firsts: Days,
    /// People without one by the day on which we stop seeing them.
    pub censored: Days,
}

/// The items of a tally that are single numbers, in the order of their numbers.
const SINGLE: u32 = 13;
const SINGLES: usize = 13;
/// The first item that belongs to a step; three to each.
const STEPS: u32 = 100;
/// The first item that is a product of a checkpoint.
const PRODUCTS: u32 = 1_000;
/// The first item that is a day of first counts, and of losing sight.
const FIRSTS: u32 = 10_000;
const CENSORED: u32 = 1_000_000;
/// The first number that is no item: more days than any follow-up has.
const END: u32 = 1_100_000;

impl Tally {
    /// Everything in it that is not nothing, as numbered items: the form in which parts travel.
    pub fn items(&self) -> impl Iterator<Item = (u32, u64)> {
        let singles = (0..SINGLE).zip(self.singles());
        let steps = (STEPS..).zip(self.of_steps());
        let products = (PRODUCTS..).zip(self.products.iter().copied());
        let few = singles.chain(steps).chain(products).filter(|(_, amount)| *amount != 0);
        let firsts = self.firsts.iter().map(|(day, people)| (FIRSTS + day, people));
        few.chain(firsts).chain(self.censored.iter().map(|(day, people)| (CENSORED + day, people)))
    }

    /// Makes a tally of numbered items again; none if one of them is no item.
    pub fn of_items(items: &[u32], amounts: &[u64]) -> Option<Self> {
        let mut tally = Self::default();
        let mut each = items.iter().zip(amounts);
        each.all(|(item, amount)| tally.add(*item, *amount)).then_some(tally)
    }

    /// The single numbers, in the order of their items.
    fn singles(&self) -> [u64; SINGLES] {
        [
            self.people,
            self.baseline,
            self.baseline_squares,
            self.product,
            self.baseline_severity,
            self.follow_up_severity,
            self.baseline_custody_days,
            self.follow_up_custody_days,
            self.baseline_days,
            self.follow_up_days,
            self.follow_up_severity_squares,
            self.days_on_scheme,
            self.expected_nanos,
        ]
    }

    /// The numbers of the steps, in the order of their items.
    fn of_steps(&self) -> impl Iterator<Item = u64> {
        self.steps.iter().flat_map(|it| [it.count, it.squares, it.people])
    }

    /// Adds an amount to the item of this number, and says whether there is one.
    #[must_use]
    pub fn add(&mut self, item: u32, amount: u64) -> bool {
        if item >= END {
            return false;
        } else if item >= CENSORED {
            self.censored.add(item - CENSORED, amount);
        } else if item >= FIRSTS {
            self.firsts.add(item - FIRSTS, amount);
        } else if item >= PRODUCTS {
            *place(&mut self.products, item - PRODUCTS) += amount;
        } else if item >= STEPS {
            self.add_to_step(item - STEPS, amount);
        } else if let Some(single) = self.single(item) {
            *single += amount;
        } else {
            return false;
        }
        true
    }

    /// Adds another tally to this one.
    pub fn merge(&mut self, other: &Self) {
        for (item, amount) in (0..SINGLE).zip(other.singles()) {
            if let Some(single) = self.single(item) {
                *single += amount;
            }
        }
        for (item, amount) in (0..).zip(other.of_steps()) {
            self.add_to_step(item, amount);
        }
        add_each(&mut self.products, &other.products);
        self.firsts.merge(&other.firsts);
        self.censored.merge(&other.censored);
    }

    /// The whole follow-up.
    pub fn whole(&self) -> Step {
        self.steps.last().copied().unwrap_or_default()
    }

    fn add_to_step(&mut self, item: u32, amount: u64) {
        let place = usize::try_from(item / 3).unwrap_or(usize::MAX);
        while self.steps.len() <= place {
            self.steps.push(Step::default());
        }
        let Some(step) = self.steps.get_mut(place) else { return };
        match item % 3 {
            0 => step.count += amount,
            1 => step.squares += amount,
            _ => step.people += amount,
        }
    }

    fn single(&mut self, item: u32) -> Option<&mut u64> {
        Some(match item {
            0 => &mut self.people,
            1 => &mut self.baseline,
            2 => &mut self.baseline_squares,
            3 => &mut self.product,
            4 => &mut self.baseline_severity,
            5 => &mut self.follow_up_severity,
            6 => &mut self.baseline_custody_days,
            7 => &mut self.follow_up_custody_days,
            8 => &mut self.baseline_days,
            9 => &mut self.follow_up_days,
            10 => &mut self.follow_up_severity_squares,
            11 => &mut self.days_on_scheme,
            12 => &mut self.expected_nanos,
            _ => return None,
        })
    }
}

impl PartialEq for Tally {
    fn eq(&self, other: &Self) -> bool {
        self.items().eq(other.items())
    }
}

impl Eq for Tally {}

/// Adds products by checkpoint to others.
fn add_each(to: &mut Vec<u64>, numbers: &[u64]) {
    if to.len() < numbers.len() {
        to.resize(numbers.len(), 0);
    }
    for (sum, number) in to.iter_mut().zip(numbers) {
        *sum += number;
    }
}

/// The number at a place, which is made room for.
#[expect(clippy::indexing_slicing, reason = "room was just made")]
fn place(numbers: &mut Vec<u64>, index: u32) -> &mut u64 {
    let index = usize::try_from(index).unwrap_or(0);
    if numbers.len() <= index {
        numbers.resize(index + 1, 0);
    }
    &mut numbers[index]
}
