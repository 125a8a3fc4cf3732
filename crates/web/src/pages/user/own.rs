//! One's own account: the language of the pages, and the password.

use app::AppError;
use app::user::{Confirmed, change_password, choose_language};
use axum::response::{IntoResponse as _, Redirect};
use domain::user::Language;
use serde::Serialize;

use super::view::language as language_words;
use crate::form::{FieldErrors, Fields, FormReader, FormView};
use crate::i18n::Language as Reading;
use crate::render::{Choice, Page};
use crate::server::{PageResult, Visit};
use crate::{msg, refusal};

const FIELDS: &[&str] = &["language", "present", "next", "again"];

/// One's own account.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct OwnPage {
    name: String,
    email: String,
    form: FormView,
    languages: Vec<Choice>,
}

impl Page for OwnPage {
    const TEMPLATE: &'static str = "pages/user/own.html";

    fn samples() -> Vec<Self> {
        let page = |form| Self {
            name: "Ana Sample".to_owned(),
            email: "ana@sample.example".to_owned(),
            form,
            languages: languages(),
        };
        let wrong = FieldErrors::one("present", msg!("This is not your password"));
        let blank = FormView::blank(FIELDS).with("language", "cy");
        vec![page(blank), page(FormView::again(FIELDS, &Fields::default(), wrong))]
    }
}

fn languages() -> Vec<Choice> {
    Language::ALL.map(|it| Choice::new(it.key(), language_words(it))).to_vec()
}

pub(super) async fn show(visit: Visit) -> PageResult {
    page(&visit, FormView::blank(FIELDS))
}

fn page(visit: &Visit, form: FormView) -> PageResult {
    let language = form.field.get("language").map(|it| it.value.clone()).unwrap_or_default();
    let known = if language.is_empty() { visit.user.language.key() } else { language.as_str() };
    let form = form.with("language", known);
    visit.render(&OwnPage {
        name: visit.user.name.clone(),
        email: visit.user.email.clone(),
        form,
        languages: languages(),
    })
}

fn again(visit: &Visit, fields: &Fields, errors: FieldErrors) -> PageResult {
    page(visit, FormView::again(FIELDS, fields, errors))
}

/// Chooses a language: for the pages from now on, and for every time one signs in.
pub(super) async fn language(visit: Visit, fields: Fields) -> PageResult {
    let mut form = FormReader::new(&fields);
    let chosen = form.choice("language", Language::from_key, msg!("Choose a language"));
    let chosen = match form.finish((chosen,)) {
        Ok((chosen,)) => chosen,
        Err(errors) => return again(&visit, &fields, errors),
    };
    visit.web.app.write(&visit.actor, |tx| Box::pin(choose_language(tx, chosen))).await?;
    if let Some(reading) = Reading::from_code(chosen.key()) {
        visit.choose(reading).await;
        visit.say_next_in(reading, &msg!("Your changes are saved")).await;
    }
    Ok(Redirect::to("/account").into_response())
}

pub(super) async fn password(visit: Visit, fields: Fields) -> PageResult {
    let mut form = FormReader::new(&fields);
    let present = super::form::secret(&fields, &mut form, "present");
    let next = super::form::secret(&fields, &mut form, "next");
    if next.is_some() && fields.first("again") != fields.first("next") {
        let _: Option<()> = form.refuse("again", msg!("The two new passwords differ"));
    }
    let (present, next) = match form.finish((present, next)) {
        Ok(typed) => typed,
        Err(errors) => return again(&visit, &fields, errors),
    };
    let who = (&visit.actor, &visit.user);
    let (field, told) = match change_password(&visit.web.app, who, &present, &next).await {
        Ok(Confirmed::Right) => {
            // Every other session of theirs has ended; this one goes on.
            visit.begin(&visit.web.app.visitor(visit.user.id).await?.user).await?;
            visit.say_next(&msg!("Your password is changed")).await;
            return Ok(Redirect::to("/account").into_response());
        }
        Ok(Confirmed::Wrong) => ("present", msg!("This is not your password")),
        Ok(Confirmed::Locked) => ("present", msg!("Too many attempts. Try again in 15 minutes")),
        Err(AppError::Refused(refused)) => ("next", refusal::words(&refused)),
        Err(error) => return Err(error.into()),
    };
    again(&visit, &fields, FieldErrors::one(field, told))
}
