//! The accountability tree and its gaps.

use axum::Router;

use crate::render::Registered;
use crate::server::Web;

pub(crate) fn routes() -> Router<Web> {
    Router::new()
}

/// The pages of this slice.
pub(crate) fn pages() -> Vec<Registered> {
    Vec::new()
}
