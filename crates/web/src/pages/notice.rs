//! Who is still to be told of a selection or a removal, and the record that they were.

use app::AppError;
use app::notice::{Notice, TellAgency, ToTell, open_notice, tell, to_tell};
use axum::Router;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect};
use axum::routing::get;
use domain::id::NoticeId;
use domain::notice::Occasion;
use serde::Serialize;

use super::registration::words;
use crate::form::{FieldErrors, Fields, FormReader, FormView};
use crate::i18n::{Msg, Words};
use crate::msg;
use crate::pages::scheme::ask::typed;
use crate::refusal;
use crate::render::{Page, Registered};
use crate::server::{PageResult, Visit, Web};

const FIELDS: &[&str] = &["told_on", "how", "flag_off_on"];

pub(crate) fn routes() -> Router<Web> {
    Router::new().route("/notices", get(index)).route("/notices/{notice}", get(edit).post(update))
}

/// The pages of this slice.
pub(crate) fn pages() -> Vec<Registered> {
    vec![Registered::of::<NoticesPage>(), Registered::of::<TellPage>()]
}

/// What an agency is told of.
pub(crate) fn matter(occasion: Occasion) -> Msg {
    match occasion {
        Occasion::Selection => msg!("Taken on to the scheme"),
        Occasion::Removal => msg!("Removed from the scheme"),
    }
}

/// Everything still to be told.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct NoticesPage {
    rows: Vec<Row>,
}

#[derive(Debug, Clone, Serialize)]
struct Row {
    href: String,
    name: String,
    agency: String,
    scheme: String,
    matter: Words,
    due_on: String,
    flag: bool,
}

/// The record that one agency was told.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct TellPage {
    form: FormView,
    row: Row,
}

impl Page for NoticesPage {
    const TEMPLATE: &'static str = "pages/notice/index.html";

    fn samples() -> Vec<Self> {
        vec![Self { rows: Vec::new() }, Self { rows: vec![sample()] }]
    }
}

impl Page for TellPage {
    const TEMPLATE: &'static str = "pages/notice/tell.html";

    fn samples() -> Vec<Self> {
        let plain = Row { flag: false, ..sample() };
        vec![
            Self { form: FormView::blank(FIELDS), row: sample() },
            Self { form: FormView::blank(FIELDS), row: plain },
        ]
    }
}

fn sample() -> Row {
    Row {
        href: "/notices/1".to_owned(),
        name: "Sam Sample".to_owned(),
        agency: "HMP Alderwood".to_owned(),
        scheme: "Sampleton scheme".to_owned(),
        matter: matter(Occasion::Removal).into(),
        due_on: "2005-03-06".to_owned(),
        flag: true,
    }
}

fn row(it: &ToTell) -> Row {
    let notice: &Notice = &it.notice;
    Row {
        href: format!("/notices/{}", notice.id),
        name: it.name.clone(),
        agency: notice.agency_name.clone(),
        scheme: it.scheme_name.clone(),
        matter: matter(notice.occasion).into(),
        due_on: notice.due_on.to_string(),
        flag: notice.takes_flag_off(),
    }
}

async fn index(visit: Visit) -> PageResult {
    let found = visit.web.app.read(&visit.actor, |rx| Box::pin(to_tell(rx))).await?;
    visit.render(&NoticesPage { rows: found.iter().map(row).collect() })
}

async fn edit(visit: Visit, Path(id): Path<String>) -> PageResult {
    let form = FormView::blank(FIELDS).with("told_on", typed(words::today(&visit)));
    page(&visit, words::key(&id)?, form).await
}

async fn page(visit: &Visit, id: NoticeId, form: FormView) -> PageResult {
    let found = visit.web.app.read(&visit.actor, |rx| Box::pin(open_notice(rx, id))).await?;
    visit.render(&TellPage { form, row: row(&found) })
}

async fn update(visit: Visit, Path(id): Path<String>, fields: Fields) -> PageResult {
    let id: NoticeId = words::key(&id)?;
    let today = words::today(&visit);
    let mut form = FormReader::new(&fields);
    let told_on = form.date("told_on", words::past(today), msg!("Enter the day they were told"));
    let how = form.required_text("how", msg!("Say how they were told"));
    let flag_off_on = form.optional_date("flag_off_on", words::past(today));
    let (told_on, how, flag_off_on) = match form.finish((told_on, how, flag_off_on)) {
        Ok(read) => read,
        Err(errors) => return page(&visit, id, FormView::again(FIELDS, &fields, errors)).await,
    };
    let cmd = TellAgency { notice: id, told_on, how, flag_off_on };
    let (cmd, once) = (&cmd, &words::once(&visit, &fields));
    let app = &visit.web.app;
    match app.write_once(&visit.actor, once, move |tx| Box::pin(tell(tx, cmd))).await {
        Ok(_) => {
            visit.say_next(&msg!("It is recorded that the agency was told")).await;
            Ok(Redirect::to("/notices").into_response())
        }
        Err(AppError::Refused(it)) => {
            let told = matches!(
                it,
                domain::Refusal::Tell(domain::notice::TellRefusal::AlreadyTold { .. })
            );
            if told {
                return Err(AppError::Refused(it).into());
            }
            let errors = FieldErrors::one("told_on", refusal::words(&it));
            page(&visit, id, FormView::again(FIELDS, &fields, errors)).await
        }
        Err(error) => Err(error.into()),
    }
}
