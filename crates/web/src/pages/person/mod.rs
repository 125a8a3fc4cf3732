//! Persons, and the search for them.

mod add;
mod add_read;
mod edit;
mod end;
pub(crate) mod fields;
mod identity;
mod new;
mod search;
mod sharing;
mod show;
mod timeline;
mod view;

use axum::Router;
use axum::response::Redirect;
use axum::routing::{get, post};

use crate::render::Registered;
use crate::server::Web;

pub(crate) fn routes() -> Router<Web> {
    Router::new()
        .route("/search", get(search::show))
        .route("/people", get(|| async { Redirect::to("/search") }))
        .route("/people/new", get(new::new).post(new::create))
        .route("/people/{person}", get(show::show))
        .route("/people/{person}/timeline", get(timeline::show))
        .route("/people/{person}/identity", get(identity::show))
        .route("/people/{person}/sharing", get(sharing::show))
        .route("/people/{person}/edit", get(edit::edit).post(edit::update))
        .route("/people/{person}/add/{part}", get(add::new).post(add::create))
        .route("/people/{person}/addresses/{address}/end", get(end::ending).post(end::end))
        .route("/people/{person}/names/{name}/end", post(add::end_name))
}

/// The pages of this slice.
pub(crate) fn pages() -> Vec<Registered> {
    vec![
        Registered::of::<search::SearchPage>(),
        Registered::of::<new::NewPage>(),
        Registered::of::<new::PossiblePage>(),
        Registered::of::<show::ShowPage>(),
        Registered::of::<timeline::TimelinePage>(),
        Registered::of::<identity::IdentityPage>(),
        Registered::of::<sharing::SharingPage>(),
        Registered::of::<edit::EditPage>(),
        Registered::of::<add::AddPage>(),
        Registered::of::<end::EndAddressPage>(),
    ]
}
