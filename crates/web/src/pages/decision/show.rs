//! A decision as it was recorded.

use app::decision::{Decided, Kept, decided};
use axum::extract::Path;
use domain::decision::Outcome;
use domain::id::DecisionId;
use serde::Serialize;

use crate::i18n::Words;
use crate::msg;
use crate::pages::nomination::score::shown;
use crate::pages::nomination::{href, identity, key, sample_identity, today, words};
use crate::render::{Identity, Page, SummaryRow, Why};
use crate::server::{PageResult, Visit};

/// The page of a decision.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct ShowPage {
    nomination_href: String,
    register_href: Option<String>,
    identity: Identity,
    facts: Vec<SummaryRow>,
    reasons: String,
    views: Vec<ViewLine>,
    why: Why,
}

#[derive(Debug, Clone, Serialize)]
struct ViewLine {
    agency: String,
    spoken_by: String,
    view: Words,
    reasons: Option<String>,
}

impl Page for ShowPage {
    const TEMPLATE: &'static str = "pages/decision/show.html";

    fn samples() -> Vec<Self> {
        let line = |reasons: Option<&str>| ViewLine {
            agency: "Sampleshire Police".to_owned(),
            spoken_by: "Bo Sample".to_owned(),
            view: msg!("Against").into(),
            reasons: reasons.map(str::to_owned),
        };
        let page = |register_href: Option<&str>| Self {
            nomination_href: "/nominations/1".to_owned(),
            register_href: register_href.map(str::to_owned),
            identity: sample_identity(),
            facts: vec![SummaryRow::not_given(msg!("Chair"))],
            reasons: "Reasons".to_owned(),
            views: vec![line(None), line(Some("<b>"))],
            why: why(),
        };
        vec![page(None), page(Some("/nominations/1/register"))]
    }
}

fn why() -> Why {
    Why {
        rule: msg!("The agencies decide together: police, probation and at least two in all.")
            .into(),
        source: Some("RR04 ¶14, ¶26, A.2".to_owned()),
        in_force_on: None,
        inputs: Vec::new(),
    }
}

pub(super) async fn show(visit: Visit, Path(id): Path<String>) -> PageResult {
    let id: DecisionId = key(&id)?;
    let app = &visit.web.app;
    let found = app.read(&visit.actor, |rx| Box::pin(decided(rx, id))).await?;
    let kept = &found.kept;
    let views = kept.views.iter().map(|it| ViewLine {
        agency: it.agency.clone(),
        spoken_by: it.spoken_by.clone(),
        view: words::view(it.view).into(),
        reasons: it.reasons.clone(),
    });
    let registers = match kept.outcome {
        Outcome::Register => found.page.awaits_registration,
        Outcome::WaitingList | Outcome::Refuse | Outcome::Defer { .. } => false,
    };
    visit.render(&ShowPage {
        nomination_href: href(kept.nomination),
        register_href: registers.then(|| format!("{}/register", href(kept.nomination))),
        identity: identity(&found.page.person, today(&visit)),
        facts: facts(&found, kept),
        reasons: kept.reasons.clone(),
        views: views.collect(),
        why: why(),
    })
}

fn facts(found: &Decided, kept: &Kept) -> Vec<SummaryRow> {
    let typed = |text: &str| Words::typed(text);
    let score = kept.score.and_then(|it| shown(it, &found.page));
    let rows = [
        Some(SummaryRow::new(msg!("Scheme"), typed(&found.page.scheme.name))),
        Some(SummaryRow::new(msg!("Decision"), words::outcome(kept.outcome))),
        Some(SummaryRow::new(msg!("Decided on"), msg!("{date}", date = kept.decided_on))),
        Some(SummaryRow::new(msg!("Chair"), typed(&kept.chair))),
        score.map(|it| SummaryRow::new(msg!("Score before the panel"), it)),
        kept.over_capacity
            .as_ref()
            .map(|it| SummaryRow::new(msg!("Why the scheme goes over its places"), typed(it))),
        kept.mappa
            .as_ref()
            .map(|it| SummaryRow::new(msg!("Why, although managed under MAPPA"), typed(it))),
    ];
    rows.into_iter().flatten().collect()
}
