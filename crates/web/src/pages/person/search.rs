//! The search for people.

use app::gate::Resource;
use app::person::{Found, Hit, Search, search};
use axum::extract::Query;
use domain::identifier::Identifier;
use serde::{Deserialize, Serialize};

use super::view::{Asked, suffix};
use crate::form::FormView;
use crate::i18n::Msg;
use crate::render::{Choice, Page};
use crate::server::{PageResult, Visit};
use crate::{msg, words};

const FIELDS: &[&str] = &["q", "removed"];

/// What was found.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct SearchPage {
    form: FormView,
    /// The choice to include removed people, for those who may.
    removed: Vec<Choice>,
    asked: bool,
    groups: Vec<Group>,
}

#[derive(Debug, Clone, Serialize)]
struct Group {
    line: String,
    only_similar: bool,
    faulty: Vec<Faulty>,
    hits: Vec<HitView>,
}

#[derive(Debug, Clone, Serialize)]
struct Faulty {
    kind: Msg,
    number: String,
    why: Msg,
}

/// Somebody in a list.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct HitView {
    name: String,
    href: String,
    others: String,
    born_on: Option<String>,
    schemes: String,
    removed: bool,
}

impl HitView {
    pub(crate) fn of(hit: Hit, which: Search) -> Self {
        let removed = hit.schemes.is_empty();
        let which = if removed { Search::PresentAndRemoved } else { which };
        Self {
            href: format!("/people/{}{}", hit.id, suffix(which)),
            name: hit.name.sorted,
            others: hit.name.others.join("; "),
            born_on: hit.born_on.map(|it| it.to_string()),
            schemes: hit.schemes.join("; "),
            removed,
        }
    }

    pub(crate) fn samples() -> Vec<Self> {
        let known = Self {
            name: "Testwood, Robin".to_owned(),
            href: "/people/1".to_owned(),
            others: "Bobby Testwood".to_owned(),
            born_on: Some("1980-05-01".to_owned()),
            schemes: "Alderton PPO scheme".to_owned(),
            removed: false,
        };
        let removed = Self {
            others: String::new(),
            born_on: None,
            schemes: String::new(),
            removed: true,
            ..known.clone()
        };
        vec![known, removed]
    }
}

impl Page for SearchPage {
    const TEMPLATE: &'static str = "pages/search/show.html";

    fn samples() -> Vec<Self> {
        let faulty = Faulty {
            kind: msg!("PNC ID"),
            number: "03/9A".to_owned(),
            why: msg!("Nothing was typed"),
        };
        let group = Group {
            line: "Testwood".to_owned(),
            only_similar: true,
            faulty: vec![faulty],
            hits: HitView::samples(),
        };
        let nobody = Group { hits: Vec::new(), only_similar: false, ..group.clone() };
        let blank = Self {
            form: FormView::blank(FIELDS),
            removed: Vec::new(),
            asked: false,
            groups: Vec::new(),
        };
        let asked = Self {
            form: FormView::blank(FIELDS).with("q", "Testwood").ticked("removed", ["include"]),
            removed: removed_choice(),
            asked: true,
            groups: vec![group, nobody],
        };
        vec![blank, asked]
    }
}

#[derive(Debug, Deserialize)]
pub(crate) struct Wanted {
    q: Option<String>,
    removed: Option<String>,
}

pub(crate) async fn show(visit: Visit, Query(wanted): Query<Wanted>) -> PageResult {
    let policy = visit.web.app.policy();
    let may_ask = policy.decide(&visit.actor, "list_removed", &Resource::System).is_ok();
    let asked = Asked { removed: wanted.removed.filter(|_| may_ask) };
    let which = asked.which();
    let text = wanted.q.unwrap_or_default();
    let text = text.as_str();
    let found = visit.web.app.read(&visit.actor, |rx| Box::pin(search(rx, text, which))).await?;
    let mut form = FormView::blank(FIELDS).with("q", text);
    if which == Search::PresentAndRemoved {
        form = form.ticked("removed", ["include"]);
    }
    visit.render(&SearchPage {
        form,
        removed: if may_ask { removed_choice() } else { Vec::new() },
        asked: !text.trim().is_empty(),
        groups: found.into_iter().map(|it| group(it, which)).collect(),
    })
}

fn removed_choice() -> Vec<Choice> {
    let choice = Choice::new("include", msg!("Include people who were removed"));
    vec![choice.hinted(msg!("Asking for them is kept in the audit trail"))]
}

fn group(found: Found, which: Search) -> Group {
    Group {
        line: found.line,
        only_similar: found.only_similar,
        faulty: found.faulty.iter().filter_map(faulty).collect(),
        hits: found.hits.into_iter().map(|it| HitView::of(it, which)).collect(),
    }
}

fn faulty(identifier: &Identifier) -> Option<Faulty> {
    Some(Faulty {
        kind: words::identifier_kind(identifier.kind()),
        number: identifier.typed().to_owned(),
        why: words::identifier_fault(identifier.fault()?),
    })
}
