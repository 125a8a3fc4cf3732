//! One factor of a draft: its form.

use app::AppError;
use app::criteria::{Change, Version};
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect};
use domain::Refusal;
use domain::criteria::Basis;
use domain::id::CriteriaId;
use serde::Serialize;

use super::factor_form::{Row, field_of, fields_of, key_of, read, rows, view};
use super::update::{conflict, href, on, write};
use crate::form::{FieldErrors, Fields, FormView};
use crate::pages::nomination::{key, today, words};
use crate::render::{Choice, Page};
use crate::server::{PageResult, Visit};
use crate::{msg, refusal};

/// The form of a factor.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct FactorPage {
    criteria: String,
    /// The key of a factor that is there already.
    key: Option<String>,
    version: String,
    action: String,
    rows: Vec<Row>,
    sorts: Vec<Choice>,
    bases: Vec<Choice>,
    kinds: Vec<Choice>,
    details: Vec<Choice>,
    form: FormView,
}

impl Page for FactorPage {
    const TEMPLATE: &'static str = "pages/criteria/factor.html";

    fn samples() -> Vec<Self> {
        let fields = Fields::from_pairs([("version", "1"), ("factor_title", "Crime")]);
        let errors = FieldErrors::one("cap", msg!("Say how many points it gives at most"));
        vec![
            page("1", None, (&Fields::default(), FieldErrors::default())),
            page("1", Some("crime"), (&fields, errors)),
        ]
    }
}

fn page(id: &str, key: Option<&str>, (fields, errors): (&Fields, FieldErrors)) -> FactorPage {
    let form = view(fields, errors);
    FactorPage {
        criteria: id.to_owned(),
        key: key.map(str::to_owned),
        version: fields.first("version").unwrap_or_default().to_owned(),
        action: format!("/criteria/{id}/factors/{}", key.unwrap_or("new")),
        rows: rows(fields, &form),
        sorts: vec![
            Choice::new("per_occasion", msg!("Points for each occasion")),
            Choice::new("bands", msg!("Points by the number of occasions")),
            Choice::new("yes_no", msg!("Points once, if there is any")),
        ],
        bases: vec![
            Choice::new(Basis::Calendar.key(), msg!("By the calendar")),
            Choice::new(
                Basis::AtLiberty.key(),
                msg!("At liberty only: time in custody is passed over"),
            ),
        ],
        kinds: words::kind_choices(),
        details: words::detail_choices(msg!("Any of this kind")),
        form,
    }
}

async fn found(visit: &Visit, id: CriteriaId) -> Result<Version, AppError> {
    visit.web.app.read(&visit.actor, |rx| Box::pin(app::criteria::version(rx, id))).await
}

fn with_version(fields: &Fields, version: i64) -> Fields {
    let kept = fields.iter().filter(|(name, _)| *name != "version");
    let kept = kept.map(|(name, value)| (name.to_owned(), value.to_owned()));
    Fields::from_pairs(kept.chain([("version".to_owned(), version.to_string())]))
}

pub(super) async fn new(visit: Visit, Path(id): Path<String>) -> PageResult {
    let version = found(&visit, key(&id)?).await?.version;
    let fields = with_version(&Fields::default(), version);
    visit.render(&page(&id, None, (&fields, FieldErrors::default())))
}

pub(super) async fn edit(visit: Visit, Path((id, factor)): Path<(String, String)>) -> PageResult {
    let version = found(&visit, key(&id)?).await?;
    let there = version.criteria.factors.iter().find(|it| it.key == factor);
    let there = there.ok_or(AppError::NotFound(app::What::Record))?;
    let fields = with_version(&fields_of(there), version.version);
    visit.render(&page(&id, Some(&factor), (&fields, FieldErrors::default())))
}

pub(super) async fn create(visit: Visit, Path(id): Path<String>, fields: Fields) -> PageResult {
    let version = found(&visit, key(&id)?).await?;
    let wanted = key_of(fields.first("factor_title").unwrap_or_default());
    if version.criteria.factors.iter().any(|it| it.key == wanted) {
        let taken = domain::criteria::CriteriaRefusal::FactorTwice { factor: wanted };
        let errors = FieldErrors::one("factor_title", refusal::criteria(&taken));
        return visit.render(&page(&id, None, (&fields, errors)));
    }
    save(&visit, (&id, None), &fields).await
}

pub(super) async fn update(
    visit: Visit,
    Path((id, factor)): Path<(String, String)>,
    fields: Fields,
) -> PageResult {
    save(&visit, (&id, Some(&factor)), &fields).await
}

async fn save(visit: &Visit, (id, there): (&str, Option<&str>), fields: &Fields) -> PageResult {
    let criteria: CriteriaId = key(id)?;
    let factor = match read(there, fields, today(visit)) {
        Ok(factor) => factor,
        Err(errors) => return visit.render(&page(id, there, (fields, errors))),
    };
    let change = Change::Factor(Box::new(factor));
    match write(visit, on(criteria, fields), &change).await {
        Ok(()) => {
            visit.say_next(&msg!("The draft is changed")).await;
            Ok(Redirect::to(&href(criteria)).into_response())
        }
        Err(AppError::Refused(Refusal::Criteria(refused))) => {
            let mut errors = FieldErrors::default();
            for it in &refused.0 {
                errors.push(field_of(it, fields), refusal::criteria(it));
            }
            visit.render(&page(id, there, (fields, errors)))
        }
        Err(AppError::Stale { .. }) => conflict(visit, criteria, fields).await,
        Err(error) => Err(error.into()),
    }
}
