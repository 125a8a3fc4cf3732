//! Nominating: whom, the form, check your answers, done. Everything typed is kept as a draft.

use app::AppError;
use app::nomination::{Candidacy, candidacy, nominate};
use app::scheme::SchemeBrief;
use app::user::{DraftForm, DraftKey};
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect};
use domain::edition::Strand;
use domain::id::{PersonId, SchemeId};
use domain::nomination::NominateRefusal;
use domain::{Date, Refusal};
use serde::{Deserialize, Serialize};

use super::form::{self, PieceView};
use super::{identity, key, sample_identity, today, words};
use crate::form::{DraftView, FieldErrors, Fields, FormView};
use crate::i18n::{Language, Words};
use crate::pages::draft;
use crate::render::{Choice, Identity, Page};
use crate::server::{PageResult, Visit};
use crate::words::edition_name;
use crate::{msg, refusal};

/// The draft of a nomination of somebody to a scheme.
fn draft_of(scheme: SchemeId, person: PersonId) -> DraftKey {
    DraftKey::new(DraftForm::Nomination, format!("{person}_{scheme}"))
}

/// Nobody is chosen yet.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct WhoPage {
    scheme: String,
    scheme_name: String,
}

/// The form.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct FormPage {
    scheme: String,
    scheme_name: String,
    person: String,
    identity: Identity,
    form: FormView,
    pieces: Vec<PieceView>,
    choices: Choices,
}

/// Everything once more, before it is sent.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct CheckPage {
    scheme: String,
    scheme_name: String,
    person: String,
    identity: Identity,
    strand: Words,
    reasons: String,
    mappa: Words,
    clinical_need: Option<String>,
    pieces: Vec<CheckPiece>,
    fields: Vec<(String, String)>,
}

#[derive(Debug, Clone, Serialize)]
struct CheckPiece {
    shows: Words,
    happened_on: Option<String>,
    what: String,
    source: String,
    known_on: String,
    checked_on: Option<String>,
}

/// The answers that the form offers.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Choices {
    strands: Vec<Choice>,
    pub(super) kinds: Vec<Choice>,
    pub(super) details: Vec<Choice>,
    pub(super) mappa: Vec<Choice>,
    pub(super) categories: Vec<Choice>,
    pub(super) levels: Vec<Choice>,
    looked_for: Vec<Choice>,
}

impl Choices {
    pub(super) fn new(strands: &[Strand], language: Language) -> Self {
        let strand = |it: &Strand| Choice::new(it.key.0.clone(), edition_name(&it.label, language));
        let number = |it: u8| Choice::new(it.to_string(), Words::typed(it.to_string()));
        let mut kinds = words::kind_choices();
        let looked_for = kinds.split_off(1);
        kinds.extend(looked_for.iter().cloned());
        Self {
            strands: strands.iter().map(strand).collect(),
            kinds,
            details: words::detail_choices(msg!("Choose")),
            mappa: vec![
                Choice::new("no", msg!("No")),
                Choice::new("yes", msg!("Yes")),
                Choice::new("not_known", msg!("Not known yet")),
            ],
            categories: (1..=4).map(number).collect(),
            levels: (1..=3).map(number).collect(),
            looked_for,
        }
    }
}

impl Page for WhoPage {
    const TEMPLATE: &'static str = "pages/nomination/who.html";

    fn samples() -> Vec<Self> {
        vec![Self { scheme: "1".to_owned(), scheme_name: "Sample scheme".to_owned() }]
    }
}

impl Page for FormPage {
    const TEMPLATE: &'static str = "pages/nomination/new.html";

    fn samples() -> Vec<Self> {
        let page = |fields: &Fields, errors| {
            let form = form::view(2, fields, errors);
            Self {
                scheme: "1".to_owned(),
                scheme_name: "Sample scheme".to_owned(),
                person: "2".to_owned(),
                identity: sample_identity(),
                pieces: form::pieces(2, &form),
                form: form.drafted(DraftView::sample(DraftForm::Nomination)),
                choices: Choices::new(&[], Language::English),
            }
        };
        let typed = Fields::from_pairs([("evidence-0-what", "<b>\n--")]);
        let mut errors = FieldErrors::one("evidence-0-kind", msg!("Choose what it is"));
        errors.push("person", msg!("The rules do not permit this"));
        errors.push("evidence", msg!("The same piece of evidence is given twice"));
        vec![page(&Fields::default(), FieldErrors::default()), page(&typed, errors)]
    }
}

impl Page for CheckPage {
    const TEMPLATE: &'static str = "pages/nomination/check.html";

    fn samples() -> Vec<Self> {
        let piece = |happened_on: Option<&str>| CheckPiece {
            shows: msg!("Robbery").into(),
            happened_on: happened_on.map(str::to_owned),
            what: "A street robbery".to_owned(),
            source: "Crime 1".to_owned(),
            known_on: "2004-01-02".to_owned(),
            checked_on: happened_on.map(str::to_owned),
        };
        let page = |clinical_need: Option<&str>| Self {
            scheme: "1".to_owned(),
            scheme_name: "Sample scheme".to_owned(),
            person: "2".to_owned(),
            identity: sample_identity(),
            strand: Words::typed("Catch"),
            reasons: "Reasons".to_owned(),
            mappa: msg!("Not managed under MAPPA").into(),
            clinical_need: clinical_need.map(str::to_owned),
            pieces: vec![piece(Some("2004-01-01")), piece(None)],
            fields: vec![("reasons".to_owned(), "Reasons".to_owned())],
        };
        vec![page(None), page(Some("Insulin"))]
    }
}

#[derive(Debug, Deserialize)]
pub(super) struct Whom {
    person: Option<String>,
}

impl Whom {
    fn id(&self) -> Result<PersonId, AppError> {
        key(self.person.as_deref().unwrap_or_default())
    }
}

async fn candidate(
    visit: &Visit,
    scheme: &str,
    person: PersonId,
) -> Result<(Candidacy, Date), AppError> {
    let scheme: SchemeId = key(scheme)?;
    let app = &visit.web.app;
    let found = app.read(&visit.actor, |rx| Box::pin(candidacy(rx, scheme, person))).await?;
    Ok((found, today(visit)))
}

pub(super) async fn new(
    visit: Visit,
    Path(scheme): Path<String>,
    Query(whom): Query<Whom>,
) -> PageResult {
    if whom.person.is_none() {
        let id: SchemeId = key(&scheme)?;
        let found = visit.web.app.read(&visit.actor, |rx| Box::pin(app::scheme::brief(rx, id)));
        let found = found.await?;
        works(&found)?;
        return visit.render(&WhoPage { scheme, scheme_name: found.name });
    }
    let person = whom.id()?;
    let (found, today) = candidate(&visit, &scheme, person).await?;
    works(&found.scheme)?;
    let opened = draft::opened(&visit, &draft_of(found.scheme.id, person)).await?;
    let room = form::room(&opened.fields);
    let mut page = form_page(&visit, &found, today, (&opened.fields, room));
    page.form = page.form.drafted(opened.view);
    visit.render(&page)
}

/// A scheme that has closed says so before anybody types.
fn works(scheme: &SchemeBrief) -> Result<(), AppError> {
    match scheme.closed_on {
        Some(on) => Err(NominateRefusal::SchemeClosed { on }.into()),
        None => Ok(()),
    }
}

fn form_page(
    visit: &Visit,
    found: &Candidacy,
    today: Date,
    (fields, room): (&Fields, usize),
) -> FormPage {
    let form = form::view(room, fields, FieldErrors::default());
    FormPage {
        scheme: found.scheme.id.to_string(),
        scheme_name: found.scheme.name.clone(),
        person: found.person.id.to_string(),
        identity: identity(&found.person, today),
        pieces: form::pieces(room, &form),
        form,
        choices: Choices::new(&found.strands, visit.language),
    }
}

fn again(
    visit: &Visit,
    (found, today): (&Candidacy, Date),
    fields: &Fields,
    errors: FieldErrors,
) -> PageResult {
    let room = form::room(fields);
    let mut page = form_page(visit, found, today, (fields, room));
    page.form = form::view(room, fields, errors);
    page.pieces = form::pieces(room, &page.form);
    visit.render(&page)
}

/// A step of the form: room for another piece of evidence, back to change, or on to check.
pub(super) async fn step(visit: Visit, Path(scheme): Path<String>, fields: Fields) -> PageResult {
    let person = key(fields.first("person").unwrap_or_default())?;
    let (found, today) = candidate(&visit, &scheme, person).await?;
    works(&found.scheme)?;
    match fields.first("step") {
        Some("add") => {
            let room = form::room(&fields) + 1;
            visit.render(&form_page(&visit, &found, today, (&fields, room)))
        }
        Some("change") => again(&visit, (&found, today), &fields, FieldErrors::default()),
        _ => match form::read((found.scheme.id, person), &fields, today) {
            Ok(cmd) => visit.render(&check_page(&visit, (&found, today), &cmd, &fields)),
            Err(errors) => again(&visit, (&found, today), &fields, errors),
        },
    }
}

fn check_page(
    visit: &Visit,
    (found, today): (&Candidacy, Date),
    cmd: &app::nomination::NewNomination,
    fields: &Fields,
) -> CheckPage {
    let strand = found.strands.iter().find(|it| it.key == cmd.strand);
    let piece = |it: &app::nomination::NewPiece| CheckPiece {
        shows: words::shown(it.shows).into(),
        happened_on: it.happened_on.map(|it| it.to_string()),
        what: it.what.clone(),
        source: it.source.clone(),
        known_on: it.known_on.unwrap_or(today).to_string(),
        checked_on: it.verified_on.map(|it| it.to_string()),
    };
    let kept = fields.iter().filter(|(name, _)| !["step", "once"].contains(name));
    CheckPage {
        scheme: found.scheme.id.to_string(),
        scheme_name: found.scheme.name.clone(),
        person: found.person.id.to_string(),
        identity: identity(&found.person, today),
        strand: strand.map_or_else(
            || Words::typed(cmd.strand.0.clone()),
            |it| edition_name(&it.label, visit.language),
        ),
        reasons: cmd.reasons.text().to_owned(),
        mappa: words::mappa(&cmd.mappa).into(),
        clinical_need: cmd.clinical_need.as_ref().map(|it| it.text().to_owned()),
        pieces: cmd.pieces.iter().map(piece).collect(),
        fields: kept.map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
    }
}

pub(super) async fn create(visit: Visit, Path(scheme): Path<String>, fields: Fields) -> PageResult {
    let person: PersonId = key(fields.first("person").unwrap_or_default())?;
    let (found, today) = candidate(&visit, &scheme, person).await?;
    let cmd = match form::read((found.scheme.id, person), &fields, today) {
        Ok(cmd) => cmd,
        Err(errors) => return again(&visit, (&found, today), &fields, errors),
    };
    let (app, once) = (&visit.web.app, super::once(&visit, &fields));
    let cmd = &cmd;
    let done = app.write_once(&visit.actor, &once, |tx| Box::pin(nominate(tx, cmd))).await;
    let id = match done {
        Ok(id) => id,
        Err(AppError::Refused(Refusal::Nominate(refused))) => {
            let said = refusal::words(&Refusal::Nominate(refused.clone()));
            let errors = FieldErrors::one(form::field_of(&refused), said);
            return again(&visit, (&found, today), &fields, errors);
        }
        Err(AppError::Refused(refused @ Refusal::Happened(_))) => {
            let errors = FieldErrors::one("evidence", refusal::words(&refused));
            return again(&visit, (&found, today), &fields, errors);
        }
        Err(error) => return Err(error.into()),
    };
    visit.say_next(&msg!("The nomination is before the panel")).await;
    Ok(Redirect::to(&super::href(id)).into_response())
}
