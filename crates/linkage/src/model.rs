//! A model: how pairs are found, what is compared, and what each answer weighs.

mod load;
mod save;

use crate::condition::{Condition, Term};
use crate::records::Layout;
use crate::settings::Settings;
use crate::text::Units;

pub use crate::settings::LinkType;

/// A model, read from Splink settings and written as such.
#[derive(Debug, Clone)]
pub struct Model {
    pub(crate) settings: Settings,
    /// What is compared, in the order of the file.
    pub comparisons: Vec<Comparison>,
    /// How candidate pairs are found; a pair that several rules find is one pair.
    pub rules: Vec<Rule>,
    /// The probability that two records drawn at random are one person.
    pub prior: f64,
    pub(crate) units: Units,
}

/// One thing that is compared, by levels from the most alike down.
#[derive(Debug, Clone)]
pub struct Comparison {
    /// Its name, which the level column of the results carries: `gamma_<name>`.
    pub name: String,
    /// The levels in the order tried.
    pub levels: Vec<Level>,
}

/// One level of a comparison.
#[derive(Debug, Clone)]
pub struct Level {
    /// What it asks.
    pub condition: Condition,
    /// The words for it in the file.
    pub label: String,
    /// What the level says about the pair.
    pub evidence: Evidence,
    /// The number that stands for the level in results: -1 for a missing value, else from the
    /// number of levels down to 0.
    pub value: i8,
    /// How the weight follows the frequency of the value, if it does.
    pub frequency: Option<Frequency>,
}

/// What a level says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Evidence {
    /// Nothing: a value is missing.
    Missing,
    /// How likely the level is among pairs of one person (`m`) and among other pairs (`u`).
    Likelihood {
        /// Probability of the level given that both are one person.
        m: Probability,
        /// Probability of the level given that they are not.
        u: Probability,
    },
}

/// A probability of a model, as far as it is known.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Probability {
    /// The figure that is reckoned with.
    pub value: f64,
    /// Where it is from.
    pub origin: Origin,
}

/// Where a probability is from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// The file gives none: a start value.
    Start,
    /// The file, or training.
    Given,
    /// The file, which says that training must not change it.
    Fixed,
}

/// A weight that follows how frequent the value is.
#[derive(Debug, Clone, PartialEq)]
pub struct Frequency {
    /// The column whose values are counted.
    pub column: String,
    /// How much of the correction is applied: 1 for all of it.
    pub share: f64,
    /// Frequencies below this count as this.
    pub least: f64,
    /// Whether the level's own `u` is the one corrected, whatever exact levels there are.
    pub own: OwnU,
}

/// Which `u` a frequency takes the place of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OwnU {
    /// That of the level that asks for the column to be equal.
    Exact,
    /// That of the level itself.
    Itself,
}

/// A way to find candidate pairs.
#[derive(Debug, Clone)]
pub struct Rule {
    /// As written in the file.
    pub sql: String,
    /// What must be equal, left and right.
    pub(crate) keys: Vec<(Term, Term)>,
    /// What else must hold.
    pub(crate) others: Vec<Condition>,
    /// Columns of lists of which any value may be the one that is equal.
    pub(crate) exploded: Vec<String>,
}

/// Why a model cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ModelError {
    /// It is not JSON, or not Splink's settings.
    #[error("this is not a model file: {0}")]
    NotSettings(#[from] serde_json::Error),
    /// A condition is none that is known.
    #[error("level {level} of comparison {comparison}: {why}, in: {sql}")]
    Condition {
        /// The comparison.
        comparison: String,
        /// The level's label.
        level: String,
        /// What is wrong.
        why: String,
        /// The condition.
        sql: String,
    },
    /// A blocking rule is none that is known.
    #[error("blocking rule {sql}: {why}")]
    Rule {
        /// The rule.
        sql: String,
        /// What is wrong.
        why: String,
    },
    /// A probability that gives no finite weight.
    #[error(
        "level {level} of comparison {comparison}: {which} is {found}; it must be more than 0 and \
         at most 1"
    )]
    Probability {
        /// The comparison.
        comparison: String,
        /// The level's label.
        level: String,
        /// `m_probability` or `u_probability`.
        which: &'static str,
        /// The figure.
        found: f64,
    },
    /// The prior is not between 0 and 1.
    #[error("probability_two_random_records_match is {found}; it must lie between 0 and 1")]
    Prior {
        /// The figure.
        found: f64,
    },
    /// A comparison without levels, without a last level, or with too many.
    #[error("comparison {comparison}: {why}")]
    Levels {
        /// The comparison.
        comparison: String,
        /// What is wrong.
        why: &'static str,
    },
    /// More comparisons than fit.
    #[error("a model may have at most {most} comparisons; this one has {found}")]
    TooMany {
        /// The most.
        most: usize,
        /// Those of the file.
        found: usize,
    },
    /// A frequency without an exact level to correct.
    #[error(
        "comparison {comparison} adjusts for the frequency of {column}, and has no level \
         that asks for {column} to be equal"
    )]
    NoExactLevel {
        /// The comparison.
        comparison: String,
        /// The column.
        column: String,
    },
    /// A dialect whose functions are not known here.
    #[error("the model is written for {dialect}; duckdb and spark are understood")]
    Dialect {
        /// The dialect.
        dialect: String,
    },
}

impl Model {
    /// The columns that the model reads, and which are compared with one another.
    pub fn layout(&self) -> Layout {
        let mut layout = Layout::default();
        for level in self.comparisons.iter().flat_map(|it| &it.levels) {
            want(&mut layout, &level.condition);
            if let Some(frequency) = &level.frequency {
                layout.want(&frequency.column);
            }
        }
        for rule in &self.rules {
            want_rule(&mut layout, rule);
        }
        layout
    }

    /// The column that identifies a record.
    pub fn id_column(&self) -> &str {
        &self.settings.unique_id_column_name
    }

    /// The column that says which list a record is from.
    pub fn source_column(&self) -> &str {
        self.settings.source_dataset_column_name.as_deref().unwrap_or("source_dataset")
    }

    /// Which pairs are made.
    pub fn link_type(&self) -> LinkType {
        self.settings.link_type
    }

    /// The same model for other lists.
    #[must_use]
    pub fn for_link_type(mut self, link_type: LinkType) -> Self {
        self.settings.link_type = link_type;
        self
    }

    /// The weight that a pair starts with, in bits.
    pub fn starting_weight(&self) -> f64 {
        (self.prior / (1.0 - self.prior)).log2()
    }

    /// Whether it matters to a level which record of a pair is the left one.
    pub(crate) fn has_one_sided_levels(&self) -> bool {
        let mut levels = self.comparisons.iter().flat_map(|it| &it.levels);
        levels.any(|it| it.condition.is_one_sided())
    }
}

impl Rule {
    /// A rule from its SQL.
    ///
    /// # Errors
    /// A rule that is none of the known forms.
    pub fn parse(sql: &str) -> Result<Self, ModelError> {
        load::rule(sql, &[])
    }

    /// Whether it may find a pair one way round and not the other.
    pub(crate) fn is_one_sided(&self) -> bool {
        self.is_crossed() || self.others.iter().any(Condition::is_one_sided)
    }

    /// Whether left and right are looked up by different texts.
    pub(crate) fn is_crossed(&self) -> bool {
        self.keys.iter().any(|(left, right)| left.of != right.of)
    }
}

impl Level {
    /// The weight in bits before any correction for frequency.
    pub fn weight(&self) -> f64 {
        match self.evidence {
            Evidence::Missing => 0.0,
            Evidence::Likelihood { m, u } => (m.value / u.value).log2(),
        }
    }
}

pub(crate) fn want_rule(layout: &mut Layout, rule: &Rule) {
    for (left, right) in &rule.keys {
        layout.compare(&left.of.column, &right.of.column);
    }
    rule.others.iter().for_each(|it| want(layout, it));
}

fn want(layout: &mut Layout, condition: &Condition) {
    condition.each_term(&mut |term| layout.want(&term.of.column));
    condition.each_comparison(&mut |left, right| {
        layout.compare(&left.of.column, &right.of.column);
    });
}

#[cfg(test)]
mod tests;
