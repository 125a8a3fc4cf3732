//! A removal: what is proposed, what is planned, what each agency thinks, what stands in the way.

use app::AppError;
use app::removal::{
    Decide, MayDo, ProposalShown, RemovalShown, SupportShown, ViewShown, show as load,
};
use app::user::{DraftForm, DraftKey};
use axum::extract::Path;
use domain::id::RegistrationId;
use domain::removal::Answer;
use serde::Serialize;

use super::{FIELDS, ground_choices};
use crate::form::{DraftView, Fields, FormView};
use crate::i18n::{Language, Msg, Words};
use crate::msg;
use crate::pages::conflict::{self, Clash};
use crate::pages::draft;
use crate::pages::registration::{agencies, words};
use crate::refusal;
use crate::render::{Choice, Difference, Identity, Page, SummaryRow, Tag, Tone, Why};
use crate::server::{PageResult, Visit};
use crate::words::{edition_name, threshold_words};

/// The removal of one registration.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct RemovalPage {
    form: FormView,
    identity: Identity,
    href: String,
    registration_href: String,
    grounds: Vec<Choice>,
    agencies: Vec<Choice>,
    /// The agencies the reader may speak for.
    speakers: Vec<Choice>,
    proposal: Option<ProposalLines>,
    may_propose: bool,
    may_speak: bool,
    may_decide: bool,
    answers: Vec<Choice>,
    views: Vec<Choice>,
}

#[derive(Debug, Clone, Serialize)]
struct ProposalLines {
    rows: Vec<SummaryRow>,
    ground_why: Why,
    support: Vec<SupportLine>,
    views: Vec<ViewLine>,
    awaited: Vec<String>,
    objectors: Vec<Choice>,
    in_the_way: Option<Words>,
}

#[derive(Debug, Clone, Serialize)]
struct SupportLine {
    what: String,
    agency: String,
    contact: String,
    until: String,
    drop_href: String,
}

#[derive(Debug, Clone, Serialize)]
struct ViewLine {
    agency: String,
    spoke: String,
    on: String,
    tag: Tag,
    objection: Option<String>,
    resolution: Option<String>,
}

pub(super) async fn show(visit: Visit, Path(id): Path<String>) -> PageResult {
    let id = words::key(&id)?;
    let today = words::today(&visit).to_string();
    let form = FormView::blank(FIELDS).with("given_on", today.clone()).with("decided_on", today);
    page(&visit, id, form).await
}

async fn opened(visit: &Visit, id: RegistrationId) -> Result<RemovalShown, AppError> {
    visit.web.app.read(&visit.actor, |rx| Box::pin(load(rx, id))).await
}

/// The page with a form as it was typed, or blank.
pub(super) async fn page(visit: &Visit, id: RegistrationId, form: FormView) -> PageResult {
    let shown = opened(visit, id).await?;
    let version = shown.proposal.as_ref().map(|it| it.version.to_string());
    let mut form = form.with("version", version.unwrap_or_default());
    let drafts: &[DraftForm] = match shown.proposal {
        None => &[DraftForm::Removal],
        Some(_) => &[DraftForm::RemovalView, DraftForm::RemovalDecision],
    };
    for draft in drafts {
        form = draft::resume(visit, form, &DraftKey::new(*draft, id)).await?;
    }
    visit.render(&removal_page(visit, id, &shown, form))
}

fn removal_page(
    visit: &Visit,
    id: RegistrationId,
    shown: &RemovalShown,
    form: FormView,
) -> RemovalPage {
    let own = |it: &&app::scheme::Party| {
        shown.may.contains(&MayDo::AnyView) || shown.own_agency == Some(it.agency)
    };
    let speakers: Vec<_> = shown.parties.iter().filter(own).cloned().collect();
    let may_speak = shown.may.contains(&MayDo::OwnView) && !speakers.is_empty();
    let proposal = shown.proposal.as_ref().map(|it| lines(it, id, visit.language));
    RemovalPage {
        form,
        identity: words::identity(&shown.person, words::today(visit)),
        href: super::href(id),
        registration_href: format!("/registrations/{id}"),
        grounds: ground_choices(&shown.grounds, visit.language),
        agencies: agencies(&shown.parties),
        speakers: agencies(&speakers),
        proposal,
        may_propose: shown.may.contains(&MayDo::Propose),
        may_speak,
        may_decide: shown.may.contains(&MayDo::Decide),
        answers: answers(),
        views: views(),
    }
}

fn answers() -> Vec<Choice> {
    vec![
        Choice::new("remove", msg!("Remove from the scheme")),
        Choice::new("keep", msg!("Keep on the scheme")),
    ]
}

fn views() -> Vec<Choice> {
    vec![Choice::new("agrees", msg!("Agrees")), Choice::new("objects", msg!("Objects"))]
}

fn lines(it: &ProposalShown, id: RegistrationId, language: Language) -> ProposalLines {
    let objectors = it.views.iter().filter(|it| it.objection.is_some() && it.resolution.is_none());
    let objectors = objectors
        .map(|it| Choice::new(it.agency.to_string(), Words::typed(it.agency_name.clone())));
    ProposalLines {
        rows: rows(it, language),
        ground_why: ground_why(it),
        support: it.support.iter().map(|part| support(part, id)).collect(),
        views: it.views.iter().map(view).collect(),
        awaited: it.awaited.iter().map(|it| it.name.clone()).collect(),
        objectors: objectors.collect(),
        in_the_way: it.in_the_way.as_ref().map(|it| refusal::words(&it.clone().into()).into()),
    }
}

fn rows(it: &ProposalShown, language: Language) -> Vec<SummaryRow> {
    let ground = it.ground.as_ref().map_or_else(
        || Words::typed(it.ground_key.0.clone()),
        |ground| edition_name(&ground.label, language),
    );
    let mut rows = vec![
        SummaryRow::new(msg!("Ground"), ground),
        SummaryRow::new(msg!("Proposed on"), msg!("{date}", date = it.proposed_on)),
    ];
    if let Some(by) = &it.proposed_by {
        rows.push(SummaryRow::new(msg!("Proposed by"), Words::typed(by.clone())));
    }
    if let Some(measured) = it.measured {
        rows.push(SummaryRow::new(msg!("Measured"), Words::typed(measured.to_string())));
    }
    if let Some(evidence) = &it.threshold_evidence {
        rows.push(SummaryRow::new(msg!("Evidence"), Words::typed(evidence.clone())));
    }
    rows.push(SummaryRow::new(msg!("Reasons"), Words::typed(it.reasons.clone())));
    rows
}

fn ground_why(it: &ProposalShown) -> Why {
    let threshold = it.ground.as_ref().and_then(|it| it.threshold);
    let threshold = threshold.and_then(|it| Some(threshold_words(it.side, it.figure?, it.unit)));
    let rule = threshold.map_or_else(
        || msg!("A national ground, decided by the agencies together"),
        |it| msg!("A national ground with the scheme's threshold: {threshold}", threshold = it),
    );
    Why {
        rule: rule.into(),
        source: it.ground.as_ref().map(|it| it.source.clone()),
        in_force_on: it.ground.as_ref().map(|it| it.in_force_on.to_string()),
        inputs: Vec::new(),
    }
}

fn support(it: &SupportShown, id: RegistrationId) -> SupportLine {
    SupportLine {
        what: it.what.clone(),
        agency: it.agency_name.clone(),
        contact: it.contact.clone(),
        until: it.until.to_string(),
        drop_href: format!("{}/support/{}/drop", super::href(id), it.key),
    }
}

fn view(it: &ViewShown) -> ViewLine {
    let tag = match (&it.objection, &it.resolution) {
        (None, _) => Tag::new(msg!("Agrees"), Tone::Good),
        (Some(_), None) => Tag::new(msg!("Objects"), Tone::Urgent),
        (Some(_), Some(_)) => Tag::new(msg!("Objection resolved"), Tone::Good),
    };
    ViewLine {
        agency: it.agency_name.clone(),
        spoke: it.spoke_for_it.clone(),
        on: it.given_on.to_string(),
        tag,
        objection: it.objection.clone(),
        resolution: it.resolution.as_ref().map(|(how, _)| how.clone()),
    }
}

/// Somebody added a view or a plan meanwhile: the decision was taken on another table.
pub(super) async fn conflict(visit: &Visit, fields: &Fields, cmd: &Decide) -> PageResult {
    let id = cmd.registration;
    let shown = opened(visit, id).await?;
    let language = visit.language;
    let (views, support) = match &shown.proposal {
        Some(it) => (it.views.as_slice(), it.support.as_slice()),
        None => (&[][..], &[][..]),
    };
    let spoke = |it: &ViewShown| {
        let view = if it.objection.is_some() { msg!("Objects") } else { msg!("Agrees") };
        format!("{}: {}", it.agency_name, language.say(&view))
    };
    let views: Vec<String> = views.iter().map(spoke).collect();
    let support: Vec<String> =
        support.iter().map(|it| format!("{}: {}", it.agency_name, it.what)).collect();
    let answer = match cmd.answer {
        Answer::Remove => msg!("Remove from the scheme"),
        Answer::Keep => msg!("Keep on the scheme"),
    };
    let told = |all: Vec<String>| Some(all.join("\n")).filter(|it| !it.is_empty());
    let row = |label: Msg, theirs, yours| Difference { label: label.into(), theirs, yours };
    let clash = Clash {
        about: shown.proposal.iter().map(|it| ("removal", it.id.to_string())).collect(),
        differences: vec![
            row(msg!("Views of the agencies"), told(views), None),
            row(msg!("Exit plan"), told(support), None),
            row(msg!("What was decided"), None, Some(language.say(&answer))),
            row(msg!("Reasons"), None, Some(cmd.reasons.clone())),
        ],
        action: format!("{}/decision", super::href(id)),
        fields,
        version: shown.proposal.as_ref().map_or(cmd.version, |it| it.version),
        current_href: super::href(id),
    };
    conflict::conflict(visit, clash).await
}

impl Page for RemovalPage {
    const TEMPLATE: &'static str = "pages/removal/show.html";

    fn samples() -> Vec<Self> {
        let blank = Self {
            form: FormView::blank(FIELDS).drafted(DraftView::sample(DraftForm::Removal)),
            identity: words::sample_identity(),
            href: "/registrations/1/removal".to_owned(),
            registration_href: "/registrations/1".to_owned(),
            grounds: vec![Choice::new("a", Words::typed("Moved away"))],
            agencies: agencies(&[]),
            speakers: agencies(&[]),
            proposal: None,
            may_propose: true,
            may_speak: true,
            may_decide: true,
            answers: answers(),
            views: views(),
        };
        let bare = Self { may_propose: false, ..blank.clone() };
        let proposal = sample_proposal();
        let ready = ProposalLines {
            in_the_way: None,
            awaited: Vec::new(),
            objectors: Vec::new(),
            ..proposal.clone()
        };
        let begun = Self { proposal: Some(proposal), ..blank.clone() };
        let ready =
            Self { proposal: Some(ready), may_speak: false, may_decide: false, ..bare.clone() };
        vec![blank, bare, begun, ready]
    }
}

fn sample_proposal() -> ProposalLines {
    let why = Why {
        rule: msg!("A national ground, decided by the agencies together").into(),
        source: Some("SG05 ¶3".to_owned()),
        in_force_on: Some("2005-06-24".to_owned()),
        inputs: Vec::new(),
    };
    let objects = ViewLine {
        agency: "Alder Police".to_owned(),
        spoke: "Bo Sample".to_owned(),
        on: "2005-07-01".to_owned(),
        tag: Tag::new(msg!("Objects"), Tone::Urgent),
        objection: Some("Too soon".to_owned()),
        resolution: Some("Kept for a month more".to_owned()),
    };
    let agrees = ViewLine { objection: None, resolution: None, ..objects.clone() };
    ProposalLines {
        rows: vec![SummaryRow::new(msg!("Ground"), Words::typed("Moved away"))],
        ground_why: why,
        support: vec![SupportLine {
            what: "Tenancy support".to_owned(),
            agency: "Alder Housing".to_owned(),
            contact: "Ana Sample".to_owned(),
            until: "2006-01-01".to_owned(),
            drop_href: "/registrations/1/removal/support/1/drop".to_owned(),
        }],
        views: vec![objects, agrees],
        awaited: vec!["Alder Probation".to_owned()],
        objectors: vec![Choice::new("1", Words::typed("Alder Police"))],
        in_the_way: Some(msg!("There is no exit plan yet").into()),
    }
}
