//! Named views of the list.

use app::Rx;
use app::caseload::{
    SaveView, SavedView, VIEW_NAME_LIMIT_CHARS, delete_view, may_change, rename_view, save_view,
    views,
};
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect};
use domain::id::SchemeId;
use serde::Serialize;

use super::{query, today};
use crate::form::{FieldErrors, Fields, FormReader, FormView};
use crate::i18n::Msg;
use crate::msg;
use crate::render::Page;
use crate::server::{PageResult, Visit};

/// The fields of the form that names a view.
const FIELDS: &[&str] = &["view_name"];

/// The named views that the reader sees.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct ViewsPage {
    /// The views.
    pub(crate) views: Vec<View>,
    /// What is wrong with a name that was sent.
    pub(crate) form: FormView,
    /// What was to be saved when its name was refused.
    pub(crate) again: Option<Again>,
}

/// A view as the page shows it.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct View {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) href: String,
    /// The scheme that shares it.
    pub(crate) scheme: Option<String>,
    pub(crate) may_change: bool,
}

/// What was to be saved.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Again {
    pub(crate) query: String,
    pub(crate) share: String,
}

impl Page for ViewsPage {
    const TEMPLATE: &'static str = "pages/caseload/views.html";

    fn samples() -> Vec<Self> {
        let view = View {
            id: "1".to_owned(),
            name: "My overdue <b>".to_owned(),
            href: "/caseload?review=late".to_owned(),
            scheme: None,
            may_change: true,
        };
        let shared = View {
            id: "2".to_owned(),
            scheme: Some("Sample PPO scheme".to_owned()),
            may_change: false,
            ..view.clone()
        };
        let again = Again { query: "review=late".to_owned(), share: String::new() };
        let wrong = FieldErrors::one("view_name", msg!("Give the view a name"));
        let typed = Fields::from_pairs([("view_name", "")]);
        let form = FormView::blank(FIELDS);
        vec![
            Self { views: Vec::new(), form: form.clone(), again: None },
            Self { views: vec![view, shared], form, again: None },
            Self {
                views: Vec::new(),
                form: FormView::again(FIELDS, &typed, wrong),
                again: Some(again),
            },
        ]
    }
}

pub(super) async fn index(visit: Visit) -> PageResult {
    show(&visit, FormView::blank(FIELDS), None).await
}

async fn show(visit: &Visit, form: FormView, again: Option<Again>) -> PageResult {
    let views = visit.web.app.read(&visit.actor, |rx| {
        Box::pin(async move {
            let found = views(rx).await?;
            Ok(found.into_iter().map(|it| view(rx, it)).collect())
        })
    });
    visit.render(&ViewsPage { views: views.await?, form, again })
}

fn view(rx: &Rx<'_>, it: SavedView) -> View {
    let (may_change, href) = (may_change(rx, &it), format!("/caseload?{}", it.query));
    View { id: it.id, name: it.name, href, scheme: it.scheme_name, may_change }
}

pub(super) async fn create(visit: Visit, fields: Fields) -> PageResult {
    let asked = super::asked(fields.first("query"));
    let (filter, _) = query::read(&asked, today(&visit));
    let query = query::write(&filter, 1);
    let share = fields.first("share").unwrap_or_default();
    let name = match name(&fields) {
        Ok(name) => name,
        Err(errors) => {
            let form = FormView::again(FIELDS, &fields, errors);
            let again = Again { query, share: share.to_owned() };
            return show(&visit, form, Some(again)).await;
        }
    };
    let scheme: Option<SchemeId> = share.parse().ok();
    let cmd = SaveView { name, query, scheme };
    let (cmd, once) = (&cmd, fields.first("once").unwrap_or_default());
    let saved =
        visit.web.app.write_once(&visit.actor, once, move |tx| Box::pin(save_view(tx, cmd)));
    saved.await?;
    done(&visit, &msg!("The view is saved")).await
}

pub(super) async fn update(visit: Visit, Path(id): Path<String>, fields: Fields) -> PageResult {
    let name = match name(&fields) {
        Ok(name) => name,
        Err(errors) => {
            return show(&visit, FormView::again(FIELDS, &fields, errors), None).await;
        }
    };
    let (id, name) = (id.as_str(), name.as_str());
    visit.web.app.write(&visit.actor, |tx| Box::pin(rename_view(tx, id, name))).await?;
    done(&visit, &msg!("The view has its new name")).await
}

pub(super) async fn delete(visit: Visit, Path(id): Path<String>) -> PageResult {
    let id = id.as_str();
    visit.web.app.write(&visit.actor, |tx| Box::pin(delete_view(tx, id))).await?;
    done(&visit, &msg!("The view is deleted")).await
}

async fn done(visit: &Visit, said: &Msg) -> PageResult {
    visit.say_next(said).await;
    Ok(Redirect::to("/caseload/views").into_response())
}

fn name(fields: &Fields) -> Result<String, FieldErrors> {
    let mut form = FormReader::new(fields);
    let name = form.required_text("view_name", msg!("Give the view a name"));
    let (name,) = form.finish((name,))?;
    if name.chars().count() > VIEW_NAME_LIMIT_CHARS {
        let limit = VIEW_NAME_LIMIT_CHARS;
        let long = msg!("Use {limit} characters or fewer", limit = limit);
        return Err(FieldErrors::one("view_name", long));
    }
    Ok(name)
}
