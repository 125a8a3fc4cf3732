//! A sentence for everything that can be wrong with a file or with a row of it.

use app::import::fault::Fault;
use app::import::rows::CellFault;
use app::import::sheet::{ForeignFormat, SheetFault};

use crate::i18n::Msg;
use crate::msg;

const BYTES_IN_MB: usize = 1024 * 1024;

/// What is wrong with a file, and what to do about it.
pub fn sheet_fault(fault: &SheetFault) -> Msg {
    match fault {
        SheetFault::NoContent => msg!("The file is empty"),
        SheetFault::FileTooBig { limit_bytes, .. } => {
            msg!("The file is bigger than {limit} MB", limit = limit_bytes / BYTES_IN_MB)
        }
        SheetFault::Foreign(format) => foreign(*format),
        SheetFault::Encrypted => {
            msg!("The workbook is protected by a password. Save it without one and send it again")
        }
        SheetFault::Macros => {
            msg!("The workbook carries macros. Save it as an ordinary workbook (.xlsx)")
        }
        SheetFault::Truncated => {
            msg!("The file is cut short, as after an upload that broke off. Send it again")
        }
        SheetFault::Damaged | SheetFault::Hostile => {
            msg!("The workbook is damaged. Open it, save it again as .xlsx and send that")
        }
        SheetFault::TooManyParts { .. } | SheetFault::UnpacksTooBig { .. } => {
            msg!("The file unpacks to far more than any register holds, so it was not opened")
        }
        SheetFault::NoSheet => msg!("The workbook has no sheet that can be read"),
        SheetFault::EmptySheet => msg!("There is nothing in the sheet"),
        SheetFault::NoHeadings => {
            msg!("No row of headings was found. Put a heading above every column")
        }
        SheetFault::NoRows => msg!("There are headings, but no rows under them"),
        SheetFault::DuplicateHeading { heading, first, second } => msg!(
            "The heading “{heading}” stands over columns {first} and {second}. Rename one",
            heading = heading.clone(),
            first = first.clone(),
            second = second.clone(),
        ),
        SheetFault::TooManyRows { limit } => {
            msg!("The sheet has more than {limit} rows. Split it into several", limit = *limit)
        }
        SheetFault::TooManyColumns { limit } => {
            msg!("The sheet has more than {limit} columns", limit = *limit)
        }
        SheetFault::CellTooLong { row, column, limit_chars } => msg!(
            "Cell {cell} is longer than the {limit} characters a cell can hold. Shorten it",
            cell = format!("{column}{row}"),
            limit = *limit_chars,
        ),
        SheetFault::TooMuchText { limit_bytes } => {
            msg!("The sheet holds more than {limit} MB of text", limit = limit_bytes / BYTES_IN_MB)
        }
        SheetFault::NotText => {
            msg!("The file is neither a workbook nor text. Save it as .xlsx or .csv")
        }
        SheetFault::OpenQuote { row } => msg!(
            "In row {row} a quotation mark opens and never closes. Mend it and send the file again",
            row = *row,
        ),
    }
}

fn foreign(format: ForeignFormat) -> Msg {
    match format {
        ForeignFormat::OldExcel => {
            msg!("This is a workbook of Excel before 2007 (.xls). Save it as .xlsx")
        }
        ForeignFormat::BinaryExcel => msg!("This is a binary workbook (.xlsb). Save it as .xlsx"),
        ForeignFormat::OpenDocument => msg!("This is an OpenDocument file. Save it as .xlsx"),
        ForeignFormat::OtherOffice => msg!("This is a document, not a spreadsheet"),
        ForeignFormat::Pdf => msg!("This is a PDF. Send the spreadsheet it was made from"),
        ForeignFormat::OtherArchive => msg!("This is an archive, not a spreadsheet"),
    }
}

/// What is wrong with a row, or to be looked at in it.
pub(super) fn fault(fault: &Fault) -> Msg {
    match fault {
        Fault::Cell(it) => cell(it),
        Fault::NotADate => msg!("This does not read as a date"),
        Fault::NoSuchDay { day, month, year } => msg!(
            "There is no such day as {day}/{month}/{year}",
            day = i32::from(*day),
            month = i32::from(*month),
            year = i32::from(*year),
        ),
        Fault::YearOutOfRange { year } => {
            msg!("The year {year} cannot be right", year = i32::from(*year))
        }
        Fault::InFuture => msg!("This day lies in the future"),
        Fault::NoRegisteredOn => msg!("Say since when the person has been on the scheme"),
        Fault::NoStrand { known } => {
            msg!("Say which strand the person is on: {known}", known = known.join(", "))
        }
        Fault::UnknownStrand { known } => {
            msg!("This is none of the scheme's strands: {known}", known = known.join(", "))
        }
        Fault::RegisteredBeforeBorn => msg!("This day lies before the date of birth"),
        Fault::RemovedBeforeRegistered => {
            msg!("This day lies before the person was taken on to the scheme")
        }
        Fault::TooOld { oldest_years } => {
            msg!("This would make them older than {years}", years = i32::from(*oldest_years))
        }
        Fault::NotAName => msg!("This is not a name"),
        Fault::TooLong { limit_chars } => {
            msg!("This is longer than {limit} characters", limit = *limit_chars)
        }
        Fault::TooManyLines { limit } => msg!("There are more than {limit} lines", limit = *limit),
        Fault::SexNotRead => msg!("Not understood, so read as not known"),
        Fault::EthnicityNotRead => msg!("Not understood, so read as not stated"),
        Fault::NotAPostcode => msg!("Not a postcode, so kept as a line of the address"),
        Fault::NotAnIdentifier => {
            msg!("Not a number of this kind. Kept as typed, and never used to join records")
        }
        Fault::WrongCheckLetter { expected, found } => msg!(
            "Check letter {found} should be {expected}: a digit is wrong. Kept, not used to join",
            expected = expected.to_string(),
            found = found.to_string(),
        ),
        Fault::ImpossibleYear { year } => msg!(
            "The year {year} is impossible. Kept as typed, and never used to join records",
            year = i32::from(*year),
        ),
        Fault::Placeholder => msg!("Stands for no number at all, so it joins no records"),
        Fault::NameOrderGuessed
        | Fault::OrderNotNamed
        | Fault::StatutoryNotRead
        | Fault::NoReviewDate { .. }
        | Fault::GroundNotRead
        | Fault::LeadWorkerOfStatutoryCase
        | Fault::ManagerOfNonStatutoryCase
        | Fault::NoAgencyForPost
        | Fault::SchemeClosed { .. }
        | Fault::AlreadyOpen { .. }
        | Fault::AlreadyRecorded { .. }
        | Fault::OrderOverlaps
        | Fault::SamePerson { .. } => stay(fault),
        Fault::OnlyAdds { .. }
        | Fault::BornOtherwise
        | Fault::RecordedOtherwise
        | Fault::RecordNotOpen => record(fault),
    }
}

/// What bears on the stay, and on what stands already.
fn stay(fault: &Fault) -> Msg {
    match fault {
        Fault::NameOrderGuessed => msg!("The last word was taken for the surname. Check this"),
        Fault::OrderNotNamed => msg!(
            "The order is not named, so a community order is recorded. Change it if it is another"
        ),
        Fault::StatutoryNotRead => msg!("Not understood, so recorded as not statutory"),
        Fault::NoReviewDate { due_on } => {
            msg!("No review date could be read. Due on {date}", date = due_on.0)
        }
        Fault::GroundNotRead => {
            msg!("The ground could not be told, so it is recorded under the local criteria")
        }
        Fault::LeadWorkerOfStatutoryCase => {
            msg!("A statutory case has an offender manager instead. Kept as a note")
        }
        Fault::ManagerOfNonStatutoryCase => {
            msg!("Only a statutory case has an offender manager. Kept as a note")
        }
        Fault::NoAgencyForPost => {
            msg!("No agency of the scheme could be theirs, so the name is kept as a note")
        }
        Fault::SchemeClosed { on } => {
            msg!("The scheme closed on {date} and takes nobody on any more", date = on.0)
        }
        Fault::AlreadyOpen { since } => {
            msg!("The person is already on the scheme, since {date}", date = since.0)
        }
        Fault::AlreadyRecorded { since } => {
            msg!("This stay on the scheme is recorded already, from {date}", date = since.0)
        }
        Fault::OrderOverlaps => {
            msg!("Overlaps with an order that is recorded, so this one is not added")
        }
        Fault::SamePerson { row } => {
            msg!("Row {row} is about the same person, by number", row = *row)
        }
        Fault::Cell(_)
        | Fault::NotADate
        | Fault::NoSuchDay { .. }
        | Fault::YearOutOfRange { .. }
        | Fault::InFuture
        | Fault::NoRegisteredOn
        | Fault::NoStrand { .. }
        | Fault::UnknownStrand { .. }
        | Fault::RegisteredBeforeBorn
        | Fault::RemovedBeforeRegistered
        | Fault::TooOld { .. }
        | Fault::NotAName
        | Fault::TooLong { .. }
        | Fault::TooManyLines { .. }
        | Fault::SexNotRead
        | Fault::EthnicityNotRead
        | Fault::NotAPostcode
        | Fault::NotAnIdentifier
        | Fault::WrongCheckLetter { .. }
        | Fault::ImpossibleYear { .. }
        | Fault::Placeholder
        | Fault::OnlyAdds { .. }
        | Fault::BornOtherwise
        | Fault::RecordedOtherwise
        | Fault::RecordNotOpen => msg!("This row cannot be taken in as it stands"),
    }
}

/// What bears on the record of somebody known. Nothing of it is ever written over.
fn record(fault: &Fault) -> Msg {
    let Fault::OnlyAdds { since } = fault else {
        return if *fault == Fault::BornOtherwise {
            msg!(
                "Another day is recorded for whoever has this number. Mend the sheet or the record"
            )
        } else if *fault == Fault::RecordNotOpen {
            msg!("The record is not yours to change, so nothing is added to it")
        } else {
            msg!("Something else is recorded, and stays as it is")
        };
    };
    msg!(
        "The stay from {date} is recorded already. Only what is new of the person is added",
        date = since.0,
    )
}

fn cell(fault: &CellFault) -> Msg {
    match fault {
        CellFault::NoName => msg!("There is no name in this row"),
        CellFault::HalfAName => msg!("Only one word. Give the surname and a forename"),
        CellFault::FormulaError { shown } => {
            msg!("The formula in this cell failed: {shown}", shown = shown.clone())
        }
        CellFault::Repeats { row } => msg!("Repeats row {row} in every value", row = *row),
    }
}
