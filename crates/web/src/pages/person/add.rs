//! Adding to a record: a name, a number, an address, a time in custody, a note, a restriction.

use app::AppError;
use app::person::{
    EndName, Search, add_address, add_custody, add_identifier, add_name, add_note, end_name as end,
    restrict,
};
use app::user::{DraftForm, DraftKey};
use axum::extract::Path;
use axum::response::{IntoResponse as _, Redirect};
use domain::id::{PersonId, PersonNameId};
use domain::person::RecordAccess;
use serde::Serialize;

use super::add_read::{Command, errors, read_form};
use super::edit::forbidden;
use super::fields::{abodes, identifier_kinds, other_name_kinds};
use super::view::{Head, Record, Section, key, record, sample_head, today};
use crate::form::{DraftView, FieldErrors, Fields, FormView};
use crate::i18n::Msg;
use crate::msg;
use crate::pages::conflict::{self, Clash};
use crate::pages::draft;
use crate::render::{Choice, Difference, Page};
use crate::server::{PageResult, Problem, Visit};

pub(super) const FIELDS: &[&str] = &[
    "forenames",
    "surname",
    "kind",
    "number",
    "source",
    "abode",
    "lines",
    "postcode",
    "from_on",
    "until_on",
    "place",
    "happened_on",
    "note",
    "access",
    "version",
];

/// What is added to a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Part {
    Name,
    Identifier,
    Address,
    Custody,
    Note,
    Access,
}

impl Part {
    const ALL: [Self; 6] =
        [Self::Name, Self::Identifier, Self::Address, Self::Custody, Self::Note, Self::Access];

    const fn key(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Identifier => "identifier",
            Self::Address => "address",
            Self::Custody => "custody",
            Self::Note => "note",
            Self::Access => "access",
        }
    }

    fn from_key(key: &str) -> Result<Self, Problem> {
        let found = Self::ALL.into_iter().find(|it| it.key() == key);
        found.ok_or(Problem(AppError::Hidden))
    }

    fn heading(self) -> Msg {
        match self {
            Self::Name => msg!("Add a name"),
            Self::Identifier => msg!("Add a number"),
            Self::Address => msg!("Add an address"),
            Self::Custody => msg!("Add a time in custody"),
            Self::Note => msg!("Write a note"),
            Self::Access => msg!("Say who may open this record"),
        }
    }

    /// The field beside which a refusal of no other field is shown.
    pub(super) const fn main_field(self) -> &'static str {
        match self {
            Self::Name => "surname",
            Self::Identifier => "number",
            Self::Address => "lines",
            Self::Custody => "from_on",
            Self::Note => "note",
            Self::Access => "access",
        }
    }

    /// Where the reader goes once it is done.
    const fn then(self) -> &'static str {
        match self {
            Self::Note => "/timeline",
            Self::Name | Self::Identifier | Self::Address | Self::Custody | Self::Access => {
                "/identity"
            }
        }
    }
}

/// A form that adds to a record.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct AddPage {
    head: Head,
    part: Part,
    heading: Msg,
    form: FormView,
    action: String,
    kinds: Vec<Choice>,
    abodes: Vec<Choice>,
    accesses: Vec<Choice>,
}

impl Page for AddPage {
    const TEMPLATE: &'static str = "pages/person/add.html";

    fn samples() -> Vec<Self> {
        let wrong = |part: Part| FieldErrors::one(part.main_field(), msg!("Enter the note"));
        let page = |part: Part| Self {
            head: sample_head(),
            part,
            heading: part.heading(),
            form: FormView::again(FIELDS, &Fields::default(), wrong(part))
                .drafted(DraftView::sample(DraftForm::Addition)),
            action: format!("/people/1/add/{}", part.key()),
            kinds: kinds(part),
            abodes: abodes(),
            accesses: accesses(),
        };
        Part::ALL.map(page).to_vec()
    }
}

fn kinds(part: Part) -> Vec<Choice> {
    match part {
        Part::Name => other_name_kinds(),
        Part::Identifier => identifier_kinds(),
        Part::Address | Part::Custody | Part::Note | Part::Access => Vec::new(),
    }
}

fn accesses() -> Vec<Choice> {
    let few = msg!(
        "For instance because a worker is related to the person. The coordinator, the chair, \
         offender managers and the data protection officer still open it"
    );
    let choice = |it: RecordAccess| Choice::new(it.key(), access_words(it));
    vec![choice(RecordAccess::Ordinary), choice(RecordAccess::Restricted).hinted(few)]
}

fn access_words(access: RecordAccess) -> Msg {
    match access {
        RecordAccess::Ordinary => msg!("Those whose role in the scheme gives it"),
        RecordAccess::Restricted => msg!("A few only"),
    }
}

pub(crate) async fn new(visit: Visit, Path((id, part)): Path<(String, String)>) -> PageResult {
    let id: PersonId = key(&id)?;
    let part = Part::from_key(&part)?;
    let record = opened(&visit, id, part).await?;
    let person = &record.file.person;
    let form = FormView::blank(FIELDS)
        .with("happened_on", visit.language.say(&msg!("today")))
        .with("access", person.access.key())
        .with("version", record.file.version.to_string());
    let key = DraftKey::new(DraftForm::Addition, format!("{id}_{}", part.key()));
    let form = draft::resume(&visit, form, &key).await?;
    page(&visit, &record, part, form)
}

async fn opened(visit: &Visit, id: PersonId, part: Part) -> Result<Record, Problem> {
    let record = record(visit, id, Search::Present, "opened_identity").await?;
    let may = &record.file.may;
    let (may, action) = match part {
        Part::Name | Part::Identifier | Part::Address | Part::Custody => {
            (may.amend, "amend_person")
        }
        Part::Note => (may.note, "add_note"),
        Part::Access => (may.restrict, "restrict_person"),
    };
    if may { Ok(record) } else { Err(forbidden(action)) }
}

fn page(visit: &Visit, record: &Record, part: Part, form: FormView) -> PageResult {
    visit.render(&AddPage {
        head: record.head(if part == Part::Note { Section::Timeline } else { Section::Identity }),
        part,
        heading: part.heading(),
        form,
        action: format!("/people/{}/add/{}", record.id(), part.key()),
        kinds: kinds(part),
        abodes: abodes(),
        accesses: accesses(),
    })
}

pub(crate) async fn create(
    visit: Visit,
    Path((id, part)): Path<(String, String)>,
    fields: Fields,
) -> PageResult {
    let id: PersonId = key(&id)?;
    let part = Part::from_key(&part)?;
    let cmd = match read_form(&visit, id, part, &fields) {
        Ok(cmd) => cmd,
        Err(errors) => return again(&visit, id, part, (&fields, errors)).await,
    };
    let once = fields.first("once").unwrap_or_default();
    let cmd = &cmd;
    let done = visit.web.app.write_once(&visit.actor, once, |tx| {
        Box::pin(async move {
            match cmd {
                Command::Name(cmd) => add_name(tx, cmd).await?,
                Command::Identifier(cmd) => add_identifier(tx, cmd).await?,
                Command::Address(cmd) => add_address(tx, cmd).await?,
                Command::Custody(cmd) => add_custody(tx, cmd).await?,
                Command::Note(cmd) => add_note(tx, cmd).await?,
                Command::Access(cmd) => restrict(tx, cmd).await?,
            }
            Ok(id)
        })
    });
    match done.await {
        Ok(id) => {
            visit.say_next(&msg!("The change is saved")).await;
            Ok(Redirect::to(&format!("/people/{id}{}", part.then())).into_response())
        }
        Err(AppError::Refused(refused)) => {
            let errors = errors(part, &refused);
            again(&visit, id, part, (&fields, errors)).await
        }
        Err(AppError::Stale { .. }) => conflict(&visit, id, &fields).await,
        Err(error) => Err(error.into()),
    }
}

/// Somebody changed the record meanwhile: who may open it now, beside who was to.
async fn conflict(visit: &Visit, id: PersonId, fields: &Fields) -> PageResult {
    let record = opened(visit, id, Part::Access).await?;
    let said = |access: RecordAccess| Some(visit.language.say(&access_words(access)));
    let asked = fields.first("access").and_then(RecordAccess::from_key);
    let clash = Clash {
        about: vec![("person", id.to_string())],
        differences: vec![Difference {
            label: msg!("Who may open this record").into(),
            theirs: said(record.file.person.access),
            yours: asked.and_then(said),
        }],
        action: format!("/people/{id}/add/{}", Part::Access.key()),
        fields,
        version: record.file.version,
        current_href: format!("/people/{id}/identity"),
    };
    conflict::conflict(visit, clash).await
}

async fn again(
    visit: &Visit,
    id: PersonId,
    part: Part,
    (fields, errors): (&Fields, FieldErrors),
) -> PageResult {
    let record = opened(visit, id, part).await?;
    page(visit, &record, part, FormView::again(FIELDS, fields, errors))
}

/// Says that a name is used no longer, from today.
pub(crate) async fn end_name(
    visit: Visit,
    Path((person, name)): Path<(String, String)>,
) -> PageResult {
    let (person, name): (PersonId, PersonNameId) = (key(&person)?, key(&name)?);
    let cmd = EndName { person, name, until_on: today(&visit) };
    visit.web.app.write(&visit.actor, |tx| Box::pin(end(tx, &cmd))).await?;
    visit.say_next(&msg!("The change is saved")).await;
    Ok(Redirect::to(&format!("/people/{person}/identity")).into_response())
}
