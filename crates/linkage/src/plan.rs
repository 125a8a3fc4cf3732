//! A model made ready for a set of records: every condition by number, every made text made.

mod ask;
mod cells;
mod compile;
mod frequency;
mod marks;
mod program;
mod reading;
mod weigh;

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use crate::block::{Blocks, Groups};
use crate::calendar::parse_moment;
use crate::chance::mixed;
use crate::condition::Measure;
use crate::model::Model;
use crate::records::{Dictionary, Field, MISSING, Records, Row, ValueId, Values};
use crate::text::{Letters, Units};

pub(crate) use ask::{Ask, Pair, Scratch};
use cells::Cells;
pub(crate) use compile::compile_rules;
use program::Go;
pub(crate) use reading::{Known, Reading};
pub(crate) use weigh::{Levels, told};

/// Which slot of a plan.
pub(crate) type SlotNumber = usize;

/// A model made ready for these records.
#[derive(Debug)]
pub struct Plan {
    pub(crate) slots: Vec<Slot>,
    marker: marks::Marker,
    program: program::Program,
    cells: Cells,
    pub(crate) facts: Vec<Facts>,
    /// By field; those whose values are counted.
    pub(crate) counts: Vec<Option<frequency::Counts>>,
    pub(crate) figures: Vec<Figure>,
    pub(crate) comparisons: Vec<PlannedComparison>,
    pub(crate) rules: Vec<PlannedRule>,
    finding: Finding,
    pub(crate) starting_weight: f64,
    pub(crate) units: Units,
    /// Whether a level may hold one way round and not the other.
    one_sided_levels: bool,
    weighing: weigh::Order,
}

/// Something that is read from a record: a field, or a text made from one.
#[derive(Debug)]
pub(crate) struct Slot {
    pub(crate) field: usize,
    pub(crate) dictionary: usize,
    pub(crate) expression: crate::expression::Expression,
    /// For each value of the field, the made text's number in the same dictionary.
    pub(crate) made: Option<Vec<ValueId>>,
    pub(crate) holds: Holds,
    /// Blocks of records with one text here, once a rule begins with them.
    pub(crate) alike: OnceLock<Groups>,
}

/// What a slot's field holds for each record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Holds {
    /// A text; the cell is its number.
    Text,
    /// A list; the cell is its [`list_bits`].
    List,
}

/// What stands in a cell for a list: that there is one, and a bit for each value, so that two lists
/// without a bit in common have no value in common.
pub(crate) fn list_bits(values: &[ValueId]) -> ValueId {
    let bit = |value: &ValueId| {
        1 << (mixed(u64::from(*value)) % u64::from(LIST_IS_THERE.trailing_zeros()))
    };
    values.iter().map(bit).fold(LIST_IS_THERE, |all, bit: ValueId| all | bit)
}

/// See [`list_bits`].
pub(crate) const LIST_IS_THERE: ValueId = 1 << 31;

/// What is known of each text of a dictionary; empty where nobody asks.
#[derive(Debug, Default)]
pub(crate) struct Facts {
    asked: Asks,
    pub(crate) letters: Vec<Letters>,
    pub(crate) numbers: Vec<f64>,
    pub(crate) moments: Vec<f64>,
}

/// What somebody asks of each text of a dictionary.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Asks {
    pub(crate) letters: Asked,
    pub(crate) numbers: Asked,
    pub(crate) moments: Asked,
}

/// Whether somebody asks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Asked {
    #[default]
    No,
    Yes,
}

/// A likeness or distance, worked out at most once for a pair.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Figure {
    pub(crate) measure: Measure,
    pub(crate) left: SlotNumber,
    pub(crate) right: SlotNumber,
}

#[derive(Debug)]
pub(crate) struct PlannedComparison {
    pub(crate) name: String,
    pub(crate) levels: Vec<PlannedLevel>,
    found: Found,
    /// What is told of each level, and of a pair that is in none.
    told: Vec<u8>,
    /// How many texts may have to be measured.
    measured: usize,
    /// What the levels read, each once.
    pub(crate) slots: Vec<SlotNumber>,
}

/// How the level of a pair is found.
#[derive(Debug)]
enum Found {
    ByMarks(marks::Table),
    /// Where the tests begin; the outcome is the number of the level.
    ByAsking(Go),
}

#[derive(Debug)]
pub(crate) struct PlannedLevel {
    pub(crate) label: String,
    pub(crate) value: i8,
    pub(crate) weight: f64,
    pub(crate) frequency: Option<frequency::Correction>,
}

/// Which rule is the first that finds a pair.
#[derive(Debug)]
struct Finding {
    /// For each rule, where the question begins whether it or which after it.
    first: Vec<Go>,
    /// Rules that have gone, whose numbers come before.
    gone: usize,
}

/// A blocking rule by number.
#[derive(Debug)]
pub(crate) struct PlannedRule {
    pub(crate) sql: String,
    pub(crate) keys: Vec<(SlotNumber, SlotNumber)>,
    /// Whether it finds a pair, wherever the records are from.
    pub(crate) finds: Go,
    /// Whether it finds a pair whose keys are equal.
    pub(crate) others: Go,
    /// Whether a record is found by any value of its list.
    pub(crate) exploded: Option<SlotNumber>,
    /// Whether it may find a pair one way round and not the other.
    one_sided: bool,
    /// Its blocks, once somebody has asked for them.
    blocks: OnceLock<Arc<Blocks>>,
}

/// Why a model cannot be used on these records.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum PlanError {
    /// A column that the model reads is not there.
    #[error("the model reads the column {column}, which the records do not have")]
    NoColumn {
        /// The column.
        column: String,
    },
    /// A column of lists is read as if it held one text.
    #[error("the column {column} holds lists, and the model reads it as one text")]
    List {
        /// The column.
        column: String,
    },
}

impl Plan {
    /// Makes a model ready for these records.
    ///
    /// # Errors
    /// A column that is missing or of the wrong kind.
    pub fn new(model: &Model, records: &mut Records) -> Result<Self, PlanError> {
        compile::compile(model, records)
    }

    /// The same plan for a model of which only what training teaches is another, with some of its
    /// rules.
    pub(crate) fn retrained(mut self, model: &Model, rules: Range<usize>) -> Self {
        for (planned, comparison) in self.comparisons.iter_mut().zip(&model.comparisons) {
            for (planned, level) in planned.levels.iter_mut().zip(&comparison.levels) {
                planned.weight = level.weight();
                let old = planned.frequency.take();
                planned.frequency = old.and_then(|old| old.again(comparison, level));
            }
        }
        self.starting_weight = model.starting_weight();
        self.weighing = weigh::Order::of(&self.comparisons, &self.counts);
        for rule in &self.rules {
            if let Some(blocks) = self.blocks_of(rule) {
                rule.blocks.get_or_init(|| blocks);
            }
        }
        self.rules.truncate(rules.end);
        self.rules.drain(..rules.start);
        self.finding.first.drain(..rules.start);
        self.finding.gone += rules.start;
        self
    }

    /// The blocks of a rule, if somebody has asked for them or for those of a rule with its keys.
    pub(crate) fn blocks_of(&self, rule: &PlannedRule) -> Option<Arc<Blocks>> {
        let mut alike = self.rules.iter().filter(|it| it.blocks_as(rule));
        alike.find_map(|it| it.blocks.get()).cloned()
    }

    /// Whether left and right must be told apart for a pair that any of the first rules finds.
    pub(crate) fn is_one_sided(&self, rules: usize) -> bool {
        self.one_sided_levels || self.rules.iter().take(rules).any(|it| it.one_sided)
    }

    /// Reads records that will be compared soon, so that they are near when they are: reads that do
    /// not wait for one another take hardly longer together than one of them alone.
    pub(crate) fn fetch(&self, rows: impl Iterator<Item = Row>) {
        std::hint::black_box(rows.fold(MISSING, |all, row| all ^ self.cells.ends(row)));
    }

    /// Takes a record that was added to the set: what is made of its texts, and how often they
    /// stand.
    pub(crate) fn take(&mut self, records: &mut Records, row: Row) {
        self.rules.iter_mut().for_each(|it| it.blocks = OnceLock::new());
        for slot in &mut self.slots {
            slot.alike = OnceLock::new();
            let field = &records.fields[slot.field];
            let Some(made) = &mut slot.made else { continue };
            let dictionary = &mut records.dictionaries[slot.dictionary];
            made.resize((dictionary.len() + 1).max(made.len()), MISSING);
            for value in field.list(row).iter().filter(|it| **it != MISSING) {
                let text = slot.expression.make(dictionary.text(*value));
                made[*value as usize] = text.map_or(MISSING, |text| dictionary.number(&text));
            }
        }
        let cells = self.slots.iter().map(|it| it.read(records, row)).collect();
        self.cells.append(&self.finished(cells));
        for (counts, field) in self.counts.iter_mut().zip(&records.fields) {
            if let (Some(counts), Field { values: Values::One(values), .. }) = (counts, field) {
                counts.take(values[row as usize]);
            }
        }
        for (facts, dictionary) in self.facts.iter_mut().zip(&records.dictionaries) {
            facts.grow(dictionary, self.units);
        }
        self.weighing = weigh::Order::of(&self.comparisons, &self.counts);
    }

    /// What slots read from one record, and what is said of it there beside.
    pub(crate) fn finished(&self, mut cells: Vec<ValueId>) -> Vec<ValueId> {
        cells.resize(self.marker.width(), MISSING);
        self.marker.finish(&mut cells);
        cells
    }

    /// The names of the comparisons, in the order of the model.
    pub fn comparisons(&self) -> impl Iterator<Item = &str> {
        self.comparisons.iter().map(|it| it.name.as_str())
    }
}

impl PlannedRule {
    /// Whether its blocks are those of another rule.
    pub(crate) fn blocks_as(&self, other: &Self) -> bool {
        self.keys == other.keys && self.exploded == other.exploded
    }

    /// The slots that must be alike, if left and right are looked up by the same ones.
    pub(crate) fn within(&self) -> Option<Vec<SlotNumber>> {
        let is_within = self.exploded.is_none() && self.keys.iter().all(|it| it.0 == it.1);
        is_within.then(|| self.keys.iter().map(|it| it.0).collect())
    }

    /// Keeps its blocks, unless it has them.
    pub(crate) fn keep(&self, blocks: Blocks) {
        self.blocks.get_or_init(|| Arc::new(blocks));
    }
}

impl Facts {
    /// Nothing is known yet of what is asked.
    fn new(asked: Asks) -> Self {
        Self { asked, ..Self::default() }
    }

    /// Learns what is asked of the texts that are new in the dictionary.
    fn grow(&mut self, dictionary: &Dictionary, units: Units) {
        let Asks { letters, numbers, moments } = self.asked;
        let texts = |from: usize| {
            (from..=dictionary.len())
                .map(|it| dictionary.text(ValueId::try_from(it).unwrap_or(MISSING)))
        };
        if letters == Asked::Yes {
            self.letters.extend(texts(self.letters.len()).map(|it| Letters::of(it, units)));
        }
        if numbers == Asked::Yes {
            self.numbers.extend(texts(self.numbers.len()).map(read_number));
        }
        if moments == Asked::Yes {
            self.moments.extend(texts(self.moments.len()).map(read_moment));
        }
    }
}

/// A text as a number; not a number if it is none.
pub(crate) fn read_number(text: &str) -> f64 {
    text.trim().parse().unwrap_or(f64::NAN)
}

/// A text as seconds since 1970; not a number if it is no day.
pub(crate) fn read_moment(text: &str) -> f64 {
    parse_moment(text).unwrap_or(f64::NAN)
}

#[cfg(test)]
mod tests;
