//! The annotated sheet as an Excel workbook.

use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError,
};

use super::{AnnotateFault, Layout, Mark, Outcome, Titles};
use crate::import::sheet::{CELL_LIMIT_CHARS, Cell, Row, Sheet};

/// Excel has no day before this; an earlier one is written as text.
const FIRST_YEAR: i16 = 1900;
/// What Excel calls its tabs may not hold these, nor be longer than this.
const TAB_FORBIDDEN: [char; 7] = ['[', ']', ':', '*', '?', '/', '\\'];
const TAB_LIMIT_CHARS: usize = 31;

struct Formats {
    plain: Format,
    date: Format,
    heading: Format,
}

/// Writes the sheet with its marks. Text is always text: nothing in it runs when the file is
/// opened.
///
/// The same sheet and marks give the same bytes.
pub fn to_xlsx(sheet: &Sheet, titles: &Titles, marks: &[Mark]) -> Result<Vec<u8>, AnnotateFault> {
    write(&Layout::new(sheet, titles, marks), titles)
        .map_err(|fault| AnnotateFault::NotWritten(fault.to_string()))
}

fn write(layout: &Layout<'_>, titles: &Titles) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // The writer would put the moment of writing here.
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&made));
    let tab = workbook.add_worksheet();
    if let Some(name) = &layout.sheet.name {
        tab.set_name(tab_name(name))?;
    }
    let formats = Formats {
        plain: Format::new().set_align(FormatAlign::Top),
        date: Format::new().set_align(FormatAlign::Top).set_num_format("dd/mm/yyyy"),
        heading: Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top),
    };
    write_headings(tab, layout, titles, &formats)?;
    for row in layout.rows() {
        write_row(tab, layout, row, &formats)?;
    }
    workbook.save_to_buffer()
}

fn tab_name(name: &str) -> String {
    let allowed = name.chars().filter(|c| !TAB_FORBIDDEN.contains(c) && !c.is_control());
    let name: String = allowed.take(TAB_LIMIT_CHARS).collect();
    let name = name.trim_matches('\'').to_owned();
    if name.trim().is_empty() { "Sheet1".to_owned() } else { name }
}

fn write_headings(
    tab: &mut Worksheet,
    layout: &Layout<'_>,
    titles: &Titles,
    formats: &Formats,
) -> Result<(), XlsxError> {
    let at = layout.sheet.heading_row.saturating_sub(1);
    for column in &layout.columns {
        put(tab, (at, narrow(*column)), &layout.heading(*column), &formats.heading)?;
    }
    let result = narrow(layout.columns.len());
    tab.write_string_with_format(at, result, &titles.result, &formats.heading)?;
    tab.write_string_with_format(at, result + 1, &titles.mend, &formats.heading)?;
    tab.set_column_width(result, 18)?;
    tab.set_column_width(result + 1, 70)?;
    tab.set_freeze_panes(at + 1, 0)?;
    let last = layout.rows().map(|row| row.number).max().unwrap_or(at + 1);
    tab.autofilter(at, 0, last.saturating_sub(1).max(at), result + 1)?;
    Ok(())
}

fn write_row(
    tab: &mut Worksheet,
    layout: &Layout<'_>,
    row: &Row,
    formats: &Formats,
) -> Result<(), XlsxError> {
    let at = row.number.saturating_sub(1);
    let mark = layout.marks.get(&row.number);
    for column in &layout.columns {
        let cell = row.cell(*column);
        let base = if matches!(cell, Cell::Date(_)) { &formats.date } else { &formats.plain };
        let format = match mark.filter(|mark| mark.columns.contains(column)) {
            Some(mark) => coloured(base, mark.outcome),
            None => base.clone(),
        };
        put(tab, (at, narrow(*column)), cell, &format)?;
    }
    let Some(mark) = mark else { return Ok(()) };
    let format = coloured(&formats.plain, mark.outcome).set_text_wrap();
    let result = narrow(layout.columns.len());
    put(tab, (at, result), &Cell::text(&mark.result), &format)?;
    put(tab, (at, result + 1), &Cell::text(&mark.mend), &format)
}

/// Black on a pale ground: the words carry the meaning, the colour only finds the row.
fn coloured(base: &Format, outcome: Outcome) -> Format {
    let ground = match outcome {
        Outcome::Taken => Color::RGB(0x00E2_F0D9),
        Outcome::Warned => Color::RGB(0x00FF_F2CC),
        Outcome::Refused => Color::RGB(0x00F8_CBAD),
    };
    base.clone().set_background_color(ground).set_font_color(Color::RGB(0x0000_0000))
}

/// Writes one cell; a date as a date, all else as text, whatever it starts with.
fn put(
    tab: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &Cell,
    format: &Format,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty => {}
        Cell::Date(date) if date.year() >= FIRST_YEAR => {
            let [year, month, day] =
                [i32::from(date.year()), i32::from(date.month()), i32::from(date.day())];
            let serial = ExcelDateTime::from_ymd(fit(year), fit(month), fit(day))?;
            tab.write_datetime_with_format(row, column, &serial, format)?;
        }
        Cell::Text(_) | Cell::Error(_) | Cell::Date(_) => {
            let text: String = cell.shown().chars().take(CELL_LIMIT_CHARS).collect();
            tab.write_string_with_format(row, column, text, format)?;
        }
    }
    Ok(())
}

/// A part of a date in the width the writer wants; parts of real dates always fit.
fn fit<T: TryFrom<i32> + Default>(part: i32) -> T {
    T::try_from(part).unwrap_or_default()
}

/// Columns end at the limit of reading, far below what this holds.
fn narrow(column: usize) -> u16 {
    u16::try_from(column).unwrap_or(u16::MAX)
}
