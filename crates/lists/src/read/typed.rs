//! Columns that are no plain text: whole numbers, dates and instants become text, lists of text
//! stay lists. Text in an encoding that is seldom met is read here as well.

use std::collections::HashMap;

use ::parquet::basic::{ConvertedType, LogicalType, TimeUnit};
use ::parquet::column::page::PageReader;
use ::parquet::column::reader::{ColumnReader, ColumnReaderImpl, get_column_reader};
use ::parquet::data_type::{ByteArray, DataType, Int96};
use ::parquet::schema::types::{ColumnDescPtr, ColumnDescriptor};
use foldhash::fast::FixedState;
use jiff::Span;
use jiff::civil::{Date, date};

use super::cells::{AT_ONCE, Built, Levels};
use super::parquet::Fault;
use crate::table::{Cell, Column, Texts};

const DAY_IN_SECONDS: i64 = 86_400;

/// What the numbers of a column stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Meaning {
    Number,
    Unsigned,
    /// So many of these since 1970 make a day.
    Days {
        a_day: i64,
    },
}

/// Refuses bytes that are no text.
pub(super) fn check_text(described: &ColumnDescriptor) -> Result<(), Fault> {
    let said = match described.logical_type_ref() {
        None if described.converted_type() == ConvertedType::DECIMAL => "DECIMAL".to_owned(),
        None | Some(LogicalType::String | LogicalType::Enum | LogicalType::Json) => return Ok(()),
        Some(other) => format!("{other:?}"),
    };
    Err(Fault::WrongType(said))
}

/// Reads a column of any kind that can be read.
pub(super) fn read(
    pages: Box<dyn PageReader>,
    described: ColumnDescPtr,
    levels: Levels,
    rows: usize,
) -> Result<Column, Fault> {
    let wrong = || Fault::WrongType(format!("{} values", described.physical_type()));
    let number = |it: &i64, meaning| number(*it, meaning);
    match get_column_reader(described.clone(), pages) {
        ColumnReader::ByteArrayColumnReader(reader) => {
            check_text(&described)?;
            // Whoever takes them keeps equal texts once.
            gather_each(reader, levels, rows, |texts, value: &ByteArray| {
                let text = std::str::from_utf8(value.data()).map_err(|_| Fault::NotUtf8)?;
                Ok(texts.push(text)?)
            })
        }
        ColumnReader::Int32ColumnReader(reader) => {
            let meaning = meaning(&described).ok_or_else(wrong)?;
            let whole = |it: &i32| match meaning {
                Meaning::Unsigned => i64::from(it.cast_unsigned()),
                Meaning::Number | Meaning::Days { .. } => i64::from(*it),
            };
            gather(reader, levels, rows, whole, |it| Ok(number(it, meaning)))
        }
        ColumnReader::Int64ColumnReader(reader) => {
            let meaning = meaning(&described).ok_or_else(wrong)?;
            gather(reader, levels, rows, |it| *it, |it| Ok(number(it, meaning)))
        }
        ColumnReader::Int96ColumnReader(reader) => {
            let day = Meaning::Days { a_day: DAY_IN_SECONDS };
            gather(reader, levels, rows, Int96::to_seconds, |it| Ok(number(it, day)))
        }
        ColumnReader::BoolColumnReader(reader) => {
            gather(reader, levels, rows, |it| *it, |it| Ok(Some(it.to_string())))
        }
        ColumnReader::DoubleColumnReader(reader) => {
            gather(reader, levels, rows, |it| it.to_bits(), |it| Ok(real(f64::from_bits(*it))))
        }
        ColumnReader::FloatColumnReader(reader) => gather(
            reader,
            levels,
            rows,
            |it| it.to_bits(),
            |it| Ok(real(f64::from(f32::from_bits(*it)))),
        ),
        ColumnReader::FixedLenByteArrayColumnReader(_) => Err(wrong()),
    }
}

/// What the numbers are, as the writer said it: in today's way, or the older one.
fn meaning(described: &ColumnDescriptor) -> Option<Meaning> {
    let second = |times: i64| Some(Meaning::Days { a_day: DAY_IN_SECONDS * times });
    let older = described.converted_type();
    let is_one_of = |kinds: &[ConvertedType]| kinds.contains(&older);
    match described.logical_type_ref() {
        Some(LogicalType::Date) => return Some(Meaning::Days { a_day: 1 }),
        Some(LogicalType::Timestamp(it)) if it.unit == TimeUnit::MILLIS => return second(1_000),
        Some(LogicalType::Timestamp(it)) if it.unit == TimeUnit::MICROS => {
            return second(1_000_000);
        }
        Some(LogicalType::Timestamp(_)) => return second(1_000_000_000),
        Some(LogicalType::Integer(it)) if it.is_signed => return Some(Meaning::Number),
        Some(LogicalType::Integer(_)) => return Some(Meaning::Unsigned),
        Some(_) => return None,
        None => {}
    }
    if older == ConvertedType::DATE {
        return Some(Meaning::Days { a_day: 1 });
    }
    if older == ConvertedType::TIMESTAMP_MILLIS {
        return second(1_000);
    }
    if older == ConvertedType::TIMESTAMP_MICROS {
        return second(1_000_000);
    }
    if is_one_of(&UNSIGNED) {
        return Some(Meaning::Unsigned);
    }
    is_one_of(&WHOLE).then_some(Meaning::Number)
}

const UNSIGNED: [ConvertedType; 4] =
    [ConvertedType::UINT_8, ConvertedType::UINT_16, ConvertedType::UINT_32, ConvertedType::UINT_64];
const WHOLE: [ConvertedType; 5] = [
    ConvertedType::NONE,
    ConvertedType::INT_8,
    ConvertedType::INT_16,
    ConvertedType::INT_32,
    ConvertedType::INT_64,
];

/// The text of a number. A day that no calendar has, as databases write for "for ever", is none.
fn number(value: i64, meaning: Meaning) -> Option<String> {
    match meaning {
        Meaning::Number => Some(value.to_string()),
        Meaning::Unsigned => Some(value.cast_unsigned().to_string()),
        Meaning::Days { a_day } => {
            const FIRST: Date = date(1970, 1, 1);
            let days = i32::try_from(value.div_euclid(a_day)).ok()?;
            let after = Span::new().try_days(days).ok()?;
            let day = FIRST.checked_add(after).ok()?;
            Some(day.to_string())
        }
    }
}

/// Whole numbers are written without a point: tables with missing numbers often hold them so.
fn real(value: f64) -> Option<String> {
    (!value.is_nan()).then(|| value.to_string())
}

/// Reads all values; equal ones become one text.
fn gather<T: DataType, K: std::hash::Hash + Eq>(
    reader: ColumnReaderImpl<T>,
    levels: Levels,
    rows: usize,
    key: impl Fn(&T::T) -> K,
    text: impl Fn(&K) -> Result<Option<String>, Fault>,
) -> Result<Column, Fault> {
    let mut known: HashMap<K, Cell, FixedState> = HashMap::default();
    gather_each(reader, levels, rows, |texts, value| {
        let key = key(value);
        if let Some(number) = known.get(&key) {
            return Ok(*number);
        }
        let number = text(&key)?.map_or(Ok(0), |text| texts.push(&text))?;
        known.insert(key, number);
        Ok(number)
    })
}

/// Reads all values, each numbered by `number`, which keeps its text.
fn gather_each<T: DataType>(
    mut reader: ColumnReaderImpl<T>,
    levels: Levels,
    rows: usize,
    mut number: impl FnMut(&mut Texts, &T::T) -> Result<Cell, Fault>,
) -> Result<Column, Fault> {
    let mut texts = Texts::default();
    let mut cells = Built::new(levels, rows);
    let (mut values, mut defined, mut repeated) = (Vec::new(), Vec::new(), Vec::new());
    loop {
        values.clear();
        defined.clear();
        repeated.clear();
        let (records, _, read) =
            reader.read_records(AT_ONCE, Some(&mut defined), Some(&mut repeated), &mut values)?;
        if records == 0 && read == 0 {
            break;
        }
        let numbers: Vec<Cell> =
            values.iter().map(|it| number(&mut texts, it)).collect::<Result<_, _>>()?;
        let wide = |levels: &[i16]| levels.iter().map(|it| it.cast_unsigned().into()).collect();
        let (defined, repeated): (Vec<u32>, Vec<u32>) = (wide(&defined), wide(&repeated));
        cells.take(numbers, &defined, &repeated)?;
    }
    Ok(Column { texts, cells: cells.finish(rows)? })
}
