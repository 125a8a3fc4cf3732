//! Small numbers are not published, nor can they be worked out from what is.
//!
//! A cell is small where it has people and any of its numbers is below five. Hiding small cells is
//! not enough: whoever knows a region and all of its schemes but one knows that one. So further
//! cells are hidden until every hidden number could be several numbers, as far as what is published
//! goes. Which of them were small is not said either: a hidden cell is a hidden cell.
//!
//! **How.** Sums along the tree of areas and over the parts of an area are the conservation of a
//! flow: from the nation down to the smallest areas by their totals, and back up to the nation by
//! the parts. What a hidden number could be otherwise is what can be sent round through other
//! hidden cells, and the least and the greatest it can be are found by sending as much as goes.
//! Where that is too little, the cheapest way round is found and the cells along it are hidden.
//!
//! People who re-offended and people who did not change apart from each other, so that no more need
//! re-offend than there are. What a reader could make of several numbers of a cell beyond that is
//! not followed.
//!
//! **Two tables of the same facts.** Totals of areas are settled first, for the whole tree and
//! whatever the breakdown. An area whose total is hidden has all of its parts hidden in every
//! breakdown, so that any other tree of totals can be followed by the parts. Breakdowns are then
//! settled one by one with the same totals, and having two of them tells no more than each. That
//! holds as long as the whole tree is settled and levels are chosen for print afterwards.

mod cells;
mod hiding;
mod network;
#[cfg(test)]
mod tests;

pub use cells::{Path, hidden_cells};

use hiding::Hiding;
use network::Network;

/// What is small, and how much room a small number must have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// Numbers below this are small. Source: [LOCAL].
    pub below: u64,
    /// How many values a small number must be able to have, where the table has the room; two it
    /// always has.
    pub values: u64,
}

impl Rule {
    /// Below five, and never one value only. Asking for three values instead hides a thirtieth
    /// more of the nation's cells by ethnicity, some of regions among them, and takes seven times
    /// as long.
    pub const PUBLISHED: Self = Self { below: 5, values: 2 };

    fn is_small(&self, counts: &Counts) -> bool {
        !is_empty(counts) && counts.iter().any(|it| *it < self.below)
    }
}

/// The numbers of a cell that are published or can be worked out from what is: people first, then
/// those who re-offended, offences after, those who did not re-offend, offences before. All cells
/// of a table have the same.
pub type Counts = Vec<u64>;

/// Nobody is there, which says nothing of anybody.
fn is_empty(counts: &Counts) -> bool {
    counts.first().is_none_or(|it| *it == 0)
}

/// Whether a cell may be seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// Its numbers are published.
    Shown,
    /// Nothing of it is, nor why.
    Hidden,
}

/// One area, and its place in the tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Area {
    /// The area that this one is part of, by its place in the list; nothing for the nation.
    pub parent: Option<usize>,
    /// All of its people.
    pub total: Counts,
}

/// Why areas are no tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoTree {
    /// The first area is the nation, and every other stands behind the one that it is part of.
    #[error("area {0} does not stand behind the area that it is part of")]
    OutOfOrder(usize),
    /// A cell has more or fewer numbers than the first.
    #[error("area {0} has not as many numbers as the nation, or not as many parts")]
    Uneven(usize),
    /// The whole tree is needed, whatever levels are printed.
    #[error("there is no total of the nation to hide others behind")]
    NoNation,
}

/// The whole tree, with the marks of its totals.
#[derive(Debug, Clone)]
pub struct Tree {
    areas: Vec<Area>,
    totals: Vec<Mark>,
    rule: Rule,
}

impl Tree {
    /// Settles the totals. The nation comes first, and every area behind the one it is part of.
    pub fn settle(areas: Vec<Area>, rule: Rule) -> Result<Self, NoTree> {
        for (number, area) in areas.iter().enumerate() {
            let is_placed = area.parent.map_or(number == 0, |it| it < number);
            if !is_placed {
                return Err(NoTree::OutOfOrder(number));
            }
            if areas.first().is_some_and(|it| it.total.len() != area.total.len()) {
                return Err(NoTree::Uneven(number));
            }
        }
        let mut network = Network::new(1 + areas.len());
        let shape = Shape::of(&areas);
        for (number, area) in areas.iter().enumerate() {
            let below = if shape.is_smallest(number) { GROUND } else { vertex(number) };
            network.add((shape.above(number), below), area.total.clone(), shape.weight(number));
        }
        let mut hiding = Hiding::new(network, rule);
        let all: Vec<usize> = (0..areas.len()).collect();
        for (number, area) in areas.iter().enumerate() {
            if rule.is_small(&area.total) {
                hiding.hide_small(number);
            }
        }
        hiding.settle(|_, _| all.clone());
        let totals = all.iter().map(|it| hiding.mark(*it)).collect();
        Ok(Self { areas, totals, rule })
    }

    /// The marks of the totals, area by area.
    pub fn totals(&self) -> &[Mark] {
        &self.totals
    }

    /// Settles one breakdown: for each area its parts, as many for each. The marks are by area and
    /// part. `wholes` are the totals of the same numbers, where these are others than the tree was
    /// settled for, as with offences by class; else those of the tree.
    pub fn breakdown(
        &self,
        parts: &[Vec<Counts>],
        wholes: Option<&[Counts]>,
    ) -> Result<Vec<Vec<Mark>>, NoTree> {
        let each = self.even(parts, wholes)?;
        let totals = self.totals_of(wholes);
        let network = self.network(parts, &totals, each);
        let mut hiding = Hiding::new(network, self.rule);
        let part = |area: usize, part: usize| self.areas.len() + area * each + part;
        for (area, counts) in parts.iter().enumerate() {
            if self.totals.get(area) == Some(&Mark::Hidden) {
                hiding.know_hidden(area);
                (0..each).for_each(|it| hiding.veil(part(area, it)));
            }
            for (number, counts) in counts.iter().enumerate() {
                if self.rule.is_small(counts) {
                    hiding.hide_small(part(area, number));
                }
            }
        }
        hiding.settle(|edge, attempt| {
            let area = (edge - self.areas.len()) / each;
            let areas = if attempt == 0 { self.upwards(area) } else { self.everything() };
            areas.into_iter().flat_map(|area| (0..each).map(move |it| part(area, it))).collect()
        });
        let marks = |area| (0..each).map(|it| hiding.mark(part(area, it))).collect();
        Ok((0..self.areas.len()).map(marks).collect())
    }

    /// How many parts each area has.
    fn even(&self, parts: &[Vec<Counts>], wholes: Option<&[Counts]>) -> Result<usize, NoTree> {
        let each = parts.first().map_or(0, Vec::len);
        let numbers = self.totals_of(wholes).first().map_or(0, |it| it.len());
        for rows in [parts.len(), wholes.map_or(parts.len(), <[Counts]>::len)] {
            if rows != self.areas.len() {
                return Err(NoTree::Uneven(rows.min(self.areas.len())));
            }
        }
        for (area, parts) in parts.iter().enumerate() {
            if parts.len() != each || parts.iter().any(|it| it.len() != numbers) {
                return Err(NoTree::Uneven(area));
            }
        }
        Ok(each)
    }

    fn totals_of<'a>(&'a self, wholes: Option<&'a [Counts]>) -> Vec<&'a Counts> {
        match wholes {
            Some(wholes) => wholes.iter().collect(),
            None => self.areas.iter().map(|it| &it.total).collect(),
        }
    }

    /// Totals go down the tree to the smallest areas, parts come back up.
    fn network(&self, parts: &[Vec<Counts>], totals: &[&Counts], each: usize) -> Network {
        let shape = Shape::of(&self.areas);
        let mut network = Network::new(1 + self.areas.len() * (1 + each));
        for (area, total) in totals.iter().enumerate() {
            network.add((shape.above(area), vertex(area)), (*total).clone(), shape.weight(area));
            network.fix(area);
        }
        let column = |area: usize, part: usize| vertex(self.areas.len() + area * each + part);
        for (area, counts) in parts.iter().enumerate() {
            for (part, counts) in counts.iter().enumerate() {
                let below = if shape.is_smallest(area) { vertex(area) } else { column(area, part) };
                let above = shape.parent(area).map_or(GROUND, |it| column(it, part));
                network.add((below, above), counts.clone(), shape.weight(area));
            }
        }
        network
    }

    /// An area and all that it is part of.
    fn upwards(&self, area: usize) -> Vec<usize> {
        let parent = |it: &usize| self.areas.get(*it).and_then(|it| it.parent);
        std::iter::successors(Some(area), parent).collect()
    }

    fn everything(&self) -> Vec<usize> {
        (0..self.areas.len()).collect()
    }
}

/// Where what is unknown of the whole comes from and goes to.
const GROUND: usize = 0;

const LEVELS_BELOW_THE_NATION: usize = 4;

fn vertex(number: usize) -> usize {
    1 + number
}

/// Which areas have areas below them, and what is above.
struct Shape {
    parents: Vec<Option<usize>>,
    has_parts: Vec<bool>,
}

impl Shape {
    fn of(areas: &[Area]) -> Self {
        let parents: Vec<Option<usize>> = areas.iter().map(|it| it.parent).collect();
        let mut has_parts = vec![false; areas.len()];
        for parent in parents.iter().flatten() {
            if let Some(it) = has_parts.get_mut(*parent) {
                *it = true;
            }
        }
        Self { parents, has_parts }
    }

    fn is_smallest(&self, area: usize) -> bool {
        self.has_parts.get(area) == Some(&false)
    }

    fn parent(&self, area: usize) -> Option<usize> {
        self.parents.get(area).copied().flatten()
    }

    /// What it costs to hide a person of an area: the more, the further up the tree, where more
    /// is read.
    fn weight(&self, area: usize) -> u64 {
        let way = std::iter::successors(self.parent(area), |it| self.parent(*it));
        (way.count()..LEVELS_BELOW_THE_NATION).fold(1, |weight, _| weight * 8)
    }

    /// Where the total of an area comes from.
    fn above(&self, area: usize) -> usize {
        self.parent(area).map_or(GROUND, vertex)
    }
}
