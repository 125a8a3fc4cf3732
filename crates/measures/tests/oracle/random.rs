//! Random facts, small and nasty: days on the edges of windows, deaths, faults of every kind.

use jiff::civil::Date;
use measures::definition::{OffenceClass, day_number};
use measures::fact::{Area, Day, Nomination, Offence, Person, Registration, Stay};

use crate::rows::Facts;

/// Numbers from a seed: xorshift.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % limit
    }

    fn one_in(&mut self, many: u64) -> bool {
        self.below(many) == 0
    }

    /// A day from so many before to so many after; often a first of a month, where windows end.
    fn day(&mut self, middle: Day, before: u64, after: u64) -> Day {
        let day = middle - Day::try_from(before).unwrap()
            + Day::try_from(self.below(before + after + 1)).unwrap();
        if self.one_in(3) { day - day.rem_euclid(30) + middle.rem_euclid(30) } else { day }
    }
}

impl Facts {
    /// Facts of so many people, around a day.
    pub(crate) fn random(seed: u64, people: u64, on: Date) -> Self {
        let mut chance = Chance(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        let middle = day_number(on);
        let mut facts = Self {
            people: Vec::new(),
            registrations: Vec::new(),
            nominations: Vec::new(),
            stays: Vec::new(),
            offences: Vec::new(),
            areas: areas(middle),
        };
        for person_id in 1..=i64::try_from(people).unwrap() {
            facts.live(&mut chance, person_id, middle);
        }
        facts.sort();
        facts
    }

    fn live(&mut self, chance: &mut Chance, person_id: i64, middle: Day) {
        // Some are said to be born after they have offended.
        let born = if chance.one_in(12) { (middle, 700, 300) } else { (middle - 9000, 6000, 5000) };
        self.people.push(Person {
            person_id,
            sex: u16::try_from(chance.below(3)).unwrap(),
            ethnicity: u16::try_from(chance.below(4)).unwrap(),
            born: (!chance.one_in(9)).then(|| chance.day(born.0, born.1, born.2)),
            died: chance.one_in(6).then(|| chance.day(middle, 400, 900)),
        });
        for _ in 0..chance.below(4) {
            self.register(chance, person_id, middle);
        }
        for _ in 0..chance.below(3) {
            self.nominations.push(Nomination {
                person_id,
                scheme_id: i64::try_from(1 + chance.below(5)).unwrap(),
                day: chance.day(middle, 400, 400),
                taken_on: chance.one_in(3),
            });
        }
        for _ in 0..chance.below(4) {
            let from = chance.day(middle, 800, 900);
            let until = from + Day::try_from(chance.below(200)).unwrap();
            // Some have not ended yet.
            let until = if chance.one_in(8) { Day::MAX } else { until };
            self.stays.push((person_id, Stay { from, until }));
        }
        for number in 0..chance.below(25) {
            self.offend(chance, person_id, middle, i64::try_from(number).unwrap());
        }
    }

    fn register(&mut self, chance: &mut Chance, person_id: i64, middle: Day) {
        let entered = chance.day(middle, 500, 200);
        let stays =
            Day::try_from(chance.below(700)).unwrap() - if chance.one_in(8) { 300 } else { 0 };
        self.registrations.push(Registration {
            registration_id: i64::try_from(self.registrations.len()).unwrap(),
            person_id,
            scheme_id: i64::try_from(1 + chance.below(5)).unwrap(),
            strand: u16::try_from(chance.below(3)).unwrap(),
            statutory: chance.one_in(2),
            entered,
            left: (!chance.one_in(3)).then_some(entered + stays),
            known: entered + Day::try_from(chance.below(500)).unwrap(),
        });
    }

    fn offend(&mut self, chance: &mut Chance, person_id: i64, middle: Day, number: i64) {
        let offended = chance.day(middle, 900, 1000);
        // Some are proven late, some before they were committed.
        let slowest = if chance.one_in(10) { 700 } else { 120 };
        let early = if chance.one_in(12) { 130 } else { 0 };
        let lag = Day::try_from(chance.below(slowest)).unwrap() - early;
        let court = |day: Day| day - day.rem_euclid(20);
        let proven = (!chance.one_in(6)).then(|| court(offended + lag));
        // Cautioned on the spot.
        let proven = if chance.one_in(8) { Some(offended) } else { proven };
        let class = chance.below(23);
        let offence = Offence {
            offence_id: person_id * 1000 + number,
            offended,
            proven,
            known: proven.unwrap_or(offended) + Day::try_from(chance.below(300)).unwrap(),
            class: OffenceClass::ALL.get(usize::try_from(class).unwrap()).copied(),
            cautioned: chance.one_in(6),
            recordable: !chance.one_in(8),
            breach: chance.one_in(8),
        };
        self.offences.push((person_id, offence));
        if chance.one_in(10) {
            self.offences.push((person_id, offence));
        }
    }
}

/// Five schemes: two in one partnership, one that moves region, one that lies nowhere.
fn areas(middle: Day) -> Vec<Area> {
    let area = |scheme_id, cdrp_id, lcjb_id, region_id| Area {
        scheme_id,
        cdrp_id,
        lcjb_id,
        region_id,
        from: 0,
        until: None,
    };
    vec![
        area(1, 11, 21, 31),
        area(2, 11, 21, 31),
        area(3, 12, 21, 31),
        Area { until: Some(middle + 40), ..area(4, 13, 22, 31) },
        Area { from: middle + 40, ..area(4, 13, 22, 32) },
    ]
}
