//! CSV files: the first line names the columns, the text is UTF-8, an empty field is missing.

mod quote;

use std::fs::File;
use std::path::{Path, PathBuf};

use ::csv::{ErrorKind, Position, Reader, ReaderBuilder, StringRecord};
use linkage::Dictionary;

use super::Wanted;
use crate::error::ListError;
use crate::table::{Cell, Cells, Column, Lists, Missing, Table, Texts};

/// So many records make a table.
const ROWS_AT_ONCE: usize = 1 << 17;
/// What stands between the texts of a list.
pub(crate) const BETWEEN: char = ';';
/// Larger than a page, so that a file is read in few goes.
const BUFFER_BYTES: usize = 1 << 20;

/// An open CSV file.
#[derive(Debug)]
pub(super) struct CsvList {
    path: PathBuf,
    reader: Reader<File>,
    columns: Vec<String>,
    ended: bool,
    /// Where the last record begins that was read.
    last: Position,
}

/// A column in the making.
struct Growing {
    place: usize,
    dictionary: Dictionary,
    cells: Vec<Cell>,
}

impl CsvList {
    pub(super) fn open(path: &Path) -> Result<Self, ListError> {
        let file = File::open(path).map_err(ListError::unreadable(path))?;
        let mut reader = ReaderBuilder::new().buffer_capacity(BUFFER_BYTES).from_reader(file);
        let header = reader.headers().map_err(|error| say(path, &[], error))?;
        let columns = header.iter().map(|it| it.trim().to_owned()).collect();
        let last = Position::new();
        let opened = Self { path: path.to_owned(), reader, columns, ended: false, last };
        opened.closes_its_quotes(&opened.last)?;
        Ok(opened)
    }

    pub(super) fn columns(&self) -> Vec<String> {
        self.columns.clone()
    }

    /// The next records.
    pub(super) fn next(&mut self, wanted: &[Wanted]) -> Result<Option<Table>, ListError> {
        if self.ended {
            return Ok(None);
        }
        let mut growing: Vec<Growing> = wanted.iter().map(|it| self.growing(it)).collect();
        let mut record = StringRecord::new();
        let mut rows = 0;
        while rows < ROWS_AT_ONCE {
            if !self.read(&mut record)? {
                self.ended = true;
                break;
            }
            rows += 1;
            for column in &mut growing {
                column.cells.push(match record.get(column.place).map(str::trim) {
                    None | Some("") => 0,
                    Some(text) => column.dictionary.number(text),
                });
            }
        }
        let columns = wanted
            .iter()
            .zip(growing)
            .map(|(wanted, it)| Ok((wanted.ours.clone(), self.column(wanted, it)?)))
            .collect::<Result<_, ListError>>()?;
        Ok(Some(Table { rows, columns }))
    }

    /// Reads one more record. To the library a quote that is never closed ends with the file, and
    /// every record after it is a part of one field; only the last can be such a one.
    fn read(&mut self, record: &mut StringRecord) -> Result<bool, ListError> {
        match self.reader.read_record(record) {
            Ok(true) => {
                if let Some(position) = record.position() {
                    self.last.clone_from(position);
                }
                Ok(true)
            }
            Ok(false) => self.closes_its_quotes(&self.last).map(|()| false),
            Err(error) => {
                error.position().map_or(Ok(()), |it| self.closes_its_quotes(it))?;
                Err(say(&self.path, &self.columns, error))
            }
        }
    }

    fn closes_its_quotes(&self, record: &Position) -> Result<(), ListError> {
        let path = self.path.clone();
        match quote::left_open(self.reader.get_ref(), record) {
            Ok(None) => Ok(()),
            Ok(Some(line)) => Err(ListError::OpenQuote { path, line }),
            Err(cause) => Err(ListError::Unreadable { path, cause }),
        }
    }

    fn growing(&self, wanted: &Wanted) -> Growing {
        let place = self.columns.iter().position(|it| *it == wanted.theirs).unwrap_or(usize::MAX);
        Growing { place, dictionary: Dictionary::default(), cells: Vec::new() }
    }

    fn column(&self, wanted: &Wanted, grown: Growing) -> Result<Column, ListError> {
        let mut texts = Texts::default();
        let Growing { dictionary, cells, .. } = grown;
        for number in 1..=Cell::try_from(dictionary.len()).unwrap_or(Cell::MAX) {
            texts.push(dictionary.text(number)).map_err(|_| ListError::TooLong {
                path: self.path.clone(),
                column: wanted.theirs.clone(),
            })?;
        }
        let column = Column { texts, cells: Cells::One(cells) };
        Ok(if wanted.is_list { taken_apart(&column) } else { column })
    }
}

/// A column of lists from one of texts with `;` between them.
pub(crate) fn taken_apart(column: &Column) -> Column {
    let Cells::One(cells) = &column.cells else { return column.clone() };
    let mut texts = Texts::default();
    let mut parts: Vec<Vec<Cell>> = vec![Vec::new()];
    for text in column.texts.iter() {
        let split = text.split(BETWEEN).map(str::trim).filter(|it| !it.is_empty());
        // They are no longer than the texts that they are from.
        parts.push(split.filter_map(|it| texts.push(it).ok()).collect());
    }
    let mut lists = Lists::with_capacity(cells.len());
    for cell in cells {
        let list = parts.get(*cell as usize).map_or(&[][..], Vec::as_slice);
        lists.values.extend_from_slice(list);
        let missing = if *cell == 0 { Missing::Yes } else { Missing::No };
        lists.end(missing).unwrap_or_default();
    }
    Column { texts, cells: Cells::Many(lists) }
}

fn say(path: &Path, columns: &[String], error: ::csv::Error) -> ListError {
    let path = path.to_owned();
    let line = error.position().map_or(1, Position::line);
    if let ErrorKind::Utf8 { err, .. } = error.kind() {
        let number = err.field() + 1;
        let name = columns.get(err.field());
        let column = name.map_or_else(|| number.to_string(), |it| format!("{number} ({it})"));
        return ListError::NotUtf8 { path, place: format!("line {line}"), column };
    }
    let why = if let ErrorKind::UnequalLengths { expected_len, len, .. } = error.kind() {
        format!("{len} fields where the first line names {expected_len}")
    } else {
        error.to_string()
    };
    if let ErrorKind::Io(cause) = error.into_kind() {
        return ListError::Unreadable { path, cause };
    }
    ListError::Line { path, line, why }
}
