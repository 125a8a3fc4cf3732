//! People for whom the threshold of a ground of removal is reached, and why. It only proposes.

use app::removal::{Reached, reached};
use axum::extract::Query;
use domain::edition::{ThresholdSide, ThresholdUnit};
use domain::removal::{OffendingFact, OffendingKind};
use serde::{Deserialize, Serialize};

use super::{PAGE_LENGTH_ROWS, tabs};
use crate::i18n::{Language, Msg};
use crate::render::{NavItem, Page, Pagination, Why, WhyInput};
use crate::server::{PageResult, Visit};
use crate::words::{edition_text, threshold_words};
use crate::{msg, msg_n};

/// Where the list is.
pub(crate) const HREF: &str = "/reviews/thresholds";

/// The people for whom a threshold is reached.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct ReachedPage {
    tabs: Vec<NavItem>,
    rows: Vec<Row>,
    pagination: Pagination,
}

#[derive(Debug, Clone, Serialize)]
struct Row {
    href: String,
    removal_href: String,
    name: String,
    scheme: String,
    strand: String,
    ground: String,
    counted: Msg,
    why: Why,
}

#[derive(Debug, Deserialize)]
pub(super) struct Asked {
    page: Option<usize>,
}

pub(super) async fn index(visit: Visit, Query(asked): Query<Asked>) -> PageResult {
    let found = visit.web.app.read(&visit.actor, |rx| Box::pin(reached(rx))).await?;
    let href = |number| format!("{HREF}?page={number}");
    let number = asked.page.unwrap_or(1);
    let pagination = Pagination::new(number, PAGE_LENGTH_ROWS, found.len(), href);
    let skipped = pagination.from.saturating_sub(1);
    let rows = found.iter().skip(skipped).take(PAGE_LENGTH_ROWS);
    let rows = rows.map(|it| row(it, visit.language)).collect();
    visit.render(&ReachedPage { tabs: tabs(None), rows, pagination })
}

fn row(it: &Reached, language: Language) -> Row {
    let href = format!("/registrations/{}", it.registration);
    Row {
        removal_href: format!("{href}/removal"),
        href,
        name: it.name.clone(),
        scheme: it.scheme_name.clone(),
        strand: edition_text(&it.strand, language),
        ground: edition_text(&it.ground_label, language),
        counted: msg_n!(
            "{n} month at liberty without a known offence",
            "{n} months at liberty without a known offence",
            i64::from(it.quiet.months)
        ),
        why: why(it),
    }
}

/// The facts looked at, the rule and its paragraph.
fn why(it: &Reached) -> Why {
    let figure = threshold_words(ThresholdSide::AtLeast, it.figure, ThresholdUnit::Months);
    let last = it.quiet.last.map_or_else(|| msg!("None is recorded"), known);
    let input = |label: Msg, value: Msg| WhyInput { label: label.into(), value: value.into() };
    Why {
        rule: msg!(
            "A national ground with the scheme's threshold: {threshold}",
            threshold = figure
        )
        .into(),
        source: Some(it.source.clone()),
        in_force_on: Some(it.in_force_on.to_string()),
        inputs: vec![
            input(msg!("Registered"), msg!("{date}", date = it.registered_on)),
            input(msg!("Last known offence"), last),
            input(msg!("Counted from"), msg!("{date}", date = it.quiet.since)),
            input(
                msg!("Days in custody since then, not counted"),
                msg!("{number}", number = it.quiet.held_days),
            ),
        ],
    }
}

fn known(fact: OffendingFact) -> Msg {
    let date = fact.on;
    match fact.kind {
        OffendingKind::Conviction => msg!("Conviction on {date}", date = date),
        OffendingKind::Charge => msg!("Charge on {date}", date = date),
        OffendingKind::Arrest => msg!("Arrest on {date}", date = date),
        OffendingKind::Order => msg!("Order or sentence from {date}", date = date),
        OffendingKind::Reception => msg!("Taken into custody on {date}", date = date),
    }
}

impl Page for ReachedPage {
    const TEMPLATE: &'static str = "pages/review/reached.html";

    fn samples() -> Vec<Self> {
        let on = jiff::civil::date(2004, 3, 1);
        let kinds = OffendingKind::ALL.map(|kind| known(OffendingFact { kind, on }));
        let row = |last: Msg| Row {
            href: "/registrations/1".to_owned(),
            removal_href: "/registrations/1/removal".to_owned(),
            name: "Sam Sample".to_owned(),
            scheme: "Sampleton scheme".to_owned(),
            strand: "Catch and Convict".to_owned(),
            ground: "No known offending while at liberty".to_owned(),
            counted: msg_n!(
                "{n} month at liberty without a known offence",
                "{n} months at liberty without a known offence",
                14
            ),
            why: Why {
                rule: msg!("None is recorded").into(),
                source: Some("SG05 ¶3".to_owned()),
                in_force_on: Some("2005-06-24".to_owned()),
                inputs: vec![WhyInput {
                    label: msg!("Last known offence").into(),
                    value: last.into(),
                }],
            },
        };
        let at = |count| Pagination::new(1, PAGE_LENGTH_ROWS, count, |_| HREF.to_owned());
        vec![
            Self {
                tabs: tabs(None),
                rows: kinds.into_iter().map(row).collect(),
                pagination: at(5),
            },
            Self { tabs: tabs(None), rows: Vec::new(), pagination: at(0) },
        ]
    }
}
