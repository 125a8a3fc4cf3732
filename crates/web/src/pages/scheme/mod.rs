//! Schemes: the list, the page of one, and the forms that set it up.

pub(crate) mod ask;
pub(crate) mod called;
mod close;
mod form;
mod part;
mod view;
mod view_rows;

use app::decision::ReadWaitingList;
use app::gate::Resource;
use app::import::ImportRegister;
use app::nomination::NominateSomebody;
use app::notice::Tell;
use app::scheme::{self, ChangeScheme, OpenSchemes, SchemeLine, SchemeSheet};
use app::user::{DraftForm, DraftKey};
use app::{AppError, area};
use axum::Router;
use axum::extract::Path;
use axum::response::{IntoResponse as _, Redirect};
use axum::routing::get;
use domain::area::Tree;
use domain::id::{AreaId, SchemeId};
use domain::scheme::{OpenScheme, capacity_standing};
use domain::when::Sense;
use serde::Serialize;

use self::ask::{Ask, AskPage, Kind, Question, once_of, version_of};
use self::form::{Part, day, prison_from_key};
use self::view::{SchemePage, capacity_tag};
use crate::form::{Fields, FormReader};
use crate::i18n::Words;
use crate::msg;
use crate::render::{Choice, NavItem, Page, Registered, Tag, Tone};
use crate::server::{PageResult, Visit, Web};
use crate::words::{edition_name, read_date};

pub(crate) fn routes() -> Router<Web> {
    Router::new()
        .route("/schemes", get(index).post(create))
        .route("/schemes/new", get(new))
        .route("/schemes/{scheme}", get(show))
        .route("/schemes/{scheme}/close", get(close::edit).post(close::update))
        .route("/schemes/{scheme}/change/{part}", get(edit).post(update))
        .route("/schemes/{scheme}/change/{part}/{item}", get(edit_item).post(update_item))
}

/// The pages of this slice.
pub(crate) fn pages() -> Vec<Registered> {
    vec![
        Registered::of::<SchemesPage>(),
        Registered::of::<SchemePage>(),
        Registered::of::<AskPage>(),
        Registered::of::<close::ClosePage>(),
    ]
}

/// The list of schemes.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct SchemesPage {
    rows: Vec<SchemeRow>,
    may_open: bool,
}

#[derive(Debug, Clone, Serialize)]
struct SchemeRow {
    name: String,
    href: String,
    registered: u32,
    places: Option<u32>,
    waiting: u32,
    standing: Tag,
    closed_on: Option<String>,
}

impl Page for SchemesPage {
    const TEMPLATE: &'static str = "pages/scheme/index.html";

    fn samples() -> Vec<Self> {
        let open = SchemeRow {
            name: "Sampleton PPO scheme".to_owned(),
            href: "/schemes/1".to_owned(),
            registered: 18,
            places: Some(20),
            waiting: 2,
            standing: capacity_tag(capacity_standing(Some(20), 18)),
            closed_on: None,
        };
        let closed = SchemeRow {
            places: None,
            standing: capacity_tag(capacity_standing(None, 0)),
            closed_on: Some("2008-04-01".to_owned()),
            ..open.clone()
        };
        vec![
            Self { rows: vec![open, closed], may_open: true },
            Self { rows: Vec::new(), may_open: false },
        ]
    }
}

async fn index(visit: Visit) -> PageResult {
    let query = visit.web.app.read(&visit.actor, |rx| {
        Box::pin(async move {
            let may_open = rx.may(&OpenSchemes(Resource::System));
            Ok((scheme::list(rx).await?, may_open))
        })
    });
    let (lines, may_open) = query.await?;
    visit.render(&SchemesPage { rows: lines.into_iter().map(row).collect(), may_open })
}

fn row(line: SchemeLine) -> SchemeRow {
    let SchemeLine { brief, registered, waiting } = line;
    SchemeRow {
        href: format!("/schemes/{}", brief.id),
        name: brief.name,
        registered,
        places: brief.capacity,
        waiting,
        standing: match brief.closed_on {
            Some(_) => Tag::new(msg!("Closed"), Tone::Neutral),
            None => capacity_tag(capacity_standing(brief.capacity, registered)),
        },
        closed_on: brief.closed_on.map(|it| it.to_string()),
    }
}

async fn show(visit: Visit, Path(id): Path<String>) -> PageResult {
    let sheet = sheet_of(&visit, &id).await?;
    let links = links(&visit, &sheet);
    visit.render(&SchemePage::of(&sheet, visit.language).with_links(links))
}

/// Where this visitor may go on from a scheme.
fn links(visit: &Visit, sheet: &SchemeSheet) -> Vec<NavItem> {
    let here = format!("/schemes/{}", sheet.scheme.id);
    let at = || Resource::Scheme(sheet.scheme.id);
    let policy = visit.web.app.policy();
    let people = policy.decide(&visit.actor, "list_people", &Resource::System).is_ok();
    let open = sheet.scheme.closed_on.is_none();
    let may = [
        (people, msg!("Nominations"), "/nominations".to_owned()),
        (people, msg!("Caseload"), "/caseload".to_owned()),
        (visit.may(&ReadWaitingList(at())), msg!("Waiting list"), format!("{here}/waiting")),
        (
            open && visit.may(&NominateSomebody(at())),
            msg!("Nominate somebody"),
            format!("{here}/nominations/new"),
        ),
        (visit.may(&ImportRegister(at())), msg!("Imports"), "/imports".to_owned()),
        (visit.may(&Tell(at())), msg!("Agencies to tell"), "/notices".to_owned()),
    ];
    let permitted = may.into_iter().filter(|it| it.0);
    permitted.map(|(_, label, href)| NavItem::new(label, href)).collect()
}

async fn sheet_of(visit: &Visit, id: &str) -> Result<SchemeSheet, AppError> {
    let id: SchemeId = id.parse().map_err(|_| AppError::Hidden)?;
    visit.web.app.read(&visit.actor, |rx| Box::pin(scheme::sheet(rx, id))).await
}

async fn edit(visit: Visit, Path((id, part)): Path<(String, String)>) -> PageResult {
    form(&visit, &id, &part, None).await?.2.show(&visit).await
}

async fn edit_item(
    visit: Visit,
    Path((id, part, item)): Path<(String, String, String)>,
) -> PageResult {
    form(&visit, &id, &part, Some(&item)).await?.2.show(&visit).await
}

async fn update(
    visit: Visit,
    Path((id, part)): Path<(String, String)>,
    fields: Fields,
) -> PageResult {
    let form = form(&visit, &id, &part, None).await?;
    change(&visit, form, &fields).await
}

async fn update_item(
    visit: Visit,
    Path((id, part, item)): Path<(String, String, String)>,
    fields: Fields,
) -> PageResult {
    let form = form(&visit, &id, &part, Some(&item)).await?;
    change(&visit, form, &fields).await
}

type Form = (SchemeSheet, Part, Ask);

/// The form that an address names, for whoever may change the scheme.
async fn form(visit: &Visit, id: &str, part: &str, item: Option<&str>) -> Result<Form, AppError> {
    let sheet = sheet_of(visit, id).await?;
    let at = Resource::Scheme(sheet.scheme.id);
    visit
        .web
        .app
        .policy()
        .decide(&visit.actor, "manage_scheme", &at)
        .map_err(AppError::Forbidden)?;
    let path = item.map_or_else(|| part.to_owned(), |item| format!("{part}/{item}"));
    let part = Part::of(part, item).ok_or(AppError::Hidden)?;
    let ask = part::ask(&part, &sheet, &path, visit.language).ok_or(AppError::Hidden)?;
    Ok((sheet, part, ask))
}

async fn change(visit: &Visit, (sheet, part, ask): Form, fields: &Fields) -> PageResult {
    let change = match part.read(&sheet, fields, visit.web.app.ids().next()) {
        Ok(change) => change,
        Err(errors) => return ask.again(visit, fields, errors),
    };
    let cmd = ChangeScheme { scheme: sheet.scheme.id, version: version_of(fields), change };
    let once = once_of(visit, fields);
    let cmd = &cmd;
    let done =
        visit.web.app.write_once(&visit.actor, &once, |tx| Box::pin(scheme::change(tx, cmd))).await;
    match done {
        Ok(id) => {
            visit.say_next(&msg!("Your changes are saved")).await;
            Ok(Redirect::to(&format!("/schemes/{id}")).into_response())
        }
        Err(error) => ask.refused(visit, fields, error).await,
    }
}

async fn new(visit: Visit) -> PageResult {
    opening(&visit).await?.show(&visit).await
}

async fn create(visit: Visit, fields: Fields) -> PageResult {
    let ask = opening(&visit).await?;
    let today = app::clock::london_date(visit.web.app.clock().now());
    let mut form = FormReader::new(&fields);
    let name = form.required_text("name", msg!("Enter a name"));
    let edition = form.required_text("edition", msg!("Choose the guidance it follows"));
    let area = |it: &str| it.parse::<AreaId>().ok();
    let areas = form.some_checkboxes("areas", area, msg!("Choose the areas it covers"));
    let missing = msg!("Choose whether a prison releases here");
    let prison = form.choice("prison", prison_from_key, missing);
    let on = form.date("on", read_date(Sense::Near, today), msg!("Enter a date"));
    let read = form.finish((name, edition, areas, prison, on));
    let (name, edition, areas, prison, on) = match read {
        Ok(read) => read,
        Err(errors) => return ask.again(&visit, &fields, errors),
    };
    let cmd = OpenScheme { id: visit.web.app.ids().next(), name, edition, areas, on };
    let once = once_of(&visit, &fields);
    let cmd = &cmd;
    let done = visit
        .web
        .app
        .write_once(&visit.actor, &once, |tx| Box::pin(scheme::open(tx, cmd, prison)))
        .await;
    match done {
        Ok(id) => {
            visit.say_next(&msg!("The scheme is open")).await;
            Ok(Redirect::to(&format!("/schemes/{id}")).into_response())
        }
        Err(error) => ask.refused(&visit, &fields, error).await,
    }
}

/// The form that opens a scheme, for whoever may.
async fn opening(visit: &Visit) -> Result<Ask, AppError> {
    let query = visit.web.app.read(&visit.actor, |rx| {
        Box::pin(async move {
            rx.require(&OpenSchemes(Resource::System))?;
            Ok((area::tree(rx).await?, rx.today()))
        })
    });
    let (tree, today) = query.await?;
    let editions = visit.web.app.editions().iter();
    let editions = editions
        .map(|it| Choice::new(it.key.clone(), edition_name(&it.label, visit.language)))
        .collect::<Vec<_>>();
    let prisons = [
        Choice::new("yes", msg!("A prison close by releases into the area")),
        Choice::new("no", msg!("No prison close by releases into the area")),
    ];
    Ok(Ask {
        title: msg!("Open a scheme").into(),
        action: "/schemes".to_owned(),
        back: "/schemes".to_owned(),
        button: msg!("Open the scheme"),
        questions: vec![
            Question::new(Kind::Text, "name", msg!("Name")),
            Question::new(Kind::Radios, "edition", msg!("Guidance it follows")).among(editions),
            Question::new(Kind::Checkboxes, "areas", msg!("Areas it covers"))
                .among(partnerships(&tree, today)),
            Question::new(Kind::Radios, "prison", msg!("Prison close by")).among(prisons),
            day(msg!("First day")),
        ],
        now: vec![("on", today.to_string())],
        version: None,
        about: None,
        draft: Some(DraftKey::new(DraftForm::Scheme, "new")),
    })
}

fn partnerships(tree: &Tree, today: domain::Date) -> Vec<Choice> {
    let open = tree.areas_at(today).into_iter().filter(|it| it.level.is_partnership());
    open.map(|it| Choice::new(it.id.to_string(), Words::typed(&it.name))).collect()
}
