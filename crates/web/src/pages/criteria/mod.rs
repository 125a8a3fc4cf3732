//! A scheme's selection criteria: explained in full, drafted, agreed and put in force.

mod explain;
mod factor;
mod factor_form;
mod update;

use axum::Router;
use axum::routing::{get, post};

use crate::render::Registered;
use crate::server::Web;

pub(crate) fn routes() -> Router<Web> {
    Router::new()
        .route("/schemes/{scheme}/criteria", get(explain::index).post(update::draft))
        .route("/criteria/{id}", get(explain::show).post(update::heading))
        .route("/criteria/{id}/agreement", post(update::agree))
        .route("/criteria/{id}/adoption", post(update::adopt))
        .route("/criteria/{id}/factors/new", get(factor::new).post(factor::create))
        .route("/criteria/{id}/factors/{key}", get(factor::edit).post(factor::update))
        .route("/criteria/{id}/factors/{key}/removal", post(update::remove))
}

/// The pages of this slice.
pub(crate) fn pages() -> Vec<Registered> {
    vec![Registered::of::<explain::CriteriaPage>(), Registered::of::<factor::FactorPage>()]
}
