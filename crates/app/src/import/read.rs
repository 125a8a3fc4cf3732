//! What the pages and the command line show of imports.

use std::collections::BTreeMap;

use domain::id::{ImportId, PersonId, RegistrationId, SchemeId, UserId};
use domain::user::Category;
use domain::{Date, Timestamp};

use super::fault::{Mend, Weight};
use super::field::Field;
use super::rows::RawRecord;
use super::{Addition, Choice, ImportRegister, Verdict, entry, lookup, sql};
use crate::error::{AppError, AppResult, What};
use crate::gate::{Resource, Rx};
use crate::{person, registration, scheme};

/// An import.
#[derive(Debug, Clone)]
pub struct Import {
    /// Its key.
    pub id: ImportId,
    /// The scheme whose register it is.
    pub scheme: SchemeId,
    /// That scheme's name.
    pub scheme_name: String,
    /// Who brought it in, or accepted it; none at the command line.
    pub user: Option<UserId>,
    /// The file's name as it was sent.
    pub file_name: String,
    /// Of the whole file.
    pub fingerprint: String,
    /// Columns by field, as [`super::mapping::Mapping::to_text`] writes them.
    pub mapping: String,
    /// How many rows it has.
    pub row_count: u32,
    /// When it was brought in.
    pub uploaded_at: Timestamp,
    /// When it was last judged: rows are read as on that day.
    pub previewed_at: Option<Timestamp>,
    /// How many rows were dealt with since it was accepted.
    pub rows_done: u32,
    /// How far it has come.
    pub state: State,
    /// The version.
    pub version: i64,
}

/// How far an import has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// The columns are still to be settled.
    Uploaded,
    /// Judged, nothing written.
    Previewed { at: Timestamp },
    /// Its rows are being taken in.
    Accepted { at: Timestamp },
    /// Every row was dealt with.
    Finished { at: Timestamp },
    /// Given up; nothing was written.
    Abandoned { at: Timestamp },
}

/// A row of an import.
#[derive(Clone)]
pub struct ImportRow {
    /// Its number in the sheet.
    pub number: u32,
    pub(super) fingerprint: String,
    pub(super) record: BTreeMap<Field, String>,
    /// How it was judged.
    pub verdict: Verdict,
    /// What is to mend, or to look at.
    pub mends: Vec<Mend>,
    pub(super) candidates: Vec<PersonId>,
    /// What it adds to the record of somebody known; what it added, once it is done.
    pub additions: Vec<Addition>,
    /// What a person decided.
    pub choice: Option<Choice>,
    /// Whom it is about, where that is known.
    pub person: Option<PersonId>,
    /// The stay it became.
    pub registration: Option<RegistrationId>,
    /// When it was dealt with.
    pub done_at: Option<Timestamp>,
}

impl std::fmt::Debug for ImportRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "ImportRow {} {}", self.number, self.verdict.key())
    }
}

impl ImportRow {
    pub(super) fn raw(&self) -> RawRecord {
        RawRecord::of(self.number, self.record.clone())
    }

    /// The name in the row, surname first, for whoever sent the row to know it by.
    pub fn name(&self) -> Option<String> {
        let name = self.raw().name()?;
        Some(match name.forenames {
            Some(forenames) => format!("{}, {forenames}", name.surname),
            None => name.surname,
        })
    }

    /// Whether it is taken in once the import is accepted.
    pub fn is_to_take(&self) -> bool {
        match self.verdict {
            Verdict::New | Verdict::Known => true,
            Verdict::Possible => {
                matches!(self.choice, Some(Choice::New | Choice::Person(_)))
            }
            Verdict::Unchanged | Verdict::Refused | Verdict::Taken => false,
        }
    }

    /// Whether a person has still to say whom it is about.
    pub fn wants_choice(&self) -> bool {
        self.verdict == Verdict::Possible && self.choice.is_none()
    }
}

/// How many rows were judged how.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// People not known before.
    pub new: usize,
    /// People known for certain.
    pub known: usize,
    /// Rows about which a person has to choose, or did.
    pub possible: usize,
    /// Of those, rows still without a choice.
    pub undecided: usize,
    /// Rows taken in before.
    pub unchanged: usize,
    /// Rows refused.
    pub refused: usize,
    /// Rows taken in by this import.
    pub taken: usize,
    /// Rows with something to look at.
    pub warned: usize,
}

impl Counts {
    pub(super) fn of(rows: &[ImportRow]) -> Self {
        let mut counts = Self::default();
        for row in rows {
            *match row.verdict {
                Verdict::New => &mut counts.new,
                Verdict::Known => &mut counts.known,
                Verdict::Possible => &mut counts.possible,
                Verdict::Unchanged => &mut counts.unchanged,
                Verdict::Refused => &mut counts.refused,
                Verdict::Taken => &mut counts.taken,
            } += 1;
            counts.undecided += usize::from(row.wants_choice());
            let looks = row.mends.iter().any(|it| it.weight == Weight::Warns);
            counts.warned += usize::from(looks && row.verdict != Verdict::Refused);
        }
        counts
    }
}

/// Somebody a row may be about, as far as the reader may know them.
#[derive(Clone)]
pub struct Candidate {
    /// Their key.
    pub person: PersonId,
    /// Name and day of birth; none where the record is not open to the reader.
    pub known: Option<(String, Option<Date>)>,
}

impl std::fmt::Debug for Candidate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Candidate({})", self.person)
    }
}

/// An import as its page shows it.
#[derive(Debug, Clone)]
pub struct Preview {
    /// The import.
    pub import: Import,
    /// Its rows, in the order of the sheet.
    pub rows: Vec<ImportRow>,
    /// How many were judged how.
    pub counts: Counts,
    /// For each row that wants a choice, whom it may be about.
    pub candidates: BTreeMap<u32, Vec<Candidate>>,
    /// By how many people the scheme would be over its capacity.
    pub over_capacity_by: Option<u32>,
    /// When the rows that were taken in before were last taken in.
    pub unchanged_since: Option<Timestamp>,
}

/// The imports of the schemes this user brings registers in for, the newest first.
pub async fn recent(rx: &mut Rx<'_>) -> AppResult<Vec<Import>> {
    let mut found = sql::recent(rx).await?;
    found.retain(|it| rx.may(&ImportRegister(Resource::Scheme(it.scheme))));
    Ok(found)
}

/// The schemes this user may bring a register in for.
pub async fn schemes(rx: &mut Rx<'_>) -> AppResult<Vec<(SchemeId, String)>> {
    let mut found = sql::schemes(rx).await?;
    found.retain(|(id, _)| rx.may(&ImportRegister(Resource::Scheme(*id))));
    Ok(found)
}

/// One import, without its rows.
pub async fn import(rx: &mut Rx<'_>, id: ImportId) -> AppResult<Import> {
    let import = sql::find(rx, id).await?;
    rx.require(&ImportRegister(Resource::Scheme(import.scheme)))?;
    Ok(import)
}

/// One import, and the bytes of its file; those of an abandoned one are gone.
pub async fn file(rx: &mut Rx<'_>, id: ImportId) -> AppResult<(Import, Vec<u8>)> {
    let import = import(rx, id).await?;
    if matches!(import.state, State::Abandoned { .. }) {
        return Err(AppError::NotFound(What::Import));
    }
    let content = sql::content(rx, id).await?;
    Ok((import, content))
}

/// One import with all that its preview or its result shows.
pub async fn preview(rx: &mut Rx<'_>, id: ImportId) -> AppResult<Preview> {
    let import = import(rx, id).await?;
    let rows = sql::rows(rx, id).await?;
    let counts = Counts::of(&rows);
    let mut candidates = BTreeMap::new();
    for row in rows.iter().filter(|it| it.verdict == Verdict::Possible && it.done_at.is_none()) {
        let mut people = Vec::new();
        for person in &row.candidates {
            people.push(candidate(rx, *person).await?);
        }
        candidates.insert(row.number, people);
    }
    let over_capacity_by = over_capacity_by(rx, &import, &rows).await?;
    let before: Vec<String> = rows
        .iter()
        .filter(|it| it.verdict == Verdict::Unchanged)
        .map(|it| it.fingerprint.clone())
        .collect();
    let mut unchanged_since = None;
    for part in before.chunks(super::stage::LIST_LENGTH) {
        let imported = lookup::imported(rx, import.scheme, part).await?;
        unchanged_since = imported.into_iter().map(|(_, at)| at).max().max(unchanged_since);
    }
    Ok(Preview { import, rows, counts, candidates, over_capacity_by, unchanged_since })
}

async fn candidate(rx: &mut Rx<'_>, id: PersonId) -> AppResult<Candidate> {
    let standing = person::standing(rx, id).await?;
    let opened = rx.may_see(Category::Identity, &standing)
        && rx.consult(&standing, "import_candidate").is_ok();
    if !opened {
        return Ok(Candidate { person: id, known: None });
    }
    let brief = person::brief(rx, id).await?;
    let name = format!("{}, {}", brief.surname, brief.forenames);
    Ok(Candidate { person: id, known: Some((name, brief.born_on)) })
}

/// How far past its capacity the scheme would be once the rows are taken [RR04 ¶3].
async fn over_capacity_by(
    rx: &mut Rx<'_>,
    import: &Import,
    rows: &[ImportRow],
) -> AppResult<Option<u32>> {
    let brief = scheme::brief(rx, import.scheme).await?;
    let Some(capacity) = brief.capacity else { return Ok(None) };
    let open = registration::sql::count_open(rx, import.scheme).await?;
    let waiting = rows.iter().filter(|it| it.done_at.is_none() && it.is_to_take());
    let coming = waiting.filter(|it| entry::is_open(&it.record)).count();
    let total = open.saturating_add(u32::try_from(coming).unwrap_or(u32::MAX));
    Ok(total.checked_sub(capacity).filter(|it| *it > 0))
}
