//! From tables to records, piece by piece.

use std::collections::BTreeSet;
use std::path::Path;

use linkage::{Filling, FillingField};

use super::{FileRef, ID, Opened, Read, Reading, SOURCE};
use crate::error::ListError;
use crate::prepare::Prepared;
use crate::table::{Cell, Cells, Column, Table};

pub(super) fn records(files: &[FileRef], reading: &Reading<'_>) -> Result<Read, ListError> {
    let mut filling = Filling::new(reading.layout);
    let mut prepared: Option<Prepared> = None;
    let mut stems = BTreeSet::new();
    for file in files {
        let mut opened = Opened::new(file, reading)?;
        let source = opened.source.clone();
        if let Some(stem) = source.clone().filter(|it| !stems.insert(it.clone())) {
            return Err(ListError::SameSource { source_name: stem });
        }
        if opened.is_prepared() {
            // Of somebody's list any column may be missing; asking for it is what says so.
            for column in reading.layout.columns() {
                filling.field(column);
            }
        }
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
    for (name, column) in &table.columns {
        if let Some(field) = filling.field(name) {
            push(field, column);
        }
    }
    Ok(filling.end_piece()?)
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
    let mut current = None;
    for (row, id) in ids.iter().enumerate() {
        let own = || table.columns.get(SOURCE).and_then(|it| it.one(row));
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

fn push(mut field: FillingField<'_>, column: &Column) {
    let mut numbers = vec![linkage::MISSING];
    field.number_all(column.texts.iter(), &mut numbers);
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
