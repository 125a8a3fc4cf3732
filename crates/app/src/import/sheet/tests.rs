//! What people send, and what is made of it.

use super::*;
use crate::import::fixture_files::sheet as fixture;

fn check(bytes: &[u8], expect: &Result<&str, SheetFault>) {
    let shown = read(bytes).map(|sheet| shown(&sheet));
    assert_eq!(shown.as_deref(), expect.as_ref().copied());
}

/// Headings, then rows with their numbers, cells parted by bars.
fn shown(sheet: &Sheet) -> String {
    let headings: Vec<&str> = sheet.columns.iter().map(|it| it.text.as_str()).collect();
    let mut lines = vec![format!("{}: {}", sheet.heading_row, headings.join("|"))];
    for row in &sheet.rows {
        let cells: Vec<String> = row.cells.iter().map(Cell::shown).collect();
        lines.push(format!("{}: {}", row.number, cells.join("|")));
    }
    lines.join("\n")
}

#[test]
fn a_plain_comma_separated_file_is_read() {
    check(b"Name,DOB\nSample,1/2/80\n", &Ok("1: Name|DOB\n2: Sample|1/2/80"));
}

#[test]
fn windows_and_old_mac_line_ends_and_a_missing_last_one_are_read() {
    check(b"Name,DOB\r\nA,1\r\nB,2", &Ok("1: Name|DOB\n2: A|1\n3: B|2"));
    check(b"Name,DOB\rA,1\rB,2", &Ok("1: Name|DOB\n2: A|1\n3: B|2"));
}

#[test]
fn a_semicolon_or_tab_is_found_although_notes_are_full_of_commas() {
    let text = "Name;Notes\nA;one, two, three, four\nB;five, six\nC;\n";
    check(text.as_bytes(), &Ok("1: Name|Notes\n2: A|one, two, three, four\n3: B|five, six\n4: C|"));
    check(b"Name\tNotes\nA\tx, y; z\n", &Ok("1: Name|Notes\n2: A|x, y; z"));
}

#[test]
fn the_hint_for_excel_names_the_delimiter_and_is_no_row() {
    check(b"sep=;\r\nName;Notes\r\nA;x,y\r\n", &Ok("1: Name|Notes\n2: A|x,y"));
}

#[test]
fn a_line_break_in_quotes_is_no_new_row_and_a_blank_line_is_one() {
    let text = "Name,Notes\nA,\"one\ntwo \"\"quoted\"\"\"\n\nB,x\n";
    check(text.as_bytes(), &Ok("1: Name|Notes\n2: A|one\ntwo \"quoted\"\n4: B|x"));
}

#[test]
fn a_quotation_mark_in_the_middle_of_a_cell_opens_nothing() {
    check(b"Name,Notes\nA,5'10\" tall\nB,x\n", &Ok("1: Name|Notes\n2: A|5'10\" tall\n3: B|x"));
}

#[test]
fn a_quotation_mark_that_never_closes_is_refused_with_its_row() {
    check(b"Name,Notes\nA,ok\nB,\"oops\nC,x\n", &Err(SheetFault::OpenQuote { row: 3 }));
}

#[test]
fn every_common_encoding_gives_the_same_text() {
    let text = "Name,Notes\nSi\u{f4}n,caf\u{e9} \u{a3}5\n";
    let expect = Ok("1: Name|Notes\n2: Si\u{f4}n|caf\u{e9} \u{a3}5");
    let wide = |unit: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(unit).collect::<Vec<_>>();
    check(text.as_bytes(), &expect);
    check(&[b"\xEF\xBB\xBF", text.as_bytes()].concat(), &expect);
    check(&[b"\xFF\xFE".to_vec(), wide(u16::to_le_bytes)].concat(), &expect);
    check(&[b"\xFE\xFF".to_vec(), wide(u16::to_be_bytes)].concat(), &expect);
    check(&wide(u16::to_le_bytes), &expect);
    check(&wide(u16::to_be_bytes), &expect);
    let latin: Vec<u8> = text.chars().map(|c| u8::try_from(c).unwrap()).collect();
    check(&latin, &expect);
}

#[test]
fn windows_quotation_marks_and_the_euro_are_read() {
    check(b"Name,Notes\nO\x92Test,\x93\x80\x94\n", &Ok("1: Name|Notes\n2: O’Test|“€”"));
}

#[test]
fn titles_above_the_headings_are_kept_aside() {
    let text = "Our register,,,\n,,,\nName,DOB,PNC,Notes\nA,1/2/80,81/34U,\n";
    check(text.as_bytes(), &Ok("3: Name|DOB|PNC|Notes\n4: A|1/2/80|81/34U|"));
    assert_eq!(read(text.as_bytes()).unwrap().above.len(), 1);
}

#[test]
fn rows_of_values_without_headings_are_refused() {
    check(b"1,2/3/80,81/34U\n2,4/5/81,82/35V\n", &Err(SheetFault::NoHeadings));
}

#[test]
fn no_content_no_cells_and_no_rows_are_three_faults() {
    check(b"", &Err(SheetFault::NoContent));
    check(b" , ,\n\n,,\n", &Err(SheetFault::EmptySheet));
    check(b"Name,DOB\n", &Err(SheetFault::NoRows));
}

#[test]
fn the_same_heading_twice_is_refused_whatever_its_case() {
    let fault = SheetFault::DuplicateHeading {
        heading: "notes".to_owned(),
        first: "B".to_owned(),
        second: "D".to_owned(),
    };
    check(b"Name,Notes,DOB,notes\nA,x,1,y\n", &Err(fault));
}

#[test]
fn a_column_without_a_heading_is_kept_where_it_is() {
    check(b"Name,,DOB\nA,x,1\n", &Ok("1: Name||DOB\n2: A|x|1"));
}

#[test]
fn our_own_apostrophe_before_a_formula_is_taken_off_and_a_real_one_stays() {
    check(b"Name,Notes\nA,'=1+1\nB,'tis\n", &Ok("1: Name|Notes\n2: A|=1+1\n3: B|'tis"));
}

#[test]
fn letters_and_numbers_of_columns_agree() {
    for index in 0..COLUMN_LIMIT {
        assert_eq!(column_index(&column_letter(index)), Some(index));
    }
    assert_eq!(column_letter(27), "AB");
    assert_eq!(column_index("ab"), Some(27));
    for bad in ["", "1", "A1", "é", "ZZZ", "AAAA"] {
        assert_eq!(column_index(bad), None, "{bad}");
    }
}

#[test]
fn the_register_workbook_keeps_its_row_numbers_dates_and_tabs() {
    let sheet = fixture("scheme_register.xlsx");
    assert_eq!(sheet.name.as_deref(), Some("Register"));
    assert_eq!(sheet.other_tabs, ["Lists"]);
    assert_eq!((sheet.above.len(), sheet.heading_row, sheet.rows.len()), (2, 4, 39));
    assert_eq!(sheet.rows[0].number, 5);
    assert_eq!(sheet.rows[19].number, 24);
    assert_eq!(sheet.rows[20].number, 26);
    assert!(sheet.rows[0].cell(3) == &Cell::Date(Date::constant(1965, 1, 1)));
}

#[test]
fn a_person_may_choose_the_headings_and_the_tab() {
    let text = b"Not these,at all\nName,DOB\nA,1/2/80\n";
    let at = |heading_row| Choice { tab: None, heading_row: Some(heading_row) };
    assert_eq!(read_as(text, &at(2)).map(|it| shown(&it)), Ok("2: Name|DOB\n3: A|1/2/80".into()));
    assert_eq!(read_as(text, &at(9)), Err(SheetFault::NoHeadings));

    let bytes = crate::import::fixture_files::file("scheme_register.xlsx");
    let tab = |name: &str| Choice { tab: Some(name.to_owned()), heading_row: None };
    assert!(read_as(&bytes, &tab("Register")).is_ok());
    assert_eq!(read_as(&bytes, &tab("Lists")), Err(SheetFault::NoRows));
    assert_eq!(read_as(&bytes, &tab("Nowhere")), Err(SheetFault::NoSheet));
}

#[test]
fn the_register_as_text_has_the_same_people() {
    let (workbook, text) = (fixture("scheme_register.xlsx"), fixture("scheme_register.csv"));
    let names = |sheet: &Sheet| -> Vec<String> {
        sheet.rows.iter().map(|row| row.cell(1).shown()).collect()
    };
    assert_eq!(names(&workbook), names(&text));
    assert_eq!(text.heading_row, 1);
}

#[test]
fn the_odd_files_are_read() {
    let (wide, old) = (fixture("utf16.csv"), fixture("semicolon.csv"));
    assert_eq!(wide.rows[1].cell(2).shown(), "Ll\u{177}r");
    assert_eq!(old.rows[2].cell(0).shown(), "O\u{2019}Fixture");
    assert_eq!(old.rows[1].number, 4);
}

#[test]
fn neither_rows_nor_cells_show_what_they_hold_when_debugged() {
    let sheet = fixture("semicolon.csv");
    let debugged = format!("{sheet:?} {:?} {:?}", sheet.rows, sheet.rows[0].cells);
    assert!(!debugged.contains("Sampleton"));
}
