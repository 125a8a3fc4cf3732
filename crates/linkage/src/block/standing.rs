//! Blocks that stay: which standing records a rule may find for one record, and room for more.

use std::collections::HashMap;

use super::group::Groups;
use crate::plan::{Known, Plan, PlannedRule, Reading, SlotNumber};
use crate::records::{MISSING, Records, Row, ValueId};

/// The standing records by what the rules read.
#[derive(Debug)]
pub(crate) struct Standing {
    lookups: Vec<Lookup>,
    /// For each rule, the ways in which it may find a record.
    rules: Vec<Vec<Way>>,
}

/// Lookups, by number, of which any finds all that there is: the one with the fewest records is
/// asked, since there are thousands of one surname and a few in one postcode.
type Way = Vec<usize>;

/// Standing records by the value of one slot.
#[derive(Debug)]
struct Lookup {
    by: By,
    groups: Groups,
    /// Those taken since the groups were made.
    recent: HashMap<ValueId, Vec<Row>>,
}

/// How a record is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum By {
    /// By a slot of the record asked about, in a slot of the standing ones.
    Text {
        asked: SlotNumber,
        standing: SlotNumber,
    },
    AnyOfList(SlotNumber),
}

impl By {
    /// The values by which records are looked for.
    fn asked(self, record: &impl Reading) -> Vec<ValueId> {
        match self {
            Self::Text { asked, .. } => text(record, asked),
            Self::AnyOfList(slot) => list(record, slot),
        }
    }

    /// The values by which a standing record is found.
    fn standing(self, record: &impl Reading) -> Vec<ValueId> {
        match self {
            Self::Text { standing, .. } => text(record, standing),
            Self::AnyOfList(slot) => list(record, slot),
        }
    }
}

fn text(record: &impl Reading, slot: SlotNumber) -> Vec<ValueId> {
    let value = record.value(slot);
    if value == MISSING { Vec::new() } else { vec![value] }
}

fn list(record: &impl Reading, slot: SlotNumber) -> Vec<ValueId> {
    let mut values = record.list(slot).unwrap_or_default().to_vec();
    values.retain(|it| *it != MISSING);
    values
}

impl Standing {
    pub(crate) fn new(plan: &Plan, records: &Records) -> Self {
        let mut standing = Self { lookups: Vec::new(), rules: Vec::new() };
        for rule in &plan.rules {
            let ways = ways(rule);
            let ways = ways
                .into_iter()
                .map(|way| way.into_iter().map(|by| standing.lookup(plan, records, by)).collect());
            let ways = ways.collect();
            standing.rules.push(ways);
        }
        standing
    }

    /// The number of a lookup, made now if it is new.
    fn lookup(&mut self, plan: &Plan, records: &Records, by: By) -> usize {
        let known = self.lookups.iter().position(|it| it.by == by);
        known.unwrap_or_else(|| {
            let groups = match by {
                By::Text { standing, .. } => Groups::by_value(plan, records, standing),
                By::AnyOfList(slot) => Groups::by_list(plan, records, slot),
            };
            self.lookups.push(Lookup { by, groups, recent: HashMap::new() });
            self.lookups.len() - 1
        })
    }

    /// Standing records that may be found: all that the rule does find are among them.
    pub(crate) fn candidates<'a>(
        &'a self,
        rule: usize,
        asked: &'a impl Reading,
    ) -> impl Iterator<Item = Row> + 'a {
        self.rules[rule].iter().flat_map(move |way| {
            let found = way.iter().map(|lookup| {
                let lookup = &self.lookups[*lookup];
                let values = lookup.by.asked(asked);
                let rows = values.iter().map(|it| lookup.rows(*it).count()).sum::<usize>();
                (rows, lookup, values)
            });
            let fewest = found.min_by_key(|(rows, _, _)| *rows);
            fewest.into_iter().flat_map(|(_, lookup, values)| {
                values.into_iter().flat_map(move |value| lookup.rows(value))
            })
        })
    }

    /// Takes a record that has been added to the set.
    pub(crate) fn take(&mut self, plan: &Plan, records: &Records, row: Row) {
        let known = Known::new(plan, records, row);
        for lookup in &mut self.lookups {
            for value in lookup.by.standing(&known) {
                lookup.recent.entry(value).or_default().push(row);
            }
        }
    }
}

impl Lookup {
    fn rows(&self, value: ValueId) -> impl Iterator<Item = Row> + '_ {
        let number = value as usize;
        let known = value != MISSING && number < self.groups.len();
        let before = if known { self.groups.block(number) } else { &[] };
        let since = self.recent.get(&value).map(Vec::as_slice).unwrap_or_default();
        before.iter().chain(since).copied()
    }
}

/// The ways of a rule: by any of its keys, from either side where the sides differ.
fn ways(rule: &PlannedRule) -> Vec<Vec<By>> {
    if let Some(slot) = rule.exploded {
        return vec![vec![By::AnyOfList(slot)]];
    }
    if rule.keys.is_empty() {
        return Vec::new();
    }
    let way = |turned: bool| {
        let by = |(left, right): &(SlotNumber, SlotNumber)| {
            let (asked, standing) = if turned { (*right, *left) } else { (*left, *right) };
            By::Text { asked, standing }
        };
        rule.keys.iter().map(by).collect::<Vec<_>>()
    };
    let mut ways = vec![way(false)];
    if rule.keys.iter().any(|(left, right)| left != right) {
        ways.push(way(true));
    }
    ways
}
