//! Figures from tallies small enough to work out by hand, and how they are printed.

mod published;
mod schemes;
mod seen;

use expect_test::expect_file;
use std::collections::BTreeSet;

use jiff::civil::date;

use super::*;
use crate::definition::{Breakdown, Definitions, Level, Stage};
use crate::equality::Group;
use crate::tally::{Days, Exclusion, Step};

fn definition(key: &str) -> Definition {
    Definitions::shipped().unwrap().get(key).unwrap().clone()
}

fn nation() -> Cell {
    Cell { cohort: 0, comparison: false, level: Level::Nation, area: None, part: None }
}

/// Four people: 3, 1, 2 and 0 before; 1, 1, 0 and 1 after, of which the first two in the first
/// quarter and the last in the third.
fn four() -> Tally {
    Tally {
        people: 4,
        baseline: 6,
        baseline_squares: 14,
        product: 4,
        products: vec![4; 3],
        follow_up_severity: 1,
        follow_up_severity_squares: 1,
        follow_up_custody_days: 40,
        days_on_scheme: 1461,
        steps: vec![
            Step { count: 2, squares: 2, people: 2 },
            Step { count: 2, squares: 2, people: 2 },
            Step { count: 3, squares: 3, people: 3 },
            Step { count: 3, squares: 3, people: 3 },
        ],
        ..Tally::default()
    }
}

/// Four people considered: 2, 2, 2 and 2 before; 2, 1, 2 and 1 after.
fn considered() -> Tally {
    let last = Step { count: 6, squares: 10, people: 4 };
    Tally {
        people: 4,
        baseline: 8,
        baseline_squares: 16,
        product: 12,
        products: vec![12; 3],
        steps: vec![last; 4],
        ..Tally::default()
    }
}

fn counted(tallies: impl IntoIterator<Item = (Cell, Tally)>) -> Counted {
    Counted { tallies: tallies.into_iter().collect(), ..Counted::default() }
}

fn ni30(tallies: impl IntoIterator<Item = (Cell, Tally)>) -> Report {
    report(&definition("ni30"), &[date(2008, 4, 1)], &counted(tallies), None)
}

fn figure(report: &Report, row: usize, what: What, after_months: Option<u16>) -> &Figure {
    let mut figures = report.rows[row].figures.iter();
    figures.find(|it| it.what == what && it.after_months == after_months).unwrap()
}

fn check(figures: &Report, what: What, after_months: Option<u16>, value: f64) {
    let found = figure(figures, 0, what, after_months).value.unwrap();
    assert!((found - value).abs() < 1e-9, "{what:?}: {found}, not {value}");
}

#[test]
fn figures_are_those_worked_out_by_hand() {
    let report = ni30([(nation(), four())]);
    check(&report, What::Change, Some(12), -50.0);
    check(&report, What::Reoffended, Some(12), 75.0);
    check(&report, What::Frequency, Some(12), 75.0);
    check(&report, What::PerReoffender, Some(12), 1.0);
    check(&report, What::Severity, Some(12), 25.0);
    check(&report, What::CustodyAfter, Some(12), 10.0);
    check(&report, What::MonthsOnScheme, None, 12.0);
    check(&report, What::TargetChange, Some(12), -20.0);
}

#[test]
fn the_change_so_far_is_against_as_long_a_part_of_the_baseline() {
    let report = ni30([(nation(), four())]);
    // Two in three months against six in twelve: two against one and a half.
    check(&report, What::Change, Some(3), 100.0 / 3.0);
    // Three in nine months against four and a half.
    check(&report, What::Change, Some(9), -100.0 / 3.0);
    // Two after and six before: people's parts, 2 before - 6 after, are 0, -4, 4 and 0, and their
    // squares 32. So the variance of the logarithm is 32 / 3 x (4 / 12)^2 / 4 = 8 / 27, and 1.96 of
    // its root 1.066869: 4 / 3 divided and multiplied by 2.90626.
    let so_far = figure(&report, 0, What::Change, Some(3)).interval.unwrap();
    assert!((so_far.low - -54.1221).abs() < 1e-3, "{so_far:?}");
    assert!((so_far.high - 287.5022).abs() < 1e-3, "{so_far:?}");
}

#[test]
fn members_are_set_beside_those_considered() {
    let others = Cell { comparison: true, ..nation() };
    let report = ni30([(nation(), four()), (others, considered())]);
    // Half as many against three quarters as many.
    check(&report, What::ChangeBeside, Some(12), -100.0 / 3.0);
    let members = figure(&report, 0, What::Change, Some(12)).interval.unwrap();
    let beside = figure(&report, 0, What::ChangeBeside, Some(12)).interval.unwrap();
    let width = |it: Interval| ((100.0 + it.high) / (100.0 + it.low)).ln();
    assert!(width(beside) > width(members), "two uncertain figures are less certain than one");
}

#[test]
fn windows_of_different_length_are_evened() {
    let mut definition = definition("ni30");
    if let Kind::Reoffending(it) = &mut definition.kind {
        it.baseline.as_mut().unwrap().months = 24;
    }
    let counted = counted([(nation(), four())]);
    let report = report(&definition, &[date(2008, 4, 1)], &counted, None);
    // Three in twelve months against six in twenty-four.
    check(&report, What::Change, Some(12), 0.0);
}

#[test]
fn time_in_custody_is_taken_off_where_the_definition_says_so() {
    // Six in 4 years at liberty before, three in 1 year after.
    let tally = Tally { baseline_days: 1461, follow_up_days: 365, ..four() };
    let counted = counted([(nation(), tally)]);
    let report = report(&definition("before-after-6"), &[date(2006, 4, 1)], &counted, None);
    check(&report, What::Change, Some(6), 100.0 * (3.0 * 1461.0 / 365.0 / 6.0 - 1.0));
    check(&report, What::FrequencyAtLiberty, Some(6), 100.0 * 3.0 * 365.25 / 365.0);
}

#[test]
fn nothing_before_gives_no_change_and_nobody_gives_no_rate() {
    let nothing =
        Tally { baseline: 0, baseline_squares: 0, product: 0, products: vec![], ..four() };
    let report = ni30([(nation(), nothing)]);
    assert!(report.rows[0].figures.iter().all(|it| it.what != What::Change));
    let report = ni30([(nation(), Tally::default())]);
    let rates = report.rows[0].figures.iter().filter(|it| it.what == What::Reoffended);
    assert_eq!(rates.count(), 0);
    assert_eq!(report.notes, ["Nobody is in the cohort of 2008-04-01: there are no figures."]);
}

#[test]
fn a_cohort_of_one_says_so() {
    let one = Tally { people: 1, ..four() };
    let report = ni30([(nation(), one)]);
    assert!(report.notes[0].starts_with("One person alone"), "{}", report.notes[0]);
}

#[test]
fn counts_by_class_of_offence_are_over_all_people_of_the_group() {
    let burglary = Some((Breakdown::OffenceClass, "burglary_domestic".to_owned()));
    let class = Cell { part: burglary, ..nation() };
    let of_class = Tally { people: 0, ..four() };
    let mut counted = counted([(nation(), Tally { people: 8, ..four() }), (class, of_class)]);
    counted.share_people();
    let report = report(&definition("ni30"), &[date(2008, 4, 1)], &counted, None);
    let found = figure(&report, 1, What::Reoffended, Some(12));
    assert_eq!((found.count, found.among), (Some(3), Some(8)));
}

#[test]
fn observed_is_set_against_expected() {
    let tally = Tally { expected_nanos: 1_500_000_000, ..four() };
    let tally = Tally { steps: vec![Step { count: 3, squares: 3, people: 3 }], ..tally };
    let counted = counted([(nation(), tally)]);
    let report = report(&definition("expected-ogrs3"), &[date(2009, 4, 1)], &counted, None);
    let ratio = figure(&report, 0, What::ObservedOverExpected, None);
    assert_eq!(ratio.value, Some(2.0));
    // Garwood for 3: 0.61867 to 8.76727.
    let limits = ratio.interval.unwrap();
    assert!((limits.low - 0.618_67 / 1.5).abs() < 1e-4, "{limits:?}");
    assert!((limits.high - 8.767_27 / 1.5).abs() < 1e-4, "{limits:?}");
}

#[test]
fn a_curve_is_told_by_the_quarter() {
    let firsts = [(10, 1), (100, 1)].into_iter().collect();
    let censored = [(730, 2)].into_iter().collect();
    let tally = Tally { people: 4, firsts, censored, ..Tally::default() };
    let counted = counted([(nation(), tally)]);
    let report = report(&definition("survival"), &[date(2006, 4, 1)], &counted, None);
    check(&report, What::Surviving, Some(3), 75.0);
    check(&report, What::Surviving, Some(24), 50.0);
    check(&report, What::MedianDays, None, 100.0);
}

fn small() -> Report {
    let mut counted = counted([(nation(), four())]);
    counted.offences_left_out = [(Exclusion::NotProven, 2)].into_iter().collect();
    let dead = [(Exclusion::Dead, 1)].into_iter().collect();
    counted.members_left_out.insert((0, false), dead);
    report(&definition("ni30"), &[date(2008, 4, 1)], &counted, Some(date(2009, 6, 30)))
}

#[test]
fn a_table_carries_everything_a_figure_must_not_go_without() {
    expect_file!["tests/table.txt"].assert_eq(&small().table());
}

#[test]
fn lines_of_text_hold_one_figure_each() {
    let csv = small().csv().unwrap();
    expect_file!["tests/lines.csv"].assert_eq(&csv);
    assert_eq!(csv.lines().next().unwrap(), COLUMNS.join(","));
    let empty = ni30([]).csv().unwrap();
    assert_eq!(empty.trim(), COLUMNS.join(","));
}

#[test]
fn json_holds_figures_choices_and_what_was_left_out() {
    let value: serde_json::Value = serde_json::from_str(&small().json().unwrap()).unwrap();
    assert_eq!(value["left_out"][0]["reason"], "dead_before_follow_up");
    assert_eq!(value["left_out"][1]["count"], 2);
    assert_eq!(value["parameters"][0]["name"], "cohort");
    assert_eq!(value["as_known_on"], "2009-06-30");
    assert_eq!(value["figures"][0]["figure"], "people");
}

#[test]
fn a_figure_kept_back_shows_nothing_in_any_form() {
    let mut report = small();
    for figure in &mut report.rows[0].figures {
        figure.hidden = true;
    }
    let lines = report.lines();
    assert!(lines.iter().all(|it| it.count.is_none() && it.value.is_none() && it.hidden));
    assert!(lines.iter().all(|it| it.among.is_none() && it.low_95.is_none()));
    assert!(report.table().contains("[c]"));
}

/// People of one sex: so many re-offended on each of these days, and so many were seen to the end.
fn alike(sex: &str, days: &[u32], unscathed: u64) -> (Cell, Tally) {
    let firsts: Days = days.iter().map(|day| (*day, 1)).collect();
    let censored = [(730, unscathed)].into_iter().collect();
    let people = unscathed + firsts.iter().map(|it| it.1).sum::<u64>();
    let values = format!("statutory|{sex}|25-29");
    let cell = Cell { part: Some((Breakdown::Covariates, values)), ..nation() };
    (cell, Tally { people, firsts, censored, ..Tally::default() })
}

#[test]
fn hazards_are_told_against_the_largest_group() {
    let counted = counted([alike("M", &[10, 20, 30, 40], 8), alike("F", &[300], 4)]);
    let report = report(&definition("survival"), &[date(2006, 4, 1)], &counted, None);
    assert!(report.rows.is_empty(), "covariates at once are no row");
    let [hazard] = &report.models[0].ratios.clone().unwrap()[..] else {
        panic!("one covariate differs: {:?}", report.models)
    };
    assert_eq!((hazard.by, hazard.value.as_str()), (Breakdown::Sex, "F"));
    assert_eq!(hazard.than, "M");
    // Women offended on one occasion of five, late; men on four of twelve, soon.
    assert!(hazard.coefficient.ratio < 1.0, "{hazard:?}");
    assert!(report.table().contains("sex F to M"), "{}", report.table());
    let json: serde_json::Value = serde_json::from_str(&report.json().unwrap()).unwrap();
    assert_eq!(json["models"][0]["hazards"][0]["value"], "F");
}

#[test]
fn hazards_are_those_of_members_alone() {
    let (cell, of_women) = alike("F", &[300], 4);
    let considered = (Cell { comparison: true, ..cell.clone() }, alike("F", &[5; 90], 0).1);
    let men = alike("M", &[10, 20, 30, 40], 8);
    let alone = counted([men.clone(), (cell.clone(), of_women.clone())]);
    let both = counted([men, (cell, of_women), considered]);
    let models = |it| report(&definition("survival"), &[date(2006, 4, 1)], it, None).models;
    assert_eq!(models(&both), models(&alone));
}

#[test]
fn where_nobody_re_offended_there_is_no_model_and_it_says_so() {
    let counted = counted([alike("M", &[], 8), alike("F", &[], 4)]);
    let report = report(&definition("survival"), &[date(2006, 4, 1)], &counted, None);
    assert!(report.table().contains("No proportional hazards model: nobody re-offended"));
}

fn group(stage: Stage, value: &str, could: u64, did: u64) -> Group {
    Group { stage, by: Breakdown::Ethnicity, value: value.to_owned(), could, did }
}

fn equality(groups: &[Group], hidden: &BTreeSet<further::Step>) -> Report {
    let definition = definition("equality");
    let Kind::Equality(it) = &definition.kind else { panic!("{:?}", definition.kind) };
    let counted = crate::equality::Counted { groups: groups.to_vec(), ..Default::default() };
    equality_report(&definition, it, &counted, hidden, date(2010, 4, 1), None)
}

#[test]
fn a_ratio_that_leaves_out_one_asks_for_an_answer() {
    let groups = [
        group(Stage::Selected, "W1", 400, 200),
        group(Stage::Selected, "B1", 100, 10),
        group(Stage::Selected, "A1", 100, 48),
    ];
    let report = equality(&groups, &BTreeSet::new());
    let asked = |value: &str| report.notes.iter().any(|it| it.contains(value));
    assert!(asked("ethnicity B1 taken on 0.20 times as often"), "{:?}", report.notes);
    assert!(!asked("ethnicity A1"), "{:?}", report.notes);
}

fn drawn(key: &str, days: &[Date], tallies: &[(Cell, Tally)]) -> Option<String> {
    let definition = definition(key);
    let counted = counted(tallies.to_vec());
    let report = report(&definition, days, &counted, None);
    plot(&definition, &report, &counted.tallies)
}

#[test]
fn every_kind_of_picture_is_drawn_from_its_figures() {
    let day = [date(2008, 4, 1)];
    let others = Cell { comparison: true, ..nation() };
    let scheme = Cell { level: Level::Scheme, area: Some(7), ..nation() };
    let cohort = Cell { cohort: 1, ..nation() };
    let both = drawn("ni30", &day, &[(nation(), four()), (others, considered())]).unwrap();
    assert!(both.contains("Considered, not taken on"), "{both}");
    let funnel = drawn("ni30", &day, &[(nation(), four()), (scheme, four())]).unwrap();
    assert!(funnel.contains("99.8% limits"), "{funnel}");
    let days = [date(2008, 4, 1), date(2008, 7, 1)];
    let trend = drawn("spi-10-1", &days, &[(nation(), four()), (cohort, four())]).unwrap();
    assert!(trend.contains("2008-07-01"), "{trend}");
    let (cell, tally) = alike("M", &[10, 20], 4);
    let curve = drawn("survival", &day, &[(nation(), tally)]).unwrap();
    assert!(curve.contains("no proven re-offence"), "{curve} {cell:?}");
    assert_eq!(drawn("ni30", &day, &[]), None);
}

#[test]
fn the_end_of_two_years_is_the_last_day_of_them() {
    // One offends again on day 729, between eight quarters (day 728) and two years (day 730).
    let firsts = [(729, 1)].into_iter().collect();
    let censored = [(730, 1)].into_iter().collect();
    let tally = Tally { people: 2, firsts, censored, ..Tally::default() };
    let counted = counted([(nation(), tally)]);
    let report = report(&definition("survival"), &[date(2006, 4, 1)], &counted, None);
    check(&report, What::Surviving, Some(21), 100.0);
    check(&report, What::Surviving, Some(24), 50.0);
}

#[test]
fn a_scheme_of_which_nothing_was_counted_after_has_no_place_among_changes() {
    // One person with one conviction before and none after is no proof that the scheme is better.
    let scheme = Cell { level: Level::Scheme, area: Some(7), ..nation() };
    let none = Tally {
        people: 1,
        baseline: 1,
        baseline_squares: 1,
        steps: vec![Step::default(); 4],
        ..Tally::default()
    };
    let report = ni30([(nation(), four()), (scheme, none)]);
    assert_eq!(report.rows[1].cell.level, Level::Scheme);
    assert_eq!(report.rows[1].place, None);
}
