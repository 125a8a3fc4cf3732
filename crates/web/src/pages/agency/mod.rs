//! Agencies that take part.

use app::agency::{self, ManageAgencies};
use app::gate::Resource;
use app::{AppError, area};
use axum::Router;
use axum::response::{IntoResponse as _, Redirect};
use axum::routing::get;
use domain::agency::{AgencyKind, CreateAgency};
use domain::area::Tree;
use serde::Serialize;

use super::scheme::ask::{Ask, Kind, Question, once_of};
use crate::form::{Fields, FormReader};
use crate::i18n::{Msg, Words};
use crate::msg;
use crate::render::{Choice, Page, Registered};
use crate::server::{PageResult, Visit, Web};
use crate::words::agency_kind;

pub(crate) fn routes() -> Router<Web> {
    Router::new().route("/agencies", get(index).post(create)).route("/agencies/new", get(new))
}

/// The pages of this slice.
pub(crate) fn pages() -> Vec<Registered> {
    vec![Registered::of::<AgenciesPage>()]
}

/// Every agency there is.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct AgenciesPage {
    rows: Vec<AgencyRow>,
    may_create: bool,
}

#[derive(Debug, Clone, Serialize)]
struct AgencyRow {
    name: String,
    kind: Msg,
    area: String,
    area_href: String,
}

impl Page for AgenciesPage {
    const TEMPLATE: &'static str = "pages/agency/index.html";

    fn samples() -> Vec<Self> {
        let row = AgencyRow {
            name: "Sample Police".to_owned(),
            kind: agency_kind(AgencyKind::Police),
            area: "Samplingshire".to_owned(),
            area_href: "/areas/1".to_owned(),
        };
        vec![
            Self { rows: vec![row], may_create: true },
            Self { rows: Vec::new(), may_create: false },
        ]
    }
}

async fn index(visit: Visit) -> PageResult {
    let query = visit.web.app.read(&visit.actor, |rx| {
        Box::pin(async move {
            let may_create = rx.may(&ManageAgencies(Resource::System));
            Ok((agency::all(rx).await?, area::tree(rx).await?, may_create))
        })
    });
    let (agencies, tree, may_create) = query.await?;
    let row = |it: domain::agency::Agency| AgencyRow {
        area: tree.find(it.area).map_or_else(String::new, |area| area.name.clone()),
        area_href: format!("/areas/{}", it.area),
        name: it.name,
        kind: agency_kind(it.kind),
    };
    visit.render(&AgenciesPage { rows: agencies.into_iter().map(row).collect(), may_create })
}

async fn new(visit: Visit) -> PageResult {
    form(&visit).await?.show(&visit).await
}

async fn create(visit: Visit, fields: Fields) -> PageResult {
    let ask = form(&visit).await?;
    let mut form = FormReader::new(&fields);
    let name = form.required_text("name", msg!("Enter a name"));
    let kind = form.choice("kind", AgencyKind::from_key, msg!("Choose a kind"));
    let area = form.id("area", |it| it.parse().ok(), msg!("Choose an area"));
    let (name, kind, area) = match form.finish((name, kind, area)) {
        Ok(read) => read,
        Err(errors) => return ask.again(&visit, &fields, errors),
    };
    let cmd = CreateAgency { id: visit.web.app.ids().next(), kind, name, area };
    let once = once_of(&visit, &fields);
    let cmd = &cmd;
    let write =
        visit.web.app.write_once(&visit.actor, &once, |tx| Box::pin(agency::create(tx, cmd)));
    match write.await {
        Ok(_) => {
            visit.say_next(&msg!("The agency is set up")).await;
            Ok(Redirect::to("/agencies").into_response())
        }
        Err(error) => ask.refused(&visit, &fields, error).await,
    }
}

/// The form, for whoever may set up agencies.
async fn form(visit: &Visit) -> Result<Ask, AppError> {
    let query = visit.web.app.read(&visit.actor, |rx| {
        Box::pin(async move {
            rx.require(&ManageAgencies(Resource::System))?;
            Ok((area::tree(rx).await?, rx.today()))
        })
    });
    let (tree, today) = query.await?;
    let kinds = AgencyKind::ALL.map(|it| Choice::new(it.key(), agency_kind(it)));
    Ok(Ask {
        title: msg!("Set up an agency").into(),
        action: "/agencies".to_owned(),
        back: "/agencies".to_owned(),
        button: msg!("Save"),
        questions: vec![
            Question::new(Kind::Text, "name", msg!("Name")),
            Question::new(Kind::Select, "kind", msg!("Kind")).among(kinds),
            Question::new(Kind::Select, "area", msg!("Area it serves")).among(areas(&tree, today)),
        ],
        now: Vec::new(),
        version: None,
        about: None,
        draft: None,
    })
}

fn areas(tree: &Tree, today: domain::Date) -> Vec<Choice> {
    let open = tree.areas_at(today).into_iter();
    open.map(|it| Choice::new(it.id.to_string(), Words::typed(&it.name))).collect()
}
