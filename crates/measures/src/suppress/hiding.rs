//! Hides cells until every hidden number has room.

#![expect(
    clippy::indexing_slicing,
    reason = "edges are counted by the network; one out of range is a fault of this module"
)]

use std::collections::{BTreeMap, VecDeque};

use super::network::{Covers, Network, Reached, Round, Sent, Way};
use super::{Mark, Rule};

/// How often further cells are veiled for one that has no room: first a few, then all.
const ATTEMPTS: u32 = 2;

/// A network on the way to being safe.
pub(super) struct Hiding {
    network: Network,
    rule: Rule,
    /// Which numbers of a cell count.
    numbers: Vec<usize>,
    is_small: Vec<bool>,
    /// Hidden cells whose room is still to be seen to.
    waiting: VecDeque<usize>,
    reached: Reached,
    /// How many other values a number is known to be able to have, by edge and number: whatever a
    /// way round changes, it changes all along.
    known: BTreeMap<(usize, usize), u64>,
}

impl Hiding {
    pub(super) fn new(network: Network, rule: Rule) -> Self {
        let numbers = network.asked();
        let is_small = vec![false; network.len()];
        Self {
            network,
            rule,
            numbers,
            is_small,
            waiting: VecDeque::new(),
            reached: Reached::default(),
            known: BTreeMap::new(),
        }
    }

    /// Hides a cell because it is small.
    pub(super) fn hide_small(&mut self, edge: usize) {
        self.is_small[edge] = true;
        self.network.hide(edge);
        self.waiting.push_back(edge);
    }

    /// A cell that is hidden already and has its room elsewhere.
    pub(super) fn know_hidden(&mut self, edge: usize) {
        self.network.hide(edge);
    }

    /// Hides a cell and whether anybody is in it.
    pub(super) fn veil(&mut self, edge: usize) {
        self.network.veil(edge);
        self.waiting.push_back(edge);
    }

    pub(super) fn mark(&self, edge: usize) -> Mark {
        if self.network.is_hidden(edge) { Mark::Hidden } else { Mark::Shown }
    }

    /// Sees to all that are hidden. Where a number has no room however many are hidden, the cells
    /// that `further` names are veiled, first a few, then all.
    ///
    /// What is hidden only ever gives room to others, so that each needs to be seen to once.
    pub(super) fn settle(&mut self, further: impl Fn(usize, u32) -> Vec<usize>) {
        let mut empty = Vec::new();
        loop {
            if let Some(edge) = self.waiting.pop_front() {
                if self.network.is_empty(edge) {
                    empty.push(edge);
                } else {
                    self.see_to(edge, &further);
                }
            } else if let Some(edge) = empty.pop() {
                // That nobody is there, where it can be worked out anyhow, is as well said.
                if self.has_no_room(edge) {
                    self.network.show(edge);
                } else {
                    self.see_to(edge, &further);
                }
            } else {
                break;
            }
        }
    }

    fn has_no_room(&mut self, edge: usize) -> bool {
        let numbers = self.numbers.clone();
        numbers.into_iter().all(|number| self.room((edge, number), 1, Covers::None) == 0)
    }

    fn see_to(&mut self, edge: usize, further: &impl Fn(usize, u32) -> Vec<usize>) {
        let wanted =
            if self.is_small[edge] { self.rule.values.saturating_sub(1).max(1) } else { 1 };
        for number in self.numbers.clone() {
            for attempt in 0.. {
                let room = self.room((edge, number), wanted, Covers::Any);
                if room > 0 || attempt == ATTEMPTS {
                    break;
                }
                for it in further(edge, attempt) {
                    if !self.network.is_hidden(it) {
                        self.waiting.push_back(it);
                    }
                    self.network.veil(it);
                }
            }
        }
    }

    /// How many other values a number of a cell could have, up to as many as are wanted. Cells
    /// along the way are hidden.
    fn room(&mut self, cell: (usize, usize), wanted: u64, covers: Covers) -> u64 {
        if self.known.get(&cell).is_some_and(|it| *it >= wanted) {
            return wanted;
        }
        let mut room = 0;
        let (mut up, mut down) = (Sent::new(), Sent::new());
        while room < wanted {
            let mut round =
                |way, sent: &Sent| self.network.round(cell, way, sent, covers, &mut self.reached);
            let rise = round(Way::Up, &up).map(|it| (it, &mut up));
            let rises_free = rise.as_ref().is_some_and(|it| !it.0.needs_cover());
            let fall = if rises_free { None } else { round(Way::Down, &down) };
            let fall = fall.map(|it| (it, &mut down));
            let Some((round, sent)) = cheaper(rise, fall) else { break };
            if sent.is_empty() {
                note(&mut self.known, &round, cell.1);
            }
            let amount = round.room.min(wanted - room);
            room += amount;
            send(&round, amount, sent);
            self.hide_along(&round);
        }
        room
    }

    fn hide_along(&mut self, round: &Round) {
        for (edge, _) in &round.edges {
            if !self.network.is_hidden(*edge) {
                self.network.hide(*edge);
                self.waiting.push_back(*edge);
            }
        }
    }
}

type Sending<'a> = (Round, &'a mut Sent);

fn cheaper<'a>(rise: Option<Sending<'a>>, fall: Option<Sending<'a>>) -> Option<Sending<'a>> {
    match (rise, fall) {
        (Some(rise), Some(fall)) if fall.0.is_cheaper_than(&rise.0) => Some(fall),
        (Some(rise), _) => Some(rise),
        (None, fall) => fall,
    }
}

fn note(known: &mut BTreeMap<(usize, usize), u64>, round: &Round, number: usize) {
    for (edge, _) in &round.edges {
        let room = known.entry((*edge, number)).or_default();
        *room = round.room.max(*room);
    }
}

fn send(round: &Round, amount: u64, sent: &mut Sent) {
    let amount = i64::try_from(amount).unwrap_or(i64::MAX);
    for (edge, way) in &round.edges {
        let change = match way {
            Way::Up => amount,
            Way::Down => -amount,
        };
        *sent.entry(*edge).or_default() += change;
    }
}
