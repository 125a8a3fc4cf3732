//! What can be done with an import, how far it has come, and its sheet given back.

use app::import::sheet::FileKind;
use app::import::{self, Choice, State, annotated};
use axum::extract::Path;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::IntoResponse;
use domain::id::{ImportId, PersonId};
use serde_json::json;

use super::import_id;
use super::index::back_to;
use super::words::{progress_text, wording};
use crate::form::Fields;
use crate::msg;
use crate::server::{PageResult, Visit};

pub(super) async fn choose(visit: Visit, Path(id): Path<String>, fields: Fields) -> PageResult {
    let import = import_id(&id)?;
    let chosen: Vec<(u32, Choice)> =
        fields.iter().filter_map(|(name, value)| chosen(name, value)).collect();
    let chosen = &chosen;
    visit
        .web
        .app
        .write(&visit.actor, |tx| {
            Box::pin(async move {
                for (row, choice) in chosen {
                    import::choose(tx, (import, *row), *choice).await?;
                }
                Ok(())
            })
        })
        .await?;
    visit.say_next(&msg!("Your choices are kept")).await;
    Ok(back_to(import))
}

/// `choice-12` and what was chosen for row 12; nothing where nothing was.
fn chosen(name: &str, value: &str) -> Option<(u32, Choice)> {
    let row = name.strip_prefix("choice-")?.parse().ok()?;
    let choice = match value {
        "" => return None,
        "new" => Choice::New,
        "leave_out" => Choice::LeaveOut,
        person => Choice::Person(person.parse::<PersonId>().ok()?),
    };
    Some((row, choice))
}

pub(super) async fn accept(visit: Visit, Path(id): Path<String>, fields: Fields) -> PageResult {
    let import = import_id(&id)?;
    let version = version(&fields);
    let once = fields.first("once").unwrap_or(id.as_str()).to_owned();
    visit
        .web
        .app
        .write_once(&visit.actor, &once, |tx| {
            Box::pin(async move {
                import::accept(tx, import, version).await?;
                Ok(import)
            })
        })
        .await?;
    Ok(back_to(import))
}

pub(super) async fn abandon(visit: Visit, Path(id): Path<String>, fields: Fields) -> PageResult {
    let import = import_id(&id)?;
    let version = version(&fields);
    visit.web.app.write(&visit.actor, |tx| Box::pin(import::abandon(tx, import, version))).await?;
    visit.say_next(&msg!("The import is abandoned. Nothing of it was kept")).await;
    Ok(axum::response::Redirect::to("/imports").into_response())
}

fn version(fields: &Fields) -> i64 {
    fields.first("version").and_then(|it| it.parse().ok()).unwrap_or_default()
}

pub(super) async fn progress(visit: Visit, Path(id): Path<String>) -> PageResult {
    let import = import_id(&id)?;
    let found = allowed(&visit, import).await?;
    let progress = import::progress(&visit.web.app, import).await?;
    let text = visit.language.say(&progress_text(progress));
    let mut answer = json!({ "done": progress.done, "total": progress.total, "text": text });
    let over = matches!(found.state, State::Finished { .. } | State::Abandoned { .. });
    if let Some(answer) = answer.as_object_mut().filter(|_| over) {
        answer.insert("next".to_owned(), json!(format!("/imports/{import}")));
    }
    let headers = [(CONTENT_TYPE, "application/json"), (CACHE_CONTROL, "no-store")];
    Ok((headers, answer.to_string()).into_response())
}

async fn allowed(visit: &Visit, import: ImportId) -> app::AppResult<import::Import> {
    visit.web.app.read(&visit.actor, |rx| Box::pin(import::import(rx, import))).await
}

/// The sheet as it came, with what became of each row.
pub(super) async fn sheet(visit: Visit, Path(id): Path<String>) -> PageResult {
    let import = import_id(&id)?;
    let words = wording(visit.language);
    let (kind, bytes) = annotated(&visit.web.app, &visit.actor, import, words).await?;
    let (content_type, name) = match kind {
        FileKind::Workbook => (
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "attachment; filename=\"register-checked.xlsx\"",
        ),
        FileKind::Delimited => {
            ("text/csv; charset=utf-8", "attachment; filename=\"register-checked.csv\"")
        }
    };
    let headers =
        [(CONTENT_TYPE, content_type), (CONTENT_DISPOSITION, name), (CACHE_CONTROL, "no-store")];
    Ok((headers, bytes).into_response())
}
