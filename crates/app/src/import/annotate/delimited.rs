//! The annotated sheet as comma-separated text that Excel opens as it should.

use super::{AnnotateFault, Layout, Mark, Titles, is_formula_like};
use crate::import::sheet::{Cell, Row, Sheet};

/// Without it Excel takes UTF-8 for Windows-1252.
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// Writes the sheet with its marks as UTF-8 with a mark, commas and Windows line ends.
///
/// A cell that Excel would run as a formula starts with an apostrophe, which reading takes off.
pub fn to_csv(sheet: &Sheet, titles: &Titles, marks: &[Mark]) -> Result<Vec<u8>, AnnotateFault> {
    let layout = Layout::new(sheet, titles, marks);
    let mut lines = lines(&layout, titles);
    lines.sort_by_key(|(number, _)| *number);

    let mut out = BYTE_ORDER_MARK.to_vec();
    let mut next_number = 1;
    for (number, fields) in lines {
        // A blank line is a row too: the numbers at the left must stay.
        while next_number < number {
            out.extend_from_slice(b"\r\n");
            next_number += 1;
        }
        out.extend_from_slice(&line(&fields)?);
        next_number = number + 1;
    }
    Ok(out)
}

fn lines(layout: &Layout<'_>, titles: &Titles) -> Vec<(u32, Vec<String>)> {
    let headings = layout.columns.iter().map(|at| escape(&layout.heading(*at)));
    let with_titles = headings.chain([titles.result.clone(), titles.mend.clone()]).collect();
    let mut lines = vec![(layout.sheet.heading_row, with_titles)];
    lines.extend(layout.rows().map(|row| (row.number, fields(layout, row))));
    lines
}

fn fields(layout: &Layout<'_>, row: &Row) -> Vec<String> {
    let own = layout.columns.iter().map(|at| escape(row.cell(*at)));
    let marks = match layout.marks.get(&row.number) {
        Some(mark) => [&mark.result, &mark.mend].map(|text| escape(&Cell::text(text))),
        None => [String::new(), String::new()],
    };
    own.chain(marks).collect()
}

fn escape(cell: &Cell) -> String {
    let text = cell.shown();
    if is_formula_like(&text) { format!("'{text}") } else { text }
}

fn line(fields: &[String]) -> Result<Vec<u8>, AnnotateFault> {
    let failed = |fault: String| AnnotateFault::NotWritten(fault);
    let mut writer =
        csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    writer.write_record(fields).map_err(|fault| failed(fault.to_string()))?;
    writer.into_inner().map_err(|fault| failed(fault.to_string()))
}
