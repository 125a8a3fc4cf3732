//! Files that mean harm, or broke on their way.

use std::io::{Cursor, Read, Write};

use proptest::prelude::*;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::*;
use crate::import::fixture_files::file;

fn fault(bytes: &[u8]) -> SheetFault {
    read(bytes).expect_err("must be refused")
}

fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// The register's parts, one of them changed.
fn repacked(part: &str, change: impl Fn(Vec<u8>) -> Vec<u8>) -> Vec<u8> {
    let mut source = ZipArchive::new(Cursor::new(file("scheme_register.xlsx"))).unwrap();
    let mut parts = Vec::new();
    for index in 0..source.len() {
        let mut entry = source.by_index(index).unwrap();
        let name = entry.name().unwrap().into_owned();
        let mut content = Vec::new();
        entry.read_to_end(&mut content).unwrap();
        let content = if name == part { change(content) } else { content };
        parts.push((name, content));
    }
    let parts: Vec<(&str, &[u8])> =
        parts.iter().map(|(name, content)| (name.as_str(), content.as_slice())).collect();
    archive(&parts)
}

fn replaced(part: &str, from: &str, to: &str) -> Vec<u8> {
    repacked(part, |content| {
        let text = String::from_utf8(content).unwrap();
        assert!(text.contains(from), "{part} has no {from}");
        text.replace(from, to).into_bytes()
    })
}

fn small(fill: impl Fn(&mut rust_xlsxwriter::Worksheet)) -> Vec<u8> {
    let mut workbook = Workbook::new();
    fill(workbook.add_worksheet());
    workbook.save_to_buffer().unwrap()
}

fn put(tab: &mut rust_xlsxwriter::Worksheet, row: u32, column: u16, text: &str) {
    tab.write_string(row, column, text).unwrap();
}

const SHEET_PART: &str = "xl/worksheets/sheet1.xml";
const STRINGS_PART: &str = "xl/sharedStrings.xml";

#[test]
fn a_file_over_the_limit_is_refused_unread() {
    let limit_bytes = FILE_SIZE_LIMIT_BYTES;
    let size_bytes = limit_bytes + 1;
    assert_eq!(fault(&vec![b'a'; size_bytes]), SheetFault::FileTooBig { size_bytes, limit_bytes });
}

#[test]
fn a_zip_bomb_is_refused_by_size() {
    let zeros = vec![b' '; 40_000_000];
    let bomb = archive(&[("xl/workbook.xml", b"<workbook/>"), (SHEET_PART, &zeros)]);
    assert!(bomb.len() < 100_000);
    assert!(matches!(fault(&bomb), SheetFault::UnpacksTooBig { .. }));
}

#[test]
fn a_zip_bomb_that_lies_about_its_size_is_refused() {
    let zeros = vec![b' '; 40_000_000];
    let mut bomb = archive(&[("xl/workbook.xml", b"<workbook/>"), (SHEET_PART, &zeros)]);
    let declared = u32::try_from(zeros.len()).unwrap().to_le_bytes();
    let said: Vec<usize> =
        (0..bomb.len() - 4).filter(|at| bomb[*at..*at + 4] == declared).collect();
    assert!(!said.is_empty());
    for at in said {
        bomb[at..at + 4].copy_from_slice(&1_000_u32.to_le_bytes());
    }
    assert!(matches!(fault(&bomb), SheetFault::UnpacksTooBig { .. } | SheetFault::Damaged));
}

#[test]
fn unpacking_stops_at_the_limit_by_what_has_come_out() {
    let zeros = vec![b' '; 40_000_000];
    let bomb = archive(&[(SHEET_PART, &zeros)]);
    let mut opened = ZipArchive::new(Cursor::new(bomb.as_slice())).unwrap();
    let Err(SheetFault::UnpacksTooBig { unpacked_bytes, limit_bytes }) =
        archive::measure(&mut opened, 0, 0, bomb.len())
    else {
        panic!("not stopped")
    };
    assert!(unpacked_bytes <= limit_bytes + 64 * 1024, "stopped at {unpacked_bytes}");
}

#[test]
fn an_archive_of_thousands_of_parts_is_refused() {
    let names: Vec<String> = (0..1_100).map(|n| format!("xl/{n}.xml")).collect();
    let parts: Vec<(&str, &[u8])> = names.iter().map(|n| (n.as_str(), &b"x"[..])).collect();
    assert_eq!(fault(&archive(&parts)), SheetFault::TooManyParts { parts: 1_100, limit: 1_000 });
}

#[test]
fn a_document_type_or_entity_in_any_part_is_refused() {
    let xxe = "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><worksheet";
    assert_eq!(fault(&replaced(SHEET_PART, "<worksheet", xxe)), SheetFault::Hostile);
    assert_eq!(fault(&replaced(STRINGS_PART, "<sst", "<!doctype x><sst")), SheetFault::Hostile);
    let wide: Vec<u8> = xxe.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(fault(&repacked(SHEET_PART, |_| wide.clone())), SheetFault::Hostile);
}

#[test]
fn a_count_that_would_take_all_memory_is_refused_before_it_is_believed() {
    let mut source = ZipArchive::new(Cursor::new(file("scheme_register.xlsx"))).unwrap();
    let mut strings = String::new();
    source.by_name(STRINGS_PART).unwrap().read_to_string(&mut strings).unwrap();
    let count = strings.split("uniqueCount=\"").nth(1).unwrap().split('"').next().unwrap();
    let honest = format!("uniqueCount=\"{count}\"");
    for lie in ["uniqueCount=\"99999999999\"", "uniqueCount \n =  '9999999999999'"] {
        assert_eq!(fault(&replaced(STRINGS_PART, &honest, lie)), SheetFault::Hostile, "{lie}");
    }
}

#[test]
fn a_workbook_cut_anywhere_is_refused() {
    let whole = file("scheme_register.xlsx");
    assert_eq!(fault(&file("truncated.xlsx")), SheetFault::Truncated);
    for cut in 1..40 {
        let _refused = fault(&whole[..whole.len() * cut / 40]);
    }
}

#[test]
fn other_formats_are_told_by_name() {
    let foreign = |bytes: &[u8], format| assert_eq!(fault(bytes), SheetFault::Foreign(format));
    let old = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 then anything";
    foreign(old, ForeignFormat::OldExcel);
    foreign(b"%PDF-1.4 ...", ForeignFormat::Pdf);
    foreign(&archive(&[("xl/workbook.bin", b"x")]), ForeignFormat::BinaryExcel);
    foreign(&archive(&[("mimetype", b"x"), ("content.xml", b"x")]), ForeignFormat::OpenDocument);
    foreign(&archive(&[("word/document.xml", b"x")]), ForeignFormat::OtherOffice);
    foreign(&archive(&[("holiday.jpg", b"x")]), ForeignFormat::OtherArchive);
}

#[test]
fn a_workbook_with_a_password_is_told_from_an_old_one() {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let bytes = [b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec(), vec![0; 600], name].concat();
    assert_eq!(fault(&bytes), SheetFault::Encrypted);
}

#[test]
fn a_workbook_with_macros_is_refused() {
    let bytes = archive(&[("xl/workbook.xml", b"<workbook/>"), ("xl/vbaProject.bin", b"x")]);
    assert_eq!(fault(&bytes), SheetFault::Macros);
}

#[test]
fn binary_that_is_no_archive_is_not_text() {
    let picture = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\xFF\xFE\xFD\xFC";
    assert_eq!(fault(picture), SheetFault::NotText);
}

#[test]
fn an_empty_workbook_is_an_empty_sheet() {
    assert_eq!(fault(&small(|_| ())), SheetFault::EmptySheet);
}

#[test]
fn two_cells_at_far_corners_cost_nothing() {
    let far_down = small(|tab| {
        put(tab, 0, 0, "Name");
        put(tab, 1_048_575, 0, "Sample, Robin");
    });
    assert_eq!(read(&far_down).unwrap().rows[0].number, 1_048_576);
    let far_right = small(|tab| {
        put(tab, 0, 0, "Name");
        put(tab, 1, 16_383, "x");
    });
    assert_eq!(fault(&far_right), SheetFault::TooManyColumns { limit: COLUMN_LIMIT });
}

#[test]
fn too_many_rows_or_too_long_a_cell_is_refused() {
    let rows = "A,1\n".repeat(ROW_LIMIT + 1);
    let text = format!("Name,DOB\n{rows}");
    assert_eq!(fault(text.as_bytes()), SheetFault::TooManyRows { limit: ROW_LIMIT });
    let long = format!("Name,Notes\nA,{}\n", "é".repeat(CELL_LIMIT_CHARS + 1));
    let (column, limit_chars) = ("B".to_owned(), CELL_LIMIT_CHARS);
    assert_eq!(fault(long.as_bytes()), SheetFault::CellTooLong { row: 2, column, limit_chars });
    let just = format!("Name,Notes\nA,{}\n", "é".repeat(CELL_LIMIT_CHARS));
    assert!(read(just.as_bytes()).is_ok());
}

#[test]
fn dates_numbers_and_failed_formulas_come_as_what_they_are() {
    let bytes = small(|tab| {
        for (column, heading) in (0..).zip(["Name", "Born", "Number", "Sum", "Flag", "Odd"]) {
            put(tab, 0, column, heading);
        }
        let date = Format::new().set_num_format("d mmm yyyy");
        let born = ExcelDateTime::from_ymd(1978, 2, 28).unwrap();
        put(tab, 1, 0, "Sample");
        tab.write_datetime_with_format(1, 1, &born, &date).unwrap();
        tab.write_number(1, 2, 1_234_567.0).unwrap();
        let failed = rust_xlsxwriter::Formula::new("=1/0").set_result("#DIV/0!");
        tab.write_formula(1, 3, failed).unwrap();
        tab.write_boolean(1, 4, true).unwrap();
        tab.write_number_with_format(1, 5, 60.0, &date).unwrap();
    });
    let sheet = read(&bytes).unwrap();
    let cells = &sheet.rows[0].cells;
    assert!(cells[1] == Cell::Date(Date::constant(1978, 2, 28)));
    assert!(cells[2] == Cell::Text("1234567".to_owned()));
    assert!(matches!(&cells[3], Cell::Error(shown) | Cell::Text(shown) if shown == "#DIV/0!"));
    assert!(cells[4] == Cell::Text("TRUE".to_owned()));
    // Excel believes in 29 February 1900.
    assert!(cells[5] == Cell::Text("60".to_owned()));
}

/// Bytes changed at some places.
fn changed(mut bytes: Vec<u8>, at: &[(prop::sample::Index, u8)]) -> Vec<u8> {
    for (index, byte) in at {
        let index = index.index(bytes.len());
        bytes[index] = *byte;
    }
    bytes
}

fn changes() -> impl Strategy<Value = Vec<(prop::sample::Index, u8)>> {
    prop::collection::vec(any::<(prop::sample::Index, u8)>(), 1..12)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_bytes_at_all_make_reading_fall_over(bytes: Vec<u8>) {
        let _result = read(&bytes);
    }

    #[test]
    fn no_change_to_a_workbook_makes_reading_fall_over(at in changes()) {
        let _result = read(&changed(file("scheme_register.xlsx"), &at));
    }

    #[test]
    fn no_change_inside_a_part_makes_reading_fall_over(
        part in prop::sample::select(vec![
            SHEET_PART, STRINGS_PART, "xl/workbook.xml", "xl/styles.xml",
            "xl/_rels/workbook.xml.rels", "[Content_Types].xml",
        ]),
        at in changes(),
    ) {
        let _result = read(&repacked(part, |content| changed(content, &at)));
    }

    #[test]
    fn no_change_to_text_makes_reading_fall_over(at in changes()) {
        let _result = read(&changed(file("scheme_register.csv"), &at));
        let _result = read(&changed(file("utf16.csv"), &at));
    }
}
