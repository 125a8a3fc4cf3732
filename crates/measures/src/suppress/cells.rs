//! From tallies to the cells that are not published.

use std::collections::{BTreeMap, BTreeSet};

use super::{Area, Counts, Mark, NoTree, Rule, Tree};
use crate::definition::{Breakdown, Level};
use crate::tally::{Cell, Tally};

/// Where a scheme lies: its number, and those of its areas from the CDRP to the region, as far as
/// it lies in any.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Path {
    /// The scheme.
    pub scheme: i64,
    /// CDRP, LCJB and region.
    pub areas: [Option<i64>; 3],
}

/// An area at its level.
type Place = (Level, Option<i64>);

/// People who are taken together: a cohort, or those that it is set beside.
type Group = (usize, bool);

/// The cells whose figures must not be published. Cells of which there is no tally may be among
/// them: a line that is left out would say that nobody is there, so that it is printed as hidden,
/// too.
///
/// The tallies must be of every level, so that the same cells are hidden whichever are printed.
pub fn hidden_cells(
    tallies: &BTreeMap<Cell, Tally>,
    paths: &[Path],
    rule: Rule,
) -> Result<BTreeSet<Cell>, NoTree> {
    let groups: BTreeSet<Group> = tallies.keys().map(|it| (it.cohort, it.comparison)).collect();
    let mut hidden = BTreeSet::new();
    for group in groups {
        hidden.extend(hidden_in(tallies, group, paths, rule)?);
    }
    Ok(hidden)
}

fn hidden_in(
    tallies: &BTreeMap<Cell, Tally>,
    group: Group,
    paths: &[Path],
    rule: Rule,
) -> Result<Vec<Cell>, NoTree> {
    let ours = || tallies.keys().filter(|it| (it.cohort, it.comparison) == group);
    let places = places(ours());
    let nothing = Tally::default();
    let tally = |cell: &Cell| tallies.get(cell).unwrap_or(&nothing);
    let counted = Counted::of(ours().map(tally));
    let total = |it: Place, by| counted.numbers(by, tally(&whole(group, it)));
    let areas = areas(&places, paths, |it| total(it, None))?;
    let tree = Tree::settle(areas, rule)?;
    let marked = places.iter().zip(tree.totals());
    let is_hidden = |it: &(&Place, &Mark)| *it.1 == Mark::Hidden;
    let mut hidden: Vec<Cell> = marked.filter(is_hidden).map(|(it, _)| whole(group, *it)).collect();
    for (breakdown, values) in breakdowns(ours()) {
        let part = |place: Place, value: &str| Cell {
            part: Some((breakdown, value.to_owned())),
            ..whole(group, place)
        };
        let counts = |place: Place| -> Vec<Counts> {
            let numbers = |it: &&str| counted.numbers(Some(breakdown), tally(&part(place, it)));
            values.iter().map(numbers).collect()
        };
        let parts: Vec<Vec<Counts>> = places.iter().map(|it| counts(*it)).collect();
        let wholes: Vec<Counts> = places.iter().map(|it| total(*it, Some(breakdown))).collect();
        let marks = tree.breakdown(&parts, Some(&wholes))?;
        for (place, marks) in places.iter().zip(marks) {
            let marked = values.iter().zip(marks).filter(|(_, mark)| *mark == Mark::Hidden);
            hidden.extend(marked.map(|(value, _)| part(*place, value)));
        }
    }
    Ok(hidden)
}

fn whole((cohort, comparison): Group, (level, area): Place) -> Cell {
    Cell { cohort, comparison, level, area, part: None }
}

/// Areas that anybody is in, the nation first.
fn places<'a>(cells: impl Iterator<Item = &'a Cell>) -> Vec<Place> {
    let places: BTreeSet<Place> = cells.map(|it| (it.level, it.area)).collect();
    places.into_iter().rev().collect()
}

/// The values of each breakdown.
fn breakdowns<'a>(cells: impl Iterator<Item = &'a Cell>) -> BTreeMap<Breakdown, BTreeSet<&'a str>> {
    let mut values: BTreeMap<Breakdown, BTreeSet<&str>> = BTreeMap::new();
    for (breakdown, value) in cells.filter_map(|it| it.part.as_ref()) {
        values.entry(*breakdown).or_default().insert(value);
    }
    values
}

/// What a measure counts at all. What it does not is not a small number of everybody.
#[derive(Debug, Clone, Copy)]
struct Counted {
    before: bool,
    after: bool,
}

impl Counted {
    fn of<'a>(tallies: impl Iterator<Item = &'a Tally>) -> Self {
        tallies.fold(Self { before: false, after: false }, |it, tally| Self {
            before: it.before || tally.baseline > 0,
            after: it.after || tally.baseline > 0 || !tally.steps.is_empty(),
        })
    }

    /// What is published of a cell.
    fn numbers(self, breakdown: Option<Breakdown>, tally: &Tally) -> Counts {
        let after = tally.whole();
        // Counts are split by class and people are not, so that a class without offences is empty.
        let people = match breakdown {
            Some(Breakdown::OffenceClass) => tally.baseline + after.count,
            Some(
                Breakdown::Strand
                | Breakdown::Statutory
                | Breakdown::AgeBand
                | Breakdown::Sex
                | Breakdown::Ethnicity
                | Breakdown::MonthsOnScheme
                | Breakdown::Covariates,
            )
            | None => tally.people,
        };
        let mut numbers = vec![people];
        if self.after {
            numbers.extend([after.people, after.count]);
        }
        if self.after && breakdown != Some(Breakdown::OffenceClass) {
            // That all of a scheme re-offended tells of each, as that nobody did.
            numbers.push(people.saturating_sub(after.people));
        }
        if self.before {
            numbers.push(tally.baseline);
        }
        numbers
    }
}

fn areas(
    places: &[Place],
    paths: &[Path],
    total: impl Fn(Place) -> Counts,
) -> Result<Vec<Area>, NoTree> {
    if places.first().is_none_or(|it| it.0 != Level::Nation) {
        return Err(NoTree::NoNation);
    }
    let numbers: BTreeMap<Place, usize> = places.iter().copied().zip(0..).collect();
    let above = above(paths, &numbers);
    let area = |it: &Place| Area { parent: parent(*it, &above, &numbers), total: total(*it) };
    Ok(places.iter().map(area).collect())
}

/// What each place is part of: the next above it on the way of a scheme that somebody is in.
fn above(paths: &[Path], numbers: &BTreeMap<Place, usize>) -> BTreeMap<Place, usize> {
    let mut above = BTreeMap::new();
    for path in paths {
        let [cdrp, lcjb, region] = path.areas;
        let way = [
            (Level::Scheme, Some(path.scheme)),
            (Level::Cdrp, cdrp),
            (Level::Lcjb, lcjb),
            (Level::Region, region),
            (Level::Nation, None),
        ];
        let known = way.iter().filter_map(|it| numbers.get(it).map(|number| (*it, *number)));
        let known: Vec<(Place, usize)> = known.collect();
        for (below, next) in known.iter().zip(known.iter().skip(1)) {
            above.entry(below.0).or_insert(next.1);
        }
    }
    above
}

/// A scheme in no area is part of the people in no area, where these are counted.
fn parent(
    place: Place,
    above: &BTreeMap<Place, usize>,
    numbers: &BTreeMap<Place, usize>,
) -> Option<usize> {
    let in_no_area = || {
        let mut levels = Level::ALL.into_iter().filter(|it| *it > place.0);
        levels.find_map(|level| numbers.get(&(level, None)).copied())
    };
    above.get(&place).copied().or_else(in_no_area)
}
