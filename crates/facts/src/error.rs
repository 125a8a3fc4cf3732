//! Why facts cannot be read or written: a sentence that says where, what, and what would be right.

use std::path::PathBuf;

use datafusion_common::DataFusionError;

/// Why facts cannot be read or written.
#[derive(Debug, thiserror::Error)]
pub enum FactsError {
    /// A file or folder cannot be opened, read or written.
    #[error("{} cannot be read or written", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system says.
        #[source]
        cause: std::io::Error,
    },
    /// There is no such folder.
    #[error("{} is no folder", path.display())]
    NoFolder {
        /// Where it should be.
        path: PathBuf,
    },
    /// Facts would be written among others.
    #[error("{} already holds facts: {}; choose another folder", path.display(), file.display())]
    Held {
        /// The folder.
        path: PathBuf,
        /// One of its files.
        file: PathBuf,
    },
    /// There are no files for a fact.
    #[error("{} has no facts `{fact}`: neither {fact}.parquet nor a .parquet file in a folder \
        {fact}", path.display())]
    Missing {
        /// The folder.
        path: PathBuf,
        /// The fact.
        fact: &'static str,
    },
    /// The file is no Parquet, or has been cut off.
    #[error("{} is not a whole Parquet file: {why}", path.display())]
    NotParquet {
        /// The file.
        path: PathBuf,
        /// What the reader says.
        why: String,
    },
    /// The file says no version, or another.
    #[error("{} has facts of version {found}; this program reads version {wanted}", path.display())]
    Version {
        /// The file.
        path: PathBuf,
        /// What it says.
        found: String,
        /// What would be right.
        wanted: u32,
    },
    /// A column that is needed is not there.
    #[error("{} has no column {column}, which holds {holds}; its columns are: {found}",
        path.display())]
    NoColumn {
        /// The file.
        path: PathBuf,
        /// The column wanted.
        column: &'static str,
        /// What it holds.
        holds: &'static str,
        /// Those that it has.
        found: String,
    },
    /// A column holds something else.
    #[error("{}: the column {column} holds {found}; it must hold {holds}", path.display())]
    WrongType {
        /// The file.
        path: PathBuf,
        /// The column.
        column: &'static str,
        /// What it holds.
        found: String,
        /// What would be right.
        holds: &'static str,
    },
    /// A column that must not be empty is, in some row.
    #[error("{}: the column {column} is empty in {rows} rows; none may be", path.display())]
    Empty {
        /// The file.
        path: PathBuf,
        /// The column.
        column: &'static str,
        /// In how many rows.
        rows: u64,
    },
    /// A column is packed in a way that this program cannot unpack.
    #[error("{}: the column {column} is compressed with {found}; this program reads SNAPPY, GZIP, \
        ZSTD or none", path.display())]
    Compressed {
        /// The file.
        path: PathBuf,
        /// The column.
        column: &'static str,
        /// How it is packed.
        found: String,
    },
    /// A column cannot be decoded.
    #[error("{} is damaged: {why}", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What the reader says.
        why: String,
    },
    /// The files are not those that the work is about.
    #[error("{} holds other facts than those asked about: {why}", path.display())]
    OtherFacts {
        /// The folder.
        path: PathBuf,
        /// What differs.
        why: String,
    },
    /// A definition that came from elsewhere is wrong here.
    #[error("{0}")]
    Definition(String),
    /// Other machines that were asked to count did not.
    #[error("the cluster at {url} has not counted: {why}")]
    Cluster {
        /// Where it is.
        url: String,
        /// What it says.
        why: String,
    },
    /// A part of what was counted names something that this program does not know.
    #[error("a part of the work names the {what} `{said}`, which this program does not know")]
    UnknownPart {
        /// What is not known.
        what: &'static str,
        /// How the part names it.
        said: String,
    },
    /// Parts of what was counted are missing, or have come twice.
    #[error(
        "of what was counted {ended} parts and {rows} rows came where {told} rows were told of: \
        a part is missing, or came twice"
    )]
    NotOnce {
        /// How many parts came to their end.
        ended: usize,
        /// How many rows came.
        rows: u64,
        /// How many rows the parts say they have.
        told: u64,
    },
    /// There are too many different words in a column.
    #[error(transparent)]
    Words(#[from] measures::fact::TooManyWords),
    /// The engine cannot go on.
    #[error(transparent)]
    Engine(#[from] DataFusionError),
}
