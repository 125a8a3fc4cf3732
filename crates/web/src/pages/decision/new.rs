//! Recording what the panel decided.

use app::AppError;
use app::decision::{Panel, decide, panel};
use app::scheme::Party;
use app::user::{DraftForm, DraftKey};
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect};
use domain::Refusal;
use domain::decision::{DecideRefusal, View};
use domain::id::NominationId;
use domain::scheme::{CapacityStanding, capacity_standing};
use serde::Serialize;

use super::form::{self, AgencyView};
use crate::form::{FieldErrors, Fields, FormView};
use crate::i18n::{Msg, Words};
use crate::pages::conflict::{self, Clash};
use crate::pages::draft;
use crate::pages::nomination::score::{ScoreView, sample, view};
use crate::pages::nomination::{href, identity, key, once, sample_identity, today, words};
use crate::render::{Choice, Difference, Identity, Page};
use crate::server::{PageResult, Visit};
use crate::{msg, msg_n, refusal};

/// The form of a decision.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct FormPage {
    nomination: String,
    version: i64,
    identity: Identity,
    capacity: Words,
    mappa: Option<Words>,
    reasons: String,
    score: Option<ScoreView>,
    agencies: Vec<AgencyView>,
    views: Vec<Choice>,
    outcomes: Vec<Choice>,
    form: FormView,
}

impl Page for FormPage {
    const TEMPLATE: &'static str = "pages/decision/new.html";

    fn samples() -> Vec<Self> {
        let errors = FieldErrors::one("views", msg!("An agency can give one view only"));
        let page = |errors, score: Option<ScoreView>, mappa: Option<Words>| {
            let form = form::view(&[], &Fields::default(), errors);
            Self {
                nomination: "1".to_owned(),
                version: 1,
                identity: sample_identity(),
                capacity: capacity(Some(20), 20).into(),
                mappa,
                reasons: "Reasons".to_owned(),
                score,
                agencies: sample_agencies(),
                views: view_choices(),
                outcomes: outcome_choices(),
                form,
            }
        };
        let mappa = Some(msg!("Not managed under MAPPA").into());
        vec![page(FieldErrors::default(), None, None), page(errors, Some(sample()), mappa)]
    }
}

fn sample_agencies() -> Vec<AgencyView> {
    let names = ["view-1", "spoken-1", "why-1"];
    let form = FormView::blank(&names);
    let field = |name: &str| form.field.get(name).cloned();
    let made = || {
        Some(AgencyView {
            name: "Sampleshire Police".to_owned(),
            view: field("view-1")?,
            spoken_by: field("spoken-1")?,
            why: field("why-1")?,
        })
    };
    made().into_iter().collect()
}

/// How the number on a scheme stands against its places.
pub(super) fn capacity(places: Option<u32>, registered: u32) -> Msg {
    let of = |places: Option<u32>| places.unwrap_or_default();
    match capacity_standing(places, registered) {
        CapacityStanding::NotSet => msg_n!(
            "{n} person is on the scheme; no number of places is set",
            "{n} people are on the scheme; no number of places is set",
            i64::from(registered)
        ),
        CapacityStanding::Under { by } => msg!(
            "{registered} of {places} places are taken; {free} are free",
            registered = registered,
            places = of(places),
            free = by
        ),
        CapacityStanding::At => msg!("All {places} places are taken", places = of(places)),
        CapacityStanding::Over { by } => msg!(
            "{registered} people are on a scheme of {places} places: {over} over",
            registered = registered,
            places = of(places),
            over = by
        ),
    }
}

fn view_choices() -> Vec<Choice> {
    let views = View::ALL.into_iter().map(|it| Choice::new(it.key(), words::view(it)));
    std::iter::once(Choice::new("", msg!("Did not take part"))).chain(views).collect()
}

fn outcome_choices() -> Vec<Choice> {
    vec![
        Choice::new("register", msg!("Take on to the scheme")),
        Choice::new("waiting_list", msg!("Accept for the waiting list")),
        Choice::new("refuse", msg!("Do not take on")),
        Choice::new("defer", msg!("Put it off")),
    ]
}

pub(super) async fn new(visit: Visit, Path(id): Path<String>) -> PageResult {
    let id: NominationId = key(&id)?;
    let found = read(&visit, id).await?;
    let opened = draft::opened(&visit, &DraftKey::new(DraftForm::Decision, id)).await?;
    let form = form::view(&found.parties, &opened.fields, FieldErrors::default());
    let form = form.drafted(opened.view);
    render(&visit, &found, form)
}

async fn read(visit: &Visit, id: NominationId) -> Result<Panel, AppError> {
    visit.web.app.read(&visit.actor, |rx| Box::pin(panel(rx, id))).await
}

fn render(visit: &Visit, found: &Panel, form: FormView) -> PageResult {
    let page = &found.page;
    visit.render(&FormPage {
        nomination: page.record.nomination.said.id.to_string(),
        version: page.record.version,
        identity: identity(&page.person, today(visit)),
        capacity: capacity(page.scheme.capacity, found.registered).into(),
        mappa: page.mappa.as_ref().map(|it| words::mappa(it).into()),
        reasons: page.record.nomination.said.reasons.text().to_owned(),
        score: view(page),
        agencies: form::agencies(&found.parties, &form),
        views: view_choices(),
        outcomes: outcome_choices(),
        form,
    })
}

pub(super) async fn create(visit: Visit, Path(id): Path<String>, fields: Fields) -> PageResult {
    let id: NominationId = key(&id)?;
    let once = once(&visit, &fields);
    let found = read(&visit, id).await?;
    let parties: &[Party] = &found.parties;
    let cmd = match form::read(id, (parties, &fields), today(&visit)) {
        Ok(cmd) => cmd,
        Err(errors) => return render(&visit, &found, form::view(parties, &fields, errors)),
    };
    let cmd = &cmd;
    let app = &visit.web.app;
    let done = app.write_once(&visit.actor, &once, |tx| Box::pin(decide(tx, cmd))).await;
    match done {
        Ok(decision) => {
            visit.say_next(&msg!("The panel's decision is recorded")).await;
            Ok(Redirect::to(&format!("/decisions/{decision}")).into_response())
        }
        Err(AppError::Refused(Refusal::Decide(refused))) => {
            let errors = refused_at(&refused, parties);
            render(&visit, &found, form::view(parties, &fields, errors))
        }
        Err(AppError::Stale { .. }) => conflict(&visit, &found, &fields, cmd).await,
        Err(error) => Err(error.into()),
    }
}

fn refused_at(refused: &DecideRefusal, parties: &[Party]) -> FieldErrors {
    let said = refusal::words(&Refusal::Decide(refused.clone()));
    FieldErrors::one(&form::field_of(refused, parties), said)
}

/// Somebody was quicker: where the nomination stands now, beside what was to be decided.
async fn conflict(
    visit: &Visit,
    now: &Panel,
    fields: &Fields,
    cmd: &app::decision::NewDecision,
) -> PageResult {
    let record = &now.page.record;
    let id = record.nomination.said.id;
    let say = |words: Words| match words {
        Words::Ours(msg) => visit.language.say(&msg),
        Words::Typed { typed } => typed,
    };
    let theirs = say(words::standing(record.nomination.standing(today(visit))).text);
    let mappa = now.page.mappa.as_ref().map(|it| visit.language.say(&words::mappa(it)));
    let ruled = record.nomination.rulings.last().map(|it| ("decision", it.decision.to_string()));
    let clash = Clash {
        about: [Some(("nomination", id.to_string())), ruled].into_iter().flatten().collect(),
        differences: vec![
            Difference {
                label: msg!("Standing").into(),
                theirs: Some(theirs),
                yours: Some(visit.language.say(&words::outcome(cmd.outcome))),
            },
            Difference { label: msg!("MAPPA").into(), theirs: mappa, yours: None },
        ],
        action: format!("{}/decision", href(id)),
        fields,
        version: record.version,
        current_href: href(id),
    };
    conflict::conflict(visit, clash).await
}
