//! Orders and posts: begun on one page each, ended on another.

use app::AppError;
use app::registration::{
    AssignTo, EndOn, Manager, NewPeriod, RecordPeriodOn, Shown, assign, end_assignment as end_post,
    end_period as end_order, record_period, show, workers,
};
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use domain::id::RegistrationId;
use domain::registration::{OrderKind, Post};
use serde::Serialize;

use super::{new, words};
use crate::form::{FieldErrors, Fields, FormReader, FormView};
use crate::i18n::Words;
use crate::msg;
use crate::refusal;
use crate::render::{Choice, Identity, Page};
use crate::server::{PageResult, Visit};
use crate::words::{duty, order_kind};

const PERIOD: &[&str] = &["order", "from", "to"];
const ASSIGNMENT: &[&str] = &["post", "worker", "worker_name", "worker_agency", "from", "to"];
const END: &[&str] = &["last_day"];

/// The form that records an order.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct PeriodPage {
    form: FormView,
    identity: Identity,
    href: String,
    orders: Vec<Choice>,
}

/// The form that gives somebody a post.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct AssignPage {
    form: FormView,
    identity: Identity,
    href: String,
    posts: Vec<Choice>,
    workers: Vec<Choice>,
    agencies: Vec<Choice>,
}

/// The form that ends an order or a post.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct EndPage {
    form: FormView,
    identity: Identity,
    href: String,
    action: String,
    what: Words,
}

impl Page for PeriodPage {
    const TEMPLATE: &'static str = "pages/registration/period.html";

    fn samples() -> Vec<Self> {
        vec![Self {
            form: FormView::blank(PERIOD),
            identity: words::sample_identity(),
            href: "/registrations/1".to_owned(),
            orders: order_choices(),
        }]
    }
}

impl Page for AssignPage {
    const TEMPLATE: &'static str = "pages/registration/assign.html";

    fn samples() -> Vec<Self> {
        vec![Self {
            form: FormView::blank(ASSIGNMENT),
            identity: words::sample_identity(),
            href: "/registrations/1".to_owned(),
            posts: posts(),
            workers: new::workers(&[]),
            agencies: new::agencies(&[]),
        }]
    }
}

impl Page for EndPage {
    const TEMPLATE: &'static str = "pages/registration/end.html";

    fn samples() -> Vec<Self> {
        vec![Self {
            form: FormView::blank(END),
            identity: words::sample_identity(),
            href: "/registrations/1".to_owned(),
            action: "/registrations/1/periods/1/end".to_owned(),
            what: msg!("Licence").into(),
        }]
    }
}

fn order_choices() -> Vec<Choice> {
    OrderKind::ALL.map(|it| Choice::new(it.key(), order_kind(it))).to_vec()
}

fn posts() -> Vec<Choice> {
    Post::ALL.map(|it| Choice::new(it.key(), duty(it))).to_vec()
}

async fn opened(visit: &Visit, id: RegistrationId) -> Result<Shown, AppError> {
    visit.web.app.read(&visit.actor, |rx| Box::pin(show(rx, id))).await
}

fn back_to(id: RegistrationId) -> Response {
    Redirect::to(&format!("/registrations/{id}")).into_response()
}

pub(super) async fn new_period(visit: Visit, Path(id): Path<String>) -> PageResult {
    period_page(&visit, words::key(&id)?, FormView::blank(PERIOD)).await
}

async fn period_page(visit: &Visit, id: RegistrationId, form: FormView) -> PageResult {
    let shown = opened(visit, id).await?;
    visit.render(&PeriodPage {
        form,
        identity: words::identity(&shown.person, words::today(visit)),
        href: format!("/registrations/{id}"),
        orders: order_choices(),
    })
}

pub(super) async fn create_period(
    visit: Visit,
    Path(id): Path<String>,
    fields: Fields,
) -> PageResult {
    let id: RegistrationId = words::key(&id)?;
    let today = words::today(&visit);
    let mut form = FormReader::new(&fields);
    let order = form.choice("order", OrderKind::from_key, msg!("Choose the order"));
    let from = form.date("from", words::ahead(today), msg!("Enter the first day of the order"));
    let to = form.optional_date("to", words::ahead(today));
    let (order, from, to) = match form.finish((order, from, to)) {
        Ok(read) => read,
        Err(errors) => {
            return period_page(&visit, id, FormView::again(PERIOD, &fields, errors)).await;
        }
    };
    let cmd = RecordPeriodOn { registration: id, period: NewPeriod { order, from, to } };
    let (cmd, once) = (&cmd, &words::once(&visit, &fields));
    let app = &visit.web.app;
    let done = app.write_once(&visit.actor, once, move |tx| Box::pin(record_period(tx, cmd))).await;
    match done {
        Ok(_) => Ok(back_to(id)),
        Err(AppError::Refused(it)) => {
            let errors = FieldErrors::one("from", refusal::words(&it));
            period_page(&visit, id, FormView::again(PERIOD, &fields, errors)).await
        }
        Err(error) => Err(error.into()),
    }
}

pub(super) async fn new_assignment(visit: Visit, Path(id): Path<String>) -> PageResult {
    let from = words::today(&visit).to_string();
    let form = FormView::blank(ASSIGNMENT).with("from", from);
    assign_page(&visit, words::key(&id)?, form).await
}

async fn assign_page(visit: &Visit, id: RegistrationId, form: FormView) -> PageResult {
    let shown = opened(visit, id).await?;
    let scheme = shown.scheme.id;
    let app = &visit.web.app;
    let workers = app.read(&visit.actor, |rx| Box::pin(workers(rx, scheme))).await?;
    let parties = app.read(&visit.actor, |rx| Box::pin(app::scheme::parties(rx, scheme))).await?;
    visit.render(&AssignPage {
        form,
        identity: words::identity(&shown.person, words::today(visit)),
        href: format!("/registrations/{id}"),
        posts: posts(),
        workers: new::workers(&workers),
        agencies: new::agencies(&parties),
    })
}

pub(super) async fn create_assignment(
    visit: Visit,
    Path(id): Path<String>,
    fields: Fields,
) -> PageResult {
    let id: RegistrationId = words::key(&id)?;
    let cmd = match read_assignment(&visit, id, &fields) {
        Ok(cmd) => cmd,
        Err(errors) => {
            return assign_page(&visit, id, FormView::again(ASSIGNMENT, &fields, errors)).await;
        }
    };
    let (cmd, once) = (&cmd, &words::once(&visit, &fields));
    let app = &visit.web.app;
    let done = app.write_once(&visit.actor, once, move |tx| Box::pin(assign(tx, cmd))).await;
    match done {
        Ok(_) => Ok(back_to(id)),
        Err(AppError::Refused(it)) => {
            let errors = FieldErrors::one("post", refusal::words(&it));
            assign_page(&visit, id, FormView::again(ASSIGNMENT, &fields, errors)).await
        }
        Err(error) => Err(error.into()),
    }
}

fn read_assignment(
    visit: &Visit,
    registration: RegistrationId,
    fields: &Fields,
) -> Result<AssignTo, FieldErrors> {
    let today = words::today(visit);
    let mut form = FormReader::new(fields);
    let post = form.choice("post", Post::from_key, msg!("Choose what they are assigned as"));
    let manager = match new::manager(&mut form) {
        Some(None) => form.refuse::<Manager>("worker", msg!("Say who is assigned")),
        read => read.flatten(),
    };
    let from = form.date("from", words::ahead(today), msg!("Enter the first day"));
    let to = form.optional_date("to", words::ahead(today));
    let (post, manager, from, to) = form.finish((post, manager, from, to))?;
    Ok(AssignTo { registration, post, manager, from, to })
}

pub(super) async fn ending_period(
    visit: Visit,
    Path((id, key)): Path<(String, String)>,
) -> PageResult {
    let form = FormView::blank(END).with("last_day", words::today(&visit).to_string());
    end_page(&visit, words::key(&id)?, &Ending::Order(key), form).await
}

pub(super) async fn ending_assignment(
    visit: Visit,
    Path((id, key)): Path<(String, String)>,
) -> PageResult {
    let form = FormView::blank(END).with("last_day", words::today(&visit).to_string());
    end_page(&visit, words::key(&id)?, &Ending::Post(key), form).await
}

pub(super) async fn end_period(
    visit: Visit,
    Path((id, key)): Path<(String, String)>,
    fields: Fields,
) -> PageResult {
    end(&visit, words::key(&id)?, Ending::Order(key), &fields).await
}

pub(super) async fn end_assignment(
    visit: Visit,
    Path((id, key)): Path<(String, String)>,
    fields: Fields,
) -> PageResult {
    end(&visit, words::key(&id)?, Ending::Post(key), &fields).await
}

/// What is ended, by its key.
enum Ending {
    Order(String),
    Post(String),
}

async fn end_page(
    visit: &Visit,
    id: RegistrationId,
    ending: &Ending,
    form: FormView,
) -> PageResult {
    let shown = opened(visit, id).await?;
    let hidden = || crate::server::Problem(AppError::Hidden);
    let (what, noun, key) = match ending {
        Ending::Order(key) => {
            let periods = shown.statutory.as_ref().map(|(_, it)| it.as_slice());
            let found = periods.unwrap_or_default().iter().find(|it| it.key == *key);
            (order_kind(found.ok_or_else(hidden)?.period.order), "periods", key)
        }
        Ending::Post(key) => {
            let found = shown.assigned.iter().find(|it| it.key == *key);
            (duty(found.ok_or_else(hidden)?.assignment.post), "assignments", key)
        }
    };
    visit.render(&EndPage {
        form,
        identity: words::identity(&shown.person, words::today(visit)),
        action: format!("/registrations/{id}/{noun}/{key}/end"),
        href: format!("/registrations/{id}"),
        what: what.into(),
    })
}

async fn end(visit: &Visit, id: RegistrationId, ending: Ending, fields: &Fields) -> PageResult {
    let mut form = FormReader::new(fields);
    let today = words::today(visit);
    let last_day = form.date("last_day", words::ahead(today), msg!("Enter the last day"));
    let last_day = match form.finish((last_day,)) {
        Ok((last_day,)) => last_day,
        Err(errors) => {
            return end_page(visit, id, &ending, FormView::again(END, fields, errors)).await;
        }
    };
    let app = &visit.web.app;
    let cmd = |key: &String| EndOn { registration: id, key: key.clone(), last_day };
    let once = &words::once(visit, fields);
    let done = match &ending {
        Ending::Order(key) => {
            let cmd = &cmd(key);
            app.write_once(&visit.actor, once, move |tx| Box::pin(end_order(tx, cmd))).await
        }
        Ending::Post(key) => {
            let cmd = &cmd(key);
            app.write_once(&visit.actor, once, move |tx| Box::pin(end_post(tx, cmd))).await
        }
    };
    match done {
        Ok(_) => Ok(back_to(id)),
        Err(AppError::Refused(it)) => {
            let errors = FieldErrors::one("last_day", refusal::words(&it));
            end_page(visit, id, &ending, FormView::again(END, fields, errors)).await
        }
        Err(error) => Err(error.into()),
    }
}
