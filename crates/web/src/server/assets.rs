//! Style, script and pictures, built at set-up and embedded.

use axum::Router;
use axum::extract::Path;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_NONE_MATCH};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use rust_embed::RustEmbed;

use super::state::Web;

#[derive(RustEmbed)]
#[folder = "../../.setup/assets"]
struct Assets;

pub(crate) fn routes() -> Router<Web> {
    Router::new().route("/assets/{*path}", get(show))
}

async fn show(Path(path): Path<String>, headers: HeaderMap) -> Response {
    let Some(file) = Assets::get(&path) else { return not_found() };
    let hash = file.metadata.sha256_hash();
    let [first, second, ..] = hash.as_chunks::<8>().0 else { return not_found() };
    let tag = format!("\"{:x}{:x}\"", u64::from_be_bytes(*first), u64::from_be_bytes(*second));
    let common = [(ETAG, tag.clone()), (CACHE_CONTROL, "public, max-age=600".to_owned())];
    if headers.get(IF_NONE_MATCH).is_some_and(|it| it.as_bytes() == tag.as_bytes()) {
        return (StatusCode::NOT_MODIFIED, common).into_response();
    }
    let kind = file.metadata.mimetype().to_owned();
    (common, [(CONTENT_TYPE, kind)], file.data).into_response()
}

fn not_found() -> Response {
    StatusCode::NOT_FOUND.into_response()
}
