//! Matching records of people across lists, in a way that explains itself.
//!
//! Two records are compared field by field; each comparison falls into a level ("exact", "alike",
//! "different"), each level has a weight, and the weights add up to how likely it is that both
//! records are one person: the model of Fellegi and Sunter (1969). Weights are learnt from records
//! that nobody has labelled. Models are read and written as Splink settings, so that the same model
//! runs on the engines that Splink runs on.
//!
//! Scores inform; people decide. No result of this crate joins anything by itself.
//!
//! The way through: a [`Model`] says which columns it reads ([`Model::layout`]); [`Filling`] takes
//! them; [`train()`] learns the weights; a [`Plan`] makes model and records ready, and
//! [`train_and_plan`] does both at once; [`score()`] hands on the pairs; [`Clusters`] joins them.
//!
//! ```
//! use linkage::cluster::Decided;
//! use linkage::{Clusters, Filling, MOST_PAIRS_A_RULE, Model, Plan, Scoring, score, weight_of};
//!
//! let model = Model::person()?;
//! let told = [
//!     ("1", [("forename", "ZBIGNIEW"), ("surname", "OKONJO"), ("pnc_id", "1999/0000001H")]),
//!     ("2", [("forename", "ZBIGNEW"), ("surname", "OKONJO"), ("pnc_id", "1999/0000001H")]),
//!     ("3", [("forename", "DAVID"), ("surname", "SMITH"), ("pnc_id", "2004/0000007T")]),
//! ];
//! let layout = model.layout();
//! let mut filling = Filling::new(&layout);
//! filling.source("custody");
//! for (id, _) in &told {
//!     filling.id(id)?;
//! }
//! for column in layout.columns() {
//!     let Some(mut field) = filling.field(column) else { continue };
//!     for (_, columns) in &told {
//!         field.push(columns.iter().find(|it| it.0 == column).map(|it| it.1));
//!     }
//! }
//! filling.end_piece()?;
//! let mut records = filling.finish()?;
//!
//! let plan = Plan::new(&model, &mut records)?;
//! let mut clusters = Clusters::new(records.len(), &Decided::default())?;
//! let scoring = Scoring {
//!     least_weight: weight_of(0.9),
//!     most_pairs_a_rule: MOST_PAIRS_A_RULE,
//!     link_type: model.link_type(),
//! };
//! score(&plan, &records, scoring, |pairs, _| {
//!     pairs.iter().for_each(|it| clusters.join(it.left, it.right));
//!     Ok::<(), std::io::Error>(())
//! })?;
//! // Of each record, the first record of its cluster.
//! assert_eq!(clusters.firsts(), [0, 0, 2]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

#![expect(
    clippy::indexing_slicing,
    reason = "rows, values, slots and blocks are numbers that this crate itself has given; one out \
              of range is a fault that must stop the work, not a result"
)]
#![expect(
    clippy::cast_precision_loss,
    reason = "pairs and records are counted below 2^53, where every whole number is a float"
)]

mod block;
mod calendar;
mod chance;
pub mod cluster;
pub mod condition;
mod explain;
mod expression;
mod matcher;
mod model;
mod plan;
mod profile;
pub mod quality;
mod records;
mod score;
mod settings;
mod sql;
#[cfg(test)]
mod testing;
mod text;
mod train;

pub use block::{BlockingError, RulePairs};
pub use cluster::{Clusters, Contradiction, Decided};
pub use explain::{Explanation, Named, Part, Reads, explain};
pub use expression::Expression;
pub use matcher::{Best, Given, Matcher, Scored as Match, Thresholds};
pub use model::{
    Comparison, Evidence, Frequency, Level, LinkType, Model, ModelError, Origin, OwnU, Probability,
    Rule,
};
pub use plan::{Plan, PlanError};
pub use profile::{ColumnProfile, pairs_by_rule, pairs_in_all, profile};
pub use records::{
    Dictionary, Filling, FillingField, FillingGroup, Layout, MISSING, Records, RecordsError, Row,
    ValueId,
};
pub use score::{
    MOST_PAIRS_A_RULE, Pair, Scored, Scoring, ScoringError, probability, score, weight_of,
};
pub use sql::Side;
pub use text::{Units, measure};
pub use train::{
    Otherwise, Trained, TrainedRule, Training, TrainingError, TrainingStep, train, train_and_plan,
};
