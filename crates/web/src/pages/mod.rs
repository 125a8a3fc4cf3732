//! The pages, one module for each subject: routes, forms and what templates are given.

pub(crate) mod about;
pub(crate) mod agency;
pub(crate) mod area;
pub(crate) mod audit;
pub(crate) mod caseload;
mod conflict;
pub(crate) mod criteria;
pub(crate) mod decision;
pub(crate) mod draft;
pub(crate) mod import;
pub(crate) mod language;
pub(crate) mod nomination;
pub(crate) mod notice;
pub(crate) mod person;
pub(crate) mod registration;
pub(crate) mod removal;
pub(crate) mod review;
pub(crate) mod scheme;
pub(crate) mod sign_in;
pub(crate) mod today;
pub(crate) mod user;

use axum::Router;

pub(crate) use draft::keep_sent;

use crate::render::Registered;
use crate::server::Web;

/// The addresses of every slice.
pub(crate) fn routes() -> Router<Web> {
    Router::new()
        .merge(about::routes())
        .merge(agency::routes())
        .merge(area::routes())
        .merge(audit::routes())
        .merge(caseload::routes())
        .merge(criteria::routes())
        .merge(decision::routes())
        .merge(draft::routes())
        .merge(import::routes())
        .merge(language::routes())
        .merge(nomination::routes())
        .merge(notice::routes())
        .merge(person::routes())
        .merge(registration::routes())
        .merge(removal::routes())
        .merge(review::routes())
        .merge(scheme::routes())
        .merge(sign_in::routes())
        .merge(today::routes())
        .merge(user::routes())
}

/// The pages of every slice, so that one test renders them all.
pub(crate) fn registered() -> Vec<Registered> {
    [
        agency::pages(),
        area::pages(),
        audit::pages(),
        caseload::pages(),
        criteria::pages(),
        decision::pages(),
        draft::pages(),
        import::pages(),
        nomination::pages(),
        notice::pages(),
        person::pages(),
        registration::pages(),
        removal::pages(),
        review::pages(),
        scheme::pages(),
        sign_in::pages(),
        today::pages(),
        user::pages(),
    ]
    .into_iter()
    .flatten()
    .collect()
}
