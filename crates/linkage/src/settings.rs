//! The model file: settings as Splink 4 and 5 save them, kept whole so that they can be given back.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// A model file as it is written. What this engine does not use stays in `rest`.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Settings {
    pub(crate) link_type: LinkType,
    #[serde(default = "default_prior")]
    pub(crate) probability_two_random_records_match: f64,
    #[serde(default = "default_em_convergence")]
    pub(crate) em_convergence: f64,
    #[serde(default = "default_max_iterations")]
    pub(crate) max_iterations: u32,
    #[serde(default = "default_dialect")]
    pub(crate) sql_dialect: String,
    #[serde(default = "default_id")]
    pub(crate) unique_id_column_name: String,
    #[serde(default)]
    pub(crate) source_dataset_column_name: Option<String>,
    #[serde(default)]
    pub(crate) blocking_rules_to_generate_predictions: Vec<RuleSettings>,
    pub(crate) comparisons: Vec<ComparisonSettings>,
    #[serde(flatten)]
    pub(crate) rest: Map<String, Value>,
}

/// Which pairs are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LinkType {
    /// Pairs within one list.
    DedupeOnly,
    /// Pairs across lists.
    LinkOnly,
    /// Both.
    LinkAndDedupe,
}

/// A blocking rule: its SQL alone, or an object that holds it.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(untagged)]
pub(crate) enum RuleSettings {
    Sql(String),
    Object {
        blocking_rule: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        arrays_to_explode: Option<Vec<String>>,
        #[serde(flatten)]
        rest: Map<String, Value>,
    },
}

impl RuleSettings {
    pub(crate) fn sql(&self) -> &str {
        match self {
            Self::Sql(sql) => sql,
            Self::Object { blocking_rule, .. } => blocking_rule,
        }
    }

    pub(crate) fn exploded(&self) -> &[String] {
        match self {
            Self::Sql(_) => &[],
            Self::Object { arrays_to_explode, .. } => {
                arrays_to_explode.as_deref().unwrap_or_default()
            }
        }
    }
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct ComparisonSettings {
    #[serde(default)]
    pub(crate) output_column_name: Option<String>,
    pub(crate) comparison_levels: Vec<LevelSettings>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) comparison_description: Option<String>,
    #[serde(flatten)]
    pub(crate) rest: Map<String, Value>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "the file has them so")]
pub(crate) struct LevelSettings {
    pub(crate) sql_condition: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) label_for_charts: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) m_probability: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) u_probability: Option<f64>,
    #[serde(default, skip_serializing_if = "is_false")]
    pub(crate) fix_m_probability: bool,
    #[serde(default, skip_serializing_if = "is_false")]
    pub(crate) fix_u_probability: bool,
    #[serde(default, skip_serializing_if = "is_false")]
    pub(crate) is_null_level: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) tf_adjustment_column: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) tf_adjustment_weight: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) tf_minimum_u_value: Option<f64>,
    #[serde(default, skip_serializing_if = "is_false")]
    pub(crate) disable_tf_exact_match_detection: bool,
    #[serde(flatten)]
    pub(crate) rest: Map<String, Value>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the serialiser passes a reference")]
fn is_false(it: &bool) -> bool {
    !*it
}

fn default_prior() -> f64 {
    1e-4
}

fn default_em_convergence() -> f64 {
    1e-4
}

fn default_max_iterations() -> u32 {
    25
}

fn default_dialect() -> String {
    "duckdb".to_owned()
}

fn default_id() -> String {
    "unique_id".to_owned()
}
