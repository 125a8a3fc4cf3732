//! Somebody else was quicker: who and when, both versions side by side, and the way on.

use app::audit::last_change;
use axum::http::StatusCode;
use axum::response::IntoResponse as _;

use crate::form::Fields;
use crate::render::{ConflictPage, Difference};
use crate::server::{PageResult, Visit};

/// Two versions of one thing.
pub(crate) struct Clash<'a> {
    /// What changed, as the trail names it: kinds and keys.
    pub(crate) about: Vec<(&'static str, String)>,
    pub(crate) differences: Vec<Difference>,
    /// Where the form goes again.
    pub(crate) action: String,
    /// Everything that was sent.
    pub(crate) fields: &'a Fields,
    /// The version that stands now.
    pub(crate) version: i64,
    /// The page of the thing as it stands now.
    pub(crate) current_href: String,
}

/// The page on which to choose between the two. What was sent can be sent again, on top of the
/// newer version.
pub(crate) async fn conflict(visit: &Visit, clash: Clash<'_>) -> PageResult {
    let about = clash.about.as_slice();
    let app = &visit.web.app;
    let last = app.read(&visit.actor, |rx| Box::pin(last_change(rx, about))).await?;
    let sent = clash.fields.clone().without(&["version", "once"]);
    let sent = sent.with(Some(("version", &clash.version.to_string())));
    let name = |by: String, agency: Option<String>| match agency {
        Some(agency) => format!("{by} ({agency})"),
        None => by,
    };
    let page = visit.render(&ConflictPage {
        changed_at: last.as_ref().map(|it| it.at.to_string()),
        changed_by: last.and_then(|it| Some(name(it.by?, it.agency))),
        differences: clash.differences,
        action: clash.action,
        fields: sent.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
        current_href: clash.current_href,
    })?;
    Ok((StatusCode::CONFLICT, page).into_response())
}
