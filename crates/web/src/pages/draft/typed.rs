//! What is typed into a form is kept: while it is typed, and whenever it is sent and does not
//! lead on. A form opens with what was typed into it last.
//!
//! A page needs two things: [`resume`] where it is opened, and the macros of
//! `components/draft.html` in its form. The rest is [`keep_sent`], which sees every form pass.

use app::AppError;
use app::user::{Draft, DraftKey, discard_draft, draft, keep_draft};
use axum::body::Body;
use axum::extract::{FromRequestParts as _, Request, State};
use axum::http::Method;
use axum::http::header::CONTENT_TYPE;
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use domain::id::UserId;

use crate::form::{DraftView, Fields, FormView};
use crate::pages::sign_in::{ask_first, own_path};
use crate::server::{Guest, Visit, Web, form_body};

/// The field in which a draft remembers the page it was typed on.
pub(super) const TYPED_AT: &str = "draft_at";
/// What belongs to one sending of a form and not to what was typed.
const OF_THE_MOMENT: [&str; 4] = ["draft", "draft_by", "once", "step"];

/// A form that was opened: what was typed into it before, if anything was.
pub(crate) struct Opened {
    pub(crate) fields: Fields,
    pub(crate) view: DraftView,
}

/// What was typed into a form about something, on the page that is visited.
pub(crate) async fn opened(visit: &Visit, key: &DraftKey) -> Result<Opened, AppError> {
    let user = visit.user.id;
    let found = visit.web.app.read(&visit.actor, |rx| Box::pin(draft(rx, user, key))).await?;
    let view = DraftView {
        key: key.to_string(),
        at: visit.path().to_owned(),
        by: user.to_string(),
        is_kept: found.is_some(),
        saved_at: found.as_ref().map(|it| it.saved_at.to_string()),
    };
    Ok(Opened { fields: found.as_ref().map(typed).unwrap_or_default(), view })
}

/// The form with what was typed into it before; one that was just sent stays as it was sent.
pub(crate) async fn resume(
    visit: &Visit,
    form: FormView,
    key: &DraftKey,
) -> Result<FormView, AppError> {
    if form.drafts.contains_key(key.form().key()) {
        return Ok(form);
    }
    let opened = opened(visit, key).await?;
    Ok(form.typed(&opened.fields).drafted(opened.view))
}

pub(super) fn typed(draft: &Draft) -> Fields {
    Fields::parse(draft.fields.as_bytes()).unwrap_or_default()
}

/// The page a draft was typed on.
pub(super) fn typed_at(fields: &Fields) -> Option<String> {
    fields.first(TYPED_AT).map(|it| own_path(Some(it))).filter(|it| it != "/")
}

/// Keeps what was typed, with the page it was typed on.
pub(super) async fn keep(
    web: &Web,
    user: UserId,
    key: &DraftKey,
    typed: Fields,
) -> Result<(), AppError> {
    let fields = typed.without(&OF_THE_MOMENT).encoded();
    keep_draft(&web.app, user, key, &fields).await
}

/// The draft that a form was sent with.
fn sent_with(typed: &Fields) -> Option<DraftKey> {
    typed.first("draft")?.parse().ok()
}

/// Keeps a form before anything is done with it, and forgets it once it has led on to another
/// page. Whoever is no longer signed in signs in first, and finds it as it was.
pub(crate) async fn keep_sent(State(web): State<Web>, request: Request, next: Next) -> Response {
    if !is_a_form(&request) {
        return next.run(request).await;
    }
    let (mut parts, body) = request.into_parts();
    let whole = Request::from_parts(parts.clone(), body);
    let bytes = match form_body(whole, &web).await {
        Ok(bytes) => bytes,
        Err(refused) => return refused,
    };
    let typed = Fields::parse(&bytes).unwrap_or_default();
    let request = Request::from_parts(parts.clone(), Body::from(bytes));
    let Some(key) = sent_with(&typed) else { return next.run(request).await };
    let Ok(guest) = Guest::from_request_parts(&mut parts, &web).await;
    let Some(user) = guest.user() else {
        return ask_first(&guest, &typed).into_response();
    };
    logged(keep(&web, user, &key, typed).await);
    let response = next.run(request).await;
    if response.status().is_redirection() {
        logged(discard_draft(&web.app, user, &key).await);
    }
    response
}

/// A form of a page. Drafts themselves are sent by script, or to be discarded.
fn is_a_form(request: &Request) -> bool {
    let kind = request.headers().get(CONTENT_TYPE).and_then(|it| it.to_str().ok());
    request.method() == Method::POST
        && kind.is_some_and(|it| it.starts_with("application/x-www-form-urlencoded"))
        && !request.uri().path().starts_with("/drafts/")
}

/// What somebody sent before they signed in again is theirs alone.
pub(crate) async fn take_up(web: &Web, user: UserId, unsent: Option<&str>) {
    let Some(typed) = unsent.and_then(|it| Fields::parse(it.as_bytes()).ok()) else { return };
    let is_theirs = typed.first("draft_by") == Some(user.to_string().as_str());
    if let Some(key) = sent_with(&typed).filter(|_| is_theirs) {
        logged(keep(web, user, &key, typed).await);
    }
}

/// A draft that cannot be kept stops nobody's work.
fn logged(done: Result<(), AppError>) {
    if let Err(error) = done {
        tracing::error!(%error, "a draft was not kept or not discarded");
    }
}
