//! Registering somebody whom the agencies decided to take on.

use app::AppError;
use app::registration::{Manager, NewPeriod, Opening, RegisterPerson, for_registering, register};
use app::user::{DraftForm, DraftKey};
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect};
use domain::Date;
use domain::edition::StrandKey;
use domain::id::{AgencyId, NominationId, UserId};
use domain::registration::{MandateSays, OrderKind, RegisterRefusal};
use domain::removal::DrugUse;
use serde::Serialize;

use super::words;
use crate::form::{DraftView, FieldErrors, Fields, FormReader, FormView, Read};
use crate::i18n::{Language, Words};
use crate::msg;
use crate::pages::draft;
use crate::refusal;
use crate::render::{Choice, Identity, Page};
use crate::server::{PageResult, Visit};
use crate::words::{edition_name, order_kind};

const FIELDS: &[&str] = &[
    "strand",
    "on",
    "drug_use",
    "order",
    "order_from",
    "order_to",
    "worker",
    "worker_name",
    "worker_agency",
];

/// The form that registers somebody.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct RegisterPage {
    form: FormView,
    identity: Identity,
    action: String,
    scheme_name: String,
    decision: Words,
    places: Words,
    previous_on: Option<String>,
    elsewhere: Vec<ElsewhereLine>,
    strands: Vec<Choice>,
    drug_uses: Vec<Choice>,
    orders: Vec<Choice>,
    workers: Vec<Choice>,
    agencies: Vec<Choice>,
}

/// An open registration on another scheme.
#[derive(Debug, Clone, Serialize)]
pub(super) struct ElsewhereLine {
    pub(super) href: String,
    pub(super) scheme_name: String,
    pub(super) since: String,
}

impl Page for RegisterPage {
    const TEMPLATE: &'static str = "pages/registration/new.html";

    fn samples() -> Vec<Self> {
        let wrong = FieldErrors::one("on", msg!("Enter the first day on the scheme"));
        let blank = Self {
            form: FormView::blank(FIELDS).drafted(DraftView::sample(DraftForm::Registration)),
            identity: words::sample_identity(),
            action: "/nominations/1/register".to_owned(),
            scheme_name: "Sampleton scheme".to_owned(),
            decision: msg!("The panel has not decided yet").into(),
            places: msg!("The scheme has set no number of places").into(),
            previous_on: None,
            elsewhere: Vec::new(),
            strands: vec![Choice::new("a", Words::typed("Catch and Convict"))],
            drug_uses: drug_uses(),
            orders: orders(),
            workers: vec![Choice::new("", msg!("Nobody yet"))],
            agencies: vec![Choice::new("", msg!("Nobody yet"))],
        };
        let elsewhere = ElsewhereLine {
            href: "/registrations/2".to_owned(),
            scheme_name: "Elseton scheme".to_owned(),
            since: "2004-09-01".to_owned(),
        };
        let full = Self {
            form: FormView::again(FIELDS, &Fields::from_pairs([("on", "x")]), wrong),
            previous_on: Some("2004-01-01".to_owned()),
            elsewhere: vec![elsewhere],
            ..blank.clone()
        };
        vec![blank, full]
    }
}

pub(super) async fn new(visit: Visit, Path(id): Path<String>) -> PageResult {
    let id: NominationId = words::key(&id)?;
    let opening = opening(&visit, id).await?;
    let today = words::today(&visit);
    let form = FormView::blank(FIELDS)
        .with("strand", opening.strand.0.clone())
        .with("on", today.to_string())
        .with("drug_use", "none_known");
    let key = DraftKey::new(DraftForm::Registration, id);
    let form = draft::resume(&visit, form, &key).await?;
    visit.render(&page(&visit, id, opening, form))
}

pub(super) async fn create(visit: Visit, Path(id): Path<String>, fields: Fields) -> PageResult {
    let id: NominationId = words::key(&id)?;
    let cmd = match read(id, &fields, words::today(&visit)) {
        Ok(cmd) => cmd,
        Err(errors) => return again(&visit, id, &fields, errors).await,
    };
    let once = words::once(&visit, &fields);
    let (cmd, once) = (&cmd, &once);
    let app = &visit.web.app;
    let done = app.write_once(&visit.actor, once, move |tx| Box::pin(register(tx, cmd))).await;
    match done {
        Ok(id) => {
            visit.say_next(&msg!("Registered. Tell the agencies listed below")).await;
            Ok(Redirect::to(&format!("/registrations/{id}")).into_response())
        }
        Err(AppError::Refused(it)) => {
            let errors = FieldErrors::one(field_of(&it), refusal::words(&it));
            again(&visit, id, &fields, errors).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn opening(visit: &Visit, id: NominationId) -> Result<Opening, AppError> {
    visit.web.app.read(&visit.actor, |rx| Box::pin(for_registering(rx, id))).await
}

async fn again(
    visit: &Visit,
    id: NominationId,
    fields: &Fields,
    errors: FieldErrors,
) -> PageResult {
    let opening = opening(visit, id).await?;
    visit.render(&page(visit, id, opening, FormView::again(FIELDS, fields, errors)))
}

/// The field beside which a refusal is best shown.
fn field_of(refusal: &domain::Refusal) -> &'static str {
    let is_of_the_day = matches!(
        refusal,
        domain::Refusal::Register(
            RegisterRefusal::InFuture { .. }
                | RegisterRefusal::BeforeDecision { .. }
                | RegisterRefusal::BeforeEarlierRemoval { .. }
        )
    );
    if is_of_the_day {
        return "on";
    }
    if matches!(refusal, domain::Refusal::Happened(_)) {
        return "order_from";
    }
    if matches!(refusal, domain::Refusal::Period(_)) {
        return "order";
    }
    if matches!(refusal, domain::Refusal::Assign(_)) { "worker" } else { "strand" }
}

fn read(id: NominationId, fields: &Fields, today: Date) -> Result<RegisterPerson, FieldErrors> {
    let mut form = FormReader::new(fields);
    let strand = form.required_text("strand", msg!("Choose a strand"));
    let on = form.date("on", words::past(today), msg!("Enter the first day on the scheme"));
    let drug_use = form.choice("drug_use", drug_use, msg!("Say whether drugs are a problem"));
    let period = period(&mut form, today);
    let manager = manager(&mut form);
    let (strand, on, drug_use, period, manager) =
        form.finish((strand, on, drug_use, period, manager))?;
    let strand = StrandKey(strand);
    Ok(RegisterPerson { nomination: id, strand, on, drug_use, period, manager })
}

fn drug_use(key: &str) -> Option<DrugUse> {
    match key {
        "problematic" => Some(DrugUse::Problematic),
        "none_known" => Some(DrugUse::NoneKnown),
        _ => None,
    }
}

fn period(form: &mut FormReader<'_>, today: Date) -> Read<Option<NewPeriod>> {
    let order = form.optional_choice("order", OrderKind::from_key)?;
    let from = form.optional_date("order_from", words::ahead(today))?;
    let to = form.optional_date("order_to", words::ahead(today))?;
    match (order, from) {
        (None, None) => Some(None),
        (Some(order), Some(from)) => Some(Some(NewPeriod { order, from, to })),
        (Some(_), None) => form.refuse("order_from", msg!("Enter the first day of the order")),
        (None, Some(_)) => form.refuse("order", msg!("Choose the order")),
    }
}

/// Who is to manage the case: a worker of the list, or a name with an agency.
pub(super) fn manager(form: &mut FormReader<'_>) -> Read<Option<Manager>> {
    let wrong = |_: &str| msg!("Choose one of the answers shown");
    let user = form.parsed("worker", |it| it.parse::<UserId>().map_err(|_| wrong(it)))?;
    if let Some(user) = user {
        return Some(Some(Manager::User(user)));
    }
    let name = form.optional_text("worker_name")?;
    let agency =
        form.parsed("worker_agency", |it| it.parse::<AgencyId>().map_err(|_| wrong(it)))?;
    match (name, agency) {
        (None, _) => Some(None),
        (Some(name), Some(agency)) => Some(Some(Manager::Named { name, agency })),
        (Some(_), None) => form.refuse("worker_agency", msg!("Choose their agency")),
    }
}

fn page(visit: &Visit, id: NominationId, opening: Opening, form: FormView) -> RegisterPage {
    let elsewhere = opening.elsewhere.iter().map(|it| ElsewhereLine {
        href: format!("/registrations/{}", it.id),
        scheme_name: it.scheme_name.clone(),
        since: it.since.to_string(),
    });
    RegisterPage {
        form,
        identity: words::identity(&opening.person, words::today(visit)),
        action: format!("/nominations/{id}/register"),
        decision: decision(&opening),
        places: places(&opening),
        previous_on: opening.previous.map(|(_, on)| on.to_string()),
        elsewhere: elsewhere.collect(),
        strands: strands(&opening.strands, visit.language),
        drug_uses: drug_uses(),
        orders: orders(),
        workers: workers(&opening.workers),
        agencies: agencies(&opening.parties),
        scheme_name: opening.scheme.name,
    }
}

fn decision(opening: &Opening) -> Words {
    let Some(mandate) = &opening.mandate else {
        return msg!("The panel has not decided yet").into();
    };
    let on = mandate.decided_on;
    match mandate.says {
        MandateSays::Register => msg!("On {date} the panel decided to register", date = on),
        MandateSays::RegisterOverCapacity => {
            msg!("On {date} the panel decided to register over capacity", date = on)
        }
        MandateSays::WaitForPlace => {
            msg!("On {date} the panel decided to register when a place is free", date = on)
        }
        MandateSays::Refuse => msg!("On {date} the panel decided not to register", date = on),
    }
    .into()
}

fn places(opening: &Opening) -> Words {
    let Some(capacity) = opening.scheme.capacity else {
        return msg!("The scheme has set no number of places").into();
    };
    let open = opening.places.open;
    msg!("{open} of {capacity} places are taken", open = open, capacity = capacity).into()
}

/// The strands to choose from, each with its ages.
pub(crate) fn strands(
    offered: &[app::registration::StrandOffered],
    language: Language,
) -> Vec<Choice> {
    let ages = |it: domain::edition::AgeRange| {
        let youngest = i32::from(it.youngest);
        let Some(oldest) = it.oldest.map(i32::from) else {
            return msg!("Aged {youngest} and over", youngest = youngest);
        };
        msg!("Ages {youngest} to {oldest}", youngest = youngest, oldest = oldest)
    };
    let choice = |it: &app::registration::StrandOffered| {
        Choice::new(it.key.0.clone(), edition_name(&it.label, language)).hinted(ages(it.ages))
    };
    offered.iter().map(choice).collect()
}

fn drug_uses() -> Vec<Choice> {
    vec![
        Choice::new("problematic", msg!("Yes: the CJIT is told")),
        Choice::new("none_known", msg!("Not that we know")),
    ]
}

pub(super) fn orders() -> Vec<Choice> {
    let mut choices = vec![Choice::new("", msg!("None: not under statutory supervision"))];
    choices.extend(OrderKind::ALL.map(|it| Choice::new(it.key(), order_kind(it))));
    choices
}

pub(super) fn workers(workers: &[app::registration::Worker]) -> Vec<Choice> {
    let mut choices = vec![Choice::new("", msg!("Nobody yet"))];
    choices.extend(workers.iter().map(|it| {
        let text = format!("{}, {}", it.name, it.agency_name);
        Choice::new(it.user.to_string(), Words::typed(text))
    }));
    choices
}

pub(crate) fn agencies(parties: &[app::scheme::Party]) -> Vec<Choice> {
    let mut choices = vec![Choice::new("", msg!("Choose an agency"))];
    choices.extend(
        parties.iter().map(|it| Choice::new(it.agency.to_string(), Words::typed(it.name.clone()))),
    );
    choices
}
