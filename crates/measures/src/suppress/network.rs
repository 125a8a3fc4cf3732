//! Cells as edges of a flow, and the ways round that change a hidden number without changing any
//! that is seen.

#![expect(
    clippy::indexing_slicing,
    reason = "vertices, edges and numbers are counted here; one out of range is a fault of this \
              module"
)]

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

use super::Counts;

/// One cell.
#[derive(Debug, Clone)]
struct Edge {
    from: usize,
    to: usize,
    people: u64,
    /// The numbers that can change one by one: people who did not re-offend, people who did, and
    /// the rest. Nobody can then be asked to have re-offended who is not there.
    counts: Counts,
    is_hidden: bool,
    /// Whether it may be hidden to cover another.
    may_hide: bool,
    /// How much a person in it costs to hide.
    weight: u64,
    /// Whether a reader cannot tell even that there is anybody.
    is_veiled: bool,
}

/// All cells, by what they add up to.
#[derive(Debug, Clone)]
pub(super) struct Network {
    edges: Vec<Edge>,
    around: Vec<Vec<usize>>,
}

/// Which way a number is changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    Up,
    Down,
}

/// What has been sent already, edge by edge.
pub(super) type Sent = BTreeMap<usize, i64>;

/// A way round: its price, how much goes, and the edges with the way that each changes.
#[derive(Debug, Clone)]
pub(super) struct Round {
    price: u64,
    pub(super) room: u64,
    pub(super) edges: Vec<(usize, Way)>,
}

/// Steps cost little beside people, so that the shortest of equal ways is found, and found soon.
const PRICE_OF_A_PERSON: u64 = 4096;

impl Network {
    pub(super) fn new(vertices: usize) -> Self {
        Self { edges: Vec::new(), around: vec![Vec::new(); vertices] }
    }

    /// Adds the next cell, with what it costs to hide one of its people. One where nobody is may
    /// not be hidden: that nobody is there is seen.
    pub(super) fn add(&mut self, (from, to): (usize, usize), counts: Counts, weight: u64) {
        let number = self.edges.len();
        let people = counts.first().copied().unwrap_or(0);
        let may_hide = people > 0;
        let counts = apart(counts);
        self.around[from].push(number);
        if to != from {
            self.around[to].push(number);
        }
        let (is_hidden, is_veiled) = (false, false);
        self.edges.push(Edge { from, to, people, counts, is_hidden, may_hide, weight, is_veiled });
    }

    pub(super) fn len(&self) -> usize {
        self.edges.len()
    }

    /// Keeps a cell as it is.
    pub(super) fn fix(&mut self, edge: usize) {
        self.edges[edge].may_hide = false;
    }

    pub(super) fn hide(&mut self, edge: usize) {
        self.edges[edge].is_hidden = true;
    }

    /// Hides a cell so that it is not even seen whether anybody is there.
    pub(super) fn veil(&mut self, edge: usize) {
        self.edges[edge].is_hidden = true;
        self.edges[edge].is_veiled = true;
    }

    pub(super) fn show(&mut self, edge: usize) {
        self.edges[edge].is_hidden = false;
    }

    pub(super) fn is_hidden(&self, edge: usize) -> bool {
        self.edges[edge].is_hidden
    }

    pub(super) fn is_empty(&self, edge: usize) -> bool {
        self.edges[edge].people == 0
    }

    /// Which numbers need room. Not those that are nothing throughout: a measure without a
    /// baseline, say. Nor people who did not re-offend, where anybody did: the number of all people
    /// moves with those who did.
    pub(super) fn asked(&self) -> Vec<usize> {
        let numbers = self.edges.first().map_or(0, |it| it.counts.len());
        let is_asked = |number: &usize| self.edges.iter().any(|it| it.counts[*number] > 0);
        let mut asked: Vec<usize> = (0..numbers).filter(is_asked).collect();
        if asked.contains(&1) {
            asked.retain(|it| *it != 0);
        }
        asked
    }

    /// How far a number can fall: to nothing, or to one person where it is seen that there is
    /// somebody, and it can be nobody else.
    fn room_down(&self, edge: usize, number: usize, sent: &Sent) -> u64 {
        let it = &self.edges[edge];
        let others: u64 =
            it.counts.iter().take(2).enumerate().filter(|it| it.0 != number).map(|it| it.1).sum();
        let least = u64::from(number < 2 && others == 0 && !it.is_veiled);
        let sent = if sent.is_empty() { 0 } else { sent.get(&edge).copied().unwrap_or(0) };
        let now = it.counts[number].saturating_add_signed(sent);
        now.saturating_sub(least)
    }

    /// The cheapest way to change a number of a cell, given what has been sent. Covers are paid for
    /// only where `covers` allows any.
    pub(super) fn round(
        &self,
        (edge, number): (usize, usize),
        way: Way,
        sent: &Sent,
        covers: Covers,
        reached: &mut Reached,
    ) -> Option<Round> {
        let Edge { from, to, .. } = self.edges[edge];
        let (start, goal, room) = match way {
            Way::Up => (to, from, u64::MAX),
            Way::Down => (from, to, self.room_down(edge, number, sent)),
        };
        if room == 0 {
            return None;
        }
        let search = Search { network: self, edge, number, sent, covers };
        let mut round = search.cheapest(start, goal, reached)?;
        round.room = room;
        for (edge, way) in &round.edges {
            if *way == Way::Down {
                round.room = round.room.min(self.room_down(*edge, number, sent));
            }
        }
        round.edges.push((edge, way));
        Some(round)
    }
}

impl Round {
    /// Whether another cell has to be hidden for it.
    pub(super) fn needs_cover(&self) -> bool {
        self.price >= PRICE_OF_A_PERSON
    }

    pub(super) fn is_cheaper_than(&self, other: &Self) -> bool {
        self.price < other.price
    }
}

/// People less those who re-offended, instead of all people.
fn apart(mut counts: Counts) -> Counts {
    if let [people, re_offended, ..] = counts.as_mut_slice() {
        *people = people.saturating_sub(*re_offended);
    }
    counts
}

/// Whether cells that are seen may be hidden on the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Covers {
    None,
    Any,
}

struct Search<'a> {
    network: &'a Network,
    edge: usize,
    number: usize,
    sent: &'a Sent,
    covers: Covers,
}

impl Search<'_> {
    fn cheapest(&self, start: usize, goal: usize, reached: &mut Reached) -> Option<Round> {
        reached.begin(self.network.around.len());
        reached.improve(start, 0, None);
        let mut open = BinaryHeap::from([Reverse((0_u64, start))]);
        while let Some(Reverse((price, at))) = open.pop() {
            if at == goal {
                return Some(self.walked(price, goal, reached));
            }
            if reached.price(at) < price {
                continue;
            }
            for &edge in &self.network.around[at] {
                let Some((more, next, way)) = self.step(at, edge) else { continue };
                if reached.improve(next, price + more, Some((edge, way))) {
                    open.push(Reverse((price + more, next)));
                }
            }
        }
        None
    }

    /// The price of going along an edge from a vertex, where it leads, and how that changes it.
    fn step(&self, at: usize, edge: usize) -> Option<(u64, usize, Way)> {
        let it = &self.network.edges[edge];
        if edge == self.edge || !(it.is_hidden || it.may_hide && self.covers == Covers::Any) {
            return None;
        }
        let (next, way) = if it.from == at { (it.to, Way::Up) } else { (it.from, Way::Down) };
        if way == Way::Down && self.network.room_down(edge, self.number, self.sent) == 0 {
            return None;
        }
        let cover = PRICE_OF_A_PERSON.saturating_mul(it.weight).saturating_mul(1 + it.people);
        let price = if it.is_hidden { 1 } else { cover };
        Some((price, next, way))
    }

    fn walked(&self, price: u64, goal: usize, reached: &Reached) -> Round {
        let mut edges = Vec::new();
        let mut at = goal;
        while let Some((edge, way)) = reached.places[at].by {
            edges.push((edge, way));
            let it = &self.network.edges[edge];
            at = match way {
                Way::Up => it.from,
                Way::Down => it.to,
            };
        }
        Round { price, room: u64::MAX, edges }
    }
}

/// How vertices were reached, kept from search to search so that none begins by making room.
#[derive(Debug, Default)]
pub(super) struct Reached {
    places: Vec<Place>,
    search: u64,
}

#[derive(Debug, Clone, Default)]
struct Place {
    /// In which search; what other searches left does not count.
    search: u64,
    price: u64,
    by: Option<(usize, Way)>,
}

impl Reached {
    fn begin(&mut self, vertices: usize) {
        self.places.resize(vertices, Place::default());
        self.search += 1;
    }

    fn price(&self, at: usize) -> u64 {
        let place = &self.places[at];
        if place.search == self.search { place.price } else { u64::MAX }
    }

    /// Whether this is the cheapest way so far.
    fn improve(&mut self, at: usize, price: u64, by: Option<(usize, Way)>) -> bool {
        let is_better = price < self.price(at);
        if is_better {
            self.places[at] = Place { search: self.search, price, by };
        }
        is_better
    }
}
