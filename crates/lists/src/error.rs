//! Why a file cannot be read or written: a sentence that says where and what.

use std::io;
use std::path::{Path, PathBuf};

use linkage::RecordsError;

/// Why a list cannot be read or results cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum ListError {
    /// The file cannot be opened or read.
    #[error("{} cannot be read: {cause}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        #[source]
        cause: io::Error,
    },
    /// The name of the file does not say what it holds.
    #[error("{}: the name of a list must end in .parquet or .csv", path.display())]
    Ending {
        /// The file.
        path: PathBuf,
    },
    /// The file is no Parquet, or a part of one.
    #[error("{} is not a whole Parquet file: {why}", path.display())]
    NotParquet {
        /// The file.
        path: PathBuf,
        /// What the reader says.
        why: String,
    },
    /// A column of a Parquet file cannot be decoded.
    #[error("{}: the column {column} is damaged: {why}", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// The column.
        column: String,
        /// What is wrong.
        why: String,
    },
    /// A text that is not UTF-8.
    #[error("{}: {place}, column {column}: the text is not UTF-8", path.display())]
    NotUtf8 {
        /// The file.
        path: PathBuf,
        /// The line, or the number of the row.
        place: String,
        /// The column.
        column: String,
    },
    /// A line of a CSV file has not the form of one.
    #[error("{}: line {line}: {why}", path.display())]
    Line {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: u64,
        /// What is wrong.
        why: String,
    },
    /// A CSV file ends within quotes.
    #[error("{}: the quote that opens in line {line} is never closed", path.display())]
    OpenQuote {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: u64,
    },
    /// A column that is called by another name is none that we read.
    #[error("{column} is no column that is read, so nothing can stand for it")]
    NotOurs {
        /// What should be ours.
        column: String,
    },
    /// The other name of a column is in none of the files.
    #[error("none of the files has a column {column}")]
    NotTheirs {
        /// What should be theirs.
        column: String,
    },
    /// A column that is needed is not in the file.
    #[error("{} has no column {column}; its columns are: {found}", path.display())]
    NoColumn {
        /// The file.
        path: PathBuf,
        /// The column wanted.
        column: String,
        /// Those that it has.
        found: String,
    },
    /// None of the columns that say something about a person is in the file.
    #[error(
        "{} has none of the columns that describe a person; its columns are: {found}",
        path.display()
    )]
    NothingToRead {
        /// The file.
        path: PathBuf,
        /// Those that it has.
        found: String,
    },
    /// A column appears twice.
    #[error("{} has two columns called {column}", path.display())]
    TwoColumns {
        /// The file.
        path: PathBuf,
        /// The column.
        column: String,
    },
    /// A column holds what cannot be compared as text.
    #[error(
        "{}: the column {column} holds {found}; text, whole numbers, dates and lists of text can \
         be read",
        path.display()
    )]
    WrongType {
        /// The file.
        path: PathBuf,
        /// The column.
        column: String,
        /// What it holds.
        found: String,
    },
    /// More text in one piece of a file than can be held.
    #[error("{}: the column {column} has more than 4 GiB of text in one piece", path.display())]
    TooLong {
        /// The file.
        path: PathBuf,
        /// The column.
        column: String,
    },
    /// Two files without a column of sources have the same name.
    #[error("two lists are called {source_name}: give them a column `source`, or other file names")]
    SameSource {
        /// The name.
        source_name: String,
    },
    /// A record has no source though its file has a column for it.
    #[error("{}: row {row} has no source", path.display())]
    NoSource {
        /// The file.
        path: PathBuf,
        /// The row, from 1.
        row: usize,
    },
    /// The records do not fit together.
    #[error(transparent)]
    Records(#[from] RecordsError),
    /// What is to be written is what is read: it would be lost.
    #[error("{} is read and cannot be written over: name another file", path.display())]
    OverInput {
        /// The file.
        path: PathBuf,
    },
    /// Two things are to be written to one file.
    #[error("{} and {} are one file: name two", path.display(), other.display())]
    SameOutput {
        /// The file.
        path: PathBuf,
        /// What else it is called.
        other: PathBuf,
    },
    /// A folder or a device stands where the file is to be written.
    #[error("{} is there and is no file: it cannot be written over", path.display())]
    NotAFile {
        /// What stands there.
        path: PathBuf,
    },
    /// The file cannot be written. Nothing is left of it.
    #[error("{} cannot be written: {cause}", path.display())]
    Unwritable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        #[source]
        cause: io::Error,
    },
}

impl ListError {
    pub(crate) fn unreadable(path: &Path) -> impl FnOnce(io::Error) -> Self + '_ {
        move |cause| Self::Unreadable { path: path.to_owned(), cause }
    }

    pub(crate) fn unwritable(path: &Path) -> impl FnOnce(io::Error) -> Self + '_ {
        move |cause| Self::Unwritable { path: path.to_owned(), cause }
    }
}
