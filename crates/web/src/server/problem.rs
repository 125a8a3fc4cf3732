//! What went wrong, as a page. The only place that knows status codes; wording of refusals is in
//! [`crate::refusal`].

use app::AppError;
use axum::extract::{FromRequestParts as _, Request, State};
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::state::Web;
use super::visit::Guest;
use crate::i18n::Words;
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
    Refused { reasons: Vec<Words> },
    Forbidden,
    Unavailable,
    Broken,
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let told = match &self.0 {
            AppError::NotFound(_) | AppError::Hidden => Told::NotFound,
            AppError::Refused(it) => Told::Refused { reasons: vec![refusal::words(it).into()] },
            AppError::Conflict(what) => {
                Told::Refused { reasons: vec![refusal::conflict(*what).into()] }
            }
            AppError::Stale { .. } => Told::Refused { reasons: vec![refusal::stale().into()] },
            AppError::Forbidden(_) => Told::Forbidden,
            AppError::Unavailable => Told::Unavailable,
            AppError::Internal(error) => {
                // Drivers put values into their messages, so only the kind of failure is kept.
                tracing::error!(cause = %error.root_cause(), "a request failed");
                Told::Broken
            }
        };
        let mut response = told.status().into_response();
        response.extensions_mut().insert(told);
        response
    }
}

impl Told {
    const fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Refused { .. } => StatusCode::CONFLICT,
            Self::Forbidden => StatusCode::FORBIDDEN,
            Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
            Self::Broken => StatusCode::INTERNAL_SERVER_ERROR,
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
        Told::Refused { reasons } => {
            guest.render(&RefusedPage { reasons, back_href: guest.came_from() })
        }
        Told::Forbidden => {
            guest.render(&RefusedPage { reasons: Vec::new(), back_href: guest.came_from() })
        }
        Told::Unavailable | Told::Broken => guest.render(&ServerErrorPage { reference: None }),
    };
    match page {
        Ok(page) => (status, page).into_response(),
        Err(_) => response,
    }
}
