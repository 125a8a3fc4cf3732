//! What a made-up list is like: how often people repeat, and which mistakes it holds.

use std::collections::{HashMap, HashSet};

use domain::identifier::{Crn, CroNumber, PncId, PrisonNumber};
use proptest::prelude::*;

use super::{Mistakes, Population, Record};

const PEOPLE: u32 = 12_000;

/// Somebody at an address: who, born when, called what.
type Resident = (u32, String, String);

fn records(seed: u64, mistakes: Mistakes) -> Vec<Record> {
    Population::new(PEOPLE, seed, mistakes).records().collect()
}

/// Of the records for which `touched` says so, how many differ from the same without mistakes.
fn share_changed(
    mistakes: Mistakes,
    could: impl Fn(&Record) -> bool,
    differs: impl Fn(&Record, &Record) -> bool,
) -> f64 {
    let right = records(3, Mistakes::none());
    let wrong = records(3, mistakes);
    assert_eq!(right.len(), wrong.len());
    let pairs = right.iter().zip(&wrong).filter(|(it, _)| could(it));
    let (count, changed) = pairs.fold((0_u32, 0_u32), |(count, changed), (right, wrong)| {
        assert_eq!((right.person, &right.record_id), (wrong.person, &wrong.record_id));
        (count + 1, changed + u32::from(differs(right, wrong)))
    });
    f64::from(changed) / f64::from(count)
}

fn near(found: f64, asked: f64) {
    assert!((found - asked).abs() < 0.15 * asked + 0.002, "asked {asked}, found {found}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn the_same_seed_gives_the_same_records(seed: u64, people in 0_u32..300) {
        let first: Vec<_> = Population::new(people, seed, Mistakes::usual()).records().collect();
        let again: Vec<_> = Population::new(people, seed, Mistakes::usual()).records().collect();
        prop_assert_eq!(first, again);
    }

    #[test]
    fn everybody_has_a_record_and_every_record_an_id_of_its_own(
        seed: u64, people in 0_u32..300,
    ) {
        let records: Vec<_> = Population::new(people, seed, Mistakes::many()).records().collect();
        let whom: HashSet<u32> = records.iter().map(|it| it.person).collect();
        let ids: HashSet<&str> = records.iter().map(|it| it.record_id.as_str()).collect();
        prop_assert_eq!(whom, (0..people).collect::<HashSet<_>>());
        prop_assert_eq!(ids.len(), records.len());
    }
}

#[test]
fn other_seeds_give_other_people() {
    assert_ne!(records(1, Mistakes::usual()), records(2, Mistakes::usual()));
}

#[test]
fn about_twelve_records_come_of_ten_people_and_some_have_five() {
    let mut of_person: HashMap<u32, u32> = HashMap::new();
    for record in records(5, Mistakes::usual()) {
        *of_person.entry(record.person).or_default() += 1;
    }
    let total: u32 = of_person.values().sum();
    near(f64::from(total) / f64::from(PEOPLE), 1.2);
    assert!(of_person.values().filter(|it| **it >= 5).count() > 25);
}

#[test]
fn records_of_one_person_do_not_lie_together() {
    let records = records(5, Mistakes::usual());
    let together = records.windows(2).filter(|it| it[0].person == it[1].person).count();
    assert!(together < 10, "{together}");
}

#[test]
fn without_mistakes_a_persons_records_say_the_same() {
    let mut of_person: HashMap<u32, Record> = HashMap::new();
    for record in records(8, Mistakes::none()) {
        let person = of_person.entry(record.person).or_insert_with(|| record.clone());
        assert_eq!(record.dob, person.dob);
        assert_eq!(record.sex, person.sex);
        assert_eq!(record.prison_number, person.prison_number);
        assert_eq!(record.crn, person.crn);
        let spaceless = |it: &Record| it.postcode.clone().map(|it| it.replace(' ', ""));
        assert_eq!(spaceless(&record), spaceless(person));
        let pnc = |it: &Record| it.pnc_id.as_deref().map(|it| PncId::parse(it, 2026).unwrap());
        assert_eq!(pnc(&record), pnc(person));
        let cro = |it: &Record| it.cro_number.as_deref().map(|it| CroNumber::parse(it).unwrap());
        assert_eq!(cro(&record), cro(person));
    }
}

#[test]
fn identifiers_are_well_formed_and_nobody_shares_one() {
    let mut owners: HashMap<String, u32> = HashMap::new();
    for record in records(8, Mistakes::none()) {
        let numbers = [
            record.pnc_id.map(|it| PncId::parse(&it, 2026).unwrap().to_string()),
            record.cro_number.map(|it| CroNumber::parse(&it).unwrap().to_string()),
            record.prison_number.map(|it| PrisonNumber::parse(&it).unwrap().to_string()),
            record.crn.map(|it| Crn::parse(&it).unwrap().to_string()),
        ];
        for number in numbers.into_iter().flatten() {
            let owner = *owners.entry(number.clone()).or_insert(record.person);
            assert_eq!(owner, record.person, "{number}");
        }
    }
}

#[test]
fn mistyped_identifiers_are_as_many_as_asked() {
    let mistakes = Mistakes { number: 0.1, ..Mistakes::none() };
    near(share_changed(mistakes, |_| true, |right, wrong| right.crn != wrong.crn), 0.1);
    let pnc = |right: &Record, wrong: &Record| right.pnc_id != wrong.pnc_id;
    near(share_changed(mistakes, |it| it.pnc_id.is_some(), pnc), 0.1);
}

#[test]
fn slips_in_names_are_as_many_as_asked_and_touch_nothing_else() {
    let mistakes = Mistakes { typing: 0.1, ..Mistakes::none() };
    let changed = share_changed(
        mistakes,
        |it| it.surname.as_deref().is_some_and(|it| it.len() > 3),
        |right, wrong| {
            assert_eq!((&right.dob, &right.postcode), (&wrong.dob, &wrong.postcode));
            right.surname != wrong.surname
        },
    );
    near(changed, 0.1);
}

#[test]
fn wrong_dates_are_as_many_as_asked_and_all_are_dates() {
    let date = |right: &Record, wrong: &Record| {
        let dob: jiff::civil::Date = wrong.dob.as_deref().unwrap().parse().unwrap();
        assert!((1900..=2099).contains(&dob.year()));
        right.dob != wrong.dob
    };
    let digit = Mistakes { date_digit: 0.1, ..Mistakes::none() };
    near(share_changed(digit, |_| true, date), 0.1);
    let swapped = Mistakes { swapped_date: 0.2, ..Mistakes::none() };
    let could = |it: &Record| {
        let dob = it.dob.as_deref().unwrap();
        dob[8..] <= *"12" && dob[8..] != dob[5..7]
    };
    near(share_changed(swapped, could, date), 0.2);
}

#[test]
fn moves_and_swapped_names_are_as_many_as_asked() {
    let moved = Mistakes { moved: 0.3, ..Mistakes::none() };
    near(share_changed(moved, |_| true, |one, other| one.postcode != other.postcode), 0.3);
    let swapped = Mistakes { swapped_names: 0.1, ..Mistakes::none() };
    let exchanged = |right: &Record, wrong: &Record| {
        right.surname != wrong.surname && right.surname == wrong.forename
    };
    near(share_changed(swapped, |_| true, exchanged), 0.1);
}

#[test]
fn agencies_leave_out_what_they_usually_do() {
    let records = records(4, Mistakes::usual());
    let of = |source: &str, has: fn(&Record) -> bool| {
        let of_source = || records.iter().filter(|it| it.source == source);
        let having = u32::try_from(of_source().filter(|it| has(it)).count()).unwrap();
        f64::from(having) / f64::from(u32::try_from(of_source().count()).unwrap())
    };
    near(of("prison", |it| it.postcode.is_some()), 0.62);
    near(of("probation", |it| it.crn.is_some()), 1.0);
    near(of("police", |it| it.pnc_id.is_some()), 0.96 * 0.88);
    near(of("court", |it| it.prison_number.is_some()), 0.01);
}

#[test]
fn twins_fathers_and_sons_and_tens_of_thousands_of_surnames_are_there() {
    let records = records(4, Mistakes::none());
    let mut homes: HashMap<_, HashSet<Resident>> = HashMap::new();
    let mut surnames = HashSet::new();
    for it in records {
        let surname = it.surname.unwrap().to_uppercase();
        surnames.insert(surname.clone());
        let home = (surname, it.postcode.unwrap().replace(' ', ""));
        let who = (it.person, it.dob.unwrap(), it.forename.unwrap().to_uppercase());
        homes.entry(home).or_default().insert(who);
    }
    let pairs_with = |like: fn(&Resident, &Resident) -> bool| {
        let of_home = |home: &HashSet<_>| {
            home.iter()
                .flat_map(|a| home.iter().map(move |b| (a, b)))
                .filter(|(a, b)| like(a, b))
                .count()
        };
        homes.values().map(of_home).sum::<usize>()
    };
    assert!(pairs_with(|a, b| a.0 < b.0 && a.1 == b.1 && a.2 != b.2) > 15, "twins");
    assert!(pairs_with(|a, b| a.1 > b.1 && a.2 == b.2) > 8, "sons named after fathers");
    assert!(surnames.len() > 4_000, "{}", surnames.len());
}
