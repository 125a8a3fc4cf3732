//! Forename and surname together, and all the names that somebody has used.

use super::{ALIAS_FORENAME, ALIAS_SURNAME, never};
use crate::table::{Cell, Cells, Column, Lists, Missing, Table, Texts};

/// "FORENAME SURNAME" of each record that has both.
pub(super) fn joined(table: &Table) -> Column {
    let (forenames, surnames) = (Own::of(table, "forename"), Own::of(table, "surname"));
    let mut texts = Texts::default();
    let cells = (0..table.rows).map(|row| match (forenames.text(row), surnames.text(row)) {
        (Some(one), Some(other)) => texts.push_joined(&[one, " ", other]).unwrap_or_else(never),
        _ => 0,
    });
    let cells = Cells::One(cells.collect());
    Column { texts, cells }
}

/// Every "FORENAME SURNAME" that a forename and a surname of the record, its own or aliases, make.
pub(super) fn all(table: &Table, joined: &Column) -> Column {
    let (forenames, surnames) = (Own::of(table, "forename"), Own::of(table, "surname"));
    let (other_forenames, other_surnames) =
        (Own::of(table, ALIAS_FORENAME), Own::of(table, ALIAS_SURNAME));
    let mut texts = joined.texts.clone();
    let mut lists = Lists::with_capacity(table.rows);
    let mut made: Vec<String> = Vec::new();
    for row in 0..table.rows {
        let own = match &joined.cells {
            Cells::One(cells) => cells.get(row).copied().unwrap_or(0),
            Cells::Many(_) => 0,
        };
        let before = lists.values.len();
        lists.values.extend((own != 0).then_some(own));
        if other_forenames.has(row) || other_surnames.has(row) {
            made.clear();
            made.extend(joined.texts.get(own).map(str::to_owned));
            for forename in forenames.all(row).chain(other_forenames.all(row)) {
                for surname in surnames.all(row).chain(other_surnames.all(row)) {
                    let name = format!("{forename} {surname}");
                    if !made.contains(&name) {
                        lists.values.push(texts.push(&name).unwrap_or_else(never));
                        made.push(name);
                    }
                }
            }
        }
        let missing = if lists.values.len() == before { Missing::Yes } else { Missing::No };
        lists.end(missing).unwrap_or_default();
    }
    Column { texts, cells: Cells::Many(lists) }
}

/// The texts that the records have in a column, if the table has it.
struct Own<'a>(Option<&'a Column>);

impl<'a> Own<'a> {
    fn of(table: &'a Table, column: &str) -> Self {
        Self(table.columns.get(column))
    }

    fn cells(&self, row: usize) -> &'a [Cell] {
        let Some(column) = self.0 else { return &[] };
        match &column.cells {
            Cells::One(cells) => cells.get(row..=row).unwrap_or_default(),
            Cells::Many(lists) => lists.of(row).unwrap_or_default(),
        }
    }

    fn has(&self, row: usize) -> bool {
        self.cells(row).iter().any(|it| *it != 0)
    }

    fn text(&self, row: usize) -> Option<&'a str> {
        self.all(row).next()
    }

    fn all(&self, row: usize) -> impl Iterator<Item = &'a str> {
        let column = self.0;
        self.cells(row).iter().filter_map(move |it| column?.texts.get(*it))
    }
}
