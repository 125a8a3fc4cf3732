//! Statements about imports and their rows.

use domain::Timestamp;
use domain::id::{ImportId, PersonId, RegistrationId, SchemeId, UserId};

use super::read::{Import, ImportRow, State};
use super::{Addition, Choice, ImportRegister, Staged, Upload, Verdict};
use crate::db::{Row, args, statements};
use crate::error::{AppError, AppResult, What};
use crate::gate::{Permit, Rx, Tx};

statements! {
    INSERT = "
        insert into import
            (import_id, scheme_id, user_id, file_name, fingerprint, content, mapping, row_count,
             uploaded_at, version)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1)";

    FIND = "
        select import.import_id, import.scheme_id, scheme.name as scheme_name, import.user_id,
               import.file_name, import.fingerprint, import.mapping, import.row_count,
               import.uploaded_at, import.previewed_at, import.accepted_at, import.finished_at,
               import.abandoned_at, import.rows_done, import.version
          from import
          join scheme on scheme.scheme_id = import.scheme_id
         where import.import_id = $1";

    RECENT = "
        select import.import_id, import.scheme_id, scheme.name as scheme_name, import.user_id,
               import.file_name, import.fingerprint, import.mapping, import.row_count,
               import.uploaded_at, import.previewed_at, import.accepted_at, import.finished_at,
               import.abandoned_at, import.rows_done, import.version
          from import
          join scheme on scheme.scheme_id = import.scheme_id
         where ($1 = 1 or import.scheme_id in (select value from json_each($2)))
         order by import.uploaded_at desc, import.import_id desc
         limit 50";

    FIND_CONTENT = "
        select content
          from import
         where import_id = $1";

    /// The columns settled for the same file before.
    EARLIER_MAPPING = "
        select mapping
          from import
         where scheme_id = $1
           and fingerprint = $2
           and previewed_at is not null
         order by previewed_at desc, import_id desc
         limit 1";

    SCHEMES = "
        select scheme_id, name
          from scheme
         where ($1 = 1 or scheme_id in (select value from json_each($2)))
           and closed_on is null
         order by name, scheme_id";

    SET_PREVIEWED = "
        update import
           set mapping = $3, row_count = $4, previewed_at = $5, version = version + 1
         where import_id = $1
           and version = $2
           and accepted_at is null
           and abandoned_at is null";

    SET_ACCEPTED = "
        update import
           set accepted_at = $3, user_id = $4, version = version + 1
         where import_id = $1
           and version = $2
           and previewed_at is not null
           and accepted_at is null
           and abandoned_at is null";

    /// What was uploaded goes with it: nobody needs the personal data of a file that was not
    /// taken.
    SET_ABANDONED = "
        update import
           set abandoned_at = $3, content = $4, version = version + 1
         where import_id = $1
           and version = $2
           and accepted_at is null
           and abandoned_at is null";

    SET_FINISHED = "
        update import
           set finished_at = $2
         where import_id = $1
           and finished_at is null";

    COUNT_ROW_DONE = "
        update import
           set rows_done = rows_done + 1
         where import_id = $1";

    DELETE_ROWS = "
        delete from import_row
         where import_id = $1";

    INSERT_ROW = "
        insert into import_row
            (import_id, row_number, fingerprint, record, verdict, faults, candidates, additions,
             person_id)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)";

    ROWS = "
        select row_number, fingerprint, record, verdict, faults, candidates, additions, choice,
               person_id, registration_id, done_at
          from import_row
         where import_id = $1
         order by row_number";

    FIND_ROW = "
        select row_number, fingerprint, record, verdict, faults, candidates, additions, choice,
               person_id, registration_id, done_at
          from import_row
         where import_id = $1
           and row_number = $2";

    CHOOSE = "
        update import_row
           set choice = $3, person_id = $4, additions = $5
         where import_id = $1
           and row_number = $2
           and verdict = 'possible'
           and done_at is null";

    SET_ROW_DONE = "
        update import_row
           set done_at = $3, verdict = $4, faults = $5, person_id = $6, registration_id = $7,
               additions = $8
         where import_id = $1
           and row_number = $2";

    INSERT_IMPORTED = "
        insert into imported_row
            (scheme_id, fingerprint, person_id, registration_id, import_id, imported_at)
        values ($1, $2, $3, $4, $5, $6)";
}

pub(super) async fn insert(
    tx: &mut Tx<'_>,
    _permit: &Permit<ImportRegister>,
    id: ImportId,
    cmd: &Upload,
    mapping: &str,
) -> AppResult<()> {
    let opened = &cmd.opened;
    let args = args![
        id,
        cmd.scheme,
        tx.actor().user_id(),
        cmd.file_name.as_str(),
        opened.sheet.fingerprint.to_string(),
        opened.bytes.to_vec(),
        mapping,
        i64::try_from(opened.sheet.rows.len()).unwrap_or(i64::MAX),
        tx.now(),
    ];
    tx.run(INSERT, args).await.map(drop)
}

pub(super) async fn find(rx: &mut Rx<'_>, id: ImportId) -> AppResult<Import> {
    rx.maybe(FIND, args![id], import).await?.ok_or(AppError::NotFound(What::Import))
}

pub(super) async fn recent(rx: &mut Rx<'_>) -> AppResult<Vec<Import>> {
    let scope = rx.scope();
    rx.all(RECENT, args![scope.everywhere, scope.schemes], import).await
}

pub(super) async fn content(rx: &mut Rx<'_>, id: ImportId) -> AppResult<Vec<u8>> {
    rx.one(FIND_CONTENT, args![id], |row| row.get("content")).await
}

pub(super) async fn earlier_mapping(
    rx: &mut Rx<'_>,
    scheme: SchemeId,
    fingerprint: &str,
) -> AppResult<Option<String>> {
    rx.maybe(EARLIER_MAPPING, args![scheme, fingerprint], |row| row.get("mapping")).await
}

pub(super) async fn schemes(rx: &mut Rx<'_>) -> AppResult<Vec<(SchemeId, String)>> {
    let scope = rx.scope();
    let args = args![scope.everywhere, scope.schemes];
    rx.all(SCHEMES, args, |row| Ok((row.get("scheme_id")?, row.get("name")?))).await
}

pub(super) async fn set_previewed(
    tx: &mut Tx<'_>,
    _permit: &Permit<ImportRegister>,
    (id, version): (ImportId, i64),
    (mapping, rows): (&str, usize),
) -> AppResult<()> {
    let rows = i64::try_from(rows).unwrap_or(i64::MAX);
    let args = args![id, version, mapping, rows, tx.now()];
    tx.run_versioned(What::Import, version, SET_PREVIEWED, args).await
}

pub(super) async fn set_accepted(
    tx: &mut Tx<'_>,
    _permit: &Permit<ImportRegister>,
    (id, version): (ImportId, i64),
) -> AppResult<()> {
    let args = args![id, version, tx.now(), tx.actor().user_id()];
    tx.run_versioned(What::Import, version, SET_ACCEPTED, args).await
}

pub(super) async fn set_abandoned(
    tx: &mut Tx<'_>,
    permit: &Permit<ImportRegister>,
    (id, version): (ImportId, i64),
) -> AppResult<()> {
    let args = args![id, version, tx.now(), Vec::<u8>::new()];
    tx.run_versioned(What::Import, version, SET_ABANDONED, args).await?;
    delete_rows(tx, permit, id).await
}

pub(super) async fn set_finished(
    tx: &mut Tx<'_>,
    _permit: &Permit<ImportRegister>,
    id: ImportId,
) -> AppResult<u64> {
    let args = args![id, tx.now()];
    tx.run(SET_FINISHED, args).await
}

pub(super) async fn delete_rows(
    tx: &mut Tx<'_>,
    _permit: &Permit<ImportRegister>,
    id: ImportId,
) -> AppResult<()> {
    tx.run(DELETE_ROWS, args![id]).await.map(drop)
}

pub(super) async fn insert_row(
    tx: &mut Tx<'_>,
    _permit: &Permit<ImportRegister>,
    id: ImportId,
    row: &Staged,
) -> AppResult<()> {
    let args = args![
        id,
        row.number,
        row.fingerprint.as_str(),
        text(&row.record)?,
        row.verdict.key(),
        text(&row.mends)?,
        list(row.candidates.iter().map(ToString::to_string))?,
        text(&row.additions)?,
        row.person,
    ];
    tx.run(INSERT_ROW, args).await.map(drop)
}

pub(super) async fn rows(rx: &mut Rx<'_>, id: ImportId) -> AppResult<Vec<ImportRow>> {
    rx.all(ROWS, args![id], import_row).await
}

pub(super) async fn find_row(rx: &mut Rx<'_>, id: ImportId, row: u32) -> AppResult<ImportRow> {
    rx.one(FIND_ROW, args![id, row], import_row).await
}

pub(super) async fn choose(
    tx: &mut Tx<'_>,
    _permit: &Permit<ImportRegister>,
    (id, row): (ImportId, u32),
    (choice, additions): (Choice, &[Addition]),
) -> AppResult<u64> {
    let args = args![id, row, choice.key(), choice.person(), text(&additions)?];
    tx.run(CHOOSE, args).await
}

/// What became of a row.
pub(super) struct Done<'a> {
    pub(super) row: &'a ImportRow,
    pub(super) verdict: Verdict,
    pub(super) person: Option<PersonId>,
    pub(super) registration: Option<RegistrationId>,
}

pub(super) async fn set_row_done(
    tx: &mut Tx<'_>,
    _permit: &Permit<ImportRegister>,
    id: ImportId,
    done: &Done<'_>,
) -> AppResult<()> {
    let args = args![
        id,
        done.row.number,
        tx.now(),
        done.verdict.key(),
        text(&done.row.mends)?,
        done.person,
        done.registration,
        text(&done.row.additions)?,
    ];
    tx.run(SET_ROW_DONE, args).await?;
    tx.run(COUNT_ROW_DONE, args![id]).await.map(drop)
}

pub(super) async fn insert_imported(
    tx: &mut Tx<'_>,
    _permit: &Permit<ImportRegister>,
    (import, scheme): (ImportId, SchemeId),
    (row, person, registration): (&ImportRow, PersonId, RegistrationId),
) -> AppResult<()> {
    let args = args![scheme, row.fingerprint.as_str(), person, registration, import, tx.now()];
    tx.run(INSERT_IMPORTED, args).await.map(drop)
}

fn import(row: Row) -> AppResult<Import> {
    let (previewed_at, accepted_at): (Option<Timestamp>, Option<Timestamp>) =
        (row.get("previewed_at")?, row.get("accepted_at")?);
    let (finished_at, abandoned_at): (Option<Timestamp>, Option<Timestamp>) =
        (row.get("finished_at")?, row.get("abandoned_at")?);
    let state = match (previewed_at, accepted_at, finished_at, abandoned_at) {
        (_, _, _, Some(at)) => State::Abandoned { at },
        (_, _, Some(at), None) => State::Finished { at },
        (_, Some(at), None, None) => State::Accepted { at },
        (Some(at), None, None, None) => State::Previewed { at },
        (None, None, None, None) => State::Uploaded,
    };
    Ok(Import {
        id: row.get("import_id")?,
        scheme: row.get("scheme_id")?,
        scheme_name: row.get("scheme_name")?,
        user: row.get::<Option<UserId>>("user_id")?,
        file_name: row.get("file_name")?,
        fingerprint: row.get("fingerprint")?,
        mapping: row.get("mapping")?,
        row_count: row.get("row_count")?,
        uploaded_at: row.get("uploaded_at")?,
        previewed_at,
        rows_done: row.get("rows_done")?,
        state,
        version: row.get("version")?,
    })
}

fn import_row(row: Row) -> AppResult<ImportRow> {
    let choice: Option<String> = row.get("choice")?;
    let person: Option<PersonId> = row.get("person_id")?;
    let candidates: Vec<String> = read(&row, "candidates")?;
    Ok(ImportRow {
        number: row.get("row_number")?,
        fingerprint: row.get("fingerprint")?,
        record: read(&row, "record")?,
        verdict: row.key("verdict", Verdict::from_key)?,
        mends: read(&row, "faults")?,
        candidates: candidates.iter().filter_map(|it| it.parse().ok()).collect(),
        additions: read(&row, "additions")?,
        choice: choice.and_then(|it| Choice::of(&it, person)),
        person,
        registration: row.get("registration_id")?,
        done_at: row.get("done_at")?,
    })
}

fn read<T: serde::de::DeserializeOwned>(row: &Row, column: &str) -> AppResult<T> {
    let text: String = row.get(column)?;
    serde_json::from_str(&text)
        .map_err(|_| AppError::Internal(anyhow::anyhow!("column {column} is not readable")))
}

fn text(value: &impl serde::Serialize) -> AppResult<String> {
    serde_json::to_string(value).map_err(|it| AppError::Internal(it.into()))
}

pub(super) fn list<T: serde::Serialize>(values: impl IntoIterator<Item = T>) -> AppResult<String> {
    text(&values.into_iter().collect::<Vec<T>>())
}
