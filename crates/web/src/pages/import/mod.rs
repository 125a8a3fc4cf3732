//! Spreadsheets in: a scheme's register brought in, its columns settled, its rows previewed,
//! accepted and followed.

mod act;
mod columns;
mod faults;
mod index;
mod show;
pub(crate) mod words;

use app::import::Wording;
use app::import::sheet::FILE_SIZE_LIMIT_BYTES;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use domain::id::ImportId;

use crate::render::Registered;
use crate::server::{Problem, Web};

pub use faults::sheet_fault;
pub(crate) use words::field_name;

/// The file, and room for the other fields of the form.
const UPLOAD_SIZE_BYTES: usize = FILE_SIZE_LIMIT_BYTES + 64 * 1024;

pub(crate) fn routes() -> Router<Web> {
    // The form comes back to the page it stands on; only this address takes a whole file.
    let upload = get(index::index)
        .merge(post(index::create).layer(DefaultBodyLimit::max(UPLOAD_SIZE_BYTES)));
    Router::new()
        .route("/imports", upload)
        .route("/imports/{import}", get(show::show))
        .route("/imports/{import}/columns", get(columns::edit).post(columns::update))
        .route("/imports/{import}/choices", post(act::choose))
        .route("/imports/{import}/accept", post(act::accept))
        .route("/imports/{import}/abandon", post(act::abandon))
        .route("/imports/{import}/progress", get(act::progress))
        .route("/imports/{import}/sheet", get(act::sheet))
}

/// The pages of this slice.
pub(crate) fn pages() -> Vec<Registered> {
    vec![
        Registered::of::<index::ImportsPage>(),
        Registered::of::<columns::ColumnsPage>(),
        Registered::of::<show::ImportPage>(),
    ]
}

/// The words of an annotated sheet in a language, also for the command line.
pub fn import_wording(language: crate::i18n::Language) -> Wording {
    words::wording(language)
}

fn import_id(text: &str) -> Result<ImportId, Problem> {
    text.parse().map_err(|_| Problem(app::AppError::NotFound(app::What::Import)))
}
