//! Pages about the service itself.

use axum::Router;
use axum::routing::get;

use crate::render::{AccessibilityPage, PrivacyPage};
use crate::server::{Guest, PageResult, Web};

pub(crate) fn routes() -> Router<Web> {
    Router::new().route("/accessibility", get(accessibility)).route("/privacy", get(privacy))
}

async fn accessibility(guest: Guest) -> PageResult {
    guest.render(&AccessibilityPage { contact: None })
}

async fn privacy(guest: Guest) -> PageResult {
    guest.render(&PrivacyPage { contact: None })
}
