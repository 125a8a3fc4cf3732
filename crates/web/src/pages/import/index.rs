//! The imports there are, and bringing a file in.

use app::import::{Import, Opened, State, Upload, open, recent, schemes, upload};
use axum::extract::Multipart;
use axum::extract::multipart::MultipartError;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::id::SchemeId;
use serde::Serialize;

use super::faults::sheet_fault;
use crate::form::{FieldErrors, Fields, FormReader, FormView};
use crate::i18n::Msg;
use crate::msg;
use crate::render::{Choice, Page, Tag, Tone};
use crate::server::{PageResult, Visit};

const FIELDS: &[&str] = &["scheme", "file"];
const FILE_NAME_LIMIT_CHARS: usize = 200;

/// The imports of the schemes one may bring registers in for.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct ImportsPage {
    form: FormView,
    schemes: Vec<Choice>,
    imports: Vec<Line>,
}

#[derive(Debug, Clone, Serialize)]
struct Line {
    href: String,
    file_name: String,
    scheme: String,
    uploaded_at: String,
    tag: Tag,
}

impl Page for ImportsPage {
    const TEMPLATE: &'static str = "pages/import/index.html";

    fn samples() -> Vec<Self> {
        let line = Line {
            href: "/imports/0".to_owned(),
            file_name: "register.xlsx".to_owned(),
            scheme: "Sampleton".to_owned(),
            uploaded_at: "2006-04-01T09:00:00Z".to_owned(),
            tag: tag(State::Uploaded),
        };
        let scheme = Choice::new("0", crate::i18n::Words::typed("Sampleton"));
        let wrong = FieldErrors::one("file", msg!("Choose the file of the register"));
        let again = FormView::again(FIELDS, &Fields::default(), wrong);
        vec![
            Self { form: FormView::blank(FIELDS), schemes: vec![], imports: vec![] },
            Self { form: again, schemes: vec![scheme], imports: vec![line] },
        ]
    }
}

fn tag(state: State) -> Tag {
    match state {
        State::Uploaded => Tag::new(msg!("Columns to settle"), Tone::Waiting),
        State::Previewed { .. } => Tag::new(msg!("To be accepted"), Tone::Waiting),
        State::Accepted { .. } => Tag::new(msg!("Being taken in"), Tone::Waiting),
        State::Finished { .. } => Tag::new(msg!("Taken in"), Tone::Good),
        State::Abandoned { .. } => Tag::new(msg!("Abandoned"), Tone::Neutral),
    }
}

impl Line {
    fn of(import: Import) -> Self {
        Self {
            href: format!("/imports/{}", import.id),
            file_name: import.file_name,
            scheme: import.scheme_name,
            uploaded_at: import.uploaded_at.to_string(),
            tag: tag(import.state),
        }
    }
}

pub(super) async fn index(visit: Visit) -> PageResult {
    page(&visit, FormView::blank(FIELDS)).await
}

async fn page(visit: &Visit, form: FormView) -> PageResult {
    let (imports, schemes) = visit
        .web
        .app
        .read(&visit.actor, |rx| {
            Box::pin(async move { Ok((recent(rx).await?, schemes(rx).await?)) })
        })
        .await?;
    let form = match schemes.as_slice() {
        [(only, _)] => form.with("scheme", only.to_string()),
        _ => form,
    };
    let named = |(id, name): (SchemeId, String)| {
        Choice::new(id.to_string(), crate::i18n::Words::typed(name))
    };
    visit.render(&ImportsPage {
        form,
        schemes: schemes.into_iter().map(named).collect(),
        imports: imports.into_iter().map(Line::of).collect(),
    })
}

/// What a form with a file in it sent.
struct Sent {
    fields: Fields,
    file_name: String,
    bytes: Vec<u8>,
}

pub(super) async fn create(visit: Visit, form: Multipart) -> PageResult {
    let sent = match read_form(form).await {
        Ok(sent) => sent,
        Err(fault) => {
            let told = if fault.status() == StatusCode::PAYLOAD_TOO_LARGE {
                msg!("The file is bigger than 20 MB")
            } else {
                msg!("The file did not arrive whole. Send it again")
            };
            return again(&visit, &Fields::default(), FieldErrors::one("file", told)).await;
        }
    };
    let mut form = FormReader::new(&sent.fields);
    let scheme: Option<SchemeId> =
        form.id("scheme", |it| it.parse().ok(), msg!("Choose the scheme"));
    if sent.file_name.is_empty() {
        form.refuse::<()>("file", msg!("Choose the file of the register"));
    }
    let (scheme,) = match form.finish((scheme,)) {
        Ok(typed) => typed,
        Err(errors) => return again(&visit, &sent.fields, errors).await,
    };
    let Sent { fields, file_name, bytes } = sent;
    match open(bytes).await? {
        Err(fault) => again(&visit, &fields, FieldErrors::one("file", sheet_fault(&fault))).await,
        Ok(opened) => {
            let once = fields.first("once").unwrap_or_default().to_owned();
            keep(&visit, Upload { scheme, file_name, opened }, &once).await
        }
    }
}

async fn keep(visit: &Visit, cmd: Upload, once: &str) -> PageResult {
    let app = &visit.web.app;
    let cmd = &cmd;
    let id = if once.is_empty() {
        app.write(&visit.actor, |tx| Box::pin(upload(tx, cmd))).await?
    } else {
        app.write_once(&visit.actor, once, |tx| Box::pin(upload(tx, cmd))).await?
    };
    Ok(Redirect::to(&format!("/imports/{id}/columns")).into_response())
}

async fn again(visit: &Visit, fields: &Fields, errors: FieldErrors) -> PageResult {
    page(visit, FormView::again(FIELDS, fields, errors)).await
}

async fn read_form(mut form: Multipart) -> Result<Sent, MultipartError> {
    let mut pairs: Vec<(String, String)> = Vec::new();
    let (mut file_name, mut bytes) = (String::new(), Vec::new());
    while let Some(field) = form.next_field().await? {
        let name = field.name().unwrap_or_default().to_owned();
        if name == "file" {
            file_name = base_name(field.file_name().unwrap_or_default());
            bytes = field.bytes().await?.to_vec();
        } else {
            pairs.push((name, field.text().await?));
        }
    }
    Ok(Sent { fields: Fields::from_pairs(pairs), file_name, bytes })
}

/// The name without the folders that some browsers send, and without what cannot be kept.
fn base_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    last.chars().filter(|it| !it.is_control()).take(FILE_NAME_LIMIT_CHARS).collect()
}

/// The import page's address, where something was done.
pub(super) fn back_to(import: domain::id::ImportId) -> Response {
    Redirect::to(&format!("/imports/{import}")).into_response()
}

/// What the page of a file says of how it was read.
pub(super) fn sheet_told(opened: &Opened) -> Option<Msg> {
    let tabs = &opened.sheet.other_tabs;
    (!tabs.is_empty()).then(|| msg!("Other tabs were not read: {tabs}", tabs = tabs.join(", ")))
}
