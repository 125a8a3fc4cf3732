//! Schemes beside one another, and people that are only told apart.

use super::*;
use crate::count::Axis;

/// People on this scheme, or on none.
fn on(scheme: Option<i64>) -> Cell {
    Cell { level: Level::Scheme, area: scheme, ..nation() }
}

/// People with two convictions each before, of whom so many have one after.
fn of(people: u64, after: u64) -> Tally {
    Tally {
        people,
        baseline: 2 * people,
        baseline_squares: 5 * people,
        product: 2 * after,
        steps: vec![Step { count: after, squares: 2 * after, people: after }; 4],
        ..Tally::default()
    }
}

#[test]
fn a_scheme_like_the_rest_cannot_be_told_from_it() {
    let scheme = Cell { level: Level::Scheme, area: Some(7), ..nation() };
    let many = Tally {
        people: 400,
        baseline: 600,
        baseline_squares: 1400,
        product: 400,
        steps: vec![Step { count: 300, squares: 300, people: 300 }; 4],
        ..Tally::default()
    };
    let other = Cell { area: Some(8), ..scheme.clone() };
    let none = Cell { area: None, ..scheme.clone() };
    let cells = [(nation(), many.clone()), (none, many.clone()), (scheme, four()), (other, many)];
    let report = ni30(cells);
    let place = |at: usize| report.rows[at].place;
    // Nation, those on no scheme, and the two.
    assert_eq!([place(0), place(1)], [None, None]);
    assert_eq!(place(2), Some(Place::NotDistinguishable));
    assert!(report.table().contains("on no scheme"));
}

#[test]
fn schemes_are_set_against_schemes_and_not_against_those_on_none() {
    // Beside the two there are many more who hardly re-offend.
    let (like, rest) = (of(400, 300), of(40_000, 2_000));
    let mut all = rest.clone();
    all.merge(&like);
    all.merge(&like);
    let (one, other) = (on(Some(1)), on(Some(2)));
    let report = ni30([(nation(), all), (on(None), rest), (one, like.clone()), (other, like)]);
    let places: Vec<Option<Place>> = report.rows.iter().map(|it| it.place).collect();
    let same = Some(Place::NotDistinguishable);
    assert_eq!(places, [None, None, same, same]);
}

#[test]
fn people_that_are_told_apart_alone_are_still_somebody() {
    let part = |band: &str| (Breakdown::AgeBand, band.to_owned());
    let band = |it: &str| Cell { part: Some(part(it)), ..nation() };
    let cells = [(band("18-20"), four()), (band("21-24"), four())];
    assert!(ni30(cells).notes.is_empty());
    let one = Tally { people: 1, ..Tally::default() };
    let report = ni30([(on(Some(1)), one.clone()), (on(Some(2)), one.clone())]);
    assert!(report.notes.is_empty(), "{:?}", report.notes);
    assert!(ni30([(nation(), one)]).notes[0].starts_with("One person alone"));
}

#[test]
fn what_a_funnel_is_drawn_around_is_of_the_schemes_that_are_shown() {
    let cells =
        [(on(Some(1)), of(100, 50)), (on(Some(2)), of(100, 50)), (on(Some(3)), of(100, 80))];
    let mut all = Tally::default();
    for (_, tally) in &cells {
        all.merge(tally);
    }
    let tallies: BTreeMap<Cell, Tally> = cells.into_iter().chain([(nation(), all)]).collect();
    let report = ni30(tallies.clone());
    let drawn = |report: &Report| plot(&definition("ni30"), report, &tallies).unwrap();
    assert!(drawn(&report).contains("All schemes together: -70.0."), "{}", drawn(&report));

    let axes = [Axis { level: Level::Scheme, breakdown: None }];
    let published = report.published(&[on(Some(3))].into_iter().collect(), &axes);
    let svg = drawn(&published);
    assert!(svg.contains("All schemes shown together: -75.0. Of 2 schemes 2"), "{svg}");
}
