//! Figures as lines, one a figure: CSV, JSON and Parquet hold the same.

use jiff::civil::Date;
use serde::Serialize;

use super::{Figure, Report, Row};
use crate::stats::{Coefficient, LogRank, Method};

/// The columns of a line, in order.
pub const COLUMNS: [&str; 19] = [
    "measure",
    "as_known_on",
    "cohort",
    "people_are",
    "level",
    "area",
    "breakdown",
    "value_of_breakdown",
    "figure",
    "unit",
    "after_months",
    "count",
    "among",
    "value",
    "low_95",
    "high_95",
    "method",
    "hidden",
    "place",
];

/// One figure with everything that says what it is.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Line {
    /// The key of the definition.
    pub measure: String,
    /// The day on which the facts were known; empty where all there are were used.
    pub as_known_on: Option<String>,
    /// The day of the cohort.
    pub cohort: String,
    /// `members` of the cohort, or `considered` and not taken on.
    pub people_are: &'static str,
    /// The level.
    pub level: &'static str,
    /// The number of the area.
    pub area: Option<i64>,
    /// What they are broken down by.
    pub breakdown: Option<&'static str>,
    /// The group within.
    pub value_of_breakdown: Option<String>,
    /// The figure.
    pub figure: &'static str,
    /// Its unit.
    pub unit: &'static str,
    /// Months into the follow-up.
    pub after_months: Option<u16>,
    /// What was counted.
    pub count: Option<u64>,
    /// Among how many.
    pub among: Option<u64>,
    /// The figure itself.
    pub value: Option<f64>,
    /// The lower limit.
    pub low_95: Option<f64>,
    /// The upper limit.
    pub high_95: Option<f64>,
    /// How the interval was made.
    pub method: Option<&'static str>,
    /// Whether it is kept back.
    pub hidden: bool,
    /// Whether a scheme can be told from all schemes together.
    pub place: Option<&'static str>,
}

#[derive(Serialize)]
struct Parameter<'r> {
    name: &'r str,
    choice: &'r str,
    source: &'r str,
    basis: &'static str,
    from: String,
}

#[derive(Serialize)]
struct LeftOut {
    cohort: Option<String>,
    people_are: &'static str,
    reason: &'static str,
    /// Nothing where it is fewer than 5 and figures are published.
    count: Option<u64>,
}

#[derive(Serialize)]
struct Means {
    name: &'static str,
    why: &'static str,
}

#[derive(Serialize)]
struct Compared<'r> {
    cohort: usize,
    by: &'static str,
    groups: &'r [String],
    log_rank: &'r LogRank,
}

#[derive(Serialize)]
struct Modelled<'r> {
    cohort: usize,
    why_not: Option<String>,
    hazards: Vec<Hazard<'r>>,
}

#[derive(Serialize)]
struct Hazard<'r> {
    by: &'static str,
    value: &'r str,
    than: &'r str,
    #[serde(flatten)]
    coefficient: &'r Coefficient,
}

#[derive(Serialize)]
struct Whole<'r> {
    measure: &'r str,
    title: &'r str,
    as_known_on: Option<String>,
    cohorts: Vec<String>,
    parameters: Vec<Parameter<'r>>,
    figures: Vec<Line>,
    comparisons: Vec<Compared<'r>>,
    models: Vec<Modelled<'r>>,
    left_out: Vec<LeftOut>,
    methods: Vec<Means>,
    limits: &'r [String],
    notes: &'r [String],
}

/// What people are called in files.
const MEMBERS: &str = "members";
const CONSIDERED: &str = "considered";

impl Row {
    /// What its people are called in files.
    const fn people_are(&self) -> &'static str {
        if self.cell.comparison { CONSIDERED } else { MEMBERS }
    }
}

impl super::LeftOut {
    /// What those who were left out would have been called.
    pub(super) const fn people_are(&self) -> &'static str {
        if self.comparison { CONSIDERED } else { MEMBERS }
    }
}

impl Report {
    /// Every figure as a line.
    pub fn lines(&self) -> Vec<Line> {
        let of = |row| move |figure| self.line(row, figure);
        self.rows.iter().flat_map(|row| row.figures.iter().map(of(row))).collect()
    }

    fn line(&self, row: &Row, figure: &Figure) -> Line {
        let part = row.cell.part.as_ref();
        let shown = !figure.hidden;
        Line {
            measure: self.measure.clone(),
            as_known_on: self.as_known_on.as_ref().map(Date::to_string),
            cohort: row.cohort.to_string(),
            people_are: row.people_are(),
            level: row.cell.level.key(),
            area: row.cell.area,
            breakdown: part.map(|(by, _)| by.key()),
            value_of_breakdown: part.map(|(_, value)| value.clone()),
            figure: figure.what.key(),
            unit: figure.what.unit(),
            after_months: figure.after_months,
            count: figure.count.filter(|_| shown),
            among: figure.among.filter(|_| shown),
            value: figure.value.filter(|_| shown),
            low_95: figure.interval.map(|it| it.low).filter(|_| shown),
            high_95: figure.interval.map(|it| it.high).filter(|_| shown),
            method: figure.method.map(Method::name),
            hidden: figure.hidden,
            place: row.place.filter(|_| shown).map(crate::stats::Place::words),
        }
    }

    /// The figures as comma-separated text, with a first line of names.
    ///
    /// # Errors
    ///
    /// None in practice: the text is written to memory.
    pub fn csv(&self) -> Result<String, csv::Error> {
        let mut writer = csv::Writer::from_writer(Vec::new());
        if self.rows.iter().all(|it| it.figures.is_empty()) {
            writer.write_record(COLUMNS)?;
        }
        for line in self.lines() {
            writer.serialize(line)?;
        }
        let bytes = writer.into_inner().map_err(|it| csv::Error::from(it.into_error()))?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }

    /// Everything as JSON.
    ///
    /// # Errors
    ///
    /// None in practice: every part has a form in JSON.
    pub fn json(&self) -> Result<String, serde_json::Error> {
        let whole = Whole {
            measure: &self.measure,
            title: &self.title,
            as_known_on: self.as_known_on.as_ref().map(Date::to_string),
            cohorts: self.cohorts.iter().map(Date::to_string).collect(),
            parameters: self.parameters.iter().map(parameter).collect(),
            figures: self.lines(),
            comparisons: self.comparisons.iter().map(compared).collect(),
            models: self.models.iter().map(modelled).collect(),
            left_out: self.left_out.iter().map(left_out).collect(),
            methods: self.methods().into_iter().map(means).collect(),
            limits: &self.limits,
            notes: &self.notes,
        };
        serde_json::to_string_pretty(&whole).map(|it| it + "\n")
    }

    /// The methods of the intervals in it, each once.
    pub fn methods(&self) -> Vec<Method> {
        let mut found: Vec<Method> = Vec::new();
        for method in self.rows.iter().flat_map(|it| &it.figures).filter_map(|it| it.method) {
            if !found.contains(&method) {
                found.push(method);
            }
        }
        found
    }
}

fn parameter(it: &crate::definition::Parameter) -> Parameter<'_> {
    let from = it.from.to_string();
    let (name, choice, source) = (it.name, it.words.as_str(), it.source.as_str());
    Parameter { name, choice, source, basis: it.basis.key(), from }
}

fn left_out(it: &super::LeftOut) -> LeftOut {
    LeftOut {
        cohort: it.cohort.as_ref().map(Date::to_string),
        people_are: it.people_are(),
        reason: it.reason,
        count: Some(it.count).filter(|_| !it.few),
    }
}

fn means(it: Method) -> Means {
    Means { name: it.name(), why: it.why() }
}

fn compared(it: &super::Comparison) -> Compared<'_> {
    Compared { cohort: it.cohort, by: it.by.key(), groups: &it.groups, log_rank: &it.test }
}

fn modelled(it: &super::Hazards) -> Modelled<'_> {
    let (hazards, why_not) = match &it.ratios {
        Ok(hazards) => (hazards.iter().map(hazard).collect(), None),
        Err(why) => (Vec::new(), Some(why.to_string())),
    };
    Modelled { cohort: it.cohort, why_not, hazards }
}

fn hazard(it: &super::Hazard) -> Hazard<'_> {
    Hazard { by: it.by.key(), value: &it.value, than: &it.than, coefficient: &it.coefficient }
}
