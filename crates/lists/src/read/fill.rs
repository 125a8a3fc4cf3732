//! From tables to records, piece by piece.

use std::collections::BTreeSet;
use std::path::Path;

use linkage::{Filling, FillingField, FillingGroup, Layout, ValueId};
use rayon::prelude::*;

use super::{FileRef, ID, Opened, Read, Reading, SOURCE, Sides};
use crate::error::ListError;
use crate::prepare::{ALL_NAMES, FULL_NAME, Prepared, is_known};
use crate::table::{Cell, Cells, Column, Table};

pub(super) fn records(
    files: &[FileRef],
    reading: &Reading<'_>,
    sides: Sides,
) -> Result<Read, ListError> {
    let mut filling = Filling::new(&sharing(reading.layout));
    let mut prepared: Option<Prepared> = None;
    let mut stems = BTreeSet::new();
    for file in files {
        let mut opened = Opened::new(file, reading)?;
        let source = opened.source.clone();
        let again = source.clone().filter(|it| !stems.insert(it.clone()));
        match (sides, again) {
            (Sides::OfFiles, _) => filling.begin_list(),
            (Sides::OfSources, None) => {}
            (Sides::OfSources, Some(source_name)) => {
                return Err(ListError::SameSource { source_name });
            }
        }
        if opened.is_prepared() {
            // Of somebody's list any column of people may be missing; asking for it says so.
            for column in reading.layout.columns().filter(|it| is_known(it)) {
                filling.field(column);
            }
        }
        filling.expect(opened.rows().unwrap_or(0));
        let mut before = 0;
        let mut coming = opened.next()?;
        while let Some((table, report)) = coming {
            if let Some(report) = report {
                prepared.get_or_insert_default().add(report);
            }
            let place = Place { path: file.path(), source: source.as_deref(), before };
            before += table.len();
            // One piece is taken in while the next is read.
            let (taken, next) = rayon::join(|| take(&mut filling, &table, place), || opened.next());
            taken?;
            coming = next?;
        }
    }
    Ok(Read { records: filling.finish()?, prepared })
}

/// The layout, with one dictionary for the names that a record goes by and those that it has used:
/// nearly all are the same.
fn sharing(layout: &Layout) -> Layout {
    let mut layout = layout.clone();
    let has = |wanted| layout.columns().any(|it| it == wanted);
    if has(FULL_NAME) && has(ALL_NAMES) {
        layout.compare(FULL_NAME, ALL_NAMES);
    }
    layout
}

/// Where a table is from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) path: &'a Path,
    /// The name of the source, if no column holds it.
    pub(super) source: Option<&'a str>,
    /// Rows before it in its file.
    pub(super) before: usize,
}

fn take(filling: &mut Filling, table: &Table, place: Place<'_>) -> Result<(), ListError> {
    take_ids(filling, table, place)?;
    filling.groups().into_par_iter().for_each(|group| take_group(group, table));
    Ok(filling.end_piece()?)
}

fn take_group(mut group: FillingGroup<'_>, table: &Table) {
    let mut before: Option<Numbered<'_>> = None;
    for name in group.columns() {
        let Some(column) = table.columns.get(name) else { continue };
        let Some(mut field) = group.field(name) else { continue };
        let numbers = numbered(&mut field, column, before.as_ref());
        push(field, column, &numbers);
        before = Some(Numbered { column, numbers });
    }
}

/// A column and the numbers of its texts.
struct Numbered<'a> {
    column: &'a Column,
    numbers: Vec<ValueId>,
}

impl Numbered<'_> {
    /// The number of what a record has there, if it is this text.
    fn number(&self, row: usize, text: Option<&str>) -> Option<ValueId> {
        let Cells::One(cells) = &self.column.cells else { return None };
        let cell = *cells.get(row)?;
        let is_same = text.is_some() && self.column.texts.get(cell) == text;
        self.numbers.get(cell as usize).copied().filter(|_| is_same)
    }
}

/// The number of each text. Where lists most often begin with what the record has in the column
/// before, its number is known.
fn numbered(
    field: &mut FillingField<'_>,
    column: &Column,
    before: Option<&Numbered<'_>>,
) -> Vec<ValueId> {
    let (Cells::Many(lists), Some(before)) = (&column.cells, before) else {
        let mut numbers = Vec::with_capacity(column.texts.len() + 1);
        numbers.push(linkage::MISSING);
        field.number_all(column.texts.iter(), &mut numbers);
        return numbers;
    };
    let mut numbers = vec![linkage::MISSING; column.texts.len() + 1];
    for row in 0..lists.ends.len() {
        let Some(first) = lists.of(row).and_then(<[Cell]>::first) else { continue };
        let Some(number) = numbers.get_mut(*first as usize) else { continue };
        if *number == linkage::MISSING {
            let known = before.number(row, column.texts.get(*first));
            *number = known.unwrap_or(linkage::MISSING);
        }
    }
    let is_new = |it: &(&str, &mut ValueId)| *it.1 == linkage::MISSING;
    let places = column.texts.iter().zip(numbers.iter_mut().skip(1)).filter(is_new);
    let (texts, places): (Vec<&str>, Vec<&mut ValueId>) = places.unzip();
    let mut new = Vec::with_capacity(texts.len());
    field.number_all(texts.into_iter(), &mut new);
    for (place, number) in places.into_iter().zip(new) {
        *place = number;
    }
    numbers
}

/// Takes the ids of a table, each with its source. What is wrong with them is told at once, or by
/// [`Filling::finish`].
pub(super) fn take_ids(
    filling: &mut Filling,
    table: &Table,
    place: Place<'_>,
) -> Result<(), ListError> {
    let Some(Column { texts, cells: Cells::One(ids) }) = table.columns.get(ID) else {
        return Ok(());
    };
    let sources = table.columns.get(SOURCE);
    let mut current = None;
    for (row, id) in ids.iter().enumerate() {
        let own = || sources.and_then(|it| it.one(row));
        let source = place.source.or_else(own).filter(|it| !it.is_empty());
        let Some(source) = source else {
            let (path, row) = (place.path.to_owned(), place.before + row + 1);
            return Err(ListError::NoSource { path, row });
        };
        if current != Some(source) {
            filling.source(source);
            current = Some(source);
        }
        filling.id(texts.get(*id).unwrap_or_default())?;
    }
    Ok(())
}

fn push(mut field: FillingField<'_>, column: &Column, numbers: &[ValueId]) {
    let number = |cell: &Cell| numbers.get(*cell as usize).copied().unwrap_or(linkage::MISSING);
    match &column.cells {
        Cells::One(cells) => field.push_numbers(cells.iter().map(number)),
        Cells::Many(lists) => {
            for row in 0..lists.ends.len() {
                match lists.of(row) {
                    None => field.push_numbers([linkage::MISSING]),
                    Some([one]) if *one != 0 => field.push_numbers([number(one)]),
                    Some(list) => field
                        .push_list_of_numbers(Some(list.iter().filter(|it| **it != 0).map(number))),
                }
            }
        }
    }
}
