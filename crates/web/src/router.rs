//! Every address, slice by slice.

use axum::middleware::{from_fn, from_fn_with_state};
use axum::{Router, extract::DefaultBodyLimit};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::csrf::CsrfLayer;
use tower_sessions::cookie::SameSite;
use tower_sessions::{Expiry, SessionManagerLayer};

use crate::form::Fields;
use crate::pages;
use crate::server::{
    CookieTravels, Store, Web, asset_routes, health_routes, no_such_page, panicked, secured,
    tidied, worded,
};

/// The whole web application, ready to be served.
pub fn router(web: Web) -> Router {
    // The cookie ends with the browser; the session, by its last use, in the store.
    let sessions = SessionManagerLayer::new(Store(web.app.clone()))
        .with_name("throughcare")
        .with_same_site(SameSite::Lax)
        .with_http_only(true)
        .with_secure(web.settings.cookie == CookieTravels::Encrypted)
        .with_expiry(Expiry::OnSessionEnd);
    Router::new()
        .merge(pages::routes())
        .fallback(no_such_page)
        .layer(CatchPanicLayer::custom(panicked))
        .layer(from_fn_with_state(web.clone(), pages::keep_sent))
        .layer(from_fn_with_state(web.clone(), worded))
        .layer(sessions)
        .layer(CsrfLayer::new())
        .layer(from_fn(tidied))
        .layer(DefaultBodyLimit::max(Fields::BODY_SIZE_BYTES))
        .merge(asset_routes())
        .merge(health_routes())
        .layer(from_fn(secured))
        .with_state(web)
}
