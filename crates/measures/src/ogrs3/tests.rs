//! Cases worked by hand, every published vector where the folder with them exists, and what cannot
//! be scored.

use std::path::PathBuf;

use super::Status::{
    FirstCaution, FirstConviction, FirstConvictionAfterCautions, FurtherCaution, Repeat,
};
use super::{History, NotScored, Sanction, Score, Sex, people, score, table};
use crate::definition::OffenceClass;

/// Somebody of 25 convicted of theft and of nothing before.
fn first_conviction() -> History {
    History {
        sex: Some(Sex::Male),
        age_at_start: 25,
        age_at_sanction: 25,
        age_at_first: 25,
        previous_cautions: 0,
        previous_convictions: 0,
        current: Sanction::Conviction,
        class: Some(OffenceClass::Theft),
    }
}

fn check(history: History, one_year: f64, two_years: f64) {
    let score = score(&history).unwrap();
    assert!((score.one_year - one_year).abs() < 5e-7, "{score:?}, expected {one_year}");
    assert!((score.two_years - two_years).abs() < 5e-7, "{score:?}, expected {two_years}");
}

#[test]
fn a_first_conviction_for_theft_at_25() {
    // -1.166679288 + 0.126142106 + 1.251124464 ln(1/10) + 0.661244321 = -3.260113401
    // 1 / (1 + e^(3.260113401 - 1.402562384)), and with 2.121705678
    check(first_conviction(), 0.134_988_8, 0.242_612_8);
}

#[test]
fn a_woman_of_43_first_sanctioned_at_14_with_five_before() {
    // -1.524652221 + 0.463062792 + 1.251124464 ln(6/33) + 0.204960477 = -2.989480995
    let history = History {
        sex: Some(Sex::Female),
        age_at_start: 43,
        age_at_sanction: 37,
        age_at_first: 14,
        previous_convictions: 5,
        class: Some(OffenceClass::CriminalDamage),
        ..first_conviction()
    };
    check(history, 0.169_817_9, 0.295_717_4);
}

#[test]
fn the_five_places_in_a_record_are_told_apart() {
    let status = |previous_cautions, previous_convictions, current| {
        let history =
            History { previous_cautions, previous_convictions, current, ..first_conviction() };
        super::status(&history)
    };
    assert_eq!(status(0, 0, Sanction::Caution), FirstCaution);
    assert_eq!(status(2, 0, Sanction::Caution), FurtherCaution);
    assert_eq!(status(0, 0, Sanction::Conviction), FirstConviction);
    assert_eq!(status(1, 0, Sanction::Conviction), FirstConvictionAfterCautions);
    assert_eq!(status(0, 1, Sanction::Conviction), Repeat);
    assert_eq!(status(3, 1, Sanction::Caution), Repeat);
}

#[test]
fn the_age_band_is_that_of_the_start_of_the_follow_up() {
    let released = History { age_at_start: 30, ..first_conviction() };
    let difference = (table::age_and_sex(Sex::Male, 30) - table::age_and_sex(Sex::Male, 25)).exp();
    let odds = |it: Score| it.one_year / (1.0 - it.one_year);
    let ratio = odds(score(&released).unwrap()) / odds(score(&first_conviction()).unwrap());
    assert!((ratio - difference).abs() < 1e-12);
}

#[test]
fn bands_of_age_hold_both_their_ends_and_girls_score_below_boys() {
    for (age, same) in [(10, 11), (12, 13), (18, 20), (21, 24), (40, 49), (50, 83)] {
        for sex in [Sex::Male, Sex::Female] {
            let (first, last) = (table::age_and_sex(sex, age), table::age_and_sex(sex, same));
            assert!((first - last).abs() < 1e-12, "{age} and {same}");
        }
    }
    for age in 10..18 {
        assert!(table::age_and_sex(Sex::Female, age) < table::age_and_sex(Sex::Male, age));
    }
}

#[test]
fn more_than_fifty_before_count_as_fifty() {
    let with = |previous_convictions| {
        let history = History { age_at_first: 12, previous_convictions, ..first_conviction() };
        score(&history).unwrap()
    };
    assert_eq!(with(50), with(51));
    assert!(with(49).one_year < with(50).one_year);
    assert_eq!(with(u32::MAX), with(50));
}

#[test]
fn what_cannot_be_scored_says_why() {
    let refused = |history: History| score(&history).unwrap_err();
    let good = first_conviction();
    assert_eq!(refused(History { sex: None, ..good }), NotScored::NoSex);
    assert_eq!(refused(History { class: None, ..good }), NotScored::NoClass);
    assert_eq!(refused(History { age_at_first: 9, ..good }), NotScored::TooYoung);
    assert_eq!(refused(History { age_at_first: 26, ..good }), NotScored::FirstAfterCurrent);
    assert_eq!(refused(History { age_at_start: 24, ..good }), NotScored::StartBeforeSanction);
    assert_eq!(refused(History { age_at_first: 20, ..good }), NotScored::FirstUnaccounted);
}

#[test]
fn chances_add_up_in_billionths() {
    let score = score(&first_conviction()).unwrap();
    let three = score.one_year_billionths() * 3;
    assert!((people(three) - 3.0 * score.one_year).abs() < 3e-9);
    assert!(score.two_years_billionths() > score.one_year_billionths());
}

/// A file beside the repository, where there is one.
fn shared(name: &str) -> Option<String> {
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let mut places = here.ancestors().map(|it| it.join("shared/data").join(name));
    places.find_map(|it| std::fs::read_to_string(it).ok())
}

/// The class that a vector calls by this name; a code may follow in brackets.
fn class(name: &str) -> OffenceClass {
    let names = [
        ("Violence", OffenceClass::Violence),
        ("Robbery", OffenceClass::Robbery),
        ("Public order", OffenceClass::PublicOrder),
        ("Sexual (not against child)", OffenceClass::Sexual),
        ("Sexual (against child)", OffenceClass::SexualChild),
        ("Soliciting", OffenceClass::Soliciting),
        ("Burglary (domestic)", OffenceClass::BurglaryDomestic),
        ("Burglary (other)", OffenceClass::BurglaryOther),
        ("Theft (non-motor)", OffenceClass::Theft),
        ("Theft from vehicle", OffenceClass::TheftFromVehicle),
        ("Handling", OffenceClass::Handling),
        ("Fraud", OffenceClass::Fraud),
        ("Absconding", OffenceClass::Absconding),
        ("Taking & driving", OffenceClass::TakingVehicle),
        ("TDA/TWOC", OffenceClass::TakingVehicle),
        ("Other motoring", OffenceClass::Motoring),
        ("Drink driving", OffenceClass::DrinkDriving),
        ("Criminal damage", OffenceClass::CriminalDamage),
        ("Drug import", OffenceClass::DrugImport),
        ("Drug possession", OffenceClass::DrugPossession),
        ("Other", OffenceClass::Other),
    ];
    names.into_iter().find(|(start, _)| name.starts_with(start)).unwrap().1
}

/// Lines of fields; a field with a comma in it stands in quotes.
fn lines(text: &str) -> Vec<Vec<String>> {
    let fields = |line: &str| {
        let mut fields = vec![String::new()];
        let mut quoted = false;
        for letter in line.chars() {
            match letter {
                '"' => quoted = !quoted,
                ',' if !quoted => fields.push(String::new()),
                other => fields.last_mut().unwrap().push(other),
            }
        }
        fields
    };
    text.lines().skip(1).map(fields).collect()
}

#[test]
fn every_published_vector_is_given_back() {
    let Some(text) = shared("ogrs3_vectors.csv") else { return };
    let mut vectors = 0;
    for fields in lines(&text) {
        let years = |place: usize| fields[place].parse().unwrap();
        let history = History {
            sex: Some(if fields[2] == "F" { Sex::Female } else { Sex::Male }),
            age_at_start: years(3),
            age_at_sanction: years(4),
            age_at_first: years(5),
            previous_cautions: 0,
            previous_convictions: fields[6].parse().unwrap(),
            current: Sanction::Conviction,
            class: Some(class(&fields[7])),
        };
        let ours = score(&history).unwrap_or_else(|it| panic!("{it}: {fields:?}"));
        check_vector(&fields, ours.one_year, 12, 14);
        check_vector(&fields, ours.two_years, 13, 15);
        vectors += 1;
    }
    assert_eq!(vectors, 87);
}

/// The vectors were made with coefficients of four or five places, so that the fourth digit of a
/// chance may differ, and a whole per cent where it lay that near to a half.
fn check_vector(fields: &[String], ours: f64, chance: usize, per_cent: usize) {
    let rounded: f64 = fields[per_cent].parse().unwrap();
    assert!((100.0 * ours - rounded).abs() < 0.51, "{ours}: {fields:?}");
    if let Ok(chance) = fields[chance].parse::<f64>() {
        assert!((ours - chance).abs() < 5e-5, "{ours}: {fields:?}");
    }
}

#[test]
fn the_table_is_the_one_that_we_were_given() {
    let Some(text) = shared("ogrs3_coefficients.csv") else { return };
    let mut compared = 0;
    for fields in lines(&text) {
        let level = fields[1].as_str();
        let age = || level.split(['-', '+']).next().unwrap().parse().unwrap();
        let ours = match fields[0].as_str() {
            "intercept" if level == "1yr" => table::ONE_YEAR,
            "intercept" => table::TWO_YEARS,
            "copas" => table::COPAS,
            "age_male" => table::age_and_sex(Sex::Male, age()),
            "age_female" => table::age_and_sex(Sex::Female, age()),
            "offence" => table::offence(class(level)),
            _ => continue,
        };
        let expected: f64 = fields[2].parse().unwrap();
        assert!((ours - expected).abs() < 1e-12, "{fields:?}: {ours}");
        compared += 1;
    }
    assert_eq!(compared, 3 + 22 + 20);
}
