//! Writing down somebody not known before, after asking whether they are.

use app::AppError;
use app::person::{Likeness, Possible, Search, find_possible, record};
use app::scheme::{self, SchemeBrief};
use app::user::{DraftForm, DraftKey};
use axum::extract::Query;
use axum::response::{IntoResponse as _, Redirect};
use domain::id::{PersonId, SchemeId};
use domain::identifier::IdentifierKind;
use domain::person::{InCustody, NameKind, Person, RecordAccess, RecordPerson};
use domain::{Date, Refusal};
use serde::{Deserialize, Serialize};

use super::fields::{self, abodes, errors_of, ethnicities, sexes};
use super::search::HitView;
use super::view::today;
use crate::form::{DraftView, FieldErrors, Fields, FormReader, FormView, Read};
use crate::pages::{draft, nomination};
use crate::render::{Choice, Page};
use crate::server::{PageResult, Problem, Visit};
use crate::{msg, refusal};

const FIELDS: &[&str] = &[
    "forenames",
    "surname",
    "alias_forenames",
    "alias_surname",
    "born_on",
    "sex",
    "ethnicity",
    "pnc",
    "cro",
    "prison_number",
    "crn",
    "abode",
    "lines",
    "postcode",
    "custody_place",
    "custody_since",
    "custody_source",
];

/// The form for somebody new.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct NewPage {
    form: FormView,
    scheme: String,
    scheme_name: String,
    /// Where to go on afterwards: `nominate`, or nowhere.
    then: String,
    sexes: Vec<Choice>,
    ethnicities: Vec<Choice>,
    abodes: Vec<Choice>,
}

impl Page for NewPage {
    const TEMPLATE: &'static str = "pages/person/new.html";

    fn samples() -> Vec<Self> {
        let wrong = FieldErrors::one("surname", msg!("Enter a name"));
        let typed = Fields::from_pairs([("forenames", "Robin")]);
        let page = |form| Self::of(form, "1".to_owned(), "Alderton PPO scheme".to_owned());
        let again = FormView::again(FIELDS, &typed, wrong);
        vec![
            page(FormView::blank(FIELDS)),
            page(again.drafted(DraftView::sample(DraftForm::Person))),
        ]
    }
}

impl NewPage {
    fn of(form: FormView, scheme: String, scheme_name: String) -> Self {
        Self {
            form,
            scheme,
            scheme_name,
            then: String::new(),
            sexes: sexes(),
            ethnicities: ethnicities(),
            abodes: abodes(),
        }
    }
}

/// Is it one of these?
#[derive(Debug, Clone, Serialize)]
pub(crate) struct PossiblePage {
    certain: Vec<HitView>,
    possible: Vec<HitView>,
    /// Everything typed, to be sent again.
    fields: Vec<(String, String)>,
}

impl Page for PossiblePage {
    const TEMPLATE: &'static str = "pages/person/possible.html";

    fn samples() -> Vec<Self> {
        let fields = vec![("surname".to_owned(), "Testwood".to_owned())];
        vec![
            Self { certain: HitView::samples(), possible: Vec::new(), fields: fields.clone() },
            Self { certain: Vec::new(), possible: HitView::samples(), fields },
        ]
    }
}

#[derive(Debug, Deserialize)]
pub(crate) struct For {
    scheme: Option<String>,
    then: Option<String>,
}

pub(crate) async fn new(visit: Visit, Query(to): Query<For>) -> PageResult {
    let scheme = to.scheme.and_then(|it| it.parse::<SchemeId>().ok());
    let Some(scheme) = scheme else {
        visit.say_next(&msg!("Choose the scheme for which you record somebody")).await;
        return Ok(Redirect::to("/schemes").into_response());
    };
    let read = visit.web.app.read(&visit.actor, |rx| Box::pin(permitted(rx, scheme)));
    let scheme = read.await?;
    let key = DraftKey::new(DraftForm::Person, scheme.id);
    let form = draft::resume(&visit, FormView::blank(FIELDS), &key).await?;
    let then = to.then.unwrap_or_default();
    visit.render(&NewPage { then, ..NewPage::of(form, scheme.id.to_string(), scheme.name) })
}

/// The scheme, for those who may record people for it.
async fn permitted(rx: &mut app::Rx<'_>, id: SchemeId) -> app::AppResult<SchemeBrief> {
    rx.require(&app::person::RecordPerson(app::gate::Resource::Scheme(id)))?;
    scheme::brief(rx, id).await
}

pub(crate) async fn create(visit: Visit, fields: Fields) -> PageResult {
    let scheme = fields.first("scheme").and_then(|it| it.parse::<SchemeId>().ok());
    let scheme = scheme.ok_or(Problem(app::AppError::Hidden))?;
    let cmd = match read_form(&visit, &fields) {
        Ok(cmd) => cmd,
        Err(errors) => return again(&visit, scheme, &fields, errors).await,
    };
    if fields.first("checked") != Some("yes") {
        let (cmd, app) = (&cmd, &visit.web.app);
        let read = app.read(&visit.actor, |rx| {
            Box::pin(async move {
                permitted(rx, scheme).await?;
                find_possible(rx, cmd).await
            })
        });
        let possible = read.await?;
        if !possible.is_empty() {
            return visit.render(&PossiblePage::of(possible, &fields));
        }
    }
    let once = fields.first("once").unwrap_or_default();
    let app = &visit.web.app;
    let done = app.write_once(&visit.actor, once, |tx| Box::pin(record(tx, scheme, &cmd))).await;
    let id = match done {
        Ok(id) => id,
        Err(AppError::Refused(refused @ Refusal::Happened(_))) => {
            let errors = FieldErrors::one("custody_since", refusal::words(&refused));
            return again(&visit, scheme, &fields, errors).await;
        }
        Err(error) => return Err(error.into()),
    };
    visit.say_next(&msg!("The person is recorded")).await;
    let next = match fields.first("then") {
        Some("nominate") => nomination::new_href(scheme, id),
        Some(_) | None => format!("/people/{id}"),
    };
    Ok(Redirect::to(&next).into_response())
}

async fn again(
    visit: &Visit,
    scheme: SchemeId,
    fields: &Fields,
    errors: FieldErrors,
) -> PageResult {
    let read = visit.web.app.read(&visit.actor, |rx| Box::pin(permitted(rx, scheme)));
    let scheme = read.await?;
    let form = FormView::again(FIELDS, fields, errors);
    let then = fields.first("then").unwrap_or_default().to_owned();
    visit.render(&NewPage { then, ..NewPage::of(form, scheme.id.to_string(), scheme.name) })
}

fn read_form(visit: &Visit, fields: &Fields) -> Result<RecordPerson, FieldErrors> {
    let today = today(visit);
    let id: PersonId = visit.web.app.ids().next();
    let mut form = FormReader::new(fields);
    let who = fields::who(&mut form, today);
    let typed = |name| fields.first(name).is_some_and(|it| !it.trim().is_empty());
    let alias = if typed("alias_forenames") || typed("alias_surname") {
        let names = ("alias_forenames", "alias_surname");
        fields::name(&mut form, names, NameKind::Alias).map(Some)
    } else {
        Some(None)
    };
    let kinds = [
        IdentifierKind::Pnc,
        IdentifierKind::Cro,
        IdentifierKind::PrisonNumber,
        IdentifierKind::Crn,
    ];
    let read = kinds.map(|kind| fields::identifier(&mut form, kind.key(), kind, today));
    let identifiers = read.into_iter().flatten().flatten().collect();
    let address = fields::address(&mut form);
    let custody = in_custody(&mut form, today);
    let (who, alias, address, custody) = form.finish((who, alias, address, custody))?;
    let cmd = RecordPerson {
        person: Person {
            id,
            name: who.name,
            other_names: alias.into_iter().collect(),
            born: who.born,
            died_on: None,
            sex: who.sex,
            ethnicity: who.ethnicity,
            access: RecordAccess::Ordinary,
        },
        identifiers,
        addresses: address.into_iter().collect(),
        custody,
    };
    let refusals = cmd.refusals(today);
    if refusals.is_empty() { Ok(cmd) } else { Err(errors_of(&refusals)) }
}

/// Where somebody is held now; nothing where none of it is filled in.
fn in_custody(form: &mut FormReader<'_>, today: Date) -> Read<Option<InCustody>> {
    let place = form.optional_text("custody_place");
    let since = fields::past(form, "custody_since", today);
    let source = form.optional_text("custody_source");
    let (place, since, source) = (place?, since?, source?);
    if place.is_none() && since.is_none() && source.is_none() {
        return Some(None);
    }
    let since =
        since.or_else(|| form.refuse("custody_since", msg!("Enter the first day in custody")));
    let missing = msg!("Say where this is known from");
    let source = source.or_else(|| form.refuse("custody_source", missing));
    Some(Some(InCustody { place, since: since?, source: source? }))
}

impl PossiblePage {
    fn of(found: Vec<Possible>, fields: &Fields) -> Self {
        let (certain, possible): (Vec<Possible>, Vec<Possible>) =
            found.into_iter().partition(|it| it.likeness == Likeness::Certain);
        let views = |all: Vec<Possible>| {
            all.into_iter().map(|it| HitView::of(it.hit, Search::Present)).collect()
        };
        let fields = fields.iter().map(|(name, value)| (name.to_owned(), value.to_owned()));
        Self { certain: views(certain), possible: views(possible), fields: fields.collect() }
    }
}
