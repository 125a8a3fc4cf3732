//! The page of a nomination.

use app::nomination::{On, Page as Nominated, Piece};
use axum::extract::Path;
use domain::Date;
use domain::id::NominationId;
use domain::nomination::Ruling;
use serde::Serialize;

use super::form::{PieceView, pieces};
use super::new::Choices;
use super::score::{ScoreView, sample, view};
use super::{identity, key, sample_identity, today, words};
use crate::form::{FieldErrors, Fields, FormView};
use crate::i18n::{Language, Words};
use crate::msg;
use crate::render::{Identity, Page, SummaryRow, Tag, Tone};
use crate::server::{PageResult, Visit};
use crate::words::edition_name;

/// The page of a nomination, with the forms that add to it.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct ShowPage {
    id: String,
    version: i64,
    identity: Identity,
    standing: Tag,
    facts: Vec<SummaryRow>,
    reasons: String,
    clinical_need: Option<String>,
    sees_evidence: bool,
    sees_intelligence: bool,
    evidence: Vec<EvidenceView>,
    score: Option<ScoreView>,
    rulings: Vec<RulingView>,
    withdrawn_because: Option<String>,
    decide_href: Option<String>,
    register_href: Option<String>,
    amend: Option<Amend>,
    form: FormView,
}

/// The forms of somebody who may add to the nomination.
#[derive(Debug, Clone, Serialize)]
struct Amend {
    choices: Choices,
    piece: Vec<PieceView>,
    sees_mappa: bool,
}

#[derive(Debug, Clone, Serialize)]
struct EvidenceView {
    shows: Words,
    happened_on: Option<String>,
    known_on: String,
    what: String,
    source: String,
    verified_on: Option<String>,
    brought_by: Words,
}

#[derive(Debug, Clone, Serialize)]
struct RulingView {
    href: String,
    on: String,
    outcome: Words,
}

impl Page for ShowPage {
    const TEMPLATE: &'static str = "pages/nomination/show.html";

    fn samples() -> Vec<Self> {
        let evidence = |day: Option<&str>| EvidenceView {
            shows: msg!("Robbery").into(),
            happened_on: day.map(str::to_owned),
            known_on: "2004-05-02".to_owned(),
            what: "A <b>robbery</b>".to_owned(),
            source: "Crime 1".to_owned(),
            verified_on: day.map(str::to_owned),
            brought_by: msg!("Police").into(),
        };
        let form = form_view(&Fields::default(), FieldErrors::default());
        let bare = Self {
            id: "1".to_owned(),
            version: 1,
            identity: sample_identity(),
            standing: Tag::new(msg!("Awaiting decision"), Tone::Waiting),
            facts: vec![SummaryRow::not_given(msg!("Strand"))],
            reasons: "Reasons".to_owned(),
            clinical_need: None,
            sees_evidence: false,
            sees_intelligence: false,
            evidence: vec![],
            score: None,
            rulings: vec![],
            withdrawn_because: Some("Moved away".to_owned()),
            decide_href: None,
            register_href: Some("/nominations/1/register".to_owned()),
            amend: None,
            form,
        };
        let form = form_view(&Fields::default(), FieldErrors::one("reasons", msg!("Say why")));
        let amend = |sees_mappa| Amend {
            choices: Choices::new(&[], Language::English),
            piece: pieces(1, &form),
            sees_mappa,
        };
        let ruling = RulingView {
            href: "/decisions/1".to_owned(),
            on: "2004-09-06".to_owned(),
            outcome: msg!("Do not take on").into(),
        };
        let full = Self {
            clinical_need: Some("Insulin".to_owned()),
            sees_evidence: true,
            evidence: vec![evidence(Some("2004-05-01")), evidence(None)],
            score: Some(sample()),
            rulings: vec![ruling],
            withdrawn_because: None,
            decide_href: Some("/nominations/1/decision".to_owned()),
            amend: Some(amend(true)),
            form: form.clone(),
            ..bare.clone()
        };
        let seen = Self { sees_intelligence: true, amend: Some(amend(false)), ..full.clone() };
        let unscored = Self { score: None, evidence: vec![], ..seen.clone() };
        vec![bare, full, seen, unscored]
    }
}

fn form_view(fields: &Fields, errors: FieldErrors) -> FormView {
    super::form::view(1, fields, errors)
}

pub(super) async fn show(visit: Visit, Path(id): Path<String>) -> PageResult {
    render(&visit, key(&id)?, &Fields::default(), FieldErrors::default()).await
}

/// The page once more, with what was typed into one of its forms.
pub(super) async fn render(
    visit: &Visit,
    id: NominationId,
    fields: &Fields,
    errors: FieldErrors,
) -> PageResult {
    let (found, today) = read(visit, id).await?;
    visit.render(&show_page(visit, found, today, form_view(fields, errors)))
}

/// The nomination as this visitor may see it, and the day.
pub(super) async fn read(
    visit: &Visit,
    id: NominationId,
) -> Result<(Nominated, Date), app::AppError> {
    let app = &visit.web.app;
    let found = app.read(&visit.actor, |rx| Box::pin(app::nomination::page(rx, id))).await?;
    Ok((found, today(visit)))
}

fn show_page(visit: &Visit, found: Nominated, today: Date, form: FormView) -> ShowPage {
    let nomination = &found.record.nomination;
    let said = &nomination.said;
    let is_open = nomination.is_undecided(today);
    let amend = (found.may_amend && is_open).then(|| Amend {
        choices: Choices::new(&[], visit.language),
        piece: pieces(1, &form),
        sees_mappa: found.mappa.is_some(),
    });
    let withdrawn = nomination.withdrawn.as_ref();
    ShowPage {
        id: said.id.to_string(),
        version: found.record.version,
        identity: identity(&found.person, today),
        standing: words::standing(nomination.standing(today)),
        facts: facts(visit, &found),
        reasons: said.reasons.text().to_owned(),
        clinical_need: found.clinical_need.clone(),
        sees_evidence: found.sees_offending,
        sees_intelligence: found.sees_intelligence,
        evidence: found.record.pieces.iter().map(evidence_view).collect(),
        score: view(&found),
        rulings: nomination.rulings.iter().map(ruling_view).collect(),
        withdrawn_because: withdrawn.map(|it| it.reasons.text().to_owned()),
        decide_href: (found.may_decide && is_open)
            .then(|| format!("/nominations/{}/decision", said.id)),
        register_href: found
            .awaits_registration
            .then(|| format!("/nominations/{}/register", said.id)),
        amend,
        form,
    }
}

fn facts(visit: &Visit, found: &Nominated) -> Vec<SummaryRow> {
    let said = &found.record.nomination.said;
    let strand = found.strand.as_ref().map_or_else(
        || Words::typed(said.strand.0.clone()),
        |it| edition_name(&it.label, visit.language),
    );
    let mappa = found.mappa.as_ref().map(|it| SummaryRow::new(msg!("MAPPA"), words::mappa(it)));
    let typed = |text: &str| Words::typed(text);
    let rows = [
        SummaryRow::new(msg!("Scheme"), typed(&found.scheme.name)),
        SummaryRow::new(msg!("Strand"), strand),
        SummaryRow::new(msg!("Nominated by"), typed(&found.record.agency_name)),
        SummaryRow::new(msg!("Nominated on"), msg!("{date}", date = said.nominated_on)),
    ];
    rows.into_iter().chain(mappa).collect()
}

fn evidence_view(piece: &Piece) -> EvidenceView {
    let evidence = &piece.evidence;
    EvidenceView {
        shows: words::shown(evidence.shows).into(),
        happened_on: evidence.happened_on.map(|it| it.to_string()),
        known_on: evidence.known_on.to_string(),
        what: piece.what.clone(),
        source: piece.source.clone(),
        verified_on: piece.verified_on().map(|it| it.to_string()),
        brought_by: crate::words::agency_kind(evidence.brought_by).into(),
    }
}

fn ruling_view(ruling: &Ruling) -> RulingView {
    RulingView {
        href: format!("/decisions/{}", ruling.decision),
        on: ruling.on.to_string(),
        outcome: words::outcome(ruling.outcome).into(),
    }
}

/// What a form says it was based on.
pub(super) fn on(id: NominationId, fields: &Fields) -> On {
    let based_on = fields.first("version").and_then(|it| it.parse().ok()).unwrap_or(0);
    On { id, based_on }
}
