//! Why a pair weighs what it weighs: the starting weight, what each comparison adds, the sum.

use serde::Serialize;

use crate::plan::{Known, Pair, Plan, PlannedComparison, Reading};
use crate::records::{Records, Row};
use crate::score::probability;

/// A pair's weight, taken apart.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Explanation {
    /// The left record.
    pub left: Named,
    /// The right record.
    pub right: Named,
    /// The weight in bits before anything is compared.
    pub starting_weight: f64,
    /// What each comparison adds, in the order of the model.
    pub parts: Vec<Part>,
    /// The sum.
    pub match_weight: f64,
    /// The probability that it stands for.
    pub match_probability: f64,
    /// The blocking rules that find the pair; none if it would never be compared.
    pub found_by: Vec<String>,
}

/// A record by source and id. Both are empty of a record that was given and stands nowhere: see
/// [`Matcher::explain`](crate::Matcher::explain).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Named {
    /// The source.
    pub source: String,
    /// The id in the source.
    pub record_id: String,
}

/// What one comparison adds.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Part {
    /// The comparison.
    pub comparison: String,
    /// The level's words in the model file.
    pub level: String,
    /// The level's value: -1 for missing.
    pub value: i8,
    /// What the comparison read: each column with the left and the right record's text.
    pub read: Vec<Reads>,
    /// Bits of the level.
    pub weight: f64,
    /// Bits added because the value is rare, or taken away because it is frequent.
    pub frequency_weight: f64,
    /// The sum up to here.
    pub running_weight: f64,
}

/// A column of both records.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reads {
    /// The column.
    pub column: String,
    /// The left record's text.
    pub left: Option<String>,
    /// The right record's text.
    pub right: Option<String>,
}

/// Takes the weight of a pair apart.
///
/// ```
/// # use linkage::Filling;
/// use linkage::{Model, Plan, explain};
///
/// # let text = |it: &str| it.to_owned();
/// # let told = [
/// #     ("1", [("surname", text("OKONJO")), ("dob", text("1984-02-29"))]),
/// #     ("2", [("surname", text("OKONJA")), ("dob", text("1984-02-29"))]),
/// # ];
/// let model = Model::person()?;
/// # let layout = model.layout();
/// # let mut filling = Filling::new(&layout);
/// # filling.source("custody");
/// # for (id, _) in &told { filling.id(id)?; }
/// # for column in layout.columns() {
/// #     let Some(mut field) = filling.field(column) else { continue };
/// #     for (_, columns) in &told {
/// #         field.push(columns.iter().find(|it| it.0 == column).map(|it| it.1.as_str()));
/// #     }
/// # }
/// # filling.end_piece()?;
/// # let mut records = filling.finish()?;
/// let plan = Plan::new(&model, &mut records)?;
/// let why = explain(&plan, &records, 0, 1);
/// println!("{}", why.in_words());
///
/// let of = |name: &str| why.parts.iter().find(|it| it.comparison == name);
/// let dob = of("dob").ok_or("the model compares dates of birth")?;
/// assert!(dob.weight > 5.0);
/// assert_eq!(dob.read[0].left.as_deref(), Some("1984-02-29"));
/// let added: f64 = why.parts.iter().map(|it| it.weight + it.frequency_weight).sum();
/// assert!((why.starting_weight + added - why.match_weight).abs() < 1e-9);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn explain(plan: &Plan, records: &Records, one: Row, other: Row) -> Explanation {
    let (left, right) = if records.in_order(one, other) { (one, other) } else { (other, one) };
    let known = |row| Known::new(plan, records, row);
    let (one, other) = (known(left), known(right));
    let mut scratch = plan.scratch();
    let mut pair = Pair::new(plan, &one, &other, &mut scratch);
    let shown = |column: &str| (records.shown(column, left), records.shown(column, right));
    let parts = parts(&mut pair, shown);
    let found_by = crate::block::finding(plan, records, left, right);
    let names = (Named::of(records, left), Named::of(records, right));
    Explanation::new(plan, names, parts, found_by)
}

/// What each comparison adds to the weight of a pair; `shown` says what both have in a column.
pub(crate) fn parts<L: Reading, R: Reading>(
    pair: &mut Pair<'_, L, R>,
    shown: impl Fn(&str) -> (Option<String>, Option<String>),
) -> Vec<Part> {
    let plan = pair.plan;
    let mut sum = plan.starting_weight;
    let part = |comparison: &PlannedComparison| {
        let found = pair.level(comparison);
        let (weight, frequency) = found.map_or((0.0, 0.0), |it| (it.weight, pair.correction(it)));
        sum += weight + frequency;
        Part {
            comparison: comparison.name.clone(),
            level: found.map(|it| it.label.clone()).unwrap_or_default(),
            value: found.map_or(-1, |it| it.value),
            read: read(plan, comparison, &shown),
            weight,
            frequency_weight: frequency,
            running_weight: sum,
        }
    };
    plan.comparisons.iter().map(part).collect()
}

/// The columns that a comparison reads, each once.
fn read(
    plan: &Plan,
    comparison: &PlannedComparison,
    shown: impl Fn(&str) -> (Option<String>, Option<String>),
) -> Vec<Reads> {
    let mut read: Vec<Reads> = Vec::new();
    for slot in &comparison.slots {
        let column = &plan.slots[*slot].expression.column;
        if !read.iter().any(|it| it.column == *column) {
            let (left, right) = shown(column);
            read.push(Reads { column: column.clone(), left, right });
        }
    }
    read
}

impl Named {
    /// A record of the set.
    pub(crate) fn of(records: &Records, row: Row) -> Self {
        Self { source: records.source(row).to_owned(), record_id: records.id(row).to_owned() }
    }

    /// The record that somebody asks about.
    pub(crate) fn given() -> Self {
        Self { source: String::new(), record_id: String::new() }
    }

    fn in_words(&self) -> String {
        // No record of a set is without an id.
        if self.record_id.is_empty() {
            return "the given record".to_owned();
        }
        format!("{} of {}", self.record_id, self.source)
    }
}

impl Explanation {
    pub(crate) fn new(
        plan: &Plan,
        (left, right): (Named, Named),
        parts: Vec<Part>,
        found_by: Vec<String>,
    ) -> Self {
        let starting_weight = plan.starting_weight;
        let match_weight = parts.last().map_or(starting_weight, |it| it.running_weight);
        let match_probability = probability(match_weight);
        Self { left, right, starting_weight, parts, match_weight, match_probability, found_by }
    }

    /// The waterfall in words, a line for each step.
    pub fn in_words(&self) -> String {
        let mut lines = vec![
            format!("{} and {}", self.left.in_words(), self.right.in_words()),
            format!("{:>8.2}  before anything is compared", self.starting_weight),
        ];
        for part in &self.parts {
            lines.push(format!("{:>+8.2}  {}: {}", part.weight, part.comparison, part.level));
            for read in &part.read {
                let shown =
                    |text: &Option<String>| text.clone().unwrap_or_else(|| "missing".to_owned());
                lines.push(format!(
                    "          {}: {} | {}",
                    read.column,
                    shown(&read.left),
                    shown(&read.right)
                ));
            }
            if part.frequency_weight != 0.0 {
                let how = if part.frequency_weight > 0.0 { "rare" } else { "frequent" };
                lines.push(format!("{:>+8.2}  because the value is {how}", part.frequency_weight));
            }
        }
        lines.push(format!(
            "{:>8.2}  in all: a probability of {:.6} that both are one person",
            self.match_weight, self.match_probability
        ));
        lines.push(match self.found_by.as_slice() {
            [] => "No blocking rule finds this pair, so a run would not compare it.".to_owned(),
            rules => format!("Found by: {}", rules.join("; ")),
        });
        lines.join("\n")
    }
}

#[cfg(test)]
mod tests;
