//! What went wrong, as a page. The only place that knows status codes; wording of refusals is in
//! [`crate::refusal`].

use std::any::Any;

use app::AppError;
use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts as _, Request, State};
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::state::Web;
use super::visit::Guest;
use crate::form::{BodyRefusal, Fields};
use crate::i18n::{Msg, Words};
use crate::msg;
use crate::refusal;
use crate::render::{NotFoundPage, RefusedPage, ServerErrorPage};

/// What a handler gives.
pub(crate) type PageResult = Result<Response, Problem>;

/// What a handler could not do. Becomes a page in the reader's language on the way out.
#[derive(Debug)]
pub(crate) struct Problem(pub(crate) AppError);

impl From<AppError> for Problem {
    fn from(error: AppError) -> Self {
        Self(error)
    }
}

impl From<minijinja::Error> for Problem {
    fn from(error: minijinja::Error) -> Self {
        Self(AppError::Internal(error.into()))
    }
}

#[derive(Debug, Clone)]
enum Told {
    NotFound,
    Refused { reason: Msg },
    Forbidden,
    Unavailable,
    Broken,
    TooMuch,
    NotAForm,
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let told = match &self.0 {
            AppError::NotFound(_) | AppError::Hidden => Told::NotFound,
            AppError::Refused(it) => Told::Refused { reason: refusal::words(it) },
            AppError::Conflict(what) => Told::Refused { reason: refusal::conflict(*what) },
            AppError::Stale { .. } => Told::Refused { reason: refusal::stale() },
            AppError::Forbidden(_) => Told::Forbidden,
            AppError::Unavailable => Told::Unavailable,
            AppError::Internal(error) => {
                // Drivers put values into their messages, so only the kind of failure is kept.
                tracing::error!(cause = %error.root_cause(), "a request failed");
                Told::Broken
            }
        };
        told.into_response()
    }
}

impl IntoResponse for Told {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// The bytes of a form, as long as one may be.
pub(crate) async fn form_body(request: Request, web: &Web) -> Result<Bytes, Response> {
    Bytes::from_request(request, web).await.map_err(|refused| {
        let too_much = refused.status() == StatusCode::PAYLOAD_TOO_LARGE;
        if too_much { Told::TooMuch } else { Told::NotAForm }.into_response()
    })
}

/// A form, whole: one that is too large or is no form gets a page that says so.
impl FromRequest<Web> for Fields {
    type Rejection = Response;

    async fn from_request(request: Request, web: &Web) -> Result<Self, Response> {
        let body = form_body(request, web).await?;
        Self::parse(&body).map_err(|refusal| {
            match refusal {
                BodyRefusal::TooLarge { .. } | BodyRefusal::TooManyFields { .. } => Told::TooMuch,
                BodyRefusal::NotAForm => Told::NotAForm,
            }
            .into_response()
        })
    }
}

/// The answer to a request whose handler panicked: the request fails, the process lives.
pub(crate) fn panicked(_cause: Box<dyn Any + Send>) -> Response {
    tracing::error!("a request panicked");
    Told::Broken.into_response()
}

impl Told {
    const fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Refused { .. } => StatusCode::CONFLICT,
            Self::Forbidden => StatusCode::FORBIDDEN,
            Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
            Self::Broken => StatusCode::INTERNAL_SERVER_ERROR,
            Self::TooMuch => StatusCode::PAYLOAD_TOO_LARGE,
            Self::NotAForm => StatusCode::BAD_REQUEST,
        }
    }
}

/// Turns a problem into a page of the visitor's language, inside the visitor's frame.
pub(crate) async fn worded(State(web): State<Web>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let mut kept = parts.clone();
    let response = next.run(Request::from_parts(parts, body)).await;
    let Some(told) = response.extensions().get::<Told>().cloned() else { return response };
    let Ok(guest) = Guest::from_request_parts(&mut kept, &web).await;
    let status = told.status();
    let page = match told {
        Told::NotFound => guest.render(&NotFoundPage {}),
        Told::Refused { reason } => refused(&guest, Some(reason)),
        Told::Forbidden => refused(&guest, None),
        Told::TooMuch => {
            refused(&guest, Some(msg!("What you sent is too large to take in one piece")))
        }
        Told::NotAForm => refused(&guest, Some(msg!("What was sent could not be read as a form"))),
        Told::Unavailable | Told::Broken => guest.render(&ServerErrorPage { reference: None }),
    };
    match page {
        Ok(page) => (status, page).into_response(),
        Err(_) => response,
    }
}

fn refused(guest: &Guest, reasons: impl IntoIterator<Item = Msg>) -> PageResult {
    let reasons = reasons.into_iter().map(Words::from).collect();
    guest.render(&RefusedPage { reasons, back_href: guest.came_from() })
}
