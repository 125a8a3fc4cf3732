//! One record against a standing set.

use std::collections::BTreeMap;

use expect_test::expect;
use proptest::prelude::*;

use super::{Best, Given, Matcher, Thresholds};
use crate::explain::{Explanation, explain};
use crate::model::Model;
use crate::plan::Plan;
use crate::records::{Filling, Records};
use crate::score::{Scoring, score};
use crate::testing::{model, names, pairs, records};

fn standing(model: &Model) -> Records {
    records(
        &model.layout(),
        &[(
            "register",
            &[
                ("1", &[("surname", "SMITH"), ("dob", "1980-01-01")]),
                ("2", &[("surname", "JONES"), ("dob", "1985-05-05")]),
                ("3", &[("surname", "JONES"), ("dob", "1985-05-05")]),
                ("4", &[("surname", "PRICE"), ("dob", "1990-09-09")]),
            ],
        )],
    )
}

fn matcher() -> Matcher {
    let model = names();
    let thresholds = Thresholds { certain: 0.98, possible: 0.2 };
    Matcher::new(&model, standing(&model), thresholds).unwrap()
}

fn given(surname: &str, dob: &str) -> Given {
    Given::new().with("surname", surname).with("dob", dob)
}

#[test]
fn one_likely_record_is_certain() {
    let Best::Certain(found) = matcher().best(&given("SMITH", "1980-01-01")) else { panic!() };
    assert_eq!(found.row, 0);
    assert!(found.probability() > 0.98);
}

#[test]
fn two_likely_records_are_for_a_person_to_look_at() {
    let Best::Possible(found) = matcher().best(&given("JONES", "1985-05-05")) else { panic!() };
    assert_eq!(found.iter().map(|it| it.row).collect::<Vec<_>>(), [1, 2]);
}

#[test]
fn a_text_that_the_set_does_not_have_is_compared_all_the_same() {
    let Best::Possible(found) = matcher().best(&given("PRYCE", "1990-09-09")) else { panic!() };
    assert_eq!(found[0].row, 3);
    assert_eq!(matcher().best(&given("UNHEARD", "1912-12-12")), Best::None);
    assert_eq!(matcher().best(&Given::new()), Best::None);
}

#[test]
fn a_given_record_shows_no_personal_data_when_it_is_logged() {
    assert_eq!(format!("{:?}", given("SMITH", "1980-01-01")), "[\"dob\", \"surname\"]");
}

#[test]
fn a_record_that_was_added_is_found_at_once() {
    let mut matcher = matcher();
    let row = matcher.add("prison", "9", &given("NEWMAN", "1970-07-07")).unwrap();
    let Best::Certain(found) = matcher.best(&given("NEWMAN", "1970-07-07")) else { panic!() };
    assert_eq!(found.row, row);
    assert_eq!((matcher.records().id(row), matcher.records().source(row)), ("9", "prison"));
    assert!(matcher.add("prison", "9", &Given::new()).is_err());
}

#[track_caller]
fn check_alike(one: &Explanation, other: &Explanation) {
    assert_eq!(one.parts, other.parts);
    assert_eq!(one.right, other.right);
    assert_eq!(one.found_by, other.found_by);
    assert_eq!(one.match_weight.to_bits(), other.match_weight.to_bits());
}

#[test]
fn a_given_record_is_explained_as_one_that_stands_in_the_set() {
    let model = names();
    let told = [("surname", "PRYCE"), ("dob", "1990-09-09")];
    let mut both = records(
        &model.layout(),
        &[
            ("arrivals", &[("1", &told)]),
            ("register", &[("4", &[("surname", "PRICE"), ("dob", "1990-09-09")])]),
        ],
    );
    let plan = Plan::new(&model, &mut both).unwrap();
    let why = matcher().explain(&given("PRYCE", "1990-09-09"), 3);
    check_alike(&why, &explain(&plan, &both, 0, 1));
    expect![[r#"
        the given record and 4 of register
           -6.63  before anything is compared
           -4.60  surname: ELSE
                  surname: PRYCE | PRICE
           +9.89  dob: "dob_l" = "dob_r"
                  dob: 1990-09-09 | 1990-09-09
           -1.34  in all: a probability of 0.283519 that both are one person
        Found by: l.dob = r.dob; substr(l.surname, 1, 2) = substr(r.surname, 1, 2)"#]]
    .assert_eq(&why.in_words());
}

#[test]
fn what_is_rare_among_the_standing_records_is_explained_and_weighs() {
    let model = Model::person().unwrap();
    let register: [(&str, &[(&str, &str)]); 3] = [
        ("1", &[("surname", "LEE"), ("dob", "1980-01-01"), ("names", "ANN LEE;ANN LEA")]),
        ("2", &[("surname", "LEE"), ("dob", "1980-01-01"), ("postcode", "M1 1AE")]),
        ("3", &[("surname", "RAY"), ("dob", "1980-01-01"), ("forename", "CY")]),
    ];
    let set = records(&model.layout(), &[("register", &register)]);
    let mut matcher = Matcher::new(&model, set, Thresholds::default()).unwrap();
    let arrived = given("LEE", "1980-01-01").with("forename", "ANN").with("postcode", "M1 1AE");
    let arrived = arrived.with_list("names", ["ANN LEE", "ANNIE LEE"]);
    let found = matcher.candidates(&arrived, f64::NEG_INFINITY);
    assert_eq!(found.iter().map(|it| it.row).collect::<Vec<_>>(), [0, 1]);
    for found in found {
        let why = matcher.explain(&arrived, found.row);
        let added: f64 = why.parts.iter().map(|it| it.weight + it.frequency_weight).sum();
        assert!((why.starting_weight + added - found.weight).abs() < 1e-9);
        assert!((why.match_weight - found.weight).abs() < 1e-9);
        assert!(why.parts.iter().any(|it| it.frequency_weight != 0.0));
    }
    let row = matcher.add("arrivals", "1", &arrived).unwrap();
    for standing in 0..3 {
        let of_two = explain(&matcher.plan, &matcher.records, row, standing);
        check_alike(&matcher.explain(&arrived, standing), &of_two);
    }
    assert_eq!(matcher.explain(&arrived, 2).found_by, [] as [&str; 0]);
}

#[test]
fn a_standing_record_that_the_given_one_must_not_be_is_never_offered() {
    let smith = given("SMITH", "1980-01-01").must_not(0);
    assert_eq!(matcher().best(&smith), Best::None);
    assert_eq!(matcher().candidates(&smith, f64::NEG_INFINITY), []);
    let jones = given("JONES", "1985-05-05").must_not(1);
    let Best::Certain(found) = matcher().best(&jones) else { panic!() };
    assert_eq!(found.row, 2);
    assert_eq!(matcher().best(&jones.must_not(2)), Best::None);
}

#[test]
fn a_standing_record_that_the_given_one_must_be_is_certain_though_no_rule_finds_it() {
    let matcher = matcher();
    for asked in [given("UNHEARD", "1912-12-12"), given("SMITH", "1980-01-01"), Given::new()] {
        let Best::Certain(found) = matcher.best(&asked.clone().must(3)) else { panic!() };
        assert_eq!(found.row, 3);
        assert!((found.weight - matcher.explain(&asked, 3).match_weight).abs() < 1e-9);
    }
    let jones = given("JONES", "1985-05-05");
    let Best::Certain(found) = matcher.best(&jones.clone().must(2)) else { panic!() };
    assert_eq!(found.row, 2);
    let Best::Possible(found) = matcher.best(&jones.must(3).must(2)) else { panic!() };
    assert_eq!(found.iter().map(|it| it.row).collect::<Vec<_>>(), [2, 3]);
}

#[test]
fn the_last_word_about_a_standing_record_counts() {
    let smith = given("SMITH", "1980-01-01");
    assert_eq!(matcher().best(&smith.clone().must(0).must_not(0)), Best::None);
    let turned = smith.must_not(0).must(0);
    assert!(matches!(matcher().best(&turned), Best::Certain(found) if found.row == 0));
}

#[test]
fn a_rule_of_two_columns_finds_standing_records_from_either_side() {
    let equal = [("\"forename_l\" = \"surname_r\"", 0.9, 0.1), ("ELSE", 0.1, 0.9)];
    let model = model(&[("forename", &equal)], &["l.forename = r.surname"]);
    let told = [("forename", "JAMES"), ("surname", "THOMAS")];
    let set = records(&model.layout(), &[("register", &[("1", &told)])]);
    let mut matcher = Matcher::new(&model, set, Thresholds::default()).unwrap();
    let found = |matcher: &Matcher, column: &str, text: &str| -> Vec<u32> {
        let asked = Given::new().with(column, text);
        let found = matcher.candidates(&asked, f64::NEG_INFINITY);
        found.into_iter().map(|it| it.row).collect()
    };
    assert_eq!(found(&matcher, "surname", "JAMES"), [0]);
    assert_eq!(found(&matcher, "forename", "THOMAS"), [0]);
    assert_eq!(found(&matcher, "forename", "JAMES"), [] as [u32; 0]);
    let asked = Given::new().with("surname", "JAMES");
    assert_eq!(matcher.explain(&asked, 0).found_by, ["l.forename = r.surname"]);
    let given = Given::new().with("forename", "OWEN").with("surname", "HENRY");
    matcher.add("register", "2", &given).unwrap();
    assert_eq!(found(&matcher, "surname", "OWEN"), [1]);
    assert_eq!(found(&matcher, "forename", "HENRY"), [1]);
}

#[test]
fn what_was_grouped_before_a_record_came_is_grouped_anew() {
    let model = names();
    let one = [("surname", "SMITH"), ("dob", "1980-01-01")];
    let set = records(&model.layout(), &[("a", &[("1", &one)])]);
    let mut matcher = Matcher::new(&model, set, Thresholds::default()).unwrap();
    let link_type = model.link_type();
    let scoring = Scoring { least_weight: f64::NEG_INFINITY, most_pairs_a_rule: 9, link_type };
    let candidates = |matcher: &Matcher| {
        let scored = score(&matcher.plan, &matcher.records, scoring, |_, _| Ok::<(), ()>(()));
        scored.unwrap().candidates
    };
    assert_eq!(candidates(&matcher), 0);
    matcher.add("a", "2", &given("SMITH", "1980-01-01")).unwrap();
    assert_eq!(candidates(&matcher), 1);
}

proptest! {
    #[test]
    fn one_by_one_gives_the_weights_of_all_at_once(
        told in prop::collection::vec(
            ("SMITH|SMYTH|JONES|SM|É|PRICE", "1980-01-0[1-4]|1981-01-01"),
            1..16,
        )
    ) {
        let model = names();
        let mut filling = Filling::new(&model.layout());
        filling.source("a");
        filling.end_piece().unwrap();
        for column in ["surname", "dob"] {
            filling.field(column).unwrap();
        }
        let mut matcher =
            Matcher::new(&model, filling.finish().unwrap(), Thresholds::default()).unwrap();
        let mut one_by_one = BTreeMap::new();
        for (number, (surname, dob)) in told.iter().enumerate() {
            let record = given(surname, dob);
            for found in matcher.candidates(&record, f64::NEG_INFINITY) {
                one_by_one.insert((found.row, u32::try_from(number).unwrap()), found.weight);
            }
            matcher.add("a", &format!("{number:03}"), &record).unwrap();
        }
        let ids: Vec<String> = (0..told.len()).map(|it| format!("{it:03}")).collect();
        let columns: Vec<[(&str, &str); 2]> =
            told.iter().map(|(s, d)| [("surname", s.as_str()), ("dob", d.as_str())]).collect();
        let whole = ids.iter().zip(&columns);
        let whole: Vec<_> = whole.map(|(id, it)| (id.as_str(), it.as_slice())).collect();
        let mut whole = records(&model.layout(), &[("a", &whole)]);
        let at_once: BTreeMap<(u32, u32), f64> = pairs(&model, &mut whole, f64::NEG_INFINITY)
            .into_iter()
            .map(|it| ((it.left, it.right), it.weight))
            .collect();
        prop_assert_eq!(one_by_one, at_once);
    }
}
