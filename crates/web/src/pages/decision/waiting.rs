//! The waiting list of a scheme, in the order in which places come up.

use app::decision::waiting_list;
use axum::extract::Path;
use domain::id::SchemeId;
use serde::Serialize;

use super::new::capacity;
use crate::i18n::Words;
use crate::msg;
use crate::pages::nomination::{href, key};
use crate::render::{Page, Why};
use crate::server::{PageResult, Visit};

/// The waiting list.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct WaitingPage {
    scheme: String,
    scheme_name: String,
    capacity: Words,
    lines: Vec<Line>,
    why: Why,
}

#[derive(Debug, Clone, Serialize)]
struct Line {
    number: usize,
    href: String,
    name: String,
    since: String,
    nominated_on: String,
    agency: String,
}

impl Page for WaitingPage {
    const TEMPLATE: &'static str = "pages/decision/waiting.html";

    fn samples() -> Vec<Self> {
        let line = Line {
            number: 1,
            href: "/nominations/1".to_owned(),
            name: "Sample, Bo".to_owned(),
            since: "2004-09-06".to_owned(),
            nominated_on: "2004-09-01".to_owned(),
            agency: "Sampleshire Police".to_owned(),
        };
        let page = |lines| Self {
            scheme: "1".to_owned(),
            scheme_name: "Sample scheme".to_owned(),
            capacity: capacity(None, 1).into(),
            lines,
            why: why(),
        };
        vec![page(vec![]), page(vec![line])]
    }
}

fn why() -> Why {
    Why {
        rule: msg!(
            "Places come up in the order in which the panel gave them, then by the day of \
             nominating. A score moves nobody."
        )
        .into(),
        source: Some("RR04 ¶3".to_owned()),
        in_force_on: None,
        inputs: Vec::new(),
    }
}

pub(super) async fn index(visit: Visit, Path(scheme): Path<String>) -> PageResult {
    let id: SchemeId = key(&scheme)?;
    let app = &visit.web.app;
    let found = app.read(&visit.actor, |rx| Box::pin(waiting_list(rx, id))).await?;
    let lines = found.places.iter().enumerate().map(|(index, (place, listed))| Line {
        number: index + 1,
        href: href(place.nomination),
        name: listed.name.clone(),
        since: place.since.to_string(),
        nominated_on: place.nominated_on.to_string(),
        agency: listed.agency_name.clone(),
    });
    visit.render(&WaitingPage {
        scheme,
        capacity: capacity(found.scheme.capacity, found.registered).into(),
        lines: lines.collect(),
        scheme_name: found.scheme.name,
        why: why(),
    })
}
