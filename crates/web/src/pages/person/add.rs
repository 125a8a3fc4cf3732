//! Adding to a record: a name, a number, an address, a time in custody, a note, a restriction.

use app::AppError;
use app::person::{
    AddAddress, AddCustody, AddIdentifier, AddName, AddNote, EndName, Restrict, Search,
    add_address, add_custody, add_identifier, add_name, add_note, end_name as end, restrict,
};
use axum::extract::Path;
use axum::response::{IntoResponse as _, Redirect};
use domain::Refusal;
use domain::id::{PersonId, PersonNameId};
use domain::identifier::{Identifier, IdentifierKind};
use domain::person::{NameKind, PersonRefusal, RecordAccess};
use domain::when::Sense;
use serde::Serialize;

use super::edit::forbidden;
use super::fields::{self, abodes, identifier_kinds, other_name_kinds};
use super::view::{Head, Record, Section, key, record, sample_head, today};
use crate::form::{FieldErrors, Fields, FormReader, FormView};
use crate::i18n::Msg;
use crate::render::{Choice, Page};
use crate::server::{PageResult, Problem, Visit};
use crate::{msg, refusal, words};

const FIELDS: &[&str] = &[
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
enum Part {
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
    const fn main_field(self) -> &'static str {
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
            form: FormView::again(FIELDS, &Fields::default(), wrong(part)),
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
    vec![
        Choice::new(RecordAccess::Ordinary.key(), msg!("Those whose role in the scheme gives it")),
        Choice::new(RecordAccess::Restricted.key(), msg!("A few only")).hinted(few),
    ]
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

/// What a form of this page asks for.
enum Command {
    Name(AddName),
    Identifier(AddIdentifier),
    Address(AddAddress),
    Custody(AddCustody),
    Note(AddNote),
    Access(Restrict),
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
        Err(AppError::Refused(Refusal::Person(refused))) => {
            let errors = errors(part, &refused);
            again(&visit, id, part, (&fields, errors)).await
        }
        Err(error) => Err(error.into()),
    }
}

fn errors(part: Part, refused: &PersonRefusal) -> FieldErrors {
    let named = fields::field_of(refused);
    let field =
        if FIELDS.contains(&named) && named != "surname" { named } else { part.main_field() };
    FieldErrors::one(field, refusal::person::person(refused))
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

fn read_form(
    visit: &Visit,
    person: PersonId,
    part: Part,
    fields: &Fields,
) -> Result<Command, FieldErrors> {
    let form = FormReader::new(fields);
    match part {
        Part::Name => read_name(form, person),
        Part::Identifier => read_identifier(form, person, visit),
        Part::Address => read_address(form, person, visit),
        Part::Custody => read_custody(form, person, visit),
        Part::Note => read_note(form, person, visit),
        Part::Access => read_access(form, person, fields),
    }
}

fn read_name(mut form: FormReader<'_>, person: PersonId) -> Result<Command, FieldErrors> {
    let kind = form.choice("kind", NameKind::from_key, msg!("Choose what kind of name it is"));
    let kind_or = kind.unwrap_or(NameKind::Alias);
    let name = fields::name(&mut form, ("forenames", "surname"), kind_or);
    let (_, name) = form.finish((kind, name))?;
    Ok(Command::Name(AddName { person, name }))
}

fn read_identifier(
    mut form: FormReader<'_>,
    person: PersonId,
    visit: &Visit,
) -> Result<Command, FieldErrors> {
    let kind =
        form.choice("kind", IdentifierKind::from_key, msg!("Choose what kind of number it is"));
    let number = form.required_text("number", msg!("Enter the number"));
    let source = form.optional_text("source");
    let (kind, number, source) = form.finish((kind, number, source))?;
    let identifier = Identifier::parse(kind, &number, today(visit).year());
    Ok(Command::Identifier(AddIdentifier { person, identifier, source }))
}

fn read_address(
    mut form: FormReader<'_>,
    person: PersonId,
    visit: &Visit,
) -> Result<Command, FieldErrors> {
    let today = today(visit);
    let address = fields::address(&mut form)
        .and_then(|it| it.or_else(|| form.refuse("lines", msg!("Enter an address"))));
    let from = form.optional_date("from_on", words::read_date(Sense::Near, today));
    let until = form.optional_date("until_on", words::read_date(Sense::Near, today));
    let (address, from, until) = form.finish((address, from, until))?;
    let address = address.between(from, until).map_err(|it| errors(Part::Address, &it))?;
    Ok(Command::Address(AddAddress { person, address }))
}

fn read_custody(
    mut form: FormReader<'_>,
    person: PersonId,
    visit: &Visit,
) -> Result<Command, FieldErrors> {
    let read = || words::read_date(Sense::Past, today(visit));
    let place = form.optional_text("place");
    let from = form.date("from_on", read(), msg!("Enter the first day in custody"));
    let until = form.optional_date("until_on", read());
    let source = form.required_text("source", msg!("Say where this is known from"));
    if from.zip(until.flatten()).is_some_and(|(from, until)| until < from) {
        let _: Option<()> = form.refuse("until_on", msg!("This is before the first day"));
    }
    let (place, from_on, until_on, source) = form.finish((place, from, until, source))?;
    let cmd = AddCustody { person, place, agency: None, from_on, until_on, source };
    Ok(Command::Custody(cmd))
}

fn read_note(
    mut form: FormReader<'_>,
    person: PersonId,
    visit: &Visit,
) -> Result<Command, FieldErrors> {
    let read = words::read_date(Sense::Past, today(visit));
    let happened_on = form.date("happened_on", read, msg!("Enter the day"));
    let note = form.required_long_text("note", msg!("Enter the note"));
    let (happened_on, note) = form.finish((happened_on, note))?;
    Ok(Command::Note(AddNote { person, happened_on, note }))
}

fn read_access(
    mut form: FormReader<'_>,
    person: PersonId,
    fields: &Fields,
) -> Result<Command, FieldErrors> {
    let access =
        form.choice("access", RecordAccess::from_key, msg!("Choose who may open this record"));
    let (access,) = form.finish((access,))?;
    let version = fields.first("version").and_then(|it| it.parse().ok()).unwrap_or_default();
    Ok(Command::Access(Restrict { person, access, version }))
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
