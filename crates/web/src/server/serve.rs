//! Serving: the router over a socket, each request logged without personal data, and an end that
//! lets the requests in hand finish.

use std::time::Instant;

use axum::extract::{MatchedPath, Request};
use axum::http::HeaderValue;
use axum::middleware::{Next, from_fn};
use axum::response::Response;
use tokio::net::TcpListener;
use tracing::Instrument as _;

use super::state::Web;
use crate::router::router;

/// Under which a request is known in the log, and to whoever asks about it.
const REQUEST_ID: &str = "x-request-id";

/// Serves until `stop` resolves, then lets the requests in hand finish.
///
/// # Errors
/// When the socket fails.
pub async fn serve(
    listener: TcpListener,
    web: Web,
    stop: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    let router = router(web).layer(from_fn(logged));
    axum::serve(listener, router).with_graceful_shutdown(stop).await
}

/// Logs the pattern of the address and never the address: that may hold what somebody searched
/// for, or whom they looked at.
async fn logged(request: Request, next: Next) -> Response {
    let id = tower_sessions::session::Id::default().to_string();
    let method = request.method().clone();
    let matched = request.extensions().get::<MatchedPath>().map(|it| it.as_str().to_owned());
    let route = matched.unwrap_or_else(|| "none".to_owned());
    let span = tracing::info_span!("request", id);
    let begun = Instant::now();
    let mut response = next.run(request).instrument(span.clone()).await;
    let (status, ms) = (response.status().as_u16(), begun.elapsed().as_millis());
    let _in_span = span.enter();
    if route.starts_with("/health/") || route.starts_with("/assets/") {
        tracing::debug!(%method, route, status, %ms, "answered");
    } else {
        tracing::info!(%method, route, status, %ms, "answered");
    }
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(REQUEST_ID, value);
    }
    response
}
