//! Removal: proposal, exit plan, views, decision; and death.

mod death;
mod show;

use app::AppError;
use app::removal::{
    AddSupport, Decide, GiveViewOf, GroundOffered, Outcome, Propose, Resolve, add_support, decide,
    drop_support, give_view, propose, resolve,
};
use axum::Router;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect};
use axum::routing::{get, post};
use domain::Refusal;
use domain::edition::GroundKey;
use domain::id::{AgencyId, RegistrationId};
use domain::removal::{Answer, RemovalRefusal};

use super::registration::words;
use crate::form::{FieldErrors, Fields, FormReader, FormView, Read};
use crate::i18n::{Language, Msg};
use crate::msg;
use crate::refusal;
use crate::render::{Choice, Registered};
use crate::server::{PageResult, Visit, Web};
use crate::words::{edition_name, threshold_words};

pub(crate) fn routes() -> Router<Web> {
    Router::new()
        .route("/registrations/{registration}/removal", get(show::show).post(create))
        .route("/registrations/{registration}/removal/support", post(plan))
        .route("/registrations/{registration}/removal/support/{support}/drop", post(unplan))
        .route("/registrations/{registration}/removal/views", post(view))
        .route("/registrations/{registration}/removal/resolutions", post(resolution))
        .route("/registrations/{registration}/removal/decision", post(decision))
        .route("/people/{person}/death", get(death::new).post(death::create))
}

/// The pages of this slice.
pub(crate) fn pages() -> Vec<Registered> {
    vec![Registered::of::<show::RemovalPage>(), Registered::of::<death::DeathPage>()]
}

const FIELDS: &[&str] = &[
    "version",
    "ground",
    "measured",
    "evidence",
    "reasons",
    "what",
    "agency",
    "contact",
    "until",
    "view_agency",
    "spoke",
    "view",
    "objection",
    "given_on",
    "how",
    "resolved_agency",
    "answer",
    "decided_on",
    "decision_reasons",
];

/// The grounds of removal to choose from, each with its paragraph and local threshold.
pub(crate) fn ground_choices(grounds: &[GroundOffered], language: Language) -> Vec<Choice> {
    let hint = |it: &GroundOffered| -> Msg {
        let source = it.source.as_str();
        match &it.threshold {
            None => msg!("Source: {source}", source = source),
            Some(threshold) => match threshold.figure {
                None => {
                    msg!("The scheme has not set its threshold. Source: {source}", source = source)
                }
                Some(figure) => msg!(
                    "Threshold: {threshold}. Source: {source}",
                    threshold = threshold_words(threshold.side, figure, threshold.unit),
                    source = source,
                ),
            },
        }
    };
    let choice = |it: &GroundOffered| {
        Choice::new(it.key.0.clone(), edition_name(&it.label, language)).hinted(hint(it))
    };
    grounds.iter().map(choice).collect()
}

fn href(id: RegistrationId) -> String {
    format!("/registrations/{id}/removal")
}

/// Goes back to the removal, or shows it again with what is wrong.
async fn settled<T>(
    visit: &Visit,
    (id, fields): (RegistrationId, &Fields),
    field: &'static str,
    done: Result<T, AppError>,
) -> PageResult {
    match done {
        Ok(_) => Ok(Redirect::to(&href(id)).into_response()),
        Err(AppError::Refused(it)) => {
            again(visit, (id, fields), FieldErrors::one(field, refusal::words(&it))).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn again(
    visit: &Visit,
    (id, fields): (RegistrationId, &Fields),
    errors: FieldErrors,
) -> PageResult {
    show::page(visit, id, FormView::again(FIELDS, fields, errors)).await
}

async fn create(visit: Visit, Path(id): Path<String>, fields: Fields) -> PageResult {
    let id: RegistrationId = words::key(&id)?;
    let mut form = FormReader::new(&fields);
    let ground = form.required_text("ground", msg!("Choose the ground"));
    let measured =
        form.parsed("measured", |it| it.parse::<u32>().map_err(|_| msg!("Enter a whole number")));
    let evidence = form.optional_text("evidence");
    let reasons = form.required_long_text("reasons", msg!("Give the reasons"));
    let read = form.finish((ground, measured, evidence, reasons));
    let (ground, measured, threshold_evidence, reasons) = match read {
        Ok(read) => read,
        Err(errors) => return again(&visit, (id, &fields), errors).await,
    };
    let on = words::today(&visit);
    let ground = GroundKey(ground);
    let cmd = Propose { registration: id, ground, measured, threshold_evidence, reasons, on };
    let (cmd, once) = (&cmd, &words::once(&visit, &fields));
    let app = &visit.web.app;
    let done = app.write_once(&visit.actor, once, move |tx| Box::pin(propose(tx, cmd))).await;
    settled(&visit, (id, &fields), "ground", done).await
}

fn agency(form: &mut FormReader<'_>, name: &str) -> Read<AgencyId> {
    form.id(name, |it| it.parse().ok(), msg!("Choose an agency"))
}

async fn plan(visit: Visit, Path(id): Path<String>, fields: Fields) -> PageResult {
    let id: RegistrationId = words::key(&id)?;
    let today = words::today(&visit);
    let mut form = FormReader::new(&fields);
    let what = form.required_text("what", msg!("Say what support goes on"));
    let owner = agency(&mut form, "agency");
    let contact = form.required_text("contact", msg!("Say who answers for it"));
    let until = form.date("until", words::ahead(today), msg!("Enter the last day planned"));
    let (what, agency, contact, until) = match form.finish((what, owner, contact, until)) {
        Ok(read) => read,
        Err(errors) => return again(&visit, (id, &fields), errors).await,
    };
    let cmd = AddSupport { registration: id, what, agency, contact, until };
    let (cmd, once) = (&cmd, &words::once(&visit, &fields));
    let app = &visit.web.app;
    let done = app.write_once(&visit.actor, once, move |tx| Box::pin(add_support(tx, cmd))).await;
    settled(&visit, (id, &fields), "what", done).await
}

async fn unplan(
    visit: Visit,
    Path((id, key)): Path<(String, String)>,
    fields: Fields,
) -> PageResult {
    let id: RegistrationId = words::key(&id)?;
    let (key, once) = (key.as_str(), &words::once(&visit, &fields));
    let app = &visit.web.app;
    let done =
        app.write_once(&visit.actor, once, move |tx| Box::pin(drop_support(tx, id, key))).await;
    settled(&visit, (id, &fields), "what", done).await
}

async fn view(visit: Visit, Path(id): Path<String>, fields: Fields) -> PageResult {
    let id: RegistrationId = words::key(&id)?;
    let cmd = match read_view(&visit, id, &fields) {
        Ok(cmd) => cmd,
        Err(errors) => return again(&visit, (id, &fields), errors).await,
    };
    let (cmd, once) = (&cmd, &words::once(&visit, &fields));
    let app = &visit.web.app;
    let done = app.write_once(&visit.actor, once, move |tx| Box::pin(give_view(tx, cmd))).await;
    let is_of_the_day = matches!(done, Err(AppError::Refused(domain::Refusal::Happened(_))));
    let field = if is_of_the_day { "given_on" } else { "view" };
    settled(&visit, (id, &fields), field, done).await
}

fn read_view(
    visit: &Visit,
    registration: RegistrationId,
    fields: &Fields,
) -> Result<GiveViewOf, FieldErrors> {
    let today = words::today(visit);
    let mut form = FormReader::new(fields);
    let speaks = agency(&mut form, "view_agency");
    let spoke = form.required_text("spoke", msg!("Say who spoke for the agency"));
    let objects = form.choice(
        "view",
        |key| match key {
            "agrees" => Some(false),
            "objects" => Some(true),
            _ => None,
        },
        msg!("Say whether the agency agrees or objects"),
    );
    let objection = match objects {
        Some(true) => {
            form.required_long_text("objection", msg!("Say what the agency objects to")).map(Some)
        }
        Some(false) => Some(None),
        None => None,
    };
    let on = form.date("given_on", words::past(today), msg!("Enter the day"));
    let (agency, spoke_for_it, objection, on) = form.finish((speaks, spoke, objection, on))?;
    Ok(GiveViewOf { registration, agency, spoke_for_it, objection, on })
}

async fn resolution(visit: Visit, Path(id): Path<String>, fields: Fields) -> PageResult {
    let id: RegistrationId = words::key(&id)?;
    let mut form = FormReader::new(&fields);
    let objector = agency(&mut form, "resolved_agency");
    let how = form.required_long_text("how", msg!("Say how the objection was resolved"));
    let (agency, how) = match form.finish((objector, how)) {
        Ok(read) => read,
        Err(errors) => return again(&visit, (id, &fields), errors).await,
    };
    let cmd = Resolve { registration: id, agency, how, on: words::today(&visit) };
    let (cmd, once) = (&cmd, &words::once(&visit, &fields));
    let app = &visit.web.app;
    let done = app.write_once(&visit.actor, once, move |tx| Box::pin(resolve(tx, cmd))).await;
    settled(&visit, (id, &fields), "how", done).await
}

async fn decision(visit: Visit, Path(id): Path<String>, fields: Fields) -> PageResult {
    let id: RegistrationId = words::key(&id)?;
    let today = words::today(&visit);
    let mut form = FormReader::new(&fields);
    let version = form.id("version", |it| it.parse().ok(), msg!("Open the removal again"));
    let answer = form.choice(
        "answer",
        |key| match key {
            "remove" => Some(Answer::Remove),
            "keep" => Some(Answer::Keep),
            _ => None,
        },
        msg!("Say what was decided"),
    );
    let on = form.date("decided_on", words::past(today), msg!("Enter the day of the decision"));
    let reasons = form.required_long_text("decision_reasons", msg!("Give the reasons"));
    let (version, answer, on, reasons) = match form.finish((version, answer, on, reasons)) {
        Ok(read) => read,
        Err(errors) => return again(&visit, (id, &fields), errors).await,
    };
    let cmd = Decide { registration: id, version, answer, on, reasons };
    let (cmd, once) = (&cmd, &words::once(&visit, &fields));
    let app = &visit.web.app;
    match app.write_once(&visit.actor, once, move |tx| Box::pin(decide(tx, cmd))).await {
        Ok(Outcome::Removed) => {
            visit.say_next(&msg!("Removed. Tell the agencies listed below")).await;
            Ok(Redirect::to("/notices").into_response())
        }
        Ok(Outcome::Kept) => {
            visit.say_next(&msg!("Kept on the scheme")).await;
            Ok(Redirect::to(&format!("/registrations/{id}")).into_response())
        }
        // The page of the removal may be gone with the person, so this is told on its own.
        Err(error @ AppError::Refused(Refusal::Removal(RemovalRefusal::AlreadyDecided { .. }))) => {
            Err(error.into())
        }
        Err(AppError::Stale { .. }) => show::conflict(&visit, &fields, cmd).await,
        done => settled(&visit, (id, &fields), "answer", done).await,
    }
}
