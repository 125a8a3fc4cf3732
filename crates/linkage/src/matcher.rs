//! One record against a standing set: whom does it belong to?

mod given;

use std::collections::BTreeSet;

use crate::block::Standing;
use crate::explain::{Explanation, Named, parts};
use crate::model::Model;
use crate::plan::{Known, Pair, Plan, PlanError, PlannedRule, Scratch};
use crate::records::{Records, RecordsError, Row};
use crate::score::{probability, weight_of};

use given::Asked;
pub use given::Given;

/// From which probability a match is taken for certain, and from which a person should look.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Thresholds {
    /// From here on the record is the same person, unless a second record is also this likely.
    pub certain: f64,
    /// From here on a person should look.
    pub possible: f64,
}

impl Default for Thresholds {
    /// 0.999 and 0.5: a certain match is wrong once in a thousand by the model's own reckoning,
    /// and a possible one is more likely right than wrong.
    fn default() -> Self {
        Self { certain: 0.999, possible: 0.5 }
    }
}

/// A standing record and how likely it is the same person.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scored {
    /// The standing record.
    pub row: Row,
    /// In bits.
    pub weight: f64,
}

impl Scored {
    /// The probability that both are one person.
    pub fn probability(&self) -> f64 {
        probability(self.weight)
    }
}

/// Whom a record belongs to.
#[derive(Debug, Clone, PartialEq)]
pub enum Best {
    /// One standing record, beyond doubt or because people have decided it: the weight is the
    /// model's in either case.
    Certain(Scored),
    /// Some that a person should look at, the most likely first. Two that are both beyond doubt are
    /// here too: they are one person listed twice, or a twin. Two that people have decided on stand
    /// here alone.
    Possible(Vec<Scored>),
    /// Nobody.
    None,
}

/// A standing set, ready to be asked about one record at a time.
///
/// Texts are compared as they stand, here in the form that prepared lists have. How a record comes
/// there from what somebody typed is shown at `given` of the crate `lists`.
///
/// ```
/// # use linkage::Filling;
/// use linkage::{Best, Given, Matcher, Model, Thresholds};
///
/// # let text = |it: &str| it.to_owned();
/// # let told = [
/// #     ("1", [("pnc_id", text("1999/0000001H")), ("crn", text("X123456"))]),
/// #     ("2", [("pnc_id", text("2004/0000007T")), ("crn", text("E765432"))]),
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
/// # let records = filling.finish()?;
/// let mut matcher = Matcher::new(&model, records, Thresholds { certain: 0.99, possible: 0.5 })?;
/// let arrived = Given::new().with("pnc_id", "1999/0000001H").with("crn", "X123456");
/// let Best::Certain(found) = matcher.best(&arrived) else { return Err("nobody".into()) };
/// assert_eq!(matcher.records().id(found.row), "1");
///
/// let stranger = Given::new().with("pnc_id", "2011/0000003N").with("crn", "J246810");
/// assert_eq!(matcher.best(&stranger), Best::None);
/// matcher.add("custody", "3", &stranger)?;
/// assert!(matches!(matcher.best(&stranger), Best::Certain(_)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Matcher {
    records: Records,
    plan: Plan,
    standing: Standing,
    thresholds: Thresholds,
    /// Whether a rule or a level may hold one way round and not the other.
    one_sided: bool,
}

impl Matcher {
    /// Makes a standing set ready.
    ///
    /// # Errors
    /// A model that does not fit the records.
    pub fn new(
        model: &Model,
        mut records: Records,
        thresholds: Thresholds,
    ) -> Result<Self, PlanError> {
        let plan = Plan::new(model, &mut records)?;
        // The first record that is added need not wait.
        records.ids.make_findable();
        let standing = Standing::new(&plan, &records);
        let one_sided = plan.is_one_sided(plan.rules.len());
        Ok(Self { records, plan, standing, thresholds, one_sided })
    }

    /// The standing records.
    pub fn records(&self) -> &Records {
        &self.records
    }

    /// Takes a record into the standing set, without starting over.
    ///
    /// # Errors
    /// An id that the source has already.
    pub fn add(&mut self, source: &str, id: &str, given: &Given) -> Result<Row, RecordsError> {
        let row = self.records.append(source, id, given)?;
        self.plan.take(&mut self.records, row);
        self.standing.take(&self.plan, &self.records, row);
        Ok(row)
    }

    /// Whom the record belongs to: what people have decided, and else what it weighs.
    pub fn best(&self, given: &Given) -> Best {
        let (mut found, certain) = if given.must.is_empty() {
            let Thresholds { certain, possible } = self.thresholds;
            (self.candidates(given, weight_of(possible)), weight_of(certain))
        } else {
            let whatever = f64::NEG_INFINITY;
            (self.weighed(&self.asked(given), &given.must, whatever), whatever)
        };
        found.sort_by(|one, other| {
            other.weight.total_cmp(&one.weight).then(one.row.cmp(&other.row))
        });
        match found.as_slice() {
            [] => Best::None,
            [only] if only.weight >= certain => Best::Certain(*only),
            [first, second, ..] if first.weight >= certain && second.weight < certain => {
                Best::Certain(*first)
            }
            _ => Best::Possible(found),
        }
    }

    /// Why a record weighs what it weighs against a standing one: the weight that [`Matcher::best`]
    /// tells, taken apart as [`explain`](crate::explain) takes apart that of two standing records.
    ///
    /// The given record is the left one and has neither source nor id. Values are as rare as they
    /// are among the standing records: once the record is one of them its own count too. `found_by`
    /// is empty for a record that [`Matcher::best`] would not have looked at.
    ///
    /// ```
    /// # use linkage::Filling;
    /// use linkage::{Best, Given, Matcher, Model, Thresholds};
    ///
    /// # let columns = [("surname", "OKONJO"), ("pnc_id", "1999/0000001H"), ("crn", "X123456")];
    /// let model = Model::person()?;
    /// # let layout = model.layout();
    /// # let mut filling = Filling::new(&layout);
    /// # filling.source("custody");
    /// # filling.id("1")?;
    /// # for column in layout.columns() {
    /// #     let Some(mut field) = filling.field(column) else { continue };
    /// #     field.push(columns.iter().find(|it| it.0 == column).map(|it| it.1));
    /// # }
    /// # filling.end_piece()?;
    /// # let records = filling.finish()?;
    /// let matcher = Matcher::new(&model, records, Thresholds { certain: 0.99, possible: 0.5 })?;
    /// let arrived = Given::new().with("pnc_id", "1999/0000001H").with("crn", "X123456");
    /// let arrived = arrived.with("surname", "OKONJA");
    /// let Best::Certain(found) = matcher.best(&arrived) else { return Err("nobody".into()) };
    ///
    /// let why = matcher.explain(&arrived, found.row);
    /// assert!((why.match_weight - found.weight).abs() < 1e-9);
    /// assert_eq!(why.right.record_id, "1");
    /// println!("{}", why.in_words());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn explain(&self, given: &Given, row: Row) -> Explanation {
        let (asked, known) = (self.asked(given), self.known(row));
        let mut scratch = self.plan.scratch();
        let rules = self.plan.rules.iter();
        let finding = rules.filter(|it| self.finds(it, &asked, &known, &mut scratch));
        let found_by = finding.map(|it| it.sql.clone()).collect();
        let mut pair = Pair::new(&self.plan, &asked, &known, &mut scratch);
        let parts =
            parts(&mut pair, |column| (given.shown(column), self.records.shown(column, row)));
        let names = (Named::given(), Named::of(&self.records, row));
        Explanation::new(&self.plan, names, parts, found_by)
    }

    /// Standing records of at least this weight that any blocking rule finds, without those that
    /// people have decided the record is not.
    pub fn candidates(&self, given: &Given, least_weight: f64) -> Vec<Scored> {
        let asked = self.asked(given);
        let mut scratch = self.plan.scratch();
        let mut rows = BTreeSet::new();
        for (number, rule) in self.plan.rules.iter().enumerate() {
            for row in self.standing.candidates(number, &asked) {
                if self.finds(rule, &asked, &self.known(row), &mut scratch) {
                    rows.insert(row);
                }
            }
        }
        for row in &given.must_not {
            rows.remove(row);
        }
        self.weighed(&asked, &rows, least_weight)
    }

    /// Those of these standing records that have at least this weight.
    fn weighed(&self, asked: &Asked<'_>, rows: &BTreeSet<Row>, least_weight: f64) -> Vec<Scored> {
        let mut scratch = self.plan.scratch();
        let weighed = rows.iter().filter_map(|row| {
            let known = self.known(*row);
            let mut pair = Pair::new(&self.plan, asked, &known, &mut scratch);
            let weighed = pair.weigh(least_weight)?;
            Some(Scored { row: *row, weight: weighed.weight })
        });
        weighed.collect()
    }

    /// Whether a rule finds the pair, whichever of the two is the left one.
    fn finds(
        &self,
        rule: &PlannedRule,
        asked: &Asked<'_>,
        known: &Known<'_>,
        scratch: &mut Scratch,
    ) -> bool {
        let here = Pair::new(&self.plan, asked, known, scratch).holds(rule.finds);
        here || (self.one_sided && Pair::new(&self.plan, known, asked, scratch).holds(rule.finds))
    }

    fn asked(&self, given: &Given) -> Asked<'_> {
        Asked::new(&self.plan, &self.records, given)
    }

    fn known(&self, row: Row) -> Known<'_> {
        Known::new(&self.plan, &self.records, row)
    }
}

#[cfg(test)]
mod tests;
