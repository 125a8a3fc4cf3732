//! Schemes beside one another, and people that are only told apart.

use super::*;

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
    let scheme = |area| Cell { level: Level::Scheme, area, ..nation() };
    let of = |people: u64, after: u64| Tally {
        people,
        baseline: 2 * people,
        baseline_squares: 5 * people,
        product: 2 * after,
        steps: vec![Step { count: after, squares: 2 * after, people: after }; 4],
        ..Tally::default()
    };
    // Beside the two there are many more who hardly re-offend.
    let (like, rest) = (of(400, 300), of(40_000, 2_000));
    let mut all = rest.clone();
    all.merge(&like);
    all.merge(&like);
    let (one, other) = (scheme(Some(1)), scheme(Some(2)));
    let report = ni30([(nation(), all), (scheme(None), rest), (one, like.clone()), (other, like)]);
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
    let scheme = |area| Cell { level: Level::Scheme, area: Some(area), ..nation() };
    let one = Tally { people: 1, ..Tally::default() };
    let report = ni30([(scheme(1), one.clone()), (scheme(2), one.clone())]);
    assert!(report.notes.is_empty(), "{:?}", report.notes);
    assert!(ni30([(nation(), one)]).notes[0].starts_with("One person alone"));
}
