//! Bringing a file in, saying whom a row is about, accepting, giving up.

use domain::id::{ImportId, PersonId, SchemeId};
use domain::registration::RegisterRefusal;
use serde_json::json;

use super::stage::terms;
use super::{Addition, Choice, ImportRegister, ImportRow, TAKE_IN, Upload, add, entry, read, sql};
use crate::audit::{Event, Verb};
use crate::error::{AppError, AppResult, What};
use crate::gate::{Resource, Rx, Tx};
use crate::job::Job;
use crate::scheme;

/// Keeps a file and the columns its headings seem to hold; the columns settled for the same file
/// before, where there are any.
pub async fn upload(tx: &mut Tx<'_>, cmd: &Upload) -> AppResult<ImportId> {
    let permit = tx.permit(&ImportRegister(Resource::Scheme(cmd.scheme)))?;
    works(tx, cmd.scheme).await?;
    let fingerprint = cmd.opened.sheet.fingerprint.to_string();
    let earlier = sql::earlier_mapping(tx, cmd.scheme, &fingerprint).await?;
    let mapping = earlier.unwrap_or_else(|| cmd.opened.guess.mapping.to_text());
    let id = tx.id();
    sql::insert(tx, &permit, id, cmd, &mapping).await?;
    let event = Event::new(Verb::Collection, "register_uploaded")
        .about("import", id)
        .scheme(cmd.scheme)
        .detail(json!({ "file": fingerprint, "rows": cmd.opened.sheet.rows.len() }));
    tx.record(event);
    Ok(id)
}

/// A scheme that has closed takes nobody over from a file either.
async fn works(tx: &mut Tx<'_>, id: SchemeId) -> AppResult<()> {
    match scheme::brief(tx, id).await?.closed_on {
        Some(on) => Err(RegisterRefusal::SchemeClosed { on }.into()),
        None => Ok(()),
    }
}

/// Says whom a row is about that may be about somebody known. Only somebody the row was found to
/// be like can be chosen.
pub async fn choose(
    tx: &mut Tx<'_>,
    (import, row): (ImportId, u32),
    choice: Choice,
) -> AppResult<()> {
    let found = read::import(tx, import).await?;
    let permit = tx.permit(&ImportRegister(Resource::Scheme(found.scheme)))?;
    let staged = sql::find_row(tx, import, row).await?;
    if choice.person().is_some_and(|it| !staged.candidates.contains(&it)) {
        return Err(AppError::NotFound(What::Person));
    }
    if staged.choice == Some(choice) {
        return Ok(());
    }
    match found.state {
        read::State::Previewed { .. } => {}
        read::State::Uploaded
        | read::State::Accepted { .. }
        | read::State::Finished { .. }
        | read::State::Abandoned { .. } => return Err(AppError::Conflict(What::Import)),
    }
    let additions = match choice {
        Choice::Person(person) => additions(tx, found.scheme, (&staged, person)).await?,
        Choice::New | Choice::LeaveOut => Vec::new(),
    };
    sql::choose(tx, &permit, (import, row), (choice, &additions)).await?;
    let mut event = Event::new(Verb::Alteration, "import_row_chosen")
        .about("import", import)
        .scheme(found.scheme)
        .detail(json!({ "row": row, "choice": choice.key() }));
    if let Some(person) = choice.person() {
        event = event.person(person);
    }
    tx.record(event);
    Ok(())
}

/// What a row would add to the record of whom it was said to be about.
async fn additions(
    rx: &mut Rx<'_>,
    scheme: SchemeId,
    (row, person): (&ImportRow, PersonId),
) -> AppResult<Vec<Addition>> {
    let today = rx.today();
    let (record, terms) = (row.raw(), terms(rx, scheme, today).await?);
    let Some(entry) = entry::read(&record, &terms).entry else { return Ok(Vec::new()) };
    let weighed = add::weigh(rx, (scheme, person), (&record, &entry)).await?;
    Ok(weighed.fit.map(|_| weighed.new.listed()).unwrap_or_default())
}

/// Accepts what the preview showed; the rows are taken in by a job.
pub async fn accept(tx: &mut Tx<'_>, import: ImportId, version: i64) -> AppResult<()> {
    let found = read::import(tx, import).await?;
    let permit = tx.permit(&ImportRegister(Resource::Scheme(found.scheme)))?;
    works(tx, found.scheme).await?;
    sql::set_accepted(tx, &permit, (import, version)).await?;
    tx.enqueue(Job { kind: TAKE_IN, payload: json!({ "import": import.to_string() }) });
    let event = Event::new(Verb::Collection, "register_accepted")
        .about("import", import)
        .scheme(found.scheme);
    tx.record(event);
    Ok(())
}

/// Gives an import up before it is accepted. The file and its rows are erased.
pub async fn abandon(tx: &mut Tx<'_>, import: ImportId, version: i64) -> AppResult<()> {
    let found = read::import(tx, import).await?;
    let permit = tx.permit(&ImportRegister(Resource::Scheme(found.scheme)))?;
    sql::set_abandoned(tx, &permit, (import, version)).await?;
    let event =
        Event::new(Verb::Erasure, "import_abandoned").about("import", import).scheme(found.scheme);
    tx.record(event);
    Ok(())
}
