//! An address that is the person's no longer.

use app::AppError;
use app::person::{EndAddress, KnownAddress, Search, end_address};
use axum::extract::Path;
use axum::response::{IntoResponse as _, Redirect};
use domain::Refusal;
use domain::id::{AddressId, PersonId};
use domain::when::Sense;
use serde::Serialize;

use super::edit::forbidden;
use super::identity::address_lines;
use super::view::{Head, Record, Section, key, record, sample_head, today};
use crate::form::{FieldErrors, Fields, FormReader, FormView};
use crate::render::Page;
use crate::server::{PageResult, Problem, Visit};
use crate::{msg, refusal, words};

const FIELDS: &[&str] = &["last_day"];

/// The form that ends an address.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct EndAddressPage {
    head: Head,
    form: FormView,
    action: String,
    lines: String,
}

impl Page for EndAddressPage {
    const TEMPLATE: &'static str = "pages/person/end_address.html";

    fn samples() -> Vec<Self> {
        vec![Self {
            head: sample_head(),
            form: FormView::blank(FIELDS),
            action: "/people/1/addresses/2/end".to_owned(),
            lines: "1 High Street\nAlderton".to_owned(),
        }]
    }
}

/// The record with the address, which has not ended, for those who may change it.
async fn opened(
    visit: &Visit,
    id: PersonId,
    address: AddressId,
) -> Result<(Record, KnownAddress), Problem> {
    let record = record(visit, id, Search::Present, "opened_identity").await?;
    if !record.file.may.amend {
        return Err(forbidden("amend_person"));
    }
    let all = record.file.addresses.as_deref().unwrap_or_default();
    let found = all.iter().find(|it| it.id == address && it.until_on.is_none()).cloned();
    Ok((record, found.ok_or(Problem(AppError::Hidden))?))
}

pub(crate) async fn ending(visit: Visit, Path(of): Path<(String, String)>) -> PageResult {
    let of = (key(&of.0)?, key(&of.1)?);
    let form = FormView::blank(FIELDS).with("last_day", today(&visit).to_string());
    page(&visit, of, form).await
}

async fn page(
    visit: &Visit,
    (person, address): (PersonId, AddressId),
    form: FormView,
) -> PageResult {
    let (record, kept) = opened(visit, person, address).await?;
    visit.render(&EndAddressPage {
        head: record.head(Section::Identity),
        form,
        action: format!("/people/{person}/addresses/{address}/end"),
        lines: address_lines(&kept),
    })
}

pub(crate) async fn end(
    visit: Visit,
    Path(of): Path<(String, String)>,
    fields: Fields,
) -> PageResult {
    let (person, address) = (key(&of.0)?, key(&of.1)?);
    let mut form = FormReader::new(&fields);
    let read = words::read_date(Sense::Past, today(&visit));
    let last_day = form.date("last_day", read, msg!("Enter the last day"));
    let last_day = match form.finish((last_day,)) {
        Ok((last_day,)) => last_day,
        Err(errors) => return again(&visit, (person, address), &fields, errors).await,
    };
    let cmd = EndAddress { person, address, last_day };
    match visit.web.app.write(&visit.actor, |tx| Box::pin(end_address(tx, &cmd))).await {
        Ok(()) => {
            visit.say_next(&msg!("The change is saved")).await;
            Ok(Redirect::to(&format!("/people/{person}/identity")).into_response())
        }
        Err(AppError::Refused(refused @ Refusal::Happened(_))) => {
            let errors = FieldErrors::one("last_day", refusal::words(&refused));
            again(&visit, (person, address), &fields, errors).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn again(
    visit: &Visit,
    of: (PersonId, AddressId),
    fields: &Fields,
    errors: FieldErrors,
) -> PageResult {
    page(visit, of, FormView::again(FIELDS, fields, errors)).await
}
