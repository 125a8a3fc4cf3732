//! Parts that travel, and what must not pass for a whole.

use measures::tally::{Apart, Cell, Counted, Exclusion, Tally};

use crate::error::FactsError;

use super::*;

fn read_one(row: &Row<'_>, item: u32) -> Result<Part, String> {
    let mut columns = Columns::default();
    columns.push(row, [(item, 7)]);
    columns.push(&Row { about: END, area: Some(0), ..Row::default() }, [(0, 1)]);
    let read = gathered(&[columns.finish().unwrap()], 1);
    read.map_err(|it| it.to_string())
}

fn gathered(batches: &[RecordBatch], parts: usize) -> Result<Part, FactsError> {
    let mut gathered = Gathered::default();
    batches.iter().try_for_each(|it| gathered.add(it))?;
    gathered.whole(parts)
}

fn some_part() -> Part {
    let reasons = Exclusion::ALL.map(|it| (it, 3)).into_iter().collect();
    let mut counted = Counted { offences_left_out: reasons, ..Counted::default() };
    counted.members_left_out.insert((2, true), [(Exclusion::Dead, 4)].into_iter().collect());
    let cell = |level, area, part| Cell { cohort: 1, comparison: true, level, area, part };
    let part = |it: Breakdown| Some((it, String::new()));
    for breakdown in Breakdown::ALL {
        let tally = Tally { people: 5, firsts: [(1, 2)].into_iter().collect(), ..Tally::default() };
        counted.add(cell(Level::Region, None, part(breakdown)), tally.clone());
        counted.add(cell(Level::Region, Some(3), part(breakdown)), tally);
    }
    counted.add(cell(Level::Nation, None, None), Tally::default());
    let mut found = Part { counted, ..Part::default() };
    for scheme in [None, Some(17)] {
        let tally =
            Tally { people: 2, censored: [(1, 1)].into_iter().collect(), ..Tally::default() };
        found.add_apart(Apart { cohort: 1, comparison: false, scheme }, tally);
    }
    found
}

#[test]
fn what_was_counted_comes_back_whatever_it_is() {
    let part = some_part();
    assert_eq!(gathered(&[write(&part, 0).unwrap()], 1).unwrap(), part);
}

#[test]
fn every_part_must_come_once_and_whole() {
    let [first, second] = [0, 1].map(|it| write(&some_part(), it).unwrap());
    let both = gathered(&[second.clone(), first.clone()], 2).unwrap();
    assert_eq!(both.apart.values().map(|it| it.people).sum::<u64>(), 8);
    let halves = [first.slice(0, 1), first.slice(1, first.num_rows() - 1), second.clone()];
    assert_eq!(gathered(&halves, 2).unwrap(), both);
    let refused = |batches: &[RecordBatch]| {
        assert!(matches!(gathered(batches, 2), Err(FactsError::NotOnce { .. })));
    };
    refused(std::slice::from_ref(&first));
    refused(&[first.clone(), first.clone()]);
    refused(&[first.clone(), second.clone(), second.clone()]);
    refused(&[first.slice(1, first.num_rows() - 1), second.clone()]);
    refused(&[first.slice(0, first.num_rows() - 1), second]);
}

#[test]
fn what_is_not_known_is_an_error() {
    let said = |row: Row<'_>, item| read_one(&row, item).map_err(|it| it.clone()).unwrap_err();
    let last = u32::try_from(Exclusion::ALL.len()).unwrap() - 1;
    for cohort in [None, Some(0)] {
        let row = || Row { about: LEFT_OUT, cohort, ..Row::default() };
        assert!(read_one(&row(), last).is_ok());
        assert!(said(row(), last + 1).contains(&format!("the reason `{}`", last + 1)));
    }
    let cell = |cohort, level| Row { about: CELL, cohort, level, ..Row::default() };
    assert!(read_one(&cell(Some(0), Some(Level::Nation)), 0).is_ok());
    assert!(said(cell(None, Some(Level::Nation)), 0).contains("the cohort ``"));
    assert!(said(cell(Some(0), None), 0).contains("the level ``"));
    assert!(said(cell(Some(0), Some(Level::Nation)), 13).contains("the item `13`"));
    assert!(said(Row { about: "rumour", ..Row::default() }, 0).contains("the row `rumour`"));
}
