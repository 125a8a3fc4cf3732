//! Figures as they are told: to a terminal or a file, and drawn.

use std::io::{ErrorKind, Write as _};
use std::path::Path;
use std::sync::Arc;

use anyhow::Context as _;
use arrow::array::{ArrayRef, BooleanArray, Float64Array, Int64Array, StringArray, UInt64Array};
use arrow::record_batch::RecordBatch;
use measures::figure::{COLUMNS, Line, Report};
use parquet::arrow::ArrowWriter;

use crate::cli::{Format, Run};

/// Writes a report as it was asked for.
pub(crate) fn tell(asked: &Run, report: &Report) -> anyhow::Result<()> {
    let text = match asked.format {
        Format::Table | Format::Tallies => report.table(),
        Format::Csv => report.csv()?,
        Format::Json => report.json()?,
        Format::Parquet => return columns(asked.out.as_deref(), &report.lines()),
    };
    give(asked.out.as_deref(), &text)
}

/// Writes a text to a file, or prints it.
pub(crate) fn give(out: Option<&Path>, text: &str) -> anyhow::Result<()> {
    match out {
        Some(path) => write(path, text.as_bytes()),
        None => say(text),
    }
}

/// Prints a text; whoever stops reading early is not told off.
pub(crate) fn say(text: &str) -> anyhow::Result<()> {
    let mut terminal = std::io::stdout().lock();
    match terminal.write_all(text.as_bytes()).and_then(|()| terminal.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(error.into()),
        Ok(()) | Err(_) => Ok(()),
    }
}

/// Writes the picture, if there is one.
pub(crate) fn draw(path: &Path, picture: Option<String>) -> anyhow::Result<()> {
    let picture = picture.context("there is nothing to draw")?;
    write(path, picture.as_bytes())
}

fn write(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    std::fs::write(path, bytes).with_context(|| format!("{} cannot be written", path.display()))
}

fn columns(path: Option<&Path>, lines: &[Line]) -> anyhow::Result<()> {
    let path = path.context("--format parquet needs --out FILE")?;
    let columns = COLUMNS.into_iter().zip(arrays(lines));
    let batch = RecordBatch::try_from_iter(columns)?;
    let mut writer = ArrowWriter::try_new(Vec::new(), batch.schema(), None)?;
    writer.write(&batch)?;
    write(path, &writer.into_inner()?)
}

/// The columns of the lines, in the order of their names.
fn arrays(lines: &[Line]) -> [ArrayRef; COLUMNS.len()] {
    type Word<'l> = Option<&'l str>;
    fn words<'l>(lines: &'l [Line], of: impl Fn(&'l Line) -> Word<'l>) -> ArrayRef {
        Arc::new(lines.iter().map(of).collect::<StringArray>())
    }
    let counts = |of: fn(&Line) -> Option<u64>| -> ArrayRef {
        Arc::new(lines.iter().map(of).collect::<UInt64Array>())
    };
    let numbers = |of: fn(&Line) -> Option<f64>| -> ArrayRef {
        Arc::new(lines.iter().map(of).collect::<Float64Array>())
    };
    [
        words(lines, |it| Some(&it.measure)),
        words(lines, |it| it.as_known_on.as_deref()),
        words(lines, |it| Some(&it.cohort)),
        words(lines, |it| Some(it.people_are)),
        words(lines, |it| Some(it.level)),
        Arc::new(lines.iter().map(|it| it.area).collect::<Int64Array>()),
        words(lines, |it| it.breakdown),
        words(lines, |it| it.value_of_breakdown.as_deref()),
        words(lines, |it| Some(it.figure)),
        words(lines, |it| Some(it.unit)),
        counts(|it| it.after_months.map(u64::from)),
        counts(|it| it.count),
        counts(|it| it.among),
        numbers(|it| it.value),
        numbers(|it| it.low_95),
        numbers(|it| it.high_95),
        words(lines, |it| it.method),
        Arc::new(lines.iter().map(|it| Some(it.hidden)).collect::<BooleanArray>()),
        words(lines, |it| it.place),
    ]
}
