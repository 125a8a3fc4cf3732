//! The oracle: every figure by going over all rows again, with dates for days and sets for counts.
//! It shares nothing with the kernel but the definition's own windows.

#![expect(
    clippy::fn_params_excessive_bools,
    clippy::too_many_arguments,
    reason = "an oracle is plain, and is asked in one place"
)]

mod share;

use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan as _;
use jiff::civil::Date;
use measures::count::Axis;
use measures::definition::{
    Breakdown, CohortDay, CohortRule, Comparison, Definition, IndexEvent, Level, OffenceClass,
    Reoffending, Unit, day_number,
};
use measures::fact::{Day, Offence, Person, Registration};
use measures::tally::{Cell, Counted, Exclusion, Tally};

use crate::rows::Facts;

struct Brute<'a> {
    definition: &'a Definition,
    counting: &'a Reoffending,
    known_on: Day,
    facts: &'a Facts,
    counted: Counted,
}

struct Member {
    anchor: Day,
    standing: Vec<Registration>,
    schemes: BTreeSet<i64>,
}

pub(crate) fn count(
    definition: &Definition,
    known_on: Option<Date>,
    axes: &[Axis],
    facts: &Facts,
) -> Counted {
    let counting = definition.counting().unwrap();
    let known_on = known_on.map_or(Day::MAX, day_number);
    let mut brute = Brute { definition, counting, known_on, facts, counted: Counted::default() };
    for person in &facts.people {
        let mut in_any = false;
        for (index, day) in counting.cohorts(None).into_iter().enumerate() {
            let considered = match counting.comparison {
                Comparison::Nobody => None,
                Comparison::Considered { within_months } => Some(within_months),
            };
            for comparison in [false, true] {
                let member = match (comparison, considered) {
                    (false, _) => brute.member(person, index, day),
                    (true, Some(months)) => brute.considered(person, index, day, months),
                    (true, None) => None,
                };
                if let Some(member) = member {
                    in_any = true;
                    brute.tally(person, index, comparison, day, &member, axes);
                }
            }
        }
        if in_any {
            brute.leave_out(person);
        }
    }
    brute.counted
}

fn date(day: Day) -> Date {
    Date::constant(1970, 1, 1) + day.days()
}

/// The rows of one person.
pub(crate) fn of<T: Copy>(rows: &[(i64, T)], person_id: i64) -> Vec<T> {
    rows.iter().filter(|it| it.0 == person_id).map(|it| it.1).collect()
}

impl Brute<'_> {
    fn out(&mut self, index: usize, comparison: bool, reason: Exclusion) {
        let reasons = self.counted.members_left_out.entry((index, comparison)).or_default();
        *reasons.entry(reason).or_default() += 1;
    }

    fn registrations(&self, person: &Person) -> Vec<Registration> {
        let all = self.facts.registrations.iter().copied();
        all.filter(|it| it.person_id == person.person_id).collect()
    }

    fn usable(&self, person: &Person) -> Vec<Registration> {
        let all = self.registrations(person).into_iter();
        all.filter(|it| it.left.is_none_or(|left| left >= it.entered))
            .filter(|it| it.known <= self.known_on)
            .collect()
    }

    /// Offences that count, each with the reason if it does not.
    fn judged(&self, person: &Person) -> Vec<(Offence, Option<Exclusion>)> {
        let filter = self.counting.filter;
        let mut seen = BTreeSet::new();
        let mut judged = Vec::new();
        for it in of(&self.facts.offences, person.person_id) {
            let late = self.known_on < it.known;
            let caution = it.cautioned && self.counting.unit != Unit::ProvenOffences;
            let reasons = [
                (!seen.insert((it.offence_id, it.offended)), Exclusion::Duplicate),
                (person.born.is_some_and(|day| it.offended < day), Exclusion::BeforeBirth),
                (person.died.is_some_and(|day| it.offended > day), Exclusion::AfterDeath),
                (it.proven.is_some_and(|day| day < it.offended), Exclusion::ProvenBeforeOffence),
                (late, Exclusion::NotYetKnown),
                (it.proven.is_none(), Exclusion::NotProven),
                (caution, Exclusion::Cautioned),
                (filter.recordable_only && !it.recordable, Exclusion::NotRecordable),
                (filter.leave_out_breach && it.breach, Exclusion::Breach),
                (it.class.is_none(), Exclusion::ClassUnknown),
                (it.class.is_some_and(|it| !filter.classes.has(it)), Exclusion::ClassLeftOut),
            ];
            judged.push((it, reasons.into_iter().find(|it| it.0).map(|it| it.1)));
        }
        judged
    }

    fn offences(&self, person: &Person) -> Vec<Offence> {
        let judged = self.judged(person).into_iter();
        judged.filter(|(_, reason)| reason.is_none()).map(|(it, _)| it).collect()
    }

    fn leave_out(&mut self, person: &Person) {
        for reason in self.judged(person).into_iter().filter_map(|(_, reason)| reason) {
            *self.counted.offences_left_out.entry(reason).or_default() += 1;
        }
    }

    fn faults(&mut self, person: &Person, index: usize, matters: impl Fn(&Registration) -> bool) {
        for it in self.registrations(person) {
            if it.left.is_some_and(|left| left < it.entered) {
                self.out(index, false, Exclusion::RegistrationOutOfOrder);
            } else if it.known > self.known_on && matters(&it) {
                self.out(index, false, Exclusion::RegistrationNotYetKnown);
            }
        }
    }

    fn member(&mut self, person: &Person, index: usize, day: CohortDay) -> Option<Member> {
        let (from, to) = (day.comes_in.from, day.comes_in.to);
        let inside = |day: &Day| (from..to).contains(day);
        let stands = |it: &Registration| (it.entered..it.left.unwrap_or(Day::MAX)).contains(&from);
        let proven: Vec<Day> = self.offences(person).iter().filter_map(|it| it.proven).collect();
        let stays = of(&self.facts.stays, person.person_id);
        let anchor = match self.counting.cohort.rule {
            CohortRule::OnRegister => {
                self.faults(person, index, stands);
                self.usable(person).iter().any(stands).then_some(from)?
            }
            CohortRule::Entered { first_only, .. } => {
                self.faults(person, index, |it| inside(&it.entered));
                let usable = self.usable(person);
                let entered: Vec<_> = usable.iter().filter(|it| inside(&it.entered)).collect();
                let first = entered.first()?.entered;
                let elsewhere =
                    |it: &Registration| (it.entered..it.left.unwrap_or(Day::MAX)).contains(&first);
                let later = entered[1..].iter().filter(|it| !elsewhere(it)).count();
                if first_only && usable.iter().any(|it| it.entered < from) {
                    self.out(index, false, Exclusion::NotTheFirst);
                    return None;
                }
                let member = self.take(person, index, false, day, first, None)?;
                for _ in 0..later {
                    self.out(index, false, Exclusion::Later);
                }
                return Some(member);
            }
            CohortRule::IndexEvent { event, .. } => {
                let out = |day: &Day| stays.iter().all(|it| !(it.from..it.until).contains(day));
                let released = stays.iter().map(|it| it.until).filter(out);
                let free = proven.iter().copied().filter(out);
                let days: Vec<Day> = match event {
                    IndexEvent::Proven => proven.clone(),
                    IndexEvent::Released => released.collect(),
                    IndexEvent::ProvenOrReleased => free.chain(released).collect(),
                };
                days.into_iter().filter(inside).min()?
            }
            CohortRule::EveryOffender => proven.iter().any(|it| *it < from).then_some(from)?,
        };
        self.take(person, index, false, day, anchor, None)
    }

    fn considered(
        &mut self,
        person: &Person,
        index: usize,
        day: CohortDay,
        months: u16,
    ) -> Option<Member> {
        let on_the_day =
            matches!(self.counting.cohort.rule, CohortRule::OnRegister | CohortRule::EveryOffender);
        let period = if on_the_day {
            day_number(day.on - i32::from(months).months())..day_number(day.on)
        } else {
            day.comes_in.from..day.comes_in.to
        };
        let nominations: Vec<_> = self
            .facts
            .nominations
            .iter()
            .copied()
            .filter(|it| it.person_id == person.person_id && !it.taken_on)
            .filter(|it| period.contains(&it.day) && it.day <= self.known_on)
            .collect();
        let first = *nominations.first()?;
        let anchor = if on_the_day { day.comes_in.from } else { first.day };
        let windows = self.counting.windows(date(anchor));
        let end = *windows.checkpoints.last().unwrap();
        let within =
            |it: &Registration| it.entered < end && it.left.is_none_or(|left| left > anchor);
        if self.usable(person).iter().any(within) {
            self.out(index, true, Exclusion::TakenOnAfterAll);
            return None;
        }
        let member = self.take(person, index, true, day, anchor, Some(first.scheme_id))?;
        for _ in 1..nominations.len() {
            self.out(index, true, Exclusion::Later);
        }
        Some(member)
    }

    fn take(
        &mut self,
        person: &Person,
        index: usize,
        comparison: bool,
        day: CohortDay,
        anchor: Day,
        nominated: Option<i64>,
    ) -> Option<Member> {
        let windows = self.counting.windows(date(anchor));
        if person.died.is_some_and(|died| died < windows.follow_up_from) {
            self.out(index, comparison, Exclusion::Dead);
            return None;
        }
        let standing: Vec<Registration> = self
            .usable(person)
            .into_iter()
            .filter(|it| (it.entered..it.left.unwrap_or(Day::MAX)).contains(&anchor))
            .collect();
        let mut schemes: BTreeSet<i64> = standing.iter().map(|it| it.scheme_id).collect();
        for _ in schemes.len()..standing.len() {
            self.out(index, comparison, Exclusion::OverlappingRegistration);
        }
        schemes.extend(nominated);
        for scheme in &schemes {
            if self.area(*scheme, Level::Region, day.comes_in.from).is_none() {
                self.out(index, comparison, Exclusion::SchemeInNoArea);
            }
        }
        Some(Member { anchor, standing, schemes })
    }

    fn area(&self, scheme: i64, level: Level, day: Day) -> Option<i64> {
        let here = self.facts.areas.iter().find(|it| {
            it.scheme_id == scheme && (it.from..it.until.unwrap_or(Day::MAX)).contains(&day)
        });
        match level {
            Level::Scheme => Some(scheme),
            Level::Cdrp => here.map(|it| it.cdrp_id),
            Level::Lcjb => here.map(|it| it.lcjb_id),
            Level::Region => here.map(|it| it.region_id),
            Level::Nation => None,
        }
    }

    fn value(&self, breakdown: Breakdown, person: &Person, member: &Member) -> String {
        let words = Facts::words();
        let first = member.standing.first();
        let months = |from: Day| {
            let span = date(from).until((jiff::Unit::Month, date(member.anchor))).unwrap();
            u16::try_from(span.get_months().max(0)).unwrap()
        };
        let bands = &self.definition.bands;
        match breakdown {
            Breakdown::Strand => first.map_or("", |it| words.strand.word(it.strand)).to_owned(),
            Breakdown::Statutory => match first.map(|it| it.statutory) {
                Some(true) => "statutory".to_owned(),
                Some(false) => "non-statutory".to_owned(),
                None => String::new(),
            },
            Breakdown::AgeBand => person.born.map_or_else(String::new, |born| {
                bands.age_names()[bands.of_age(months(born) / 12)].clone()
            }),
            Breakdown::Sex => words.sex.word(person.sex).to_owned(),
            Breakdown::Ethnicity => words.ethnicity.word(person.ethnicity).to_owned(),
            Breakdown::OffenceClass | Breakdown::Covariates => String::new(),
            Breakdown::MonthsOnScheme => first.map_or_else(String::new, |it| {
                bands.month_names()[bands.of_months(months(it.entered))].clone()
            }),
        }
    }

    fn tally(
        &mut self,
        person: &Person,
        index: usize,
        comparison: bool,
        day: CohortDay,
        member: &Member,
        axes: &[Axis],
    ) {
        let offences = self.offences(person);
        let windows = self.counting.windows(date(member.anchor));
        let share = self.share(person, member, &windows, &offences);
        for axis in axes {
            let areas: BTreeSet<Option<i64>> = if member.schemes.is_empty() {
                BTreeSet::from([None])
            } else {
                let area = |it: &i64| self.area(*it, axis.level, day.comes_in.from);
                member.schemes.iter().map(area).collect()
            };
            for area in areas {
                let cell = |part| Cell { cohort: index, comparison, level: axis.level, area, part };
                if axis.breakdown != Some(Breakdown::OffenceClass) {
                    let value = axis.breakdown.map(|it| (it, self.value(it, person, member)));
                    self.counted.tallies.entry(cell(value)).or_default().merge(&share);
                    continue;
                }
                let classes: BTreeSet<OffenceClass> = offences
                    .iter()
                    .filter(|it| self.is_in(&windows, it))
                    .filter_map(|it| it.class)
                    .collect();
                for class in classes {
                    let of_class: Vec<Offence> =
                        offences.iter().filter(|it| it.class == Some(class)).copied().collect();
                    let mut share = self.share(person, member, &windows, &of_class);
                    share.people = 0;
                    share.firsts.clear();
                    share.censored.clear();
                    let part = Some((Breakdown::OffenceClass, class.key().to_owned()));
                    self.counted.tallies.entry(cell(part)).or_default().merge(&share);
                }
            }
        }
        // People and days of a class are those of its whole area.
        let wholes: BTreeMap<Cell, Tally> = self
            .counted
            .tallies
            .iter()
            .filter(|(cell, _)| cell.part.is_none())
            .map(|(cell, tally)| (cell.clone(), tally.clone()))
            .collect();
        for (cell, tally) in &mut self.counted.tallies {
            if cell.part.as_ref().is_some_and(|it| it.0 == Breakdown::OffenceClass) {
                let whole = &wholes[&Cell { part: None, ..cell.clone() }];
                tally.people = whole.people;
                tally.baseline_days = whole.baseline_days;
                tally.follow_up_days = whole.follow_up_days;
                tally.baseline_custody_days = whole.baseline_custody_days;
                tally.follow_up_custody_days = whole.follow_up_custody_days;
                tally.days_on_scheme = whole.days_on_scheme;
            }
        }
    }
}
