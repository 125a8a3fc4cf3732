//! What comes back to the sheet's owner.

use std::io::{Cursor, Read};

use calamine::{Data, Reader, Xlsx};

use super::*;
use crate::import::fixture_files::sheet as fixture;
use crate::import::sheet::read;

fn titles() -> Titles {
    Titles { result: "Result".to_owned(), mend: "What to mend".to_owned() }
}

fn mark(row: u32, outcome: Outcome, result: &str, mend: &str) -> Mark {
    Mark { row, outcome, result: result.to_owned(), mend: mend.to_owned(), columns: vec![3] }
}

fn marks() -> Vec<Mark> {
    vec![
        mark(5, Outcome::Taken, "Taken", ""),
        mark(6, Outcome::Warned, "Look", "=the letter is wrong"),
        mark(8, Outcome::Refused, "Refused", "There is no 31 February, in D8"),
    ]
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut text = String::new();
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// The sheet comes back with every own cell where it was and the marks after them.
fn check_round_trip(sheet: &Sheet, back: &Sheet, marks: &[Mark]) {
    let own = sheet.columns.len();
    assert_eq!(back.heading_row, sheet.heading_row);
    assert_eq!(back.columns[..own], sheet.columns);
    assert_eq!(back.columns[own].text, "Result");
    assert_eq!(back.columns[own + 1].text, "What to mend");
    assert_eq!(back.rows.len(), sheet.rows.len());
    for (row, was) in back.rows.iter().zip(&sheet.rows) {
        assert_eq!(row.number, was.number);
        let shown = |row: &Row| row.cells[..own].iter().map(Cell::shown).collect::<Vec<_>>();
        assert_eq!(shown(row), shown(was), "row {}", row.number);
        let mark = marks.iter().find(|mark| mark.row == row.number);
        assert_eq!(row.cell(own).shown(), mark.map_or("", |mark| &mark.result));
        assert_eq!(row.cell(own + 1).shown(), mark.map_or("", |mark| &mark.mend));
    }
}

#[test]
fn a_workbook_comes_back_whole_with_its_marks() {
    let sheet = fixture("scheme_register.xlsx");
    let bytes = to_xlsx(&sheet, &titles(), &marks()).unwrap();
    let back = read(&bytes).unwrap();
    check_round_trip(&sheet, &back, &marks());
    assert_eq!(back.name, sheet.name);
    assert!(back.above == sheet.above || back.above.len() == sheet.above.len());
    assert!(back.rows[0].cell(3) == sheet.rows[0].cell(3), "a date stays a date");
}

#[test]
fn text_comes_back_whole_with_its_marks() {
    for name in ["scheme_register.csv", "semicolon.csv", "utf16.csv"] {
        let sheet = fixture(name);
        let bytes = to_csv(&sheet, &titles(), &marks()).unwrap();
        assert!(bytes.starts_with(b"\xEF\xBB\xBF"));
        check_round_trip(&sheet, &read(&bytes).unwrap(), &marks());
    }
}

#[test]
fn a_sheet_that_came_back_is_marked_anew_not_twice() {
    let sheet = fixture("scheme_register.xlsx");
    let once = read(&to_xlsx(&sheet, &titles(), &marks()).unwrap()).unwrap();
    let others = [mark(7, Outcome::Taken, "Taken", "")];
    let twice = read(&to_xlsx(&once, &titles(), &others).unwrap()).unwrap();
    check_round_trip(&sheet, &twice, &others);
}

#[test]
fn nothing_in_a_workbook_is_a_formula() {
    let sheet = fixture("scheme_register.xlsx");
    let bytes = to_xlsx(&sheet, &titles(), &marks()).unwrap();
    let mut workbook = Xlsx::new(Cursor::new(bytes.as_slice())).unwrap();
    assert!(workbook.worksheet_formula("Register").unwrap().is_empty());
    let range = workbook.worksheet_range("Register").unwrap();
    let found = range
        .used_cells()
        .any(|(_, _, cell)| matches!(cell, Data::String(text) if text.starts_with("=HYPERLINK(")));
    assert!(found, "the text is there, as text");
}

#[test]
fn no_cell_of_a_text_file_starts_like_a_formula() {
    let bytes = to_csv(&fixture("scheme_register.csv"), &titles(), &marks()).unwrap();
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(&bytes[3..]);
    let mut cells = 0;
    for record in reader.records() {
        for cell in &record.unwrap() {
            assert!(!is_formula_like(cell), "a formula in a .csv file");
            cells += 1;
        }
    }
    assert!(cells > 900);
}

#[test]
fn faults_are_worded_and_coloured_and_the_headings_stay_in_sight() {
    let sheet = fixture("scheme_register.xlsx");
    let bytes = to_xlsx(&sheet, &titles(), &marks()).unwrap();
    let styles = part(&bytes, "xl/styles.xml");
    for colour in ["FFE2F0D9", "FFFFF2CC", "FFF8CBAD"] {
        assert!(styles.contains(colour), "{colour}");
    }
    assert!(part(&bytes, "xl/worksheets/sheet1.xml").contains("ySplit=\"4\""));
    assert!(part(&bytes, "xl/sharedStrings.xml").contains("There is no 31 February, in D8"));
}

#[test]
fn the_same_sheet_and_marks_give_the_same_bytes() {
    let sheet = fixture("scheme_register.xlsx");
    let write = || to_xlsx(&sheet, &titles(), &marks()).unwrap();
    assert!(write() == write());
}

#[test]
fn a_column_of_the_owners_called_result_is_kept() {
    let sheet = read(b"Name,Result\nSample,won\n").unwrap();
    let text = String::from_utf8(to_csv(&sheet, &titles(), &[]).unwrap()).unwrap();
    assert!(text.contains("Name,Result,Result,What to mend"));
    assert!(text.contains("Sample,won,,"));
}
