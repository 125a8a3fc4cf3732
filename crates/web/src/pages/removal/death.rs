//! Recording a death, which ends every open registration.

use app::AppError;
use app::removal::{Death, for_death, record_death};
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect};
use domain::id::PersonId;
use serde::Serialize;

use crate::form::{FieldErrors, Fields, FormReader, FormView};
use crate::msg;
use crate::pages::registration::words;
use crate::pages::scheme::ask::typed;
use crate::refusal;
use crate::render::{Identity, Page};
use crate::server::{PageResult, Visit};

const FIELDS: &[&str] = &["died_on", "notified_on", "notified_by"];

/// The form that records a death.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct DeathPage {
    form: FormView,
    identity: Identity,
    action: String,
}

impl Page for DeathPage {
    const TEMPLATE: &'static str = "pages/removal/death.html";

    fn samples() -> Vec<Self> {
        vec![Self {
            form: FormView::blank(FIELDS),
            identity: words::sample_identity(),
            action: "/people/1/death".to_owned(),
        }]
    }
}

pub(super) async fn new(visit: Visit, Path(id): Path<String>) -> PageResult {
    let form = FormView::blank(FIELDS).with("notified_on", typed(words::today(&visit)));
    page(&visit, words::key(&id)?, form).await
}

async fn page(visit: &Visit, id: PersonId, form: FormView) -> PageResult {
    let person = visit.web.app.read(&visit.actor, |rx| Box::pin(for_death(rx, id))).await?;
    visit.render(&DeathPage {
        form,
        identity: words::identity(&person, words::today(visit)),
        action: format!("/people/{id}/death"),
    })
}

pub(super) async fn create(visit: Visit, Path(id): Path<String>, fields: Fields) -> PageResult {
    let person: PersonId = words::key(&id)?;
    let today = words::today(&visit);
    let mut form = FormReader::new(&fields);
    let died_on = form.date("died_on", words::past(today), msg!("Enter the day of death"));
    let notified_on =
        form.date("notified_on", words::past(today), msg!("Enter the day it became known"));
    let notified_by = form.required_text("notified_by", msg!("Say how it became known"));
    let (died_on, notified_on, notified_by) = match form.finish((died_on, notified_on, notified_by))
    {
        Ok(read) => read,
        Err(errors) => {
            return page(&visit, person, FormView::again(FIELDS, &fields, errors)).await;
        }
    };
    let cmd = Death { person, died_on, notified_on, notified_by };
    let (cmd, once) = (&cmd, &words::once(&visit, &fields));
    let app = &visit.web.app;
    match app.write_once(&visit.actor, once, move |tx| Box::pin(record_death(tx, cmd))).await {
        Ok(_) => {
            visit.say_next(&msg!("The death is recorded. Tell the agencies listed below")).await;
            Ok(Redirect::to("/notices").into_response())
        }
        Err(AppError::Refused(it)) => {
            let errors = FieldErrors::one("died_on", refusal::words(&it));
            page(&visit, person, FormView::again(FIELDS, &fields, errors)).await
        }
        Err(error) => Err(error.into()),
    }
}
