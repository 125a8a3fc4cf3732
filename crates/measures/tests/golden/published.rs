//! The published figures of the 2009 cohort, given back from people made to its marginals: that
//! proves the arithmetic, and says nothing of real schemes. Source: [PPO2010 §1].

use jiff::civil::date;
use measures::count::{Areas, Asked, Axis, Counter, Plan, Words};
use measures::definition::{Definitions, Level, OffenceClass, day_number};
use measures::fact::{Area, Offence, Person, Registration};
use measures::figure::{hidden, report, settled};

use super::facts::Facts;

/// People on 1 February 2009.
const PEOPLE: i64 = 10_635;
/// Of these re-offended: 56%.
const REOFFENDED: i64 = 5_956;
/// Offences of each who did: 4.3, so four or five.
const AFTER: i64 = 25_611;
/// So that it is 39% fewer than before.
const BEFORE: i64 = 41_985;

fn person(person_id: i64) -> Person {
    Person { person_id, sex: 0, ethnicity: 0, born: None, died: None }
}

fn registration(person_id: i64) -> Registration {
    Registration {
        registration_id: person_id,
        person_id,
        scheme_id: 1 + person_id % 350,
        strand: 0,
        statutory: true,
        entered: day_number(date(2008, 1, 1)) + i32::try_from(person_id % 300).unwrap(),
        left: None,
        known: day_number(date(2008, 12, 1)),
    }
}

/// The nth offence of a window that begins on this day.
fn offence(offence_id: i64, first: jiff::civil::Date, nth: i64) -> Offence {
    let offended = day_number(first) + i32::try_from(nth * 40 % 360).unwrap();
    Offence {
        offence_id,
        offended,
        proven: Some(offended + 30),
        known: offended + 60,
        class: Some(OffenceClass::Theft),
        cautioned: false,
        recordable: true,
        breach: false,
    }
}

fn made() -> Facts {
    let mut facts = Facts { words: Words::default(), ..Facts::default() };
    facts.people = (0..PEOPLE).map(person).collect();
    for id in 0..PEOPLE {
        facts.registrations.insert(id, vec![registration(id)]);
    }
    for nth in 0..BEFORE {
        let to = facts.offences.entry(nth % PEOPLE).or_default();
        to.push(offence(nth, date(2007, 10, 1), nth / PEOPLE));
    }
    for nth in 0..AFTER {
        let to = facts.offences.entry(nth % REOFFENDED).or_default();
        to.push(offence(BEFORE + nth, date(2009, 4, 1), nth / REOFFENDED));
    }
    let area = |scheme_id| Area {
        scheme_id,
        cdrp_id: scheme_id,
        lcjb_id: scheme_id % 42,
        region_id: scheme_id % 10,
        from: day_number(date(2004, 9, 6)),
        until: None,
    };
    facts.areas = (1..=350).map(area).collect();
    for list in facts.offences.values_mut() {
        list.sort_by_key(|it| (it.offended, it.offence_id));
    }
    facts
}

#[test]
fn the_published_figures_of_the_2009_cohort_come_back() {
    let definition = Definitions::shipped().unwrap().get("ppo-2009-cohort").unwrap().clone();
    let axes = vec![Axis { level: Level::Nation, breakdown: None }];
    let asked = Asked { axes, ..Asked::default() };
    let report = super::counted(&definition, asked, &made());
    let lines = report.lines();
    let figure = |name: &str, after: Option<u16>| {
        lines.iter().find(|it| it.figure == name && it.after_months == after).unwrap()
    };
    assert_eq!(figure("people", None).count, Some(10_635));
    let rounded = |name: &str, places: i32| {
        let scale = 10_f64.powi(places);
        (figure(name, Some(12)).value.unwrap() * scale).round() / scale
    };
    assert!((rounded("change", 0) - -39.0).abs() < 1e-9);
    assert!((rounded("reoffended", 0) - 56.0).abs() < 1e-9);
    assert!((rounded("per_reoffender", 1) - 4.3).abs() < 1e-9);
    assert!((rounded("frequency", -1) - 240.0).abs() < 1e-9);
    assert!(report.left_out.is_empty(), "{:?}", report.left_out);
}

#[test]
fn small_schemes_are_kept_back_and_so_is_what_would_tell_of_them() {
    let definition = Definitions::shipped().unwrap().get("ppo-2009-cohort").unwrap().clone();
    let asked = [Level::Scheme, Level::Nation].map(|level| Axis { level, breakdown: None });
    let mut facts = made();
    let lonely = 351;
    for id in 0..3 {
        facts.registrations.get_mut(&id).unwrap()[0].scheme_id = lonely;
    }
    facts.areas.push(Area { scheme_id: lonely, ..facts.areas[0] });
    let all = Asked { axes: settled(&asked), ..Asked::default() };
    let plan = Plan::new(&definition, all, Areas::new(facts.areas.clone())).unwrap();
    let mut kernel = Counter::new(&plan);
    facts.each(|history| kernel.person(history));
    let counted = plan.settle(kernel.finish(&facts.words));
    let hidden = hidden(&plan, &counted.tallies).unwrap();
    let days = [date(2009, 2, 1)];
    let published = report(&definition, &days, &counted, None).published(&hidden, &asked);
    let of = |scheme| published.rows.iter().find(|it| it.cell.area == Some(scheme)).unwrap();
    assert!(of(lonely).figures.iter().all(|it| it.hidden));
    let kept_back = published.rows.iter().filter(|it| it.figures.iter().all(|it| it.hidden));
    assert!(kept_back.count() > 1, "one alone could be had by subtraction");
    assert!(of(17).figures.iter().all(|it| !it.hidden), "thirty people are not few");
    assert!(published.rows.iter().all(|it| asked.iter().any(|axis| axis.level == it.cell.level)));
}
