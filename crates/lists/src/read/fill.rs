//! From tables to records. The records of a source stand together, whatever their order in the
//! files: what is of another source than the one being filled waits.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use linkage::{Dictionary, Filling, FillingField, Layout, RecordsError};

use super::{FileRef, ID, Opened, Read, Reading, SOURCE};
use crate::error::ListError;
use crate::prepare::Prepared;
use crate::table::{Cell, Cells, Column, Table};

/// A table, and where it is from.
struct Arrived {
    path: PathBuf,
    table: Table,
    /// The name of the source, if no column holds it.
    source: Option<String>,
    /// Rows before it in its file.
    before: usize,
}

/// Records in the making.
struct Filler<'a> {
    filling: Filling,
    layout: &'a Layout,
    open: Option<String>,
    closed: BTreeSet<String>,
    /// Tables with records of sources that have not had their turn.
    waiting: Vec<Arrived>,
    /// Whether a column that is nowhere is missing in all records rather than a mistake.
    forgiving: bool,
}

pub(super) fn records(files: &[FileRef], reading: &Reading<'_>) -> Result<Read, ListError> {
    let mut later = later_sources(files, reading)?;
    let mut filler = Filler::new(reading.layout);
    let mut prepared: Option<Prepared> = None;
    for file in files {
        later.pop();
        let mut opened = Opened::new(file, reading)?;
        filler.forgiving |= opened.is_prepared();
        let mut before = 0;
        let mut coming = opened.next()?;
        while let Some((table, report)) = coming {
            if let Some(report) = report {
                prepared.get_or_insert_default().add(report);
            }
            let source = opened.source.clone();
            let path = file.path().to_owned();
            let rows = table.len();
            let arrived = Arrived { path, table, source, before };
            before += rows;
            // One piece is taken in while the next is read.
            let (taken, next) = rayon::join(|| filler.take(arrived), || opened.next());
            taken?;
            coming = next?;
        }
        let empty = BTreeSet::new();
        filler.end_file(later.last().unwrap_or(&empty))?;
    }
    Ok(Read { records: filler.finish()?, prepared })
}

/// For each file, from the last to the first, the sources that files after it have; then all.
fn later_sources(
    files: &[FileRef],
    reading: &Reading<'_>,
) -> Result<Vec<BTreeSet<String>>, ListError> {
    let mut later = vec![BTreeSet::new()];
    if files.len() < 2 {
        later.push(BTreeSet::new());
        return Ok(later);
    }
    let mut stems = BTreeSet::new();
    for file in files.iter().rev() {
        let opened = Opened::new(file, reading)?;
        let stem = opened.source.clone();
        let mut all = later.last().cloned().unwrap_or_default();
        let own = opened.sources(file.path())?;
        if let Some(stem) = stem
            && (all.contains(&stem) || !stems.insert(stem.clone()))
        {
            return Err(ListError::SameSource { source_name: stem });
        }
        all.extend(own);
        later.push(all);
    }
    Ok(later)
}

/// The sources of a table in order of appearance.
pub(super) fn sources_of(
    path: &Path,
    table: &Table,
    rows_before: usize,
) -> Result<Vec<String>, ListError> {
    let Some(Column { texts, cells: Cells::One(cells) }) = table.columns.get(SOURCE) else {
        return Ok(Vec::new());
    };
    let mut seen = vec![false; texts.len() + 1];
    let mut found = Vec::new();
    for (row, cell) in cells.iter().enumerate() {
        let Some(seen) = seen.get_mut(*cell as usize).filter(|it| !**it) else { continue };
        *seen = true;
        let no_source =
            || ListError::NoSource { path: path.to_owned(), row: rows_before + row + 1 };
        let source = texts.get(*cell).ok_or_else(no_source)?;
        if !found.iter().any(|it| it == source) {
            found.push(source.to_owned());
        }
    }
    Ok(found)
}

/// Refuses records without an id, and an id that stands twice in a source.
pub(super) fn check_ids(
    table: &Table,
    source: Option<&str>,
    ids: &mut BTreeMap<String, Dictionary>,
) -> Result<(), ListError> {
    for row in 0..table.rows {
        let own = || table.columns.get(SOURCE).and_then(|it| it.one(row));
        let source_name = source.or_else(own).unwrap_or_default();
        if !ids.contains_key(source_name) {
            ids.insert(source_name.to_owned(), Dictionary::default());
        }
        let Some(ids) = ids.get_mut(source_name) else { continue };
        let before = ids.len();
        let id = table.columns.get(ID).and_then(|it| it.one(row)).unwrap_or_default();
        let source_name = source_name.to_owned();
        if id.is_empty() {
            return Err(RecordsError::NoId { source_name, row: before + 1 }.into());
        }
        ids.number(id);
        if ids.len() == before {
            return Err(RecordsError::Repeated { source_name, id: id.to_owned() }.into());
        }
    }
    Ok(())
}

impl Arrived {
    fn sources(&self) -> Result<Vec<String>, ListError> {
        match &self.source {
            Some(source) => Ok(vec![source.clone()]),
            None => sources_of(&self.path, &self.table, self.before),
        }
    }
}

impl<'a> Filler<'a> {
    fn new(layout: &'a Layout) -> Self {
        Self {
            filling: Filling::new(layout),
            layout,
            open: None,
            closed: BTreeSet::new(),
            waiting: Vec::new(),
            forgiving: false,
        }
    }

    fn take(&mut self, arrived: Arrived) -> Result<(), ListError> {
        let sources = arrived.sources()?;
        let Some(first) = sources.first() else { return Ok(()) };
        if self.open.is_none() {
            self.begin(first.clone());
        }
        self.fill(&arrived, &sources)?;
        if sources.iter().any(|it| Some(it) != self.open.as_ref()) {
            self.waiting.push(arrived);
        }
        Ok(())
    }

    fn begin(&mut self, source: String) {
        self.filling.begin_source(&source);
        self.open = Some(source);
    }

    /// Closes the sources that no later file has more of.
    fn end_file(&mut self, later: &BTreeSet<String>) -> Result<(), ListError> {
        loop {
            match self.open.take() {
                Some(open) if later.contains(&open) => {
                    self.open = Some(open);
                    return Ok(());
                }
                Some(open) => {
                    self.filling.end_source()?;
                    self.closed.insert(open);
                }
                None => {}
            }
            let mut waiting = std::mem::take(&mut self.waiting);
            let mut next = None;
            for arrived in &waiting {
                let sources = arrived.sources()?;
                next = next.or_else(|| sources.into_iter().find(|it| !self.closed.contains(it)));
            }
            let Some(next) = next else { return Ok(()) };
            self.begin(next);
            let mut result = Ok(());
            waiting.retain(|arrived| {
                let Ok(sources) = arrived.sources() else { return false };
                if result.is_ok() {
                    result = self.fill(arrived, &sources);
                }
                let done = |it: &String| self.closed.contains(it) || Some(it) == self.open.as_ref();
                !sources.iter().all(done)
            });
            self.waiting = waiting;
            result?;
        }
    }

    /// Takes in the records of the open source.
    fn fill(&mut self, arrived: &Arrived, sources: &[String]) -> Result<(), ListError> {
        let Some(open) = self.open.clone() else { return Ok(()) };
        if !sources.contains(&open) {
            return Ok(());
        }
        let table = &arrived.table;
        let chosen = (sources.len() > 1).then(|| rows_of(table, &open));
        let rows = || Rows { chosen: chosen.as_deref(), all: table.rows };
        if let Some(ids) = table.columns.get(ID) {
            let Cells::One(cells) = &ids.cells else { return Ok(()) };
            for row in rows().iter() {
                let cell = cells.get(row).copied().unwrap_or(0);
                self.filling.id(ids.texts.get(cell).unwrap_or_default())?;
            }
        }
        for (name, column) in &table.columns {
            if let Some(field) = self.filling.field(name) {
                push(field, column, &rows());
            }
        }
        Ok(())
    }

    fn finish(mut self) -> Result<linkage::Records, ListError> {
        if self.forgiving {
            // Of somebody's list any column may be missing.
            for column in self.layout.columns() {
                // Asking for it is what says that it may be missing.
                self.filling.field(column);
            }
        }
        Ok(self.filling.finish()?)
    }
}

/// The rows of a table that are of a source.
fn rows_of(table: &Table, source: &str) -> Vec<usize> {
    let Some(Column { texts, cells: Cells::One(cells) }) = table.columns.get(SOURCE) else {
        return (0..table.rows).collect();
    };
    let of_source: Vec<bool> =
        std::iter::once(false).chain(texts.iter().map(|it| it == source)).collect();
    let rows = cells.iter().enumerate();
    rows.filter(|(_, cell)| of_source.get(**cell as usize).copied().unwrap_or(false))
        .map(|(row, _)| row)
        .collect()
}

/// Some rows of a table, or all.
struct Rows<'a> {
    chosen: Option<&'a [usize]>,
    all: usize,
}

impl Rows<'_> {
    fn iter(&self) -> impl Iterator<Item = usize> {
        let all = if self.chosen.is_some() { 0..0 } else { 0..self.all };
        self.chosen.unwrap_or_default().iter().copied().chain(all)
    }
}

fn push(mut field: FillingField<'_>, column: &Column, rows: &Rows<'_>) {
    let texts = column.texts.iter();
    let numbers: Vec<u32> =
        std::iter::once(linkage::MISSING).chain(texts.map(|it| field.number(it))).collect();
    let number = |cell: Cell| numbers.get(cell as usize).copied().unwrap_or(linkage::MISSING);
    match &column.cells {
        Cells::One(cells) if rows.chosen.is_none() => {
            for cell in cells {
                field.push_number(number(*cell));
            }
        }
        Cells::One(cells) => {
            for row in rows.iter() {
                field.push_number(number(cells.get(row).copied().unwrap_or(0)));
            }
        }
        Cells::Many(lists) => {
            for row in rows.iter() {
                match lists.of(row) {
                    None => field.push_number(linkage::MISSING),
                    // Most lists hold one text, which has its number.
                    Some([one]) if *one != 0 => field.push_number(number(*one)),
                    Some(list) => {
                        let texts = list.iter().filter_map(|it| column.texts.get(*it));
                        field.push_list(Some(texts));
                    }
                }
            }
        }
    }
}
