//! Closing a scheme: what stands in the way, what follows, and why it closes.

use app::AppError;
use app::scheme::{self, Closing};
use axum::extract::Path;
use axum::response::{IntoResponse as _, Redirect};
use domain::Date;
use domain::id::SchemeId;
use domain::scheme::{CloseScheme, SchemeRefusal, Unfinished};
use domain::when::Sense;
use serde::Serialize;

use super::ask::{once_of, version_of};
use crate::form::{FieldErrors, Fields, FormReader, FormView};
use crate::pages::nomination::form::reasons;
use crate::render::{Choice, NavItem, Page};
use crate::server::{PageResult, Visit};
use crate::words::read_date;
use crate::{msg, refusal};

const FIELDS: &[&str] = &["on", "because", "confirm"];

/// The page that closes a scheme.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct ClosePage {
    name: String,
    action: String,
    back: String,
    version: i64,
    /// What stands in the way, each with where to settle it.
    in_the_way: Vec<NavItem>,
    gaps: Vec<String>,
    confirm: Vec<Choice>,
    form: FormView,
}

impl ClosePage {
    fn of(closing: &Closing, id: SchemeId, form: FormView) -> Self {
        Self {
            name: closing.name.clone(),
            action: format!("/schemes/{id}/close"),
            back: format!("/schemes/{id}"),
            version: closing.version,
            in_the_way: in_the_way(closing, id),
            gaps: closing.gaps.clone(),
            confirm: vec![Choice::new("yes", msg!("I have checked this. Close the scheme"))],
            form,
        }
    }
}

fn in_the_way(closing: &Closing, id: SchemeId) -> Vec<NavItem> {
    let Unfinished { registered, waiting, nominated, last_left_on: _ } = closing.unfinished;
    let lines = [
        (
            registered,
            SchemeRefusal::PeopleRegistered { count: registered },
            format!("/caseload?scheme={id}"),
        ),
        (
            waiting,
            SchemeRefusal::PeopleWaiting { count: waiting },
            format!("/schemes/{id}/waiting"),
        ),
        (nominated, SchemeRefusal::NominationsOpen { count: nominated }, "/nominations".to_owned()),
    ];
    let some = lines.into_iter().filter(|(count, ..)| *count > 0);
    some.map(|(_, it, href)| NavItem::new(refusal::words(&it.into()), href)).collect()
}

impl Page for ClosePage {
    const TEMPLATE: &'static str = "pages/scheme/close.html";

    fn samples() -> Vec<Self> {
        let ready = Self {
            name: "Sampleton PPO scheme".to_owned(),
            action: "/schemes/1/close".to_owned(),
            back: "/schemes/1".to_owned(),
            version: 4,
            in_the_way: Vec::new(),
            gaps: vec!["Sampleton".to_owned()],
            confirm: vec![Choice::new("yes", msg!("I have checked this. Close the scheme"))],
            form: FormView::blank(FIELDS),
        };
        let waiting = refusal::words(&SchemeRefusal::PeopleWaiting { count: 2 }.into());
        let item = NavItem::new(waiting, "/schemes/1/waiting");
        let errors = FieldErrors::one("because", msg!("Say why the scheme closes"));
        vec![
            Self { in_the_way: vec![item], ..ready.clone() },
            Self {
                form: FormView::again(FIELDS, &Fields::default(), errors),
                gaps: Vec::new(),
                ..ready.clone()
            },
            ready,
        ]
    }
}

fn today(visit: &Visit) -> Date {
    app::clock::london_date(visit.web.app.clock().now())
}

async fn page(visit: &Visit, id: SchemeId, form: FormView) -> PageResult {
    let closing = visit.web.app.read(&visit.actor, |rx| Box::pin(scheme::closing(rx, id))).await?;
    visit.render(&ClosePage::of(&closing, id, form))
}

pub(super) async fn edit(visit: Visit, Path(id): Path<String>) -> PageResult {
    let id = id.parse().map_err(|_| AppError::Hidden)?;
    page(&visit, id, FormView::blank(FIELDS).with("on", today(&visit).to_string())).await
}

fn read(fields: &Fields, today: Date) -> Result<CloseScheme, FieldErrors> {
    let mut form = FormReader::new(fields);
    let on = form.date("on", read_date(Sense::Past, today), msg!("Enter a date"));
    let because = reasons(&mut form, "because", msg!("Say why the scheme closes"));
    let yes = |it: &str| (it == "yes").then_some(());
    let sure = form.some_checkboxes("confirm", yes, msg!("Confirm that the scheme is to close"));
    let (on, because, _) = form.finish((on, because, sure))?;
    Ok(CloseScheme { on, because })
}

pub(super) async fn update(visit: Visit, Path(id): Path<String>, fields: Fields) -> PageResult {
    let id: SchemeId = id.parse().map_err(|_| AppError::Hidden)?;
    let cmd = match read(&fields, today(&visit)) {
        Ok(cmd) => cmd,
        Err(errors) => return page(&visit, id, FormView::again(FIELDS, &fields, errors)).await,
    };
    let (cmd, at, once) = (&cmd, (id, version_of(&fields)), once_of(&visit, &fields));
    let done = visit.web.app.write_once(&visit.actor, &once, |tx| {
        Box::pin(async move { scheme::close(tx, at, cmd).await.map(|()| id) })
    });
    let told = match done.await {
        Ok(_) => {
            visit.say_next(&msg!("The scheme is closed")).await;
            return Ok(Redirect::to(&format!("/schemes/{id}")).into_response());
        }
        Err(AppError::Refused(it)) => refusal::words(&it),
        Err(AppError::Stale { .. }) => refusal::stale(),
        Err(error) => return Err(error.into()),
    };
    page(&visit, id, FormView::again(FIELDS, &fields, FieldErrors::one("on", told))).await
}
