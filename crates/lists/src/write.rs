//! Writing results: pairs, clusters and prepared records, as Parquet or CSV by the name's ending.

mod chunk;
mod few;
mod fields;
mod growing;
mod over;
mod pages;
mod sheet;
mod target;

use std::io::Write as _;
use std::path::{Path, PathBuf};

use linkage::{Explanation, Pair, Records, Row};

use crate::error::ListError;
use crate::prepare::{PREPARED, is_list};
use crate::read::{Format, ID, SOURCE};
use crate::table::{Column, Table};
use growing::{Growing, Kind};
use sheet::{Sheet, Standing};
use target::Target;

pub use over::nothing_lost;

/// Writes rows of text as they come.
#[derive(Debug)]
#[must_use = "the file is there once it is finished"]
pub struct TextWriter(Out);

/// The columns of a file of pairs before those of the comparisons.
const OF_PAIRS: [(&str, Kind); 6] = [
    ("record_id_l", Kind::Text),
    ("record_id_r", Kind::Text),
    ("source_l", Kind::Repeated),
    ("source_r", Kind::Repeated),
    ("match_weight", Kind::Real),
    ("match_probability", Kind::Real),
];

/// A file in the making, and what it is called.
#[derive(Debug)]
struct Out {
    path: PathBuf,
    sheet: Sheet<Target>,
}

/// Writes pairs as they come.
#[derive(Debug)]
#[must_use = "the file is there once it is finished"]
pub struct PairsWriter {
    out: Out,
}

/// Writes who is one person.
#[derive(Debug)]
#[must_use = "the file is there once it is written and has its name"]
pub struct ClustersWriter(Out);

/// A whole file that has not its name yet. Where several belong together, none takes its name
/// before all are whole; one that is dropped leaves nothing.
#[derive(Debug)]
#[must_use = "the file is there once it has its name"]
pub struct Whole {
    target: Target,
    rows: u64,
}

/// Writes prepared records as they come.
#[derive(Debug)]
#[must_use = "the file is there once it is finished"]
pub struct PreparedWriter(Out);

impl Out {
    fn create(
        path: &Path,
        standing: Standing,
        columns: impl IntoIterator<Item = (String, Kind)>,
    ) -> Result<Self, ListError> {
        let format = Format::of(path)?;
        let begun = Sheet::begin(Target::create(path)?, format, standing, columns);
        let sheet = begun.map_err(ListError::unwritable(path))?;
        Ok(Self { path: path.to_owned(), sheet })
    }

    /// Writes many rows: `fill` gives a column, by number, the values of some of them.
    fn take<T: Sync>(
        &mut self,
        rows: &[T],
        fill: impl Fn(&mut Growing, usize, &[T]) + Sync,
    ) -> Result<(), ListError> {
        self.sheet.take(rows, fill).map_err(ListError::unwritable(&self.path))
    }

    fn end_row(&mut self) -> Result<(), ListError> {
        self.sheet.end_row().map_err(ListError::unwritable(&self.path))
    }

    fn whole(self) -> Result<Whole, ListError> {
        let finished = self.sheet.finish();
        let (target, rows) = finished.map_err(ListError::unwritable(&self.path))?;
        target.sync()?;
        Ok(Whole { target, rows })
    }

    fn finish(self) -> Result<u64, ListError> {
        self.whole()?.take_name()
    }
}

impl Whole {
    /// Gives the file its name; says how many rows are in it.
    ///
    /// # Errors
    /// A file that cannot have this name. Nothing is left of it then.
    pub fn take_name(self) -> Result<u64, ListError> {
        self.target.take_name()?;
        Ok(self.rows)
    }
}

impl PairsWriter {
    /// Begins a file of pairs, with one column for the level of each comparison.
    ///
    /// # Errors
    /// A file that cannot be written.
    pub fn create<'a>(
        path: &Path,
        comparisons: impl IntoIterator<Item = &'a str>,
    ) -> Result<Self, ListError> {
        let mut columns: Vec<(String, Kind)> =
            OF_PAIRS.iter().map(|(name, kind)| ((*name).to_owned(), *kind)).collect();
        columns.extend(comparisons.into_iter().map(|it| (format!("gamma_{it}"), Kind::Small)));
        Ok(Self { out: Out::create(path, Standing::KEPT, columns)? })
    }

    /// Writes some pairs, their columns side by side.
    ///
    /// # Errors
    /// A file that cannot be written.
    pub fn take(&mut self, records: &Records, pairs: &[Pair]) -> Result<(), ListError> {
        self.out.take(pairs, |column, at, pairs| {
            let each = pairs.iter();
            match at {
                0 => records.each_id(each.map(|it| it.left), |_, id| column.text(Some(id))),
                1 => records.each_id(each.map(|it| it.right), |_, id| column.text(Some(id))),
                2 => each.for_each(|it| column.text(Some(records.source(it.left)))),
                3 => each.for_each(|it| column.text(Some(records.source(it.right)))),
                4 => each.for_each(|it| column.real(it.weight)),
                5 => each.for_each(|it| column.real(it.probability())),
                _ => each.for_each(|it| column.small(it.level(at - OF_PAIRS.len()))),
            }
        })
    }

    /// Writes a pair that people have joined, whatever its weight.
    ///
    /// # Errors
    /// A file that cannot be written.
    pub fn take_decided(&mut self, pair: &Explanation) -> Result<(), ListError> {
        let (left, right) = (&pair.left, &pair.right);
        let texts = [&left.record_id, &right.record_id, &left.source, &right.source];
        let mut columns = self.out.sheet.columns.iter_mut();
        for (text, column) in texts.into_iter().zip(columns.by_ref()) {
            column.text(Some(text));
        }
        let numbers = [pair.match_weight, pair.match_probability];
        for (number, column) in numbers.into_iter().zip(columns.by_ref()) {
            column.real(number);
        }
        for (column, part) in columns.zip(&pair.parts) {
            column.small(part.value);
        }
        self.out.end_row()
    }

    /// All pairs are written; the file has not its name yet.
    ///
    /// # Errors
    /// A file that cannot be written. Nothing is left of it then.
    pub fn whole(self) -> Result<Whole, ListError> {
        self.out.whole()
    }
}

impl ClustersWriter {
    /// Begins the file.
    ///
    /// # Errors
    /// A file that cannot be written.
    pub fn create(path: &Path) -> Result<Self, ListError> {
        let columns = [(ID, Kind::Text), (SOURCE, Kind::Repeated), ("cluster_id", Kind::Text)];
        let columns = columns.map(|(name, kind)| (name.to_owned(), kind));
        Ok(Self(Out::create(path, Standing::KEPT, columns)?))
    }

    /// Writes, for each record, the source and id of its cluster's first record.
    ///
    /// # Errors
    /// A file that cannot be written. Nothing is left of it then.
    pub fn whole(mut self, records: &Records, firsts: &[Row]) -> Result<Whole, ListError> {
        let rows: Vec<(Row, Row)> = (0..).zip(firsts.iter().copied()).collect();
        self.0.take(&rows, |column, at, rows| {
            let own = rows.iter().map(|it| it.0);
            match at {
                0 => records.each_id(own, |_, id| column.text(Some(id))),
                1 => own.for_each(|it| column.text(Some(records.source(it)))),
                _ => records.each_id(rows.iter().map(|it| it.1), |first, id| {
                    column.text_joined([records.source_told_apart(first), "/", id]);
                }),
            }
        })?;
        self.0.whole()
    }
}

/// Writes a file that is no list, for instance a model: whole or not at all.
///
/// # Errors
/// A file that cannot be written. Nothing is left of it then.
pub fn whole_file(path: &Path, text: &str) -> Result<(), ListError> {
    let mut target = Target::create(path)?;
    target.write_all(text.as_bytes()).map_err(ListError::unwritable(path))?;
    target.finish()
}

impl TextWriter {
    /// Begins a file with these columns of text.
    ///
    /// # Errors
    /// A file that cannot be written.
    pub fn create(path: &Path, columns: &[&str]) -> Result<Self, ListError> {
        let columns = columns.iter().map(|it| ((*it).to_owned(), Kind::Repeated));
        Ok(Self(Out::create(path, Standing::KEPT, columns)?))
    }

    /// Writes a row: the texts in the order of the columns.
    ///
    /// # Errors
    /// A file that cannot be written.
    pub fn take<'t>(
        &mut self,
        texts: impl IntoIterator<Item = Option<&'t str>>,
    ) -> Result<(), ListError> {
        let texts = texts.into_iter().chain(std::iter::repeat(None));
        for (column, text) in self.0.sheet.columns.iter_mut().zip(texts) {
            column.text(text);
        }
        self.0.end_row()
    }

    /// Gives the file its name; says how many rows are in it.
    ///
    /// # Errors
    /// A file that cannot be written. Nothing is left of it then.
    pub fn finish(self) -> Result<u64, ListError> {
        self.0.finish()
    }
}

impl PreparedWriter {
    /// Begins a file of prepared records.
    ///
    /// # Errors
    /// A file that cannot be written.
    pub fn create(path: &Path) -> Result<Self, ListError> {
        let kind = |it: &str| if is_list(it) { Kind::List } else { Kind::Repeated };
        let columns = [(ID.to_owned(), Kind::Text), (SOURCE.to_owned(), Kind::Repeated)]
            .into_iter()
            .chain(PREPARED.iter().map(|it| ((*it).to_owned(), kind(it))));
        Ok(Self(Out::create(path, Standing::READ_OFTEN, columns)?))
    }

    /// Writes some records; of those without a column of sources, this is the source.
    pub(crate) fn take(&mut self, table: &Table, source: Option<&str>) -> Result<(), ListError> {
        let names = [ID, SOURCE].into_iter().chain(PREPARED);
        let from: Vec<Option<&Column>> = names.map(|it| table.columns.get(it)).collect();
        for row in 0..table.rows {
            let mut columns = self.0.sheet.columns.iter_mut().zip(&from);
            if let Some((column, from)) = columns.next() {
                column.text(from.and_then(|it| it.one(row)));
            }
            if let Some((column, from)) = columns.next() {
                column.text(source.or_else(|| from.and_then(|it| it.one(row))));
            }
            for ((column, from), name) in columns.zip(PREPARED) {
                if is_list(name) {
                    column.list(from.and_then(|it| it.several(row)));
                } else {
                    column.text(from.and_then(|it| it.one(row)));
                }
            }
            self.0.end_row()?;
        }
        Ok(())
    }

    /// Gives the file its name; says how many records are in it.
    ///
    /// # Errors
    /// A file that cannot be written. Nothing is left of it then.
    pub fn finish(self) -> Result<u64, ListError> {
        self.0.finish()
    }
}

#[cfg(test)]
mod tests;
