//! What makes a matrix sound.

use jiff::civil::date;

use super::*;

fn check(criteria: &Criteria, expect: &[CriteriaRefusal]) {
    assert_eq!(criteria.check(&[]), expect);
}

fn check_factor(factor: Factor, expect: CriteriaRefusal) {
    check(&Criteria { consider_at: 1, ..matrix(vec![factor]) }, &[expect]);
}

fn key() -> String {
    "burglaries".to_owned()
}

fn weighing(points: u32, decay: Decay) -> Factor {
    let weights = vec![Weight { counted: Counted::Only(BURGLARY), points }];
    Factor { measure: Measure::PerOccasion { weights, decay }, ..burglaries() }
}

#[test]
fn a_sound_matrix_has_nothing_against_it() {
    check(&matrix(vec![burglaries(), six_at_liberty(), tips()]), &[]);
}

#[test]
fn every_factor_looks_back_over_a_window() {
    let endless = Factor { window_months: 0, ..burglaries() };
    check_factor(endless, CriteriaRefusal::NoWindow { factor: key() });
}

#[test]
fn no_window_is_longer_than_the_longest() {
    let long = Factor { window_months: 61, ..burglaries() };
    let expect = CriteriaRefusal::WindowTooLong { factor: key(), months: 61, at_most: 60 };
    check_factor(long, expect);
    check(&matrix(vec![Factor { window_months: 60, ..burglaries() }]), &[]);
}

#[test]
fn points_are_neither_nought_nor_out_of_proportion() {
    for points in [0, 101] {
        let expect = CriteriaRefusal::Points { factor: key(), points, at_most: 100 };
        check_factor(weighing(points, Decay::Full), expect);
    }
}

#[test]
fn a_decay_begins_within_the_window() {
    for months in [0, 12, 13] {
        let expect = CriteriaRefusal::Decay { factor: key(), months };
        check_factor(weighing(6, Decay::HalfAfter { months }), expect);
    }
    check(&matrix(vec![weighing(6, Decay::HalfAfter { months: 11 })]), &[]);
}

#[test]
fn bands_rise_in_number_and_in_points() {
    let wrong: [&[(u32, u32)]; 4] = [&[], &[(0, 1)], &[(3, 4), (3, 5)], &[(3, 4), (6, 4)]];
    for steps in wrong {
        let bands = steps.iter().map(|&(at_least, points)| Band { at_least, points }).collect();
        let counts = vec![Counted::Only(BURGLARY)];
        let factor = Factor { measure: Measure::Bands { counts, bands }, ..burglaries() };
        check_factor(factor, CriteriaRefusal::BandsDoNotRise { factor: key() });
    }
}

#[test]
fn a_factor_counts_something_and_each_thing_once() {
    let yes = |counts| Factor { measure: Measure::YesNo { counts, points: 5 }, ..burglaries() };
    check_factor(yes(vec![]), CriteriaRefusal::CountsNothing { factor: key() });
    let counted = Counted::Only(BURGLARY);
    let expect = CriteriaRefusal::CountedTwice { factor: key(), counted };
    check_factor(yes(vec![counted, counted]), expect);
}

#[test]
fn two_factors_do_not_share_a_key() {
    let expect = CriteriaRefusal::FactorTwice { factor: key() };
    check(&matrix(vec![burglaries(), burglaries()]), &[expect]);
}

#[test]
fn a_matrix_has_a_title_and_a_number_of_factors_that_can_be_explained() {
    check(
        &Criteria { title: " ".to_owned(), ..matrix(vec![burglaries()]) },
        &[CriteriaRefusal::Title],
    );
    let many = (0..31).map(|n| Factor { key: format!("f{n}"), ..burglaries() }).collect();
    let expect = CriteriaRefusal::FactorCount { given: 31, at_most: 30 };
    check(&matrix(many), &[expect]);
    check_factor(
        Factor { title: String::new(), ..burglaries() },
        CriteriaRefusal::FactorTitle { factor: key() },
    );
}

#[test]
fn a_matrix_without_factors_can_be_reached_by_nobody() {
    check(
        &matrix(vec![]),
        &[
            CriteriaRefusal::FactorCount { given: 0, at_most: 30 },
            CriteriaRefusal::ConsiderAt { points: 10, reachable: 0 },
        ],
    );
}

#[test]
fn the_point_is_above_nought_and_within_reach() {
    for points in [0, 31] {
        let criteria = Criteria { consider_at: points, ..matrix(vec![burglaries()]) };
        check(&criteria, &[CriteriaRefusal::ConsiderAt { points, reachable: 30 }]);
    }
}

#[test]
fn arrests_and_intelligence_count_only_when_justified_and_dated() {
    for kind in [EvidenceKind::Arrest, EvidenceKind::Intelligence] {
        let counts = vec![Counted::Any(kind)];
        let factor = Factor { measure: Measure::YesNo { counts, points: 5 }, ..burglaries() };
        check_factor(factor, CriteriaRefusal::NotJustified { factor: key(), kind });
    }
    let given_on = date(2004, 1, 2);
    let justification = tips().justification.map(|it| Justification { given_on, ..it });
    let expect = CriteriaRefusal::JustifiedTooLate { factor: "tips".to_owned(), given_on };
    check_factor(Factor { justification, ..tips() }, expect);
}

#[test]
fn a_factor_that_names_a_disallowed_input_is_refused() {
    let titled = |title: &str| Factor { title: title.to_owned(), ..burglaries() };
    for (title, input) in [
        ("Postcode of residence", Disallowed::Postcode),
        ("Known associates", Disallowed::Associates),
        ("Co-defendants", Disallowed::Associates),
        ("Age at first conviction", Disallowed::ProtectedCharacteristic),
        ("ETHNICITY (6+1)", Disallowed::ProtectedCharacteristic),
        ("Mosaic group", Disallowed::BoughtInSegment),
        ("OASys score", Disallowed::AssessmentScore),
        ("OGRS3 at two years", Disallowed::AssessmentScore),
    ] {
        check_factor(titled(title), CriteriaRefusal::Disallowed { factor: key(), input });
    }
}

#[test]
fn innocent_titles_are_let_through() {
    for title in [
        "Sexual offences",
        "Sex offences",
        "Race hate crime",
        "Religion aggravated offences",
        "Damage and drug usage",
        "Harm to the neighbourhood",
        "Nature and volume of crime",
    ] {
        assert_eq!(Disallowed::named_in(title), None, "{title}");
    }
}

#[test]
fn everything_wrong_is_said_at_once() {
    let factor = Factor { window_months: 0, cap: 0, ..burglaries() };
    let criteria = Criteria { agreed: Agreement::default(), ..matrix(vec![factor]) };
    assert_eq!(criteria.check(&[]).len(), 4);
}
