//! What was counted, as rows: the form in which parts travel from workers to whoever adds them up.

mod gather;
#[cfg(test)]
mod tests;

use std::sync::{Arc, LazyLock};

use arrow::array::{
    Array, ArrayRef, BooleanBuilder, Int64Builder, ListArray, StringBuilder, UInt32Array,
    UInt32Builder, UInt64Array,
};
use arrow::buffer::OffsetBuffer;
use arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use arrow::error::ArrowError;
use arrow::record_batch::RecordBatch;
use measures::definition::{Breakdown, Level};
use measures::tally::{Exclusions, Part};

pub(super) use gather::Gathered;

/// A row: what it is about, and the amounts of its items. The items of a cell, and of people apart,
/// are those of their tallies; of what was left out, reasons. The last row of a part says how many
/// rows came before it.
pub(super) static SCHEMA: LazyLock<SchemaRef> = LazyLock::new(|| {
    let field = |name, of, nullable| Field::new(name, of, nullable);
    Arc::new(Schema::new(vec![
        field("about", DataType::Utf8, false),
        field("cohort", DataType::UInt32, true),
        field("comparison", DataType::Boolean, false),
        field("level", DataType::Utf8, true),
        // Of people apart the scheme, at the end the number of the part.
        field("area", DataType::Int64, true),
        field("breakdown", DataType::Utf8, true),
        field("value", DataType::Utf8, true),
        field("items", DataType::new_list(DataType::UInt32, true), false),
        field("amounts", DataType::new_list(DataType::UInt64, true), false),
    ]))
});

const CELL: &str = "cell";
const APART: &str = "apart";
const LEFT_OUT: &str = "left out";
const END: &str = "end";

#[derive(Default)]
struct Columns {
    /// The rows so far.
    rows: u64,
    about: StringBuilder,
    cohort: UInt32Builder,
    comparison: BooleanBuilder,
    level: StringBuilder,
    area: Int64Builder,
    breakdown: StringBuilder,
    value: StringBuilder,
    /// The items of all rows, one after the other, and where those of each row end.
    items: Vec<u32>,
    amounts: Vec<u64>,
    ends: Vec<usize>,
}

/// What a row is about.
#[derive(Default)]
struct Row<'a> {
    about: &'static str,
    cohort: Option<usize>,
    comparison: bool,
    level: Option<Level>,
    area: Option<i64>,
    part: Option<(Breakdown, &'a str)>,
}

impl Columns {
    fn push(&mut self, row: &Row<'_>, items: impl IntoIterator<Item = (u32, u64)>) {
        self.about.append_value(row.about);
        self.cohort.append_option(row.cohort.and_then(|it| u32::try_from(it).ok()));
        self.comparison.append_value(row.comparison);
        self.level.append_option(row.level.map(Level::key));
        self.area.append_option(row.area);
        self.breakdown.append_option(row.part.map(|it| it.0.key()));
        self.value.append_option(row.part.map(|it| it.1));
        items.into_iter().for_each(|(item, amount)| {
            self.items.push(item);
            self.amounts.push(amount);
        });
        self.ends.push(self.items.len());
        self.rows += 1;
    }

    fn left_out(&mut self, cohort: Option<(usize, bool)>, reasons: &Exclusions) {
        let row = Row {
            about: LEFT_OUT,
            cohort: cohort.map(|it| it.0),
            comparison: cohort.is_some_and(|it| it.1),
            ..Row::default()
        };
        self.push(&row, reasons.iter().map(|(reason, count)| (*reason as u32, *count)));
    }

    fn finish(mut self) -> Result<RecordBatch, ArrowError> {
        let columns: Vec<ArrayRef> = vec![
            Arc::new(self.about.finish()),
            Arc::new(self.cohort.finish()),
            Arc::new(self.comparison.finish()),
            Arc::new(self.level.finish()),
            Arc::new(self.area.finish()),
            Arc::new(self.breakdown.finish()),
            Arc::new(self.value.finish()),
            list(&self.ends, UInt32Array::from(self.items))?,
            list(&self.ends, UInt64Array::from(self.amounts))?,
        ];
        RecordBatch::try_new(Arc::clone(&SCHEMA), columns)
    }
}

/// Numbers as lists that end here.
fn list(ends: &[usize], numbers: impl Array + 'static) -> Result<ArrayRef, ArrowError> {
    let starts = ends.iter().take(ends.len().saturating_sub(1));
    let lengths = ends.iter().zip(std::iter::once(&0).chain(starts)).map(|(end, from)| end - from);
    let field = Arc::new(Field::new_list_field(numbers.data_type().clone(), true));
    let lists = OffsetBuffer::from_lengths(lengths);
    Ok(Arc::new(ListArray::try_new(field, lists, Arc::new(numbers), None)?))
}

/// What the part of this number has counted, as rows.
pub(super) fn write(part: &Part, number: usize) -> Result<RecordBatch, ArrowError> {
    let mut columns = Columns::default();
    for (apart, tally) in &part.apart {
        let row = Row {
            about: APART,
            cohort: Some(apart.cohort),
            comparison: apart.comparison,
            area: apart.scheme,
            ..Row::default()
        };
        columns.push(&row, tally.items());
    }
    for (cell, tally) in &part.counted.tallies {
        let row = Row {
            about: CELL,
            cohort: Some(cell.cohort),
            comparison: cell.comparison,
            level: Some(cell.level),
            area: cell.area,
            part: cell.part.as_ref().map(|it| (it.0, it.1.as_str())),
        };
        columns.push(&row, tally.items());
    }
    for (cohort, reasons) in &part.counted.members_left_out {
        columns.left_out(Some(*cohort), reasons);
    }
    columns.left_out(None, &part.counted.offences_left_out);
    let end = Row { about: END, area: i64::try_from(number).ok(), ..Row::default() };
    columns.push(&end, [(0, columns.rows)]);
    columns.finish()
}
