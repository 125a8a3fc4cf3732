//! A model made ready for a set of records: every condition by number, every made text made.

mod ask;
mod compile;
mod frequency;
mod reading;
mod weigh;

use crate::condition::Measure;
use crate::records::{Records, ValueId};
use crate::text::{Letters, Units};

pub(crate) use ask::Ask;
pub(crate) use compile::compile_rules;
pub(crate) use reading::{Known, Reading};
pub(crate) use weigh::{Levels, Scratch};

/// Which slot of a plan.
pub(crate) type SlotNumber = usize;

/// A model made ready for these records.
#[derive(Debug)]
pub struct Plan {
    pub(crate) slots: Vec<Slot>,
    pub(crate) facts: Vec<Facts>,
    pub(crate) figures: Vec<Figure>,
    pub(crate) comparisons: Vec<PlannedComparison>,
    pub(crate) rules: Vec<PlannedRule>,
    pub(crate) starting_weight: f64,
    pub(crate) units: Units,
    /// Whether left and right must be told apart.
    pub(crate) one_sided: bool,
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
}

/// What is known of each text of a dictionary; empty where nobody asks.
#[derive(Debug, Default)]
pub(crate) struct Facts {
    pub(crate) letters: Vec<Letters>,
    pub(crate) numbers: Vec<f64>,
    pub(crate) days: Vec<f64>,
}

/// A likeness or distance, worked out at most once for a pair.
#[derive(Debug)]
pub(crate) struct Figure {
    pub(crate) measure: Measure,
    pub(crate) left: SlotNumber,
    pub(crate) right: SlotNumber,
    /// The loosest limit that any level asks about.
    pub(crate) limit: f64,
}

#[derive(Debug)]
pub(crate) struct PlannedComparison {
    pub(crate) name: String,
    pub(crate) levels: Vec<PlannedLevel>,
}

#[derive(Debug)]
pub(crate) struct PlannedLevel {
    pub(crate) ask: Ask,
    pub(crate) value: i8,
    pub(crate) weight: f64,
    pub(crate) frequency: Option<frequency::Correction>,
}

/// A blocking rule by number.
#[derive(Debug)]
pub(crate) struct PlannedRule {
    pub(crate) sql: String,
    pub(crate) keys: Vec<(SlotNumber, SlotNumber)>,
    pub(crate) others: Vec<Ask>,
    /// Whether a record is found by any value of its list.
    pub(crate) exploded: Option<SlotNumber>,
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
    pub fn new(model: &crate::Model, records: &mut Records) -> Result<Self, PlanError> {
        compile::compile(model, records)
    }

    /// The names of the comparisons, in the order of the model.
    pub fn comparisons(&self) -> impl Iterator<Item = &str> {
        self.comparisons.iter().map(|it| it.name.as_str())
    }
}
