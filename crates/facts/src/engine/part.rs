//! What was counted, as rows: the form in which parts travel from workers to whoever adds them up.

use std::sync::{Arc, LazyLock};

use arrow::array::{
    Array as _, ArrayRef, AsArray as _, BooleanBuilder, Int64Builder, StringBuilder, UInt32Builder,
    UInt64Builder,
};
use arrow::datatypes::{DataType, Field, Int64Type, Schema, SchemaRef, UInt32Type, UInt64Type};
use arrow::error::ArrowError;
use arrow::record_batch::RecordBatch;
use measures::definition::{Breakdown, Level};
use measures::tally::{Cell, Counted, Exclusion, Tally};

use crate::error::FactsError;

/// A row: an amount of a numbered item of a cell; or, without a level, how often rows were left
/// out for a reason, of a cohort or, without one, of offences. The last row of a part has the
/// number of the part for an area, and says how many came before it.
pub(super) static SCHEMA: LazyLock<SchemaRef> = LazyLock::new(|| {
    let field = |name, of, nullable| Field::new(name, of, nullable);
    Arc::new(Schema::new(vec![
        field("cohort", DataType::UInt32, true),
        field("comparison", DataType::Boolean, false),
        field("level", DataType::Utf8, true),
        field("area", DataType::Int64, true),
        field("breakdown", DataType::Utf8, true),
        field("value", DataType::Utf8, true),
        field("item", DataType::UInt32, false),
        field("amount", DataType::UInt64, false),
    ]))
});

/// The item of the last row of a part.
const END: u32 = u32::MAX;

#[derive(Default)]
struct Columns {
    /// The rows so far.
    rows: u64,
    cohort: UInt32Builder,
    comparison: BooleanBuilder,
    level: StringBuilder,
    area: Int64Builder,
    breakdown: StringBuilder,
    value: StringBuilder,
    item: UInt32Builder,
    amount: UInt64Builder,
}

/// What a row is about.
#[derive(Default)]
struct Row<'a> {
    cohort: Option<usize>,
    comparison: bool,
    level: Option<Level>,
    area: Option<i64>,
    part: Option<(Breakdown, &'a str)>,
}

impl Columns {
    fn push(&mut self, row: &Row<'_>, item: u32, amount: u64) {
        self.cohort.append_option(row.cohort.and_then(|it| u32::try_from(it).ok()));
        self.comparison.append_value(row.comparison);
        self.level.append_option(row.level.map(Level::key));
        self.area.append_option(row.area);
        self.breakdown.append_option(row.part.map(|it| it.0.key()));
        self.value.append_option(row.part.map(|it| it.1));
        self.item.append_value(item);
        self.amount.append_value(amount);
        self.rows += 1;
    }

    fn finish(mut self) -> Result<RecordBatch, ArrowError> {
        let columns: Vec<ArrayRef> = vec![
            Arc::new(self.cohort.finish()),
            Arc::new(self.comparison.finish()),
            Arc::new(self.level.finish()),
            Arc::new(self.area.finish()),
            Arc::new(self.breakdown.finish()),
            Arc::new(self.value.finish()),
            Arc::new(self.item.finish()),
            Arc::new(self.amount.finish()),
        ];
        RecordBatch::try_new(Arc::clone(&SCHEMA), columns)
    }
}

/// What a part has counted, as rows.
pub(super) fn write(counted: &Counted, part: usize) -> Result<RecordBatch, ArrowError> {
    let mut columns = Columns::default();
    for (cell, tally) in &counted.tallies {
        let row = Row {
            cohort: Some(cell.cohort),
            comparison: cell.comparison,
            level: Some(cell.level),
            area: cell.area,
            part: cell.part.as_ref().map(|it| (it.0, it.1.as_str())),
        };
        let mut items = tally.items();
        if items.is_empty() {
            // A class of which nothing was proven in time has a line, of noughts.
            items.push((0, 0));
        }
        for (item, amount) in items {
            columns.push(&row, item, amount);
        }
    }
    for ((cohort, comparison), exclusions) in &counted.members_left_out {
        let row = Row { cohort: Some(*cohort), comparison: *comparison, ..Row::default() };
        for (reason, amount) in exclusions {
            columns.push(&row, *reason as u32, *amount);
        }
    }
    for (reason, amount) in &counted.offences_left_out {
        columns.push(&Row::default(), *reason as u32, *amount);
    }
    let end = Row { area: i64::try_from(part).ok(), ..Row::default() };
    columns.push(&end, END, columns.rows);
    columns.finish()
}

/// What came of the parts. A cluster that has lost a machine may hand on a part twice, or forget
/// one, and say nothing of it: so each must have come once, with all its rows.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    counted: Counted,
    rows: u64,
    /// The parts that have ended, and how many rows each says it has.
    ended: Vec<(Option<i64>, u64)>,
}

impl Gathered {
    /// Adds rows.
    ///
    /// # Errors
    ///
    /// A row that names what this program does not know: it is of a program of another version.
    pub(super) fn add(&mut self, batch: &RecordBatch) -> Result<(), FactsError> {
        let (areas, items, amounts) = (
            batch.column(3).as_primitive::<Int64Type>(),
            batch.column(6).as_primitive::<UInt32Type>(),
            batch.column(7).as_primitive::<UInt64Type>(),
        );
        for row in (0..batch.num_rows()).filter(|it| items.value(*it) == END) {
            let part = areas.is_valid(row).then(|| areas.value(row));
            self.ended.push((part, amounts.value(row)));
        }
        self.rows += batch.num_rows() as u64;
        read(batch, &mut self.counted)
    }

    /// What was counted, by so many parts.
    ///
    /// # Errors
    ///
    /// Parts that have not come, or twice, or not whole.
    pub(super) fn whole(mut self, parts: usize) -> Result<Counted, FactsError> {
        self.ended.sort_unstable();
        let told: u64 = self.ended.iter().map(|it| it.1 + 1).sum();
        let parts = (0_i64..).take(parts).map(Some);
        if told == self.rows && self.ended.iter().map(|it| it.0).eq(parts) {
            return Ok(self.counted);
        }
        Err(FactsError::NotOnce { ended: self.ended.len(), rows: self.rows, told })
    }
}

fn read(batch: &RecordBatch, counted: &mut Counted) -> Result<(), FactsError> {
    let word = |column: usize, row: usize| {
        let column = batch.column(column).as_string::<i32>();
        column.is_valid(row).then(|| column.value(row))
    };
    let cohorts = batch.column(0).as_primitive::<UInt32Type>();
    let comparisons = batch.column(1).as_boolean();
    let areas = batch.column(3).as_primitive::<Int64Type>();
    let items = batch.column(6).as_primitive::<UInt32Type>();
    let amounts = batch.column(7).as_primitive::<UInt64Type>();
    let mut last: Option<(Cell, Tally)> = None;
    for row in (0..batch.num_rows()).filter(|it| items.value(*it) != END) {
        let cohort = cohorts.is_valid(row).then(|| cohorts.value(row));
        let cohort = cohort.and_then(|it| usize::try_from(it).ok());
        let (item, amount) = (items.value(row), amounts.value(row));
        let comparison = comparisons.value(row);
        let Some(level) = word(2, row) else {
            leave_out(counted, cohort.map(|it| (it, comparison)), item, amount)?;
            continue;
        };
        let level = Level::of_key(level).ok_or_else(|| unknown("level", level))?;
        let cohort = cohort.ok_or_else(|| unknown("cohort", ""))?;
        let breakdown = word(4, row);
        let breakdown = breakdown
            .map(|it| Breakdown::of_key(it).ok_or_else(|| unknown("breakdown", it)))
            .transpose()?;
        let area = areas.is_valid(row).then(|| areas.value(row));
        let value = word(5, row);
        let same = last.as_ref().is_some_and(|(it, _)| {
            let part = it.part.as_ref().map(|it| (it.0, it.1.as_str()));
            (it.cohort, it.comparison, it.level, it.area) == (cohort, comparison, level, area)
                && part == breakdown.zip(value)
        });
        if !same {
            let part = breakdown.zip(value.map(ToOwned::to_owned));
            let cell = Cell { cohort, comparison, level, area, part };
            if let Some((cell, tally)) = last.replace((cell, Tally::default())) {
                counted.add(cell, tally);
            }
        }
        if let Some((_, tally)) = &mut last {
            tally.add(item, amount);
        }
    }
    if let Some((cell, tally)) = last {
        counted.add(cell, tally);
    }
    Ok(())
}

fn leave_out(
    counted: &mut Counted,
    cohort: Option<(usize, bool)>,
    item: u32,
    amount: u64,
) -> Result<(), FactsError> {
    let reason = usize::try_from(item).ok().and_then(|it| Exclusion::ALL.get(it).copied());
    let reason = reason.ok_or_else(|| unknown("reason", &item.to_string()))?;
    let exclusions = match cohort {
        Some(cohort) => counted.members_left_out.entry(cohort).or_default(),
        None => &mut counted.offences_left_out,
    };
    *exclusions.entry(reason).or_default() += amount;
    Ok(())
}

fn unknown(what: &'static str, said: &str) -> FactsError {
    FactsError::UnknownPart { what, said: said.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_one(row: &Row<'_>, item: u32) -> Result<Counted, String> {
        let mut columns = Columns::default();
        columns.push(row, item, 7);
        let mut counted = Counted::default();
        read(&columns.finish().unwrap(), &mut counted).map_err(|it| it.to_string())?;
        Ok(counted)
    }

    #[test]
    fn what_was_counted_comes_back_whatever_it_is() {
        let reasons = Exclusion::ALL.map(|it| (it, 3)).into_iter().collect();
        let mut counted = Counted { offences_left_out: reasons, ..Counted::default() };
        counted.members_left_out.insert((2, true), [(Exclusion::Dead, 4)].into_iter().collect());
        let cell = |level, area, part| Cell { cohort: 1, comparison: true, level, area, part };
        let part = |it: Breakdown| Some((it, String::new()));
        for breakdown in Breakdown::ALL {
            let tally = Tally { people: 5, firsts: vec![0, 2], ..Tally::default() };
            counted.add(cell(Level::Region, None, part(breakdown)), tally.clone());
            counted.add(cell(Level::Region, Some(3), part(breakdown)), tally);
        }
        counted.add(cell(Level::Nation, None, None), Tally::default());
        let mut found = Counted::default();
        read(&write(&counted, 0).unwrap(), &mut found).unwrap();
        assert_eq!(found, counted);
    }

    fn some_parts() -> [RecordBatch; 2] {
        let mut counted = Counted::default();
        let cell =
            Cell { cohort: 0, comparison: false, level: Level::Nation, area: None, part: None };
        counted.add(cell, Tally { people: 5, firsts: vec![0, 2], ..Tally::default() });
        [write(&counted, 0).unwrap(), write(&counted, 1).unwrap()]
    }

    fn gathered(batches: &[RecordBatch], parts: usize) -> Result<Counted, FactsError> {
        let mut gathered = Gathered::default();
        batches.iter().try_for_each(|it| gathered.add(it))?;
        gathered.whole(parts)
    }

    #[test]
    fn every_part_must_come_once_and_whole() {
        let [first, second] = some_parts();
        let both = gathered(&[second.clone(), first.clone()], 2).unwrap();
        assert_eq!(both.tallies.values().map(|it| it.people).sum::<u64>(), 10);
        let halves = [first.slice(0, 1), first.slice(1, first.num_rows() - 1), second.clone()];
        assert_eq!(gathered(&halves, 2).unwrap(), both);
        let refused = |batches: &[RecordBatch]| {
            assert!(matches!(gathered(batches, 2), Err(FactsError::NotOnce { .. })));
        };
        refused(std::slice::from_ref(&first));
        refused(&[first.clone(), first.clone()]);
        refused(&[first.clone(), second.clone(), second.clone()]);
        refused(&[first.slice(1, first.num_rows() - 1), second.clone()]);
        refused(&[first.slice(0, first.num_rows() - 1), second]);
    }

    #[test]
    fn a_reason_that_is_not_known_is_an_error() {
        let last = u32::try_from(Exclusion::ALL.len()).unwrap() - 1;
        for cohort in [None, Some(0)] {
            let row = Row { cohort, ..Row::default() };
            assert!(read_one(&row, last).is_ok());
            let error = read_one(&row, last + 1).unwrap_err();
            assert!(error.contains(&format!("the reason `{}`", last + 1)), "{error}");
        }
    }

    #[test]
    fn a_figure_of_no_cohort_is_an_error() {
        let row = Row { level: Some(Level::Nation), ..Row::default() };
        assert!(read_one(&Row { cohort: Some(0), ..row }, 0).is_ok());
        let row = Row { level: Some(Level::Nation), ..Row::default() };
        assert!(read_one(&row, 0).unwrap_err().contains("the cohort ``"));
    }
}
