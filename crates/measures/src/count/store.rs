//! Where tallies are kept while people are counted.

use std::collections::HashMap;

use crate::definition::{Bands, Breakdown, OffenceClass, Unit};
use crate::fact::Names;
use crate::tally::{Apart, Cell, Part, Tally};

use super::event::{Event, Events};
use super::member::Membership;
use super::plan::Plan;
use super::share::{Share, counts, no_steps};
use super::{History, Words, calendar};

/// What stands between the values of covariates.
pub(crate) const JOINT: &str = "|";

/// Tallies of one cohort in one area on one axis, by value of the breakdown: places from 1, or 0.
type Places = Vec<u32>;

/// Tallies by the numbers of what they are about.
#[derive(Debug)]
pub(super) struct Store {
    cohorts: usize,
    axes: Vec<AxisStore>,
    /// By cohort and scheme: the place among `groups`.
    known: HashMap<(usize, i64), usize>,
    /// The number of an area times cohorts and number of the cohort, on each axis. The first ones
    /// are of people on no scheme, by cohort.
    groups: Vec<Vec<usize>>,
    /// By place among `groups`: the scheme.
    schemes: Vec<Option<i64>>,
    tallies: Vec<Tally>,
    share: Share,
    of_class: Vec<Event>,
    units: Vec<Event>,
    /// Where the person at hand is: places among `groups`.
    here: Vec<usize>,
    /// By place among `groups`: the tally of those who are there and nowhere else.
    everywhere: Vec<Option<usize>>,
    joint: Joint,
}

/// Values of all covariates together, and the numbers that stand for them.
#[derive(Debug, Default)]
struct Joint {
    values: Vec<Vec<usize>>,
    numbers: HashMap<Vec<usize>, usize>,
}

impl Joint {
    fn number(&mut self, values: Vec<usize>) -> usize {
        let next = self.values.len();
        let number = *self.numbers.entry(values.clone()).or_insert(next);
        if number == next {
            self.values.push(values);
        }
        number
    }
}

#[derive(Debug, Default)]
struct AxisStore {
    /// The areas that have come up, in the order of their numbers.
    areas: Vec<Option<i64>>,
    numbers: HashMap<Option<i64>, usize>,
    /// By number of the area times cohorts and number of the cohort.
    places: Vec<Places>,
}

impl AxisStore {
    fn number(&mut self, area: Option<i64>) -> usize {
        *self.numbers.entry(area).or_insert_with(|| {
            self.areas.push(area);
            self.areas.len() - 1
        })
    }
}

impl Store {
    pub(super) fn new(plan: &Plan) -> Self {
        let mut store = Self {
            cohorts: plan.cohorts.len(),
            axes: plan.axes.iter().map(|_| AxisStore::default()).collect(),
            known: HashMap::new(),
            groups: Vec::new(),
            schemes: Vec::new(),
            tallies: Vec::new(),
            share: Share::default(),
            of_class: Vec::new(),
            units: Vec::new(),
            here: Vec::new(),
            everywhere: Vec::new(),
            joint: Joint::default(),
        };
        for cohort in 0..plan.cohorts.len() {
            store.group(plan, cohort, None);
        }
        store
    }

    /// Counts a person in the cells of one cohort.
    pub(super) fn add(
        &mut self,
        plan: &Plan,
        member: &Membership,
        history: &History<'_>,
        events: &Events,
    ) {
        let windows = plan.cohorts[member.cohort].windows(member.anchor);
        self.share.count(plan, windows, history, events.units(plan.counting.unit));
        self.share.weigh(plan, windows, events.offences());
        self.share.days(plan, windows, member, history);
        self.locate(plan, member);
        let everywhere = self.add_everywhere(plan);
        for axis in 0..plan.axes.len() {
            let breakdown = plan.axes[axis].breakdown;
            let done = everywhere && breakdown.is_none();
            if !done && breakdown != Some(Breakdown::OffenceClass) {
                let value = match breakdown {
                    None => 0,
                    Some(Breakdown::Covariates) => {
                        let each = plan.covariates.iter();
                        let values = each.map(|it| value(plan, *it, member, history));
                        self.joint.number(values.collect())
                    }
                    Some(it) => value(plan, it, member, history),
                };
                self.each_area(plan, axis, value, |share, tally| {
                    share.add_to(plan, tally);
                });
            }
        }
        self.add_classes(plan, member, history, events);
    }

    /// Counts somebody on one scheme, or on none, once for all levels: where it lies on each
    /// is settled in the end. Not so people on several schemes, who are one in an area of both.
    fn add_everywhere(&mut self, plan: &Plan) -> bool {
        let [group] = *self.here.as_slice() else { return false };
        if self.everywhere.len() <= group {
            self.everywhere.resize(group + 1, None);
        }
        let tally = self.everywhere[group].get_or_insert_with(|| {
            self.tallies.push(Tally { steps: no_steps(plan), ..Tally::default() });
            self.tallies.len() - 1
        });
        self.share.add_to(plan, &mut self.tallies[*tally]);
        true
    }

    /// Counts the offences of a person in the cells of their classes.
    fn add_classes(
        &mut self,
        plan: &Plan,
        member: &Membership,
        history: &History<'_>,
        events: &Events,
    ) {
        let by_class = |axis: &usize| plan.axes[*axis].breakdown == Some(Breakdown::OffenceClass);
        let Some(first_axis) = (0..plan.axes.len()).find(by_class) else { return };
        let windows = plan.cohorts[member.cohort].windows(member.anchor);
        let mut of_class = std::mem::take(&mut self.of_class);
        of_class.clear();
        of_class.extend(events.by_class().iter().filter(|it| counts(windows, it)));
        for offences in of_class.chunk_by(|one, next| one.class == next.class) {
            let value = offences.first().map_or(0, |it| 1 + usize::from(it.class.index()));
            self.units.clear();
            self.units.extend(offences);
            if plan.counting.unit == Unit::ConvictionOccasions {
                self.units.dedup_by_key(|it| it.proven);
            }
            self.share.count(plan, windows, history, &self.units);
            self.share.weigh(plan, windows, offences);
            for axis in (first_axis..plan.axes.len()).filter(by_class) {
                self.each_area(plan, axis, value, |share, tally| {
                    share.add_counts_to(tally);
                });
            }
        }
        self.of_class = of_class;
    }

    /// Adds to the tally of each area of an axis that the person is in, once.
    fn each_area(
        &mut self,
        plan: &Plan,
        axis: usize,
        value: usize,
        add: impl Fn(&Share, &mut Tally),
    ) {
        for nth in 0..self.here.len() {
            let group = self.groups[self.here[nth]][axis];
            if self.here[..nth].iter().any(|it| self.groups[*it][axis] == group) {
                continue;
            }
            let place = self.place(plan, axis, group, value);
            add(&self.share, &mut self.tallies[place]);
        }
    }

    /// Finds where a person is: one place among `groups` for each scheme.
    fn locate(&mut self, plan: &Plan, member: &Membership) {
        self.here.clear();
        for scheme in member.scheme.iter().chain(&member.also) {
            let key = (member.cohort, *scheme);
            let group = if let Some(group) = self.known.get(&key) {
                *group
            } else {
                let group = self.group(plan, member.cohort, Some(*scheme));
                self.known.insert(key, group);
                group
            };
            self.here.push(group);
        }
        if self.here.is_empty() {
            self.here.push(member.cohort);
        }
    }

    /// Gives a scheme, or no scheme, a place among `groups`.
    fn group(&mut self, plan: &Plan, cohort: usize, scheme: Option<i64>) -> usize {
        let day = plan.cohorts[cohort].comes_in.from;
        let mut groups = Vec::new();
        for (store, asked) in self.axes.iter_mut().zip(&plan.axes) {
            let area = scheme.and_then(|it| plan.areas.of(it, asked.level, day));
            groups.push(store.number(area) * self.cohorts + cohort);
        }
        self.groups.push(groups);
        self.schemes.push(scheme);
        self.groups.len() - 1
    }

    fn place(&mut self, plan: &Plan, axis: usize, group: usize, value: usize) -> usize {
        let places = &mut self.axes[axis].places;
        if places.len() <= group {
            places.resize(group + 1, Places::new());
        }
        let places = &mut places[group];
        if places.len() <= value {
            places.resize(value + 1, 0);
        }
        if places[value] == 0 {
            self.tallies.push(Tally { steps: no_steps(plan), ..Tally::default() });
            places[value] = u32::try_from(self.tallies.len()).unwrap_or(u32::MAX);
        }
        usize::try_from(places[value]).unwrap_or(usize::MAX) - 1
    }

    /// Those who were counted once for all levels.
    fn apart(&mut self, plan: &Plan, part: &mut Part) {
        let places = self.groups.iter().zip(&self.schemes).zip(&self.everywhere);
        for ((groups, scheme), tally) in places {
            let (Some(tally), Some(group)) = (*tally, groups.first()) else { continue };
            let cohort = &plan.cohorts[group % self.cohorts];
            let (cohort, comparison) = (cohort.index, cohort.comparison);
            let tally = std::mem::take(&mut self.tallies[tally]);
            part.add_apart(Apart { cohort, comparison, scheme: *scheme }, tally);
        }
    }

    /// What was counted, under the words of its cells.
    pub(super) fn finish(mut self, plan: &Plan, words: &Words) -> Part {
        let mut found = Part::default();
        self.apart(plan, &mut found);
        let Self { axes, tallies, cohorts, joint, .. } = &mut self;
        for (store, asked) in axes.iter().zip(&plan.axes) {
            for (group, values) in store.places.iter().enumerate() {
                let cohort = &plan.cohorts[group % *cohorts];
                for (value, place) in values.iter().enumerate().filter(|(_, it)| **it > 0) {
                    let spelt = |it, value| spelt(&plan.bands, it, value, words);
                    let part = |it| match it {
                        Breakdown::Covariates => {
                            let values = joint.values[value].iter();
                            let each = plan.covariates.iter().zip(values);
                            let each: Vec<_> = each.map(|(by, value)| spelt(*by, *value)).collect();
                            (it, each.join(JOINT))
                        }
                        Breakdown::Strand
                        | Breakdown::Statutory
                        | Breakdown::AgeBand
                        | Breakdown::Sex
                        | Breakdown::Ethnicity
                        | Breakdown::OffenceClass
                        | Breakdown::MonthsOnScheme => (it, spelt(it, value)),
                    };
                    let cell = Cell {
                        cohort: cohort.index,
                        comparison: cohort.comparison,
                        level: asked.level,
                        area: store.areas[group / *cohorts],
                        part: asked.breakdown.map(part),
                    };
                    let place = usize::try_from(*place).unwrap_or(usize::MAX) - 1;
                    let tally = std::mem::take(&mut tallies[place]);
                    found.counted.add(cell, tally);
                }
            }
        }
        found
    }
}

/// The value of a breakdown as a number: a code, or one more than a band or a class; 0 where
/// nothing is said.
fn value(plan: &Plan, breakdown: Breakdown, member: &Membership, history: &History<'_>) -> usize {
    let person = history.person;
    let registration = member.registration.as_ref();
    let months = |entered| calendar::months(entered, member.anchor);
    match breakdown {
        Breakdown::Strand => registration.map_or(0, |it| usize::from(it.strand)),
        Breakdown::Statutory => registration.map_or(0, |it| 1 + usize::from(it.statutory)),
        Breakdown::AgeBand => {
            let age = |born| plan.bands.of_age(calendar::years(born, member.anchor));
            person.born.map_or(0, |it| 1 + age(it))
        }
        Breakdown::Sex => usize::from(person.sex),
        Breakdown::Ethnicity => usize::from(person.ethnicity),
        Breakdown::OffenceClass | Breakdown::Covariates => 0,
        Breakdown::MonthsOnScheme => {
            registration.map_or(0, |it| 1 + plan.bands.of_months(months(it.entered)))
        }
    }
}

fn spelt(bands: &Bands, breakdown: Breakdown, value: usize, words: &Words) -> String {
    let after_none = |mut names: Vec<String>| match value.checked_sub(1) {
        Some(place) if place < names.len() => names.swap_remove(place),
        Some(_) | None => String::new(),
    };
    let class = |place: usize| OffenceClass::ALL.get(place).map(|it| it.key().to_owned());
    match breakdown {
        Breakdown::Strand => word(&words.strand, value),
        Breakdown::Statutory => ["", "non-statutory", "statutory"][value].to_owned(),
        Breakdown::AgeBand => after_none(bands.age_names()),
        Breakdown::Sex => word(&words.sex, value),
        Breakdown::Ethnicity => word(&words.ethnicity, value),
        Breakdown::OffenceClass => value.checked_sub(1).and_then(class).unwrap_or_default(),
        Breakdown::MonthsOnScheme => after_none(bands.month_names()),
        Breakdown::Covariates => String::new(),
    }
}

fn word(names: &Names, code: usize) -> String {
    u16::try_from(code).map_or_else(|_| String::new(), |it| names.word(it).to_owned())
}
