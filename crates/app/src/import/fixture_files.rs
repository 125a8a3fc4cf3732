//! The files under `fixtures/import`: a made-up scheme's register with the mess real ones have.
//!
//! `UPDATE_EXPECT=1 cargo test -p app fixture_files` writes them again. What is compared is what
//! they hold, not their bytes, so that a newer compressor changes nothing.

use std::fs;
use std::path::PathBuf;

use domain::Date;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook};

use super::sheet::{Sheet, read};

#[path = "fixture_rows.rs"]
mod fixture_rows;

use fixture_rows::{HEADINGS, Value, WELSH, register};

const FILE_LIMIT_BYTES: usize = 100_000;

/// The bytes of a committed fixture.
pub(super) fn file(name: &str) -> Vec<u8> {
    fs::read(path(name)).unwrap_or_else(|fault| panic!("fixtures/import/{name}: {fault}"))
}

/// A committed fixture, read.
pub(super) fn sheet(name: &str) -> Sheet {
    read(&file(name)).unwrap_or_else(|fault| panic!("fixtures/import/{name}: {fault}"))
}

fn path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/import").join(name)
}

fn check(name: &str, made: &[u8]) {
    assert!(made.len() < FILE_LIMIT_BYTES, "{name} has {} bytes", made.len());
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(path(name), made).unwrap();
    }
    let (committed, made) = (read(&file(name)), read(made));
    match (committed, made) {
        (Ok(committed), Ok(made)) => {
            assert!(committed.columns == made.columns, "{name}: headings");
            assert!(committed.rows == made.rows, "{name}: rows");
        }
        (committed, made) => assert_eq!(committed.err(), made.err(), "{name}"),
    }
}

#[test]
fn the_committed_register_is_what_the_generator_makes() {
    check("scheme_register.xlsx", &workbook());
    check("scheme_register.csv", &comma_separated());
}

#[test]
fn the_committed_odd_files_are_what_the_generator_makes() {
    let whole = workbook();
    check("truncated.xlsx", &whole[..whole.len() * 6 / 10]);
    let utf16 = joined(&WELSH.map(|row| row.map(str::to_owned).to_vec()), "\t", "\r\n");
    let units = std::iter::once('\u{feff}'.to_string()).chain([utf16]).collect::<String>();
    check("utf16.csv", &units.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>());
    check("semicolon.csv", &semicolon());
}

fn workbook() -> Vec<u8> {
    let mut workbook = Workbook::new();
    let made = ExcelDateTime::from_ymd(2006, 3, 31).unwrap();
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&made));
    let tab = workbook.add_worksheet().set_name("Register").unwrap();
    let (bold, date) = (Format::new().set_bold(), Format::new().set_num_format("dd/mm/yyyy"));
    let last = u16::try_from(HEADINGS.len() - 1).unwrap();
    tab.merge_range(0, 0, 0, last, "Exampleshire PPO Scheme", &bold).unwrap();
    tab.merge_range(1, 0, 1, 5, "Register as at 31 March 2006 - RESTRICTED", &bold).unwrap();
    for (column, heading) in HEADINGS.iter().enumerate() {
        let column = u16::try_from(column).unwrap();
        tab.write_string_with_format(3, column, *heading, &bold).unwrap();
    }
    for (at, row) in register().iter().enumerate() {
        // A blank line in the middle, as people leave one between two years.
        let at = u32::try_from(at).unwrap() + if at < 20 { 4 } else { 5 };
        for (column, value) in row.iter().enumerate() {
            let column = u16::try_from(column).unwrap();
            match value {
                Value::Text(text) if text.is_empty() => {}
                Value::Text(text) => {
                    tab.write_string(at, column, text).unwrap();
                }
                Value::Day(day) => {
                    tab.write_datetime_with_format(at, column, serial(*day), &date).unwrap();
                }
            }
        }
    }
    workbook.add_worksheet().set_name("Lists").unwrap().write_string(0, 0, "Strands").unwrap();
    workbook.save_to_buffer().unwrap()
}

fn serial(day: Date) -> ExcelDateTime {
    let year = u16::try_from(day.year()).unwrap();
    ExcelDateTime::from_ymd(year, day.month().unsigned_abs(), day.day().unsigned_abs()).unwrap()
}

fn comma_separated() -> Vec<u8> {
    let mut rows = vec![HEADINGS.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>()];
    rows.extend(register().iter().map(|row| row.iter().map(Value::as_typed).collect::<Vec<_>>()));
    [b"\xEF\xBB\xBF".to_vec(), joined(&rows, ",", "\r\n").into_bytes()].concat()
}

/// As a Windows machine of the time wrote it: semicolons, Windows-1252.
fn semicolon() -> Vec<u8> {
    let text = "Surname;First Name;DOB;PNC;Comments\n\
        Sampleton;Zo\u{eb};3/4/1981;81/34U;\"said \u{a3}20; then left\"\n\
        \n\
        Madeup;Si\u{f4}n;12.11.79;79/163001B;caf\u{e9}, twice a week\n\
        O\u{2019}Fixture;Robin;1980-02-29;00/223R;\n";
    text.chars().map(|c| if c == '\u{2019}' { 0x92 } else { u8::try_from(c).unwrap() }).collect()
}

fn joined(rows: &[Vec<String>], delimiter: &str, end: &str) -> String {
    let quoted = |text: &String| {
        if text.contains([',', '"', '\n', '\r']) {
            format!("\"{}\"", text.replace('"', "\"\""))
        } else {
            text.clone()
        }
    };
    let line = |row: &Vec<String>| row.iter().map(quoted).collect::<Vec<_>>().join(delimiter);
    rows.iter().map(|row| line(row) + end).collect()
}
