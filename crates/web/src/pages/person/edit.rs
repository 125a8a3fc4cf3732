//! Changing who somebody is.

use app::person::{Amend, File, OldName, Search, amend};
use app::{AppError, What};
use axum::extract::Path;
use axum::response::{IntoResponse as _, Redirect};
use domain::Refusal;
use domain::id::PersonId;
use domain::person::Person;
use serde::Serialize;

use super::fields::{self, errors_of, ethnicities, sexes};
use super::view::{Head, Record, Section, key, record, sample_head, today};
use crate::form::{FieldErrors, Fields, FormReader, FormView};
use crate::pages::conflict::{self, Clash};
use crate::render::{Choice, Difference, Page};
use crate::server::{PageResult, Problem, Visit};
use crate::{msg, words};

const FIELDS: &[&str] =
    &["forenames", "surname", "born_on", "sex", "ethnicity", "old_name", "version"];

/// The form that changes who somebody is.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct EditPage {
    head: Head,
    form: FormView,
    action: String,
    /// Where a death is recorded, which ends registrations too.
    death_href: Option<String>,
    sexes: Vec<Choice>,
    ethnicities: Vec<Choice>,
    old_names: Vec<Choice>,
}

impl Page for EditPage {
    const TEMPLATE: &'static str = "pages/person/edit.html";

    fn samples() -> Vec<Self> {
        let wrong = FieldErrors::one("surname", msg!("Enter a name"));
        let page = Self {
            head: sample_head(),
            form: FormView::blank(FIELDS),
            action: "/people/1/edit".to_owned(),
            death_href: None,
            sexes: sexes(),
            ethnicities: ethnicities(),
            old_names: old_names(),
        };
        let form = FormView::again(FIELDS, &Fields::default(), wrong);
        let death_href = Some("/people/1/death".to_owned());
        vec![Self { form, death_href, ..page.clone() }, page]
    }
}

fn old_names() -> Vec<Choice> {
    vec![
        Choice::new("mistaken", msg!("It was written wrongly")),
        Choice::new("former", msg!("It is a former name, under which to find the person still")),
    ]
}

pub(crate) async fn edit(visit: Visit, Path(id): Path<String>) -> PageResult {
    let id: PersonId = key(&id)?;
    let record = editable(&visit, id).await?;
    let form = filled(&record.file);
    page(&visit, &record, form)
}

/// The record, for those who may change it.
async fn editable(visit: &Visit, id: PersonId) -> Result<Record, Problem> {
    let record = record(visit, id, Search::Present, "opened_identity").await?;
    if record.file.may.amend { Ok(record) } else { Err(forbidden("amend_person")) }
}

pub(super) fn forbidden(action: &'static str) -> Problem {
    Problem(AppError::Forbidden(app::error::Reasons { action, policies: Vec::new() }))
}

fn page(visit: &Visit, record: &Record, form: FormView) -> PageResult {
    visit.render(&EditPage {
        head: record.head(Section::Identity),
        form,
        action: format!("/people/{}/edit", record.id()),
        death_href: record.file.may.death.then(|| format!("/people/{}/death", record.id())),
        sexes: sexes(),
        ethnicities: ethnicities(),
        old_names: old_names(),
    })
}

fn filled(file: &File) -> FormView {
    let person = &file.person;
    let date = |on: Option<domain::Date>| on.map(|it| it.to_string()).unwrap_or_default();
    FormView::blank(FIELDS)
        .with("forenames", person.name.forenames())
        .with("surname", person.name.surname())
        .with("born_on", date(person.born))
        .with("sex", person.sex.key())
        .with("ethnicity", person.ethnicity.key())
        .with("old_name", "mistaken")
        .with("version", file.version.to_string())
}

pub(crate) async fn update(visit: Visit, Path(id): Path<String>, fields: Fields) -> PageResult {
    let id: PersonId = key(&id)?;
    let cmd = match read_form(&visit, id, &fields) {
        Ok(cmd) => cmd,
        Err(errors) => return again(&visit, id, &fields, errors).await,
    };
    let done = visit.web.app.write(&visit.actor, |tx| Box::pin(amend(tx, &cmd))).await;
    match done {
        Ok(()) => {
            visit.say_next(&msg!("The change is saved")).await;
            Ok(Redirect::to(&format!("/people/{id}/identity")).into_response())
        }
        Err(AppError::Refused(Refusal::Person(refusal))) => {
            again(&visit, id, &fields, errors_of(&[refusal])).await
        }
        Err(AppError::Stale { what: What::Person, .. }) => {
            conflict(&visit, &cmd.person, &fields).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn again(visit: &Visit, id: PersonId, fields: &Fields, errors: FieldErrors) -> PageResult {
    let record = editable(visit, id).await?;
    page(visit, &record, FormView::again(FIELDS, fields, errors))
}

fn read_form(visit: &Visit, id: PersonId, fields: &Fields) -> Result<Amend, FieldErrors> {
    let today = today(visit);
    let mut form = FormReader::new(fields);
    let who = fields::who(&mut form, today);
    let version = fields.first("version").and_then(|it| it.parse().ok()).unwrap_or_default();
    let old_name = match fields.first("old_name") {
        Some("former") => OldName::Former,
        Some(_) | None => OldName::Mistaken,
    };
    let (who,) = form.finish((who,))?;
    let person = Person {
        id,
        name: who.name,
        other_names: Vec::new(),
        born: who.born,
        died_on: None,
        sex: who.sex,
        ethnicity: who.ethnicity,
        // The use case leaves access as it is, and a death.
        access: domain::person::RecordAccess::Ordinary,
    };
    Ok(Amend { person, old_name, version })
}

/// Both versions side by side; what was typed can be sent again on top of the newer one.
async fn conflict(visit: &Visit, ours: &Person, fields: &Fields) -> PageResult {
    let record = editable(visit, ours.id).await?;
    let theirs = &record.file.person;
    let say = |person: &Person| {
        let date =
            |on: Option<domain::Date>| on.map(|it| crate::i18n::date_words(it, visit.language));
        [
            (msg!("Name"), Some(person.name.full())),
            (msg!("Date of birth"), date(person.born)),
            (msg!("Sex"), Some(visit.language.say(&words::sex(person.sex)))),
            (msg!("Ethnicity"), Some(visit.language.say(&words::ethnicity(person.ethnicity)))),
        ]
    };
    let both = say(theirs).into_iter().zip(say(ours));
    let differences = both
        .filter(|((_, theirs), (_, ours))| theirs != ours)
        .map(|((label, theirs), (_, yours))| Difference { label: label.into(), theirs, yours });
    let clash = Clash {
        about: vec![("person", ours.id.to_string())],
        differences: differences.collect(),
        action: format!("/people/{}/edit", ours.id),
        fields,
        version: record.file.version,
        current_href: format!("/people/{}/identity", ours.id),
    };
    conflict::conflict(visit, clash).await
}
