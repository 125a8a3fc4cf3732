//! Holding a review: keep, or propose removal. There is no third way.

use app::AppError;
use app::review::{ForReview, Hold, for_review, hold};
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect};
use domain::Date;
use domain::agency::AgencyKind;
use domain::edition::{GroundKey, StrandKey};
use domain::id::RegistrationId;
use domain::review::{Outcome, ReviewRefusal};
use serde::Serialize;

use crate::form::{FieldErrors, Fields, FormReader, FormView, Read};
use crate::i18n::Words;
use crate::msg;
use crate::pages::registration::{strands, words};
use crate::pages::removal::ground_choices;
use crate::pages::scheme::ask::typed;
use crate::refusal;
use crate::render::{Choice, ConflictPage, Difference, Identity, Page, Tag, Tone};
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
            form: FormView::blank(FIELDS),
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
        .with("held_on", typed(words::today(&visit)))
        .with("strand", case.strand.0.clone())
        .with("next_due_on", latest.map(|it| typed(it.on)).unwrap_or_default());
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
        Err(AppError::Stale { .. }) => conflict(&visit, id, &fields).await,
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

/// Somebody else reviewed it first: what stands now beside what was typed.
async fn conflict(visit: &Visit, id: RegistrationId, fields: &Fields) -> PageResult {
    let case = opened(visit, id).await?;
    let typed = |name| fields.first(name).map(str::to_owned);
    let difference = |label: crate::i18n::Msg, theirs: String, name| Difference {
        label: label.into(),
        theirs: Some(theirs),
        yours: typed(name),
    };
    let version = case.version.to_string();
    let fields = fields.iter().filter(|(name, _)| *name != "once");
    let fields = fields.map(|(name, value)| {
        let value = if name == "version" { &version } else { value };
        (name.to_owned(), value.to_owned())
    });
    visit.render(&ConflictPage {
        changed_by: None,
        changed_at: None,
        differences: vec![
            difference(msg!("Strand"), case.strand.0.clone(), "strand"),
            difference(msg!("Next review"), case.due.on.to_string(), "next_due_on"),
        ],
        action: format!("/registrations/{id}/review"),
        fields: fields.collect(),
        current_href: format!("/registrations/{id}"),
    })
}
