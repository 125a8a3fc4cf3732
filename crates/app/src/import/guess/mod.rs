//! Guesses which column holds which field, and says why, so that a person can agree quickly.

use super::field::Field;
use super::mapping::Mapping;
use super::sheet::{Cell, Sheet};

mod shape;
mod synonyms;

#[cfg(test)]
mod tests;

/// Rows whose content is looked at.
const SAMPLE_ROWS: usize = 200;
/// Content decides nothing when fewer cells than this are filled.
const SAMPLE_CELLS_NEEDED: usize = 3;

/// The guessed mapping, and for each column in order what was guessed and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guess {
    pub mapping: Mapping,
    pub columns: Vec<ColumnGuess>,
}

/// What is thought of one column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnGuess {
    /// Nothing known: left out unless a person says what it is.
    Unknown,
    Field {
        field: Field,
        confidence: Confidence,
        why: Why,
    },
}

/// How far to trust a guess.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    /// Ask a person to look.
    Doubtful,
    Likely,
    Sure,
}

/// What a guess rests on. Counts are of filled cells among the first rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// The heading is a known name of the field.
    Heading { known_as: &'static str },
    /// The heading has a known name of the field among its words.
    HeadingWords { known_as: &'static str },
    /// The heading says so, but most of the content does not look like it.
    HeadingAgainstContent { known_as: &'static str, fitting: usize, of: usize },
    /// No known heading, but the content has the shape of it.
    Content { fitting: usize, of: usize },
}

/// One column taken for one field.
#[derive(Clone, Copy)]
struct Candidate {
    column: usize,
    field: Field,
    score: u32,
    confidence: Confidence,
    why: Why,
}

/// Guesses from headings first, then from content. Never puts two fields in a column.
pub fn guess(sheet: &Sheet) -> Guess {
    let mut candidates: Vec<Candidate> = (0..sheet.columns.len())
        .flat_map(|column| Field::ALL.map(|field| candidate(sheet, column, field)))
        .flatten()
        .collect();
    // The best first; among equals the leftmost column, then the order of the fields.
    candidates.sort_by_key(|it| (std::cmp::Reverse(it.score), it.column, it.field));

    let mut mapping = Mapping::default();
    let mut columns = vec![ColumnGuess::Unknown; sheet.columns.len()];
    for Candidate { column, field, confidence, why, .. } in candidates {
        if mapping.column(field).is_some() || mapping.set(field, column).is_err() {
            continue;
        }
        if let Some(slot) = columns.get_mut(column) {
            *slot = ColumnGuess::Field { field, confidence, why };
        }
    }
    let mut guess = Guess { mapping, columns };
    guess.take_name_beside_surname_for_forenames();
    guess
}

impl Guess {
    /// `Name` beside `Surname` is the forename; a full name would make the surname needless.
    fn take_name_beside_surname_for_forenames(&mut self) {
        let has = |field| self.mapping.column(field).is_some();
        if !has(Field::Surname) || has(Field::Forenames) {
            return;
        }
        let Some(column) = self.mapping.column(Field::FullName) else { return };
        self.mapping.clear(Field::FullName);
        if self.mapping.set(Field::Forenames, column).is_err() {
            return;
        }
        if let Some(ColumnGuess::Field { field, confidence, .. }) = self.columns.get_mut(column) {
            *field = Field::Forenames;
            *confidence = Confidence::Doubtful;
        }
    }
}

fn candidate(sheet: &Sheet, column: usize, field: Field) -> Option<Candidate> {
    let heading = synonyms::fold(&sheet.columns.get(column)?.text);
    let content = content(sheet, column, field);
    let with = |score, confidence, why| Some(Candidate { column, field, score, confidence, why });
    let Some((known_as, fit)) = synonyms::best(field, &heading) else {
        let (fitting, of) = content.filter(|_| shape::tells_by_itself(field))?;
        let enough = of >= SAMPLE_CELLS_NEEDED && fitting * 10 >= of * 8;
        let why = Why::Content { fitting, of };
        return if enough { with(40, Confidence::Likely, why) } else { None };
    };
    if let Some((fitting, of)) = content
        && of >= SAMPLE_CELLS_NEEDED
        && fitting * 2 < of
    {
        let why = Why::HeadingAgainstContent { known_as, fitting, of };
        return with(20, Confidence::Doubtful, why);
    }
    match fit {
        synonyms::Fit::Whole => with(100, Confidence::Sure, Why::Heading { known_as }),
        synonyms::Fit::Words => {
            // The longer the known name, the less it can be there by chance.
            let length = u32::try_from(known_as.len()).unwrap_or(0).min(30);
            with(50 + length, Confidence::Likely, Why::HeadingWords { known_as })
        }
    }
}

/// How many of the filled cells have the shape of the field; none for fields without a shape.
fn content(sheet: &Sheet, column: usize, field: Field) -> Option<(usize, usize)> {
    let looks_like = shape::of(field)?;
    let filled: Vec<&Cell> = sheet
        .rows
        .iter()
        .take(SAMPLE_ROWS)
        .map(|row| row.cell(column))
        .filter(|cell| !cell.is_empty())
        .collect();
    let fitting = filled.iter().filter(|cell| looks_like(cell)).count();
    Some((fitting, filled.len()))
}
