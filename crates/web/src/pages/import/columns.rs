//! Which column of a register holds what.

use std::collections::BTreeMap;

use app::import::field::Field;
use app::import::guess::{ColumnGuess, Confidence, Why};
use app::import::mapping::{Mapping, MappingFault};
use app::import::{Opened, Stage, State, file, read_again, stage};
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect};
use serde::Serialize;

use super::import_id;
use super::index::{back_to, sheet_told};
use super::words::field_name;
use crate::form::{FieldErrors, Fields};
use crate::i18n::Msg;
use crate::msg;
use crate::render::{Choice, Page};
use crate::server::{PageResult, Visit};

/// How many values of a column are shown, and how much of each.
const SAMPLES: usize = 3;
const SAMPLE_CHARS: usize = 60;

/// The columns of a file, with what each seems to hold.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct ColumnsPage {
    form: ColumnsForm,
    base: String,
    file_name: String,
    scheme: String,
    version: i64,
    rows: usize,
    heading_row: u32,
    tabs: Option<Msg>,
    choices: Vec<Choice>,
    columns: Vec<Column>,
}

/// Only the errors: the fields are the columns.
#[derive(Debug, Clone, Default, Serialize)]
struct ColumnsForm {
    errors: FieldErrors,
}

#[derive(Debug, Clone, Serialize)]
struct Column {
    id: String,
    letter: String,
    heading: String,
    chosen: String,
    why: Option<Msg>,
    samples: Vec<String>,
    error: Option<Msg>,
}

impl Page for ColumnsPage {
    const TEMPLATE: &'static str = "pages/import/columns.html";

    fn samples() -> Vec<Self> {
        let column = |error: Option<Msg>| Column {
            id: "column-A".to_owned(),
            letter: "A".to_owned(),
            heading: "Surname".to_owned(),
            chosen: Field::Surname.key().to_owned(),
            why: Some(msg!("By its heading")),
            samples: vec!["Sampleton".to_owned()],
            error,
        };
        let page = |form, column: Column, tabs| Self {
            form,
            base: "/imports/0".to_owned(),
            file_name: "register.xlsx".to_owned(),
            scheme: "Sampleton".to_owned(),
            version: 1,
            rows: 3,
            heading_row: 1,
            tabs,
            choices: choices(),
            columns: vec![column],
        };
        let wrong = msg!("Two columns cannot hold the same");
        let errors = FieldErrors::one("column-A", wrong.clone());
        let blank = Column { why: None, heading: String::new(), samples: vec![], ..column(None) };
        vec![
            page(ColumnsForm::default(), column(None), None),
            page(ColumnsForm { errors }, column(Some(wrong)), Some(msg!("By its heading"))),
            page(ColumnsForm::default(), blank, None),
        ]
    }
}

pub(super) async fn edit(visit: Visit, Path(id): Path<String>) -> PageResult {
    let import = import_id(&id)?;
    let (found, bytes) = visit.web.app.read(&visit.actor, |rx| Box::pin(file(rx, import))).await?;
    match found.state {
        State::Uploaded | State::Previewed { .. } => {}
        State::Accepted { .. } | State::Finished { .. } | State::Abandoned { .. } => {
            return Ok(back_to(import));
        }
    }
    let opened = read_again(bytes).await?;
    let chosen = Mapping::parse(&found.mapping).unwrap_or_default();
    let chosen = chosen.iter().map(|(field, at)| (at, field.key().to_owned())).collect();
    visit.render(&page(&found, &opened, &chosen, FieldErrors::default()))
}

fn page(
    import: &app::import::Import,
    opened: &Opened,
    chosen: &BTreeMap<usize, String>,
    errors: FieldErrors,
) -> ColumnsPage {
    let sheet = &opened.sheet;
    let columns = sheet.columns.iter().map(|heading| {
        let id = format!("column-{}", heading.letter());
        Column {
            letter: heading.letter(),
            heading: heading.text.clone(),
            chosen: chosen.get(&heading.index).cloned().unwrap_or_default(),
            why: opened.guess.columns.get(heading.index).and_then(|it| why(*it)),
            samples: samples(opened, heading.index),
            error: errors.at(&id).cloned(),
            id,
        }
    });
    ColumnsPage {
        base: format!("/imports/{}", import.id),
        file_name: import.file_name.clone(),
        scheme: import.scheme_name.clone(),
        version: import.version,
        rows: sheet.rows.len(),
        heading_row: sheet.heading_row,
        tabs: sheet_told(opened),
        choices: choices(),
        columns: columns.collect(),
        form: ColumnsForm { errors },
    }
}

fn choices() -> Vec<Choice> {
    let mut all = vec![Choice::new("", msg!("Leave this column out"))];
    all.extend(Field::ALL.map(|it| Choice::new(it.key(), field_name(it))));
    all
}

fn samples(opened: &Opened, column: usize) -> Vec<String> {
    let filled = opened.sheet.rows.iter().map(|it| it.cell(column)).filter(|it| !it.is_empty());
    filled.take(SAMPLES).map(|it| it.shown().chars().take(SAMPLE_CHARS).collect()).collect()
}

fn why(guess: ColumnGuess) -> Option<Msg> {
    let ColumnGuess::Field { confidence, why, .. } = guess else { return None };
    Some(match why {
        Why::Heading { .. } if confidence == Confidence::Sure => msg!("By its heading"),
        Why::Heading { .. } | Why::HeadingWords { .. } => {
            msg!("By words in its heading. Check this one")
        }
        Why::HeadingAgainstContent { fitting, of, .. } => msg!(
            "By its heading, but only {fitting} of {of} values look like it. Check this one",
            fitting = fitting,
            of = of,
        ),
        Why::Content { fitting, of } => {
            msg!(
                "By what it holds: {fitting} of {of} values look like it",
                fitting = fitting,
                of = of
            )
        }
    })
}

pub(super) async fn update(visit: Visit, Path(id): Path<String>, fields: Fields) -> PageResult {
    let import = import_id(&id)?;
    let (found, bytes) = visit.web.app.read(&visit.actor, |rx| Box::pin(file(rx, import))).await?;
    let version = fields.first("version").and_then(|it| it.parse().ok()).unwrap_or_default();
    let opened = read_again(bytes).await?;
    let (mapping, mut errors) = read(&opened, &fields);
    if errors.is_empty() {
        let cmd = Stage { import, mapping, version };
        match stage(&visit.web.app, &visit.actor, &cmd).await? {
            Ok(()) => return Ok(Redirect::to(&format!("/imports/{import}")).into_response()),
            Err(fault) => errors = told(&fault),
        }
    }
    let chosen = opened.sheet.columns.iter().map(|it| {
        let key = fields.first(&format!("column-{}", it.letter()));
        (it.index, key.unwrap_or_default().to_owned())
    });
    visit.render(&page(&found, &opened, &chosen.collect(), errors))
}

fn read(opened: &Opened, fields: &Fields) -> (Mapping, FieldErrors) {
    let (mut mapping, mut errors) = (Mapping::default(), FieldErrors::default());
    for heading in &opened.sheet.columns {
        let name = format!("column-{}", heading.letter());
        let Some(field) = fields.first(&name).and_then(Field::from_key) else { continue };
        let taken = mapping.column(field).is_some();
        if taken || mapping.set(field, heading.index).is_err() {
            errors.push(&name, msg!("Two columns cannot hold the same"));
        }
    }
    (mapping, errors)
}

fn told(fault: &MappingFault) -> FieldErrors {
    let msg = match fault {
        MappingFault::NoName => msg!("Say which column holds the surname or the full name"),
        MappingFault::ColumnTaken { .. }
        | MappingFault::NoSuchColumn { .. }
        | MappingFault::NotAMapping { .. }
        | MappingFault::FieldTwice { .. } => msg!("Two columns cannot hold the same"),
    };
    FieldErrors::one("column-A", msg)
}
