//! What is published, and what is not.

use super::*;
use crate::count::Axis;

const NATION: Axis = Axis { level: Level::Nation, breakdown: None };

fn sex(value: &str) -> Cell {
    Cell { part: Some((Breakdown::Sex, value.to_owned())), ..nation() }
}

#[test]
fn what_is_published_holds_nothing_about_a_cell_kept_back() {
    let many = Tally { people: 40, ..four() };
    let report = ni30([(nation(), many.clone()), (sex("M"), many), (sex("F"), four())]);
    let hidden = [sex("F"), sex("X")].into_iter().collect();
    let by_sex = Axis { level: Level::Nation, breakdown: Some(Breakdown::Sex) };
    let printed = [NATION, by_sex];
    let published = report.published(&hidden, &printed);
    for row in &published.rows {
        let kept_back = hidden.contains(&row.cell);
        assert!(row.figures.iter().all(|it| it.hidden == kept_back), "{:?}", row.cell);
        assert!(!row.figures.is_empty());
    }
    assert_eq!(published.rows.len(), 4, "a line for the one of whom there is no tally, too");
}

#[test]
fn what_was_not_settled_is_not_published() {
    let published = ni30([(nation(), four())]).published(&BTreeSet::new(), &[NATION]);
    let figures = &published.rows[0].figures;
    let dropped = [What::Severity, What::CustodyAfter, What::CustodyBefore, What::MonthsOnScheme];
    assert!(figures.iter().all(|it| !dropped.contains(&it.what)));
    assert!(figures.iter().all(|it| it.after_months.is_none_or(|months| months == 12)));
}

#[test]
fn the_change_beside_people_kept_back_is_kept_back() {
    let others = Cell { comparison: true, ..nation() };
    let report = ni30([(nation(), four()), (others.clone(), considered())]);
    let published = report.published(&[others].into_iter().collect(), &[NATION]);
    assert!(figure(&published, 0, What::ChangeBeside, Some(12)).hidden);
    assert!(!figure(&published, 0, What::Change, Some(12)).hidden);
}

#[test]
fn of_few_left_out_only_that_they_were_few_is_published() {
    let published = small().published(&BTreeSet::new(), &[NATION]);
    assert!(published.table().contains("dead before follow up: fewer than 5"));
    assert!(!published.json().unwrap().contains("\"count\": 2"));
}

#[test]
fn levels_not_asked_for_are_not_printed() {
    let scheme = Cell { level: Level::Scheme, area: Some(7), ..nation() };
    let report = ni30([(nation(), four()), (scheme, four())]);
    let published = report.published(&BTreeSet::new(), &[NATION]);
    assert_eq!(published.rows.len(), 1);
}

#[test]
fn what_is_settled_for_print_is_every_level_and_every_level_of_each_breakdown() {
    let by_sex = Axis { level: Level::Nation, breakdown: Some(Breakdown::Sex) };
    let axes = settled(&[NATION, by_sex, NATION]);
    assert_eq!(axes.len(), 10);
    assert!(axes.contains(&Axis { level: Level::Scheme, breakdown: Some(Breakdown::Sex) }));
    assert!(axes.contains(&Axis { level: Level::Cdrp, breakdown: None }));
}

#[test]
fn groups_of_few_are_kept_back_at_every_step_that_tells_of_them() {
    let groups = [
        group(Stage::Selected, "W1", 400, 200),
        group(Stage::Selected, "B1", 100, 3),
        group(Stage::Selected, "A1", 100, 50),
        group(Stage::Refused, "W1", 400, 200),
        group(Stage::Refused, "B1", 100, 97),
        group(Stage::Refused, "A1", 100, 50),
    ];
    let counted = crate::equality::Counted { groups: groups.to_vec(), ..Default::default() };
    let hidden = equality_hidden(&counted).unwrap();
    let of = |stage, value: &str| (stage, Breakdown::Ethnicity, value.to_owned());
    assert!(hidden.contains(&of(Stage::Selected, "B1")));
    assert!(hidden.contains(&of(Stage::Refused, "B1")));
    assert!(hidden.len() > 2, "one alone could be had by subtraction: {hidden:?}");
    let report = equality(&groups, &hidden);
    let shown = |it: &&Line| !it.hidden && it.value_of_breakdown.as_deref() == Some("B1");
    assert_eq!(report.lines().iter().filter(shown).count(), 0);
    assert!(report.notes.iter().all(|it| !it.contains("B1")), "{:?}", report.notes);
}

#[test]
fn what_is_kept_back_is_not_drawn() {
    let definition = definition("ni30");
    let scheme = Cell { level: Level::Scheme, area: Some(7), ..nation() };
    let counted = counted([(nation(), Tally { people: 40, ..four() }), (scheme.clone(), four())]);
    let asked = [NATION, Axis { level: Level::Scheme, breakdown: None }];
    let report = report(&definition, &[date(2008, 4, 1)], &counted, None);
    let published = report.published(&[scheme].into_iter().collect(), &asked);
    let picture = plot(&definition, &published, &counted.tallies);
    assert!(picture.is_none_or(|it| !it.contains("Scheme 7")));
}

#[test]
fn a_count_so_far_is_not_published_for_the_end() {
    let early = report(
        &definition("ni30"),
        &[date(2008, 4, 1)],
        &counted([(nation(), four())]),
        Some(date(2008, 12, 31)),
    );
    assert!(early.table().contains("by month 9"), "{}", early.table());
    let published = early.published(&BTreeSet::new(), &[NATION]);
    let kinds: Vec<What> = published.rows[0].figures.iter().map(|it| it.what).collect();
    assert_eq!(kinds, [What::People, What::Baseline, What::TargetChange]);
}

#[test]
fn a_small_cohort_is_said_to_be_small_and_not_how_small() {
    for people in [0, 1, 4] {
        let report = ni30([(nation(), Tally { people, ..four() })]);
        let published = report.published(&[nation()].into_iter().collect(), &[NATION]);
        assert_eq!(published.notes, ["Fewer than 5 people are in the cohort of 2008-04-01."]);
    }
    let report = ni30([(nation(), Tally { people: 5, ..four() })]);
    assert!(report.published(&BTreeSet::new(), &[NATION]).notes.is_empty());
}
