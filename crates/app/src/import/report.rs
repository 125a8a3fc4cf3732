//! The sheet given back with what became of each row written beside it.

use std::sync::Arc;

use domain::id::ImportId;

use super::annotate::{AnnotateFault, Mark, Outcome, Titles, to_csv, to_xlsx};
use super::fault::Weight;
use super::mapping::Mapping;
use super::open::{aside, read_again};
use super::sheet::FileKind;
use super::{ImportRow, Preview, Verdict, read};
use crate::actor::Actor;
use crate::audit::{Event, Verb};
use crate::error::{AppError, AppResult};
use crate::gate::{App, Tx};

/// The words of a reader's language, given from above: nothing here is said to a user.
pub struct Wording {
    /// Headings of the two columns.
    pub titles: Titles,
    /// What is said of one row: the result, and what to mend.
    pub row: fn(&Wording, &ImportRow) -> (String, String),
    /// The code of the language.
    pub language: &'static str,
}

impl std::fmt::Debug for Wording {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Wording({})", self.language)
    }
}

/// The sheet of an import in the kind of file it came in, with the result of every row.
pub async fn annotated(
    app: &App,
    actor: &Actor,
    import: ImportId,
    wording: Wording,
) -> AppResult<(FileKind, Vec<u8>)> {
    let (preview, bytes) = app
        .read(actor, |rx| {
            Box::pin(async move {
                let (_, bytes) = read::file(rx, import).await?;
                Ok((read::preview(rx, import).await?, bytes))
            })
        })
        .await?;
    let opened = read_again(bytes).await?;
    let sheet = Arc::clone(&opened.sheet);
    let kind = sheet.kind;
    let written = aside(move || {
        let marks = marks(&preview, &wording);
        match kind {
            FileKind::Workbook => to_xlsx(&sheet, &wording.titles, &marks),
            FileKind::Delimited => to_csv(&sheet, &wording.titles, &marks),
        }
    })
    .await?;
    let written = written.map_err(|it: AnnotateFault| AppError::Internal(it.into()))?;
    app.write(actor, |tx| Box::pin(given(tx, import))).await?;
    Ok((kind, written))
}

/// A file of personal data leaves: the trail says to whom.
async fn given(tx: &mut Tx<'_>, import: ImportId) -> AppResult<()> {
    let found = read::import(tx, import).await?;
    let event = Event::new(Verb::Disclosure, "annotated_register_given")
        .about("import", import)
        .scheme(found.scheme);
    tx.record(event);
    Ok(())
}

fn marks(preview: &Preview, wording: &Wording) -> Vec<Mark> {
    let mapping = Mapping::parse(&preview.import.mapping).unwrap_or_default();
    preview
        .rows
        .iter()
        .map(|row| {
            let (result, mend) = (wording.row)(wording, row);
            let fields = row.mends.iter().filter_map(|it| it.field);
            let columns = fields.filter_map(|it| mapping.column(it)).collect();
            Mark { row: row.number, outcome: outcome(row), result, mend, columns }
        })
        .collect()
}

fn outcome(row: &ImportRow) -> Outcome {
    match row.verdict {
        Verdict::Refused => Outcome::Refused,
        Verdict::Possible => Outcome::Warned,
        Verdict::New | Verdict::Known | Verdict::Unchanged | Verdict::Taken => {
            let looks = row.mends.iter().any(|it| it.weight == Weight::Warns);
            if looks { Outcome::Warned } else { Outcome::Taken }
        }
    }
}
