//! Changes of the criteria: a draft opened, its heading, a factor taken out, agreement, in force.

use app::AppError;
use app::criteria::{Change, On};
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect};
use domain::Refusal;
use domain::criteria::CriteriaRefusal;
use domain::id::{CriteriaId, SchemeId};
use domain::when::Sense;

use super::explain::again;
use crate::form::{FieldErrors, Fields, FormReader, Read};
use crate::i18n::Msg;
use crate::pages::conflict::{self, Clash};
use crate::pages::nomination::{key, today};
use crate::render::Difference;
use crate::server::{PageResult, Visit};
use crate::words::read_date;
use crate::{msg, refusal};

pub(super) fn href(id: CriteriaId) -> String {
    format!("/criteria/{id}")
}

pub(super) fn on(id: CriteriaId, fields: &Fields) -> On {
    let based_on = fields.first("version").and_then(|it| it.parse().ok()).unwrap_or(0);
    On { id, based_on }
}

/// A whole number, as people type one.
pub(super) fn number(form: &mut FormReader<'_>, name: &str, missing: Msg) -> Read<u32> {
    optional_number(form, name)?.or_else(|| form.refuse(name, missing))
}

pub(super) fn optional_number(form: &mut FormReader<'_>, name: &str) -> Read<Option<u32>> {
    form.parsed(name, |text| text.parse().map_err(|_| msg!("Enter a whole number")))
}

pub(super) async fn draft(visit: Visit, Path(scheme): Path<String>) -> PageResult {
    let scheme: SchemeId = key(&scheme)?;
    let app = &visit.web.app;
    let work = app.write(&visit.actor, |tx| Box::pin(app::criteria::draft(tx, scheme)));
    let id = work.await?;
    Ok(Redirect::to(&href(id)).into_response())
}

pub(super) async fn heading(visit: Visit, Path(id): Path<String>, fields: Fields) -> PageResult {
    let id: CriteriaId = key(&id)?;
    let mut form = FormReader::new(&fields);
    let title = form.required_text("title", msg!("Give the criteria a title"));
    let consider_at = number(&mut form, "consider_at", msg!("Say from how many points"));
    let (title, consider_at) = match form.finish((title, consider_at)) {
        Ok(typed) => typed,
        Err(errors) => return again(&visit, id, (&fields, errors)).await,
    };
    let change = Change::Heading { title, consider_at };
    let done = write(&visit, on(id, &fields), &change).await;
    finish(&visit, id, (done, &fields), msg!("The draft is changed")).await
}

/// Writes a change of a draft.
pub(super) async fn write(visit: &Visit, on: On, change: &Change) -> Result<(), AppError> {
    let app = &visit.web.app;
    app.write(&visit.actor, |tx| Box::pin(app::criteria::change(tx, on, change))).await
}

pub(super) async fn remove(
    visit: Visit,
    Path((id, factor)): Path<(String, String)>,
    fields: Fields,
) -> PageResult {
    let id: CriteriaId = key(&id)?;
    let change = Change::Without { key: factor };
    let done = write(&visit, on(id, &fields), &change).await;
    finish(&visit, id, (done, &fields), msg!("The factor is taken out")).await
}

pub(super) async fn agree(visit: Visit, Path(id): Path<String>, fields: Fields) -> PageResult {
    let id: CriteriaId = key(&id)?;
    let (app, on) = (&visit.web.app, on(id, &fields));
    let work = app.write(&visit.actor, |tx| Box::pin(app::criteria::agree(tx, on)));
    let done = work.await;
    finish(&visit, id, (done, &fields), msg!("Your agency's agreement is recorded")).await
}

pub(super) async fn adopt(visit: Visit, Path(id): Path<String>, fields: Fields) -> PageResult {
    let id: CriteriaId = key(&id)?;
    let today = today(&visit);
    let mut form = FormReader::new(&fields);
    let from = form.optional_date("from", read_date(Sense::Near, today));
    let from = match form.finish((from,)) {
        Ok((from,)) => from.unwrap_or(today),
        Err(errors) => return again(&visit, id, (&fields, errors)).await,
    };
    let (app, on) = (&visit.web.app, on(id, &fields));
    let work = app.write(&visit.actor, |tx| Box::pin(app::criteria::adopt(tx, on, from)));
    let done = work.await;
    finish(&visit, id, (done, &fields), msg!("The criteria are put in force")).await
}

async fn finish(
    visit: &Visit,
    id: CriteriaId,
    (done, fields): (Result<(), AppError>, &Fields),
    said: Msg,
) -> PageResult {
    match done {
        Ok(()) => {
            visit.say_next(&said).await;
            Ok(Redirect::to(&href(id)).into_response())
        }
        Err(AppError::Refused(Refusal::Criteria(refused))) => {
            let mut errors = FieldErrors::default();
            // Of several faults of the matrix each is said; the summary has room for one a field.
            for (index, it) in refused.0.iter().enumerate() {
                let field = field_of(it);
                let taken = errors.at(field).is_some();
                let numbered = format!("{field}-{index}");
                errors.push(if taken { &numbered } else { field }, refusal::criteria(it));
            }
            again(visit, id, (fields, errors)).await
        }
        Err(AppError::Stale { .. }) => conflict(visit, id, fields).await,
        Err(error) => Err(error.into()),
    }
}

fn field_of(refusal: &CriteriaRefusal) -> &'static str {
    match refusal {
        CriteriaRefusal::Title => "title",
        CriteriaRefusal::ConsiderAt { .. } => "consider_at",
        CriteriaRefusal::AgreedTooLate { .. }
        | CriteriaRefusal::NextStartsTooEarly { .. }
        | CriteriaRefusal::Overlaps { .. }
        | CriteriaRefusal::EndsBeforeItStarts { .. } => "from",
        CriteriaRefusal::NotAgreed { .. } | CriteriaRefusal::VersionTaken { .. } => "agreement",
        CriteriaRefusal::FactorCount { .. }
        | CriteriaRefusal::FactorTitle { .. }
        | CriteriaRefusal::FactorTwice { .. }
        | CriteriaRefusal::Disallowed { .. }
        | CriteriaRefusal::NoWindow { .. }
        | CriteriaRefusal::WindowTooLong { .. }
        | CriteriaRefusal::CountsNothing { .. }
        | CriteriaRefusal::CountedTwice { .. }
        | CriteriaRefusal::Points { .. }
        | CriteriaRefusal::BandsDoNotRise { .. }
        | CriteriaRefusal::Decay { .. }
        | CriteriaRefusal::NotJustified { .. }
        | CriteriaRefusal::JustifiedTooLate { .. } => "factors",
    }
}

/// Somebody was quicker: the draft as it stands, beside what was sent.
pub(super) async fn conflict(visit: &Visit, id: CriteriaId, fields: &Fields) -> PageResult {
    let app = &visit.web.app;
    let now = app.read(&visit.actor, |rx| Box::pin(app::criteria::version(rx, id))).await?;
    let theirs = &now.criteria;
    let titles: Vec<&str> = theirs.factors.iter().map(|it| it.title.as_str()).collect();
    let yours = |name: &str| fields.first(name).map(str::to_owned);
    let action = fields.first("action").filter(|it| it.starts_with("/criteria/"));
    let clash = Clash {
        about: vec![("criteria", id.to_string())],
        differences: vec![
            Difference {
                label: msg!("Title").into(),
                theirs: Some(theirs.title.clone()),
                yours: yours("title"),
            },
            Difference {
                label: msg!("Points from which the panel considers").into(),
                theirs: Some(theirs.consider_at.to_string()),
                yours: yours("consider_at"),
            },
            Difference {
                label: msg!("Factors").into(),
                theirs: Some(titles.join("\n")),
                yours: yours("factor_title"),
            },
        ],
        action: action.map_or_else(|| href(id), str::to_owned),
        fields,
        version: now.version,
        current_href: href(id),
    };
    conflict::conflict(visit, clash).await
}
