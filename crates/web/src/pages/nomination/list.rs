//! The lists of nominations: before the panel, put off, waiting, made by one's own agency.

use app::nomination::{ListOf, Listed, list};
use axum::extract::Query;
use serde::{Deserialize, Serialize};

use super::{href, words};
use crate::i18n::Msg;
use crate::msg;
use crate::render::{NavItem, Page, Pagination, Tag, Tone};
use crate::server::{PageResult, Visit};

/// Nominations on one page of a list.
const PAGE_SIZE: usize = 50;

/// One of the lists.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct ListPage {
    lists: Vec<NavItem>,
    lines: Vec<Line>,
    pagination: Pagination,
}

#[derive(Debug, Clone, Serialize)]
struct Line {
    href: String,
    name: String,
    scheme: String,
    agency: String,
    nominated_on: String,
    standing: Tag,
}

impl Page for ListPage {
    const TEMPLATE: &'static str = "pages/nomination/index.html";

    fn samples() -> Vec<Self> {
        let line = Line {
            href: "/nominations/1".to_owned(),
            name: "Sample, Bo".to_owned(),
            scheme: "Sample scheme".to_owned(),
            agency: "Sampleshire Police".to_owned(),
            nominated_on: "2004-09-06".to_owned(),
            standing: Tag::new(msg!("Awaiting decision"), Tone::Waiting),
        };
        let page = |lines: Vec<Line>| Self {
            lists: vec![NavItem::new(msg!("Awaiting decision"), "/nominations").here()],
            pagination: Pagination::new(1, PAGE_SIZE, lines.len(), |_| "/nominations".to_owned()),
            lines,
        };
        vec![page(vec![]), page(vec![line])]
    }
}

#[derive(Debug, Deserialize)]
pub(super) struct Wanted {
    list: Option<String>,
    page: Option<usize>,
}

pub(super) async fn index(visit: Visit, Query(wanted): Query<Wanted>) -> PageResult {
    let of = wanted.list.as_deref().and_then(ListOf::from_key).unwrap_or(ListOf::Awaiting);
    let listing = visit.web.app.read(&visit.actor, |rx| Box::pin(list(rx, of))).await?;
    let lists = ListOf::ALL.into_iter().zip(listing.counts).map(|(it, count)| {
        let item = NavItem::new(label(it, count), address(it));
        if it == of { item.here() } else { item }
    });
    let total = listing.lines.len();
    let at = |number: usize| format!("{}&page={number}", address(of));
    let pagination = Pagination::new(wanted.page.unwrap_or(1), PAGE_SIZE, total, at);
    let shown = listing.lines.iter().skip(pagination.from.saturating_sub(1)).take(PAGE_SIZE);
    visit.render(&ListPage { lists: lists.collect(), lines: shown.map(line).collect(), pagination })
}

fn address(of: ListOf) -> String {
    format!("/nominations?list={}", of.key())
}

fn label(of: ListOf, count: usize) -> Msg {
    match of {
        ListOf::Awaiting => msg!("Awaiting decision ({n})", n = count),
        ListOf::Deferred => msg!("Put off ({n})", n = count),
        ListOf::Waiting => msg!("Waiting list ({n})", n = count),
        ListOf::Mine => msg!("From my agency ({n})", n = count),
    }
}

fn line(listed: &Listed) -> Line {
    Line {
        href: href(listed.id),
        name: listed.name.clone(),
        scheme: listed.scheme_name.clone(),
        agency: listed.agency_name.clone(),
        nominated_on: listed.nominated_on.to_string(),
        standing: words::standing(listed.standing),
    }
}
