//! Registrations.

mod change;
mod new;
mod show;
pub(crate) mod words;

pub(crate) use new::{agencies, strands};

use axum::Router;
use axum::routing::get;

use crate::render::Registered;
use crate::server::Web;

pub(crate) fn routes() -> Router<Web> {
    Router::new()
        .route("/nominations/{nomination}/register", get(new::new).post(new::create))
        .route("/registrations/{registration}", get(show::show))
        .route(
            "/registrations/{registration}/periods/new",
            get(change::new_period).post(change::create_period),
        )
        .route(
            "/registrations/{registration}/periods/{period}/end",
            get(change::ending_period).post(change::end_period),
        )
        .route(
            "/registrations/{registration}/assignments/new",
            get(change::new_assignment).post(change::create_assignment),
        )
        .route(
            "/registrations/{registration}/assignments/{assignment}/end",
            get(change::ending_assignment).post(change::end_assignment),
        )
}

/// The pages of this slice.
pub(crate) fn pages() -> Vec<Registered> {
    vec![
        Registered::of::<new::RegisterPage>(),
        Registered::of::<show::RegistrationPage>(),
        Registered::of::<change::PeriodPage>(),
        Registered::of::<change::AssignPage>(),
        Registered::of::<change::EndPage>(),
    ]
}
