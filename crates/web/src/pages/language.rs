//! English or Welsh, for the rest of the session.

use axum::Router;
use axum::extract::{Path, Query};
use axum::response::Redirect;
use axum::routing::get;
use serde::Deserialize;

use super::sign_in::own_path;
use crate::i18n::Language;
use crate::server::{Guest, Web};

pub(crate) fn routes() -> Router<Web> {
    Router::new().route("/language/{code}", get(choose))
}

#[derive(Debug, Deserialize)]
struct Back {
    back: Option<String>,
}

async fn choose(guest: Guest, Path(code): Path<String>, Query(to): Query<Back>) -> Redirect {
    if let Some(language) = Language::from_code(&code) {
        guest.choose(language).await;
    }
    Redirect::to(&own_path(to.back.as_deref()))
}
