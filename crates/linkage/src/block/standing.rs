//! Blocks that stay: which standing records a rule may find for one record, and room for more.

use std::collections::HashMap;

use super::group::Groups;
use crate::plan::{Known, Plan, PlannedRule, Reading, SlotNumber};
use crate::records::{MISSING, Records, Row, ValueId};

/// For each rule, the standing records by what the rule reads.
#[derive(Debug)]
pub(crate) struct Standing {
    rules: Vec<Vec<Lookup>>,
}

/// Standing records by the value of one slot.
#[derive(Debug)]
struct Lookup {
    by: By,
    /// What is read from the record asked about.
    asked: SlotNumber,
    /// What is read from a standing one.
    standing: SlotNumber,
    groups: Groups,
    /// Those taken since the groups were made.
    recent: HashMap<ValueId, Vec<Row>>,
}

/// How a record is found.
#[derive(Debug, Clone, Copy)]
enum By {
    Text,
    AnyOfList,
}

impl Standing {
    pub(crate) fn new(plan: &Plan, records: &Records) -> Self {
        let rules = plan.rules.iter().map(|rule| lookups(plan, records, rule)).collect();
        Self { rules }
    }

    /// Standing records that may be found: all that the rule does find are among them.
    pub(crate) fn candidates<'a>(
        &'a self,
        rule: usize,
        asked: &'a impl Reading,
    ) -> impl Iterator<Item = Row> + 'a {
        self.rules[rule]
            .iter()
            .flat_map(move |lookup| {
                lookup.read(lookup.asked, asked).into_iter().map(move |it| (lookup, it))
            })
            .flat_map(|(lookup, value)| lookup.rows(value))
    }

    /// Takes a record that has been added to the set.
    pub(crate) fn take(&mut self, plan: &Plan, records: &Records, row: Row) {
        let known = Known { plan, records, row };
        for lookup in self.rules.iter_mut().flatten() {
            for value in lookup.read(lookup.standing, &known) {
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

    /// The values by which a record is found.
    fn read(&self, slot: SlotNumber, record: &impl Reading) -> Vec<ValueId> {
        let mut values = match self.by {
            By::Text => vec![record.value(slot)],
            By::AnyOfList => record.list(slot).unwrap_or_default().to_vec(),
        };
        values.retain(|it| *it != MISSING);
        values
    }
}

fn lookups(plan: &Plan, records: &Records, rule: &PlannedRule) -> Vec<Lookup> {
    let new = |by, asked, standing, groups| Lookup {
        by,
        asked,
        standing,
        groups,
        recent: HashMap::new(),
    };
    if let Some(slot) = rule.exploded {
        return vec![new(By::AnyOfList, slot, slot, Groups::by_list(plan, records, slot))];
    }
    let distinct = |slot: SlotNumber| records.dictionaries[plan.slots[slot].dictionary].len();
    let Some((left, right)) = rule.keys.iter().max_by_key(|(left, _)| distinct(*left)) else {
        return Vec::new();
    };
    let mut lookups = vec![new(By::Text, *left, *right, Groups::by_value(plan, records, *right))];
    if left != right {
        lookups.push(new(By::Text, *right, *left, Groups::by_value(plan, records, *left)));
    }
    lookups
}
