//! What stands between a request and a page: state, session, the visit, headers, problems.

mod address;
mod assets;
mod headers;
mod health;
mod problem;
mod serve;
mod session;
mod state;
mod visit;

pub(crate) use problem::{PageResult, Problem};
pub use serve::serve;
pub use state::{CookieTravels, Settings, Web};
pub(crate) use visit::{Guest, Visit};

pub(crate) use address::tidied;
pub(crate) use assets::routes as asset_routes;
pub(crate) use headers::secured;
pub(crate) use health::routes as health_routes;
pub(crate) use problem::{form_body, panicked, worded};
pub(crate) use session::Store;
pub(crate) use visit::no_such_page;
