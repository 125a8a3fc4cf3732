//! From conditions to questions by slot number.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use rayon::prelude::*;

use super::cells::Cells;
use super::frequency::{Correction, Counts};
use super::marks::{Mark, Marked, Table, Test, Wanted};
use super::program::Program;
use super::weigh::{Order, measured, told};
use super::{
    Ask, Asked, Asks, Facts, Figure, Finding, Found, Holds, Plan, PlanError, PlannedComparison,
    PlannedLevel, PlannedRule, Slot, SlotNumber,
};
use crate::condition::{Condition, Measure, Scale, Term};
use crate::expression::Expression;
use crate::model::{Comparison, Level, Model, Rule};
use crate::records::{MISSING, Records, Values};
use crate::sql::Side;
use crate::text::Units;

/// A thread makes so many texts at least.
const TEXTS_AT_ONCE: usize = 1 << 10;

pub(super) fn compile(model: &Model, records: &mut Records) -> Result<Plan, PlanError> {
    let mut writer = Writer::new(records);
    let comparisons =
        model.comparisons.iter().map(|it| writer.comparison(it)).collect::<Result<Vec<_>, _>>()?;
    let rules = model.rules.iter().map(|it| writer.rule(it)).collect::<Result<Vec<_>, _>>()?;
    let (rules, tests): (Vec<PlannedRule>, Vec<Test>) = rules.into_iter().unzip();
    let finding = writer.program.first_from_each(tests);
    let Writer { slots, marked, program, figures, asks, counted, .. } = writer;
    let marker = marked.ready(slots.len());
    let cells = || Cells::new(&slots, &marker, records);
    let (cells, (facts, counts)) = rayon::join(cells, || {
        rayon::join(|| facts(asks, records, model.units), || counts(&counted, records))
    });
    let weighing = Order::of(&comparisons, &counts);
    Ok(Plan {
        slots,
        marker,
        program,
        cells,
        facts,
        counts,
        figures,
        comparisons,
        rules,
        finding: Finding { first: finding, gone: 0 },
        starting_weight: model.starting_weight(),
        units: model.units,
        one_sided_levels: model.has_one_sided_levels(),
        weighing,
    })
}

/// What is asked of the texts of each dictionary.
fn facts(asks: Vec<Asks>, records: &Records, units: Units) -> Vec<Facts> {
    let dictionaries = asks.into_par_iter().zip(&records.dictionaries);
    let facts = dictionaries.map(|(asked, dictionary)| {
        let mut facts = Facts::new(asked);
        facts.grow(dictionary, units);
        facts
    });
    facts.collect()
}

/// How often the values of some fields stand.
fn counts(wanted: &BTreeSet<usize>, records: &Records) -> Vec<Option<Counts>> {
    let fields = (0..records.fields.len()).into_par_iter();
    fields.map(|it| wanted.contains(&it).then(|| Counts::new(records, it))).collect()
}

/// Rules alone, as training and deterministic matching use them.
pub(crate) fn compile_rules(
    model: &Model,
    rules: &[Rule],
    records: &mut Records,
) -> Result<Plan, PlanError> {
    let mut bare = model.clone();
    rules.clone_into(&mut bare.rules);
    compile(&bare, records)
}

struct Writer<'a> {
    records: &'a mut Records,
    slots: Vec<Slot>,
    marked: Marked,
    program: Program,
    figures: Vec<Figure>,
    /// By dictionary.
    asks: Vec<Asks>,
    /// Fields whose values are counted.
    counted: BTreeSet<usize>,
}

impl<'a> Writer<'a> {
    fn new(records: &'a mut Records) -> Self {
        let asks = vec![Asks::default(); records.dictionaries.len()];
        Self {
            records,
            slots: Vec::new(),
            marked: Marked::default(),
            program: Program::default(),
            figures: Vec::new(),
            asks,
            counted: BTreeSet::new(),
        }
    }

    fn comparison(&mut self, comparison: &Comparison) -> Result<PlannedComparison, PlanError> {
        let levels = comparison
            .levels
            .iter()
            .map(|it| self.level(comparison, it))
            .collect::<Result<Vec<_>, _>>()?;
        let tests = comparison.levels.iter().map(|it| self.test(&it.condition, Wanted::Yes));
        let tests = tests.collect::<Result<Vec<_>, _>>()?;
        let mut read = Vec::new();
        for level in &comparison.levels {
            level.condition.each_term(&mut |term| read.push(&term.of));
        }
        let mut slots = Vec::new();
        for expression in read {
            let slot = self.slot(expression)?;
            if !slots.contains(&slot) {
                slots.push(slot);
            }
        }
        let values = levels.iter().map(|it| it.value).chain([-1]);
        Ok(PlannedComparison {
            name: comparison.name.clone(),
            told: values.map(told).collect(),
            measured: measured(&tests),
            found: match Table::of(&tests) {
                Some(table) => Found::ByMarks(table),
                None => Found::ByAsking(self.program.first(tests)),
            },
            levels,
            slots,
        })
    }

    fn level(&mut self, comparison: &Comparison, level: &Level) -> Result<PlannedLevel, PlanError> {
        let frequency = match &level.frequency {
            None => None,
            Some(frequency) => {
                let slot = self.slot(&Expression::column(&frequency.column))?;
                let field = self.slots[slot].field;
                self.counted.insert(field);
                Correction::of(comparison, level, slot, field)
            }
        };
        Ok(PlannedLevel {
            label: level.label.clone(),
            value: level.value,
            weight: level.weight(),
            frequency,
        })
    }

    /// A rule, and the test whether it finds a pair.
    fn rule(&mut self, rule: &Rule) -> Result<(PlannedRule, Test), PlanError> {
        let mut keys = Vec::new();
        let mut exploded = None;
        for (left, right) in &rule.keys {
            if rule.exploded.contains(&left.of.column) && left.of == right.of {
                exploded = Some(self.slot(&left.of)?);
                continue;
            }
            keys.push((self.text_slot(left)?, self.text_slot(right)?));
        }
        let others = rule.others.iter().map(|it| self.test(it, Wanted::Yes));
        let others = others.collect::<Result<Vec<_>, _>>()?;
        let mut tests: Vec<Test> = keys.iter().map(|it| self.same(*it, Wanted::Yes)).collect();
        tests.extend(others.iter().cloned());
        tests.extend(exploded.map(|slot| Test::Yes(Ask::in_common(slot))));
        let whole = Test::and(tests);
        let planned = PlannedRule {
            sql: rule.sql.clone(),
            keys,
            finds: self.program.test(whole.clone()),
            others: self.program.test(Test::and(others)),
            exploded,
            one_sided: rule.is_one_sided(),
            blocks: OnceLock::new(),
        };
        Ok((planned, whole))
    }

    /// The slot of an expression, made now if it is new.
    fn slot(&mut self, expression: &Expression) -> Result<SlotNumber, PlanError> {
        if let Some(found) = self.slots.iter().position(|it| it.expression == *expression) {
            return Ok(found);
        }
        let Some(field) = self.records.field(&expression.column) else {
            return Err(PlanError::NoColumn { column: expression.column.clone() });
        };
        let dictionary = self.records.fields[field].dictionary;
        let made = expression.making.as_ref().map(|_| self.make(expression, dictionary));
        let holds = match self.records.fields[field].values {
            Values::One(_) => Holds::Text,
            Values::Many { .. } => Holds::List,
        };
        let (expression, alike) = (expression.clone(), OnceLock::new());
        self.slots.push(Slot { field, dictionary, expression, made, holds, alike });
        Ok(self.slots.len() - 1)
    }

    /// The made text of each text of the dictionary, as it is now.
    fn make(&mut self, expression: &Expression, dictionary: usize) -> Vec<u32> {
        let dictionary = &mut self.records.dictionaries[dictionary];
        let before = u32::try_from(dictionary.len()).unwrap_or(u32::MAX - 1);
        let of = |value| expression.make(dictionary.text(value));
        let texts: Vec<Option<String>> =
            (1..before + 1).into_par_iter().with_min_len(TEXTS_AT_ONCE).map(of).collect();
        let mut numbers = Vec::with_capacity(texts.len());
        dictionary.number_all(texts.iter().flatten().map(String::as_str), &mut numbers);
        let mut numbers = numbers.into_iter();
        let number = |text: Option<String>| text.and_then(|_| numbers.next()).unwrap_or(MISSING);
        std::iter::once(MISSING).chain(texts.into_iter().map(number)).collect()
    }

    /// The slot of a term that must be one text.
    fn text_slot(&mut self, term: &Term) -> Result<SlotNumber, PlanError> {
        let slot = self.slot(&term.of)?;
        match self.slots[slot].holds {
            Holds::Text => Ok(slot),
            Holds::List => Err(PlanError::List { column: term.of.column.clone() }),
        }
    }

    /// Whether the answer to a condition is the wanted one.
    fn test(&mut self, condition: &Condition, wanted: Wanted) -> Result<Test, PlanError> {
        match (condition, wanted) {
            (Condition::Always, _) => Ok(Test::constant(wanted)),
            (Condition::Not(inner), _) => self.test(inner, wanted.turned()),
            (Condition::All(of), Wanted::Yes) | (Condition::Any(of), Wanted::No) => {
                Ok(Test::and(self.tests(of, wanted)?))
            }
            (Condition::Any(of), Wanted::Yes) | (Condition::All(of), Wanted::No) => {
                Ok(Test::or(self.tests(of, wanted)?))
            }
            (Condition::Missing(term), _) => self.missing(term, wanted),
            (Condition::Present(term), _) => self.missing(term, wanted.turned()),
            (Condition::Same(left, right), _) => {
                let slots = (self.text_slot(left)?, self.text_slot(right)?);
                Ok(self.same(slots, wanted))
            }
            (Condition::Different(left, right), _) => {
                let slots = (self.text_slot(left)?, self.text_slot(right)?);
                Ok(self.same(slots, wanted.turned()))
            }
            (other, _) => Ok(Test::leaf(self.ask(other)?, wanted)),
        }
    }

    fn tests(&mut self, of: &[Condition], wanted: Wanted) -> Result<Vec<Test>, PlanError> {
        of.iter().map(|it| self.test(it, wanted)).collect()
    }

    /// Whether two texts are equal, or are there and differ.
    fn same(&mut self, (left, right): (SlotNumber, SlotNumber), wanted: Wanted) -> Test {
        let mark = if wanted == Wanted::Yes { Mark::Same } else { Mark::Different };
        match self.marked.mark(mark, left, right) {
            Some(marks) => Test::All(marks),
            None => Test::leaf(Ask::Same(left, right), wanted),
        }
    }

    fn missing(&mut self, term: &Term, wanted: Wanted) -> Result<Test, PlanError> {
        let slot = self.slot(&term.of)?;
        let mark = match (term.side, wanted) {
            (Side::Left, Wanted::Yes) => Mark::LeftMissing,
            (Side::Left, Wanted::No) => Mark::LeftThere,
            (Side::Right, Wanted::Yes) => Mark::RightMissing,
            (Side::Right, Wanted::No) => Mark::RightThere,
        };
        Ok(match self.marked.mark(mark, slot, slot) {
            Some(marks) => Test::All(marks),
            None => Test::leaf(Ask::Missing(term.side, slot), wanted),
        })
    }

    /// What marks cannot say.
    fn ask(&mut self, condition: &Condition) -> Result<Ask, PlanError> {
        Ok(match condition {
            Condition::Always
            | Condition::All(_)
            | Condition::Any(_)
            | Condition::Not(_)
            | Condition::Missing(_)
            | Condition::Present(_)
            | Condition::Same(..)
            | Condition::Different(..) => unreachable!("a test of its own"),
            Condition::Is(term, text) => {
                let slot = self.text_slot(term)?;
                let dictionary = self.slots[slot].dictionary;
                Ask::Is(term.side, slot, self.records.dictionaries[dictionary].number(text))
            }
            Condition::Near { measure, left, right, bound } => {
                Ask::Near { figure: self.figure(*measure, left, right)?, bound: *bound }
            }
            Condition::Apart { scale, left, right, bound } => {
                let (left, right) = self.figures_of(*scale, left, right)?;
                Ask::Apart { scale: *scale, left, right, bound: *bound }
            }
            Condition::ApartByShare { left, right, bound } => {
                let (left, right) = self.figures_of(Scale::Number, left, right)?;
                Ask::ApartByShare { left, right, bound: *bound }
            }
            Condition::Shares { left, right, bound } => Ask::Shares {
                left: self.slot(&left.of)?,
                right: self.slot(&right.of)?,
                bound: *bound,
            },
            Condition::Holds { left, right, empty } => {
                let (left, right) = (self.slot(&left.of)?, self.slot(&right.of)?);
                Ask::Holds { left, right, empty: *empty }
            }
            Condition::NearestOf { measure, left, right, bound } => {
                let (left, right) = (self.slot(&left.of)?, self.slot(&right.of)?);
                self.ask_letters(left, right);
                Ask::NearestOf { measure: *measure, left, right, bound: *bound }
            }
            Condition::Kilometres { left, right, bound } => Ask::Kilometres {
                left: self.figures_of(Scale::Number, &left.0, &left.1)?,
                right: self.figures_of(Scale::Number, &right.0, &right.1)?,
                bound: *bound,
            },
        })
    }

    fn figures_of(
        &mut self,
        scale: Scale,
        left: &Term,
        right: &Term,
    ) -> Result<(SlotNumber, SlotNumber), PlanError> {
        let (left, right) = (self.text_slot(left)?, self.text_slot(right)?);
        for slot in [left, right] {
            let asks = &mut self.asks[self.slots[slot].dictionary];
            match scale {
                Scale::Number => asks.numbers = Asked::Yes,
                Scale::Seconds | Scale::Days => asks.moments = Asked::Yes,
            }
        }
        Ok((left, right))
    }

    fn ask_letters(&mut self, left: SlotNumber, right: SlotNumber) {
        for slot in [left, right] {
            self.asks[self.slots[slot].dictionary].letters = Asked::Yes;
        }
    }

    /// The figure of two slots.
    fn figure(&mut self, measure: Measure, left: &Term, right: &Term) -> Result<usize, PlanError> {
        let (left, right) = (self.text_slot(left)?, self.text_slot(right)?);
        self.ask_letters(left, right);
        let wanted = Figure { measure, left, right };
        let known = self.figures.iter().position(|it| *it == wanted);
        Ok(known.unwrap_or_else(|| {
            self.figures.push(wanted);
            self.figures.len() - 1
        }))
    }
}
