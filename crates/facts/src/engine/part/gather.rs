//! Parts brought together again.

use arrow::array::{
    Array as _, AsArray as _, BooleanArray, ListArray, PrimitiveArray, StringArray,
};
use arrow::datatypes::{ArrowPrimitiveType, Int64Type, UInt32Type, UInt64Type};
use arrow::record_batch::RecordBatch;
use measures::definition::{Breakdown, Level};
use measures::tally::{Apart, Cell, Counted, Exclusion, Part, Tally};

use crate::error::FactsError;

use super::{APART, CELL, END, LEFT_OUT};

/// What came of the parts. A cluster may hand on a part twice, or forget one, and say nothing of
/// it: so each must have come once, with all its rows.
#[derive(Debug, Default)]
pub(in super::super) struct Gathered {
    part: Part,
    rows: u64,
    /// The parts that have ended, and how many rows each says it has.
    ended: Vec<(Option<i64>, u64)>,
}

/// The columns of some rows.
struct Rows<'a> {
    about: &'a StringArray,
    cohort: &'a PrimitiveArray<UInt32Type>,
    comparison: &'a BooleanArray,
    level: &'a StringArray,
    area: &'a PrimitiveArray<Int64Type>,
    breakdown: &'a StringArray,
    value: &'a StringArray,
    items: &'a ListArray,
    amounts: &'a ListArray,
}

impl Gathered {
    /// Adds rows.
    ///
    /// # Errors
    ///
    /// A row that names what this program does not know: it is of a program of another version.
    pub(in super::super) fn add(&mut self, batch: &RecordBatch) -> Result<(), FactsError> {
        let rows = Rows::of(batch);
        self.rows += u64::try_from(batch.num_rows()).unwrap_or(u64::MAX);
        for row in 0..batch.num_rows() {
            match rows.about.value(row) {
                CELL => self.part.counted.add(rows.cell(row)?, rows.tally(row)?),
                APART => self.part.add_apart(rows.apart(row)?, rows.tally(row)?),
                LEFT_OUT => rows.leave_out(row, &mut self.part.counted)?,
                END => self.ended.push((rows.area(row), rows.items(row).1.iter().sum())),
                other => return Err(unknown("row", other)),
            }
        }
        Ok(())
    }

    /// What so many parts have counted.
    ///
    /// # Errors
    ///
    /// Parts that have not come, or twice, or not whole.
    pub(in super::super) fn whole(mut self, parts: usize) -> Result<Part, FactsError> {
        self.ended.sort_unstable();
        let told: u64 = self.ended.iter().map(|it| it.1 + 1).sum();
        let parts = (0_i64..).take(parts).map(Some);
        if told == self.rows && self.ended.iter().map(|it| it.0).eq(parts) {
            return Ok(self.part);
        }
        Err(FactsError::NotOnce { ended: self.ended.len(), rows: self.rows, told })
    }
}

impl<'a> Rows<'a> {
    fn of(batch: &'a RecordBatch) -> Self {
        Self {
            about: batch.column(0).as_string(),
            cohort: batch.column(1).as_primitive(),
            comparison: batch.column(2).as_boolean(),
            level: batch.column(3).as_string(),
            area: batch.column(4).as_primitive(),
            breakdown: batch.column(5).as_string(),
            value: batch.column(6).as_string(),
            items: batch.column(7).as_list(),
            amounts: batch.column(8).as_list(),
        }
    }

    fn cell(&self, row: usize) -> Result<Cell, FactsError> {
        let level = word(self.level, row).unwrap_or_default();
        let by = |it| Breakdown::of_key(it).ok_or_else(|| unknown("breakdown", it));
        let breakdown = word(self.breakdown, row).map(by).transpose()?;
        Ok(Cell {
            cohort: self.cohort(row)?,
            comparison: self.comparison.value(row),
            level: Level::of_key(level).ok_or_else(|| unknown("level", level))?,
            area: self.area(row),
            part: breakdown.zip(word(self.value, row).map(ToOwned::to_owned)),
        })
    }

    fn apart(&self, row: usize) -> Result<Apart, FactsError> {
        let comparison = self.comparison.value(row);
        Ok(Apart { cohort: self.cohort(row)?, comparison, scheme: self.area(row) })
    }

    fn tally(&self, row: usize) -> Result<Tally, FactsError> {
        let (items, amounts) = self.items(row);
        Tally::of_items(items, amounts).ok_or_else(|| {
            let wrong = items.iter().find(|it| !Tally::default().add(**it, 0));
            unknown("item", &wrong.map(ToString::to_string).unwrap_or_default())
        })
    }

    fn leave_out(&self, row: usize, counted: &mut Counted) -> Result<(), FactsError> {
        let exclusions = match self.cohort(row) {
            Ok(cohort) => {
                let key = (cohort, self.comparison.value(row));
                counted.members_left_out.entry(key).or_default()
            }
            Err(_) => &mut counted.offences_left_out,
        };
        let (items, amounts) = self.items(row);
        for (item, amount) in items.iter().zip(amounts) {
            let reason = usize::try_from(*item).ok().and_then(|it| Exclusion::ALL.get(it).copied());
            let reason = reason.ok_or_else(|| unknown("reason", &item.to_string()))?;
            *exclusions.entry(reason).or_default() += amount;
        }
        Ok(())
    }

    fn cohort(&self, row: usize) -> Result<usize, FactsError> {
        let cohort = self.cohort.is_valid(row).then(|| self.cohort.value(row));
        cohort.and_then(|it| usize::try_from(it).ok()).ok_or_else(|| unknown("cohort", ""))
    }

    fn area(&self, row: usize) -> Option<i64> {
        self.area.is_valid(row).then(|| self.area.value(row))
    }

    /// The items of a row, and their amounts.
    fn items(&self, row: usize) -> (&[u32], &[u64]) {
        (list::<UInt32Type>(self.items, row), list::<UInt64Type>(self.amounts, row))
    }
}

/// The numbers of a row.
fn list<T: ArrowPrimitiveType>(column: &ListArray, row: usize) -> &[T::Native] {
    let place = |it| column.value_offsets().get(it).and_then(|it| usize::try_from(*it).ok());
    let range = place(row).unwrap_or(0)..place(row + 1).unwrap_or(0);
    column.values().as_primitive::<T>().values().get(range).unwrap_or_default()
}

fn word(column: &StringArray, row: usize) -> Option<&str> {
    column.is_valid(row).then(|| column.value(row))
}

fn unknown(what: &'static str, said: &str) -> FactsError {
    FactsError::UnknownPart { what, said: said.to_owned() }
}
