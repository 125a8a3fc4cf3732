//! Reading lists: which columns, from which files, as they stand or prepared.

mod cells;
mod checked;
mod csv;
mod fill;
mod names;
mod pages;
mod parquet;
mod typed;

use std::path::{Path, PathBuf};

use jiff::civil::Date;
use linkage::{Filling, Layout, Records};

use crate::error::ListError;
use crate::prepare::{self, Prepared};
use crate::table::Table;
use crate::write::PreparedWriter;

pub(crate) use csv::{BETWEEN, taken_apart};
pub use names::Names;

/// A file that holds records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileRef {
    path: PathBuf,
}

/// Whether columns are taken as they stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// As they stand.
    AsTyped,
    /// Prepared, unless a file has been: then it has the columns that preparing makes.
    Prepared {
        /// No date of birth is later than the day after.
        today: Date,
    },
}

/// What is read.
#[derive(Debug, Clone, Copy)]
pub struct Reading<'a> {
    /// The columns, without those of ids and sources.
    pub layout: &'a Layout,
    /// The column that identifies a record.
    pub id: &'a str,
    /// Columns that may say which list a record is from; the first that a file has counts.
    pub sources: &'a [&'a str],
    /// Where the files call them something else.
    pub names: &'a Names,
    /// Prepared or not.
    pub manner: Manner,
}

/// What was read.
#[derive(Debug)]
pub struct Read {
    /// The records.
    pub records: Records,
    /// What was set aside, if they were prepared.
    pub prepared: Option<Prepared>,
}

/// What makes a side where lists are linked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sides {
    OfSources,
    OfFiles,
}

/// A column to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Wanted {
    pub(crate) ours: String,
    pub(crate) theirs: String,
    /// Whether text is taken apart at `;`.
    pub(crate) is_list: bool,
}

/// The name under which tables hold the ids.
pub(crate) const ID: &str = "record_id";
/// The name under which tables hold the sources.
pub(crate) const SOURCE: &str = "source";

/// Reads the records of one or more files into memory.
///
/// Records of a file that has no column of sources are of the source that the file's stem names.
///
/// # Errors
/// A file that cannot be read, a column that is missing, an id that stands twice in a source.
pub fn records(files: &[FileRef], reading: &Reading<'_>) -> Result<Read, ListError> {
    names::check(files, reading)?;
    fill::records(files, reading, Sides::OfSources)
}

/// Reads the records of lists that will be linked with one another: a file is a side, whatever its
/// records say of their sources.
///
/// # Errors
/// See [`records`]. One id may stand in several of the files.
pub fn records_by_file(files: &[FileRef], reading: &Reading<'_>) -> Result<Read, ListError> {
    names::check(files, reading)?;
    fill::records(files, reading, Sides::OfFiles)
}

/// Reads columns as they stand, for instance of a file that says who is who: those that must be
/// there, and those that may be.
///
/// # Errors
/// A file that cannot be read, a column that must be there and is not.
pub fn columns(path: &Path, must: &[&str], may: &[&str]) -> Result<Vec<Table>, ListError> {
    let mut list = List::open(path)?;
    let found = Found { path, columns: list.columns() };
    if let Some(column) = must.iter().find(|it| !found.has(it)) {
        return Err(found.no_column(column));
    }
    let name =
        |it: &&str| Wanted { ours: (*it).to_owned(), theirs: (*it).to_owned(), is_list: false };
    let there = must.iter().chain(may).filter(|it| found.has(it));
    let wanted: Vec<Wanted> = there.map(name).collect();
    let mut tables = Vec::new();
    while let Some(table) = list.next(&wanted)? {
        tables.push(table);
    }
    Ok(tables)
}

/// Prepares lists and hands the records on to the writer, a piece of a file at a time.
///
/// # Errors
/// A file that cannot be read or written, an id that stands twice in a source.
pub fn prepare_files(
    files: &[FileRef],
    names: &Names,
    today: Date,
    writer: &mut PreparedWriter,
) -> Result<Prepared, ListError> {
    let layout = Layout::of(prepare::PREPARED);
    let manner = Manner::Prepared { today };
    let reading = Reading { layout: &layout, id: ID, sources: &[SOURCE], names, manner };
    names::check(files, &reading)?;
    let mut all = Prepared::default();
    let mut ids = Filling::new(&Layout::default());
    for file in files {
        let mut opened = Opened::raw(file, &reading, today)?;
        let mut before = 0;
        while let Some((table, prepared)) = opened.next()? {
            let source = opened.source.as_deref();
            fill::take_ids(&mut ids, &table, fill::Place { path: file.path(), source, before })?;
            before += table.len();
            writer.take(&table, source)?;
            all.add(prepared.unwrap_or_default());
        }
    }
    ids.finish()?;
    Ok(all)
}

impl FileRef {
    /// The file at this path.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into() }
    }

    /// The path.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What a list is called that does not say it: the file's name without its ending.
    pub(crate) fn stem(&self) -> String {
        self.path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
    }
}

/// An open list of either format.
#[derive(Debug)]
enum List {
    Parquet(parquet::ParquetList),
    Csv(csv::CsvList),
}

/// How a file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    Parquet,
    Csv,
}

impl Format {
    /// By the ending of the name.
    pub(crate) fn of(path: &Path) -> Result<Self, ListError> {
        let ending = path.extension().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
        match ending.as_str() {
            "parquet" | "parq" | "pq" => Ok(Self::Parquet),
            "csv" => Ok(Self::Csv),
            _ => Err(ListError::Ending { path: path.to_owned() }),
        }
    }
}

impl List {
    fn open(path: &Path) -> Result<Self, ListError> {
        Ok(match Format::of(path)? {
            Format::Parquet => Self::Parquet(parquet::ParquetList::open(path)?),
            Format::Csv => Self::Csv(csv::CsvList::open(path)?),
        })
    }

    fn columns(&self) -> Vec<String> {
        match self {
            Self::Parquet(list) => list.columns(),
            Self::Csv(list) => list.columns(),
        }
    }

    /// How many records there are, if the file says it.
    fn rows(&self) -> Option<usize> {
        match self {
            Self::Parquet(list) => Some(list.rows()),
            Self::Csv(_) => None,
        }
    }

    fn next(&mut self, wanted: &[Wanted]) -> Result<Option<Table>, ListError> {
        match self {
            Self::Parquet(list) => list.next(wanted),
            Self::Csv(list) => list.next(wanted),
        }
    }
}

/// A file, what is read of it, and how.
#[derive(Debug)]
pub(crate) struct Opened {
    list: List,
    wanted: Vec<Wanted>,
    /// The name of the source, if no column holds it.
    pub(crate) source: Option<String>,
    preparing: Option<prepare::Preparing>,
}

impl Opened {
    pub(crate) fn new(file: &FileRef, reading: &Reading<'_>) -> Result<Self, ListError> {
        let path = file.path();
        let list = List::open(path)?;
        let found = Found { path, columns: list.columns() };
        found.once_each()?;
        let theirs = |ours: &str| found.called(reading.names.theirs(ours)).map(str::to_owned);
        let id = [reading.id, ID].into_iter().find_map(theirs);
        let id = id.ok_or_else(|| found.no_column(reading.names.theirs(reading.id)))?;
        let mut wanted = vec![Wanted { ours: ID.to_owned(), theirs: id, is_list: false }];
        let source = reading.sources.iter().find_map(|it| theirs(it));
        let stem = source.is_none().then(|| file.stem());
        wanted.extend(source.map(|it| Wanted {
            ours: SOURCE.to_owned(),
            theirs: it,
            is_list: false,
        }));
        let columns: Vec<&str> = reading.layout.columns().collect();
        let preparing = match reading.manner {
            Manner::AsTyped => None,
            Manner::Prepared { today } => found
                .wants_preparing(&columns, reading.names)
                .then(|| prepare::Preparing::new(&columns, today)),
        };
        let ours = preparing.as_ref().map_or(columns, prepare::Preparing::reads);
        for ours in ours {
            found.one_alike(reading.names.theirs(ours))?;
            let known = theirs(ours).filter(|_| ours != ID && ours != SOURCE);
            let Some(theirs) = known else { continue };
            let is_list = prepare::is_list(ours);
            wanted.push(Wanted { ours: ours.to_owned(), theirs, is_list });
        }
        if preparing.is_some() && wanted.iter().all(|it| it.ours == ID || it.ours == SOURCE) {
            return Err(found.nothing());
        }
        Ok(Self { list, wanted, source: stem, preparing })
    }

    /// A file that is prepared whatever columns it has.
    fn raw(file: &FileRef, reading: &Reading<'_>, today: Date) -> Result<Self, ListError> {
        let mut opened = Self::new(file, reading)?;
        if opened.preparing.is_none() {
            opened.preparing = Some(prepare::Preparing::new(&prepare::PREPARED, today));
        }
        Ok(opened)
    }

    /// Whether columns of people that the layout wants and the file lacks are missing in all its
    /// records.
    pub(crate) fn is_prepared(&self) -> bool {
        self.preparing.is_some()
    }

    /// How many records are to come, if the file says it.
    pub(crate) fn rows(&self) -> Option<usize> {
        self.list.rows()
    }

    /// The next records, prepared if they are to be.
    pub(crate) fn next(&mut self) -> Result<Option<(Table, Option<Prepared>)>, ListError> {
        let Some(table) = self.list.next(&self.wanted)? else { return Ok(None) };
        Ok(Some(match &self.preparing {
            None => (table, None),
            Some(preparing) => {
                let (table, prepared) = preparing.prepare(table);
                (table, Some(prepared))
            }
        }))
    }
}

/// The columns of a file.
struct Found<'a> {
    path: &'a Path,
    columns: Vec<String>,
}

impl Found<'_> {
    fn has(&self, column: &str) -> bool {
        self.columns.iter().any(|it| it == column)
    }

    /// What the file calls a column: that, or what differs from it in case and blanks alone.
    fn called(&self, column: &str) -> Option<&str> {
        let exact = self.columns.iter().find(|it| *it == column);
        exact.or_else(|| self.alike(column).next()).map(String::as_str)
    }

    fn alike(&self, column: &str) -> impl Iterator<Item = &String> {
        self.columns.iter().filter(move |it| it.trim().eq_ignore_ascii_case(column))
    }

    /// Refuses to choose between two columns that may both be meant.
    fn one_alike(&self, column: &str) -> Result<(), ListError> {
        if self.has(column) || self.alike(column).count() < 2 {
            return Ok(());
        }
        Err(ListError::TwoColumns { path: self.path.to_owned(), column: column.to_owned() })
    }

    /// Whether columns of people are wanted as they are compared, and stand as they were typed: the
    /// file has not the columns that only preparing makes.
    fn wants_preparing(&self, columns: &[&str], names: &Names) -> bool {
        let made = columns.iter().copied().filter(|it| prepare::is_made(it));
        let wanted: Vec<&str> = made.collect();
        // An outward code may have been typed.
        let tells = wanted.iter().any(|it| *it != prepare::OUTCODE);
        let made = if tells { &wanted } else { &prepare::MADE[..] };
        let is_prepared = made.iter().all(|it| self.called(names.theirs(it)).is_some());
        !is_prepared && columns.iter().any(|it| prepare::is_known(it))
    }

    fn once_each(&self) -> Result<(), ListError> {
        let mut sorted: Vec<&String> = self.columns.iter().collect();
        sorted.sort_unstable();
        match sorted.windows(2).find(|it| matches!(it, [one, other] if one == other)) {
            Some([column, _]) => {
                Err(ListError::TwoColumns { path: self.path.to_owned(), column: (*column).clone() })
            }
            _ => Ok(()),
        }
    }

    fn no_column(&self, column: &str) -> ListError {
        let path = self.path.to_owned();
        ListError::NoColumn { path, column: column.to_owned(), found: self.columns.join(", ") }
    }

    fn nothing(&self) -> ListError {
        ListError::NothingToRead { path: self.path.to_owned(), found: self.columns.join(", ") }
    }
}

#[cfg(test)]
mod tests;
