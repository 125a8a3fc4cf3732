//! Drafts kept on the server: one for each person signed in, each form and each thing it is
//! about, so that a session that ends loses nothing and two tabs never mix.

use app::AppError;
use app::user::{Draft, discard_draft, draft, drafts, keep_draft};
use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect};
use axum::routing::{get, post};
use serde::{Deserialize, Serialize};

use super::sign_in::own_path;
use crate::form::Fields;
use crate::i18n::{Msg, Words};
use crate::msg;
use crate::render::{Page, Registered};
use crate::server::{PageResult, Problem, Visit, Web};

/// The field in which a draft remembers the page it was typed on.
const TYPED_AT: &str = "draft_at";
/// The longest name of a form or of what it is about.
const KEY_LIMIT_CHARS: usize = 100;

pub(crate) fn routes() -> Router<Web> {
    Router::new()
        .route("/drafts", get(index))
        .route("/drafts/{form}/{subject}", post(keep))
        .route("/drafts/{form}/{subject}/discard", post(discard))
}

/// The pages of this slice.
pub(crate) fn pages() -> Vec<Registered> {
    vec![Registered::of::<DraftsPage>()]
}

/// Everything that the reader began and has not sent.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct DraftsPage {
    pub(crate) drafts: Vec<DraftLine>,
}

/// A draft as a page shows it. What was typed is not shown: it may be about anybody.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct DraftLine {
    pub(crate) name: Words,
    /// Where to go on typing.
    pub(crate) href: Option<String>,
    /// ISO instant.
    pub(crate) saved_at: String,
    pub(crate) discard_action: String,
}

impl DraftLine {
    pub(crate) fn new(draft: &Draft) -> Self {
        Self {
            name: name(&draft.form).into(),
            href: typed_at(&draft.fields),
            saved_at: draft.saved_at.to_string(),
            discard_action: format!("/drafts/{}/{}/discard", draft.form, draft.subject),
        }
    }

    pub(crate) fn samples() -> Vec<Self> {
        let line = Self {
            name: name("nomination").into(),
            href: Some("/schemes/1/nominations/new".to_owned()),
            saved_at: "2004-09-06T08:30:00Z".to_owned(),
            discard_action: "/drafts/nomination/1/discard".to_owned(),
        };
        vec![line.clone(), Self { name: name("other").into(), href: None, ..line }]
    }
}

impl Page for DraftsPage {
    const TEMPLATE: &'static str = "pages/draft/index.html";

    fn samples() -> Vec<Self> {
        vec![Self { drafts: Vec::new() }, Self { drafts: DraftLine::samples() }]
    }
}

/// What a form is called.
fn name(form: &str) -> Msg {
    match form {
        "nomination" => msg!("A nomination"),
        "decision" => msg!("A decision on a nomination"),
        "review" => msg!("A review"),
        "removal" => msg!("A removal"),
        "registration" => msg!("A registration"),
        "person" => msg!("A person's details"),
        "criteria" => msg!("Selection criteria"),
        _ => msg!("A form"),
    }
}

fn typed_at(fields: &str) -> Option<String> {
    let fields = Fields::parse(fields.as_bytes()).ok()?;
    fields.first(TYPED_AT).map(|it| own_path(Some(it))).filter(|it| it != "/")
}

#[derive(Debug, Deserialize)]
struct At {
    at: Option<String>,
}

async fn index(visit: Visit) -> PageResult {
    let user = visit.user.id;
    let found = visit.web.app.read(&visit.actor, |rx| Box::pin(drafts(rx, user))).await?;
    visit.render(&DraftsPage { drafts: found.iter().map(DraftLine::new).collect() })
}

async fn keep(
    visit: Visit,
    Path((form, subject)): Path<(String, String)>,
    Query(At { at }): Query<At>,
    body: Bytes,
) -> PageResult {
    check(&form, &subject)?;
    let Ok(typed) = Fields::parse(&body) else {
        return Ok(StatusCode::BAD_REQUEST.into_response());
    };
    if typed.iter().any(|(name, value)| name.contains('\0') || value.contains('\0')) {
        return Ok(StatusCode::BAD_REQUEST.into_response());
    }
    let page = page_of(&visit, &form, &subject, at).await?;
    let kept = |(name, _): &(&str, &str)| *name != TYPED_AT && *name != "once";
    let mut pairs: Vec<(&str, &str)> = typed.iter().filter(kept).collect();
    pairs.extend(page.as_deref().map(|it| (TYPED_AT, it)));
    let fields = serde_html_form::to_string(pairs)
        .map_err(|error| Problem(AppError::Internal(error.into())))?;
    keep_draft(&visit.web.app, visit.user.id, &form, &subject, &fields).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// The page to go on typing on: as the form says, else as first kept, else where it came from.
async fn page_of(
    visit: &Visit,
    form: &str,
    subject: &str,
    at: Option<String>,
) -> Result<Option<String>, Problem> {
    if let Some(at) = at {
        return Ok(Some(own_path(Some(&at))));
    }
    let user = visit.user.id;
    let before =
        visit.web.app.read(&visit.actor, |rx| Box::pin(draft(rx, user, form, subject))).await?;
    let first = before.and_then(|it| typed_at(&it.fields));
    Ok(first.or_else(|| visit.came_from()).map(|it| own_path(Some(&it))))
}

async fn discard(visit: Visit, Path((form, subject)): Path<(String, String)>) -> PageResult {
    check(&form, &subject)?;
    discard_draft(&visit.web.app, visit.user.id, &form, &subject).await?;
    visit.say_next(&msg!("The draft is discarded")).await;
    let back = visit.came_from().filter(|it| it == "/");
    Ok(Redirect::to(back.as_deref().unwrap_or("/drafts")).into_response())
}

fn check(form: &str, subject: &str) -> Result<(), Problem> {
    let plain = |it: &str| {
        (1..=KEY_LIMIT_CHARS).contains(&it.len())
            && it.chars().all(|it| it.is_ascii_alphanumeric() || "-_".contains(it))
    };
    if plain(form) && plain(subject) { Ok(()) } else { Err(Problem(AppError::Hidden)) }
}
