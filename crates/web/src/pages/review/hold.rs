//! Holding a review: keep, or propose removal. There is no third way.

use app::AppError;
use app::review::{ForReview, Hold, Kept, for_review, hold};
use app::user::{DraftForm, DraftKey};
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect};
use domain::Date;
use domain::agency::AgencyKind;
use domain::edition::{GroundKey, StrandKey};
use domain::id::RegistrationId;
use domain::review::{Outcome, ReviewRefusal};
use serde::Serialize;

use crate::form::{DraftView, FieldErrors, Fields, FormReader, FormView, Read};
use crate::i18n::{Msg, Words, date_words};
use crate::msg;
use crate::pages::conflict::{self, Clash};
use crate::pages::draft;
use crate::pages::registration::{strands, words};
use crate::pages::removal::ground_choices;
use crate::refusal;
use crate::render::{Choice, Difference, Identity, Page, Tag, Tone};
use crate::server::{PageResult, Visit};
use crate::words::{agency_kind, edition_text};

const FIELDS: &[&str] =
    &["version", "held_on", "took_part", "outcome", "strand", "next_due_on", "ground", "reasons"];

/// The form that records a review.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct ReviewPage {
    form: FormView,
    identity: Identity,
    href: String,
    due_on: String,
    due_tag: Tag,
    turns_eighteen_on: Option<String>,
    kinds: Vec<Choice>,
    outcomes: Vec<Choice>,
    strands: Vec<Choice>,
    latest: Vec<Words>,
    grounds: Vec<Choice>,
}

impl Page for ReviewPage {
    const TEMPLATE: &'static str = "pages/review/hold.html";

    fn samples() -> Vec<Self> {
        let plain = Self {
            form: FormView::blank(FIELDS).drafted(DraftView::sample(DraftForm::Review)),
            identity: words::sample_identity(),
            href: "/registrations/1".to_owned(),
            due_on: "2005-03-06".to_owned(),
            due_tag: Tag::new(msg!("Due today"), Tone::Warning),
            turns_eighteen_on: None,
            kinds: kinds(),
            outcomes: outcomes(),
            strands: vec![Choice::new("a", Words::typed("Catch and Convict"))],
            latest: vec![Words::typed("-")],
            grounds: vec![Choice::new("a", Words::typed("Moved away"))],
        };
        let turned = Self { turns_eighteen_on: Some("2005-02-01".to_owned()), ..plain.clone() };
        vec![plain, turned]
    }
}

fn kinds() -> Vec<Choice> {
    AgencyKind::ALL.map(|it| Choice::new(it.key(), agency_kind(it))).to_vec()
}

fn outcomes() -> Vec<Choice> {
    vec![
        Choice::new("keep", msg!("Keep on the scheme")),
        Choice::new("propose_removal", msg!("Propose removal")),
    ]
}

async fn opened(visit: &Visit, id: RegistrationId) -> Result<ForReview, AppError> {
    visit.web.app.read(&visit.actor, |rx| Box::pin(for_review(rx, id))).await
}

pub(super) async fn new(visit: Visit, Path(id): Path<String>) -> PageResult {
    let id: RegistrationId = words::key(&id)?;
    let case = opened(&visit, id).await?;
    let latest = case.latest.iter().find(|it| it.strand == case.strand);
    let form = FormView::blank(FIELDS)
        .with("version", case.version.to_string())
        .with("held_on", words::today(&visit).to_string())
        .with("strand", case.strand.0.clone())
        .with("next_due_on", latest.map(|it| it.on.to_string()).unwrap_or_default());
    let key = DraftKey::new(DraftForm::Review, id);
    let form = draft::resume(&visit, form, &key).await?;
    visit.render(&page(&visit, id, &case, form))
}

fn page(visit: &Visit, id: RegistrationId, case: &ForReview, form: FormView) -> ReviewPage {
    let language = visit.language;
    let latest = case.latest.iter().map(|it| {
        let strand = case.strands.iter().find(|strand| strand.key == it.strand);
        let name = strand.map(|it| edition_text(&it.label, language)).unwrap_or_default();
        msg!("{strand}: no later than {date}", strand = name, date = it.on).into()
    });
    ReviewPage {
        form,
        identity: words::identity(&case.person, words::today(visit)),
        href: format!("/registrations/{id}"),
        due_on: case.due.on.to_string(),
        due_tag: words::review_tag(case.due.standing),
        turns_eighteen_on: case.turns_eighteen_on.map(|it| it.to_string()),
        kinds: kinds(),
        outcomes: outcomes(),
        strands: strands(&case.strands, language),
        latest: latest.collect(),
        grounds: ground_choices(&case.grounds, language),
    }
}

pub(super) async fn create(visit: Visit, Path(id): Path<String>, fields: Fields) -> PageResult {
    let id: RegistrationId = words::key(&id)?;
    let cmd = match read(id, &fields, words::today(&visit)) {
        Ok(cmd) => cmd,
        Err(errors) => return again(&visit, id, &fields, errors).await,
    };
    let (cmd, once) = (&cmd, &words::once(&visit, &fields));
    let app = &visit.web.app;
    match app.write_once(&visit.actor, once, move |tx| Box::pin(hold(tx, cmd))).await {
        Ok(_) => {
            visit.say_next(&msg!("The review is recorded")).await;
            let to = match cmd.outcome {
                Outcome::Keep { .. } => format!("/registrations/{id}"),
                Outcome::ProposeRemoval { .. } => format!("/registrations/{id}/removal"),
            };
            Ok(Redirect::to(&to).into_response())
        }
        Err(AppError::Refused(it)) => {
            let errors = FieldErrors::one(field_of(&it), refusal::words(&it));
            again(&visit, id, &fields, errors).await
        }
        Err(AppError::Stale { .. }) => conflict(&visit, &fields, cmd).await,
        Err(error) => Err(error.into()),
    }
}

async fn again(
    visit: &Visit,
    id: RegistrationId,
    fields: &Fields,
    errors: FieldErrors,
) -> PageResult {
    let case = opened(visit, id).await?;
    visit.render(&page(visit, id, &case, FormView::again(FIELDS, fields, errors)))
}

fn read(id: RegistrationId, fields: &Fields, today: Date) -> Result<Hold, FieldErrors> {
    let mut form = FormReader::new(fields);
    let version = form.id("version", |it| it.parse().ok(), msg!("Open the review again"));
    let held_on = form.date("held_on", words::past(today), msg!("Enter the day of the review"));
    let took_part = form.some_checkboxes(
        "took_part",
        AgencyKind::from_key,
        msg!("Tick the agencies that took part"),
    );
    let outcome = outcome(&mut form, today);
    let reasons = form.required_long_text("reasons", msg!("Give the reasons"));
    let (version, held_on, took_part, outcome, reasons) =
        form.finish((version, held_on, took_part, outcome, reasons))?;
    Ok(Hold { registration: id, version, held_on, took_part, outcome, reasons })
}

fn outcome(form: &mut FormReader<'_>, today: Date) -> Read<Outcome> {
    let keeps = form.choice(
        "outcome",
        |key| match key {
            "keep" => Some(true),
            "propose_removal" => Some(false),
            _ => None,
        },
        msg!("Say whether to keep or to propose removal"),
    )?;
    if !keeps {
        let ground = form.required_text("ground", msg!("Choose the ground"))?;
        return Some(Outcome::ProposeRemoval { ground: GroundKey(ground) });
    }
    let strand = form.required_text("strand", msg!("Choose a strand"));
    let next_due_on =
        form.date("next_due_on", words::ahead(today), msg!("Enter the day of the next review"));
    Some(Outcome::Keep { strand: StrandKey(strand?), next_due_on: next_due_on? })
}

fn field_of(refusal: &domain::Refusal) -> &'static str {
    let domain::Refusal::Review(it) = refusal else { return "ground" };
    match it {
        ReviewRefusal::RegistrationClosed { .. }
        | ReviewRefusal::Deceased { .. }
        | ReviewRefusal::InFuture { .. }
        | ReviewRefusal::BeforeRegistration { .. }
        | ReviewRefusal::NotAfterLastReview { .. } => "held_on",
        ReviewRefusal::NobodyTookPart => "took_part",
        ReviewRefusal::NoReasons => "reasons",
        ReviewRefusal::StrandNotInForce { .. }
        | ReviewRefusal::OutsideAges { .. }
        | ReviewRefusal::NoInterval { .. } => "strand",
        ReviewRefusal::NextNotAfter | ReviewRefusal::NextTooLate { .. } => "next_due_on",
        ReviewRefusal::GroundNotInForce { .. } | ReviewRefusal::GroundIsAutomatic { .. } => {
            "ground"
        }
    }
}

/// Somebody else reviewed it first: their review beside the one that was typed.
async fn conflict(visit: &Visit, fields: &Fields, cmd: &Hold) -> PageResult {
    let id = cmd.registration;
    let case = opened(visit, id).await?;
    let language = visit.language;
    let day = |on: Date| Some(date_words(on, language));
    let strand = |key: &StrandKey| {
        let offered = case.strands.iter().find(|it| it.key == *key);
        offered.map_or_else(|| key.0.clone(), |it| edition_text(&it.label, language))
    };
    let last = case.last.as_ref();
    let (kept, next) = match &cmd.outcome {
        Outcome::Keep { strand, next_due_on } => (Some(strand), Some(*next_due_on)),
        Outcome::ProposeRemoval { .. } => (None, None),
    };
    let said = |it: Kept| {
        language.say(&match it {
            Kept::Kept => msg!("Keep on the scheme"),
            Kept::RemovalProposed => msg!("Propose removal"),
        })
    };
    let ours = if kept.is_some() { Kept::Kept } else { Kept::RemovalProposed };
    let row = |label: Msg, theirs, yours| Difference { label: label.into(), theirs, yours };
    let differences = vec![
        row(msg!("Day of the review"), last.and_then(|it| day(it.held_on)), day(cmd.held_on)),
        row(msg!("What was decided"), last.map(|it| said(it.outcome)), Some(said(ours))),
        row(msg!("Strand"), Some(strand(&case.strand)), kept.map(strand)),
        row(msg!("Next review by"), day(case.due.on), next.and_then(day)),
        row(msg!("Reasons"), last.map(|it| it.reasons.clone()), Some(cmd.reasons.clone())),
    ];
    let clash = Clash {
        about: vec![("registration", id.to_string())],
        differences,
        action: format!("/registrations/{id}/review"),
        fields,
        version: case.version,
        current_href: format!("/registrations/{id}"),
    };
    conflict::conflict(visit, clash).await
}
