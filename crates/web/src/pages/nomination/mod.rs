//! Nominations: made in a form that is checked before it is sent, listed, and looked at with
//! their evidence and score.

pub(crate) mod form;
mod list;
mod new;
pub(crate) mod score;
mod show;
mod update;
pub(crate) mod words;

use axum::Router;
use axum::routing::{get, post};
use domain::id::{NominationId, PersonId, SchemeId};

use crate::render::Registered;
use crate::server::Web;

pub(crate) use crate::pages::registration::words::{identity, sample_identity};

pub(crate) fn routes() -> Router<Web> {
    Router::new()
        .route("/nominations", get(list::index))
        .route("/nominations/{id}", get(show::show))
        .route("/nominations/{id}/mappa", post(update::mappa))
        .route("/nominations/{id}/evidence", post(update::evidence))
        .route("/nominations/{id}/withdrawal", post(update::withdraw))
        .route("/schemes/{scheme}/nominations/new", get(new::new).post(new::step))
        .route("/schemes/{scheme}/nominations", post(new::create))
}

/// The pages of this slice.
pub(crate) fn pages() -> Vec<Registered> {
    vec![
        Registered::of::<new::WhoPage>(),
        Registered::of::<new::FormPage>(),
        Registered::of::<new::CheckPage>(),
        Registered::of::<show::ShowPage>(),
        Registered::of::<list::ListPage>(),
    ]
}

/// A key in an address; one that is no key leads nowhere.
pub(crate) fn key<T: std::str::FromStr>(text: &str) -> Result<T, app::AppError> {
    text.parse().map_err(|_| app::AppError::NotFound(app::What::Record))
}

/// The day it is in London.
pub(crate) fn today(visit: &crate::server::Visit) -> domain::Date {
    domain::when::london_date(visit.web.app.clock().now())
}

/// The key of this submission; a form without one is its own.
pub(crate) fn once(visit: &crate::server::Visit, fields: &crate::form::Fields) -> String {
    let sent = fields.first("once").filter(|it| !it.is_empty());
    sent.map_or_else(|| visit.web.app.ids().uuid().to_string(), str::to_owned)
}

/// The address of a nomination.
pub(crate) fn href(id: NominationId) -> String {
    format!("/nominations/{id}")
}

pub(crate) fn new_href(scheme: SchemeId, person: PersonId) -> String {
    format!("/schemes/{scheme}/nominations/new?person={person}")
}
