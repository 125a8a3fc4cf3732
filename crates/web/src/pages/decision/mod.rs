//! The panel's decision and the waiting list.

mod form;
mod new;
mod show;
mod waiting;

use axum::Router;
use axum::routing::get;

use crate::render::Registered;
use crate::server::Web;

pub(crate) fn routes() -> Router<Web> {
    Router::new()
        .route("/nominations/{id}/decision", get(new::new).post(new::create))
        .route("/decisions/{id}", get(show::show))
        .route("/schemes/{scheme}/waiting", get(waiting::index))
}

/// The pages of this slice.
pub(crate) fn pages() -> Vec<Registered> {
    vec![
        Registered::of::<new::FormPage>(),
        Registered::of::<show::ShowPage>(),
        Registered::of::<waiting::WaitingPage>(),
    ]
}
