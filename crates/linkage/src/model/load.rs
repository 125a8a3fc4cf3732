//! From a model file to a model.

use super::{
    Comparison, Evidence, Frequency, Level, Model, ModelError, Origin, OwnU, Probability, Rule,
};
use crate::condition::{self, Condition, Equalities};
use crate::settings::{ComparisonSettings, LevelSettings, Settings};
use crate::text::Units;

/// A pair's levels are packed into 128 bits, four for each comparison.
pub(crate) const MOST_COMPARISONS: usize = 32;
/// See [`MOST_COMPARISONS`]: 15 levels and the missing one.
const MOST_LEVELS: usize = 15;
/// What a level weighs whose probability is not in the file, as Splink starts: the best level is
/// 95 % of true pairs.
const BEST_M: f64 = 0.95;

/// The default model: records of people in the prepared layout, trained on synthetic records.
const PERSON: &str = include_str!("../../models/person.json");

impl Model {
    /// The default model, for records of people in the prepared layout.
    ///
    /// # Errors
    /// None: the file is part of the crate and a test reads it.
    pub fn person() -> Result<Self, ModelError> {
        Self::parse(PERSON)
    }

    /// Reads a model file: Splink's settings, as `save_model_to_json` writes them.
    ///
    /// ```
    /// use linkage::Model;
    ///
    /// let model = Model::parse(
    ///     r#"{
    ///         "link_type": "dedupe_only",
    ///         "unique_id_column_name": "record_id",
    ///         "blocking_rules_to_generate_predictions": ["l.surname = r.surname"],
    ///         "comparisons": [{
    ///             "output_column_name": "dob",
    ///             "comparison_levels": [
    ///                 {
    ///                     "sql_condition": "dob_l IS NULL OR dob_r IS NULL",
    ///                     "is_null_level": true
    ///                 },
    ///                 {
    ///                     "sql_condition": "dob_l = dob_r",
    ///                     "m_probability": 0.95,
    ///                     "u_probability": 0.0001
    ///                 },
    ///                 {"sql_condition": "ELSE", "m_probability": 0.05, "u_probability": 0.9999}
    ///             ]
    ///         }]
    ///     }"#,
    /// )?;
    /// assert_eq!(model.layout().columns().collect::<Vec<_>>(), ["dob", "surname"]);
    /// // In bits: dates of birth that are equal make it 9,500 times as likely.
    /// assert!((model.comparisons[0].levels[1].weight() - 9_500_f64.log2()).abs() < 1e-9);
    ///
    /// let refused = Model::parse(&model.to_json()?.replace("dob_l = dob_r", "soundex(dob_l)"));
    /// assert!(refused.unwrap_err().to_string().contains("in: soundex(dob_l)"));
    /// # Ok::<(), linkage::ModelError>(())
    /// ```
    ///
    /// # Errors
    /// Text that is no settings, a condition of no known form, probabilities without a finite
    /// weight.
    pub fn parse(json: &str) -> Result<Self, ModelError> {
        let settings: Settings = serde_json::from_str(json)?;
        let units = match settings.sql_dialect.as_str() {
            "duckdb" => Units::Bytes,
            "spark" | "databricks" => Units::Letters,
            other => return Err(ModelError::Dialect { dialect: other.to_owned() }),
        };
        let prior = settings.probability_two_random_records_match;
        if !(prior > 0.0 && prior < 1.0) {
            return Err(ModelError::Prior { found: prior });
        }
        if settings.comparisons.len() > MOST_COMPARISONS {
            let found = settings.comparisons.len();
            return Err(ModelError::TooMany { most: MOST_COMPARISONS, found });
        }
        let comparisons = settings.comparisons.iter().map(comparison).collect::<Result<_, _>>()?;
        let rules = settings
            .blocking_rules_to_generate_predictions
            .iter()
            .map(|it| rule(it.sql(), it.exploded()))
            .collect::<Result<_, _>>()?;
        Ok(Self { settings, comparisons, rules, prior, units })
    }
}

pub(super) fn rule(sql: &str, exploded: &[String]) -> Result<Rule, ModelError> {
    let refuse = |why: String| ModelError::Rule { sql: sql.to_owned(), why };
    let Equalities { keys, others } = condition::equalities(sql).map_err(refuse)?;
    if exploded.len() > 1 {
        return Err(refuse("more than one list is taken apart".to_owned()));
    }
    Ok(Rule { sql: sql.to_owned(), keys, others, exploded: exploded.to_vec() })
}

fn comparison(settings: &ComparisonSettings) -> Result<Comparison, ModelError> {
    let name = settings.output_column_name.clone().unwrap_or_else(|| first_column(settings));
    let wrong = |why| ModelError::Levels { comparison: name.clone(), why };
    let told = settings.comparison_levels.iter().filter(|it| !it.is_null_level).count();
    match told {
        0 => return Err(wrong("it has no level besides the missing one")),
        1..=MOST_LEVELS => {}
        _ => return Err(wrong("it has more than 15 levels")),
    }
    let start = start_values(told);
    let mut rank = told;
    let mut levels = Vec::new();
    for written in &settings.comparison_levels {
        if !written.is_null_level {
            rank -= 1;
        }
        let (m, u) = start.get(rank).copied().unwrap_or((BEST_M, BEST_M));
        levels.push(level(&name, written, rank, (m, u))?);
    }
    if !matches!(levels.last().map(|it| &it.condition), Some(Condition::Always)) {
        return Err(wrong("its last level is not ELSE"));
    }
    let comparison = Comparison { name, levels };
    check_frequencies(&comparison)?;
    Ok(comparison)
}

/// The name of a comparison that has none: the first column it reads.
fn first_column(settings: &ComparisonSettings) -> String {
    let mut found = None;
    for level in &settings.comparison_levels {
        let Ok(condition) = condition::recognise(&level.sql_condition) else { continue };
        condition.each_term(&mut |term| {
            found.get_or_insert_with(|| term.of.column.clone());
        });
    }
    found.unwrap_or_else(|| "comparison".to_owned())
}

fn level(
    comparison: &str,
    written: &LevelSettings,
    rank: usize,
    start: (f64, f64),
) -> Result<Level, ModelError> {
    let sql = &written.sql_condition;
    let label = written.label_for_charts.clone().unwrap_or_else(|| sql.clone());
    let condition = condition::recognise(sql).map_err(|why| ModelError::Condition {
        comparison: comparison.to_owned(),
        level: label.clone(),
        why,
        sql: sql.trim().to_owned(),
    })?;
    let refuse = |which, found| ModelError::Probability {
        comparison: comparison.to_owned(),
        level: label.clone(),
        which,
        found,
    };
    let probability = |given: Option<f64>, fixed: bool, start: f64, which| match given {
        None => Ok(Probability { value: start, origin: Origin::Start }),
        Some(found) if !(found > 0.0 && found <= 1.0) => Err(refuse(which, found)),
        Some(value) => {
            Ok(Probability { value, origin: if fixed { Origin::Fixed } else { Origin::Given } })
        }
    };
    let evidence = if written.is_null_level {
        Evidence::Missing
    } else {
        let fixed = written.fix_m_probability;
        let m = probability(written.m_probability, fixed, start.0, "m_probability")?;
        let fixed = written.fix_u_probability;
        let u = probability(written.u_probability, fixed, start.1, "u_probability")?;
        Evidence::Likelihood { m, u }
    };
    let value = if written.is_null_level { -1 } else { i8::try_from(rank).unwrap_or(i8::MAX) };
    Ok(Level { condition, label, evidence, value, frequency: frequency(written) })
}

fn frequency(written: &LevelSettings) -> Option<Frequency> {
    let column = written.tf_adjustment_column.as_ref()?;
    let share = written.tf_adjustment_weight.unwrap_or(1.0);
    let is_last = written.sql_condition.trim().eq_ignore_ascii_case("else");
    if written.is_null_level || is_last || share == 0.0 {
        return None;
    }
    let own = if written.disable_tf_exact_match_detection { OwnU::Itself } else { OwnU::Exact };
    let column = column.trim_matches(['"', '`']).to_owned();
    Some(Frequency { column, share, least: written.tf_minimum_u_value.unwrap_or(0.0), own })
}

fn check_frequencies(comparison: &Comparison) -> Result<(), ModelError> {
    for frequency in comparison.levels.iter().filter_map(|it| it.frequency.as_ref()) {
        if frequency.own == OwnU::Exact && comparison.exact_level(&frequency.column).is_none() {
            return Err(ModelError::NoExactLevel {
                comparison: comparison.name.clone(),
                column: frequency.column.clone(),
            });
        }
    }
    Ok(())
}

impl Comparison {
    /// The level that asks for this one column to be equal.
    pub(crate) fn exact_level(&self, column: &str) -> Option<&Level> {
        self.levels.iter().find(|it| {
            it.condition.one_equal_column().is_some_and(|found| found.eq_ignore_ascii_case(column))
        })
    }
}

/// Where training starts from, last level first: m shares 5 % among all but the best level, and
/// the weights rise from -5 to 3, with 10 for the best.
fn start_values(levels: usize) -> Vec<(f64, f64)> {
    if levels == 1 {
        return vec![(BEST_M, BEST_M)];
    }
    let others = levels - 1;
    let m = (1.0 - BEST_M) / as_float(others);
    let mut values: Vec<(f64, f64)> = (0..others)
        .map(|at| {
            let weight =
                if others == 1 { -5.0 } else { -5.0 + 8.0 * as_float(at) / as_float(others - 1) };
            (m, m / f64::exp2(weight))
        })
        .collect();
    values.push((BEST_M, BEST_M / 1024.0));
    values
}

fn as_float(small: usize) -> f64 {
    u32::try_from(small).map_or(f64::INFINITY, f64::from)
}
