//! What one person adds to a cell, by going over the offences again for each number.

use std::collections::BTreeMap;

use jiff::ToSpan as _;
use measures::definition::{AtRisk, PlacedBy, Unit, Windows, day_number};
use measures::fact::{Day, Offence, Person};
use measures::tally::{Step, Tally};

use super::{Brute, Member, date, of};

impl Brute<'_> {
    fn placed(&self, it: &Offence) -> Day {
        match self.counting.placed_by {
            PlacedBy::OffenceDate => it.offended,
            PlacedBy::ConvictionDate => it.proven.unwrap(),
            PlacedBy::DateEntered => it.known,
        }
    }

    /// Whether an offence counts in any of the windows.
    pub(super) fn is_in(&self, windows: &Windows, it: &Offence) -> bool {
        let (placed, proven) = (self.placed(it), it.proven.unwrap());
        let last = windows.checkpoints.len() - 1;
        in_baseline(windows, placed, proven) || in_step(windows, last, placed, proven)
    }

    /// What is counted: offences, or days in court placed where their first offence is.
    fn units(&self, offences: &[Offence]) -> Vec<(Day, Day)> {
        let pairs = offences.iter().map(|it| (it.proven.unwrap(), self.placed(it)));
        if self.counting.unit != Unit::ConvictionOccasions {
            return pairs.collect();
        }
        let mut occasions = BTreeMap::new();
        for (proven, placed) in pairs {
            let first = occasions.entry(proven).or_insert(placed);
            *first = placed.min(*first);
        }
        occasions.into_iter().collect()
    }

    pub(super) fn share(
        &self,
        person: &Person,
        member: &Member,
        windows: &Windows,
        offences: &[Offence],
    ) -> Tally {
        let units = self.units(offences);
        let last = windows.checkpoints.len() - 1;
        let count = |is: &dyn Fn(Day, Day) -> bool| {
            u64::try_from(units.iter().filter(|it| is(it.0, it.1)).count()).unwrap()
        };
        let points = |is: &dyn Fn(Day, Day) -> bool| {
            let weighed = offences.iter().filter(|it| is(it.proven.unwrap(), self.placed(it)));
            weighed
                .map(|it| u64::from(*self.counting.severity.get(&it.class.unwrap()).unwrap_or(&0)))
                .sum::<u64>()
        };
        let baseline = |proven, placed| in_baseline(windows, placed, proven);
        let whole = |proven, placed| in_step(windows, last, placed, proven);
        let steps: Vec<Step> = (0..=last)
            .map(|step| count(&|proven, placed| in_step(windows, step, placed, proven)))
            .map(|it| Step { count: it, squares: it * it, people: u64::from(it > 0) })
            .collect();
        let products = steps[..last].iter().map(|it| count(&baseline) * it.count).collect();
        let severity = points(&whole);
        let mut tally = Tally {
            people: 1,
            baseline: count(&baseline),
            baseline_squares: count(&baseline).pow(2),
            product: count(&baseline) * count(&whole),
            baseline_severity: points(&baseline),
            follow_up_severity: severity,
            follow_up_severity_squares: severity * severity,
            days_on_scheme: member.standing.first().map_or(0, |it| days(it.entered..member.anchor)),
            steps,
            products,
            ..Tally::default()
        };
        self.days(person, windows, &mut tally);
        let first = units.iter().filter(|it| whole(it.0, it.1)).map(|it| it.1).min();
        let seen_until = self.seen_until();
        let first = first.filter(|it| *it < seen_until);
        let end = windows.checkpoints[last].min(person.died.unwrap_or(Day::MAX)).min(seen_until);
        // Whoever is out of sight before the follow-up begins is lost on its first day.
        let seen = u32::try_from((first.unwrap_or(end) - windows.follow_up_from).max(0));
        let people = if first.is_some() { &mut tally.firsts } else { &mut tally.censored };
        people.add(seen.unwrap(), 1);
        tally
    }

    /// The first day of which not all is proven and known that ever will count.
    fn seen_until(&self) -> Day {
        if self.known_on == Day::MAX {
            return Day::MAX;
        }
        let waiting = match self.counting.placed_by {
            PlacedBy::OffenceDate => i32::from(self.counting.waiting_months),
            PlacedBy::ConvictionDate | PlacedBy::DateEntered => 0,
        };
        day_number(date(self.known_on + 1) - waiting.months())
    }

    /// Days, counted one by one.
    fn days(&self, person: &Person, windows: &Windows, tally: &mut Tally) {
        let stays = of(&self.facts.stays, person.person_id);
        let held = |day: &Day| stays.iter().any(|it| (it.from..it.until).contains(day));
        let alive = |day: &Day| person.died.is_none_or(|died| *day < died);
        let end = *windows.checkpoints.last().unwrap();
        let spans =
            [windows.baseline.map_or(0..0, |it| it.from..it.to), windows.follow_up_from..end];
        let [before, after] = spans.map(|span| {
            let days: Vec<Day> = span.filter(alive).collect();
            let locked = days.iter().filter(|it| held(it)).count();
            let free = if self.counting.at_risk == AtRisk::SubtractCustody {
                days.len() - locked
            } else {
                days.len()
            };
            (u64::try_from(free).unwrap(), u64::try_from(locked).unwrap())
        });
        (tally.baseline_days, tally.baseline_custody_days) = before;
        (tally.follow_up_days, tally.follow_up_custody_days) = after;
    }
}

fn days(span: std::ops::Range<Day>) -> u64 {
    u64::try_from(span.count()).unwrap()
}

fn in_baseline(windows: &Windows, placed: Day, proven: Day) -> bool {
    windows.baseline.is_some_and(|it| (it.from..it.to).contains(&placed))
        && windows.baseline_proof_before.is_none_or(|it| proven < it)
}

fn in_step(windows: &Windows, step: usize, placed: Day, proven: Day) -> bool {
    (windows.follow_up_from..windows.checkpoints[step]).contains(&placed)
        && windows.proof_before[step].is_none_or(|it| proven < it)
        && windows.proven_after.is_none_or(|it| proven > it)
}
