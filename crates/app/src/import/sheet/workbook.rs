//! Reads the cells of an Excel workbook that has passed inspection.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{DataRef, ExcelDateTime, Reader, SheetType, SheetVisible, Xlsx};
use domain::Date;

use super::fault::SheetFault;
use super::grid::Grid;
use super::{Cell, Choice, FileKind, Sheet};

/// Reads the tab chosen, or the first visible one that holds anything.
pub(super) fn read(bytes: &[u8], choice: &Choice) -> Result<Sheet, SheetFault> {
    // The reader is not ours and the bytes are not trusted: a slip of its own over a damaged
    // workbook must refuse that workbook, not end the request of everybody else.
    catch_unwind(AssertUnwindSafe(|| read_tabs(bytes, choice))).unwrap_or(Err(SheetFault::Damaged))
}

fn read_tabs(bytes: &[u8], choice: &Choice) -> Result<Sheet, SheetFault> {
    let mut workbook = Xlsx::new(Cursor::new(bytes)).map_err(|_unreadable| SheetFault::Damaged)?;
    let tabs: Vec<String> = workbook
        .sheets_metadata()
        .iter()
        .filter(|tab| tab.typ == SheetType::WorkSheet && tab.visible == SheetVisible::Visible)
        .map(|tab| tab.name.clone())
        .collect();
    let wanted = |name: &&String| choice.tab.as_ref().is_none_or(|chosen| chosen == *name);
    if !tabs.iter().any(|name| wanted(&name)) {
        return Err(SheetFault::NoSheet);
    }
    for name in tabs.iter().filter(wanted) {
        let grid = read_tab(&mut workbook, name)?;
        if grid.is_empty() {
            continue;
        }
        let mut sheet = grid.into_sheet(FileKind::Workbook, bytes, choice)?;
        sheet.name = Some(name.clone());
        sheet.other_tabs = tabs.iter().filter(|other| *other != name).cloned().collect();
        return Ok(sheet);
    }
    Err(SheetFault::EmptySheet)
}

/// Cell by cell: a sheet of two cells at opposite corners must not be laid out in memory whole.
fn read_tab(workbook: &mut Xlsx<Cursor<&[u8]>>, name: &str) -> Result<Grid, SheetFault> {
    let mut grid = Grid::default();
    let mut cells =
        workbook.worksheet_cells_reader(name).map_err(|_unreadable| SheetFault::Damaged)?;
    while let Some(cell) = cells.next_cell().map_err(|_unreadable| SheetFault::Damaged)? {
        let (row, column) = cell.get_position();
        grid.put(row.saturating_add(1), column as usize, convert(cell.get_value()))?;
    }
    Ok(grid)
}

fn convert(value: &DataRef<'_>) -> Cell {
    match value {
        DataRef::Empty => Cell::Empty,
        DataRef::Int(number) => Cell::Text(number.to_string()),
        DataRef::Float(number) => Cell::Text(number.to_string()),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            Cell::text(text)
        }
        DataRef::SharedString(text) => Cell::text(text),
        DataRef::Bool(true) => Cell::Text("TRUE".to_owned()),
        DataRef::Bool(false) => Cell::Text("FALSE".to_owned()),
        DataRef::DateTime(serial) => date(*serial),
        DataRef::Error(error) => Cell::Error(error.to_string()),
    }
}

/// A serial day as a civil date. One that names no real day, such as Excel's own 29 February 1900,
/// or a time alone, stays the number it is.
fn date(serial: ExcelDateTime) -> Cell {
    let number = serial.as_f64();
    let as_number = || Cell::Text(number.to_string());
    if serial.is_duration() || !(1.0..2_958_466.0).contains(&number) {
        return as_number();
    }
    let (year, month, day, ..) = serial.to_ymd_hms_milli();
    let parts = (i16::try_from(year), i8::try_from(month), i8::try_from(day));
    let (Ok(year), Ok(month), Ok(day)) = parts else { return as_number() };
    Date::new(year, month, day).map_or_else(|_no_such_day| as_number(), Cell::Date)
}
