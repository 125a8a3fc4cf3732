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

/// A row: an amount of a numbered item of a cell; or, without a level, how often rows were left
/// out for a reason, of a cohort or, without one, of offences.
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

#[derive(Default)]
struct Columns {
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

/// What was counted, as rows.
pub(super) fn write(counted: &Counted) -> Result<RecordBatch, ArrowError> {
    let mut columns = Columns::default();
    for (cell, tally) in &counted.tallies {
        let row = Row {
            cohort: Some(cell.cohort),
            comparison: cell.comparison,
            level: Some(cell.level),
            area: cell.area,
            part: cell.part.as_ref().map(|it| (it.0, it.1.as_str())),
        };
        for (item, amount) in tally.items() {
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
    columns.finish()
}

/// Adds rows to what was counted.
pub(super) fn read(batch: &RecordBatch, counted: &mut Counted) {
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
    for row in 0..batch.num_rows() {
        let cohort = cohorts.is_valid(row).then(|| cohorts.value(row));
        let cohort = cohort.and_then(|it| usize::try_from(it).ok());
        let (item, amount) = (items.value(row), amounts.value(row));
        let comparison = comparisons.value(row);
        let (Some(level), Some(cohort)) = (word(2, row).and_then(Level::of_key), cohort) else {
            leave_out(counted, cohort.map(|it| (it, comparison)), item, amount);
            continue;
        };
        let breakdown = word(4, row).and_then(Breakdown::of_key);
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
}

fn leave_out(counted: &mut Counted, cohort: Option<(usize, bool)>, item: u32, amount: u64) {
    let reason = usize::try_from(item).ok().and_then(|it| Exclusion::ALL.get(it).copied());
    let Some(reason) = reason else { return };
    let exclusions = match cohort {
        Some(cohort) => counted.members_left_out.entry(cohort).or_default(),
        None => &mut counted.offences_left_out,
    };
    *exclusions.entry(reason).or_default() += amount;
}
