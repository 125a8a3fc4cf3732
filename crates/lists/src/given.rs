//! One record as somebody typed it, made ready to be asked about.

use jiff::civil::Date;
use linkage::Given;

use crate::prepare::{PREPARED, Prepared, Preparing, is_made};
use crate::table::{Cells, Column, Table, Texts};

/// Prepares one record as the records of a list are prepared, for [`linkage::Matcher::best`]: the
/// texts of a matcher are compared as they stand, so that `O'Neill` is not the `ONEILL` of a
/// prepared list and `03/02/1980` is not its `1980-02-03`.
///
/// Columns have the names of lists as they come: `alias_forename` and `alias_surname` hold several
/// texts with `;` between. `forename_surname`, `names` and `outcode` are made here; what is given
/// of them is not read. A column that preparing does not know stays as it was typed. Of a column
/// that is given twice the last counts. A date of birth is no later than the day after `today`.
///
/// What is not well formed is no error: it is not compared, and [`Prepared`] says why.
///
/// ```
/// use jiff::civil::date;
/// use linkage::{Best, Matcher, Model, Thresholds};
/// use lists::{FileRef, Manner, Names, Reading, Reason};
///
/// let list = std::env::temp_dir().join(format!("register-{}.csv", std::process::id()));
/// std::fs::write(
///     &list,
///     "record_id,forename,surname,dob,postcode,pnc_id,crn\n\
///      17,Seán,O’NEILL,1980-02-03,SW1A 1AA,2002/0073319Z,X123456\n\
///      18,David,Smith,1975-11-30,M1 1AE,,E765432\n",
/// )?;
/// let today = date(2026, 3, 1);
/// let model = Model::person()?;
/// let reading = Reading {
///     layout: &model.layout(),
///     id: "record_id",
///     sources: &["source"],
///     names: &Names::default(),
///     manner: Manner::Prepared { today },
/// };
/// let register = lists::records(&[FileRef::new(&list)], &reading)?.records;
/// let matcher = Matcher::new(&model, register, Thresholds::default())?;
///
/// let (arrived, prepared) = lists::given(
///     &[
///         ("forename", "Sean"),
///         ("surname", "O'Neill"),
///         ("dob", "03/02/1980"),
///         ("postcode", " sw1a1aa"),
///         ("pnc_id", "02/73319Z"),
///         ("crn", "x123456"),
///         ("prison_number", "unknown"),
///     ],
///     today,
/// );
/// let Best::Certain(found) = matcher.best(&arrived) else { return Err("nobody".into()) };
/// assert_eq!(matcher.records().id(found.row), "17");
/// assert_eq!(prepared.set_aside[&("prison_number".to_owned(), Reason::Form)], 1);
/// # std::fs::remove_file(&list)?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn given(typed: &[(&str, &str)], today: Date) -> (Given, Prepared) {
    let mut wanted = PREPARED.to_vec();
    let mut table = Table { rows: 1, ..Table::default() };
    for (column, text) in typed.iter().filter(|it| !is_made(it.0)) {
        wanted.push(column);
        table.columns.insert((*column).to_owned(), of_one(text.trim()));
    }
    let (table, prepared) = Preparing::new(&wanted, today).prepare(table);
    let given =
        table.columns.iter().fold(Given::new(), |given, (name, column)| match column.several(0) {
            Some(texts) => given.with_list(name, texts),
            None => given,
        });
    (given, prepared)
}

/// A column of one record; an empty text is missing, as in a file.
fn of_one(text: &str) -> Column {
    let mut texts = Texts::default();
    let cell = if text.is_empty() { 0 } else { texts.push(text).unwrap_or(0) };
    Column { texts, cells: Cells::One(vec![cell]) }
}

#[cfg(test)]
mod tests;
