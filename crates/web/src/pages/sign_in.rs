//! Signing in and out.

use app::user::{SignIn, User, sign_in};
use axum::Router;
use axum::extract::Query;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use serde::{Deserialize, Serialize};

use super::draft;
use crate::form::{FieldErrors, Fields, FormReader, FormView};
use crate::msg;
use crate::render::{Page, Registered};
use crate::server::{Guest, PageResult, Web};

const FIELDS: &[&str] = &["email", "password", "back", "unsent"];

pub(crate) fn routes() -> Router<Web> {
    Router::new().route("/sign-in", get(new).post(create)).route("/sign-out", post(sign_out))
}

/// The pages of this slice.
pub(crate) fn pages() -> Vec<Registered> {
    vec![Registered::of::<SignInPage>()]
}

/// The sign-in form.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct SignInPage {
    /// What was typed.
    pub(crate) form: FormView,
}

impl Page for SignInPage {
    const TEMPLATE: &'static str = "pages/sign_in/new.html";

    fn samples() -> Vec<Self> {
        let wrong = FieldErrors::one("email", msg!("The e-mail address or password is not right"));
        let typed = Fields::from_pairs([("email", "ana@sample.example"), ("back", "/caseload")]);
        let unsent = FormView::blank(FIELDS).with("unsent", "reasons=x");
        vec![
            Self { form: FormView::blank(FIELDS) },
            Self { form: unsent },
            Self { form: FormView::again(FIELDS, &typed, wrong) },
        ]
    }
}

#[derive(Debug, Deserialize)]
struct Back {
    back: Option<String>,
}

async fn new(guest: Guest, Query(to): Query<Back>) -> PageResult {
    let form = FormView::blank(FIELDS).with("back", own_path(to.back.as_deref()));
    guest.render(&SignInPage { form })
}

/// Asks whoever sent a form and is signed in no longer to sign in. The form waits on the page
/// itself: nothing of a stranger's is stored.
pub(crate) fn ask_first(guest: &Guest, typed: &Fields) -> PageResult {
    let form = FormView::blank(FIELDS)
        .with("back", own_path(typed.first("draft_at")))
        .with("unsent", typed.encoded());
    guest.render(&SignInPage { form })
}

async fn create(guest: Guest, fields: Fields) -> PageResult {
    let mut form = FormReader::new(&fields);
    let email = form.required_text("email", msg!("Enter your e-mail address"));
    let password = form.required_text("password", msg!("Enter your password"));
    let (email, password) = match form.finish((email, password)) {
        Ok(typed) => typed,
        Err(errors) => return again(&guest, &fields, errors),
    };
    let outcome = sign_in(&guest.web.app, &email, &password, guest.web.settings.demo).await?;
    match outcome {
        SignIn::Welcome(user) => welcome(&guest, &fields, &user).await,
        SignIn::Wrong => {
            let wrong = msg!("The e-mail address or password is not right");
            again(&guest, &fields, FieldErrors::one("email", wrong))
        }
        SignIn::Locked => {
            let locked = msg!("Too many attempts. Try again in 15 minutes");
            again(&guest, &fields, FieldErrors::one("email", locked))
        }
    }
}

async fn welcome(guest: &Guest, fields: &Fields, user: &User) -> PageResult {
    guest.begin(user).await?;
    draft::take_up(&guest.web, user.id, fields.first("unsent").filter(|it| !it.is_empty())).await;
    Ok(Redirect::to(&own_path(fields.first("back"))).into_response())
}

fn again(guest: &Guest, fields: &Fields, errors: FieldErrors) -> PageResult {
    guest.render(&SignInPage { form: FormView::again(FIELDS, fields, errors) })
}

async fn sign_out(guest: Guest) -> Response {
    drop(guest.session.flush().await);
    Redirect::to("/sign-in").into_response()
}

/// A path on this site to go back to; anything else leads to the start page.
pub(crate) fn own_path(path: Option<&str>) -> String {
    path.filter(|it| it.starts_with('/') && !it.starts_with("//") && !it.contains('\\'))
        .filter(|it| !it.chars().any(char::is_control))
        .unwrap_or("/")
        .to_owned()
}
