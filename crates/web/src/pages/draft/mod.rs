//! Drafts kept on the server: one for each person signed in, each form and each thing it is
//! about, so that a session that ends loses nothing and two tabs never mix.

mod typed;

use app::AppError;
use app::user::{About, Begun, DraftForm, DraftKey, discard_draft, draft, drafts};
use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect};
use axum::routing::{get, post};
use serde::{Deserialize, Serialize};

use self::typed::{TYPED_AT, keep as keep_typed, typed, typed_at};
use super::sign_in::own_path;
use crate::form::{DraftView, Fields};
use crate::i18n::{Msg, Words};
use crate::msg;
use crate::render::{Page, Registered};
use crate::server::{PageResult, Problem, Visit, Web};

pub(crate) use typed::{keep_sent, opened, resume, take_up};

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

/// A draft as a page shows it: what was typed stays in the form.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct DraftLine {
    /// The form, with whom or what it is about.
    pub(crate) name: Words,
    /// Where to go on typing.
    pub(crate) href: Option<String>,
    /// ISO instant.
    pub(crate) saved_at: String,
    pub(crate) discard_action: String,
}

impl DraftLine {
    pub(crate) fn new(begun: &Begun) -> Self {
        let Begun { draft, about } = begun;
        Self {
            name: name(&draft.key, about).into(),
            href: typed_at(&typed(draft)).filter(|_| *about != About::Hidden),
            saved_at: draft.saved_at.to_string(),
            discard_action: format!("/drafts/{}/discard", draft.key),
        }
    }

    pub(crate) fn samples() -> Vec<Self> {
        let key = DraftKey::new(DraftForm::Nomination, "1");
        let line = Self {
            name: name(&key, &About::Person("Sam <Sample>".to_owned())).into(),
            href: Some("/schemes/1/nominations/new".to_owned()),
            saved_at: "2004-09-06T08:30:00Z".to_owned(),
            discard_action: "/drafts/nomination/1/discard".to_owned(),
        };
        vec![line.clone(), Self { name: name(&key, &About::Hidden).into(), href: None, ..line }]
    }
}

impl DraftView {
    /// A draft for samples of pages.
    pub(crate) fn sample(form: DraftForm) -> Self {
        Self {
            key: DraftKey::new(form, "1").to_string(),
            at: "/reviews".to_owned(),
            by: "2".to_owned(),
            is_kept: true,
            saved_at: Some("2004-09-06T08:30:00Z".to_owned()),
        }
    }
}

impl Page for DraftsPage {
    const TEMPLATE: &'static str = "pages/draft/index.html";

    fn samples() -> Vec<Self> {
        vec![Self { drafts: Vec::new() }, Self { drafts: DraftLine::samples() }]
    }
}

/// What a draft is called in its writer's list.
fn name(key: &DraftKey, about: &About) -> Msg {
    let form = form(key);
    match about {
        About::Person(name) | About::Scheme(name) => {
            msg!("{form}: {name}", form = form, name = name.as_str())
        }
        About::New => form,
        About::Hidden => {
            msg!("{form}: about somebody or something you may not open now", form = form)
        }
    }
}

/// What a form is called.
fn form(key: &DraftKey) -> Msg {
    match key.form() {
        DraftForm::Nomination => msg!("A nomination"),
        DraftForm::Decision => msg!("A decision on a nomination"),
        DraftForm::Registration => msg!("A registration"),
        DraftForm::Review => msg!("A review"),
        DraftForm::Removal => msg!("A removal"),
        DraftForm::RemovalView => msg!("A view of a removal"),
        DraftForm::RemovalDecision => msg!("A decision on a removal"),
        DraftForm::Person => msg!("Somebody new"),
        DraftForm::Addition if key.subject().1 == Some("note") => msg!("A note"),
        DraftForm::Addition => msg!("An addition to a record"),
        DraftForm::Scheme if key.subject().1.is_none() => msg!("A new scheme"),
        DraftForm::Scheme => msg!("A change of a scheme"),
    }
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
    let key = key(&form, &subject)?;
    let Ok(typed) = Fields::parse(&body) else {
        return Ok(StatusCode::BAD_REQUEST.into_response());
    };
    if typed.iter().any(|(name, value)| name.contains('\0') || value.contains('\0')) {
        return Ok(StatusCode::BAD_REQUEST.into_response());
    }
    let page = page_of(&visit, &key, at.as_deref().or_else(|| typed.first(TYPED_AT))).await?;
    let typed = typed.without(&[TYPED_AT]).with(page.as_deref().map(|it| (TYPED_AT, it)));
    keep_typed(&visit.web, visit.user.id, &key, typed).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// The page to go on typing on: as the form says, else as first kept, else where it came from.
async fn page_of(
    visit: &Visit,
    key: &DraftKey,
    at: Option<&str>,
) -> Result<Option<String>, Problem> {
    if let Some(at) = at {
        return Ok(Some(own_path(Some(at))));
    }
    let user = visit.user.id;
    let before = visit.web.app.read(&visit.actor, |rx| Box::pin(draft(rx, user, key))).await?;
    let first = before.and_then(|it| typed_at(&typed(&it)));
    Ok(first.or_else(|| visit.came_from()).map(|it| own_path(Some(&it))))
}

/// Gives a draft up, and goes back to its form, blank again, or to the list it was given up in.
async fn discard(
    visit: Visit,
    Path((form, subject)): Path<(String, String)>,
    fields: Fields,
) -> PageResult {
    discard_draft(&visit.web.app, visit.user.id, &key(&form, &subject)?).await?;
    visit.say_next(&msg!("The draft is discarded")).await;
    let back = typed_at(&fields).or_else(|| visit.came_from().filter(|it| it == "/"));
    Ok(Redirect::to(back.as_deref().unwrap_or("/drafts")).into_response())
}

fn key(form: &str, subject: &str) -> Result<DraftKey, Problem> {
    format!("{form}/{subject}").parse().map_err(|()| Problem(AppError::Hidden))
}
