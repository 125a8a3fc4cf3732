//! Pages: routes, forms, templates, wording. No SQL and no rule; it calls the use cases of `app`.

pub mod form;
pub mod i18n;
mod pages;
mod refusal;
pub mod render;
mod router;
mod server;
pub mod words;

pub use pages::import::{import_wording, sheet_fault};
pub use refusal::sentence;
pub use router::router;
pub use server::{CookieTravels, Settings, Web, serve};
