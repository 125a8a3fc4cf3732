//! Who was told of a person, and what the reader's role here includes.

use app::timeline::{Filter, Kind, timeline};
use axum::extract::{Path, Query};
use domain::id::PersonId;
use domain::user::Category;
use serde::Serialize;

use super::timeline::item;
use super::view::{Asked, Head, Section, key, record, sample_head};
use crate::i18n::Msg;
use crate::render::{Page, TimelineItem};
use crate::server::{PageResult, Visit};
use crate::{msg, words};

/// Who was told, and who may see what.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct SharingPage {
    head: Head,
    told: Vec<TimelineItem>,
    /// Whether the reader may see who was told.
    told_shown: bool,
    categories: Vec<CategoryView>,
}

#[derive(Debug, Clone, Serialize)]
struct CategoryView {
    name: Msg,
    shown: bool,
}

impl Page for SharingPage {
    const TEMPLATE: &'static str = "pages/person/sharing.html";

    fn samples() -> Vec<Self> {
        let shown = CategoryView { name: msg!("Identity"), shown: true };
        let withheld = CategoryView { name: msg!("Intelligence"), shown: false };
        let page = Self {
            head: sample_head(),
            told: super::timeline::sample_items(),
            told_shown: true,
            categories: vec![shown, withheld],
        };
        vec![Self { told: Vec::new(), told_shown: false, ..page.clone() }, page]
    }
}

pub(crate) async fn show(
    visit: Visit,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> PageResult {
    let id: PersonId = key(&id)?;
    let record = record(&visit, id, asked.which(), "opened_sharing").await?;
    let filter = Filter { kinds: vec![Kind::Told], keyword: None };
    let (opened, filter) = (&record.file.opened, &filter);
    let told =
        visit.web.app.read(&visit.actor, |rx| Box::pin(timeline(rx, opened, filter))).await?;
    let withheld = &record.file.withheld;
    let category = |it| CategoryView { name: words::category(it), shown: !withheld.contains(&it) };
    visit.render(&SharingPage {
        told: told.into_iter().map(|it| item(it, visit.language)).collect(),
        told_shown: !withheld.contains(&Category::Registration),
        categories: Category::ALL.map(category).to_vec(),
        head: record.head(Section::Sharing),
    })
}
