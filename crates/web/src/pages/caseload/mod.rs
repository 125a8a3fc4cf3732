//! The caseload: a list with filters in its address, saved views, a file of it, bulk actions.

mod assign;
mod file;
mod list;
pub(crate) mod query;
mod samples;
mod saved;
mod schedule;
pub(crate) mod words;

use app::caseload::{self, DownloadCaseload, ShareView};
use app::gate::Resource;
use app::review::ScheduleReview;
use axum::Router;
use axum::extract::RawQuery;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Redirect};
use axum::routing::{get, post};
use domain::Date;
use domain::id::SchemeId;
use domain::when::london_date;

use crate::form::Fields;
use crate::render::Registered;
use crate::server::{PageResult, Visit, Web};

use list::{CaseloadPage, Seen};

pub(crate) fn routes() -> Router<Web> {
    Router::new()
        .route("/caseload", get(index))
        .route("/caseload/download", post(download).get(back_to_list))
        .route("/caseload/views", get(saved::index).post(saved::create))
        .route("/caseload/views/{view}", post(saved::update).get(back_to_views))
        .route("/caseload/views/{view}/delete", post(saved::delete).get(back_to_views))
        .route("/caseload/assign/new", post(assign::new).get(back_to_list))
        .route("/caseload/assign/preview", post(assign::preview).get(back_to_list))
        .route("/caseload/assign", post(assign::create).get(back_to_list))
        .route("/caseload/schedule/new", post(schedule::new).get(back_to_list))
        .route("/caseload/schedule/preview", post(schedule::preview).get(back_to_list))
        .route("/caseload/schedule", post(schedule::create).get(back_to_list))
}

/// The pages of this slice.
pub(crate) fn pages() -> Vec<Registered> {
    vec![
        Registered::of::<CaseloadPage>(),
        Registered::of::<saved::ViewsPage>(),
        Registered::of::<assign::AssignPage>(),
        Registered::of::<assign::PreviewPage>(),
        Registered::of::<assign::ResultPage>(),
        Registered::of::<schedule::SchedulePage>(),
        Registered::of::<schedule::PreviewPage>(),
    ]
}

fn today(visit: &Visit) -> Date {
    london_date(visit.web.app.clock().now())
}

/// The fields of an address. One that cannot be read asks for nothing.
fn asked(raw: Option<&str>) -> Fields {
    Fields::parse(raw.unwrap_or_default().as_bytes()).unwrap_or_default()
}

async fn index(visit: Visit, RawQuery(raw): RawQuery) -> PageResult {
    let fields = asked(raw.as_deref());
    let (filter, errors) = query::read(&fields, today(&visit));
    let page = fields.first("page").and_then(|it| it.parse().ok()).unwrap_or(1);
    let (wanted, language) = (&filter, visit.language);
    let seen = visit.web.app.read(&visit.actor, |rx| {
        Box::pin(async move {
            let choices = caseload::choices(rx).await?;
            let mut runs: Vec<SchemeId> = choices.schemes.iter().map(|it| it.0).collect();
            let sets = |it: &SchemeId| rx.may(&ScheduleReview(Resource::Scheme(*it)));
            let sets_reviews = runs.iter().any(sets);
            runs.retain(|it| rx.may(&ShareView(Resource::Scheme(*it))));
            Ok(Seen {
                page: caseload::caseload(rx, wanted, page).await?,
                choices,
                views: caseload::views(rx).await?,
                today: rx.today(),
                language,
                may_download: rx.may(&DownloadCaseload(Resource::System)),
                sets_reviews,
                runs,
            })
        })
    });
    visit.render(&CaseloadPage::new(&filter, (&fields, errors), &seen.await?))
}

async fn download(visit: Visit, RawQuery(raw): RawQuery) -> PageResult {
    let (filter, _) = query::read(&asked(raw.as_deref()), today(&visit));
    let wanted = &filter;
    let work = visit.web.app.write(&visit.actor, |tx| Box::pin(caseload::download(tx, wanted)));
    let text = file::csv(&work.await?, visit.language, &visit.user.name);
    let headers = [
        (CONTENT_TYPE, "text/csv; charset=utf-8"),
        (CONTENT_DISPOSITION, "attachment; filename=\"caseload.csv\""),
    ];
    Ok((headers, text).into_response())
}

async fn back_to_list(_visit: Visit) -> Redirect {
    Redirect::to("/caseload")
}

async fn back_to_views(_visit: Visit) -> Redirect {
    Redirect::to("/caseload/views")
}
