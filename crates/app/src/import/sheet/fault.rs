//! Why a file cannot be read. Data only: the sentences are written above.

use thiserror::Error;

/// Why a whole file is refused. Faults of single rows are not here: see `rows::RowFault`.
///
/// The text of each is for logs and developers; it holds nothing from a cell.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum SheetFault {
    #[error("no bytes at all")]
    NoContent,
    #[error("{size_bytes} bytes, over {limit_bytes}")]
    FileTooBig { size_bytes: usize, limit_bytes: usize },
    /// A file of another kind, known by its first bytes or its parts.
    #[error("not a register format: {0:?}")]
    Foreign(ForeignFormat),
    /// Somebody set a password to open the workbook.
    #[error("protected by a password")]
    Encrypted,
    /// The workbook carries macros (.xlsm). They are never run; the file is refused.
    #[error("carries macros")]
    Macros,
    /// The file stops before its end, as after an upload that broke off.
    #[error("cut short")]
    Truncated,
    /// Not readable, for a reason that nobody outside can mend but by saving it again.
    #[error("damaged")]
    Damaged,
    #[error("{parts} parts, over {limit}")]
    TooManyParts { parts: usize, limit: usize },
    /// Unpacks to far more than any register: by what was measured, not by what the file claims.
    #[error("unpacks to {unpacked_bytes} bytes or more, over {limit_bytes}")]
    UnpacksTooBig { unpacked_bytes: u64, limit_bytes: u64 },
    /// The workbook asks for memory or for files outside it, which no honest spreadsheet does.
    #[error("hostile content in the workbook")]
    Hostile,
    #[error("no tab in the workbook can be read")]
    NoSheet,
    #[error("nothing in the sheet")]
    EmptySheet,
    /// No row near the top has a heading over most columns.
    #[error("no row of headings")]
    NoHeadings,
    /// Headings, and no row under them.
    #[error("no rows under the headings")]
    NoRows,
    /// Two columns share a heading, so nobody can tell which is meant.
    #[error("heading twice, in columns {first} and {second}")]
    DuplicateHeading { heading: String, first: String, second: String },
    #[error("over {limit} rows")]
    TooManyRows { limit: usize },
    #[error("over {limit} columns")]
    TooManyColumns { limit: usize },
    #[error("cell {column}{row} over {limit_chars} characters")]
    CellTooLong { row: u32, column: String, limit_chars: usize },
    #[error("over {limit_bytes} bytes of text")]
    TooMuchText { limit_bytes: usize },
    /// Neither a workbook nor text.
    #[error("not text")]
    NotText,
    /// A quotation mark opens in this row and never closes, so every later row would be swallowed.
    #[error("quotation mark opened in row {row} never closes")]
    OpenQuote { row: u32 },
}

/// Formats people send by mistake, each with its own advice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ForeignFormat {
    /// .xls, as Excel saved before 2007.
    OldExcel,
    /// .xlsb.
    BinaryExcel,
    /// .ods and its like.
    OpenDocument,
    /// .docx or .pptx.
    OtherOffice,
    /// .pdf.
    Pdf,
    /// A zip archive that is no workbook.
    OtherArchive,
}
