//! Reviews: those that want attention, and holding one.

mod hold;
mod reached;

use app::gate::Resource;
use app::notice::Tell;
use app::review::{DueReview, Kept, Which, due};
use axum::Router;
use axum::extract::Query;
use axum::routing::get;
use serde::{Deserialize, Serialize};

use super::registration::words;
use crate::i18n::{Language, Msg};
use crate::msg;
use crate::render::{NavItem, Page, Pagination, Registered, Tag, Tone};
use crate::server::{PageResult, Visit, Web};
use crate::words::edition_text;

pub(crate) use reached::HREF as THRESHOLDS;

const PAGE_LENGTH_ROWS: usize = 50;

pub(crate) fn routes() -> Router<Web> {
    Router::new()
        .route("/reviews", get(index))
        .route(reached::HREF, get(reached::index))
        .route("/registrations/{registration}/review", get(hold::new).post(hold::create))
}

/// The pages of this slice.
pub(crate) fn pages() -> Vec<Registered> {
    vec![
        Registered::of::<ReviewsPage>(),
        Registered::of::<reached::ReachedPage>(),
        Registered::of::<hold::ReviewPage>(),
    ]
}

/// The reviews that want attention.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct ReviewsPage {
    tabs: Vec<NavItem>,
    /// Whether the reader tells agencies of anything.
    tells: bool,
    rows: Vec<Row>,
    pagination: Pagination,
}

#[derive(Debug, Clone, Serialize)]
struct Row {
    href: String,
    name: String,
    scheme: String,
    strand: String,
    due_on: String,
    tag: Tag,
    turned_eighteen_on: Option<String>,
}

impl Page for ReviewsPage {
    const TEMPLATE: &'static str = "pages/review/index.html";

    fn samples() -> Vec<Self> {
        let row = Row {
            href: "/registrations/1".to_owned(),
            name: "Sam Sample".to_owned(),
            scheme: "Sampleton scheme".to_owned(),
            strand: "Prevent and Deter".to_owned(),
            due_on: "2005-03-06".to_owned(),
            tag: Tag::new(msg!("Due today"), Tone::Warning),
            turned_eighteen_on: Some("2005-02-01".to_owned()),
        };
        let plain = Row { turned_eighteen_on: None, ..row.clone() };
        let pagination = Pagination::new(1, PAGE_LENGTH_ROWS, 2, |_| "/reviews".to_owned());
        vec![
            Self { tabs: tabs(Some(Which::All)), tells: true, rows: vec![row, plain], pagination },
            Self {
                tabs: tabs(Some(Which::Past)),
                tells: false,
                rows: Vec::new(),
                pagination: Pagination::new(1, PAGE_LENGTH_ROWS, 0, |_| "/reviews".to_owned()),
            },
        ]
    }
}

#[derive(Debug, Deserialize)]
struct Asked {
    show: Option<String>,
    page: Option<usize>,
}

/// How a review ended.
pub(crate) fn reviewed(outcome: Kept) -> Msg {
    match outcome {
        Kept::Kept => msg!("Review: kept on the scheme"),
        Kept::RemovalProposed => msg!("Review: removal proposed"),
    }
}

async fn index(visit: Visit, Query(asked): Query<Asked>) -> PageResult {
    let which = asked.show.as_deref().and_then(Which::from_key).unwrap_or(Which::All);
    let found = visit.web.app.read(&visit.actor, |rx| Box::pin(due(rx))).await?;
    let found: Vec<_> = found.iter().filter(|it| which.holds(it.standing)).collect();
    let href = |number| format!("/reviews?show={}&page={number}", which.key());
    let number = asked.page.unwrap_or(1);
    let pagination = Pagination::new(number, PAGE_LENGTH_ROWS, found.len(), href);
    let skipped = pagination.from.saturating_sub(1);
    let rows = found.into_iter().skip(skipped).take(PAGE_LENGTH_ROWS);
    let rows = rows.map(|it| row(it, visit.language)).collect();
    let tells = visit.may(&Tell(Resource::System));
    visit.render(&ReviewsPage { tabs: tabs(Some(which)), tells, rows, pagination })
}

fn row(it: &DueReview, language: Language) -> Row {
    Row {
        href: format!("/registrations/{}", it.registration),
        name: it.name.clone(),
        scheme: it.scheme_name.clone(),
        strand: edition_text(&it.strand, language),
        due_on: it.due_on.to_string(),
        tag: words::review_tag(it.standing),
        turned_eighteen_on: it.turned_eighteen_on.map(|it| it.to_string()),
    }
}

/// The lists of reviews, and the one of thresholds; that one is here where no list is.
fn tabs(here: Option<Which>) -> Vec<NavItem> {
    let tab = |which: Which| {
        let item = NavItem::new(heading(which), format!("/reviews?show={}", which.key()));
        if Some(which) == here { item.here() } else { item }
    };
    let reached = NavItem::new(msg!("Threshold for removal reached"), reached::HREF);
    let reached = if here.is_none() { reached.here() } else { reached };
    Which::ALL.into_iter().map(tab).chain([reached]).collect()
}

fn heading(which: Which) -> Msg {
    match which {
        Which::All => msg!("All that want attention"),
        Which::Amber => msg!("Coming"),
        Which::Past => msg!("Late"),
        Which::Queued => msg!("Queued for removal"),
    }
}
